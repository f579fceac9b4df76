"""Lean sources as text: what is code in them, what they import, what may declare a name. Runs nothing."""
