"""Files that carry answers: bundles of evidence, referees' folders, ledgers, journals, and what children leave.

Nothing that they say may count but by a certificate that is right, nothing may be written but where it belongs, and
what is read twice has to be the same twice.
"""

from __future__ import annotations

from campaigns.fuzz import child_claims, cube_ledgers, cube_lists, evidence_bundles, referee_folders, sweep_journals
from campaigns.fuzz.reader import Reader

READERS: tuple[Reader, ...] = (
    evidence_bundles.READER,
    cube_ledgers.READER,
    sweep_journals.READER,
    child_claims.READER,
    referee_folders.READER,
    cube_lists.READER,
)
"""In the order of the table."""
