"""Second opinions on Lean: everything compiled and audited anew from the sources in an empty folder.

Nothing is taken from `.workbench`. The audit replays what was compiled through Lean's kernel, in a process that runs no
code of the author's; with an official toolchain its own `leanchecker` replays it too. Kernel and audit are the same
programs as before: it is the same code afresh, and not other code.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from workbench.dispatch.declarations import ask, batches, heading
from workbench.dispatch.encodings import compare
from workbench.dispatch.plan import Question
from workbench.errors import WorkbenchError
from workbench.evidence.record import Evidence, Tier, Verdict
from workbench.opinions.desk import Desk, Interrupted, Note, Program
from workbench.opinions.record import Kind, Opinion, Said

BUILT = "lean, built anew"


@dataclass(frozen=True, slots=True)
class Afresh:
    """What Lean says of a question when everything is done anew."""

    evidence: Evidence
    replayed: bool = False
    """The audit replayed it through the kernel."""
    seconds: float = 0.0


def built_afresh(questions: Sequence[Question], desk: Desk, note: Note, *, jobs: int = 1) -> dict[str, Afresh]:
    """What comes out for each question about Lean, by fingerprint. Raises Interrupted."""
    found: dict[str, Afresh] = {}
    for batch in batches(questions):
        found |= _batch(batch, desk, note, jobs)
    found |= _compared([one for one in questions if one.formula], desk, note)
    return found


def _batch(batch: Sequence[Question], desk: Desk, note: Note, jobs: int) -> dict[str, Afresh]:
    evidence: dict[str, Evidence] = {}
    replayed: set[str] = set()

    def keep(question: Question, one: Evidence, certificate: Path | None) -> None:
        evidence[question.fingerprint] = one
        if certificate is not None and json.loads(certificate.read_bytes())["replayed"] is True:
            replayed.add(question.fingerprint)

    begun = monotonic()
    with TemporaryDirectory(prefix="workbench-opinion-", ignore_cleanup_errors=True) as folder:
        try:
            ask(batch, keep, jobs=jobs, cancel=desk.cancel, on_progress=note, compiled=Path(folder))
        except WorkbenchError as error:
            for one in batch:
                evidence[one.fingerprint] = Evidence.error(str(error), **heading(one))
    if desk.cancel.is_set():
        raise Interrupted
    seconds = (monotonic() - begun) / len(batch)
    return {print_: Afresh(one, print_ in replayed, seconds) for print_, one in evidence.items()}


def _compared(questions: Sequence[Question], desk: Desk, note: Note) -> dict[str, Afresh]:
    """Lean prints each formula anew, and it is compared with today's encoder."""
    found: dict[str, Afresh] = {}
    with TemporaryDirectory(prefix="workbench-opinion-", ignore_cleanup_errors=True) as folder:
        for one in questions:
            begun = monotonic()

            def keep(question: Question, evidence: Evidence, _: Path | None, begun: float = begun) -> None:
                found[question.fingerprint] = Afresh(evidence, seconds=monotonic() - begun)

            compare(one, keep, cancel=desk.cancel, on_progress=note, compiled=Path(folder))
            if desk.cancel.is_set():
                raise Interrupted
    return found


def lean_opinions(recorded: Evidence, afresh: Afresh | None) -> list[Opinion]:
    """What was done anew, held against the record: a build from the sources, and who replayed what it compiled."""
    if afresh is None:
        return [Program(BUILT, "", Kind.AGAIN).opinion(Said.NO_ANSWER, "it was not answered")]
    evidence, seconds = afresh.evidence, afresh.seconds
    version = lean_version(evidence.tool)
    program = Program(BUILT, version, Kind.AGAIN)
    if evidence.missing:
        return [program.opinion(Said.MISSING, evidence.reason)]
    if evidence.verdict is Verdict.UNKNOWN and evidence.answer != "stated":
        return [program.opinion(Said.NO_ANSWER, evidence.reason, seconds)]
    if (evidence.verdict, evidence.states) != (recorded.verdict, recorded.states):
        what = "it states something else than is on record" if evidence.decided else evidence.reason
        return [program.opinion(Said.REJECTED, what, seconds)]
    opinions = [program.opinion(Said.AGREED, "from the sources, in an empty folder", seconds)]
    if afresh.replayed:
        kernel = Program("lean's kernel", version, Kind.AGAIN)
        opinions.append(kernel.opinion(Said.AGREED, "replayed by the audit, which runs no code of the author's"))
    if evidence.tier is Tier.KERNEL:
        replayer = Program("leanchecker", version, Kind.AGAIN)
        opinions.append(replayer.opinion(Said.AGREED, "replayed by the toolchain's own program"))
    return opinions


def lean_version(tool: str) -> str:
    """Of the Lean that evidence names as its tool: `4.35.0`; of a lake project its toolchain."""
    return tool.removeprefix("Lean ").removeprefix("lake, ").removesuffix(", embedded")
