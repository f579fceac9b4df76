"""Problem files and `workbench.toml`: TOML of a fixed shape."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.refusal import refused
from campaigns.fuzz.texts import filled, joined, pieces, seeds
from workbench.errors import WorkbenchError
from workbench.problems.spec import canonical_json, describe, load_problem
from workbench.settings import read_settings

_NAMED = {
    "f.cnf": b"p cnf 2 2\n1 -2 0\n2 0\n",
    "f.col": b"p edge 3 2\ne 1 2\ne 2 3\n",
    "f.lean": b"theorem t : True := trivial\n",
}
"""Files that a problem of the grammar below may name."""

_PROBLEMS = seeds("problems/*.toml")
_SETTINGS = seeds("workbench.toml", "blueprints/*/workbench.toml")

_VALUES = (
    b"1", b"0", b"-1", b"45", b"4.5", b"1e3", b"1e400", b"nan", b"-inf", b"true", b"false", b'""', b'"a"', b'"x"',
    b"''",
    b'"unsatisfiable"', b'"satisfiable"', b'"true"', b'"sat"', b'"dimacs"', b'"smt"', b'"lean"', b'"identity"',
    b'"answer"',
    b'"schur"', b'"queens"', b'"ramsey"', b'"f.cnf"', b'"f.col"', b'"f.lean"', b'"../f.cnf"', b'"/etc/passwd"',
    b'"(assert true)"',
    b'"x + 1"', b'"1..9"', b'"9..1"', b'"integer"', b"[3, 3]", b'["x", "y"]', b'{ x = "real" }', b"[]", b"{}",
    b"[[1], [2]]",
    b"1979-05-27T07:32:00Z", b"07:32:00", b"0x1f", b"0b101", b"1_000", b"9" * 30, b"9" * 5000, b'"\\u0000"',
    b'"""a\nb"""',
    b"'''\n'''", b'"\\ud800"', b'"\xc3\xa9"', b'"all"', b'["all"]', b'["cycle"]', b'"web.tex"', b'["problems"]',
    b'"A.b"',
)  # fmt: skip
_PROBLEM_KEYS = (
    b"id", b"title", b"kind", b"expect", b"open", b"family", b"n", b"colours", b"lengths", b"s", b"t", b"holes",
    b"file",
    b"theorem", b"text", b"left", b"right", b"variables", b"domain", b"equal_as", b"question", b"expression",
    b"equation",
    b"answer", b"seconds", b"memory_mb", b"sat", b"limits", b"a.b", b'"a b"', b"''", b"sat.parameters.n",
)  # fmt: skip
_PROBLEM_TABLES = (
    b"[sat]\n", b"[sat.parameters]\n", b"[limits]\n", b"[dimacs]\n", b"[smt]\n", b"[identity]\n", b"[answer]\n",
    b"[lean]\n",
    b"[[sat]]\n", b"[identity.variables]\n", b"[a.b.c]\n", b"[]\n",
)  # fmt: skip
_SETTING_KEYS = (
    b"name", b"main", b"problems", b"lean", b"select", b"ignore", b"per-file-ignores", b'"*.tex"', b"seconds",
    b"memory_mb",
    b"jobs", b"theorem", b"formula", b"blueprint", b"project.name", b"x",
)  # fmt: skip
_SETTING_TABLES = (
    b"[project]\n", b"[[blueprint]]\n", b"[blueprint]\n", b"[lint]\n", b"[lint.per-file-ignores]\n", b"[limits]\n",
    b"[encodings.schur]\n", b"[encodings]\n", b"[x]\n",
)  # fmt: skip
_WHOLE = (
    b'id = "c"\nkind = "dimacs"\n[dimacs]\nfile = "f.cnf"\n',
    b'id = "g"\nkind = "sat"\n[sat]\nfamily = "graph-colouring"\n[sat.parameters]\nfile = "f.col"\ncolours = 2\n',
    b'id = "l"\nkind = "lean"\n[lean]\nfile = "f.lean"\ntheorem = "t"\n',
    b'id = "s"\nkind = "smt"\nexpect = "satisfiable"\n[smt]\ntext = "(declare-const x Int)(assert (> x 1))"\n',
    b'id = "i"\nkind = "identity"\n[identity]\nleft = "(x + 1)^2"\nright = "x^2 + 2*x + 1"\nvariables = ["x"]\n',
    b'id = "a"\nkind = "answer"\n[answer]\nquestion = "What is 1 + 1?"\nexpression = "1 + 1"\nanswer = 2\n',
    b'id = "w"\nkind = "sat"\n[sat]\nfamily = "van-der-waerden"\nparameters = { n = 9, lengths = [3, 3] }\n',
)
"""One of each kind."""


def _lines(keys: tuple[bytes, ...], tables: tuple[bytes, ...], wholes: list[bytes]) -> SearchStrategy[bytes]:
    """Whole files with lines of the grammar among them."""
    known = st.sampled_from(pieces(wholes, b"\n"))
    assignment = st.builds(
        lambda key, value: key + b" = " + value + b"\n", st.sampled_from(keys), st.sampled_from(_VALUES)
    )
    line = st.one_of(known, assignment, st.sampled_from(tables))
    whole = st.sampled_from(wholes)
    changed = st.builds(_changed, whole, joined(line, 3), st.integers(0, 20))
    return st.one_of(whole, changed, changed, joined(line, 12))


def _changed(whole: bytes, lines: bytes, at: int) -> bytes:
    """The lines take the place of one."""
    every = whole.splitlines(keepends=True)
    at %= len(every) + 1
    return b"".join(every[:at]) + lines + b"".join(every[at + 1 :])


def _read_problem(data: bytes, scratch: Path) -> str:
    """As `workbench solve FILE` reads it; what is accepted can be described, and says the same when read again."""
    for name, content in _NAMED.items():
        (scratch / name).write_bytes(content)
    path = scratch / "p.toml"
    path.write_bytes(data)
    try:
        problem = load_problem(path, scratch)
        described = describe(problem)
    except WorkbenchError as error:
        return refused(error, {"p.toml": data, **_NAMED})
    assert described and problem.title, "a problem that says nothing"
    again = load_problem(path, scratch)
    assert again == problem, "read twice, it is another problem"
    assert canonical_json(again) == canonical_json(problem)
    assert all(file.is_relative_to(scratch.resolve()) for file in problem.files), "a file outside of the workspace"
    return "accepted"


def _read_settings(data: bytes, scratch: Path) -> str:
    """As every command reads it; no path of it leads out, and the limits are limits."""
    path = scratch / "workbench.toml"
    path.write_bytes(data)
    try:
        settings = read_settings(path)
    except WorkbenchError as error:
        return refused(error, {"workbench.toml": data})
    root = scratch.resolve()
    for entry in settings.blueprint:
        for written in (entry.main, *entry.problems, *entry.lean):
            assert (root / written).resolve().is_relative_to(root), f"{written!r} leads out"
    limits = settings.limits
    assert 0 < limits.seconds < float("inf") and 0 < limits.memory_mb < 10**9 and 0 < limits.jobs <= 4096
    return "accepted"


def traps(begin: bytes, key: bytes) -> Iterable[tuple[str, bytes]]:
    """What readers of TOML take long for, behind the beginning of a file that is right."""
    yield "one comment", begin + b"#" + filled(b"x")
    yield "one string", begin + key + b' = "' + filled(b"x") + b'"\n'
    yield "one string without end", begin + key + b' = "' + filled(b"x")
    yield "quotes", begin + key + b" = " + filled(b'"')
    yield "backslashes", begin + key + b' = "' + filled(b"\\")
    yield "a dotted key", filled(b"a.") + b"b = 1\n"
    yield "a dotted key with spaces", filled(b"a . ") + b"b = 1\n"
    yield "a quoted dotted key", filled(b'"a".') + b"b = 1\n"
    yield "a dotted key in an inline table", begin + key + b" = {" + filled(b"a.") + b"b = 1}\n"
    yield "a dotted table", b"[" + filled(b"a.") + b"b]\n"
    yield "nested arrays", begin + key + b" = " + filled(b"[")
    yield "nested tables", begin + key + b" = " + filled(b"{a=")
    yield "an array", begin + key + b" = [" + filled(b"1,") + b"1]\n"
    yield "one number", begin + key + b" = " + filled(b"9") + b"\n"
    yield "one float", begin + key + b" = 0." + filled(b"9") + b"\n"
    yield "many keys", b"".join(b"a%d=1\n" % number for number in range(90_000))
    yield "many tables", b"".join(b"[t%d]\n" % number for number in range(110_000))
    yield "one table again and again", filled(b"[[a]]\n")
    yield "one table and its inner ones", filled(b"[[a]]\n[a.b]\nc.d=1\n")
    yield "dotted keys of one prefix", b"".join(b"a.b.c.d.e.f.g.h.k%d=1\n" % number for number in range(40_000))
    yield "line feeds", begin + filled(b"\n")
    yield "carriage returns", begin + filled(b"\r\n")
    yield "spaces", begin + key + filled(b" ") + b"= 1\n"
    yield "brackets", filled(b"[")
    yield "equals", filled(b"=")
    yield "conflict marks", filled(b"=======\n")
    yield "NUL", filled(b"\0")
    yield "no UTF-8", filled(b"\xff")


READERS: tuple[Reader, ...] = (
    Reader(
        "problem TOML",
        mutated(
            _lines(_PROBLEM_KEYS, _PROBLEM_TABLES, [*_PROBLEMS, *_WHOLE]), (*_VALUES, *_PROBLEM_KEYS, *_PROBLEM_TABLES)
        ),
        _read_problem,
        lambda: traps(b'id = "a"\nkind = "smt"\n[smt]\n', b"text"),
    ),
    Reader(
        "workbench.toml",
        mutated(_lines(_SETTING_KEYS, _SETTING_TABLES, _SETTINGS), (*_VALUES, *_SETTING_KEYS, *_SETTING_TABLES)),
        _read_settings,
        lambda: traps(b"[project]\n", b"name"),
    ),
)
