"""The judge of Lean's certificates: the record of an audit, held against the sources and demands of today.

A record says what the audit saw; it proves nothing to who did not watch it, and another machine runs the audit again.
Here it is believed because this process wrote it a moment ago, and still every demand is asked of it once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from workbench.checkers.base import Judgement, RejectedCertificate
from workbench.checkers.lean.facts import Axiom, Fact
from workbench.checkers.lean.judge import ACCEPTED, judge
from workbench.evidence.record import Tier
from workbench.lean.modules import Modules
from workbench.problems.declaration import Declaration

KIND = "lean-audit"
MOST_BYTES = 64 * 2**20
PROVED = "true"


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    wants: str
    file: str | None


class _Lean(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: str
    githash: str
    told: str


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    asked: _Asked
    lean: _Lean
    name: str
    module: str
    file: str | None
    kind: str
    own: bool
    states: str
    axioms: tuple[tuple[str, str, str, bool], ...]
    sorry: str
    doubtful: tuple[str, ...]
    replayed: bool
    sources: dict[str, str]
    command: tuple[str, ...]
    toolchain: str
    tier: Tier
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class LeanJudge:
    """Judges records of audits of these modules."""

    modules: Modules
    version: str
    """Of Lean, the core and the audit, as fingerprints have it (`audit.version`)."""

    def judge(self, asked: Declaration, kind: str, certificate: Path) -> Judgement:
        """That it is there, proved, and rests on nothing but what is listed; raises RejectedCertificate."""
        record = _read(kind, certificate)
        told = (record.asked.name, record.asked.wants, record.asked.file, record.lean.told)
        if told != (asked.name, asked.wants, asked.file, self.version):
            raise RejectedCertificate("it is the record of another question, or of another Lean, core or audit")
        sources = {name: self.modules.by_name[name].sha256 for name in self.modules.closure([record.module])}
        if record.sources != sources:
            raise RejectedCertificate("a source that it was made from is not as it was")
        if not record.states:
            raise RejectedCertificate("it does not say what the declaration states")
        found = judge(asked, _fact(record), file=record.file, toolchain=record.toolchain, rests_on=record.rests_on)
        if found.outcome != ACCEPTED or found.tier is None:
            raise RejectedCertificate(found.reason)
        return Judgement(PROVED, record.tier, record.rests_on, found.reason)


def _read(kind: str, certificate: Path) -> _Record:
    if kind != KIND:
        raise RejectedCertificate(f"a certificate of kind {kind} says nothing of a declaration")
    if certificate.stat().st_size > MOST_BYTES:
        raise RejectedCertificate("it is too large for a record of an audit")
    try:
        record = msgspec.json.decode(certificate.read_bytes(), type=_Record)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise RejectedCertificate(f"it is no record of an audit: {error}") from None
    if record.format != 1 or not record.rests_on or not Tier.CERTIFICATE.rank >= record.tier.rank:
        raise RejectedCertificate("it is no record of an audit that this version knows")
    return record


def _fact(record: _Record) -> Fact:
    return Fact(
        name=record.name,
        module=record.module,
        kind=record.kind,
        own=record.own,
        unsafe=False,
        partial=False,
        levels=(),
        type="",
        value=None,
        axioms=tuple(Axiom(*axiom) for axiom in record.axioms),
        sorry=record.sorry,
        definitions=(),
        doubtful=record.doubtful,
        cut=False,
        replayed=record.replayed,
    )
