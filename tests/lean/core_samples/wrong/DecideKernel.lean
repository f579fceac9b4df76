-- expect: Tactic `decide` proved that the proposition
theorem wrong : 12345 * 54321 = 670592744 := by decide +kernel
