"""Which questions a blueprint asks, and which of them have to be run."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from blueprints_by_hand import blueprint, entry, error, node, problem, question, refuted, unknown, verified

from workbench.blueprint.model import Place
from workbench.dispatch.plan import check_nodes, is_fresh, known, names, plan, questions, unresolved, with_run
from workbench.errors import BadInput
from workbench.evidence.record import Limits, Verdict
from workbench.evidence.store import Store
from workbench.problems.spec import canonical_json
from workbench.workspace import Workspace, find_workspace

PROBLEM = """id = "{id}"
kind = "sat"
{more}
[sat]
family = "schur"
[sat.parameters]
n = {n}
colours = {colours}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    folder = tmp_path / "problems"
    folder.mkdir()
    for id, n, colours, more in (
        ("upper", 5, 2, 'expect = "unsatisfiable"'),
        ("same", 5, 2, 'title = "The same"\nexpect = "unsatisfiable"'),
        ("lower", 4, 2, 'expect = "satisfiable"'),
        ("claimed", 5, 2, ""),
        ("hard", 161, 5, "open = true"),
    ):
        (folder / f"{id}.toml").write_text(PROBLEM.format(id=id, n=n, colours=colours, more=more))
    (tmp_path / "web.tex").write_text("")
    (tmp_path / "workbench.toml").write_text("[limits]\nseconds = 7\nmemory_mb = 500\n")
    return find_workspace(tmp_path)


def test_every_name_that_stands_for_something_is_a_question(workspace: Workspace) -> None:
    b = blueprint(
        node("a", checked_by=[entry("upper"), entry("none"), entry("lower"), entry("upper")]),
        node("b", lean=["B.one", "B.two", "B.one"], checked_by=[entry("schur", n="9", colours="2")]),
        node("c"),
        node("d", checked_by=[entry("none")]),
        undrawn=[node("r", env="remark", checked_by=[entry("upper")])],
    )
    found = questions(workspace, b)
    assert {id: [one.name for one in of_node] for id, of_node in found.items()} == {
        "a": ["upper", "lower"],
        "b": ["B.one", "B.two", "schur[n=9,colours=2]"],
        "d": [],
    }
    assert [one.kind for one in found["b"]] == ["lean", "lean", "problem"]
    assert [unresolved(b.statements[id], found) for id in "abcd"] == [True, False, False, True]
    assert names(b.statements["a"]) == ("upper", "none", "lower")


def test_the_same_question_has_the_same_fingerprint_under_any_name(workspace: Workspace) -> None:
    b = blueprint(
        node("a", checked_by=[entry(name) for name in ("upper", "same", "claimed", "lower")]),
        node(
            "b",
            checked_by=[entry("schur", colours="2", n="5"), entry("schur", n="5", colours="2", expect="satisfiable")],
        ),
    )
    found = questions(workspace, b)
    upper, same, claimed, lower = found["a"]
    inline, otherwise = found["b"]
    assert upper.fingerprint == same.fingerprint == claimed.fingerprint == inline.fingerprint
    assert len({upper.fingerprint, lower.fingerprint, otherwise.fingerprint}) == 3
    assert claimed.expect == "unsatisfiable", "what the theorem of Schur's name says"
    assert claimed.problem and '"expect":"unsatisfiable"' in canonical_json(claimed.problem)
    assert len(plan(found, {})) == 3


def test_limits_here_go_before_the_problem_s_and_those_before_the_workspace_s(workspace: Workspace) -> None:
    (workspace.root / "problems/own.toml").write_text(
        PROBLEM.format(id="own", n=6, colours=2, more="[limits]\nseconds = 90")
    )
    b = blueprint(node("a", checked_by=[entry("own"), entry("upper")]))
    assert [one.limits for one in questions(workspace, b)["a"]] == [Limits(90, 500), Limits(7, 500)]
    given = questions(workspace, b, seconds=3, memory_mb=40)["a"]
    assert [one.limits for one in given] == [Limits(3, 40)] * 2


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"n": "0", "colours": "2"}, "n"),
        ({"n": "5"}, "colours"),
        ({"n": "5", "colours": "2", "x": "1"}, "x"),
        ({"n": "1000000000", "colours": "2"}, "n"),
    ],
)
def test_parameters_in_place_that_a_family_refuses_name_their_line(
    workspace: Workspace, parameters: dict[str, str], said: str
) -> None:
    b = blueprint(node("a", checked_by=[entry("schur", Place("chapters/x.tex", 12), **parameters)]))
    with pytest.raises(BadInput, match=said) as caught:
        questions(workspace, b)
    assert (caught.value.file, caught.value.line) == ("chapters/x.tex", 12)


def test_a_parameter_given_twice(workspace: Workspace) -> None:
    twice = replace(entry("schur"), parameters=(("n", "5"), ("n", "6"), ("colours", "2")))
    with pytest.raises(BadInput, match="twice"):
        questions(workspace, blueprint(node("a", checked_by=[twice])))


# What runs

P, Q, LEAN = question("p"), question("q"), question("L", kind="lean")
OPEN = question("open", problem=problem("open", open=True))
ASKED = {"a": (P,), "b": (Q, P), "c": (OPEN, LEAN)}


def ran(*evidence: object, **what: object) -> list[str]:
    recorded = {one.fingerprint: one for one in evidence}  # type: ignore[attr-defined]
    return [one.name for one in plan(ASKED, recorded, **what)]  # type: ignore[arg-type]


def test_what_is_missing_runs_once_and_what_is_open_does_not() -> None:
    assert ran() == ["p", "q", "L"]


def test_what_is_answered_does_not_run_again() -> None:
    assert ran(verified(P), refuted(Q), unknown(LEAN)) == []
    assert ran(verified(P), refuted(Q), unknown(LEAN), rerun=True) == ["p", "q", "L"]


def test_a_failure_is_tried_again() -> None:
    assert ran(error(P), error(Q, missing=True), verified(LEAN)) == ["p", "q"]


def test_evidence_of_another_fingerprint_does_not_count() -> None:
    recorded = {P.fingerprint: verified(P, fingerprint="old")}
    assert [one.name for one in plan({"a": (P,)}, recorded)] == ["p"]


@pytest.mark.parametrize(
    ("limits", "again"),
    [
        (Limits(60, 3000), False),
        (Limits(30, 3000), False),
        (Limits(61, 3000), True),
        (Limits(60, 3001), True),
        (Limits(1, 9999), True),
    ],
)
def test_an_unknown_runs_again_when_a_limit_is_raised(limits: Limits, again: bool) -> None:
    asked = question("p", limits=limits)
    spent = unknown(P, limits=Limits(60, 3000))
    assert bool(plan({"a": (asked,)}, {P.fingerprint: spent})) is again
    assert is_fresh(asked, spent) is not again
    assert is_fresh(asked, verified(P, limits=Limits(1, 1)))


def test_named_nodes_run_alone_and_open_ones_with_them() -> None:
    assert ran(nodes=["a"]) == ["p"]
    assert ran(nodes=["c"]) == ["open", "L"]
    assert ran(nodes=["nothing to ask"]) == []


def test_of_two_limits_for_one_question_the_higher_is_used() -> None:
    low, high = question("p", limits=Limits(5, 100)), question("p", limits=Limits(50, 100))
    assert plan({"a": (low,), "b": (high,)}, {}) == (high,)


def test_without_an_expectation_a_node_fails_and_nothing_runs(tmp_path: Path) -> None:
    aimless = question("p", expect=None)
    with Store.open(tmp_path, write=False) as store:
        found = known({"a": (aimless,)}, store)
    assert found[P.fingerprint].verdict is Verdict.ERROR
    assert "expect" in found[P.fingerprint].reason
    assert plan({"a": (aimless,)}, found, rerun=True) == ()


def test_what_is_known_is_of_today_else_of_the_same_name(tmp_path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evidence"))
    import evidence_samples as samples

    raw = samples.certificate_file(tmp_path)
    with Store.open(tmp_path / "s", write=True) as store:
        store.record(samples.verified(raw, "of today", "p"), raw)
        store.record(samples.verified(raw, "of yesterday", "q"), raw)
        asked = {"a": (replace(P, fingerprint="of today"), Q)}
        found = known(asked, store)
    assert found["of today"].fingerprint == "of today"
    assert found[Q.fingerprint].fingerprint == "of yesterday"
    assert [one.name for one in plan(asked, found)] == ["q"]


def test_an_answer_is_not_lost_to_a_later_timeout() -> None:
    held = {P.fingerprint: verified(P)}
    assert with_run(held, {P.fingerprint: unknown(P)}) == held
    assert with_run(held, {P.fingerprint: error(P)}) == held
    assert with_run(held, {P.fingerprint: refuted(P)})[P.fingerprint].verdict is Verdict.REFUTED
    assert with_run({P.fingerprint: refuted(P)}, {P.fingerprint: verified(P)})[P.fingerprint].verdict is Verdict.REFUTED
    older = {P.fingerprint: verified(P, fingerprint="old")}
    assert with_run(older, {P.fingerprint: unknown(P)})[P.fingerprint].verdict is Verdict.UNKNOWN
    assert with_run({}, {P.fingerprint: error(P)})[P.fingerprint].verdict is Verdict.ERROR
    assert with_run({P.fingerprint: unknown(P)}, {P.fingerprint: error(P)})[P.fingerprint].verdict is Verdict.ERROR


def test_a_name_that_is_no_node() -> None:
    b = blueprint(node("thm:schur"))
    check_nodes(b, ["thm:schur"])
    with pytest.raises(BadInput, match="did you mean thm:schur"):
        check_nodes(b, ["thm:shur"])
