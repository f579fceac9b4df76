-- expect: simp
theorem wrong (a b : Nat) : a = b := by simp
