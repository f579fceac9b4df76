/-
Facts on natural numbers that the chapters use.
-/

namespace Monochromatic

/-- Division with remainder is unique. -/
theorem div_mod_unique {a q r q' r' : Nat} (hr : r < a) (hr' : r' < a) (h : a * q + r = a * q' + r') :
    q = q' ∧ r = r' := by
  have ha : 0 < a := Nat.lt_of_le_of_lt (Nat.zero_le r) hr
  have quotient : ∀ q r, r < a → (a * q + r) / a = q := by
    intro q r hr
    rw [Nat.add_comm, Nat.add_mul_div_left r q ha, Nat.div_eq_of_lt hr, Nat.zero_add]
  have e : q = q' := (quotient q r hr).symm.trans ((congrArg (· / a) h).trans (quotient q' r' hr'))
  subst e
  exact ⟨rfl, Nat.add_left_cancel h⟩

/-- The sum of two numbers that are written as multiple and remainder. -/
theorem mul_add_add_add (a q r q' r' : Nat) : a * (q + q') + (r + r') = (a * q + r) + (a * q' + r') := by
  rw [Nat.mul_add, Nat.add_add_add_comm]

theorem two_mul_add_one (n : Nat) : 2 * n + 1 = n + n + 1 :=
  congrArg (· + 1) (Nat.two_mul n)

/-- A colour other than `r`, numbered as if `r` did not exist. -/
def squeeze (r v : Nat) : Nat :=
  if v < r then v else v - 1

theorem squeeze_lt {k r v : Nat} (hr : r < k + 1) (hv : v < k + 1) (ne : v ≠ r) : squeeze r v < k := by
  by_cases h : v < r
  · rw [squeeze, if_pos h]
    exact Nat.lt_of_lt_of_le h (Nat.le_of_lt_succ hr)
  · rw [squeeze, if_neg h]
    have pos : 1 ≤ v := Nat.lt_of_le_of_lt (Nat.zero_le r) (Nat.lt_of_le_of_ne (Nat.le_of_not_lt h) ne.symm)
    apply Nat.lt_of_add_lt_add_right (n := 1)
    rw [Nat.sub_add_cancel pos]
    exact hv

theorem squeeze_inj {r v w : Nat} (hv : v ≠ r) (hw : w ≠ r) (h : squeeze r v = squeeze r w) : v = w := by
  have above : ∀ {x}, x ≠ r → ¬x < r → r ≤ x - 1 ∧ x - 1 + 1 = x := by
    intro x ne h
    have lt : r < x := Nat.lt_of_le_of_ne (Nat.le_of_not_lt h) ne.symm
    exact ⟨Nat.le_sub_of_add_le lt, Nat.sub_add_cancel (Nat.le_trans (Nat.le_add_left 1 r) lt)⟩
  by_cases h1 : v < r <;> by_cases h2 : w < r
  · rw [squeeze, squeeze, if_pos h1, if_pos h2] at h
    exact h
  · rw [squeeze, squeeze, if_pos h1, if_neg h2] at h
    exact absurd (h ▸ (above hw h2).1) (Nat.not_le_of_gt h1)
  · rw [squeeze, squeeze, if_neg h1, if_pos h2] at h
    exact absurd (h ▸ (above hv h1).1) (Nat.not_le_of_gt h2)
  · rw [squeeze, squeeze, if_neg h1, if_neg h2] at h
    rw [← (above hv h1).2, h, (above hw h2).2]

/-- Where a property holds of `n`, there is a least number of which it holds. -/
theorem exists_least {P : Nat → Prop} (n : Nat) (h : P n) : ∃ m, m ≤ n ∧ P m ∧ ∀ r, r < m → ¬P r := by
  apply Classical.byContradiction
  intro no
  have none : ∀ m, ∀ r, r < m → r ≤ n → ¬P r := by
    intro m
    induction m with
    | zero => exact fun r hr => absurd hr (Nat.not_lt_zero r)
    | succ m ih =>
      intro r hr hn hP
      exact no ⟨r, hn, hP, fun r' hr' => ih r' (Nat.lt_of_lt_of_le hr' (Nat.le_of_lt_succ hr))
        (Nat.le_trans (Nat.le_of_lt hr') hn)⟩
  exact none (n + 1) n (Nat.lt_succ_self n) (Nat.le_refl n) h

end Monochromatic
