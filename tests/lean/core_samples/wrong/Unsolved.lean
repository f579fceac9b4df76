-- expect: unsolved goals
theorem wrong (p q : Prop) (hp : p) : p ∧ q := by
  constructor
  exact hp
