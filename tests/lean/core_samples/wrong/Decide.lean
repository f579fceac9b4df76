-- expect: proved that the proposition
theorem wrong : 7 * 6 = 43 := by decide
