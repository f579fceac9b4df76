/-! Declarations of every kind, notation and namespaces, as an ordinary file has them. -/

theorem conj (p q : Prop) : p → q → p ∧ q := fun a b => ⟨a, b⟩

def f (n : Nat) := n + 1

namespace Geometry
variable (n : Nat)

structure Point where
  x : Nat
  y : Nat := 3
  deriving DecidableEq, Inhabited

@[ext] structure Pair (α β : Type) where
  fst : α
  snd : β

class HasArea (α : Type) where
  area : α → Nat

instance : HasArea Point where
  area p := p.x * p.y

def twice := 2 * n
end Geometry

open Geometry in
example : HasArea.area ({ x := 2 } : Point) = 6 := rfl

example (p q : Geometry.Pair Nat Nat) (h : p.fst = q.fst) (h' : p.snd = q.snd) : p = q := by
  ext <;> assumption

inductive Colour where
  | red | green | blue
  deriving DecidableEq, Inhabited

example : Colour.red ≠ Colour.green := by decide

inductive Tree (α : Type) where
  | leaf
  | node (left : Tree α) (value : α) (right : Tree α)

namespace Tree
variable {α : Type}

def size : Tree α → Nat
  | leaf => 0
  | node l _ r => l.size + r.size + 1

def mirror : Tree α → Tree α
  | leaf => leaf
  | node l a r => node r.mirror a l.mirror

theorem mirror_mirror (t : Tree α) : t.mirror.mirror = t := by
  induction t with
  | leaf => rfl
  | node l a r ihl ihr => simp only [mirror, ihl, ihr]

theorem size_mirror (t : Tree α) : t.mirror.size = t.size := by
  induction t with
  | leaf => rfl
  | node l a r ihl ihr => simp only [mirror, size, ihl, ihr, Nat.add_comm]
end Tree

inductive Even : Nat → Prop where
  | zero : Even 0
  | step {n} : Even n → Even (n + 2)

theorem even_four : Even 4 := .step (.step .zero)
theorem not_even_one : ¬Even 1 := nofun

def sub (s t : Nat → Prop) : Prop := ∀ x, s x → t x
infix:50 " ⊑ " => sub

theorem sub_trans {s t u : Nat → Prop} (h : s ⊑ t) (h' : t ⊑ u) : s ⊑ u := fun x hx => h' x (h x hx)

notation "triple " x => 3 * x
example : (triple 4) = 12 := rfl
macro "seven" : term => `(7)
example : seven = 7 := rfl

example : (if 1 = 2 then 3 else 4) = 4 := rfl
example : (let x := 3; x + x) = 6 := rfl
example : (match some 3 with | some n => n | none => 0) = 3 := rfl
example : (fun (x, y) => x + y : Nat × Nat → Nat) (1, 2) = 3 := rfl
example : ∃ x y, x + y = 5 ∧ x < y := ⟨2, 3, rfl, by decide⟩
example : ∃ x < 3, x = 2 := ⟨2, by decide, rfl⟩
example : ∀ p : Prop, p ∨ ¬p := Classical.em
example (p q : Prop) : ¬(p ∧ q) ↔ (p → ¬q) := not_and
example (p q : Prop) (h : ¬q → ¬p) : p → q := fun hp => Classical.byContradiction fun hq => h hq hp
example : (fun x : Nat => x + 0) = fun x => x := by
  funext x
  rfl
example {α : Type} (s : α → Prop) (a : α) (h : s a) : Nonempty { x // s x } := ⟨⟨a, h⟩⟩

open Classical in
noncomputable def pick (s : Nat → Prop) : Nat := if h : ∃ n, s n then choose h else 0

theorem propositional (p q : Prop) (h : p ↔ q) : p = q := propext h

/-- info: 'conj' does not depend on any axioms -/
def documented := 1

#print axioms conj
#check (conj : ∀ p q : Prop, p → q → p ∧ q)
#check fun (x : Fin 3) => (↑x : Nat) + 1
example (i : Fin 3) : (i : Nat) < 3 := i.isLt
example (s : { n : Nat // n < 3 }) : (s : Nat) < 3 := s.property
