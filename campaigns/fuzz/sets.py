"""Sets of problems, as `workbench sweep` reads them: JSONL and CSV, a problem a row.

No row may be lost: each is a problem that says what a naive reading of the file says, or is refused by its line.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.refusal import refused
from campaigns.fuzz.texts import filled, joined, pieces, seeds
from workbench.errors import BadInput
from workbench.problems.spec import MOST_BYTES, Problem, canonical_json
from workbench.sweep.rows import MOST_BAD, BadRow, Row, read_set

_NAMED = {
    "f.cnf": b"p cnf 2 2\n1 -2 0\n2 0\n",
    "f.col": b"p edge 3 2\ne 1 2\ne 2 3\n",
    "f.lean": b"theorem t : True := trivial\n",
}
"""Files that a problem of the grammar below may name."""

# --- Lines of JSON ---------------------------------------------------------------------------------------------------

_KNOWN = pieces(seeds("problems/sets/*.jsonl"), b"\n")[::12]
_KINDS = (b"answer", b"identity", b"sat", b"dimacs", b"smt", b"lean")
_VALUES = (
    b"1", b"0", b"-1", b"-0", b"45", b"4.5", b"1e3", b"1e400", b"0.30000000000000001", b"NaN", b"-Infinity", b"true",
    b"false", b"null", b'""', b'"a"', b'"x"', b'" "', b'"1 + 1"', b'"x + 1"', b'"2"', b'"unsatisfiable"',
    b'"satisfiable"', b'"true"', b'"schur"', b'"queens"', b'"ramsey"', b'"van-der-waerden"', b'"f.cnf"', b'"f.col"',
    b'"f.lean"', b'"../f.cnf"', b'"/etc/passwd"', b'"."', b'"t"', b'"(assert true)"', b'"1..9"', b'"9..1"',
    b'"integer"', b"[3, 3]", b'"3,3"', b'["x", "y"]', b'{"x": "real"}', b"[]", b"{}", b"[[1], [2]]", b"9" * 30,
    b"9" * 4400, b'"\\u0000"', b'"\\ud800"', b'"\\udc80"', b'"\\ud83d\\ude00"', b'"\\n"', b'"\xc3\xa9"', b"[" * 40,
    b'"\xef\xbb\xbf"', b"1 // 2", b"'a'", b'{"n": 9, "colours": 2}', b'{"n": 4, "colours": 2, "n": 5}',
)  # fmt: skip
_KEYS = (
    b"id", b"title", b"kind", b"expect", b"open", b"family", b"parameters", b"n", b"colours", b"lengths", b"s", b"file",
    b"theorem", b"text", b"left", b"right", b"variables", b"domain", b"equal_as", b"question", b"expression",
    b"equation", b"answer", b"limits", b"seconds", b"memory_mb", b"a b", b"", b"\\u0000", b"\\ud800", *_KINDS,
)  # fmt: skip
_TABLES = (
    b'"answer": {"question": "What is 1 + 1?", "expression": "1 + 1", "answer": 2}',
    b'"answer": {"question": "?", "equation": "x^2 = 4", "answer": "2, -2", "variables": ["x"], "domain": "integer"}',
    b'"identity": {"left": "(x + 1)^2", "right": "x^2 + 2*x + 1", "variables": {"x": "real"}}',
    b'"sat": {"family": "schur", "parameters": {"n": 4, "colours": 2}}',
    b'"sat": {"family": "van-der-waerden", "parameters": {"n": 9, "lengths": [3, 3]}}',
    b'"sat": {"family": "graph-colouring", "parameters": {"file": "f.col", "colours": 2}}',
    b'"dimacs": {"file": "f.cnf"}',
    b'"smt": {"text": "(declare-const x Int)(assert (> x 1))"}, "expect": "satisfiable"',
    b'"lean": {"file": "f.lean", "theorem": "t"}',
)
"""One of each kind; its kind is its first word."""

_pair = st.builds(lambda key, value: b'"' + key + b'": ' + value, st.sampled_from(_KEYS), st.sampled_from(_VALUES))
_whole_row = st.builds(
    lambda identity, table: b"{" + identity + b'"kind": ' + table.partition(b":")[0] + b", " + table + b"}\n",
    st.sampled_from((b"", b'"id": "a", ', b'"id": "b-1", ', b'"id": "b-2", "title": "t", ')),
    st.sampled_from(_TABLES),
)


def _with_pair(row: bytes, pair: bytes, at: int) -> bytes:
    """The pair takes the place of one, or stands before it."""
    starts = [found.start() for found in re.finditer(rb'"[a-z_]+": ', row)]
    if not starts:
        return row
    start = starts[at % len(starts)]
    ends = [found.start() for found in re.finditer(rb"[,}]", row[start:])]
    end = start + (ends[0] if ends and at % 3 else 0)
    return row[:start] + pair + (b"" if end > start else b", ") + row[end:]


_json_row = st.one_of(
    st.sampled_from(_KNOWN),
    _whole_row,
    st.builds(_with_pair, _whole_row, _pair, st.integers(0, 40)),
    st.builds(lambda pairs: b"{" + b", ".join(pairs) + b"}\n", st.lists(_pair, max_size=5)),
    st.sampled_from(_VALUES).map(lambda value: value + b"\n"),
    st.sampled_from((b"\n", b"\r\n", b" \n", b"\xef\xbb\xbf", b"\n\n\n")),
)

# --- Tables ----------------------------------------------------------------------------------------------------------

_TABLE_ROWS = (
    (b"id,question,expression,answer\n", b'a-1,"How much, then?",7*4 + 8*8,92\n', b"a-2,?,1 + 1,2\n"),
    (b"family,n,colours,expect\n", b"schur,4,2,satisfiable\n", b"schur,5,2,unsatisfiable\n"),
    (b"id,left,right,variables,domain\n", b'i-1,(x + y)^2,x^2 + 2*x*y + y^2,x y,real\n', b"i-2,x,x,x,\n"),
    (b"id,kind,title,open,text\n", b's-1,smt,"two\nlines",yes,"(assert ""true"")"\n', b"s-2,smt,t,no,(assert true)\n"),
    (b"kind,file\n", b"dimacs,f.cnf\n", b"dimacs,../f.cnf\n"),
    (b"theorem,file\n", b"t,f.lean\n", b"u,f.lean\n"),
    (b"id,answer,expression,question\n", b"a,1,1,What\n", b"b,2,2,?\n"),
)  # fmt: skip
"""A header and rows under it."""
_CELLS = (
    b"", b"a", b"a-1", b"answer", b"sat", b"smt", b"lean", b"poem", b"schur", b"4", b"2", b"-1", b"9" * 30, b"0.5",
    b"f.cnf", b"../f.cnf", b"x y", b"true", b"satisfiable", b'"a,b"', b'"a\nb"', b'"a\r\nb"', b'"a""b"', b'"a"b',
    b'a"b', b'"', b'""', b'"a', b" ", b" a", b"\xc3\xa9", b"\xff", b"\x00", b"\xe2\x80\xa8", b"real", b"1..9", b"3,3",
    b'"3,3"',
)  # fmt: skip
_COLUMNS = (
    b"id", b"kind", b"title", b"expect", b"open", b"family", b"n", b"colours", b"lengths", b"question", b"expression",
    b"answer", b"left", b"right", b"variables", b"domain", b"text", b"file", b"theorem", b"limits", b"", b" id ", b"ID",
    b'"id"', b"\xff", b"\xef\xbb\xbfid",
)  # fmt: skip
_csv_row = st.one_of(
    st.lists(st.sampled_from(_CELLS), min_size=1, max_size=5).map(lambda cells: b",".join(cells) + b"\n"),
    st.sampled_from([row for table in _TABLE_ROWS for row in table[1:]]),
    st.sampled_from((b"\n", b"\r\n", b",,,\n", b" \n", b"\r")),
)


@st.composite
def _table(draw: st.DrawFn) -> bytes:
    header, *rows = draw(st.sampled_from(_TABLE_ROWS))
    columns = header.count(b",") + 1
    if draw(st.integers(0, 5)) == 0:
        header = b",".join(draw(st.lists(st.sampled_from(_COLUMNS), min_size=1, max_size=6))) + b"\n"
    cells = st.lists(st.sampled_from(_CELLS), min_size=columns, max_size=columns)
    fitting = cells.map(lambda cells: b",".join(cells) + b"\n")
    return header + b"".join(draw(st.lists(st.one_of(st.sampled_from(rows), fitting, _csv_row), max_size=6)))


_LARGE, _MOST_ROWS, _MOST_PRINTED, _MOST_SHOWN = 100_000, MOST_BAD + 1, 1000, 40
"""Bytes of a large set; how many of its rows are read, and printed again; of how many the message is looked at."""

# --- What must hold --------------------------------------------------------------------------------------------------


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


# --- Large -----------------------------------------------------------------------------------------------------------

_ANSWER = b'{"kind": "answer", "answer": {"question": "?", "expression": "%s", "answer": %s}}\n'
_SCHUR = b'{"kind": "sat", "sat": {"family": "schur", "parameters": {"n": %s, "colours": 2}}}\n'
_MB = 1_000_000


def _large_jsonl() -> Iterable[tuple[str, bytes]]:
    yield "as many answers as fit", filled(_ANSWER % (b"1", b"1"))
    yield "as many SAT problems as fit", filled(_SCHUR % b"4")
    yield "as many bad lines as fit", filled(b"1\n")
    yield "as many bad objects as fit", filled(b"{}\n")
    yield "as many half objects as fit", filled(b"{\n")
    yield "bad and good lines in turn", filled(b"{\n[]\n" + _SCHUR % b"4")
    yield "empty lines", b"\n" * _MB
    yield "lines of spaces", filled(b" \n")
    yield "carriage returns", filled(b"\r\n")
    yield "carriage returns alone", filled(b"\r")
    yield "one line", filled(b"x")
    yield "one line that just fits", b'{"id": "' + filled(b"x", MOST_BYTES - 20) + b'"}\n'
    yield "four lines that just fit", (filled(b"[", MOST_BYTES - 1) + b"\n") * 4
    yield "lines one byte too long", (filled(b"x", MOST_BYTES + 1) + b"\n") * 3
    yield "brackets", filled(b"[")
    yield "nested arrays", filled(b"[", 100_000) + filled(b"]", 100_000) + b"\n"
    yield "nested objects", filled(b'{"a":', 250_000) + b"1" + filled(b"}", 10) + b"\n"
    yield "nested as deep as is read", (b"[" * 900 + b"]" * 900 + b"\n") * 500
    yield "numbers of 4,300 digits", filled(_ANSWER % (b"1", b"9" * 4300))
    yield "numbers of 4,301 digits", filled(_ANSWER % (b"1", b"9" * 4301))
    yield "numbers of 200,000 digits", (_SCHUR % (b"9" * 200_000)) * 5
    yield "numbers of 200,000 digits in quotes", (_SCHUR % (b'"' + b"9" * 200_000 + b'"')) * 5
    yield "decimals of 200,000 digits", (_ANSWER % (b"1", b"0." + b"9" * 200_000)) * 5
    yield "large exponents", filled(_ANSWER % (b"1", b"1e999999999"))
    yield "one key again and again", (b"{" + filled(b'"id":1,', 250_000) + b'"id":1}\n') * 4
    yield "many keys", b"{" + b",".join(b'"k%d":1' % at for at in range(20_000)) + b"}\n"
    yield "one unknown key", b'{"id": "a", "kind": "sat", "' + filled(b"k", 250_000) + b'": 1}\n'
    yield "one unknown parameter", (_SCHUR % (b'1, "' + b"k" * 200_000 + b'": 1')) * 5
    yield "one family", (_SCHUR % b"1").replace(b"schur", b"s" * 200_000) * 5
    yield "one path", b'{"kind": "dimacs", "dimacs": {"file": "' + filled(b"a/", 200_000) + b'"}}\n'
    yield "one absolute path", b'{"kind": "dimacs", "dimacs": {"file": "/' + filled(b"a", 200_000) + b'"}}\n'
    yield "one path that leads out", b'{"kind": "dimacs", "dimacs": {"file": "' + filled(b"../", 200_000) + b'"}}\n'
    yield "one expression", (_ANSWER % (filled(b"1+", 250_000) + b"1", b"1")) * 4
    yield "one list", (_SCHUR % (b"[" + filled(b"1,", 250_000) + b"1]")) * 4
    yield (
        "many variables",
        b'{"kind": "identity", "identity": {"left": "x", "right": "x", "variables": ['
        + b",".join(b'"x%d"' % at for at in range(25_000))
        + b"]}}\n",
    )
    yield "NUL", filled(b"\0")
    yield "NUL on each line", filled(b"\0\n")
    yield "no UTF-8", filled(b"\xff\n")
    yield "byte order marks", filled(b"\xef\xbb\xbf")
    yield "byte order marks on each line", filled(b"\xef\xbb\xbf\n")
    yield "lone surrogates", filled(_ANSWER % (b"\\ud800", b'"\\udfff"'))
    yield "lone surrogates in bytes", filled(_ANSWER % (b"\xed\xa0\x80", b"1"))
    yield "backslashes", filled(b'"' + b"\\" * 1000 + b"\n")
    yield "accents", filled(_ANSWER % (b"\xcc\x81" * 1000, b"1"))


def _large_csv() -> Iterable[tuple[str, bytes]]:
    answers, schur = b"question,expression,answer\n", b"family,n,colours\n"
    yield "as many answers as fit", answers + filled(b"?,1,1\n")
    yield "as many SAT problems as fit", schur + filled(b"schur,4,2\n")
    yield "as many bad rows as fit", answers + filled(b"x\n")
    yield "bad and good rows in turn", schur + filled(b"x\nschur,4,2\n")
    yield "as many rows that are no CSV as fit", answers + filled(b'"a"b\n')
    yield "empty lines", answers + b"\n" * _MB
    yield "empty lines alone", b"\n" * _MB
    yield "empty cells", answers + filled(b",,\n")
    yield "carriage returns", answers + filled(b"\r")
    yield "half a million columns", filled(b"a,")
    yield "half a million columns of other names", b",".join(b"%d" % at for at in range(150_000)) + b"\n"
    yield "half a million cells", answers + filled(b"a,")
    yield "a thousand columns", b",".join(b"c%d" % at for at in range(1000)) + b"\n" + filled(b"1," * 999 + b"1\n")
    yield "one column", filled(b"x")
    yield "one cell", answers + filled(b"x")
    yield "one cell that just fits", answers + b"?,1," + b"x" * 131_072 + b"\n"
    yield "one cell in quotes", answers + b'"' + filled(b"x") + b'",1,1\n'
    yield "one number", schur + (b"schur," + b"9" * 130_000 + b",2\n") * 7
    yield "one family", schur + (b"s" * 130_000 + b",4,2\n") * 7
    yield "one path", b"kind,file\n" + (b"dimacs," + filled(b"a/", 130_000) + b"\n") * 7
    yield "one unknown column", b"family,n,colours," + b"k" * 130_000 + b"\nschur,4,2,1\n"
    yield "a quote that is never closed", answers + b'?,1,"' + filled(b"1\n?,1,")
    yield "a quote in the header", b'"' + filled(b"a,b\n")
    yield "quotes", answers + filled(b'"')
    yield "quotes and commas", answers + filled(b'","')
    yield "quoted line breaks", answers + filled(b'"\n","\n","\n"\n')
    yield "quoted line breaks without end", answers + filled(b'"\n",')
    yield "NUL", answers + filled(b"\0")
    yield "no UTF-8", answers + filled(b"\xff,1,1\n")
    yield "no UTF-8 in the header", filled(b"\xff,")
    yield "byte order marks", filled(b"\xef\xbb\xbf")
    yield "lone surrogates in bytes", answers + filled(b"?,\xed\xa0\x80,1\n")
    yield "line separators that are none", answers + filled(b"\xe2\x80\xa8\xc2\x85\x0c\x0b")
    yield "variables", b"left,right,variables\n" + filled(b"x,x," + b"x " * 60_000 + b"\n")


def _reader(
    name: str, whole: SearchStrategy[bytes], words: Sequence[bytes], read: Callable[[bytes, Path], str], large: Any
) -> Reader:
    return Reader(name, mutated(whole, words), read, large)


READERS: tuple[Reader, ...] = (
    _reader("sets of problems, JSONL", joined(_json_row, 6), (*_VALUES, *_KEYS), _read_jsonl, _large_jsonl),
    _reader("sets of problems, CSV", _table(), (*_CELLS, *_COLUMNS, b",", b'"'), _read_csv, _large_csv),
)
