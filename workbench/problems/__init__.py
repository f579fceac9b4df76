"""Problems: questions that a machine can be asked, read from TOML or put together from a family and parameters.

Knows nothing of blueprints, evidence or solvers.
"""
