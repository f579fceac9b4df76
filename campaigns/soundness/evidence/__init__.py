"""Evidence, bundles, the store and the lock: altered, exchanged, or left behind by a question that changed.

Every mutant is a workspace in which something is wrong with what one node rests on; that node must not be green.
"""

from __future__ import annotations

from campaigns.soundness.evidence.altered import EvidenceAltered

SOURCES = (EvidenceAltered(),)
