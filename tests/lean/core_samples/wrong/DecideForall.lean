-- expect: proved that the proposition
theorem wrong : ∀ x < 10, x * x < 81 := by decide
