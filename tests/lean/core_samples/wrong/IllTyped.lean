-- expect: Type mismatch
def wrong : Nat := true
