"""The lexer: what is code and what is not, where Lean's own rules decide."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.lean.lexer import code, lex, unbalanced

BARE = [
    ("theorem a : b -- c\nd", "theorem a : b     \nd"),
    ("a /- b /- c -/ d -/ e", "a                   e"),
    ("a /-- b -/ c", "a          c"),
    ("/--/ axiom -/ x", "              x"),
    ('a "b -- c" d', "a          d"),
    (r'a "b\"c" d', "a        d"),
    ("a r#\"b\"c\"# d", 'a r#       d'),
    ("a r\"b\\\" d", "a r     d"),
    ("f x' 'a' y", "f x'     y"),
    ("'\"' axiom", "    axiom"),
    ("'\\'' axiom", "     axiom"),
    ("0b1'\"' axiom", "0b1    axiom"),
    ("λ'\"' axiom", "λ    axiom"),
    ("{x // -1 < x}", "{x // -1 < x}"),
    ("{x //-1 < x}", "{x //-1 < x}"),
    ("x <--1", "x <--1"),
    ("rw [h] at |--1", "rw [h] at |--1"),
    ("«a \"b» c", "«a \"b» c"),
    ('s!"a{f "b" c}d" e', "s!  {f     c}   e"),
    ("a /- b\r\nc -/ d", "a     \r\n     d"),
    ("f '' s", "f '' s"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bare"), BARE)
def test_what_is_code(text: str, bare: str) -> None:
    assert code(text) == bare


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("/- a", "never ended"),
        ('x "a', "never ended"),
        ('r#"a"', "never ended"),
        ('s!"a{b', "never ended"),
        ('foo!"{" axiom bad : False -- "', "code inside"),
        ("a +-- b", "operator"),
        ("a ∣/- b -/", "operator"),
        ("'ab", "begins no character"),
    ],
)
def test_what_could_be_read_otherwise_is_said(text: str, why: str) -> None:
    assert any(why in doubt.why for doubt in lex(text).doubts)


def test_ordinary_lean_leaves_no_doubt() -> None:
    text = "/-- Twice. -/\ndef f (x' : Nat) : Nat := x' + 2 -- two\nexample : f 1 = 3 := by rw [← foo] -- x\n"
    assert lex(text).doubts == ()


@pytest.mark.parametrize(
    ("text", "offset"), [("(a [b] {c} ⟨d⟩)", None), ("(a", 0), ("a)", 1), ("(a]", 2), ('(")")', None), ("-- (", None)]
)
def test_brackets(text: str, offset: int | None) -> None:
    assert unbalanced(text) == offset


@given(st.text(alphabet="ab'\"/-\\!{}#r«» \n0", max_size=60))
def test_any_text_keeps_its_length_and_its_lines(text: str) -> None:
    bare = code(text)
    assert len(bare) == len(text)
    assert [at for at, c in enumerate(bare) if c == "\n"] == [at for at, c in enumerate(text) if c == "\n"]


@pytest.mark.parametrize(
    "unit", ['theorem foo\' : x = "a" := by simp -- x\n', "/-", "-/", 'x!"{', "x'", "\\", '"\\', "r#"]
)
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        code(text)
        return time.process_time() - start

    # Twenty times the text: a quadratic reader would take 400 times as long.
    assert seconds(400_000) < 80 * max(seconds(20_000), seconds(20_000), 0.002)
