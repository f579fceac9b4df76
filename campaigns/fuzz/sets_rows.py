"""Sets of problems, right ones and nearly right ones: lines of JSON, and tables."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from campaigns.fuzz.texts import pieces, seeds

# --- Lines of JSON ---------------------------------------------------------------------------------------------------

_KNOWN = pieces(seeds("problems/sets/*.jsonl"), b"\n")[::12]
_KINDS = (b"answer", b"identity", b"sat", b"dimacs", b"smt", b"lean")
VALUES = (
    b"1", b"0", b"-1", b"-0", b"45", b"4.5", b"1e3", b"1e400", b"0.30000000000000001", b"NaN", b"-Infinity", b"true",
    b"false", b"null", b'""', b'"a"', b'"x"', b'" "', b'"1 + 1"', b'"x + 1"', b'"2"', b'"unsatisfiable"',
    b'"satisfiable"', b'"true"', b'"schur"', b'"queens"', b'"ramsey"', b'"van-der-waerden"', b'"f.cnf"', b'"f.col"',
    b'"f.lean"', b'"../f.cnf"', b'"/etc/passwd"', b'"."', b'"t"', b'"(assert true)"', b'"1..9"', b'"9..1"',
    b'"integer"', b"[3, 3]", b'"3,3"', b'["x", "y"]', b'{"x": "real"}', b"[]", b"{}", b"[[1], [2]]", b"9" * 30,
    b"9" * 4400, b'"\\u0000"', b'"\\ud800"', b'"\\udc80"', b'"\\ud83d\\ude00"', b'"\\n"', b'"\xc3\xa9"', b"[" * 40,
    b'"\xef\xbb\xbf"', b"1 // 2", b"'a'", b'{"n": 9, "colours": 2}', b'{"n": 4, "colours": 2, "n": 5}',
)  # fmt: skip
KEYS = (
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

_pair = st.builds(lambda key, value: b'"' + key + b'": ' + value, st.sampled_from(KEYS), st.sampled_from(VALUES))
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


json_row = st.one_of(
    st.sampled_from(_KNOWN),
    _whole_row,
    st.builds(_with_pair, _whole_row, _pair, st.integers(0, 40)),
    st.builds(lambda pairs: b"{" + b", ".join(pairs) + b"}\n", st.lists(_pair, max_size=5)),
    st.sampled_from(VALUES).map(lambda value: value + b"\n"),
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
CELLS = (
    b"", b"a", b"a-1", b"answer", b"sat", b"smt", b"lean", b"poem", b"schur", b"4", b"2", b"-1", b"9" * 30, b"0.5",
    b"f.cnf", b"../f.cnf", b"x y", b"true", b"satisfiable", b'"a,b"', b'"a\nb"', b'"a\r\nb"', b'"a""b"', b'"a"b',
    b'a"b', b'"', b'""', b'"a', b" ", b" a", b"\xc3\xa9", b"\xff", b"\x00", b"\xe2\x80\xa8", b"real", b"1..9", b"3,3",
    b'"3,3"',
)  # fmt: skip
COLUMNS = (
    b"id", b"kind", b"title", b"expect", b"open", b"family", b"n", b"colours", b"lengths", b"question", b"expression",
    b"answer", b"left", b"right", b"variables", b"domain", b"text", b"file", b"theorem", b"limits", b"", b" id ", b"ID",
    b'"id"', b"\xff", b"\xef\xbb\xbfid",
)  # fmt: skip
_csv_row = st.one_of(
    st.lists(st.sampled_from(CELLS), min_size=1, max_size=5).map(lambda cells: b",".join(cells) + b"\n"),
    st.sampled_from([row for table in _TABLE_ROWS for row in table[1:]]),
    st.sampled_from((b"\n", b"\r\n", b",,,\n", b" \n", b"\r")),
)


@st.composite
def table(draw: st.DrawFn) -> bytes:
    header, *rows = draw(st.sampled_from(_TABLE_ROWS))
    columns = header.count(b",") + 1
    if draw(st.integers(0, 5)) == 0:
        header = b",".join(draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=6))) + b"\n"
    cells = st.lists(st.sampled_from(CELLS), min_size=columns, max_size=columns)
    fitting = cells.map(lambda cells: b",".join(cells) + b"\n")
    return header + b"".join(draw(st.lists(st.one_of(st.sampled_from(rows), fitting, _csv_row), max_size=6)))
