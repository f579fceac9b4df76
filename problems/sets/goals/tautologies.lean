theorem tautologies_01 (p q r : Prop) : q → ¬(¬(q)) := by sorry

theorem tautologies_02 (p q r : Prop) : (¬(q) ↔ r) → ¬((q ↔ r)) := by sorry

theorem tautologies_03 (p q r : Prop) : (p ↔ (r ↔ p)) → r := by sorry

theorem tautologies_04 (p q r : Prop) : ((p ∧ r) ∧ q) → ((r → q) ∨ (q → r)) := by sorry

theorem tautologies_05 (p q r : Prop) : ((r ∧ q) ∧ (r ∨ q)) → r := by sorry

theorem tautologies_06 (p q r : Prop) : (p ↔ (p ↔ q)) → ((r ∨ q) ↔ q) := by sorry

theorem tautologies_07 (p q r : Prop) : ¬((q ∧ p)) → (¬(q) ∨ q) := by sorry

theorem tautologies_08 (p q r : Prop) : ((q ∨ r) ↔ (p ↔ p)) → (r ∨ (p ↔ p)) := by sorry

theorem tautologies_09 (p q r : Prop) : (¬(r) ∧ (q ∨ q)) → ((r ↔ p) ∨ ¬(r)) := by sorry

theorem tautologies_10 (p q r : Prop) : ((p → q) ∨ (p ∧ q)) → (¬(p) → ¬(p)) := by sorry

theorem tautologies_11 (p q r : Prop) : ¬(q) → ((r → q) → (q ↔ r)) := by sorry

theorem tautologies_12 (p q r : Prop) : ((q ∧ r) ∧ (r → p)) → r := by sorry

theorem tautologies_13 (p q r : Prop) : ((p ∧ p) → (p ∧ q)) → ((p ↔ r) ∨ (q ∨ r)) := by sorry

theorem tautologies_14 (p q r : Prop) : (¬(p) ∧ ¬(p)) → ((r → p) ∨ r) := by sorry

theorem tautologies_15 (p q r : Prop) : ((r → q) ∧ ¬(q)) → ((q ∨ p) ∨ (r → p)) := by sorry

theorem tautologies_16 (p q r : Prop) : ((r ↔ p) ∨ ¬(p)) → (¬(q) → (q → r)) := by sorry

theorem tautologies_17 (p q r : Prop) : (¬(r) ↔ (r ∨ r)) → ¬((r ↔ q)) := by sorry

theorem tautologies_18 (p q r : Prop) : ¬(q) → ¬((q ∧ q)) := by sorry

theorem tautologies_19 (p q r : Prop) : ((r ↔ q) ↔ (q ↔ q)) → ((q ∧ q) → (p ∨ r)) := by sorry

theorem tautologies_20 (p q r : Prop) : ¬((r → r)) → ((r → q) → (r ∧ q)) := by sorry
