-- expect: contradiction
theorem wrong (p q : Prop) (hp : p) : q := by contradiction
