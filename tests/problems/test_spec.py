"""Problem files: what is read from right ones, and where wrong ones are said to be wrong."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.problems.parameters import from_text
from workbench.problems.spec import (
    canonical_json,
    describe,
    expectation,
    family_of,
    family_problem,
    load_problem,
    load_problems,
)

SCHUR = """\
id = "schur-4-upper"
title = "Every 4-colouring of 1..45 has a monochromatic x + y = z"
kind = "sat"                     # sat | dimacs | smt | identity | answer | lean
expect = "unsatisfiable"
open = false
[sat]
family = "schur"
[sat.parameters]
n = 45
colours = 4
[limits]
seconds = 120
"""
HEAD = 'id = "a"\nkind = "{}"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "problems").mkdir()
    (tmp_path / "problems" / "f.cnf").write_text("p cnf 1 1\n1 0\n")
    (tmp_path / "problems" / "g.col").write_text("p edge 2 1\ne 1 2\n")
    (tmp_path / "P.lean").write_text("theorem P.p : True := trivial\n")
    return tmp_path


def load(root: Path, text: str | bytes, name: str = "p.toml"):
    path = root / "problems" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_problem(path, root)


def test_the_problem_of_the_docs(root):
    problem = load(root, SCHUR)
    assert (problem.id, problem.kind, problem.expect, problem.open) == ("schur-4-upper", "sat", "unsatisfiable", False)
    assert problem.body == {"family": "schur", "parameters": {"n": 45, "colours": 4}}
    assert (problem.seconds, problem.memory_mb, problem.file) == (120, None, "problems/p.toml")
    assert problem.title == "Every 4-colouring of 1..45 has a monochromatic x + y = z"
    assert problem.base == root / "problems"
    family, parameters = family_of(problem)
    assert (family.name, parameters) == ("schur", {"n": 45, "colours": 4})


def test_every_example_of_the_docs_is_right(root):
    text = (Path(__file__).resolve().parents[2] / "docs" / "problems.md").read_text()
    (root / "problems" / "data").mkdir()
    (root / "problems" / "data" / "uf20-01.cnf").write_text("p cnf 1 1\n1 0\n")
    (root / "problems" / "Monochromatic").mkdir()
    (root / "problems" / "Monochromatic" / "Schur.lean").write_text("")
    examples = [part.partition("```")[0] for part in text.split("```toml\n")[1:]]
    assert len(examples) >= 6
    kinds = set()
    for example in examples:
        problem = load(root, example if example.startswith("id") else f'id = "x"\n{example}')
        assert describe(problem)
        kinds.add(problem.kind)
    assert kinds == {"sat", "dimacs", "smt", "identity", "answer", "lean"}


def test_defaults_are_filled_in_and_the_title_is_made(root):
    problem = load(root, HEAD.format("sat") + '[sat]\nfamily = "pythagorean-triples"\nparameters = {n = 7824}\n')
    assert problem.body["parameters"] == {"n": 7824, "colours": 2}
    assert problem.expect is None
    assert expectation(problem) == "unsatisfiable"
    assert problem.title == "Every 2-colouring of 1..7824 has a monochromatic solution of a^2 + b^2 = c^2."


@pytest.mark.parametrize(
    ("body", "expected", "canonical"),
    [
        ('kind = "dimacs"\n[dimacs]\nfile = "f.cnf"', None, {"file": "f.cnf"}),
        ('kind = "smt"\n[smt]\ntext = "(check-sat)"', None, {"file": None, "text": "(check-sat)"}),
        (
            'kind = "identity"\n[identity]\nleft = "x + y"\nright = "y + x"\nvariables = ["x", "y"]\ndomain = "real"',
            "true",
            {"left": "x + y", "right": "y + x", "variables": {"x": "real", "y": "real"}, "equal_as": "expressions"},
        ),
        (
            'kind = "identity"\nexpect = false\n[identity]\nleft = "n"\nright = "n + 1"\nvariables = {n = "natural"}',
            "false",
            {"left": "n", "right": "n + 1", "variables": {"n": "natural"}, "equal_as": "expressions"},
        ),
        (
            'kind = "answer"\nexpect = 5050\n[answer]\nquestion = "Sum?"\nexpression = "1"\nanswer = 5050',
            "5050",
            {"question": "Sum?", "expression": "1", "equation": None, "answer": "5050", "variables": {}},
        ),
        (
            'kind = "lean"\nexpect = true\n[lean]\nfile = "../P.lean"\ntheorem = "P.p\u2081\'"',
            "true",
            {"file": "../P.lean", "theorem": "P.p\u2081'"},
        ),
        (
            'kind = "sat"\n[sat]\nfamily = "van-der-waerden"\nparameters = {n = 9, lengths = [3, 3]}',
            "unsatisfiable",
            {"family": "van-der-waerden", "parameters": {"n": 9, "lengths": [3, 3]}},
        ),
        (
            'kind = "sat"\nexpect = "satisfiable"\n[sat]\nfamily = "graph-colouring"\n'
            'parameters = {file = "g.col", colours = "2"}',
            "satisfiable",
            {"family": "graph-colouring", "parameters": {"file": "g.col", "colours": 2}},
        ),
    ],
)
def test_all_kinds(root, body, expected, canonical):
    problem = load(root, f'id = "a"\n{body}\n')
    assert expectation(problem) == expected
    assert json.loads(canonical_json(problem)) == {"body": canonical, "expect": problem.expect, "kind": problem.kind}
    assert len(describe(problem)) > 10
    assert all(path.is_absolute() and path.is_file() for path in problem.files)
    assert len(problem.files) == sum(key == "file" and value is not None for key, value in walk(canonical))


def walk(value):
    for key, inner in value.items():
        yield key, inner
        if isinstance(inner, dict):
            yield from walk(inner)


def test_canonical_json_is_the_question_and_nothing_else(root):
    first = canonical_json(load(root, SCHUR))
    assert (
        first == '{"body":{"family":"schur","parameters":{"colours":4,"n":45}},"expect":"unsatisfiable","kind":"sat"}'
    )
    other = SCHUR.replace("schur-4-upper", "x").replace("Every", "No").replace("false", "true").replace("120", "1")
    other = other.replace("n = 45\ncolours = 4", "colours=4 # four\n\n\n'n'=4_5")
    assert canonical_json(load(root, other)) == first
    for old, new in (("n = 45", "n = 44"), ("colours = 4", "colours = 5"), ('"unsat', '"sat'), ('expect = "un', '#"')):
        assert canonical_json(load(root, SCHUR.replace(old, new))) != first


FAULTS = [
    ("id = ", "# ", 1, "`id` is missing"),
    ('"schur-4-upper"', '"a/b"', 1, "cannot be used"),
    ('"schur-4-upper"', '""', 1, "cannot be used"),
    ('"schur-4-upper"', '"-a"', 1, "cannot be used"),
    ('"schur-4-upper"', '"a\\nb"', 1, "cannot be used"),
    ('"schur-4-upper"', "3", 1, "`id` is wrong"),
    ('kind = "sat"', 'kind = "sta"', 3, "`kind` is no kind"),
    ('kind = "sat"', 'kind = "dimacs"', 6, "there is a table [sat]"),
    ('expect = "unsatisfiable"', 'expect = "true"', 4, "`expect` is 'true'"),
    ('expect = "unsatisfiable"', "expect = true", 4, "`expect` is 'true'"),
    ('expect = "unsatisfiable"', "expect = []", 4, "`expect` is wrong"),
    ("open = false", 'open = "no"', 5, "`open` is wrong"),
    ("open = false", "opne = false", 5, "unknown key `opne`"),
    ("open = false", "'' = false", 5, "unknown key ``"),
    ("[sat]\n", "[sat\n", 6, "not TOML"),
    ("[sat]\n", "[sat]\nseed = 1\n", 7, "unknown key `seed` in [sat]"),
    ('family = "schur"', 'family = "shur"', 7, "no family of problems is called `shur`"),
    ('family = "schur"', "family = 1", 7, "`sat.family` is wrong"),
    ('family = "schur"', "", 6, "`family` in [sat] is missing"),
    ("n = 45", "n = 0", 9, "is 0"),
    ("n = 45", "n = -1", 9, "is -1"),
    ("n = 45", "n = 1000000000", 9, "is 1000000000"),
    ("n = 45", "n = 1000000", 8, "literals"),
    ("n = 45", "n = 45.0", 9, "is 45.0"),
    ("n = 45", "n = true", 9, "is True"),
    ("n = 45", 'n = "many"', 9, "is 'many'"),
    ("n = 45", "n = [45]", 9, "is [45]"),
    ("n = 45", "n = {a = 1}", 9, "is a table"),
    ("n = 45", "n = " + "4" * 4000, 9, "more than 30 digits"),
    ("n = 45", "n = " + "4" * 5000, 1, "too many digits"),
    ("n = 45", "n = " + "[" * 5000, 1, "nested too deeply"),
    ("n = 45", "n = " + "[" * 200 + "]" * 200, 9, "is a list"),
    ("n = 45", "N = 45", 9, "no parameter `N`"),
    ("n = 45\n", "", 8, "needs the parameter `n`"),
    ("seconds = 120", "seconds = 0", 12, "limits.seconds"),
    ("seconds = 120", "seconds = inf", 12, "limits.seconds"),
    ("seconds = 120", "seconds = nan", 12, "limits.seconds"),
    ("seconds = 120", 'seconds = "1"', 12, "`limits.seconds` is wrong"),
    ("seconds = 120", "memory_mb = 0", 12, "limits.memory_mb"),
    ("seconds = 120", "memory = 10", 12, "unknown key `memory` in [limits]"),
    ("[limits]", "a" + ".a" * 50_000 + " = 1\n[limits]", 1, "dotted key"),
    ("colours = 4", "colours = 4\ncolours = 4", 11, "not TOML"),
]


@pytest.mark.parametrize(("old", "new", "line", "said"), FAULTS, ids=range(len(FAULTS)))
def test_wrong_fields_are_named_with_file_and_line(root, old, new, line, said):
    assert old in SCHUR
    started = time.process_time()
    with pytest.raises(BadInput) as caught:
        load(root, SCHUR.replace(old, new, 1))
    assert said in caught.value.problem
    assert (caught.value.file, caught.value.line) == ("problems/p.toml", line)
    assert caught.value.remedy
    assert len(str(caught.value)) < 700
    assert time.process_time() - started < 2


BODIES = [
    ("smt", '[smt]\nfile = "f.cnf"\ntext = "x"', 3, "not both"),
    ("smt", "[smt]\n", 3, "not both"),
    ("answer", '[answer]\nquestion = "q"\nanswer = 1', 3, "not both"),
    ("answer", '[answer]\nquestion = "q"\nanswer = true\nequation = "x"', 5, "answer.answer"),
    ("identity", '[identity]\nleft = "x"\nright = " "', 5, "`right` is empty"),
    ("identity", '[identity]\nleft = "x"\nright = "x"\nvariables = ["x y"]', 6, "is no variable"),
    ("identity", '[identity]\nleft = "x"\nright = "x"\nvariables = {x = "odd"}', 6, "is no domain"),
    ("identity", '[identity]\nleft = "x"\nright = "x"\nvariables = {x = "9..1"}', 6, "is no domain"),
    ("identity", '[identity]\nleft = "x"\nright = "x"\nequal_as = "sets"', 6, "equal_as"),
    ("identity", '[identity]\nleft = "x"\nright = "x"\nvariables = {x = "real"}\ndomain = "real"', 7, "twice"),
    ("lean", '[lean]\nfile = "../P.lean"\ntheorem = "P p"', 5, "no Lean name"),
    ("lean", '[lean]\nfile = "../P.lean"\ntheorem = ""', 5, "no Lean name"),
    ("dimacs", '[dimacs]\nfile = "missing.cnf"', 4, "cannot be found"),
    ("dimacs", '[dimacs]\nfile = "."', 4, "not a regular file"),
    ("dimacs", '[dimacs]\nfile = ""', 4, "is not the name of a file"),
    ("dimacs", '[dimacs]\nfile = "a\\u0000b"', 4, "is not the name of a file"),
    ("dimacs", f'[dimacs]\nfile = "{"x" * 5000}"', 4, "cannot be found"),
    ("dimacs", '[dimacs]\nfile = "../../outside.cnf"', 4, "leaves the workspace"),
    ("dimacs", '[dimacs]\nfile = "/etc/passwd"', 4, "is absolute"),
    ("dimacs", '[dimacs]\nfile = "link.cnf"', 4, "leaves the workspace"),
    ("dimacs", '[dimacs]\nfile = "loop.cnf"', 4, "cannot be found"),
    ("dimacs", '[dimacs]\nfile = "pipe"', 4, "not a regular file"),
    ("dimacs", '[dimacs]\nfile = "endless.cnf"', 4, "larger than 268,435,456 bytes"),
    ("smt", '[smt]\nfile = "endless.cnf"', 4, "larger than 268,435,456 bytes"),
    ("sat", '[sat]\nfamily = "dimacs"\n[sat.parameters]\nfile = "link.cnf"', 6, "leaves the workspace"),
    ("sat", '[sat]\nfamily = "dimacs"\n[sat.parameters]\nfile = 3', 6, "name of a file"),
    ("sat", '[sat]\nfamily = "van-der-waerden"\n[sat.parameters]\nn = 9\nlengths = []', 7, "is []"),
    ("sat", '[sat]\nfamily = "van-der-waerden"\n[sat.parameters]\nn = 9\nlengths = [3, 1]', 7, "is [3, 1]"),
    ("sat", '[sat]\nfamily = "van-der-waerden"\n[sat.parameters]\nn = 9\nlengths = 3', 7, "is 3"),
    ("sat", '[sat]\nfamily = "van-der-waerden"\n[sat.parameters]\nn = 9\nlengths = ["3", []]', 7, "a list of 2"),
]


@pytest.mark.parametrize(("kind", "table", "line", "said"), BODIES, ids=range(len(BODIES)))
def test_wrong_tables_are_named_with_file_and_line(tmp_path, kind, table, line, said):
    root = tmp_path / "root"
    (root / "problems").mkdir(parents=True)
    (tmp_path / "outside.cnf").write_text("p cnf 1 1\n1 0\n")
    (root / "problems" / "f.cnf").write_text("p cnf 1 1\n1 0\n")
    (root / "problems" / "link.cnf").symlink_to(tmp_path / "outside.cnf")
    (root / "problems" / "loop.cnf").symlink_to("loop.cnf")
    (root / "P.lean").write_text("")
    os.mkfifo(root / "problems" / "pipe")
    (root / "problems" / "endless.cnf").touch()
    os.truncate(root / "problems" / "endless.cnf", 10 * 2**30)  # takes no room; to hash it takes a quarter of a minute
    with pytest.raises(BadInput) as caught:
        load(root, HEAD.format(kind) + table + "\n")
    assert said in f"{caught.value.problem} {caught.value.remedy}"
    assert (caught.value.file, caught.value.line) == ("problems/p.toml", line)


@pytest.mark.parametrize("written", ["0.30000000000000001", "1.00000000000000000001", "9007199254740993.0", "1e999"])
def test_a_decimal_that_would_be_rounded_is_no_answer(tmp_path, written):
    """It was read as the number beside it, and an answer that is wrong was verified."""
    text = f'id = "p"\nkind = "answer"\n[answer]\nquestion = "?"\nexpression = "3/10"\nanswer = {written}\n'
    (tmp_path / "p.toml").write_text(text)
    with pytest.raises(BadInput, match="more digits") as error:
        load_problem(tmp_path / "p.toml", tmp_path)
    assert error.value.line == 6
    (tmp_path / "p.toml").write_text(text.replace(written, f'"{written}"'))
    assert load_problem(tmp_path / "p.toml", tmp_path).body["answer"] == written


def test_files_that_are_no_problem_files(root, tmp_path_factory):
    for content, said in (
        (b"", "`id` is missing"),
        (b"\xff\xfe", "not UTF-8"),
        (b"id = 'a'\n\n\xe9", "not UTF-8"),
        (b"x" * 300_000, "larger than"),
        (bytes(range(32)), "not TOML"),
    ):
        with pytest.raises(BadInput) as caught:
            load(root, content)
        assert said in caught.value.problem
        assert caught.value.file == "problems/p.toml"
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "p.toml"
    elsewhere.write_text(SCHUR)
    (root / "problems" / "link.toml").symlink_to(elsewhere)
    for path in (elsewhere, root / "problems" / "link.toml", root / "missing.toml", root / "problems", root / "a\0b"):
        with pytest.raises(BadInput):
            load_problem(path, root)


def test_all_problems_of_a_workspace(root):
    load(root, SCHUR)
    (root / "problems" / "inner").mkdir()
    load(root, SCHUR.replace("schur-4-upper", "b"), "inner/b.toml")
    (root / "problems" / ".hidden").mkdir()
    (root / "problems" / ".hidden" / "c.toml").write_text("not TOML")
    found = load_problems([root / "problems", root / "problems" / "inner"], root)
    assert {id: problem.file for id, problem in found.items()} == {
        "schur-4-upper": "problems/p.toml",
        "b": "problems/inner/b.toml",
    }
    load(root, SCHUR, "z.toml")
    with pytest.raises(BadInput, match=r"problems/z\.toml:1: .*`schur-4-upper` .*problems/p\.toml"):
        load_problems([root / "problems"], root)
    with pytest.raises(BadInput, match="no-such-folder"):
        load_problems([root / "no-such-folder"], root)


def test_parameters_in_words(root):
    problem = family_problem("van-der-waerden", from_text(["n=77", "lengths=3,9"]))
    assert problem.body["parameters"] == {"n": 77, "lengths": [3, 9]}
    assert problem.id == "van-der-waerden[n=77,lengths=3,9]"
    assert (problem.expect, expectation(problem), problem.file) == (None, "unsatisfiable", None)
    said = family_problem("schur", {"n": "44", "colours": "4", "expect": "satisfiable"})
    assert said.expect == "satisfiable"
    assert said.title == "There is a 4-colouring of 1..44 without a monochromatic solution of x + y = z."
    spaced = family_problem("van-der-waerden", {"lengths": "3, 9", "n": " 77 "})
    assert canonical_json(spaced) == canonical_json(problem)
    in_file = load(root, HEAD.format("sat") + '[sat]\nfamily="van-der-waerden"\nparameters={n=77,lengths=[3,9]}\n')
    assert canonical_json(in_file) == canonical_json(problem)


@pytest.mark.parametrize(
    ("family", "given", "said"),
    [
        ("schur", {"n": "0", "colours": "2"}, "'0'"),
        ("schur", {"n": "-1", "colours": "2"}, "'-1'"),
        ("schur", {"n": "10^9", "colours": "2"}, "10^9"),
        ("schur", {"n": "1000000000", "colours": "2"}, "1000000000"),
        ("schur", {"n": "\u0664\u0665", "colours": "2"}, "must be an integer"),
        ("schur", {"n": "9" * 9999, "colours": "2"}, "must be an integer"),
        ("schur", {"n": "", "colours": "2"}, "must be an integer"),
        ("schur", {"n": "45", "colours": "4", "expect": "yes"}, "`expect` is 'yes'"),
        ("schur", {"n": "1000000", "colours": "4"}, "literals"),
        ("pythagorean-triples", {"n": "1000000"}, "too large"),
        ("van-der-waerden", {"n": "1000000", "lengths": "3,3"}, "literals"),
        ("van-der-waerden", {"n": "9", "lengths": "3,,3"}, "must be a list"),
        ("van-der-waerden", {"n": "9", "lengths": ",".join(["3"] * 2000)}, "must be a list"),
        ("ramsey", {"n": "1000000", "s": "2", "t": "2"}, "literals"),
        ("ramsey", {"n": "1000000", "s": "100", "t": "100"}, "literals"),
        ("ramsey", {"n": "10", "s": "1", "t": "3"}, "'1'"),
        ("pigeonhole", {"holes": "1000000"}, "literals"),
        ("queens", {"n": "1000000"}, "literals"),
        ("graph-colouring", {"file": "../outside.col", "colours": "2"}, "leaves the workspace"),
        ("graph-colouring", {"file": "no.col", "colours": "2"}, "cannot be found"),
    ],
)
def test_wrong_parameters_in_words(root, family, given, said):
    (root / "outside.col").write_text("")
    with pytest.raises(BadInput) as caught:
        family_problem(family, given, base=root / "problems", root=root / "problems", file="a.tex", line=7)
    assert said in str(caught.value)
    assert (caught.value.file, caught.value.line) == ("a.tex", 7)


@pytest.mark.parametrize("words", [["n"], ["=3"], ["n=3", "n=4"], [""]])
def test_words_that_are_no_parameters(words):
    with pytest.raises(BadInput):
        from_text(words)


def test_the_command_line_may_name_any_file(root, monkeypatch):
    monkeypatch.chdir(root / "problems")
    for written in ("f.cnf", "../problems/f.cnf", str(root / "problems" / "f.cnf")):
        problem = family_problem("dimacs", {"file": written})
        assert problem.files == ((root / "problems" / "f.cnf").resolve(),)
        assert family_of(problem)[1]["file"].is_file()
        assert expectation(problem) is None
        assert describe(problem) == "Is the formula in f.cnf satisfiable?"


@pytest.mark.parametrize("answer", ["satisfiable", "unsatisfiable", None])
@pytest.mark.parametrize(
    ("family", "given"),
    [
        ("schur", {"n": "5", "colours": "2"}),
        ("pythagorean-triples", {"n": "5"}),
        ("van-der-waerden", {"n": "9", "lengths": "3,4,5"}),
        ("ramsey", {"n": "6", "s": "3", "t": "3"}),
        ("pigeonhole", {"holes": "4"}),
        ("queens", {"n": "8"}),
        ("graph-colouring", {"file": "g.col", "colours": "3"}),
        ("dimacs", {"file": "f.cnf"}),
    ],
)
def test_descriptions_are_sentences_with_the_numbers_in_them(root, family, given, answer):
    found, parameters = family_of(family_problem(family, given, base=root / "problems"))
    said = found.describe(parameters, answer)
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith("?" if answer is None else ".")
    assert len({found.describe(parameters, other) for other in ("satisfiable", "unsatisfiable", None)}) == 3
    for value in given.values():
        if value.isdigit():
            assert value in said


PIECES = st.sampled_from(
    [
        *SCHUR.splitlines(),
        "[sat]",
        "[limits]",
        "n = 45",
        "n = {}",
        "[[sat]]",
        '"',
        "'''",
        "=",
        "[",
        "\r",
        "\0",
        "#",
        "a.b = 1",
    ]
)


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(PIECES | st.text(max_size=8), max_size=14))
def test_random_toml_is_read_or_refused(lines, tmp_path_factory):
    root = tmp_path_factory.getbasetemp()
    path = root / "random.toml"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    try:
        problem = load_problem(path, root)
    except BadInput as error:
        assert error.remedy
        assert error.file == "random.toml"
    else:
        assert canonical_json(problem)


@settings(max_examples=150, deadline=None)
@given(
    field=st.sampled_from(
        ["id", "title", "kind", "expect", "open", "limits", "sat", "family", "n", "colours", "other"]
    ),
    value=st.recursive(
        st.integers() | st.booleans() | st.floats() | st.text(max_size=5).map(json.dumps),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=5,
    ),
)
def test_a_random_value_in_any_field_is_read_or_refused(field, value, tmp_path_factory):
    root = tmp_path_factory.getbasetemp()
    text = str(value).replace("'", '"').replace("True", "true").replace("False", "false")
    lines = [f"{field} = {text}" if line.startswith(f"{field} =") else line for line in SCHUR.splitlines()]
    path = root / "random-field.toml"
    path.write_text("\n".join(lines + ([] if any(field in line for line in lines) else [f"{field} = {text}"])))
    try:
        load_problem(path, root)
    except BadInput as error:
        assert error.line
