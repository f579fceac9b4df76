"""Second opinions: what is green, checked once more by other code than checked it first, and who agreed.

Nothing here makes evidence: an opinion is told to a person, and changes no colour. docs/verify.md says what counts.
"""
