theorem inequalities_01 (a b c d : Nat) (h : a < b) (g : b < c) : a + 1 < c := by sorry

theorem inequalities_02 (a b c d : Nat) (h : d ≤ b) : d + a ≤ b + a := by sorry

theorem inequalities_03 (a b c d : Nat) : d * a ≤ d * (a + 1) := by sorry

theorem inequalities_04 (a b c d : Nat) (h : d ≤ c) : d + a ≤ c + a := by sorry

theorem inequalities_05 (a b c d : Nat) : a ≤ a + 4 * c := by sorry

theorem inequalities_06 (a b c d : Nat) (h : a < c) : a + 2 ≤ c + 2 := by sorry

theorem inequalities_07 (a b c d : Nat) (h : b < a) (g : a < d) : b + 1 < d := by sorry

theorem inequalities_08 (a b c d : Nat) (h : a < d) (g : d < c) : a + 1 < c := by sorry

theorem inequalities_09 (a b c d : Nat) (h : a < c) : a + 8 ≤ c + 8 := by sorry

theorem inequalities_10 (a b c d : Nat) : a * c ≤ a * (c + 5) := by sorry

theorem inequalities_11 (a b c d : Nat) (h : c ≤ b) (g : a ≤ d) : c + a ≤ b + d := by sorry

theorem inequalities_12 (a b c d : Nat) (h : c < b) (g : b < d) : c + 1 < d := by sorry

theorem inequalities_13 (a b c d : Nat) (h : b ≤ d) : b + a ≤ d + a := by sorry

theorem inequalities_14 (a b c d : Nat) : b * c ≤ b * (c + 8) := by sorry

theorem inequalities_15 (a b c d : Nat) : b * c ≤ b * (c + 7) := by sorry

theorem inequalities_16 (a b c d : Nat) : c * b ≤ c * (b + 4) := by sorry

theorem inequalities_17 (a b c d : Nat) (h : c < a) : c + 9 ≤ a + 9 := by sorry

theorem inequalities_18 (a b c d : Nat) : a * d ≤ a * (d + 3) := by sorry

theorem inequalities_19 (a b c d : Nat) (h : d ≤ a) (g : c ≤ b) : d + c ≤ a + b := by sorry

theorem inequalities_20 (a b c d : Nat) (h : d < a) : d + 6 ≤ a + 6 := by sorry
