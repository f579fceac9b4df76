-- expect: Type mismatch
def wrong : Type := Type
