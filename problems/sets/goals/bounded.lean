theorem bounded_01 : ∀ n : Nat, n < 16 → n * n + 8 * n < 346 := by sorry

theorem bounded_02 : ∀ n : Nat, n < 17 → n * n % 9 ≤ 7 := by sorry

theorem bounded_03 : ∀ n : Nat, n < 16 → n * n + 2 * n < 256 := by sorry

theorem bounded_04 : ∀ n : Nat, n < 6 → n * n % 3 ≤ 1 := by sorry

theorem bounded_05 : ∀ n : Nat, n < 6 → n * n % 2 ≤ 1 := by sorry

theorem bounded_06 : ∀ n : Nat, n < 10 → n * n + 8 * n < 154 := by sorry

theorem bounded_07 : ∀ n : Nat, n < 23 → n * n % 4 ≤ 1 := by sorry

theorem bounded_08 : ∀ n : Nat, n < 25 → n * n % 9 ≤ 7 := by sorry

theorem bounded_09 : ∀ n : Nat, n < 25 → n * n + 4 * n < 673 := by sorry

theorem bounded_10 : ∀ n : Nat, n < 10 → n * n + 3 * n < 109 := by sorry

theorem bounded_11 : ∀ n : Nat, n < 21 → n * n + 9 * n < 581 := by sorry

theorem bounded_12 : ∀ n : Nat, n < 20 → n * n % 5 ≤ 4 := by sorry

theorem bounded_13 : ∀ n : Nat, n < 4 → n * n % 8 ≤ 4 := by sorry

theorem bounded_14 : ∀ n : Nat, n < 25 → n * n % 7 ≤ 4 := by sorry

theorem bounded_15 : ∀ n : Nat, n < 23 → n * n + 8 * n < 661 := by sorry

theorem bounded_16 : ∀ n : Nat, n < 20 → n * n % 9 ≤ 7 := by sorry

theorem bounded_17 : ∀ n : Nat, n < 10 → n * n % 2 ≤ 1 := by sorry

theorem bounded_18 : ∀ n : Nat, n < 7 → n * n % 3 ≤ 1 := by sorry

theorem bounded_19 : ∀ n : Nat, n < 14 → n * n % 3 ≤ 1 := by sorry

theorem bounded_20 : ∀ n : Nat, n < 12 → n * n + 2 * n < 144 := by sorry
