"""Exit codes and baselines: each sentence of docs/commands.md about them."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from blueprints_by_hand import blueprint, entry, error, node, problem, question, refuted, unknown, verified

from workbench.blueprint.findings import finding
from workbench.blueprint.model import Finding, Node, Place
from workbench.errors import BadInput
from workbench.evidence.record import Evidence, Tier
from workbench.status import PairingState, Report, report
from workbench.verdict import exit_code, finding_offences, identity, read_baseline
from workbench.views.reports.json import as_json

P = question("p")
A, C, N, NONE = PairingState.ACCEPTED, PairingState.CHANGED, PairingState.NEW, PairingState.NONE
CYCLE = finding("cycle", "a -> b -> a", Place("content.tex", 4), node="a")
EMPTY = finding("empty-uses", "names nothing", Place("content.tex", 5), node="a")


def judged(
    evidence: Evidence | None = None, state: PairingState = A, findings: tuple[Finding, ...] = (), **what: Any
) -> Report:
    ever = what.pop("ever", ())
    asks = what.pop("asks", True)
    one = node("a", checked_by=[entry("p")] if asks else (), **what)
    known = {P.fingerprint: evidence} if evidence else {}
    asked = {"a": (P,)} if asks else {}
    return report(
        blueprint(one, node("gap")), findings, asked, known, {"a": state if asks else NONE}, ever_verified=ever
    )


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (judged(verified(P)), 0),
        (judged(), 0),
        (judged(state=N), 0),
        (judged(unknown(P)), 0),
        (judged(unknown(P), leanok=True), 0),
        (judged(error(P)), 0),
        (judged(error(P, missing=True)), 0),
        (judged(asks=False, leanok=True), 0),
        (judged(verified(P), findings=(EMPTY,)), 0),
        (judged(refuted(P)), 1),
        (judged(refuted(P), leanok=True), 1),
        (judged(error(P), leanok=True), 1),
        (judged(verified(P), state=C), 1),
        (judged(state=C), 1),
        (judged(verified(P), findings=(CYCLE,)), 1),
        (judged(error(P, missing=True), leanok=True), 3),
        (judged(error(P, missing=True), leanok=True, findings=(CYCLE,)), 3),
        (judged(error(P, missing=True, fingerprint="old"), leanok=True), 0),
    ],
)
def test_exit_codes(case: Report, code: int) -> None:
    assert exit_code([case]) == code
    assert exit_code([judged(verified(P)), case]) == code


def test_a_missing_tool_counts_where_it_was_needed() -> None:
    missing = error(P, missing=True)
    assert exit_code([judged(missing)], nodes=["a"]) == 3
    assert exit_code([judged(missing)], nodes=["gap"]) == 0
    once = judged(missing, ever=[("problem", "p")])
    assert exit_code([once]) == 0
    assert exit_code([once], require=Tier.CERTIFICATE) == 3


@pytest.mark.parametrize(
    ("case", "require", "code"),
    [
        (judged(verified(P)), Tier.CERTIFICATE, 0),
        (judged(verified(P), leanok=True), Tier.CERTIFICATE, 0),
        (judged(verified(P), leanok=True), Tier.KERNEL, 1),
        (judged(verified(P)), Tier.KERNEL, 0),
        (judged(verified(P), ever=[("problem", "p")]), Tier.KERNEL, 1),
        (judged(ever=[("problem", "p")]), Tier.COMPUTATION, 1),
        (judged(unknown(P), leanok=True), Tier.COMPUTATION, 1),
        (judged(unknown(P), leanok=True), Tier.ASSERTED, 0),
        (judged(verified(P), state=N, leanok=True), Tier.CERTIFICATE, 1),
        (judged(verified(P, Tier.COMPUTATION), leanok=True), Tier.COMPUTATION, 0),
        (judged(verified(P, Tier.COMPUTATION), leanok=True), Tier.CERTIFICATE, 1),
        (judged(asks=False, leanok=True), Tier.CERTIFICATE, 1),
        (judged(asks=False, leanok=True), Tier.ASSERTED, 0),
        (judged(asks=False), Tier.KERNEL, 0),
    ],
)
def test_require_holds_what_is_asserted_or_was_green(case: Report, require: Tier, code: int) -> None:
    assert exit_code([case], require=require) == code


def test_require_holds_named_nodes() -> None:
    assert exit_code([judged(unknown(P))], require=Tier.CERTIFICATE) == 0
    assert exit_code([judged(unknown(P))], require=Tier.CERTIFICATE, nodes=["a"]) == 1
    assert exit_code([judged(verified(P))], require=Tier.CERTIFICATE, nodes=["a"]) == 0
    assert exit_code([judged(verified(P))], require=Tier.CERTIFICATE, nodes=["a", "gap"]) == 1


# Baselines


def baseline(folder: Path, *reports: Report) -> Any:
    (folder / "baseline.json").write_text(as_json(reports))
    return read_baseline(folder / "baseline.json")


TROUBLE = [
    judged(refuted(P), leanok=True, findings=(CYCLE,)),
    judged(verified(P), state=C),
    judged(error(P), leanok=True),
    judged(verified(P), state=C, findings=(CYCLE, CYCLE, EMPTY)),
]


@pytest.mark.parametrize("case", TROUBLE)
def test_a_baseline_covers_the_report_it_was_made_of(tmp_path: Path, case: Report) -> None:
    assert exit_code([case]) == 1
    assert exit_code([case], baseline=baseline(tmp_path, case)) == 0
    assert exit_code([case], baseline=baseline(tmp_path, judged(verified(P)))) == 1
    assert exit_code([judged(verified(P))], baseline=baseline(tmp_path, case)) == 0


def test_a_baseline_of_several_blueprints(tmp_path: Path) -> None:
    other = replace(TROUBLE[0], blueprint=replace(TROUBLE[0].blueprint, name="other"))
    known = baseline(tmp_path, TROUBLE[1], other)
    assert exit_code([TROUBLE[1], other], baseline=known) == 0
    assert exit_code([TROUBLE[0]], baseline=known) == 1


def test_lines_may_move_and_another_of_the_same_kind_may_not_come(tmp_path: Path) -> None:
    known = baseline(tmp_path, judged(findings=(CYCLE,)))
    moved = replace(CYCLE, place=Place("content.tex", 99))
    assert exit_code([judged(findings=(moved,))], baseline=known) == 0
    assert exit_code([judged(findings=(moved, CYCLE))], baseline=known) == 1
    for other in (
        replace(CYCLE, code="missing-input"),
        replace(CYCLE, message="b -> c -> b"),
        replace(CYCLE, place=Place("other.tex", 4)),
        replace(CYCLE, node="b"),
    ):
        assert exit_code([judged(findings=(other,))], baseline=known) == 1


def test_line_numbers_in_messages_and_invented_ids_do_not_count() -> None:
    one = replace(CYCLE, message="also given at content.tex:12 (line 7)", node="content.tex:3")
    other = replace(CYCLE, message="also given at content.tex:13 (line 8)", node="content.tex:4")
    assert identity(one) == identity(other)
    assert identity(replace(CYCLE, node="thm:3")) != identity(replace(CYCLE, node="thm:4"))
    assert identity(replace(CYCLE, message="x:3")) != identity(replace(CYCLE, message="x:4"))


def test_a_node_may_not_fall_below_where_the_baseline_has_it(tmp_path: Path) -> None:
    def exits(case: Report, known: Any) -> int:
        return exit_code([case], require=Tier.KERNEL, baseline=known)

    certified = judged(verified(P), leanok=True)
    known = baseline(tmp_path, certified)
    assert exits(certified, known) == 0
    assert exits(judged(verified(P, Tier.COMPUTATION), leanok=True), known) == 1
    assert exits(judged(unknown(P), leanok=True), known) == 1
    assert exits(judged(verified(P), state=N, leanok=True), known) == 1
    assert exits(judged(verified(P, Tier.KERNEL), leanok=True), known) == 0


def test_lint_counts_warnings_only_when_strict(tmp_path: Path) -> None:
    assert set(finding_offences([CYCLE, EMPTY])) == {identity(CYCLE)}
    assert set(finding_offences([CYCLE, EMPTY], strict=True)) == {identity(CYCLE), identity(EMPTY)}
    assert not finding_offences([EMPTY], strict=True) - baseline(tmp_path, judged(findings=(EMPTY,)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "null",
        "[1]",
        "\xff",
        "[" * 100000,
        '{"blueprints": 3}',
        '{"findings": {}}',
        '{"findings": [], "nodes": [{}]}',
        '{"findings": [], "nodes": [{"node": "a", "marks": [], "tier": "gold", "pairing": "new"}]}',
    ],
)
def test_a_baseline_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, "latin-1")
    with pytest.raises(BadInput, match=r"b\.json: the baseline") as caught:
        read_baseline(tmp_path / "b.json")
    assert "--output" in caught.value.remedy


def test_a_baseline_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            read_baseline(path)


def test_lint_s_own_report_is_a_baseline(tmp_path: Path) -> None:
    object = {
        "version": "1",
        "blueprint": "test",
        "findings": json.loads(as_json([judged(findings=(CYCLE,))]))["findings"],
    }
    (tmp_path / "b.json").write_text(json.dumps(object))
    assert read_baseline(tmp_path / "b.json") == finding_offences([CYCLE])


def test_an_open_problem_fails_nothing() -> None:
    asked = question("o", problem=problem("o", open=True))
    nodes: list[Node] = [node("a", checked_by=[entry("o")], leanok=True)]
    case = report(blueprint(*nodes), (), {"a": (asked,)}, {}, {"a": A})
    assert exit_code([case]) == 0
