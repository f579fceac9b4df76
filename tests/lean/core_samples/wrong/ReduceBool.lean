-- expect: Unknown identifier `Lean.ofReduceBool`
theorem wrong : 2 + 2 = 4 := Lean.ofReduceBool _ _ rfl
