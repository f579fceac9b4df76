"""Proof search: who proposes a proof, how it is tried on the real Lean, and how what was found becomes a file again.

Nothing here certifies: what is found is rebuilt as an ordinary file and audited before a word of it is written.
"""
