"""A set of problems, row by row: a folder of problem files, a JSONL or CSV file, or a family over ranges of parameters.

A set is never held as a whole, and a row that cannot be used is a `BadRow` with its line: the rest goes on. No row is
lost in silence, not by a key or a column that is there twice, nor in a quote that is never closed.
"""

from __future__ import annotations

import csv
import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.errors import BadInput
from workbench.problems.places import Place
from workbench.problems.problem_file import Rounded, exact_float
from workbench.problems.spec import MOST_BYTES, Problem, family_problem, load_problem, problem_in

SUFFIXES = (".jsonl", ".csv")
MOST_BAD = 10_000
"""Rows one after the other that cannot be used: then the file is no set, and the rest is not read."""
_RANGE = re.compile(r"(-?[0-9]{1,18})\.\.(-?[0-9]{1,18})")
_PLAIN = ("id", "kind", "title", "expect", "open")
"""Columns of a CSV file that are keys of a problem; all others are those of its table."""
_KIND_OF = {"question": "answer", "left": "identity", "theorem": "lean", "text": "smt", "family": "sat"}
"""The kind that a column speaks of, where a CSV file has no column `kind`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One problem of a set."""

    problem: Problem
    group: str
    """What a summary counts it under: its family; else its kind, with what its id begins with (`answer limits`)."""
    expects: bool = True
    """Whether an answer can be other than expected; of a range of parameters nothing is expected."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that states no problem, and why."""

    error: BadInput


def read_set(source: str, ranges: Sequence[tuple[str, str]], root: Path) -> Iterator[Row | BadRow]:
    """The rows of a set: a folder, a `.jsonl` or a `.csv` file (no path in them may leave `root`), or the name of a
    family with ranges of parameters, each (name, what was written: `45`, `1..100` or `3,10`).

    Raises BadInput, before the first row, where there is no such set.
    """
    path = Path(source)
    if ranges:
        return _of_ranges(source, ranges)
    if path.is_dir():
        return _of_folder(path, root)
    if path.is_file() and path.suffix in SUFFIXES:
        return _unless_bad((_of_jsonl if path.suffix == ".jsonl" else _of_csv)(path, root))
    what = "this is neither a folder nor a .jsonl or .csv file" if path.exists() else "there is no such set"
    raise BadInput(what, remedy="name a set, or a family with --param n=1..100", file=source)


def _unless_bad(rows: Iterator[Row | BadRow]) -> Iterator[Row | BadRow]:
    """The rows, as long as not too many are bad one after the other."""
    bad = 0
    for row in rows:
        bad = bad + 1 if isinstance(row, BadRow) else 0
        if isinstance(row, BadRow) and bad > MOST_BAD:
            problem = f"{MOST_BAD:,} rows one after the other cannot be used, and the rest was not read"
            remedy = "correct them, or name another file"
            yield BadRow(BadInput(problem, remedy=remedy, file=row.error.file, line=row.error.line))
            return
        yield row


def _row(problem: Problem) -> Row:
    if problem.kind == "sat":
        return Row(problem, problem.body["family"])
    named = re.match(r"(.+?)[-_.]?[0-9]+$", problem.id)
    return Row(problem, f"{problem.kind} {named[1]}" if named else problem.kind)


def _of_folder(folder: Path, root: Path) -> Iterator[Row | BadRow]:
    for path in sorted(folder.rglob("*.toml")):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            try:
                yield _row(load_problem(path, root))
            except BadInput as error:
                yield BadRow(error)


def _of_ranges(family: str, ranges: Sequence[tuple[str, str]]) -> Iterator[Row | BadRow]:
    names = [name for name, _ in ranges]
    for values in _combined([_values(name, written) for name, written in ranges]):
        try:
            problem = family_problem(family, dict(zip(names, values, strict=True)))
            yield Row(problem, family, expects=problem.expect is not None)
        except BadInput as error:
            shown = ", ".join(f"{name}={value}" for name, value in zip(names, values, strict=True))
            yield BadRow(BadInput(f"{family} with {shown}: {error.problem}", remedy=error.remedy))


def _combined(spans: Sequence[range | tuple[str]]) -> Iterator[tuple[str, ...]]:
    """A value of each, in every way, the last changing first; one by one, for a range may be longer than memory."""
    sizes = [span.stop - span.start if isinstance(span, range) else len(span) for span in spans]  # beyond `len`, too
    number, many = 0, math.prod(sizes)
    while number < many:
        rest, chosen = number, []
        for span, size in zip(reversed(spans), reversed(sizes), strict=True):
            rest, at = divmod(rest, size)
            chosen.append(str(span[at]))
        yield tuple(reversed(chosen))
        number += 1


def _values(name: str, written: str) -> range | tuple[str]:
    span = _RANGE.fullmatch(written)
    if span is None:
        return (written,)
    first, last = int(span[1]), int(span[2])
    if last < first:
        raise BadInput(f"the range {name}={written} is empty", remedy="write the smaller number first")
    return range(first, last + 1)


def _of_jsonl(path: Path, root: Path) -> Iterator[Row | BadRow]:
    here = _place(path, root)
    with path.open("rb") as file:
        for number in itertools.count(1):
            line = file.readline(MOST_BYTES + 1)
            if not line:
                return
            if len(line) > MOST_BYTES:
                while line and not line.endswith(b"\n"):
                    line = file.readline(MOST_BYTES)
                said = f"a line of more than {MOST_BYTES:,} bytes"
                yield _bad(replace(here, at=number), said, "put a problem on each line")
            elif line.strip():
                yield _of_json(line, replace(here, at=number))


class _Repeated(ValueError):
    """A key that is there twice: which of its values is meant, nobody knows."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these keys and values. Raises _Repeated."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Repeated(Counter(name for name, _ in pairs).most_common(1)[0][0])
    return found


def _of_json(line: bytes, place: Place) -> Row | BadRow:
    try:
        data = json.loads(line.decode("utf-8-sig"), parse_float=exact_float, object_pairs_hook=_once)
        if b"\\u" in line:
            json.dumps(data, ensure_ascii=False).encode()  # else half of a letter could be written nowhere
    except Rounded as error:
        return _bad(place, str(error), Rounded.remedy)
    except _Repeated as error:
        return _bad(place, f"the key {str(error)[:60]!r} is there twice", "keep one of them")
    except UnicodeDecodeError:
        return _bad(place, "the line is not UTF-8", "save the set as UTF-8")
    except UnicodeEncodeError:
        return _bad(
            place, "an escape \\ud800 to \\udfff stands alone", "write both halves of the letter, or the letter"
        )
    except RecursionError:
        return _bad(place, "this is not JSON: nested too deeply", "put one JSON object on each line")
    except ValueError as error:
        said = error.msg if isinstance(error, json.JSONDecodeError) else "an integer has too many digits"
        return _bad(place, f"this is not JSON: {said}", "put one JSON object on each line")
    return _stated(data, place)


def _of_csv(path: Path, root: Path) -> Iterator[Row | BadRow]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        table = csv.reader(file, strict=True)  # else a quote that is never closed takes in all that follows
        columns: list[str] | None = None
        here = _place(path, root)
        while True:
            line = table.line_num + 1
            try:
                cells = next(table, None)
            except csv.Error as error:
                remedy = "quote what holds quotes, commas or line breaks, and close each quote"
                yield _bad(replace(here, at=line), f"this is not CSV: {error}", remedy)
                continue
            if cells is None:
                return
            if columns is None:
                columns = [cell.strip() for cell in cells]
                if fault := _fault_of_header(columns):
                    yield _bad(replace(here, at=line), *fault)
                    return
            elif cells and "".join(cells).strip():
                yield _of_cells(columns, cells, replace(here, at=line))


def _fault_of_header(columns: Sequence[str]) -> tuple[str, str] | None:
    """What is wrong with a header, and the remedy: no row under it could be read."""
    if _is_no_text(columns):
        return "the header is not UTF-8", "save the set as UTF-8"
    named = Counter(filter(None, columns))  # without a name a column can be empty alone, as tables at times leave some
    if named and max(named.values()) > 1:
        return f"the column {named.most_common(1)[0][0][:60]!r} is there twice", "keep one of them"
    return None


def _is_no_text(cells: Sequence[str]) -> bool:
    return any("\udc80" <= character <= "\udcff" for cell in cells for character in cell)


def _of_cells(columns: Sequence[str], cells: Sequence[str], place: Place) -> Row | BadRow:
    if len(cells) != len(columns):
        problem = f"the row has {len(cells)} cells, and the header {len(columns)}"
        return _bad(place, problem, "give each column a cell")
    if _is_no_text(cells):
        return _bad(place, "the row is not UTF-8", "save the set as UTF-8")
    given = {column: cell for column, cell in zip(columns, cells, strict=True) if cell != ""}
    kind = given.get("kind") or next((_KIND_OF[column] for column in columns if column in _KIND_OF), "sat")
    inside: dict[str, Any] = {column: cell for column, cell in given.items() if column not in _PLAIN}
    if kind == "sat":
        inside = {"family": inside.pop("family", ""), "parameters": inside}
    elif "variables" in inside:
        inside["variables"] = inside["variables"].split()
    plain: dict[str, Any] = {column: cell for column, cell in given.items() if column in _PLAIN}
    if "open" in plain:
        plain["open"] = plain["open"].lower() in ("true", "yes", "1")
    return _stated({**plain, "kind": kind, kind: inside}, place)


def _stated(data: object, place: Place) -> Row | BadRow:
    """The problem that an object states; one without an id is called by its file and line."""
    if isinstance(data, Mapping) and "id" not in data and place.file:
        data = {**data, "id": f"{re.sub('[^A-Za-z0-9]+', '-', Path(place.file).stem).strip('-') or 'row'}-{place.at}"}
    try:
        return _row(problem_in(data, place))
    except BadInput as error:
        return BadRow(error)


def _place(path: Path, root: Path) -> Place:
    shown = path.resolve()
    name = shown.relative_to(root).as_posix() if shown.is_relative_to(root) else path.as_posix()
    return Place(path.parent.absolute(), root, name)


def _bad(place: Place, problem: str, remedy: str) -> BadRow:
    return BadRow(BadInput(problem, remedy=remedy, file=place.file, line=place.at))
