-- expect: unknown tactic
theorem wrong : 2 + 2 = 4 := by native_decide
