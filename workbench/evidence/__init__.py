"""What has been established: verdicts with their certificates, and the pairings that people accepted.

Knows nothing of blueprints, problems or checkers; the one door to a verified or refuted verdict is a `Checked`.
"""
