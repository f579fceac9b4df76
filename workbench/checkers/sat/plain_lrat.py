"""A slow, plain LRAT checker that anybody can audit: this file is all of it, and it imports nothing of Workbench.

`python plain_lrat.py problem.cnf proof.lrat` prints `s VERIFIED`, or `s NOT VERIFIED` and where it fails, by the rules
of Cruz-Filipe, Heule, Hunt, Kaufmann, Schneider-Kamp, Efficient Certified RAT Verification, CADE 2017.

Why the formula has no model: a lemma that follows by unit propagation (RUP) is implied by the clauses alive. Where it
is RAT on its first literal p, what satisfies all of them, but not the lemma, satisfies all and the lemma once p is made
true. A deletion loses no model. So a model of the formula would leave a model of the empty clause.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

WORD, NUMBER = re.compile(rb"[^ \t\r]+"), re.compile(rb"0|-?[1-9][0-9]{0,17}")
Clauses = dict[int, frozenset[int]]
Step = tuple[str, int, list[int] | None, list[int]]
"""Where it stands, its identifier, its literals (None: a deletion), its hints (of a deletion: what is deleted)."""


class NotVerified(Exception):
    """The proof does not show the formula unsatisfiable; the text says where and why."""


def number(word: bytes, where: str) -> int:
    if not NUMBER.fullmatch(word):
        raise NotVerified(f"{where}: {word[:20]!r} is not how a number is written")
    return int(word)


def formula_clauses(dimacs: bytes) -> Clauses:
    """The clauses of a formula, numbered from 1."""
    lines = [line for line in dimacs.splitlines() if line.strip() and not line.lstrip().startswith(b"c")]
    header, body = b" ".join(lines[:1]).split(), b" ".join(lines[1:]).partition(b" %")[0]  # `%`: as SATLIB ends files
    if header[:2] != [b"p", b"cnf"] or len(header) != 4:
        raise NotVerified("formula: it does not begin with `p cnf VARIABLES CLAUSES`")
    variables, promised = number(header[2], "formula"), number(header[3], "formula")
    clauses: list[frozenset[int]] = []
    clause: list[int] = []
    for word in body.split():
        clause.append(number(word, f"formula, clause {len(clauses) + 1}"))
        if clause[-1] == 0:
            clauses.append(frozenset(clause[:-1]))
            clause.clear()
    if clause or len(clauses) != promised or any(abs(literal) > variables for one in clauses for literal in one):
        raise NotVerified("formula: it has not the clauses that it promises, or a variable beyond those")
    return dict(enumerate(clauses, 1))


def text_steps(proof: bytes) -> Iterator[Step]:
    for line, text in enumerate(proof.split(b"\n"), 1):
        where, words = f"line {line}", WORD.findall(text)
        if not words or text.startswith(b"c"):
            continue
        deletion = words[1:2] == [b"d"]
        numbers = [number(word, where) for word in words[:1] + words[1 + deletion :]]
        if numbers[0] < 0 or numbers[-1] != 0 or numbers[1:].count(0) != (1 if deletion else 2):
            raise NotVerified(f"{where}: neither `identifier literals 0 hints 0` nor `identifier d identifiers 0`")
        end = numbers.index(0, 1)
        yield where, numbers[0], None if deletion else numbers[1:end], numbers[1 if deletion else end + 1 : -1]


def binary_steps(proof: bytes) -> Iterator[Step]:
    step = at = 0
    while at < len(proof):
        step += 1
        where, letter = f"step {step}", proof[at : at + 1]
        if letter not in (b"a", b"d"):
            raise NotVerified(f"{where}: it begins with neither `a` nor `d`")
        numbers, at = binary_list(proof, at + 1, where)  # of a lemma: its identifier and its literals
        hints, at = binary_list(proof, at, where) if letter == b"a" else (numbers, at)
        yield where, numbers[0] if numbers else 0, numbers[1:] if letter == b"a" else None, hints


def binary_list(proof: bytes, at: int, where: str) -> tuple[list[int], int]:
    """The numbers up to a 0, and the place behind it; n is 2n, -n is 2n + 1, seven bits a byte, the lowest first."""
    numbers: list[int] = []
    while True:
        code, shift, byte = 0, 0, 128
        while byte >= 128:
            if at == len(proof) or shift == 63:
                raise NotVerified(f"{where}: it is cut off, or a number in it is too large")
            byte = proof[at]
            code |= (byte & 127) << shift
            shift, at = shift + 7, at + 1
        if code == 1 or (byte == 0 and shift > 7):
            raise NotVerified(f"{where}: a number is not written in the shortest way")
        if code == 0:
            return numbers, at
        numbers.append(-(code >> 1) if code & 1 else code >> 1)


def propagate(clauses: Clauses, false: set[int], hints: list[int], where: str) -> bool:
    """Make false the negation of what each hint forces in its turn; whether the last one comes to a conflict."""
    for place, hint in enumerate(hints, 1):
        left = clauses[hint] - false if hint in clauses else None
        if left is None or len(left) > 1 or (not left and place < len(hints)):
            raise NotVerified(f"{where}: the hint {hint} names no clause, is not unit, or is a conflict too early")
        false.update(-literal for literal in left)
    return bool(hints) and not left


def check_lemma(clauses: Clauses, literals: list[int], hints: list[int], where: str) -> None:
    """It is RUP, or RAT on its first literal: then a negative hint begins the part for each clause against that one."""
    false = set(literals)
    starts = [place for place, hint in enumerate(hints) if hint < 0]
    parts = [hints[start:end] for start, end in zip([0, *starts], [*starts, len(hints)], strict=True)]
    if any(-literal in false for literal in literals):
        raise NotVerified(f"{where}: the lemma has a literal and its negation")
    conflict = propagate(clauses, false, parts[0], where)
    if conflict and not starts:
        return
    against = [name for name, clause in clauses.items() if literals and -literals[0] in clause]
    if conflict or not literals or sorted(-part[0] for part in parts[1:]) != sorted(against):
        raise NotVerified(f"{where}: no conflict (or hints after it), and not each RAT candidate has one negative hint")
    for candidate, *rest in parts[1:]:
        others = clauses[-candidate] - {-literals[0]}
        assumed = false | others
        satisfied = any(-literal in assumed for literal in others)
        if (satisfied and rest) or not (satisfied or propagate(clauses, assumed, rest, where)):
            raise NotVerified(f"{where}: the hints for the RAT candidate {-candidate} do not end in a conflict")


def check(dimacs: bytes, proof: bytes) -> None:
    """Make sure that the proof refutes the formula; raises NotVerified."""
    clauses = formula_clauses(dimacs)
    last = len(clauses)
    for where, identifier, literals, hints in binary_steps(proof) if proof[:1] in (b"a", b"d") else text_steps(proof):
        if literals is None:
            if any(clauses.pop(name, None) is None for name in hints):
                raise NotVerified(f"{where}: a deletion names no clause alive")
            continue
        if identifier <= last:
            raise NotVerified(f"{where}: the identifier {identifier} is not larger than all before it")
        check_lemma(clauses, literals, hints, where)
        if not literals:
            return
        clauses[identifier], last = frozenset(literals), identifier
    raise NotVerified("end: the proof has not derived the empty clause")


if __name__ == "__main__":
    try:
        check(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_bytes())
        print("s VERIFIED")
    except (NotVerified, OSError, IndexError) as fault:
        print(f"s NOT VERIFIED\nc {fault}")
        sys.exit(1)
