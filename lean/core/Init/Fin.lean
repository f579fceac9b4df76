/-
Init.Fin: numerals, arithmetic modulo n, and the quantifiers over `Fin n`.
-/
prelude
import Init.List
import Init.NatDiv
set_option linter.unusedVariables false
universe u v

namespace Fin

@[ext] protected theorem ext {n} {a b : Fin n} (h : a.val = b.val) : a = b := Fin.eq_of_val_eq h
theorem val_inj {n} {a b : Fin n} : a.val = b.val ↔ a = b := ⟨Fin.ext, fun h => h ▸ rfl⟩
theorem val_ne_of_ne {n} {i j : Fin n} (h : i ≠ j) : i.val ≠ j.val := fun e => h (Fin.ext e)
theorem lt_def {n} {a b : Fin n} : a < b ↔ a.val < b.val := Iff.rfl
theorem le_def {n} {a b : Fin n} : a ≤ b ↔ a.val ≤ b.val := Iff.rfl
@[simp] theorem is_lt {n} (a : Fin n) : a.val < n := a.isLt
@[simp] protected theorem eta {n} (a : Fin n) (h : a.val < n) : (⟨a.val, h⟩ : Fin n) = a := rfl
theorem pos {n} (i : Fin n) : 0 < n := Nat.lt_of_le_of_lt (Nat.zero_le _) i.isLt

def elim0 {α : Sort u} : Fin 0 → α := fun i => absurd i.isLt (Nat.not_lt_zero _)

@[implicit_reducible] protected def ofNat (n : Nat) [NeZero n] (a : Nat) : Fin n := ⟨a % n, Nat.mod_lt _ (Nat.pos_of_neZero n)⟩

instance instOfNat {n : Nat} [NeZero n] {i : Nat} : OfNat (Fin n) i := ⟨Fin.ofNat n i⟩
instance instInhabited {n : Nat} [NeZero n] : Inhabited (Fin n) := ⟨0⟩

protected def add {n} : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨(a + b) % n, Nat.mod_lt _ (Nat.lt_of_le_of_lt (Nat.zero_le a) h)⟩
protected def mul {n} : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨(a * b) % n, Nat.mod_lt _ (Nat.lt_of_le_of_lt (Nat.zero_le a) h)⟩
protected def sub {n} : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨((n - b) + a) % n, Nat.mod_lt _ (Nat.lt_of_le_of_lt (Nat.zero_le a) h)⟩

instance : Add (Fin n) := ⟨Fin.add⟩
instance : Sub (Fin n) := ⟨Fin.sub⟩
instance : Mul (Fin n) := ⟨Fin.mul⟩

@[simp] theorem val_zero (n : Nat) [NeZero n] : (0 : Fin n).val = 0 := rfl
theorem val_add {n : Nat} (a b : Fin n) : (a + b).val = (a.val + b.val) % n := rfl
theorem val_mul {n : Nat} (a b : Fin n) : (a * b).val = (a.val * b.val) % n := rfl
@[simp] theorem val_ofNat {n : Nat} [NeZero n] {a : Nat} : (Fin.ofNat n a).val = a % n := rfl

def succ {n} (i : Fin n) : Fin (n + 1) := ⟨i.val + 1, Nat.succ_lt_succ i.isLt⟩
def castSucc {n} (i : Fin n) : Fin (n + 1) := ⟨i.val, Nat.lt_succ_of_lt i.isLt⟩
def castLT {n m} (i : Fin m) (h : i.val < n) : Fin n := ⟨i.val, h⟩
def castLE {n m} (h : n ≤ m) (i : Fin n) : Fin m := ⟨i.val, Nat.lt_of_lt_of_le i.isLt h⟩
protected def cast {n m} (eq : n = m) (i : Fin n) : Fin m := ⟨i.val, eq ▸ i.isLt⟩
def last (n : Nat) : Fin (n + 1) := ⟨n, Nat.lt_succ_self n⟩
def rev {n} (i : Fin n) : Fin n := ⟨n - (i.val + 1), Nat.sub_lt (pos i) (Nat.zero_lt_succ _)⟩
@[simp] theorem val_succ {n} (j : Fin n) : (j.succ).val = j.val + 1 := rfl
@[simp] theorem val_castSucc {n} (i : Fin n) : i.castSucc.val = i.val := rfl
@[simp] theorem val_last (n : Nat) : (last n).val = n := rfl
theorem le_last {n} (i : Fin (n + 1)) : i ≤ last n := Nat.le_of_lt_succ i.isLt
@[simp] theorem succ_inj {n} {a b : Fin n} : a.succ = b.succ ↔ a = b := ⟨fun h => Fin.ext (Nat.succ.inj (val_inj.mpr h)), fun h => h ▸ rfl⟩
theorem succ_ne_zero {n} : ∀ k : Fin n, k.succ ≠ 0 := fun k h => Nat.succ_ne_zero k.val (val_inj.mpr h)

@[elab_as_elim] def cases {motive : Fin (n + 1) → Sort _} (zero : motive 0) (succ : ∀ i : Fin n, motive i.succ) :
    ∀ i : Fin (n + 1), motive i
  | ⟨0, _⟩ => zero
  | ⟨i + 1, h⟩ => succ ⟨i, Nat.lt_of_succ_lt_succ h⟩

theorem forall_fin_zero {p : Fin 0 → Prop} : (∀ i, p i) ↔ True := iff_true_intro fun i => elim0 i
theorem forall_fin_succ {P : Fin (n + 1) → Prop} : (∀ i, P i) ↔ P 0 ∧ ∀ i : Fin n, P i.succ :=
  ⟨fun h => ⟨h 0, fun i => h i.succ⟩, fun h => cases h.1 h.2⟩
theorem exists_fin_succ {P : Fin (n + 1) → Prop} : (∃ i, P i) ↔ P 0 ∨ ∃ i : Fin n, P i.succ :=
  ⟨fun ⟨i, h⟩ => cases (motive := fun i => P i → P 0 ∨ ∃ i : Fin n, P i.succ) .inl (fun i h => .inr ⟨i, h⟩) i h,
   fun h => h.elim (fun h => ⟨0, h⟩) fun ⟨i, h⟩ => ⟨i.succ, h⟩⟩
theorem forall_fin_two {p : Fin 2 → Prop} : (∀ i, p i) ↔ p 0 ∧ p 1 :=
  ⟨fun h => ⟨h 0, h 1⟩, fun h i => match i with | ⟨0, _⟩ => h.1 | ⟨1, _⟩ => h.2 | ⟨_ + 2, hi⟩ => absurd (Nat.le_of_succ_le_succ (Nat.le_of_succ_le_succ hi)) (Nat.not_succ_le_zero _)⟩
theorem eq_zero : ∀ n : Fin 1, n = 0
  | ⟨0, _⟩ => rfl
  | ⟨_ + 1, h⟩ => absurd (Nat.lt_of_succ_lt_succ h) (Nat.not_lt_zero _)

end Fin

def List.ofFn {n} (f : Fin n → α) : List α := go n (Nat.le_refl n) []
  where go : (k : Nat) → k ≤ n → List α → List α
    | 0, _, acc => acc
    | k + 1, h, acc => go k (Nat.le_of_succ_le h) (f ⟨k, h⟩ :: acc)

/-- All numbers below `n`, in order. -/
def List.finRange (n : Nat) : List (Fin n) := List.ofFn fun i => i
