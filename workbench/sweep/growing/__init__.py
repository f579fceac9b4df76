"""A search in which one parameter of a family grows, step by step, until the answer changes."""
