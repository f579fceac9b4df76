"""The families of problems, one folder each: how a question becomes a formula, and how an answer is judged without it.

In each folder `encode.py` makes the formula, `verify.py` judges a witness on the problem itself, and `recount.py` lists
the constraint clauses a second time; the three share no code (tests/problems/test_import_graph.py).
"""
