/-
Init.NatMore: what combinatorics and number theory ask of Nat beyond the first lemmas: coprime numbers, growth of powers, more
about subtraction.
-/
prelude
import Init.NatBits
set_option linter.unusedVariables false

namespace Nat

/-! ## Order and subtraction -/

protected theorem add_sub_cancel' {n m : Nat} (h : m ≤ n) : m + (n - m) = n := Nat.add_sub_of_le h
theorem succ_le_iff {m n : Nat} : succ m ≤ n ↔ m < n := Iff.rfl
theorem le_sub_one_of_lt {a b : Nat} (h : a < b) : a ≤ b - 1 := Nat.le_sub_of_add_le h
theorem sub_one_lt_of_lt {n m : Nat} (h : m < n) : n - 1 < n := sub_one_lt (ne_zero_of_lt h)
protected theorem sub_lt_sub_right {a b c : Nat} (h : c ≤ a) (hab : a < b) : a - c < b - c :=
  Nat.lt_sub_of_add_lt (by rw [Nat.sub_add_cancel h]; exact hab)
protected theorem sub_lt_sub_left : ∀ {k m n : Nat}, k < m → k < n → m - n < m - k
  | k, m, n, h₁, h₂ => match le.dest h₂ with
    | ⟨w, e⟩ => by
      rw [← e, succ_add, ← add_succ, sub_add_eq]
      exact sub_lt (Nat.sub_pos_of_lt h₁) (zero_lt_succ w)
protected theorem sub_lt_of_lt {a b c : Nat} (h : a < c) : a - b < c := Nat.lt_of_le_of_lt (sub_le a b) h
protected theorem le_of_le_of_sub_le_sub_right {n m k : Nat} (h₀ : k ≤ m) (h₁ : n - k ≤ m - k) : n ≤ m := by
  rw [← Nat.sub_add_cancel h₀]
  exact Nat.sub_le_iff_le_add.mp h₁
protected theorem sub_left_inj {a b c : Nat} (h1 : c ≤ a) (h2 : c ≤ b) : a - c = b - c ↔ a = b :=
  ⟨fun e => by rw [← Nat.sub_add_cancel h1, e, Nat.sub_add_cancel h2], fun e => e ▸ rfl⟩
protected theorem add_sub_cancel_right (n m : Nat) : (n + m) - m = n := Nat.add_sub_cancel n m
protected theorem eq_add_of_sub_eq {a b c : Nat} (h : b ≤ a) (h2 : a - b = c) : a = c + b := by rw [← h2, Nat.sub_add_cancel h]
protected theorem sub_eq_iff_eq_add {a b c : Nat} (h : b ≤ a) : a - b = c ↔ a = c + b := ⟨Nat.eq_add_of_sub_eq h, Nat.sub_eq_of_eq_add⟩

/-! ## Powers -/

theorem one_le_two_pow {n : Nat} : 1 ≤ 2 ^ n := Nat.two_pow_pos n
protected theorem pow_lt_pow_left {a b : Nat} (h : a < b) : ∀ {n : Nat}, n ≠ 0 → a ^ n < b ^ n
  | 0, h0 => absurd rfl h0
  | n + 1, _ => Nat.lt_of_le_of_lt (Nat.mul_le_mul_right a (pow_le_pow_left (Nat.le_of_lt h) n))
      (Nat.mul_lt_mul_of_pos_left h (Nat.pow_pos (pos_of_lt h)))
protected theorem pow_lt_pow_right {a n m : Nat} (ha : 1 < a) (h : m < n) : a ^ m < a ^ n := by
  have pos : 0 < a ^ m := Nat.pow_pos (Nat.lt_trans zero_lt_one ha)
  refine Nat.lt_of_lt_of_le ?_ (pow_le_pow_right (Nat.lt_trans zero_lt_one ha) h)
  rw [pow_succ]
  exact Nat.lt_of_le_of_lt (le_of_eq (Nat.mul_one _).symm) (Nat.mul_lt_mul_of_pos_left ha pos)
theorem pow_dvd_pow {m n : Nat} (a : Nat) (h : m ≤ n) : a ^ m ∣ a ^ n := match le.dest h with
  | ⟨k, e⟩ => ⟨a ^ k, by rw [← e, Nat.pow_add]⟩

/-! ## Multiples and divisors -/

theorem gcd_mul_left (m n k : Nat) : gcd (m * n) (m * k) = m * gcd n k := by
  apply gcd.induction (P := fun n k => gcd (m * n) (m * k) = m * gcd n k) n k
  · intro k
    rw [Nat.mul_zero, gcd_zero_left, gcd_zero_left]
  · intro n k hn ih
    have split : m * k % (m * n) = m * (k % n) := by
      have h : m * k = m * (k % n) + m * n * (k / n) := by
        rw [Nat.mul_assoc, ← Nat.left_distrib, mod_add_div]
      by_cases hm : m = 0
      · rw [hm, Nat.zero_mul, Nat.zero_mul, Nat.zero_mul]
      · rw [h, add_mul_mod_self_left]
        exact mod_eq_of_lt (Nat.mul_lt_mul_of_pos_left (mod_lt k hn) (pos_of_ne_zero hm))
    rw [gcd_rec, split, ih, ← gcd_rec]
theorem gcd_mul_right (m n k : Nat) : gcd (m * n) (k * n) = gcd m k * n := by
  rw [Nat.mul_comm m n, Nat.mul_comm k n, gcd_mul_left, Nat.mul_comm]
theorem gcd_pos_of_pos_left {m : Nat} (n : Nat) (h : 0 < m) : 0 < gcd m n := pos_of_ne_zero fun e =>
  ne_of_gt h (Nat.eq_zero_of_zero_dvd (e ▸ gcd_dvd_left m n))
theorem gcd_assoc (m n k : Nat) : gcd (gcd m n) k = gcd m (gcd n k) := Nat.dvd_antisymm
  (dvd_gcd (Nat.dvd_trans (gcd_dvd_left _ _) (gcd_dvd_left _ _))
    (dvd_gcd (Nat.dvd_trans (gcd_dvd_left _ _) (gcd_dvd_right _ _)) (gcd_dvd_right _ _)))
  (dvd_gcd (dvd_gcd (gcd_dvd_left _ _) (Nat.dvd_trans (gcd_dvd_right _ _) (gcd_dvd_left _ _)))
    (Nat.dvd_trans (gcd_dvd_right _ _) (gcd_dvd_right _ _)))

/-- Without a common divisor but 1. -/
@[reducible] def Coprime (m n : Nat) : Prop := gcd m n = 1

instance (m n : Nat) : Decidable (Coprime m n) := inferInstanceAs (Decidable (gcd m n = 1))

theorem coprime_iff_gcd_eq_one {m n : Nat} : gcd m n = 1 ↔ Coprime m n := Iff.rfl
theorem Coprime.gcd_eq_one {m n : Nat} : Coprime m n → gcd m n = 1 := id
theorem Coprime.symm {n m : Nat} (h : Coprime n m) : Coprime m n := (gcd_comm m n).trans h
theorem coprime_comm {n m : Nat} : Coprime n m ↔ Coprime m n := ⟨Coprime.symm, Coprime.symm⟩
theorem Coprime.dvd_of_dvd_mul_right {k n m : Nat} (H1 : Coprime k n) (H2 : k ∣ m * n) : k ∣ m := by
  have h := dvd_gcd (Nat.dvd_mul_left k m) H2
  rwa [gcd_mul_left, H1.gcd_eq_one, Nat.mul_one] at h
theorem Coprime.dvd_of_dvd_mul_left {k m n : Nat} (H1 : Coprime k m) (H2 : k ∣ m * n) : k ∣ n :=
  H1.dvd_of_dvd_mul_right (Nat.mul_comm m n ▸ H2)
theorem Coprime.mul_dvd_of_dvd_of_dvd {n a m : Nat} (H1 : Coprime n m) (H2 : n ∣ a) (H3 : m ∣ a) : n * m ∣ a := match H2 with
  | ⟨b, hb⟩ => by
    rw [hb] at H3 ⊢
    exact Nat.mul_dvd_mul (Nat.dvd_refl n) (H1.symm.dvd_of_dvd_mul_left H3)
theorem Coprime.mul_left {m n k : Nat} (H1 : Coprime m k) (H2 : Coprime n k) : Coprime (m * n) k := by
  have d1 : gcd (m * n) k ∣ m * n := gcd_dvd_left _ _
  have c : Coprime (gcd (m * n) k) m := eq_one_of_dvd_one (H1.gcd_eq_one ▸
    dvd_gcd (gcd_dvd_right _ _) (Nat.dvd_trans (gcd_dvd_left _ _) (gcd_dvd_right _ _)))
  exact eq_one_of_dvd_one (H2.gcd_eq_one ▸ dvd_gcd (c.dvd_of_dvd_mul_left d1) (gcd_dvd_right _ _))

/-! ## What simp asks for to decide `m ∣ n` -/

theorem dvd_eq_true_of_mod_eq_zero {m n : Nat} (h : n % m == 0) : (m ∣ n) = True := eq_true (dvd_of_mod_eq_zero (eq_of_beq h))
theorem dvd_eq_false_of_mod_ne_zero {m n : Nat} (h : n % m != 0) : (m ∣ n) = False :=
  eq_false fun d => bne_iff_ne.mp h (mod_eq_zero_of_dvd d)

/-! ## Even and odd, as remainders -/

private theorem odd_iff {n : Nat} : n % 2 = 1 ↔ ¬n % 2 = 0 :=
  ⟨fun h e => by rw [h] at e; exact Nat.noConfusion e, fun h => (mod_two_eq_zero_or_one n).resolve_left h⟩
theorem mod_two_ne_zero {n : Nat} : ¬n % 2 = 0 ↔ n % 2 = 1 := odd_iff.symm
theorem mod_two_ne_one {n : Nat} : ¬n % 2 = 1 ↔ n % 2 = 0 :=
  ⟨fun h => (mod_two_eq_zero_or_one n).resolve_right h, fun h e => by rw [h] at e; exact Nat.noConfusion e⟩

end Nat
