"""Cube and conquer: a formula is split into cubes, each is refuted with a proof of its own, and all become one answer.

M. Heule, O. Kullmann, S. Wieringa and A. Biere, "Cube and Conquer: Guiding CDCL SAT Solvers by Lookaheads" (HVC 2011).
"""
