"""Every sentence of docs/status.md, one by one; then at random against a second, naive reading of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from blueprints_by_hand import blueprint, entry, error, node, proof, question, refuted, unknown, verified

from workbench.blueprint.model import Blueprint, Node
from workbench.dispatch.plan import Question
from workbench.evidence.record import Evidence, Limits, Tier, Verdict
from workbench.status import Encoded, Mark, NodeStatus, PairingState, Report, Status, report

A, C, N = PairingState.ACCEPTED, PairingState.CHANGED, PairingState.NEW
P = question("p")
Q = question("q")
L = question("Some.name", kind="lean", expect="true")


def judge(
    *nodes: Node,
    known: Mapping[str, Evidence] | list[Evidence] = (),  # type: ignore[assignment]
    pairings: Mapping[str, PairingState] | None = None,
    questions: Mapping[str, tuple[Question, ...]] | None = None,
    undrawn: tuple[Node, ...] = (),
    **what: Any,
) -> Report:
    """The report of these nodes; questions by default those whose names occur, pairings all accepted."""
    by_name = {one.name: one for one in (P, Q, L)}
    asked = questions or {
        one.id: tuple(by_name[name] for name in (*one.lean, *(e.name for e in one.checked_by)) if name in by_name)
        for one in nodes
    }
    states = {one.id: A if one.lean or one.checked_by else PairingState.NONE for one in nodes} | dict(pairings or {})
    evidence = known if isinstance(known, Mapping) else {one.fingerprint: one for one in known}
    return report(blueprint(*nodes, undrawn=undrawn), (), asked, evidence, states, **what)


def one(result: Report, id: str = "a") -> NodeStatus:
    return result.nodes[id]


CHECKED = {"checked_by": [entry("p")]}
BOTH = {"checked_by": [entry("p"), entry("q")]}
MIXED = {"checked_by": [entry("p")], "lean": ["Some.name"]}


# Green


def test_accepted_and_verified_is_green() -> None:
    found = one(judge(node("a", **CHECKED), known=[verified(P, rests_on=("encoding:schur",))]))
    assert (found.status, found.marks, found.tier) == (Status.DARK_GREEN, (), Tier.CERTIFICATE)
    assert (found.rests_on, found.pairing, found.answers) == (("encoding:schur",), A, ("a/p",))


@pytest.mark.parametrize("state", [C, N])
def test_without_an_accepted_pairing_nothing_is_green(state: PairingState) -> None:
    found = one(judge(node("a", **CHECKED), known=[verified(P)], pairings={"a": state}))
    assert found.status is Status.BLUE_STATE
    assert found.tier is Tier.CERTIFICATE
    assert (Mark.STALE in found.marks) == (state is C)


@pytest.mark.parametrize(
    ("tier", "status"),
    [
        (Tier.KERNEL, Status.DARK_GREEN),
        (Tier.CERTIFICATE, Status.DARK_GREEN),
        (Tier.COMPUTATION, Status.BLUE_PROVE),
        (Tier.ASSERTED, Status.BLUE_PROVE),
    ],
)
def test_green_takes_a_certificate_or_better(tier: Tier, status: Status) -> None:
    found = one(judge(node("a", **CHECKED), known=[verified(P, tier)]))
    assert (found.status, found.tier) == (status, tier)


def test_evidence_of_another_fingerprint_is_none() -> None:
    old = verified(P, fingerprint="print of yesterday")
    result = judge(node("a", **CHECKED), known={P.fingerprint: old})
    assert one(result).status is Status.BLUE_PROVE
    assert one(result).tier is None
    answer = result.answers["a/p"]
    assert (answer.fresh, answer.evidence) == (False, old)


def test_old_refuting_evidence_does_not_refute_todays_question() -> None:
    old = refuted(P, fingerprint="print of yesterday")
    assert Mark.REFUTED not in one(judge(node("a", **CHECKED), known={P.fingerprint: old})).marks


@pytest.mark.parametrize("words", [BOTH, MIXED])
def test_all_answers_must_hold_and_the_weakest_tier_counts(words: dict[str, Any]) -> None:
    second = Q if words is BOTH else L
    assert one(judge(node("a", **words), known=[verified(P)])).status is Status.BLUE_PROVE
    assert one(judge(node("a", **words), known=[verified(P), unknown(second)])).status is Status.BLUE_PROVE
    found = one(judge(node("a", **words), known=[verified(P), verified(second, Tier.KERNEL, ("own core",))]))
    assert (found.status, found.tier, found.rests_on) == (Status.DARK_GREEN, Tier.CERTIFICATE, ("own core",))
    found = one(judge(node("a", **words), known=[verified(P), verified(second, Tier.COMPUTATION)]))
    assert (found.status, found.tier) == (Status.BLUE_PROVE, Tier.COMPUTATION)


def test_one_refuted_answer_refutes() -> None:
    found = one(judge(node("a", **BOTH), known=[verified(P), refuted(Q, ("symmetry:colours",))]))
    assert found.status is Status.BLUE_PROVE
    assert found.marks == (Mark.REFUTED,)
    assert (found.tier, found.rests_on) == (None, ("symmetry:colours",))


def test_a_name_that_stands_for_nothing_keeps_its_node_from_green() -> None:
    found = one(judge(node("a", checked_by=[entry("p"), entry("no-such-problem")]), known=[verified(P)]))
    assert (found.status, found.tier, found.marks) == (Status.BLUE_STATE, None, ())
    only = one(judge(node("a", checked_by=[entry("no-such-problem")])))
    assert (only.status, only.marks) == (Status.BLUE_STATE, ())


def test_naming_the_same_problem_twice_asks_once() -> None:
    result = judge(node("a", checked_by=[entry("p"), entry("p")]), known=[verified(P)], questions={"a": (P,)})
    assert (one(result).status, one(result).answers) == (Status.DARK_GREEN, ("a/p",))


def test_two_spellings_of_one_question_have_two_ids() -> None:
    spelt = [entry("schur", n="4", colours="2"), entry("schur", colours="2", n="4")]
    result = judge(node("a", checked_by=spelt), known=[verified(P)], questions={"a": (P, P)})
    assert one(result).answers == ("a/p", "a/p#2")
    assert one(result).status is Status.DARK_GREEN


def test_a_definition_is_green_by_the_same_rule() -> None:
    found = judge(node("a", env="definition", lean=["Some.name"]), known=[verified(L)])
    assert one(found).status is Status.DARK_GREEN
    assert one(judge(node("a", env="definition", leanok=True, mathlibok=True))).status is not Status.GREEN


def test_the_answer_to_a_problem_makes_no_definition_green() -> None:
    for env, green in (("definition", False), ("lemma", True)):
        found = judge(node("a", env=env, checked_by=[entry("p")]), known=[verified(P)])
        assert (one(found).status in (Status.GREEN, Status.DARK_GREEN)) is green


def test_an_author_s_word_is_never_green() -> None:
    for flags in ({"leanok": True}, {"mathlibok": True, "leanok": True}):
        for words in ({}, CHECKED, MIXED):
            claim = node("a", proof=proof(leanok=True, mathlibok=True), **flags, **words)
            found = one(judge(claim))
            assert found.status not in (Status.GREEN, Status.DARK_GREEN)
            assert Mark.ASSERTED in found.marks and found.tier is Tier.ASSERTED


# Dark green


def test_dark_green_needs_every_ancestor_green() -> None:
    nodes = [
        node("a", **CHECKED),
        node("b", checked_by=[entry("q")], uses=["a"]),
        node("c", checked_by=[entry("p")], proof=proof(["b"])),
    ]
    green = judge(*nodes, known=[verified(P), verified(Q)])
    assert {found.status for found in green.nodes.values()} == {Status.DARK_GREEN}
    partly = judge(*nodes, known=[verified(P)])
    assert [found.status for found in partly.nodes.values()] == [Status.DARK_GREEN, Status.BLUE_PROVE, Status.GREEN]


def test_gaps_are_never_green_and_are_counted_under_each_node() -> None:
    nodes = [
        node("g"),
        node("h", uses=["g"]),
        node("a", uses=["h"], **CHECKED),
        node("b", proof=proof(["a", "g"]), checked_by=[entry("q")]),
    ]
    result = judge(*nodes, known=[verified(P), verified(Q)])
    assert one(result, "g").marks == (Mark.GAP,)
    assert one(result, "g").pairing is PairingState.NONE
    assert [one(result, id).gaps for id in "ghab"] == [0, 1, 2, 2]
    assert one(result).status is one(result, "b").status is Status.GREEN


def test_what_no_graph_draws_is_a_gap_as_an_ancestor() -> None:
    result = judge(node("a", uses=["eq"], **CHECKED), known=[verified(P)], undrawn=(node("eq", env="equation"),))
    assert (one(result).status, one(result).gaps) == (Status.GREEN, 1)
    assert set(result.nodes) == {"a"}


def test_a_circle_of_green_nodes_is_no_obstacle_and_of_others_is_one() -> None:
    ring = [node("a", uses=["b"], **CHECKED), node("b", uses=["a"], checked_by=[entry("q")]), node("s", uses=["s"])]
    result = judge(*ring, known=[verified(P), verified(Q)])
    assert one(result).status is one(result, "b").status is Status.DARK_GREEN
    assert one(result, "s").status is Status.WHITE
    assert one(judge(*ring, known=[verified(P)])).status is Status.GREEN


# Stated, and the two blues


def test_an_accepted_problem_states_a_node() -> None:
    result = judge(node("a", **CHECKED), node("b", uses=["a"], **BOTH), pairings={"b": N})
    assert one(result).status is Status.BLUE_PROVE
    assert one(result, "b").status is Status.BLUE_STATE
    result = judge(node("a", **CHECKED), node("b", uses=["a"], **BOTH), pairings={"a": C, "b": N})
    assert [found.status for found in result.nodes.values()] == [Status.BLUE_STATE, Status.WHITE]


def test_a_declaration_with_sorry_states_a_node() -> None:
    sorry = unknown(L, answer="sorry")
    result = judge(node("a", lean=["Some.name"]), node("b", uses=["a"]), known=[sorry], pairings={"a": N})
    assert [found.status for found in result.nodes.values()] == [Status.BLUE_PROVE, Status.BLUE_STATE]
    result = judge(node("a", lean=["Some.name"]), node("b", uses=["a"]), known=[unknown(L)], pairings={"a": N})
    assert [found.status for found in result.nodes.values()] == [Status.BLUE_STATE, Status.WHITE]


def test_ready_to_prove_looks_at_what_the_proof_uses() -> None:
    nodes = [node("u"), node("a", proof=proof(["u"]), **CHECKED)]
    assert one(judge(*nodes)).status is Status.WHITE
    stated = [node("u", checked_by=[entry("q")]), node("a", proof=proof(["u"]), **CHECKED)]
    assert one(judge(*stated)).status is Status.BLUE_PROVE


def test_what_the_author_calls_not_ready_is_not_ready_to_state() -> None:
    assert one(judge(node("a", notready=True))).status is Status.WHITE
    assert one(judge(node("a"))).status is Status.BLUE_STATE


def test_leanok_stands_in_only_where_nothing_was_checked_yet() -> None:
    nodes = [node("a", leanok=True), node("b", uses=["a"]), node("c", uses=["b"]), node("d", **CHECKED)]
    before = judge(*nodes)
    assert [found.status for found in before.nodes.values()] == [
        Status.BLUE_PROVE, Status.BLUE_STATE, Status.WHITE, Status.BLUE_PROVE,
    ]  # fmt: skip
    assert Mark.ASSERTED in one(before).marks
    for evidence in (verified(P), refuted(P), unknown(P), verified(P, fingerprint="older")):
        after = judge(*nodes, known={P.fingerprint: evidence})
        assert one(after).status is Status.BLUE_STATE
        assert one(after, "b").status is Status.WHITE
    failed = judge(*nodes, known=[error(P, missing=True)])
    assert one(failed).status is Status.BLUE_PROVE, "a tool that is missing has checked nothing"


def test_leanok_of_what_no_graph_draws_counts_as_leanblueprint_counts_it() -> None:
    remark = node("r", env="remark", leanok=True)
    assert one(judge(node("a", uses=["r"]), undrawn=(remark,))).status is Status.BLUE_STATE
    assert one(judge(node("a", uses=["r"]), undrawn=(node("r", env="remark"),))).status is Status.WHITE


# Marks


@pytest.mark.parametrize(
    "claim",
    [
        {"leanok": True},
        {"mathlibok": True, "leanok": True},
        {"proof": proof(leanok=True)},
        {"proof": proof(mathlibok=True, leanok=True)},
    ],
)
def test_an_asserted_node_that_is_refuted_or_fails_is_broken(claim: dict[str, Any]) -> None:
    for evidence, other in ((refuted(P), Mark.REFUTED), (error(P), Mark.FAILED)):
        assert one(judge(node("a", **claim, **CHECKED), known=[evidence])).marks == (Mark.BROKEN, other, Mark.ASSERTED)
        assert one(judge(node("a", **CHECKED), known=[evidence])).marks == (other,)
    for evidence in (unknown(P), error(P, missing=True), verified(P)):
        assert Mark.BROKEN not in one(judge(node("a", **claim, **CHECKED), known=[evidence])).marks


def test_green_evidence_takes_the_place_of_the_author_s_word() -> None:
    found = one(judge(node("a", leanok=True, **CHECKED), known=[verified(P)]))
    assert (found.marks, found.tier) == ((), Tier.CERTIFICATE)


def test_not_ready_and_discussion_assert_nothing() -> None:
    found = one(judge(node("a", notready=True, discussion="12", proof=proof(notready=True))))
    assert (found.marks, found.tier) == ((Mark.GAP,), None)


def test_running_and_ran() -> None:
    result = judge(node("a", **CHECKED), known=[verified(P)], running=[P.fingerprint], ran=[P.fingerprint])
    assert one(result).marks == (Mark.RUNNING,)
    assert result.answers["a/p"].ran
    assert not judge(node("a", **CHECKED), known=[verified(P)]).answers["a/p"].ran


def test_an_unknown_is_fresh_until_a_limit_is_raised() -> None:
    spent = {P.fingerprint: unknown(P, limits=Limits(60, 3000))}
    for limits, fresh in (
        (Limits(60, 3000), True),
        (Limits(5, 100), True),
        (Limits(61, 1), False),
        (Limits(1, 3001), False),
    ):
        asked = question("p", limits=limits)
        result = judge(node("a", **CHECKED), known=spent, questions={"a": (asked,)})
        assert result.answers["a/p"].fresh is fresh
        assert one(result).marks == ()
    raised = question("p", limits=Limits(1000, 9000))
    old = {P.fingerprint: verified(P, limits=Limits(1, 1))}
    assert one(judge(node("a", **CHECKED), known=old, questions={"a": (raised,)})).status is Status.DARK_GREEN


def test_once_green() -> None:
    for state, ever, once in (
        (A, [("problem", "p")], True),
        (C, [("problem", "p")], True),
        (N, [("problem", "p")], False),
        (A, [], False),
    ):
        found = one(judge(node("a", **CHECKED), pairings={"a": state}, ever_verified=ever))
        assert found.once_green is once
    assert not one(judge(node("a"), ever_verified=[("problem", "p")])).once_green


# At random, against a second reading


def naive(
    b: Blueprint,
    questions: Mapping[str, tuple[Question, ...]],
    known: Mapping[str, Evidence],
    pairings: Mapping[str, PairingState],
) -> dict[str, tuple[Status, set[Mark], Tier | None, int]]:
    """docs/status.md once more, written to be read and not to be fast, sharing nothing with the first."""

    def fresh(q: Question) -> Evidence | None:
        e = known.get(q.fingerprint)
        if not e or e.fingerprint != q.fingerprint:
            return None
        if e.verdict == "unknown" and (q.limits.seconds > e.limits.seconds or q.limits.memory_mb > e.limits.memory_mb):
            return None
        return e

    drawn = [id for id in b.statements if any(id in g.nodes for g in b.graphs)]
    named = {id: len(set(b.statements[id].lean)) + len({str(c) for c in b.statements[id].checked_by}) for id in drawn}
    good = ["kernel", "certificate"]

    def all_verified(id: str) -> bool:
        found = [fresh(q) for q in questions.get(id, ())]
        return named[id] > 0 and len(found) == named[id] and all(e and e.verdict == "verified" for e in found)

    def green(id: str) -> bool:
        return (
            id in drawn
            and pairings[id] == "accepted"
            and all_verified(id)
            and all(known[q.fingerprint].tier in good for q in questions[id])
        )

    def ancestors(id: str) -> set[str]:
        seen: set[str] = set()
        front = [id]
        while front:
            n = b.statements[front.pop()]
            for used in (*n.uses, *(n.proof.uses if n.proof else ())):
                if used not in seen:
                    seen.add(used)
                    front.append(used)
        return seen - {id}

    anything = any(
        q.fingerprint in known and known[q.fingerprint].verdict != "error"
        for id in drawn
        for q in questions.get(id, ())
    )

    def stated(id: str) -> bool:
        n = b.statements[id]
        if not anything and (n.leanok or n.mathlibok):
            return True
        if id not in drawn:
            return False
        lean = [q for q in questions.get(id, ()) if q.kind == "lean"]
        if lean and all((e := fresh(q)) and e.answer for q in lean):
            return True
        has_problem = any(q.kind == "problem" for q in questions.get(id, ()))
        return has_problem and len(questions[id]) == named[id] and pairings[id] == "accepted"

    result = {}
    for id in drawn:
        n = b.statements[id]
        evidence = [e for q in questions.get(id, ()) if (e := fresh(q))]
        if green(id):
            status = Status.DARK_GREEN if all(green(a) for a in ancestors(id)) else Status.GREEN
        elif stated(id) and all(stated(u) for u in (n.proof.uses if n.proof else ())):
            status = Status.BLUE_PROVE
        elif not stated(id) and not n.notready and all(stated(u) for u in n.uses):
            status = Status.BLUE_STATE
        else:
            status = Status.WHITE
        says = n.leanok or n.mathlibok or bool(n.proof and (n.proof.leanok or n.proof.mathlibok))
        is_refuted = any(e.verdict == "refuted" for e in evidence)
        is_failed = any(e.verdict == "error" and not e.missing for e in evidence)
        marks = set()
        if says and not green(id):
            marks.add(Mark.ASSERTED)
        if says and (is_refuted or is_failed):
            marks.add(Mark.BROKEN)
        if is_refuted:
            marks.add(Mark.REFUTED)
        if is_failed:
            marks.add(Mark.FAILED)
        if named[id] == 0:
            marks.add(Mark.GAP)
        elif pairings[id] == "changed":
            marks.add(Mark.STALE)
        tier: Tier | None = None
        if all_verified(id):
            order = ["kernel", "certificate", "computation", "asserted"]
            tier = Tier(order[max(order.index(known[q.fingerprint].tier or "") for q in questions[id])])
        elif says and not is_refuted:
            tier = Tier.ASSERTED
        gaps = sum(a not in drawn or named[a] == 0 for a in ancestors(id))
        result[id] = (status, marks, tier, gaps)
    return result


@st.composite
def worlds(
    draw: st.DrawFn,
) -> tuple[Blueprint, dict[str, tuple[Question, ...]], dict[str, Evidence], dict[str, PairingState]]:
    ids = [f"n{number}" for number in range(draw(st.integers(1, 7)))]
    outside = ids[: draw(st.integers(0, 1))]
    flag = st.sampled_from([False, False, True])
    some = st.lists(st.sampled_from(ids), max_size=2)
    pool = {name: question(name, limits=Limits(draw(st.sampled_from([10, 60])), 3000)) for name in ("p", "q", "r")}
    pool |= {"L": question("L", kind="lean"), "M": question("M", kind="lean")}
    nodes, asked, states = [], {}, {}
    eager = draw(st.booleans())
    for id in ids:
        lean = draw(st.lists(st.sampled_from(["L", "M"]), max_size=0 if eager else 2, unique=True))
        least = 1 if eager else 0
        problems = draw(st.lists(st.sampled_from(["p", "q", "r"] + ["none"] * (not eager)), min_size=least, max_size=2))
        claims = {"leanok": draw(flag), "mathlibok": draw(flag), "notready": draw(flag)}
        its_proof = draw(st.one_of(st.none(), some.map(proof), some.map(lambda u: proof(u, leanok=True))))
        nodes.append(node(id, uses=draw(some), lean=lean, checked_by=map(entry, problems), proof=its_proof, **claims))
        if names := [name for name in (*lean, *dict.fromkeys(problems)) if name in pool]:
            asked[id] = tuple(pool[name] for name in names)
        states[id] = A if eager else draw(st.sampled_from([A, A, C, N]))
        if not lean and not problems:
            states[id] = PairingState.NONE
    known = {}
    makers = [
        verified,
        refuted,
        unknown,
        error,
        lambda q: error(q, missing=True),
        lambda q: unknown(q, limits=Limits(20, 3000)),
        lambda q: verified(q, Tier.KERNEL),
        lambda q: verified(q, Tier.COMPUTATION),
        lambda q: verified(q, fingerprint="old"),
    ]
    for one_question in pool.values():
        if make := verified if eager and draw(st.booleans()) else draw(st.sampled_from([None, *makers])):
            known[one_question.fingerprint] = make(one_question)
    drawn = [n for n in nodes if n.id not in outside]
    undrawn = [n for n in nodes if n.id in outside]
    return blueprint(*drawn, undrawn=undrawn), asked, known, states


@settings(max_examples=250, deadline=None)
@given(world=worlds())
def test_the_status_is_what_the_definitions_say(world: Any) -> None:
    b, asked, known, states = world
    result = report(b, (), asked, known, states)
    expected = naive(b, asked, known, states)
    assert set(result.nodes) == set(expected)
    for id, found in result.nodes.items():
        assert (found.status, set(found.marks), found.tier, found.gaps) == expected[id], id
        assert len(found.marks) == len(set(found.marks))
        if found.status in (Status.GREEN, Status.DARK_GREEN):
            assert found.pairing is A
            assert all(result.answers[answer].evidence.verdict is Verdict.VERIFIED for answer in found.answers)


def test_five_thousand_nodes_and_a_circle() -> None:
    nodes, asked, known = [], {}, {}
    for number in range(5000):
        uses = [f"n{number - 1}", f"n{number // 2}"] if number else ["n4999"]
        nodes.append(node(f"n{number}", uses=uses, checked_by=[entry(f"p{number}")], proof=proof(uses)))
        asked[f"n{number}"] = (question(f"p{number}"),)
        known[f"print of p{number}"] = verified(asked[f"n{number}"][0])
    b = blueprint(*nodes)
    began = time.process_time()
    result = report(b, (), asked, known, dict.fromkeys(b.statements, A))
    assert time.process_time() - began < 1.0
    assert {found.status for found in result.nodes.values()} == {Status.DARK_GREEN}


# Encodings that a theorem speaks of


FORMULA = "theorem Right F\nexactly 00\nrests on def F 00"


def encoded(evidence: Evidence | None) -> Encoded:
    return Encoded("schur", "Some.name", "F", evidence)


@pytest.mark.parametrize("accepted", [A, N])
@pytest.mark.parametrize("states", [FORMULA, FORMULA.replace("def F", "def G")])
def test_a_green_theorem_about_the_encoding_takes_its_place(accepted: PairingState, states: str) -> None:
    nodes = [node("a", **CHECKED), node("t", lean=["Some.name"])]
    theorem = replace(verified(L, rests_on=("own core",)), states=states)
    answers = [verified(P, rests_on=("encoding:schur", "symmetry:colours")), theorem]
    compared = verified(Q, rests_on=("evaluation:lean",))

    def rests(evidence: Evidence | None) -> tuple[str, ...]:
        encodings = {P.fingerprint: encoded(evidence)}
        return one(judge(*nodes, known=answers, pairings={"t": accepted}, encodings=encodings)).rests_on

    kept, replaced = ("encoding:schur", "symmetry:colours"), ("own core", "evaluation:lean", "symmetry:colours")
    assert rests(None) == kept
    assert rests(compared) == (replaced if accepted is A and states == FORMULA else kept)


def test_an_encoding_that_was_compared_says_nothing_of_another_of_its_family() -> None:
    nodes = [node("a", checked_by=[entry("p"), entry("q")]), node("t", lean=["Some.name"])]
    answers = [verified(one, rests_on=("encoding:schur",)) for one in (P, Q)]
    answers.append(replace(verified(L, rests_on=("own core",)), states=FORMULA))
    compared = encoded(verified(question("compared"), rests_on=("evaluation:lean",)))

    def rests(*of: Question) -> tuple[str, ...]:
        encodings = {question.fingerprint: compared for question in of}
        return one(judge(*nodes, known=answers, encodings=encodings)).rests_on

    assert "encoding:schur" in rests(P) and "encoding:schur" in rests(Q)
    assert rests(P, Q) == ("own core", "evaluation:lean")
