-- expect: fail to show termination
def wrong (n : Nat) : Nat := wrong (n + 1)
