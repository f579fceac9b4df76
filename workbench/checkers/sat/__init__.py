"""SAT: an answer comes from a solver, belief from a witness verified or a proof checked."""
