-- expect: Missing cases
def wrong : Nat → Nat
  | 0 => 0
