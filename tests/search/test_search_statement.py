"""Theorems with `sorry` found in a text: their names, their parts, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.lean.declared import declarations
from workbench.search.statement import find, proof

SOURCE = """
/-- theorem no : False := by sorry -/
def text := "theorem nor_this : False := by sorry"
namespace A
section S
namespace B.C
-- theorem comment : False := by sorry
theorem inner (n : Nat := by exact 0) : n = n := by
  sorry
end B.C
theorem middle : True := sorry
end S
theorem _root_.Top.level : True := by sorry
end A
open A in
set_option maxHeartbeats 1000 in
/-- What it says. -/
@[simp] protected theorem Z.last : True ∧
    True :=
  by sorry

theorem done : True := trivial
theorem «odd name».«a b» : True := by sorry
"""


def test_names_follow_namespaces_sections_and_root() -> None:
    names = [one.name for one in declarations(SOURCE) if one.kind == "theorem"]
    assert names == ["A.B.C.inner", "A.middle", "Top.level", "Z.last", "done", "odd name.a b"]


@pytest.mark.parametrize("name", ["A.B.C.inner", "A.middle", "Top.level", "Z.last", "odd name.a b"])
def test_only_the_sorry_is_replaced(name: str) -> None:
    statement = find(SOURCE, name, "A.lean")
    replaced = SOURCE[: statement.assign] + proof("trivial") + SOURCE[statement.end :]
    gone = SOURCE[statement.assign : statement.end]
    assert gone.startswith(":=") and gone.endswith("sorry") and gone.count("sorry") == 1
    assert replaced.count("sorry") == SOURCE.count("sorry") - 1
    assert replaced.startswith(SOURCE[: statement.assign]) and replaced.endswith(SOURCE[statement.end :])


def test_what_stands_before_a_theorem_is_told_apart_from_it() -> None:
    statement = find(SOURCE, "Z.last", "A.lean")
    assert statement.before.endswith("end A\n")
    assert statement.chain == "open A in\nset_option maxHeartbeats 1000 in\n"
    head, name = statement.copy("_1")
    assert name == "Z.last_1" and "@[simp]" not in head and head.endswith("theorem Z.last_1 : True ∧\n    True")
    assert find(SOURCE, "odd name.a b", "A.lean").copy("_1")[1] == "«odd name».«a b_1»"


@pytest.mark.parametrize("between", ["", "\n", "@[simp] ", "\n-- a remark\n", "private\n"])
def test_the_comment_that_documents_a_theorem_is_not_before_it(between: str) -> None:
    text = f"def a : Nat := 1\n/- remark -/\n/-- What it\nsays. -/{between}theorem t : True := by sorry\n"
    assert find(text, "t", "A.lean").before == "def a : Nat := 1\n/- remark -/\n"


def test_a_proof_is_indented_as_its_theorem() -> None:
    text = "namespace A\n  @[simp] theorem t : True ∧ True := by\n    sorry\nend A\n"
    assert find(text, "A.t", "A.lean").margin == "  " and find(SOURCE, "A.middle", "A.lean").margin == ""
    assert proof("constructor\n\n· trivial", "  ") == ":= by\n    constructor\n\n    · trivial"


def test_a_default_value_is_no_proof() -> None:
    assert find(SOURCE, "A.B.C.inner", "A.lean").says == "theorem inner (n : Nat := by exact 0) : n = n"


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (SOURCE, "no", "no theorem no is written here"),
        (SOURCE, "nor_this", "no theorem"),
        (SOURCE, "done", "a proof, and no `sorry`"),
        ("theorem t : 1 = 1 := by\n  constructor\n  sorry\n", "t", "more than `sorry`"),
        ("theorem t : ∀ n : Nat, n = n\n  | 0 => rfl\n  | n + 1 => sorry\n", "t", "more than `sorry`"),
        ("theorem t : True := by\n  sorry\n  trivial\n", "t", "more than `sorry`"),
        ("theorem t : True ∧ True where\n  left := sorry\n  right := trivial\n", "t", "more than `sorry`"),
        ("mutual\ntheorem t : True := by sorry\nend\n", "t", "mutual"),
        ("theorem t : True := by sorry\ntheorem t : True := by sorry\n", "t", "written 2 times"),
        ("def t : Nat := sorry\n", "t", "no theorem"),
    ],
)
def test_what_cannot_be_replaced_is_refused_with_its_place(text: str, name: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        find(text, name, "T.lean")
    assert why in str(caught.value) and caught.value.file == "T.lean" and caught.value.remedy


@given(st.text(alphabet="theorem sorry:=by\n()[]{}«»\"'-/.end namespace A", max_size=200))
def test_any_text_is_searched_to_its_end(text: str) -> None:
    names = [one.name for one in declarations(text)]
    for name in names[:3]:
        try:
            statement = find(text, name, "T.lean")
        except BadInput:
            continue
        assert text[statement.end - 5 : statement.end] == "sorry"
