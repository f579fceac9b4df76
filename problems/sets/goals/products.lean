theorem products_01 (a b c d : Nat) : (d + c) * a = a * c + d * a := by sorry

theorem products_02 (a b c d : Nat) : (d + c) * a = d * a + c * a := by sorry

theorem products_03 (a b c d : Nat) : (a + b) * c = c * a + b * c := by sorry

theorem products_04 (a b c d : Nat) : (a + b) * c = c * b + a * c := by sorry

theorem products_05 (a b c d : Nat) : (c + b) * a = b * a + c * a := by sorry

theorem products_06 (a b c d : Nat) : (c + d) * b = b * c + b * d := by sorry

theorem products_07 (a b c d : Nat) : b * (c + a) = a * b + c * b := by sorry

theorem products_08 (a b c d : Nat) : d * (c + a) = c * d + a * d := by sorry

theorem products_09 (a b c d : Nat) : (d + a) * c = a * c + c * d := by sorry

theorem products_10 (a b c d : Nat) : (b + c) * a = a * c + b * a := by sorry

theorem products_11 (a b c d : Nat) : (c + a) * b = a * b + c * b := by sorry

theorem products_12 (a b c d : Nat) : b * (c + d) = c * b + b * d := by sorry

theorem products_13 (a b c d : Nat) : (c + a) * b = c * b + a * b := by sorry

theorem products_14 (a b c d : Nat) : a * (d + b) = d * a + b * a := by sorry

theorem products_15 (a b c d : Nat) : a * (c + d) = a * c + a * d := by sorry

theorem products_16 (a b c d : Nat) : c * (a + d) = c * a + d * c := by sorry

theorem products_17 (a b c d : Nat) : (b + a) * c = a * c + c * b := by sorry

theorem products_18 (a b c d : Nat) : (b + c) * d = d * c + d * b := by sorry

theorem products_19 (a b c d : Nat) : (d + c) * a = a * d + c * a := by sorry

theorem products_20 (a b c d : Nat) : c * (a + d) = d * c + a * c := by sorry
