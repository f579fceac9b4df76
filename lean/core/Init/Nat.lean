/-
Init.Nat: order and arithmetic of the natural numbers. Names and statements are the official ones; the proofs are ours.
-/
prelude
import Init.Core
set_option linter.unusedVariables false
universe u v w

/-! ## Recursors, in the notation `0` and `n + 1` -/

@[elab_as_elim, induction_eliminator] protected def Nat.recAux {motive : Nat → Sort u} (zero : motive 0)
    (succ : ∀ n, motive n → motive (n + 1)) (t : Nat) : motive t :=
  match t with
  | .zero => zero
  | .succ n => succ n (Nat.recAux zero succ n)

@[elab_as_elim, cases_eliminator] protected abbrev Nat.casesAuxOn {motive : Nat → Sort u} (t : Nat) (zero : motive 0)
    (succ : ∀ n, motive (n + 1)) : motive t :=
  match t with
  | .zero => zero
  | .succ n => succ n

instance (priority := 300) Zero.toOfNat0 {α : Type u} [Zero α] : OfNat α (nat_lit 0) where ofNat := Zero.zero
instance (priority := 200) Zero.ofOfNat0 {α : Type u} [OfNat α (nat_lit 0)] : Zero α where zero := 0
instance (priority := 300) One.toOfNat1 {α : Type u} [One α] : OfNat α (nat_lit 1) where ofNat := One.one
instance (priority := 200) One.ofOfNat1 {α : Type u} [OfNat α (nat_lit 1)] : One α where one := 1

class NeZero {R : Type u} [Zero R] (n : R) : Prop where
  out : n ≠ 0

theorem NeZero.ne {R : Type u} [Zero R] (n : R) [h : NeZero n] : n ≠ 0 := h.out
instance Nat.instNeZeroSucc {n : Nat} : NeZero (n + 1) := ⟨fun h => Nat.noConfusion h⟩

namespace Nat

/-! ## Successors and literals -/

@[simp] theorem zero_eq : Nat.zero = 0 := rfl
@[simp] theorem succ_eq_add_one (n : Nat) : succ n = n + 1 := rfl
theorem add_one (n : Nat) : n + 1 = succ n := rfl
@[simp] theorem add_eq (x y : Nat) : Nat.add x y = x + y := rfl
@[simp] theorem mul_eq (x y : Nat) : Nat.mul x y = x * y := rfl
@[simp] theorem sub_eq (x y : Nat) : Nat.sub x y = x - y := rfl
@[simp] theorem lt_eq (x y : Nat) : Nat.lt x y = (x < y) := rfl
@[simp] theorem le_eq (x y : Nat) : Nat.le x y = (x ≤ y) := rfl
@[simp] theorem pred_zero : pred 0 = 0 := rfl
@[simp] theorem pred_succ (n : Nat) : pred n.succ = n := rfl
theorem add_one_sub_one (n : Nat) : n + 1 - 1 = n := rfl
theorem pred_eq_sub_one (n : Nat) : pred n = n - 1 := rfl
theorem sub_one (n : Nat) : n - 1 = pred n := rfl
theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := fun h => Nat.noConfusion h
@[simp] theorem add_one_ne_zero (n : Nat) : n + 1 ≠ 0 := fun h => Nat.noConfusion h
@[simp] theorem zero_ne_add_one (n : Nat) : 0 ≠ n + 1 := fun h => Nat.noConfusion h
theorem zero_ne_one : 0 ≠ (1 : Nat) := fun h => Nat.noConfusion h
protected theorem add_one_inj {m n : Nat} : m + 1 = n + 1 ↔ m = n := ⟨fun h => Nat.noConfusion h id, congrArg succ⟩
theorem succ_inj {m n : Nat} : succ m = succ n ↔ m = n := Nat.add_one_inj
theorem eq_zero_or_eq_succ_pred : ∀ n, n = 0 ∨ n = succ (pred n)
  | 0 => .inl rfl
  | _ + 1 => .inr rfl
theorem exists_eq_succ_of_ne_zero : ∀ {n}, n ≠ 0 → ∃ k, n = succ k
  | 0, h => absurd rfl h
  | n + 1, _ => ⟨n, rfl⟩
theorem exists_eq_add_one_of_ne_zero : ∀ {n}, n ≠ 0 → ∃ k, n = k + 1 := exists_eq_succ_of_ne_zero
theorem succ_ne_self (n : Nat) : succ n ≠ n := fun h => ne_of_succ_eq n h
  where ne_of_succ_eq : ∀ n : Nat, n + 1 = n → False
    | n + 1, h => ne_of_succ_eq n (succ.inj h)

/-! ## Addition -/

@[simp] protected theorem add_zero (n : Nat) : n + 0 = n := rfl
theorem add_succ (n m : Nat) : n + succ m = succ (n + m) := rfl
@[simp] protected theorem zero_add : ∀ n : Nat, 0 + n = n
  | 0 => rfl
  | n + 1 => congrArg succ (Nat.zero_add n)
theorem succ_add : ∀ n m : Nat, succ n + m = succ (n + m)
  | _, 0 => rfl
  | n, m + 1 => congrArg succ (succ_add n m)
theorem succ_add_eq_add_succ (a b : Nat) : succ a + b = a + succ b := succ_add a b
protected theorem add_comm : ∀ n m : Nat, n + m = m + n
  | n, 0 => (Nat.zero_add n).symm
  | n, m + 1 => (congrArg succ (Nat.add_comm n m)).trans (succ_add m n).symm
protected theorem add_assoc : ∀ n m k : Nat, n + m + k = n + (m + k)
  | _, _, 0 => rfl
  | n, m, k + 1 => congrArg succ (Nat.add_assoc n m k)
protected theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) := by
  rw [← Nat.add_assoc, Nat.add_comm n m, Nat.add_assoc]
protected theorem add_right_comm (n m k : Nat) : n + m + k = n + k + m := by
  rw [Nat.add_assoc, Nat.add_comm m k, Nat.add_assoc]
theorem add_add_add_comm (a b c d : Nat) : (a + b) + (c + d) = (a + c) + (b + d) := by
  rw [Nat.add_assoc, Nat.add_assoc, Nat.add_left_comm b c d]
protected theorem add_left_cancel : ∀ {n m k : Nat}, n + m = n + k → m = k
  | 0, m, k, h => by rw [Nat.zero_add, Nat.zero_add] at h; exact h
  | n + 1, m, k, h => Nat.add_left_cancel (n := n) (succ.inj ((succ_add n m).symm.trans (h.trans (succ_add n k))))
protected theorem add_right_cancel {n m k : Nat} (h : n + m = k + m) : n = k :=
  Nat.add_left_cancel (n := m) (by rw [Nat.add_comm m n, Nat.add_comm m k]; exact h)
@[simp] protected theorem add_left_cancel_iff {m k n : Nat} : n + m = n + k ↔ m = k := ⟨Nat.add_left_cancel, congrArg _⟩
@[simp] protected theorem add_right_cancel_iff {m k n : Nat} : m + n = k + n ↔ m = k := ⟨Nat.add_right_cancel, fun h => h ▸ rfl⟩
protected theorem eq_zero_of_add_eq_zero : ∀ {n m : Nat}, n + m = 0 → n = 0 ∧ m = 0
  | 0, 0, _ => ⟨rfl, rfl⟩
  | _ + 1, 0, h => Nat.noConfusion h
protected theorem eq_zero_of_add_eq_zero_left {n m : Nat} (h : n + m = 0) : m = 0 := (Nat.eq_zero_of_add_eq_zero h).2
protected theorem eq_zero_of_add_eq_zero_right {n m : Nat} (h : n + m = 0) : n = 0 := (Nat.eq_zero_of_add_eq_zero h).1
protected theorem add_eq_zero_iff {n m : Nat} : n + m = 0 ↔ n = 0 ∧ m = 0 :=
  ⟨Nat.eq_zero_of_add_eq_zero, fun h => by rw [h.1, h.2]⟩
attribute [simp] Nat.add_eq_zero_iff
@[simp] protected theorem add_eq_left {a b : Nat} : a + b = a ↔ b = 0 := ⟨fun h => Nat.add_left_cancel (n := a) h, fun h => h ▸ rfl⟩
@[simp] protected theorem add_eq_right {a b : Nat} : a + b = b ↔ a = 0 :=
  ⟨fun h => Nat.add_left_cancel (n := b) ((Nat.add_comm b a).trans h), fun h => by rw [h, Nat.zero_add]⟩
theorem one_add (n : Nat) : 1 + n = succ n := Nat.add_comm 1 n

/-! ## Multiplication -/

@[simp] protected theorem mul_zero (n : Nat) : n * 0 = 0 := rfl
theorem mul_succ (n m : Nat) : n * succ m = n * m + n := rfl
theorem mul_add_one (n m : Nat) : n * (m + 1) = n * m + n := rfl
@[simp] protected theorem zero_mul : ∀ n : Nat, 0 * n = 0
  | 0 => rfl
  | n + 1 => Nat.zero_mul n
theorem succ_mul : ∀ n m : Nat, (succ n) * m = n * m + m
  | _, 0 => rfl
  | n, m + 1 => by
    rw [mul_add_one, succ_mul n m, mul_add_one]
    exact congrArg succ (Nat.add_right_comm (n * m) m n)
theorem add_one_mul (n m : Nat) : (n + 1) * m = n * m + m := succ_mul n m
protected theorem mul_comm : ∀ n m : Nat, n * m = m * n
  | n, 0 => (Nat.zero_mul n).symm
  | n, m + 1 => by rw [mul_add_one, add_one_mul, Nat.mul_comm n m]
@[simp] protected theorem mul_one (n : Nat) : n * 1 = n := Nat.zero_add n
@[simp] protected theorem one_mul (n : Nat) : 1 * n = n := (Nat.mul_comm 1 n).trans (Nat.mul_one n)
protected theorem left_distrib : ∀ n m k : Nat, n * (m + k) = n * m + n * k
  | _, _, 0 => rfl
  | n, m, k + 1 => by
    show n * (m + k) + n = n * m + (n * k + n)
    rw [Nat.left_distrib n m k, Nat.add_assoc]
protected theorem mul_add (n m k : Nat) : n * (m + k) = n * m + n * k := Nat.left_distrib n m k
protected theorem right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [Nat.mul_comm, Nat.left_distrib, Nat.mul_comm k n, Nat.mul_comm k m]
protected theorem add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := Nat.right_distrib n m k
protected theorem mul_assoc : ∀ n m k : Nat, (n * m) * k = n * (m * k)
  | _, _, 0 => rfl
  | n, m, k + 1 => by rw [mul_add_one, mul_add_one, Nat.mul_assoc n m k, Nat.left_distrib]
protected theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← Nat.mul_assoc, Nat.mul_comm n m, Nat.mul_assoc]
protected theorem mul_right_comm (n m k : Nat) : n * m * k = n * k * m := by
  rw [Nat.mul_assoc, Nat.mul_comm m k, Nat.mul_assoc]
protected theorem mul_mul_mul_comm (a b c d : Nat) : (a * b) * (c * d) = (a * c) * (b * d) := by
  rw [Nat.mul_assoc, Nat.mul_assoc, Nat.mul_left_comm b c d]
protected theorem mul_two (n : Nat) : n * 2 = n + n := congrArg (· + n) (Nat.zero_add n)
protected theorem two_mul (n : Nat) : 2 * n = n + n := (Nat.mul_comm 2 n).trans (Nat.mul_two n)

/-! ## Order -/

attribute [simp] Nat.le_refl Nat.zero_le Nat.lt_irrefl Nat.not_lt_zero

@[simp] protected theorem le_rfl {n : Nat} : n ≤ n := Nat.le_refl n
theorem le_of_eq {n m : Nat} (h : n = m) : n ≤ m := h ▸ Nat.le_refl n
protected theorem lt_iff_add_one_le {m n : Nat} : m < n ↔ m + 1 ≤ n := Iff.rfl
theorem lt_iff_le_pred {m n : Nat} : 0 < n → (m < n ↔ m ≤ n - 1) := fun h => match n, h with
  | n + 1, _ => ⟨le_of_lt_succ, lt_succ_of_le⟩
theorem succ_le_of_lt {n m : Nat} (h : n < m) : succ n ≤ m := h
theorem lt_of_succ_le {n m : Nat} (h : succ n ≤ m) : n < m := h
theorem add_one_le_of_lt {n m : Nat} (h : n < m) : n + 1 ≤ m := h
theorem lt_of_add_one_le {n m : Nat} (h : n + 1 ≤ m) : n < m := h
theorem add_one_le_iff {n m : Nat} : n + 1 ≤ m ↔ n < m := Iff.rfl
theorem succ_le {n m : Nat} : succ n ≤ m ↔ n < m := Iff.rfl
protected theorem le_of_lt {n m : Nat} (h : n < m) : n ≤ m := Nat.le_trans (Nat.le_succ n) h
theorem le_of_succ_le {n m : Nat} (h : succ n ≤ m) : n ≤ m := Nat.le_of_lt h
theorem lt_succ {m n : Nat} : m < succ n ↔ m ≤ n := ⟨le_of_lt_succ, lt_succ_of_le⟩
protected theorem lt_add_one_iff {m n : Nat} : m < n + 1 ↔ m ≤ n := lt_succ
theorem lt_succ_iff {m n : Nat} : m < succ n ↔ m ≤ n := lt_succ
attribute [simp] Nat.lt_add_one_iff
theorem le_of_lt_add_one {n m : Nat} : n < m + 1 → n ≤ m := le_of_lt_succ
theorem lt_add_one_of_le {n m : Nat} : n ≤ m → n < m + 1 := lt_succ_of_le
theorem succ_le_succ_iff {a b : Nat} : succ a ≤ succ b ↔ a ≤ b := ⟨le_of_succ_le_succ, succ_le_succ⟩
protected theorem add_one_le_add_one_iff {a b : Nat} : a + 1 ≤ b + 1 ↔ a ≤ b := succ_le_succ_iff
theorem succ_lt_succ {n m : Nat} : n < m → succ n < succ m := succ_le_succ
theorem lt_of_succ_lt_succ {n m : Nat} : succ n < succ m → n < m := le_of_succ_le_succ
theorem succ_lt_succ_iff {a b : Nat} : succ a < succ b ↔ a < b := succ_le_succ_iff
protected theorem add_one_lt_add_one_iff {a b : Nat} : a + 1 < b + 1 ↔ a < b := succ_le_succ_iff
theorem lt.step {n m : Nat} : n < m → n < succ m := le_step
  where le_step {n m : Nat} (h : n ≤ m) : n ≤ succ m := Nat.le.step h
theorem le_step {n m : Nat} (h : n ≤ m) : n ≤ succ m := Nat.le.step h
theorem lt_succ_of_lt {n m : Nat} (h : n < m) : n < succ m := le_step h
theorem lt_add_one_of_lt {n m : Nat} (h : n < m) : n < m + 1 := le_step h
theorem lt_of_succ_lt {n m : Nat} (h : succ n < m) : n < m := Nat.le_of_lt h
theorem lt.base (n : Nat) : n < succ n := Nat.le_refl _
theorem ne_of_gt {a b : Nat} (h : b < a) : a ≠ b := fun e => absurd h (e ▸ Nat.lt_irrefl a)
theorem ne_of_lt {a b : Nat} (h : a < b) : a ≠ b := fun e => absurd h (e ▸ Nat.lt_irrefl a)
theorem ne_of_lt' {a b : Nat} (h : a < b) : b ≠ a := (ne_of_lt h).symm
protected theorem lt_asymm {n m : Nat} (h : n < m) : ¬m < n := fun h' => Nat.lt_irrefl n (Nat.lt_trans h h')
protected theorem not_le_of_gt {n m : Nat} (h : n > m) : ¬n ≤ m := fun h' => Nat.lt_irrefl m (Nat.lt_of_lt_of_le h h')
protected theorem not_le_of_lt {n m : Nat} (h : m < n) : ¬n ≤ m := Nat.not_le_of_gt h
protected theorem not_lt_of_ge {n m : Nat} (h : n ≥ m) : ¬n < m := fun h' => Nat.lt_irrefl n (Nat.lt_of_lt_of_le h' h)
protected theorem not_lt_of_le {n m : Nat} (h : n ≤ m) : ¬m < n := Nat.not_lt_of_ge h
protected theorem ge_of_not_lt {n m : Nat} (h : ¬n < m) : n ≥ m := (Nat.lt_or_ge n m).resolve_left h
protected theorem le_of_not_lt {n m : Nat} (h : ¬n < m) : m ≤ n := Nat.ge_of_not_lt h
protected theorem gt_of_not_le {n m : Nat} (h : ¬n ≤ m) : n > m := Nat.lt_of_not_le h
protected theorem lt_of_not_ge {n m : Nat} (h : ¬n ≥ m) : n < m := Nat.lt_of_not_le h
protected theorem le_of_not_ge {n m : Nat} (h : ¬n ≥ m) : n ≤ m := Nat.le_of_lt (Nat.lt_of_not_le h)
@[simp] protected theorem not_le {n m : Nat} : ¬n ≤ m ↔ m < n := ⟨Nat.gt_of_not_le, Nat.not_le_of_gt⟩
@[simp] protected theorem not_lt {n m : Nat} : ¬n < m ↔ m ≤ n := ⟨Nat.ge_of_not_lt, Nat.not_lt_of_ge⟩
protected theorem le_total (m n : Nat) : m ≤ n ∨ n ≤ m := (Nat.lt_or_ge m n).imp Nat.le_of_lt id
protected theorem lt_trichotomy (a b : Nat) : a < b ∨ a = b ∨ b < a :=
  (Nat.lt_or_ge a b).imp id fun h => (Nat.eq_or_lt_of_le h).imp Eq.symm id
protected theorem lt_or_eq_of_le {n m : Nat} (h : n ≤ m) : n < m ∨ n = m := (Nat.eq_or_lt_of_le h).symm
protected theorem le_iff_lt_or_eq {n m : Nat} : n ≤ m ↔ n < m ∨ n = m := ⟨Nat.lt_or_eq_of_le, fun h => h.elim Nat.le_of_lt le_of_eq⟩
protected theorem lt_or_gt_of_ne {a b : Nat} (ne : a ≠ b) : a < b ∨ a > b := (Nat.lt_trichotomy a b).imp id (Or.resolve_left · ne)
protected theorem lt_or_le (a b : Nat) : a < b ∨ b ≤ a := Nat.lt_or_ge a b
protected theorem le_or_gt (a b : Nat) : a ≤ b ∨ b < a := (Nat.lt_or_ge b a).symm
protected theorem lt_iff_le_and_ne {m n : Nat} : m < n ↔ m ≤ n ∧ m ≠ n := ⟨fun h => ⟨Nat.le_of_lt h, ne_of_lt h⟩, fun h => Nat.lt_of_le_of_ne h.1 h.2⟩
protected theorem lt_iff_le_not_le {m n : Nat} : m < n ↔ m ≤ n ∧ ¬n ≤ m := ⟨fun h => ⟨Nat.le_of_lt h, Nat.not_le_of_gt h⟩, fun h => Nat.lt_of_not_le h.2⟩
protected theorem le_antisymm_iff {a b : Nat} : a = b ↔ a ≤ b ∧ b ≤ a := ⟨fun h => h ▸ ⟨Nat.le_refl _, Nat.le_refl _⟩, fun h => Nat.le_antisymm h.1 h.2⟩
protected theorem ne_iff_lt_or_gt {a b : Nat} : a ≠ b ↔ a < b ∨ a > b := ⟨Nat.lt_or_gt_of_ne, fun h => h.elim ne_of_lt ne_of_gt⟩
theorem eq_zero_of_le_zero {n : Nat} (h : n ≤ 0) : n = 0 := Nat.le_antisymm h (Nat.zero_le n)
@[simp] protected theorem le_zero_eq (a : Nat) : (a ≤ 0) = (a = 0) := propext ⟨eq_zero_of_le_zero, le_of_eq⟩
theorem le_zero {i : Nat} : i ≤ 0 ↔ i = 0 := ⟨eq_zero_of_le_zero, le_of_eq⟩
theorem pos_of_ne_zero {n : Nat} (h : n ≠ 0) : 0 < n := Nat.lt_of_le_of_ne (Nat.zero_le n) (Ne.symm h)
protected theorem pos_iff_ne_zero {n : Nat} : 0 < n ↔ n ≠ 0 := ⟨ne_of_gt, pos_of_ne_zero⟩
theorem ne_zero_of_lt {a b : Nat} (h : b < a) : a ≠ 0 := ne_of_gt (Nat.lt_of_le_of_lt (Nat.zero_le b) h)
theorem pos_of_lt {a b : Nat} (h : a < b) : 0 < b := Nat.lt_of_le_of_lt (Nat.zero_le a) h
protected theorem pos_of_neZero (n : Nat) [NeZero n] : 0 < n := pos_of_ne_zero (NeZero.ne n)
theorem eq_zero_or_pos : ∀ n : Nat, n = 0 ∨ n > 0
  | 0 => .inl rfl
  | n + 1 => .inr (zero_lt_succ n)
theorem eq_of_le_of_lt_succ {n m : Nat} (h₁ : n ≤ m) (h₂ : m < n + 1) : m = n := Nat.le_antisymm (le_of_lt_succ h₂) h₁
@[simp] theorem lt_one_iff {n : Nat} : n < 1 ↔ n = 0 := lt_succ.trans le_zero
theorem zero_lt_one : 0 < (1 : Nat) := zero_lt_succ 0
@[simp] theorem zero_lt_add_one (n : Nat) : 0 < n + 1 := zero_lt_succ n
theorem succ_pred {a : Nat} (h : a ≠ 0) : a.pred.succ = a := match a, h with | _ + 1, _ => rfl
theorem succ_pred_eq_of_pos : ∀ {n}, 0 < n → succ (pred n) = n
  | _ + 1, _ => rfl
theorem sub_one_add_one {a : Nat} (h : a ≠ 0) : a - 1 + 1 = a := succ_pred h
theorem pred_lt : ∀ {n : Nat}, n ≠ 0 → pred n < n
  | 0, h => absurd rfl h
  | n + 1, _ => Nat.lt_succ_self n
theorem sub_one_lt {n : Nat} (h : n ≠ 0) : n - 1 < n := pred_lt h

instance : Trans (α := Nat) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Nat.le_trans⟩
instance : Trans (α := Nat) (· < ·) (· < ·) (· < ·) := ⟨Nat.lt_trans⟩
instance : Trans (α := Nat) (· ≤ ·) (· < ·) (· < ·) := ⟨Nat.lt_of_le_of_lt⟩
instance : Trans (α := Nat) (· < ·) (· ≤ ·) (· < ·) := ⟨Nat.lt_of_lt_of_le⟩

/-! ## Order and addition -/

theorem le.intro {n m k : Nat} (h : n + k = m) : n ≤ m := h ▸ le_add n k
  where le_add (n : Nat) : ∀ k, n ≤ n + k
    | 0 => Nat.le_refl n
    | k + 1 => Nat.le.step (le_add n k)
@[simp] theorem le_add_right (n k : Nat) : n ≤ n + k := le.intro rfl
@[simp] theorem le_add_left (n m : Nat) : n ≤ m + n := Nat.add_comm n m ▸ le_add_right n m
theorem le.dest : ∀ {n m : Nat}, n ≤ m → ∃ k, n + k = m
  | _, _, Nat.le.refl => ⟨0, rfl⟩
  | _, _, Nat.le.step h => match le.dest h with
    | ⟨k, e⟩ => ⟨k + 1, congrArg succ e⟩
theorem exists_eq_add_of_le {m n : Nat} (h : m ≤ n) : ∃ k, n = m + k := match le.dest h with | ⟨k, e⟩ => ⟨k, e.symm⟩
theorem exists_eq_add_of_le' {m n : Nat} (h : m ≤ n) : ∃ k, n = k + m := match le.dest h with | ⟨k, e⟩ => ⟨k, by rw [← e, Nat.add_comm]⟩
theorem exists_eq_add_of_lt {m n : Nat} (h : m < n) : ∃ k, n = m + k + 1 := match le.dest h with
  | ⟨k, e⟩ => ⟨k, by rw [← e, succ_add]⟩
theorem lt_add_left (c : Nat) {a b : Nat} (h : a < b) : a < c + b := Nat.lt_of_lt_of_le h (le_add_left b c)
theorem lt_add_right (c : Nat) {a b : Nat} (h : a < b) : a < b + c := Nat.lt_of_lt_of_le h (le_add_right b c)
theorem lt_add_of_pos_right {k n : Nat} (h : 0 < k) : n < n + k := match k, h with | k + 1, _ => lt_succ_of_le (le_add_right n k)
theorem lt_add_of_pos_left {k n : Nat} (h : 0 < k) : n < k + n := Nat.add_comm n k ▸ lt_add_of_pos_right h
theorem le_of_add_right_le {n m k : Nat} (h : n + k ≤ m) : n ≤ m := Nat.le_trans (le_add_right n k) h
theorem le_of_add_left_le {n m k : Nat} (h : k + n ≤ m) : n ≤ m := Nat.le_trans (le_add_left n k) h
theorem le_add_right_of_le {n m k : Nat} (h : n ≤ m) : n ≤ m + k := Nat.le_trans h (le_add_right m k)
theorem le_add_left_of_le {n m k : Nat} (h : n ≤ m) : n ≤ k + m := Nat.le_trans h (le_add_left m k)
protected theorem add_le_add_left {n m : Nat} (h : n ≤ m) (k : Nat) : k + n ≤ k + m := match le.dest h with
  | ⟨w, e⟩ => le.intro (k := w) (by rw [Nat.add_assoc, e])
protected theorem add_le_add_right {n m : Nat} (h : n ≤ m) (k : Nat) : n + k ≤ m + k := by
  rw [Nat.add_comm n k, Nat.add_comm m k]
  exact Nat.add_le_add_left h k
protected theorem add_lt_add_left {n m : Nat} (h : n < m) (k : Nat) : k + n < k + m := Nat.add_le_add_left h k
protected theorem add_lt_add_right {n m : Nat} (h : n < m) (k : Nat) : n + k < m + k := by
  rw [Nat.add_comm n k, Nat.add_comm m k]
  exact Nat.add_lt_add_left h k
protected theorem add_le_add {a b c d : Nat} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d :=
  Nat.le_trans (Nat.add_le_add_right h₁ c) (Nat.add_le_add_left h₂ b)
protected theorem add_lt_add {a b c d : Nat} (h₁ : a < b) (h₂ : c < d) : a + c < b + d :=
  Nat.lt_trans (Nat.add_lt_add_right h₁ c) (Nat.add_lt_add_left h₂ b)
protected theorem add_lt_add_of_le_of_lt {a b c d : Nat} (h₁ : a ≤ b) (h₂ : c < d) : a + c < b + d :=
  Nat.lt_of_le_of_lt (Nat.add_le_add_right h₁ c) (Nat.add_lt_add_left h₂ b)
protected theorem add_lt_add_of_lt_of_le {a b c d : Nat} (h₁ : a < b) (h₂ : c ≤ d) : a + c < b + d :=
  Nat.lt_of_lt_of_le (Nat.add_lt_add_right h₁ c) (Nat.add_le_add_left h₂ b)
protected theorem le_of_add_le_add_left : ∀ {a b c : Nat}, a + b ≤ a + c → b ≤ c
  | 0, b, c, h => by rw [Nat.zero_add, Nat.zero_add] at h; exact h
  | a + 1, b, c, h => Nat.le_of_add_le_add_left (a := a) (by rw [add_one, succ_add, succ_add] at h; exact le_of_succ_le_succ h)
protected theorem le_of_add_le_add_right {a b c : Nat} (h : a + b ≤ c + b) : a ≤ c :=
  Nat.le_of_add_le_add_left (a := b) (by rw [Nat.add_comm b a, Nat.add_comm b c]; exact h)
@[simp] protected theorem add_le_add_iff_left {m k n : Nat} : n + m ≤ n + k ↔ m ≤ k := ⟨Nat.le_of_add_le_add_left, fun h => Nat.add_le_add_left h n⟩
@[simp] protected theorem add_le_add_iff_right {m k n : Nat} : m + n ≤ k + n ↔ m ≤ k := ⟨Nat.le_of_add_le_add_right, fun h => Nat.add_le_add_right h n⟩
protected theorem lt_of_add_lt_add_left {n k m : Nat} (h : n + k < n + m) : k < m := Nat.le_of_add_le_add_left (a := n) h
protected theorem lt_of_add_lt_add_right {n k m : Nat} (h : k + n < m + n) : k < m :=
  Nat.lt_of_add_lt_add_left (n := n) (by rw [Nat.add_comm n k, Nat.add_comm n m]; exact h)
@[simp] protected theorem add_lt_add_iff_left {k n m : Nat} : k + n < k + m ↔ n < m := ⟨Nat.lt_of_add_lt_add_left, fun h => Nat.add_lt_add_left h k⟩
@[simp] protected theorem add_lt_add_iff_right {k n m : Nat} : n + k < m + k ↔ n < m := ⟨Nat.lt_of_add_lt_add_right, fun h => Nat.add_lt_add_right h k⟩
theorem lt_of_le_pred {n m : Nat} (h : 0 < m) : n ≤ pred m → n < m := fun h' => match m, h with | m + 1, _ => lt_succ_of_le h'

/-! ## Order and multiplication -/

protected theorem mul_le_mul_left {m n : Nat} (k : Nat) (h : m ≤ n) : k * m ≤ k * n := match le.dest h with
  | ⟨w, e⟩ => le.intro (k := k * w) (by rw [← Nat.left_distrib, e])
protected theorem mul_le_mul_right {m n : Nat} (k : Nat) (h : m ≤ n) : m * k ≤ n * k := by
  rw [Nat.mul_comm m k, Nat.mul_comm n k]
  exact Nat.mul_le_mul_left k h
protected theorem mul_le_mul {n₁ m₁ n₂ m₂ : Nat} (h₁ : n₁ ≤ n₂) (h₂ : m₁ ≤ m₂) : n₁ * m₁ ≤ n₂ * m₂ :=
  Nat.le_trans (Nat.mul_le_mul_right m₁ h₁) (Nat.mul_le_mul_left n₂ h₂)
protected theorem mul_lt_mul_of_pos_left {m n k : Nat} (h : m < n) (hk : k > 0) : k * m < k * n :=
  Nat.lt_of_lt_of_le (lt_add_of_pos_right hk) (mul_add_one k m ▸ Nat.mul_le_mul_left k h)
protected theorem mul_lt_mul_of_pos_right {m n k : Nat} (h : m < n) (hk : k > 0) : m * k < n * k := by
  rw [Nat.mul_comm m k, Nat.mul_comm n k]
  exact Nat.mul_lt_mul_of_pos_left h hk
protected theorem pos_of_mul_pos_left {m n : Nat} (h : 0 < m * n) : 0 < n := pos_of_ne_zero fun e => by
  rw [e] at h
  exact Nat.lt_irrefl 0 h
protected theorem eq_of_mul_eq_mul_left {m k n : Nat} (hn : 0 < n) (h : n * m = n * k) : m = k :=
  (Nat.lt_trichotomy m k).elim (fun lt => absurd h (ne_of_lt (Nat.mul_lt_mul_of_pos_left lt hn)))
    fun h' => h'.elim id fun gt => absurd h (ne_of_gt (Nat.mul_lt_mul_of_pos_left gt hn))
protected theorem eq_of_mul_eq_mul_right {n k m : Nat} (hm : 0 < m) (h : n * m = k * m) : n = k :=
  Nat.eq_of_mul_eq_mul_left hm (by rw [Nat.mul_comm m n, Nat.mul_comm m k]; exact h)
protected theorem le_of_mul_le_mul_left {a b c : Nat} (h : c * a ≤ c * b) (hc : 0 < c) : a ≤ b :=
  Nat.le_of_not_lt fun h' => Nat.not_le_of_gt (Nat.mul_lt_mul_of_pos_left h' hc) h
protected theorem lt_of_mul_lt_mul_left {a b c : Nat} (h : a * b < a * c) : b < c :=
  Nat.lt_of_not_le fun h' => Nat.not_le_of_gt h (Nat.mul_le_mul_left a h')
protected theorem mul_eq_zero : ∀ {m n : Nat}, n * m = 0 ↔ n = 0 ∨ m = 0
  | 0, _ => ⟨fun _ => .inr rfl, fun _ => rfl⟩
  | m + 1, n => ⟨fun h => .inl (Nat.eq_zero_of_add_eq_zero h).2, fun h => h.elim (fun e => by rw [e, Nat.zero_mul]) (fun e => Nat.noConfusion e)⟩
attribute [simp] Nat.mul_eq_zero
protected theorem le_mul_of_pos_right {m : Nat} (n : Nat) (h : 0 < m) : n ≤ n * m := Nat.le_trans (le_of_eq (Nat.mul_one n).symm) (Nat.mul_le_mul_left n h)
protected theorem le_mul_of_pos_left {n : Nat} (m : Nat) (h : 0 < n) : m ≤ n * m := Nat.mul_comm m n ▸ Nat.le_mul_of_pos_right m h
protected theorem mul_self_le_mul_self {m n : Nat} (h : m ≤ n) : m * m ≤ n * n := Nat.mul_le_mul h h
protected theorem mul_self_lt_mul_self {m n : Nat} (h : m < n) : m * m < n * n :=
  Nat.lt_of_le_of_lt (Nat.mul_le_mul_left m (Nat.le_of_lt h)) (Nat.mul_lt_mul_of_pos_right h (pos_of_lt h))

/-! ## Subtraction -/

@[simp] protected theorem sub_zero (n : Nat) : n - 0 = n := rfl
theorem sub_succ (n m : Nat) : n - succ m = pred (n - m) := rfl
theorem sub_add_eq (a b : Nat) : ∀ c, a - (b + c) = a - b - c
  | 0 => rfl
  | c + 1 => congrArg pred (sub_add_eq a b c)
protected theorem succ_sub_succ (n m : Nat) : succ n - succ m = n - m := succ_sub_succ_eq_sub n m
@[simp] protected theorem add_sub_add_right_one (n m : Nat) : (n + 1) - (m + 1) = n - m := succ_sub_succ_eq_sub n m
@[simp] protected theorem sub_self : ∀ n : Nat, n - n = 0
  | 0 => rfl
  | n + 1 => (succ_sub_succ_eq_sub n n).trans (Nat.sub_self n)
@[simp] protected theorem zero_sub : ∀ n : Nat, 0 - n = 0
  | 0 => rfl
  | n + 1 => congrArg pred (Nat.zero_sub n)
@[simp] protected theorem add_sub_cancel (n : Nat) : ∀ m : Nat, n + m - m = n
  | 0 => rfl
  | m + 1 => (succ_sub_succ_eq_sub (n + m) m).trans (Nat.add_sub_cancel n m)
@[simp] protected theorem add_sub_cancel_left (n m : Nat) : n + m - n = m := Nat.add_comm n m ▸ Nat.add_sub_cancel m n
protected theorem add_sub_add_right (n k m : Nat) : (n + k) - (m + k) = n - m := by
  rw [Nat.add_comm m k, sub_add_eq, Nat.add_sub_cancel]
protected theorem add_sub_add_left (k n m : Nat) : (k + n) - (k + m) = n - m := by
  rw [Nat.add_comm k n, Nat.add_comm k m, Nat.add_sub_add_right]
attribute [simp] Nat.add_sub_add_right Nat.add_sub_add_left
@[simp] protected theorem sub_add_cancel {n m : Nat} (h : m ≤ n) : n - m + m = n := match le.dest h with
  | ⟨k, e⟩ => by rw [← e, Nat.add_sub_cancel_left, Nat.add_comm]
protected theorem add_sub_of_le {a b : Nat} (h : a ≤ b) : a + (b - a) = b := (Nat.add_comm _ _).trans (Nat.sub_add_cancel h)
protected theorem add_sub_assoc {m k : Nat} (h : k ≤ m) (n : Nat) : n + m - k = n + (m - k) := match le.dest h with
  | ⟨w, e⟩ => by rw [← e, Nat.add_sub_cancel_left, Nat.add_left_comm, Nat.add_sub_cancel_left]
protected theorem sub_add_comm {n m k : Nat} (h : k ≤ n) : n + m - k = n - k + m := by
  rw [Nat.add_comm n m, Nat.add_sub_assoc h, Nat.add_comm]
protected theorem sub_eq_zero_of_le {n m : Nat} (h : n ≤ m) : n - m = 0 := match le.dest h with
  | ⟨k, e⟩ => by rw [← e, sub_add_eq, Nat.sub_self, Nat.zero_sub]
protected theorem le_of_sub_eq_zero : ∀ {n m : Nat}, n - m = 0 → n ≤ m
  | 0, m, _ => Nat.zero_le m
  | n + 1, 0, h => Nat.noConfusion h
  | n + 1, m + 1, h => succ_le_succ (Nat.le_of_sub_eq_zero ((succ_sub_succ_eq_sub n m).symm.trans h))
protected theorem sub_eq_zero_iff_le {n m : Nat} : n - m = 0 ↔ n ≤ m := ⟨Nat.le_of_sub_eq_zero, Nat.sub_eq_zero_of_le⟩
protected theorem sub_pos_of_lt {m n : Nat} (h : m < n) : 0 < n - m := pos_of_ne_zero fun e => Nat.not_le_of_gt h (Nat.le_of_sub_eq_zero e)
protected theorem lt_of_sub_pos {m n : Nat} (h : 0 < n - m) : m < n := Nat.lt_of_not_le fun h' => ne_of_gt h (Nat.sub_eq_zero_of_le h')
@[simp] protected theorem sub_pos_iff_lt {n m : Nat} : 0 < n - m ↔ m < n := ⟨Nat.lt_of_sub_pos, Nat.sub_pos_of_lt⟩
protected theorem sub_le_sub_right {n m : Nat} (h : n ≤ m) : ∀ k, n - k ≤ m - k
  | 0 => h
  | k + 1 => pred_le_pred (Nat.sub_le_sub_right h k)
protected theorem sub_le_sub_left {n m : Nat} (h : n ≤ m) (k : Nat) : k - m ≤ k - n := match le.dest h with
  | ⟨w, e⟩ => by rw [← e, sub_add_eq]; exact sub_le _ _
protected theorem sub_lt_of_pos_le {a b : Nat} (h₀ : 0 < a) (h₁ : a ≤ b) : b - a < b := sub_lt (Nat.lt_of_lt_of_le h₀ h₁) h₀
protected theorem sub_le_iff_le_add {a b c : Nat} : a - b ≤ c ↔ a ≤ c + b :=
  ⟨fun h => (Nat.le_total a b).elim (fun h' => Nat.le_trans h' (le_add_left b c)) fun h' => by
     rw [← Nat.sub_add_cancel h']
     exact Nat.add_le_add_right h b,
   fun h => Nat.add_sub_cancel c b ▸ Nat.sub_le_sub_right h b⟩
protected theorem sub_le_iff_le_add' {a b c : Nat} : a - b ≤ c ↔ a ≤ b + c := Nat.add_comm c b ▸ Nat.sub_le_iff_le_add
protected theorem le_sub_iff_add_le {x y k : Nat} (h : k ≤ y) : x ≤ y - k ↔ x + k ≤ y :=
  ⟨fun h' => Nat.sub_add_cancel h ▸ Nat.add_le_add_right h' k, fun h' => Nat.add_sub_cancel x k ▸ Nat.sub_le_sub_right h' k⟩
protected theorem le_sub_of_add_le {a b c : Nat} (h : a + b ≤ c) : a ≤ c - b := Nat.add_sub_cancel a b ▸ Nat.sub_le_sub_right h b
protected theorem add_le_of_le_sub {a b c : Nat} (hle : b ≤ c) (h : a ≤ c - b) : a + b ≤ c := (Nat.le_sub_iff_add_le hle).mp h
protected theorem lt_sub_of_add_lt {a b c : Nat} (h : a + b < c) : a < c - b := Nat.le_sub_of_add_le (succ_add a b ▸ h)
protected theorem add_lt_of_lt_sub {a b c : Nat} (h : a < c - b) : a + b < c := by
  have hb : b ≤ c := Nat.le_of_lt (Nat.lt_of_sub_pos (pos_of_lt h))
  have := (Nat.le_sub_iff_add_le hb).mp h
  rwa [succ_add] at this
protected theorem lt_sub_iff_add_lt {a b c : Nat} : a < c - b ↔ a + b < c := ⟨Nat.add_lt_of_lt_sub, Nat.lt_sub_of_add_lt⟩
protected theorem sub_sub (n m k : Nat) : n - m - k = n - (m + k) := (sub_add_eq n m k).symm
protected theorem sub_right_comm (m n k : Nat) : m - n - k = m - k - n := by rw [Nat.sub_sub, Nat.sub_sub, Nat.add_comm]
protected theorem sub_sub_self {n m : Nat} (h : m ≤ n) : n - (n - m) = m := match le.dest h with
  | ⟨k, e⟩ => by rw [← e, Nat.add_sub_cancel_left, Nat.add_sub_cancel]
protected theorem sub_mul : ∀ n m k : Nat, (n - m) * k = n * k - m * k
  | _, 0, k => by rw [Nat.zero_mul]; rfl
  | 0, m + 1, k => by rw [Nat.zero_sub, Nat.zero_mul, Nat.zero_sub]
  | n + 1, m + 1, k => by rw [succ_sub_succ_eq_sub, Nat.sub_mul n m k, add_one_mul, add_one_mul, Nat.add_sub_add_right]
protected theorem mul_sub (k m n : Nat) : k * (m - n) = k * m - k * n := by
  rw [Nat.mul_comm, Nat.sub_mul, Nat.mul_comm m k, Nat.mul_comm n k]
protected theorem mul_sub_one (n m : Nat) : n * (m - 1) = n * m - n := by rw [Nat.mul_sub, Nat.mul_one]
protected theorem eq_sub_of_add_eq {a b c : Nat} (h : a + b = c) : a = c - b := h ▸ (Nat.add_sub_cancel a b).symm
protected theorem sub_eq_of_eq_add {a b c : Nat} (h : a = c + b) : a - b = c := h ▸ Nat.add_sub_cancel c b
protected theorem sub_ne_zero_of_lt {a b : Nat} (h : a < b) : b - a ≠ 0 := ne_of_gt (Nat.sub_pos_of_lt h)

/-! ## Minimum and maximum -/

instance : Max Nat := maxOfLe

protected theorem min_def {n m : Nat} : min n m = if n ≤ m then n else m := rfl
protected theorem max_def {n m : Nat} : max n m = if n ≤ m then m else n := rfl
protected theorem min_le_left (a b : Nat) : min a b ≤ a := by
  rw [Nat.min_def]; split
  · exact Nat.le_refl a
  · next h => exact Nat.le_of_not_ge h
protected theorem min_le_right (a b : Nat) : min a b ≤ b := by
  rw [Nat.min_def]; split
  · assumption
  · exact Nat.le_refl b
protected theorem le_max_left (a b : Nat) : a ≤ max a b := by
  rw [Nat.max_def]; split
  · assumption
  · exact Nat.le_refl a
protected theorem le_max_right (a b : Nat) : b ≤ max a b := by
  rw [Nat.max_def]; split
  · exact Nat.le_refl b
  · next h => exact Nat.le_of_not_ge h
protected theorem min_eq_left {a b : Nat} (h : a ≤ b) : min a b = a := if_pos h
protected theorem min_eq_right {a b : Nat} (h : b ≤ a) : min a b = b := Nat.le_antisymm (Nat.min_le_right a b) (by
  rw [Nat.min_def]; split
  · exact h
  · exact Nat.le_refl b)
protected theorem max_eq_right {a b : Nat} (h : a ≤ b) : max a b = b := if_pos h
protected theorem max_eq_left {a b : Nat} (h : b ≤ a) : max a b = a := Nat.le_antisymm (by
  rw [Nat.max_def]; split
  · exact h
  · exact Nat.le_refl a) (Nat.le_max_left a b)
protected theorem le_min {a b c : Nat} : a ≤ min b c ↔ a ≤ b ∧ a ≤ c :=
  ⟨fun h => ⟨Nat.le_trans h (Nat.min_le_left b c), Nat.le_trans h (Nat.min_le_right b c)⟩,
   fun h => by rw [Nat.min_def]; split; exact h.1; exact h.2⟩
protected theorem max_le {a b c : Nat} : max a b ≤ c ↔ a ≤ c ∧ b ≤ c :=
  ⟨fun h => ⟨Nat.le_trans (Nat.le_max_left a b) h, Nat.le_trans (Nat.le_max_right a b) h⟩,
   fun h => by rw [Nat.max_def]; split; exact h.2; exact h.1⟩
protected theorem max_comm (a b : Nat) : max a b = max b a :=
  Nat.le_antisymm (Nat.max_le.mpr ⟨Nat.le_max_right b a, Nat.le_max_left b a⟩) (Nat.max_le.mpr ⟨Nat.le_max_right a b, Nat.le_max_left a b⟩)
protected theorem min_comm (a b : Nat) : min a b = min b a :=
  Nat.le_antisymm (Nat.le_min.mpr ⟨Nat.min_le_right a b, Nat.min_le_left a b⟩) (Nat.le_min.mpr ⟨Nat.min_le_right b a, Nat.min_le_left b a⟩)
protected theorem min_self (a : Nat) : min a a = a := Nat.min_eq_left (Nat.le_refl a)
protected theorem max_self (a : Nat) : max a a = a := Nat.max_eq_right (Nat.le_refl a)
attribute [simp] Nat.min_self Nat.max_self

end Nat

/-! ## What Lean's simplification procedures of Nat look up -/

theorem Nat.succ_sub_one (n : Nat) : succ n - 1 = n := rfl
theorem Nat.add_one_pos (n : Nat) : 0 < n + 1 := zero_lt_succ n
@[simp] theorem Nat.succ_pos' {n : Nat} : 0 < succ n := succ_pos n
theorem Nat.ne_zero_iff_zero_lt {n : Nat} : n ≠ 0 ↔ 0 < n := Nat.pos_iff_ne_zero.symm
