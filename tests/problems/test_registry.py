"""Families by name, our own and a stranger's; the example of docs/families.md is installed and used."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from formulas import decided_alike

from workbench.errors import BadInput
from workbench.problems.families import family, family_names

DOCS = Path(__file__).resolve().parents[2] / "docs" / "families.md"
OWN = ("pythagorean-triples", "schur", "van-der-waerden", "ramsey", "pigeonhole", "graph-colouring", "queens", "dimacs")


def test_our_families_are_what_they_say():
    assert set(OWN) <= set(family_names())
    for name in OWN:
        found = family(name)
        assert found.name == name
        assert found.help
        assert found.encoder_version >= 1
        assert all(parameter.help for parameter in found.parameters)


def test_the_table_of_the_docs_names_every_family_and_parameter():
    table = DOCS.read_text().partition("Colours, vertices")[0]
    rows = {match[1]: match[2] for match in re.finditer(r"^\| `([a-z-]+)` \| (.*?) \|", table, re.MULTILINE)}
    for name in OWN:
        assert re.findall(r"`(\w+)`", rows[name]) == [parameter.name for parameter in family(name).parameters]


@pytest.mark.parametrize(
    ("wrong", "close"), [("shur", "schur"), ("van_der_waerden", "van-der-waerden"), ("queen", "queens")]
)
def test_an_unknown_name_gets_a_suggestion(wrong, close):
    with pytest.raises(BadInput) as caught:
        family(wrong)
    assert close in caught.value.remedy


@pytest.mark.parametrize("wrong", ["", "zzzzzz", "../schur", "schur\0", "a" * 10_000])
def test_an_unknown_name_without_a_near_one_gets_the_list(wrong):
    with pytest.raises(BadInput) as caught:
        family(wrong)
    assert caught.value.remedy


def install(folder: Path, package: str, entry: str, code: str) -> None:
    """What pip would leave: a module, and metadata with the entry point."""
    (folder / f"{package}.py").write_text(code)
    info = folder / f"{package}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[workbench.families]\n{entry}\n")


def run(folder: Path, code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


USE = """
from workbench.errors import BadInput
from workbench.problems.families import family, family_names
print({name!r} in family_names())
try:
    print(family({name!r}).help)
except BadInput as error:
    print(error)
"""


def example() -> tuple[str, str]:
    """The code and the entry point of docs/families.md."""
    text = DOCS.read_text()
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    entry = re.search(r"entry-points.*\n(.*)\n", text)
    assert code
    assert entry
    return code[1], entry[1].replace('"', "")


def test_the_example_of_the_docs_is_found_and_right(tmp_path, monkeypatch):
    code, entry = example()
    install(tmp_path, "square_differences", entry, code)
    ask = """
import json
from workbench.problems.spec import family_problem, family_of, describe, expectation, canonical_json
problem = family_problem("square-differences", {"n": "28"}, expect="satisfiable")
family, parameters = family_of(problem)
clauses = family.encode(parameters).plain.clauses
print(json.dumps([problem.id, describe(problem), canonical_json(problem), parameters, len(clauses)]))
"""
    id, words, canonical, parameters, clauses = json.loads(run(tmp_path, ask))
    assert id == "square-differences[n=28,colours=3]"
    assert words == "There is a 3-colouring of 1..28 in which no two numbers of one colour differ by a square."
    assert json.loads(canonical)["body"] == {"family": "square-differences", "parameters": parameters}
    assert clauses == 28 + 3 * sum(28 - root * root for root in range(1, 6))


def test_the_example_of_the_docs_says_what_the_docs_say(monkeypatch):
    code, _ = example()
    space: dict[str, object] = {}
    exec(compile(code, "docs/families.md", "exec"), space)
    offered = space["FAMILY"]
    monkeypatch.setattr("formulas.family", lambda name: offered)
    for n, colours, exists in [(1, 1, True), (2, 1, False), (4, 2, True), (5, 2, False), (28, 3, True), (29, 3, False)]:
        parameters = {"n": n, "colours": colours}
        decided_alike("square-differences", parameters, exists)
        plain = offered.encode(parameters).plain.clauses
        assert set(map(frozenset, offered.recount(parameters))) == set(map(frozenset, plain))


GOOD = example()[0]


@pytest.mark.parametrize(
    ("entry", "code", "said"),
    [
        ("broken = broken:FAMILY", "import no_such_module", "ModuleNotFoundError"),
        ("broken = broken:FAMILY", "1 / 0", "ZeroDivisionError"),
        ("broken = broken:FAMILY", "raise SystemExit(3)", "SystemExit"),
        ("broken = broken:FAMILY", "this is no python", "SyntaxError"),
        ("broken = broken:FAMILY", "", "AttributeError"),
        ("broken = missing_module:FAMILY", "", "ModuleNotFoundError"),
        ("broken = broken:FAMILY", "FAMILY = 3", "lacks name, help"),
        ("broken = broken:FAMILY", "class FAMILY: pass", "is a class"),
        ("broken = broken:FAMILY", GOOD, "calls itself `square-differences`"),
        (
            "square-differences = broken:FAMILY",
            GOOD.replace("encoder_version = 1", "encoder_version = None"),
            "encoder_version",
        ),
        ("square-differences = broken:FAMILY", GOOD.replace('claim = "unsat', 'claim = "un'), "claim"),
        ("square-differences = broken:FAMILY", GOOD.replace("def recount", "def again"), "lacks recount"),
        ("square-differences = broken:FAMILY", GOOD.replace('Parameter("n"', 'Parameter("expect"'), "`expect`"),
        ("square-differences = broken:FAMILY", GOOD.replace("most=100,", 'kind="real",'), "`real`"),
    ],
)
def test_a_broken_package_gives_a_sentence(entry, code, said, tmp_path):
    install(tmp_path, "broken", entry, code)
    answer = run(tmp_path, USE.format(name=entry.split(" ")[0]))
    assert answer.startswith("True\n")
    assert said in answer
    assert "broken" in answer


FAILING = """
from workbench.errors import BadInput
from workbench.problems.families.base import WrongWitness
from workbench.problems.spec import family_of, family_problem
family, parameters = family_of(family_problem("square-differences", {"n": "9"}))
print(type(family.recount(parameters)).__name__, family.help)
for call in (
    lambda: family.encode(parameters),
    lambda: family.recount(parameters),
    lambda: family.verify(parameters, {}),
    lambda: family.decode(parameters, []),
):
    try:
        call()
        print("passed")
    except (BadInput, WrongWitness) as error:
        print(error)
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("        return Encoding", "        return list", "failed in `encode`: TypeError"),
        ("        plain = CNF(n * k, tuple(clauses))", "        return []", "returned list, not an Encoding"),
        ("        if type(witness)", "        witness[0]\n        if type(witness)", "failed in `verify`: KeyError"),
        ("def decode(self, parameters, model)", "def decode(self, parameters)", "failed in `decode`: TypeError"),
    ],
)
def test_a_package_that_fails_later_gives_a_sentence(old, new, said, tmp_path):
    code, entry = example()
    assert old in code
    install(tmp_path, "square_differences", entry, code.replace(old, new))
    answer = run(tmp_path, FAILING)
    assert answer.startswith("tuple colour 1..n so")
    assert f"the family `square-differences` of square_differences {said}" in answer.replace(
        "failed in `encode`: it ", ""
    )


def test_two_packages_of_one_family_are_named(tmp_path):
    code, _ = example()
    for package in ("one", "two"):
        install(tmp_path, package, f"square-differences = {package}:FAMILY", code)
    assert "offered by one and two" in run(tmp_path, USE.format(name="square-differences"))


def test_our_own_family_wins(tmp_path):
    install(tmp_path, "thief", "schur = thief:FAMILY", "raise SystemExit('the thief was loaded')")
    assert run(tmp_path, USE.format(name="schur")) == f"True\n{family('schur').help}\n"
