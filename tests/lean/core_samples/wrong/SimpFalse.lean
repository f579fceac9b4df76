-- expect: unsolved goals
theorem wrong (a b : Nat) (h : a = 1) : a = 2 := by simp [h]
