-- expect: Tactic `rfl` failed
theorem wrong : 2 + 2 = 5 := by rfl
