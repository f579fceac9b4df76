theorem booleans_01 (p q r : Bool) : r = !(!(r)) := by sorry

theorem booleans_02 (p q r : Bool) : !(!(p)) = ((r && p) || (p && p)) := by sorry

theorem booleans_03 (p q r : Bool) : !((q && p)) = ((q != p) || !(q)) := by sorry

theorem booleans_04 (p q r : Bool) : ((p && r) || (q && r)) = ((r && q) || (p && r)) := by sorry

theorem booleans_05 (p q r : Bool) : ((p || p) || (r && p)) = p := by sorry

theorem booleans_06 (p q r : Bool) : ((p != p) != (q || q)) = !(!(q)) := by sorry

theorem booleans_07 (p q r : Bool) : (r != (q != r)) = q := by sorry

theorem booleans_08 (p q r : Bool) : ((q != r) && !(q)) = (q != (r || q)) := by sorry

theorem booleans_09 (p q r : Bool) : !(!(q)) = q := by sorry

theorem booleans_10 (p q r : Bool) : ((r && r) || (q && q)) = (r || q) := by sorry

theorem booleans_11 (p q r : Bool) : (!(r) || (q != q)) = (!(q) != (q != r)) := by sorry

theorem booleans_12 (p q r : Bool) : q = ((p != p) || q) := by sorry

theorem booleans_13 (p q r : Bool) : ((p != p) != !(p)) = !(p) := by sorry

theorem booleans_14 (p q r : Bool) : ((p && q) != !(q)) = (!(q) || (p && q)) := by sorry

theorem booleans_15 (p q r : Bool) : ((q != p) != p) = ((p || q) && q) := by sorry

theorem booleans_16 (p q r : Bool) : !((p && p)) = !(p) := by sorry

theorem booleans_17 (p q r : Bool) : p = ((r && p) || p) := by sorry

theorem booleans_18 (p q r : Bool) : q = !(!(q)) := by sorry

theorem booleans_19 (p q r : Bool) : !(!(p)) = p := by sorry

theorem booleans_20 (p q r : Bool) : !(!(q)) = ((q && r) || (q && q)) := by sorry
