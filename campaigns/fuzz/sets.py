"""Sets of problems, as `workbench sweep` reads them: JSONL and CSV, a problem a row.

No row may be lost: each is a problem that says what a naive reading of the file says, or is refused by its line.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.refusal import refused
from campaigns.fuzz.sets_large import large_csv, large_jsonl
from campaigns.fuzz.sets_rows import CELLS, COLUMNS, KEYS, VALUES, json_row, table
from campaigns.fuzz.texts import joined
from workbench.errors import BadInput
from workbench.problems.spec import MOST_BYTES, Problem, canonical_json
from workbench.sweep.rows import MOST_BAD, BadRow, Row, read_set

_NAMED = {
    "f.cnf": b"p cnf 2 2\n1 -2 0\n2 0\n",
    "f.col": b"p edge 3 2\ne 1 2\ne 2 3\n",
    "f.lean": b"theorem t : True := trivial\n",
}
"""Files that a problem of `sets_rows` may name."""

_LARGE, _MOST_ROWS, _MOST_PRINTED, _MOST_SHOWN = 100_000, MOST_BAD + 1, 1000, 40
"""Bytes of a large set; how many of its rows are read, and printed again; of how many the message is looked at."""


class _Unread(Exception):
    """A naive reading does not say what stands there."""


def _read_jsonl(data: bytes, scratch: Path) -> str:
    """Each line that is not blank is a row; what an accepted one says is what the json of Python says."""
    rows = _rows(data, "set.jsonl", scratch)
    lines = [
        (number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip() or len(line) > MOST_BYTES
    ]
    assert len(rows) == len(lines) or _given_up(rows), f"{len(rows)} rows of {len(lines)} lines"
    for (number, line), row in zip(lines, rows, strict=False):
        if isinstance(row, BadRow):
            assert row.error.line == number, f"line {row.error.line} for line {number}"
        else:
            assert len(line) <= MOST_BYTES
            stated = _naive_json(line)
            assert row.problem.id == stated.get("id", f"set-{number}")
            _agrees(row.problem, stated)
    return _word(rows, scratch)


def _read_csv(data: bytes, scratch: Path) -> str:
    """Each row that is not blank is a problem of its cells, or refused; written again, the table says the same."""
    rows = _rows(data, "set.csv", scratch)
    assert len({row.error.line for row in rows if isinstance(row, BadRow)}) == sum(
        isinstance(row, BadRow) for row in rows
    ) or _given_up(rows), "two rows of one line"
    try:
        header, *table = _naive_csv(data)
    except _Unread:
        assert any(isinstance(row, BadRow) for row in rows), "the csv of Python refuses it, and no row is refused"
        return _word(rows, scratch)
    except ValueError:  # not even a header
        assert not rows
        return "empty"
    if _is_no_header(header):
        assert [type(row) for row in rows] == [BadRow], "a header that is none, and rows under it"
        return "refused"
    kept = [cells for cells in table if "".join(cells).strip()]
    assert len(rows) == len(kept) or _given_up(rows), f"{len(rows)} rows of {len(kept)}"
    accepted = [(cells, row) for cells, row in zip(kept, rows, strict=False) if isinstance(row, Row)]
    for cells, row in accepted:
        assert len(cells) == len(header)
        given: dict[str, Any] = {column.strip(): cell for column, cell in zip(header, cells, strict=True) if cell}
        _agrees(row.problem, _as_tables(given, row.problem.kind))
    _is_written_again(header, accepted[:_MOST_PRINTED], scratch)
    return _word(rows, scratch)


def _rows(data: bytes, name: str, scratch: Path) -> list[Row | BadRow]:
    """The rows, read twice; each refusal is a sentence with its line.

    Of a large set the first ones, read once: a set is read as it is asked, so what counts is the time to the next row.
    """
    large = len(data) > _LARGE
    for other, content in _NAMED.items():
        (scratch / other).write_bytes(content)
    path = scratch / name
    path.write_bytes(data)
    root = scratch.resolve()
    try:
        rows = list(islice(read_set(str(path), [], root), _MOST_ROWS))
        if not large:
            again = [_plain(row) for row in read_set(str(path), [], root)]
            assert [_plain(row) for row in rows] == again, "read twice, it is another set"
    except BadInput as error:
        raise AssertionError(f"the whole set is refused: {error}") from error
    for number, row in enumerate(rows):
        if isinstance(row, BadRow):
            assert row.error.file == name and row.error.line, f"a refusal without its place: {row.error}"
            if number < _MOST_SHOWN:
                refused(row.error, {name: data})
        else:
            assert all(file.is_relative_to(root) for file in row.problem.files), "a file outside of the workspace"
            said = [row.problem.id, row.problem.title, row.problem.expect, row.problem.body, row.group]
            json.dumps(said, ensure_ascii=False).encode()  # no half of a letter, or a result could not be written
    return rows


def _plain(row: Row | BadRow) -> object:
    return str(row.error) if isinstance(row, BadRow) else row


def _given_up(rows: Sequence[Row | BadRow]) -> bool:
    """Whether so many rows were bad, one after the other, that the rest is not read, which the last one says; or the
    set is large, and the campaign reads no more of it."""
    if len(rows) == _MOST_ROWS and not all(isinstance(row, BadRow) for row in rows):
        return True
    last = rows[-MOST_BAD - 1 :]
    given_up = len(last) == MOST_BAD + 1 and all(isinstance(row, BadRow) for row in last)
    return given_up and isinstance(last[-1], BadRow) and "the rest was not read" in last[-1].error.problem


def _word(rows: Sequence[Row | BadRow], scratch: Path) -> str:
    accepted = [row for row in rows if isinstance(row, Row)]
    _is_printed_again(accepted, scratch)
    if not rows:
        return "empty"
    if not accepted:
        return "refused"
    return "accepted" if len(accepted) == len(rows) else "accepted, but for bad rows"


def _is_printed_again(rows: Sequence[Row], scratch: Path) -> None:
    """What was accepted, as lines of JSON with every default filled in, is the same set."""
    path = scratch / "again.jsonl"
    lines = [(row, json.dumps(_tables(row.problem), ensure_ascii=False) + "\n") for row in rows[:_MOST_PRINTED]]
    lines = [(row, line) for row, line in lines if len(line.encode()) <= MOST_BYTES]
    path.write_text("".join(line for _, line in lines), "utf-8")
    for (row, _), again in zip(lines, read_set(str(path), [], scratch.resolve()), strict=True):
        assert isinstance(again, Row), f"printed again, it is refused: {_plain(again)}"
        assert replace(again.problem, file=row.problem.file) == row.problem, "printed again, it is another problem"
        assert again.group == row.group and canonical_json(again.problem) == canonical_json(row.problem)


def _is_written_again(header: Sequence[str], accepted: Sequence[tuple[list[str], Row]], scratch: Path) -> None:
    """Quoted by the csv of Python, the accepted rows are the same problems, though not of the same lines."""
    path = scratch / "again.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(cells for cells, _ in accepted)])
    for (_, row), again in zip(accepted, read_set(str(path), [], scratch.resolve()), strict=True):
        assert isinstance(again, Row), f"written again, it is refused: {_plain(again)}"
        assert canonical_json(again.problem) == canonical_json(row.problem), "written again, it is another problem"


def _tables(problem: Problem) -> dict[str, Any]:
    """The problem as the object that states it."""
    stated: dict[str, Any] = {"id": problem.id, "title": problem.title, "kind": problem.kind, "open": problem.open}
    stated[problem.kind] = {key: value for key, value in problem.body.items() if value is not None}
    limits = {"seconds": problem.seconds, "memory_mb": problem.memory_mb}
    stated["limits"] = {key: value for key, value in limits.items() if value is not None}
    return stated if problem.expect is None else {**stated, "expect": problem.expect}


def _naive_json(line: bytes) -> dict[str, Any]:
    """What stands there, decimals to the last digit. Raises AssertionError for what should be refused."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), "a key is there twice, and the line is accepted"
        return dict(pairs)

    try:
        stated = json.loads(line.decode("utf-8").removeprefix("\ufeff"), parse_float=Decimal, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise AssertionError("no JSON, and accepted") from error
    assert isinstance(stated, dict), "no object, and accepted"
    return stated


def _naive_csv(data: bytes) -> list[list[str]]:
    """The rows of cells: by the csv of Python where there are quotes, and without them by commas."""
    text = data.decode("utf-8-sig", "surrogateescape")
    if '"' not in text:
        lines = [line.split(",") if line else [] for line in re.split("\r\n|\r|\n", text)]
        if any(len(cell) > csv.field_size_limit() for line in lines for cell in line):
            raise _Unread
        return lines if text else []
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _Unread from error


def _is_no_header(header: Sequence[str]) -> bool:
    names = [name.strip() for name in header if name.strip()]
    return len(set(names)) < len(names) or any("\udc80" <= letter <= "\udcff" for name in names for letter in name)


def _as_tables(given: dict[str, Any], kind: str) -> dict[str, Any]:
    """The cells of a row as the tables that state the same."""
    plain: dict[str, Any] = {key: given.pop(key) for key in ("id", "kind", "title", "expect", "open") if key in given}
    if "open" in plain:
        plain["open"] = plain["open"].lower() in ("true", "yes", "1")
    if "variables" in given and kind != "sat":
        given["variables"] = given["variables"].split()
    inside = {"family": given.pop("family"), "parameters": given} if kind == "sat" else given
    return {**plain, "kind": kind, kind: inside}


def _agrees(problem: Problem, stated: dict[str, Any]) -> None:
    """The problem says what is stated, and nothing else."""
    assert problem.kind == stated["kind"] and problem.open == stated.get("open", False)
    assert not stated.get("title") or problem.title == stated["title"]
    said = stated.get("expect")
    expected = said if said is None else str(said).lower() if isinstance(said, bool) else str(said)
    assert problem.expect == expected, f"problem.expect is {problem.expect!r}, and {expected!r} is stated"
    inside, body = stated[problem.kind], dict(problem.body)
    if problem.kind == "sat":
        assert body["family"] == inside["family"]
        inside, body = inside.get("parameters", {}), body["parameters"]
    variables = body.pop("variables", None) if problem.kind != "sat" else None
    for key, value in inside.items():
        if key not in ("variables", "domain") or problem.kind == "sat":
            assert _is_same(body[key], value), f"{key} is {body[key]!r}, and {value!r} is stated"
    if variables is not None:
        given = inside.get("variables", ())
        domain = inside.get("domain") or "complex"
        assert variables == (given if isinstance(given, dict) else dict.fromkeys(given, domain))


def _is_same(kept: Any, stated: Any) -> bool:
    if isinstance(kept, list):
        return kept == ([int(part) for part in stated.split(",")] if isinstance(stated, str) else stated)
    if isinstance(kept, int):
        return not isinstance(stated, bool) and kept == int(stated)
    if isinstance(stated, Decimal):
        return Decimal(str(kept)) == stated
    return str(kept) == str(stated)


READERS: tuple[Reader, ...] = (
    Reader("sets of problems, JSONL", mutated(joined(json_row, 6), (*VALUES, *KEYS)), _read_jsonl, large_jsonl),
    Reader("sets of problems, CSV", mutated(table(), (*CELLS, *COLUMNS, b",", b'"')), _read_csv, large_csv),
)
