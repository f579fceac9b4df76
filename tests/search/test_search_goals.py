"""Goals as Lean prints them, taken apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.search.goals import Hypothesis, parse_goals

TWO = """case left
α : Type
a b✝ : α
f : α →
  α
h : a = a ∧
    f a = a
n : Nat := 5
⊢ f a =
  a

case right.inl
⊢ True"""


def test_goals_with_tags_and_long_lines() -> None:
    first, second = parse_goals(TWO)
    assert first.case == "left" and second.case == "right.inl"
    assert first.target == "f a = a" and second.target == "True"
    assert first.hypotheses == (
        Hypothesis("α", "Type"),
        Hypothesis("a", "α"),
        Hypothesis("b✝", "α"),
        Hypothesis("f", "α → α"),
        Hypothesis("h", "a = a ∧ f a = a"),
        Hypothesis("n", "Nat := 5"),
    )
    assert [one.usable for one in first.hypotheses] == [True, True, False, True, True, True]
    assert second.size < first.size


def test_nothing_is_no_goal() -> None:
    assert parse_goals("") == parse_goals("no goals") == ()


@given(st.text(alphabet="⊢: \nab✝case", max_size=200))
def test_any_text_is_read(text: str) -> None:
    parse_goals(text)
