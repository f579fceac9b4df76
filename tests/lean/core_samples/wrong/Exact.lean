-- expect: Type mismatch
theorem wrong (p q : Prop) (hp : p) : q := by exact hp
