theorem equivalences_01 (p q r : Prop) : ((q ∧ p) ↔ (p ∧ r)) ↔ (¬(p) ∨ (q ↔ r)) := by sorry

theorem equivalences_02 (p q r : Prop) : ((r ∨ q) ∧ (q ↔ q)) ↔ (q ∨ r) := by sorry

theorem equivalences_03 (p q r : Prop) : ((p ↔ r) ↔ r) ↔ p := by sorry

theorem equivalences_04 (p q r : Prop) : ((q ↔ q) → ¬(q)) ↔ ¬(q) := by sorry

theorem equivalences_05 (p q r : Prop) : q ↔ ¬(¬(q)) := by sorry

theorem equivalences_06 (p q r : Prop) : r ↔ ¬(¬(r)) := by sorry

theorem equivalences_07 (p q r : Prop) : ((p ∧ r) ∨ (r ∧ r)) ↔ ¬(¬(r)) := by sorry

theorem equivalences_08 (p q r : Prop) : ((q ↔ q) ↔ ¬(p)) ↔ ((r → r) ∧ ¬(p)) := by sorry

theorem equivalences_09 (p q r : Prop) : ((r ∨ r) ∧ (p ∨ r)) ↔ r := by sorry

theorem equivalences_10 (p q r : Prop) : q ↔ ((p → p) ↔ (q ∧ q)) := by sorry

theorem equivalences_11 (p q r : Prop) : ((r ∧ p) ↔ (r ↔ q)) ↔ ((r → p) ↔ q) := by sorry

theorem equivalences_12 (p q r : Prop) : q ↔ ((p → q) ∧ (q ∨ q)) := by sorry

theorem equivalences_13 (p q r : Prop) : ((p ∨ p) ∧ (p → r)) ↔ ((p → r) ∧ (p ∨ p)) := by sorry

theorem equivalences_14 (p q r : Prop) : r ↔ ((r ∨ r) ∧ r) := by sorry

theorem equivalences_15 (p q r : Prop) : r ↔ ((r ↔ p) ↔ p) := by sorry

theorem equivalences_16 (p q r : Prop) : ((p ∧ p) → (p ↔ q)) ↔ (p → q) := by sorry

theorem equivalences_17 (p q r : Prop) : ((p ↔ p) → (q ∨ r)) ↔ (q ∨ r) := by sorry

theorem equivalences_18 (p q r : Prop) : ((q ↔ p) ↔ ¬(p)) ↔ (¬(q) ∧ (q → r)) := by sorry

theorem equivalences_19 (p q r : Prop) : p ↔ (p ∧ (r → r)) := by sorry

theorem equivalences_20 (p q r : Prop) : ((p ∨ p) ∧ (p ∨ p)) ↔ p := by sorry
