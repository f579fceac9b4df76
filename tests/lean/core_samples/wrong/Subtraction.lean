-- expect: Type mismatch
theorem wrong : 2 - 3 + 3 = 2 := rfl
