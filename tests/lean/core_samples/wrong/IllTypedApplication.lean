-- expect: Application type mismatch
def wrong : Nat := Nat.succ true
