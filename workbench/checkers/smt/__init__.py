"""The SMT checker: Z3 answers; a model is evaluated exactly without it, and `unsat` rests on its word."""
