theorem witnesses_01 : ∃ n : Nat, n * 7 = 35 := by sorry

theorem witnesses_02 : ∃ n m : Nat, n + m = 11 ∧ n = 8 := by sorry

theorem witnesses_03 : ∃ n : Nat, n * n = 144 := by sorry

theorem witnesses_04 : ∃ n m : Nat, n + m = 7 ∧ n = 5 := by sorry

theorem witnesses_05 (m : Nat) : ∃ n : Nat, m + 12 < n := by sorry

theorem witnesses_06 : ∃ n : Nat, 7 < n ∧ n < 9 := by sorry

theorem witnesses_07 (m : Nat) : ∃ n : Nat, m + 4 < n := by sorry

theorem witnesses_08 (m : Nat) : ∃ n : Nat, m + 6 < n := by sorry

theorem witnesses_09 : ∃ n : Nat, n * 2 = 18 := by sorry

theorem witnesses_10 (m : Nat) : ∃ n : Nat, n = m + 8 := by sorry

theorem witnesses_11 : ∃ n : Nat, n * n = 49 := by sorry

theorem witnesses_12 : ∃ n : Nat, n * n = 16 := by sorry

theorem witnesses_13 : ∃ n m : Nat, n + m = 19 ∧ n = 12 := by sorry

theorem witnesses_14 (m : Nat) : ∃ n : Nat, n = m + 12 := by sorry

theorem witnesses_15 : ∃ n m : Nat, n + m = 8 ∧ n = 2 := by sorry

theorem witnesses_16 : ∃ n : Nat, 10 < n ∧ n < 12 := by sorry

theorem witnesses_17 : ∃ n : Nat, n * n = 25 := by sorry

theorem witnesses_18 : ∃ n : Nat, 4 < n ∧ n < 6 := by sorry

theorem witnesses_19 (m : Nat) : ∃ n : Nat, n = m + 6 := by sorry

theorem witnesses_20 : ∃ n : Nat, n * 4 = 40 := by sorry
