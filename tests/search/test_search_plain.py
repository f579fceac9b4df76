"""Plain search against the real Lean: open leaves that no single tactic closes, found by combining them."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_samples import TEXT, THEOREMS, Sessions

from workbench.errors import BadInput
from workbench.search.best_first import Budget, Spent, best_first
from workbench.search.portfolio import Portfolio, cost, premises, read_tactics
from workbench.search.session import Finished, TacticSession
from workbench.search.statement import find

SINGLE = ("rfl", "decide", "simp")


def test_there_are_enough_open_leaves() -> None:
    assert len(THEOREMS) >= 8 and TEXT.count("sorry") == len(THEOREMS)


def test_no_single_tactic_closes_any_of_them(sessions: Sessions) -> None:
    for name in THEOREMS:
        session = sessions.on(TEXT, name)
        outcomes = session.run(session.start(), SINGLE)
        assert not any(isinstance(one, Finished) for one in outcomes), name


@pytest.mark.parametrize("name", THEOREMS)
def test_plain_search_finds_a_proof(sessions: Sessions, name: str) -> None:
    found, spent = searched(sessions.on(TEXT, name), Portfolio(premises(find(TEXT, name, "T.lean"))))
    assert found is not None and found.proof not in SINGLE, spent.why
    assert spent.tactics > 0 and spent.expansions > 0


def searched(session: TacticSession, portfolio: Portfolio, **budget: float) -> tuple[Finished | None, Spent]:
    spent = Spent()
    whole = Budget(**{"seconds": 120.0, **budget})  # type: ignore[arg-type]
    return next(best_first(session, portfolio.tactics, cost, whole, spent), None), spent


def test_tactics_of_the_users_own_come_first(sessions: Sessions, tmp_path: Path) -> None:
    file = tmp_path / "tactics.txt"
    file.write_text("-- mine\n\nexact And.comm.1\nexact And.comm.1\nintro ⟨hp, hq⟩; exact ⟨hq, hp⟩\n", "utf-8")
    own = read_tactics(file)
    assert own == ("exact And.comm.1", "intro ⟨hp, hq⟩; exact ⟨hq, hp⟩")
    text = "theorem t (p q : Prop) : p ∧ q → q ∧ p := by sorry\n"
    found, _ = searched(sessions.on(text), Portfolio(own=own))
    assert found is not None and found.proof in (*own, "simp_all")


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ("simp\nsorry\n", 2, "proves nothing"),
        ("exact (h\n", 1, "bracket"),
        ("\n-- nothing\n", None, "no tactic"),
        ("axiom a : False\n", 1, "axiom"),
        ("simp\n" + "\n".join(f"simp [h{number}]" for number in range(600)), None, "more than"),
        ("simp\n" * 300_000, None, "at most 1,048,576 bytes"),
    ],
)
def test_a_bad_file_of_tactics_is_named_with_its_line(tmp_path: Path, content: str, line: int | None, why: str) -> None:
    file = tmp_path / "tactics.txt"
    file.write_text(content, "utf-8")
    with pytest.raises(BadInput) as caught:
        read_tactics(file)
    assert why in str(caught.value) and caught.value.line == line
    with pytest.raises(BadInput):
        read_tactics(tmp_path / "none.txt")


def test_what_is_not_true_is_not_found_and_the_search_ends(sessions: Sessions) -> None:
    found, spent = searched(sessions.on("theorem t (p q : Prop) : p → p ∧ q := by sorry\n"), Portfolio(), expansions=6)
    assert found is None and spent.why and spent.expansions <= 6


def test_a_budget_of_time_is_kept(sessions: Sessions) -> None:
    found, spent = searched(sessions.on("theorem t (p : Prop) : p := by sorry\n"), Portfolio(), seconds=0.01)
    assert found is None and "spent" in spent.why


def test_premises_are_what_stands_before_proved_and_near() -> None:
    text = (
        "def far (n : Nat) : Nat := n\ndef near (n : Nat) : Nat := n\n"
        "theorem near_zero : near 0 = 0 := rfl\ntheorem far_zero : far 0 = 0 := rfl\n"
        "theorem open_near (n : Nat) : near n = n := by sorry\n"
        "theorem t (n : Nat) : near n = near n := by sorry\ntheorem near_late : near 1 = 1 := rfl\n"
    )
    found = premises(find(text, "t", "T.lean"))
    assert found.theorems == ("near_zero",) and found.rules == ("near_zero",) and found.definitions == ("near",)
