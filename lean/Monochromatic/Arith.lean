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

end Monochromatic
