theorem computations_01 : (5 * 37 + 593) % 13 = 11 := by sorry

theorem computations_02 : 418 < 606 := by sorry

theorem computations_03 : 1594 / 19 = 83 := by sorry

theorem computations_04 : 33 * 69 + 300 = 2577 := by sorry

theorem computations_05 : 45 < 74 := by sorry

theorem computations_06 : (66 * 80 + 594) % 28 = 22 := by sorry

theorem computations_07 : 7 ^ 2 = 49 := by sorry

theorem computations_08 : 64 * 60 + 532 = 4372 := by sorry

theorem computations_09 : 5 ^ 2 = 25 := by sorry

theorem computations_10 : 2 ^ 6 = 64 := by sorry

theorem computations_11 : (8 * 2 + 571) % 17 = 9 := by sorry

theorem computations_12 : 6 ^ 1 = 6 := by sorry

theorem computations_13 : 3596 / 6 = 599 := by sorry

theorem computations_14 : 49 * 35 + 404 = 2119 := by sorry

theorem computations_15 : 3 ^ 7 = 2187 := by sorry

theorem computations_16 : 1001 / 23 = 43 := by sorry

theorem computations_17 : 35 * 19 + 572 = 1237 := by sorry

theorem computations_18 : 370 < 757 := by sorry

theorem computations_19 : 1349 / 7 = 192 := by sorry

theorem computations_20 : 3 ^ 3 = 27 := by sorry
