-- expect: failed to synthesize
def wrong (p : Prop) : Bool := if p then true else false
