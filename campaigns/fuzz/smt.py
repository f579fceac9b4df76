"""What the SMT checker and the symbolic checker read: scripts with models, expressions, certificates.

A model that is accepted satisfies the script by an evaluation that is written once more, naively; an equality that is
accepted holds in floating point at points of its domain.
"""

from __future__ import annotations

from campaigns.fuzz import smt_models, symbolic_certificates, symbolic_expressions
from campaigns.fuzz.reader import Reader

READERS: tuple[Reader, ...] = (smt_models.READER, symbolic_expressions.READER, symbolic_certificates.READER)
"""In the order of the table."""
