"""Reads blueprints: LaTeX sources in, plain frozen data out, by leanblueprint's rules exactly.

Knows nothing of problems, evidence or screens.
"""
