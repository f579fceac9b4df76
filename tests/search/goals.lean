/-
Open leaves for the tests of proof search: each is provable by a short script, none by one `rfl`, `decide` or `simp`.
Written for this project, in official style: they compile under the official `Init` as well.
-/

namespace Goals

/-- Add by counting down the first number. -/
def plus : Nat → Nat → Nat
  | .zero, m => m
  | .succ n, m => .succ (plus n m)

/-- A list twice as long. -/
def twice {α : Type} : List α → List α
  | [] => []
  | a :: as => a :: a :: twice as

/-- Three colours. -/
inductive Colour where
  | red
  | green
  | blue

/-- The next colour around the circle. -/
def Colour.next : Colour → Colour
  | .red => .green
  | .green => .blue
  | .blue => .red

theorem and_rotate (p q r : Prop) : p ∧ q ∧ r → r ∧ p ∧ q := by
  sorry

theorem or_swap (p q : Prop) : p ∨ q → q ∨ p := by
  sorry

theorem exists_swap (P : Nat → Nat → Prop) : (∃ a, ∃ b, P a b) → ∃ b, ∃ a, P a b := by
  sorry

theorem plus_zero (n : Nat) : plus n 0 = n := by
  sorry

theorem plus_succ (n m : Nat) : plus n (m + 1) = plus n m + 1 := by
  sorry

theorem next_thrice (c : Colour) : c.next.next.next = c := by
  sorry

theorem twice_length (α : Type) (as : List α) : (twice as).length = as.length + as.length := by
  sorry

theorem contrapositive (p q : Prop) : (p → q) → ¬q → ¬p := by
  sorry

theorem iff_trans' (p q r : Prop) : (p ↔ q) → (q ↔ r) → (p ↔ r) := by
  sorry

theorem choose (p q r : Prop) (h : p ∨ q) (hp : p → r) (hq : q → r) : r := by
  sorry

theorem peirce (p q : Prop) : ((p → q) → p) → p := by
  sorry

end Goals
