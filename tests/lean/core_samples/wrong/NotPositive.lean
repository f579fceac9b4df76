-- expect: non positive
inductive Wrong where
  | make (f : Wrong → Nat) : Wrong
