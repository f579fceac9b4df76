"""DIMACS CNF files: a strict reader and a writer.

The format is that of the second DIMACS challenge ("Satisfiability: suggested format", 1993) in the reading of the SAT
competitions: comment lines start with `c`, one line `p cnf VARIABLES CLAUSES` comes before the clauses, each of which
ends with 0 and may run over several lines. The `%` and `0` that end the files of SATLIB are accepted.
"""

from __future__ import annotations

import re
from pathlib import Path

from workbench.errors import BadInput
from workbench.problems.cnf import CNF, Clause
from workbench.problems.files import read_limited, shown

MOST_BYTES = 256 * 2**20
MOST_VARIABLES = 10_000_000
MOST_LITERALS = 20_000_000

_ODD = re.compile(rb"[_+]|-0|(?<![0-9])0[0-9]")
"""Of what Python alone would also read as a number: 1_0, +1, -0, and 00, which another reader may not take for 0."""
_HEADER = re.compile(rb"p[ \t]+cnf[ \t]+([0-9]{1,12})[ \t]+([0-9]{1,12})")


def read_cnf(path: Path, name: str | None = None) -> CNF:
    """The formula in a file; messages call the file `name`.

    Raises BadInput with the line for a header that lies, a literal out of range, a clause without its 0, or junk; and
    for a file that cannot be read or is larger than MOST_BYTES, MOST_VARIABLES or MOST_LITERALS allow.
    """
    return parse_cnf(read_limited(path, MOST_BYTES, "the DIMACS file", name), name or shown(path))


def parse_cnf(data: bytes, name: str) -> CNF:
    """The formula in the bytes of a file that messages call `name`; raises BadInput as `read_cnf` does."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    variables, promised, header = _header(lines, name)
    clauses: list[Clause] = []
    clause: list[int] = []
    literals = begun = 0
    for number, line in enumerate(lines[header:], header + 1):
        words = line.split()
        if not words or words[0].startswith(b"c"):
            continue
        if words == [b"%"]:
            _expect_end(lines[number:], number, name)
            break
        values = _integers(words, line, variables, number, name)
        literals += len(values) - values.count(0)
        if literals > MOST_LITERALS:
            raise _fault(f"more than {MOST_LITERALS:,} literals", "split the formula", name, number)
        if not clause:
            begun = number
        for value in values:
            if value:
                clause.append(value)
            else:
                clauses.append(tuple(clause))
                clause.clear()
                begun = number
    if clause:
        raise _fault("the last clause does not end with 0", "end it with 0; the file may be cut short", name, begun)
    if len(clauses) != promised:
        found = f"the header promises {promised} clauses, and {len(clauses)} follow"
        raise _fault(found, "correct the header, or restore the clauses", name, header)
    return CNF(variables, tuple(clauses))


def cnf_text(cnf: CNF) -> str:
    """The formula as DIMACS text: header, then one clause a line, in order."""
    lines = [f"p cnf {cnf.variables} {len(cnf.clauses)}"]
    lines += [" ".join(map(str, (*clause, 0))) for clause in cnf.clauses]
    lines.append("")
    return "\n".join(lines)


def _header(lines: list[bytes], name: str) -> tuple[int, int, int]:
    """Variables, clauses, and the line (from 1) that promises them."""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith(b"c"):
            continue
        match = _HEADER.fullmatch(text)
        if not match:
            found = "`p cnf VARIABLES CLAUSES` was expected before anything but comments"
            raise _fault(found, "correct or add this line", name, number)
        variables, clauses = int(match[1]), int(match[2])
        if variables > MOST_VARIABLES:
            raise _fault(f"more than {MOST_VARIABLES:,} variables", "renumber the variables that occur", name, number)
        return variables, clauses, number
    raise _fault("there is no line `p cnf VARIABLES CLAUSES`", "check that this is a DIMACS CNF file", name, None)


def _integers(words: list[bytes], line: bytes, variables: int, number: int, name: str) -> list[int]:
    """The integers of a line."""
    try:
        values = [int(word) for word in words]
    except ValueError:
        values = None
    if values is None or _ODD.search(line):
        junk = next((word for word in words if not re.fullmatch(rb"0|-?[1-9][0-9]{0,11}", word)), words[0])
        shown_junk = junk[:30].decode("ascii", "replace")
        raise _fault(f"`{shown_junk}` is not a literal", "write integers, each clause ended by 0", name, number)
    if max(values) > variables or min(values) < -variables:
        wrong = next(value for value in values if abs(value) > variables)
        shown_wrong = str(wrong) if abs(wrong) < 10**12 else "a literal"
        found = f"{shown_wrong} is out of range: the header promises {variables} variables"
        raise _fault(found, "correct the header or the literal", name, number)
    return values


def _expect_end(lines: list[bytes], number: int, name: str) -> None:
    for later, line in enumerate(lines, number + 1):
        if line.strip() not in (b"", b"0"):
            raise _fault("something follows the `%` that ends the formula", "remove it, or the `%`", name, later)


def _fault(problem: str, remedy: str, name: str, line: int | None) -> BadInput:
    return BadInput(problem, remedy=remedy, file=name, line=line)
