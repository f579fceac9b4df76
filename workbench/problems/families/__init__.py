"""The families of problems, one folder each: how a question becomes a formula, and how an answer is judged without it.

In each folder `encode.py` makes the formula, `verify.py` judges a witness on the problem itself, and `recount.py` lists
the constraint clauses a second time; the latter two share no code with the first (tests/problems/test_import_graph.py),
so a family's `__init__` imports whichever is asked for and no other.
"""

from workbench.problems.families.registry import family, family_names

__all__ = ["family", "family_names"]
