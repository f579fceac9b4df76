"""The sample blueprint: what it promises in numbers, that its graphs and formulas are right, and that it builds."""

from __future__ import annotations

import importlib.util
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from workbench.blueprint.model import Blueprint, Node
    from workbench.problems.spec import Problem

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "blueprints" / "monochromatic"
PROBLEMS = ROOT / "problems"
LEANBLUEPRINT = importlib.util.find_spec("leanblueprint") is not None


@pytest.fixture(scope="module")
def blueprint() -> Blueprint:
    from workbench.blueprint.reader import read_blueprint

    return read_blueprint(SAMPLE / "web.tex", ROOT)


@pytest.fixture(scope="module")
def problems() -> dict[str, Problem]:
    from workbench.problems.spec import load_problems

    return dict(load_problems([PROBLEMS], ROOT))


def workbench(*arguments: str | Path, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workbench.cli.main", *map(str, arguments)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=300,
    )


def families(node: Node, problems: dict[str, Problem]) -> set[str]:
    """The SAT families that a node's questions belong to."""
    asked = [problems.get(entry.name) for entry in node.checked_by if not entry.parameters]
    from_files = {p.body["family"] if p.kind == "sat" else p.kind for p in asked if p is not None}
    return from_files | {entry.name for entry in node.checked_by if entry.parameters}


# What the issue asks of it, in numbers.


def test_it_is_large_enough(blueprint: Blueprint) -> None:
    nodes = blueprint.nodes.values()
    assert len(nodes) >= 25
    assert sum(bool(node.uses or (node.proof and node.proof.uses)) for node in nodes) >= 12
    assert any(node.proof and set(node.proof.uses) - set(node.uses) for node in nodes)


def test_many_statements_are_answered_by_sat_from_many_families(
    blueprint: Blueprint, problems: dict[str, Problem]
) -> None:
    answered = {
        node.id: families(node, problems)
        for node in blueprint.nodes.values()
        if node.checked_by and not any(problems[e.name].open for e in node.checked_by if not e.parameters)
    }
    assert len(answered) >= 12
    assert len(set().union(*answered.values())) >= 7


def test_no_two_statements_differ_by_a_number_alone(blueprint: Blueprint) -> None:
    """Numbers become #, in figures and in words, and names of labels and problems do not count."""
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    seen: dict[str, str] = {}
    for node in blueprint.nodes.values():
        text = re.sub(r"\\(label|uses|lean|checkedby)(\[[^]]*\])?\{[^}]*\}", "", node.text)
        text = re.sub(rf"\d+|\b({'|'.join(words)})\b", "#", text, flags=re.IGNORECASE)
        text = " ".join(text.split())
        assert text not in seen, f"{node.id} and {seen[text]}"
        seen[text] = node.id


def test_every_problem_is_asked_by_a_statement(blueprint: Blueprint, problems: dict[str, Problem]) -> None:
    asked = {e.name for node in blueprint.nodes.values() for e in node.checked_by if not e.parameters}
    assert asked == set(problems)


def test_every_node_but_a_definition_has_a_proof_and_claims_nothing(blueprint: Blueprint) -> None:
    for node in blueprint.nodes.values():
        assert not (node.leanok or node.mathlibok or node.notready), f"{node.id}: nothing was formalised yet"
        assert node.is_definition or (node.proof and not node.proof.empty), f"{node.id} has no proof"
        assert not (node.proof and (node.proof.leanok or node.proof.mathlibok)), node.id


def test_every_definition_is_used(blueprint: Blueprint) -> None:
    used = {id for node in blueprint.nodes.values() for id in (*node.uses, *(node.proof.uses if node.proof else ()))}
    assert {node.id for node in blueprint.nodes.values() if node.is_definition} <= used


def test_lean_names_are_distinct_and_in_one_namespace(blueprint: Blueprint) -> None:
    names = [name for node in blueprint.nodes.values() for name in node.lean]
    assert len(names) == len(set(names)) >= 20
    assert all(name.startswith("Monochromatic.") for name in names)
    assert not any(node.lean and node.checked_by for node in blueprint.nodes.values())


def test_what_is_referred_to_in_the_text_is_used(blueprint: Blueprint) -> None:
    """A proof that cites a lemma depends on it: the graph and the prose say the same."""
    for node in blueprint.nodes.values():
        if node.proof:
            cited = set(re.findall(r"\\ref\{([^}]*)\}", node.proof.text)) & blueprint.nodes.keys()
            assert cited <= {*node.uses, *node.proof.uses}, f"{node.id}: {cited}"


def test_lint_finds_nothing() -> None:
    done = workbench("lint", SAMPLE, "--strict", "--format", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["findings"] == []


# The files that the problems are about.


def col(name: str) -> tuple[int, set[frozenset[int]]]:
    lines = (PROBLEMS / "graphs" / name).read_text(encoding="ascii").splitlines()
    _, _, vertices, edges = next(line for line in lines if line.startswith("p")).split()
    pairs = [frozenset(map(int, line.split()[1:])) for line in lines if line.startswith("e")]
    assert len(pairs) == len(set(pairs)) == int(edges)
    return int(vertices), set(pairs)


def cnf(name: str) -> tuple[int, list[tuple[int, ...]]]:
    lines = (PROBLEMS / "formulas" / name).read_text(encoding="ascii").splitlines()
    _, _, variables, clauses = next(line for line in lines if line.startswith("p")).split()
    body = [tuple(map(int, line.split()[:-1])) for line in lines if not line.startswith(("c", "p"))]
    assert len(body) == int(clauses)
    return int(variables), body


def holds(clauses: list[tuple[int, ...]], true: set[int]) -> bool:
    return all(any((literal > 0) == (abs(literal) in true) for literal in clause) for clause in clauses)


def test_groetzsch_is_the_graph_of_mycielskis_construction() -> None:
    import networkx as nx

    vertices, edges = col("groetzsch.col")
    graph = nx.Graph(map(tuple, edges))
    assert vertices == graph.number_of_nodes() == 11
    assert nx.is_isomorphic(graph, nx.mycielskian(nx.cycle_graph(5)))
    assert not any(nx.triangles(graph).values())


def test_the_spindle_is_the_graph_of_the_statement_and_lies_in_the_plane(blueprint: Blueprint) -> None:
    vertices, edges = col("moser-spindle.col")
    names = dict(zip(["a", "b", "c", "d", "b'", "c'", "d'"], range(1, 8), strict=True))
    written = re.findall(r"\$([a-d]'?)([a-d]'?)\$", blueprint.nodes["prop:spindle"].text)
    assert edges == {frozenset((names[x], names[y])) for x, y in written}
    assert vertices == 7 and len(edges) == 11

    turn = 2 * math.asin(1 / (2 * math.sqrt(3)))

    def at(radius: float, angle: float) -> tuple[float, float]:
        return radius * math.cos(angle), radius * math.sin(angle)

    place = {1: (0.0, 0.0)}
    for first, angle in ((2, 0.0), (5, turn)):
        place |= {
            first: at(1, angle),
            first + 1: at(1, angle + math.pi / 3),
            first + 2: at(math.sqrt(3), angle + math.pi / 6),
        }
    assert all(math.isclose(math.dist(*(place[v] for v in edge)), 1) for edge in edges)


@pytest.mark.parametrize("n", [11, 12])
def test_discrepancy_formulas_say_what_they_should(n: int) -> None:
    """Over all 2^n sequences of signs, against the sums themselves."""
    variables, clauses = cnf(f"discrepancy-{n}.cnf")
    assert variables == n
    good = 0
    for signs in product((1, -1), repeat=n):
        sums = (
            abs(sum(signs[d * i - 1] for i in range(1, m + 1))) for d in range(1, n + 1) for m in range(1, n // d + 1)
        )
        small = all(total <= 1 for total in sums)
        good += small
        assert holds(clauses, {i + 1 for i in range(n) if signs[i] == 1}) == small
    assert bool(good) == (n == 11)


def test_the_goodman_formula_says_what_it_should() -> None:
    """Its clauses are those that its comment describes, and the least number over all colourings is two."""
    variables, clauses = cnf("goodman-6.cnf")
    edge = {pair: i + 1 for i, pair in enumerate(combinations(range(6), 2))}
    triangles = {
        16 + i: [edge[pair] for pair in combinations(three, 2)] for i, three in enumerate(combinations(range(6), 3))
    }
    assert variables == 35
    expected = [(*(sign * e for e in edges), t) for t, edges in triangles.items() for sign in (1, -1)]
    expected += [(-s, -t) for s, t in combinations(triangles, 2)]
    assert {frozenset(clause) for clause in clauses} == {frozenset(clause) for clause in expected}
    least = 20
    for number in range(2**14):  # one edge's colour is free, by exchanging the two
        red = {e for e in range(1, 16) if number >> (e - 1) & 1}
        one_colour = {t for t, edges in triangles.items() if len(red.intersection(edges)) in (0, 3)}
        least = min(least, len(one_colour))
    assert least == 2


@pytest.mark.parametrize("path", sorted(PROBLEMS.glob("*.toml")), ids=lambda path: path.stem)
def test_file_names_are_ids_and_titles_say_the_numbers_and_the_side(path: Path) -> None:
    problem: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    assert problem["id"] == path.stem
    values = problem.get("sat", {}).get("parameters", {}).values()
    numbers = {str(n) for value in values for n in (value if isinstance(value, list) else [value]) if n != str(n)}
    assert numbers <= set(re.findall(r"\d+", problem["title"]))
    denied = re.match(r"Every |Any |No |There are no |If .* share|.* has no proper ", problem["title"])
    assert problem["expect"] == ("unsatisfiable" if denied else "satisfiable")


# Real tools on the whole of it.


@pytest.mark.skipif(not LEANBLUEPRINT, reason="leanblueprint is not installed")
def test_leanblueprint_builds_it_and_draws_the_same_graph(blueprint: Blueprint, tmp_path: Path) -> None:
    source = tmp_path / "blueprint" / "src"
    shutil.copytree(SAMPLE, source)
    # plasTeX finds files in sub-folders by TeX's kpsewhich alone; this does what that does with files of one's own.
    finder = tmp_path / "bin" / "kpsewhich"
    finder.parent.mkdir()
    finder.write_text('#!/bin/sh\nfor name in "$1" "$1.tex"; do [ -f "$name" ] && echo "$name" && exit; done\nexit 1\n')
    finder.chmod(0o755)
    done = subprocess.run(
        [Path(sys.executable).parent / "plastex", "-c", "plastex.cfg", "web.tex"],
        cwd=source,
        env={**os.environ, "PATH": f"{finder.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0 and "ERROR" not in said, said
    page = (source.parent / "web" / "dep_graph_document.html").read_text(encoding="utf-8")
    drawn = set(re.findall(r'id="([a-z]+:[a-z-]+)_modal"', page)) or set(re.findall(r'"([a-z]+:[a-z-]+)"', page))
    assert drawn == set(blueprint.nodes)
    names = (source.parent / "lean_decls").read_text(encoding="utf-8").split()
    assert names == list(blueprint.lean_decls)
    assert "expect=" not in said + "".join(
        p.read_text(encoding="utf-8") for p in (source.parent / "web").glob("*.html")
    )


def test_check_answers_every_question_that_is_not_open(problems: dict[str, Problem], tmp_path: Path) -> None:
    for name in ("blueprints", "problems", "lean"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("workbench.toml", "workbench.lock"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, tmp_path)
    done = workbench("check", "blueprints/monochromatic", "--format", "json", root=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["findings"] == []
    assert report["summary"]["broken"] == report["summary"]["stale"] == report["summary"]["asserted"] == 0
    asked = [answer for answer in report["answers"] if answer["kind"] == "problem"]
    still_open = {problem.id for problem in problems.values() if problem.open}
    assert {a["name"] for a in asked if a["verdict"] != "verified"} <= still_open
    answered = [a for a in asked if a["name"] not in still_open]
    assert len(answered) >= len(problems) - len(still_open)
    assert all(a["tier"] == "certificate" and a["ran"] and a["certificate"] for a in answered)
    lean = [answer for answer in report["answers"] if answer["kind"] == "lean"]
    assert len(lean) >= 40 and all((a["verdict"], a["tier"]) == ("verified", "certificate") for a in lean)
    nodes = {node["node"]: node for node in report["nodes"]}
    assert report["summary"]["dark_green"] >= 40
    assert "encoding:schur" not in nodes["thm:schur-four"]["rests_on"]
    assert {"own core", "evaluation:lean", "symmetry:colours"} <= set(nodes["thm:schur-four"]["rests_on"])
    assert "encoding:ramsey" in nodes["thm:ramsey-eighteen"]["rests_on"]
