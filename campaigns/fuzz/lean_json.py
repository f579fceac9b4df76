"""What processes that ran Lean tell ours: messages, the audit's answer, records, printed formulas, the server's frames.

A declaration is accepted only where a naive reading of the same bytes finds it proved too, resting on nothing else.
"""

from __future__ import annotations

from campaigns.fuzz import lean_audits, lean_manifests, lean_messages, lean_printed, lean_records, lean_server
from campaigns.fuzz.reader import Reader

READERS: tuple[Reader, ...] = (
    lean_messages.READER,
    lean_audits.READER,
    lean_records.READER,
    lean_printed.READER,
    lean_manifests.READER,
    lean_server.READER,
)
"""In the order of the table."""
