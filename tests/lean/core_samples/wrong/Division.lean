-- expect: proved that the proposition
theorem wrong : 7 / 0 = 7 := by decide
