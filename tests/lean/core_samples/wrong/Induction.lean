-- expect: Type mismatch
theorem wrong (n : Nat) : n < n := by
  induction n with
  | zero => exact Nat.le_refl 0
  | succ n ih => exact Nat.succ_lt_succ ih
