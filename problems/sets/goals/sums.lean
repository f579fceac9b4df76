theorem sums_01 (a b c d : Nat) : (d + b) + a = (a + b) + d := by sorry

theorem sums_02 (a b c d : Nat) : c + (d + (b + a)) = ((c + d) + a) + b := by sorry

theorem sums_03 (a b c d : Nat) : ((a + d) + c) + c = (c + a) + (d + c) := by sorry

theorem sums_04 (a b c d : Nat) : ((b + (b + a)) + d) + a = a + ((b + b) + (d + a)) := by sorry

theorem sums_05 (a b c d : Nat) : (a + b) + (c + a) = (c + a) + (b + a) := by sorry

theorem sums_06 (a b c d : Nat) : (a + d) + a = (a + d) + a := by sorry

theorem sums_07 (a b c d : Nat) : c + (b + (b + b)) = ((c + b) + b) + b := by sorry

theorem sums_08 (a b c d : Nat) : ((c + c) + d) + d = (c + (d + d)) + c := by sorry

theorem sums_09 (a b c d : Nat) : ((c + d) + a) + (a + a) = d + (c + (a + (a + a))) := by sorry

theorem sums_10 (a b c d : Nat) : c + (d + b) = (d + c) + b := by sorry

theorem sums_11 (a b c d : Nat) : b + ((c + (c + a)) + b) = (a + c) + ((c + b) + b) := by sorry

theorem sums_12 (a b c d : Nat) : d + (a + d) = (a + d) + d := by sorry

theorem sums_13 (a b c d : Nat) : (c + a) + (c + d) = c + ((c + a) + d) := by sorry

theorem sums_14 (a b c d : Nat) : (a + c) + a = (a + a) + c := by sorry

theorem sums_15 (a b c d : Nat) : ((b + d) + a) + b = ((b + a) + d) + b := by sorry

theorem sums_16 (a b c d : Nat) : d + (b + (a + d)) = b + ((d + a) + d) := by sorry

theorem sums_17 (a b c d : Nat) : ((a + d) + (a + d)) + a = a + (d + ((a + d) + a)) := by sorry

theorem sums_18 (a b c d : Nat) : (b + a) + (d + d) = (d + d) + (a + b) := by sorry

theorem sums_19 (a b c d : Nat) : (b + a) + a = b + (a + a) := by sorry

theorem sums_20 (a b c d : Nat) : b + (d + d) = (d + b) + d := by sorry
