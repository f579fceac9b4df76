"""200 mutants of the soundness campaign, by the code that `make soundness` runs: none is accepted, every twin is."""

from __future__ import annotations

import pytest

from campaigns.soundness import MODULES, run, shared, sources
from campaigns.soundness.lrat_judge import broken, broken_lemma, satisfiable

GROUPS = {("sat", "witness", "referee"): 76, ("cubes", "ledger", "evidence", "statement"): 56, ("lean",): 16}
REST = 52
SQUARE = ((1, 2), (1, -2), (-1, 2), (-1, -2))
PROOF = b"5 1 0 1 2 0\n6 0 5 3 4 0\n"


def rest() -> tuple[str, ...]:
    """The checkers that no group names."""
    return tuple({source.checker: None for source in sources()}.keys() - {name for group in GROUPS for name in group})


def test_the_count_is_what_the_campaign_promises() -> None:
    assert sum(GROUPS.values()) + REST == 200
    assert {type(source).__module__.split(".")[2] for source in sources()} == set(MODULES)
    assert set(rest()) == {"symbolic", "smt"}


@pytest.mark.parametrize("group", [*GROUPS, ()], ids=lambda group: " ".join(group) or "the rest")
def test_no_mutant_is_accepted(group: tuple[str, ...]) -> None:
    count = GROUPS.get(group, REST)
    report = run(count, seed=7, only=group or rest())
    assert report.faults == ()
    assert sum(int(row[2]) for row in report.rows) == count
    assert {row[0] for row in report.rows} == set(group or rest())
    assert all(row[3] and row[4] for row in report.rows)


def test_an_accepted_mutant_would_be_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checker that lets everything pass fails the campaign; so does one that refuses everything."""
    from campaigns.soundness import witnesses

    monkeypatch.setattr(witnesses, "put", lambda question, witness: "")
    report = run(12, seed=0, only=("witness",))
    assert len(report.faults) == 12 and "ACCEPTED" in report.faults[0]
    monkeypatch.setattr(witnesses, "put", lambda question, witness: "somebody")
    report = run(12, seed=0, only=("witness",))
    assert len(report.faults) == 1 and "a right original was refused" in report.faults[0]


def test_a_verifier_that_looks_at_nothing_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.problems.families.schur import verify

    monkeypatch.setattr(verify, "verify", lambda n, colours, witness: None)
    report = run(60, seed=0, only=("witness",))
    assert report.faults and all("ACCEPTED" in fault and "schur" in fault for fault in report.faults)


def test_shares_are_whole_and_add_up() -> None:
    assert shared(200, [0.5, 0.3, 0.2]) == [100, 60, 40]
    assert sum(shared(2000, [0.36, 0.14, 0.08, 0.1])) == 2000
    assert min(shared(10, [1, 0.001])) == 1


def test_the_judge_of_mutants() -> None:
    assert broken(SQUARE, PROOF) is None
    assert satisfiable(SQUARE[:3]) and not satisfiable(SQUARE)
    assert broken(SQUARE, PROOF.replace(b"3 4", b"4 4")) == "the LRAT rules, applied plainly"
    assert broken(SQUARE[:3], b"4 1 0 1 2 0\n5 0 4 3 0\n") == "brute force: a lemma does not follow"
    assert broken_lemma(SQUARE[:3], b"4 9 0 0\n5 -9 0 0\n") == "the lemma 5 does not follow"
    assert broken(SQUARE, b"5 1 0 1 2") == "it is no LRAT, text or binary"
    for lenient in (b"5 1 0 1 2 3 0\n6 0 5 3 4 0\n", b"5 1 0 1\n2 0 4 d 99 0\n6 0 5 3 4 0\n", b"7 9 -9 0 0\n" + PROOF):
        assert broken(SQUARE, lenient) is None
