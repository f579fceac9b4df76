-- expect: unknown tactic
theorem wrong (a b : Nat) (h : a < b) : a + 1 ≤ b := by omega
