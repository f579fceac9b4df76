-- expect: Type mismatch
theorem wrong (n : Nat) : n + 1 = n := rfl
