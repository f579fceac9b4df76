-- expect: Did not find an occurrence of the pattern
theorem wrong (a b c : Nat) (h : a = b) : c = c + 0 + 1 := by rw [h]
