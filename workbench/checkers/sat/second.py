"""The second opinion on a refutation: Lean's own LRAT checker, asked in a child about the formula that ours accepted.

Where both accept, an answer rests on one of the two being right. Where Lean's is not installed, is a version whose
layouts `lean_lrat.py` does not know, or needs more memory than there is, the record says that ours alone agreed. Any
other outcome, a disagreement first of all, and the proof does not count.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.checkers.base import Opinion, Ran, RejectedCertificate, Runner
from workbench.errors import MissingTool, WorkbenchError
from workbench.problems.cnf import CNF

OURS = "checker:workbench-lrat"
LEAN = "checker:lean-std-lrat"
"""As `rests_on` begins; Lean's version follows in parentheses."""
KNOWN = {"4.35.0": "eb6cafb7290e8bd5f2937522d8d804f58f02bafc"}
"""Version -> githash of the libraries whose layouts `lean_lrat.py` knows."""

PROOF_FACTOR, LEMMA_BYTES, LITERAL_BYTES, BASE_MB = 12, 120, 120, 50
"""Memory that it needs, as measured: so many times the bytes of the binary proof, so much more for each lemma and each
literal of the formula, and so much at all."""
MOST_SHRINKING = 4
"""How many bytes of a text proof make one of a binary proof, at the most (`-63 `)."""

_SECOND = re.compile(rf"{LEAN}(?: \(\d+\.\d+\.\d+(?:-rc\d+)?\))?")
"""A version and no more: a referee's folder may say it, and it is compared with nothing there."""


class NoAnswer(WorkbenchError):
    """Lean's checker was asked and gave no answer: it crashed, or took too long."""


@dataclass(frozen=True, slots=True)
class LeanStd:
    """Lean's LRAT checker, where it can be used."""

    library: Path
    version: str

    @property
    def name(self) -> str:
        """As `rests_on` prints it."""
        return f"{LEAN} ({self.version})"


def lean_std() -> LeanStd:
    """Lean's checker. Raises MissingTool with a sentence where it is not installed, or no version that is known."""
    from workbench.checkers.lean.toolchain import INSTALL, embedded, library_path

    library = library_path()
    found = embedded()
    if KNOWN.get(found.version) != found.githash:
        raise MissingTool(
            f"Lean {found.version} ({found.githash[:12]}) is no version whose LRAT checker can be used",
            remedy=f"install the version that fits: {INSTALL}",
        )
    return LeanStd(library, found.version)


def agreed(rests_on: Iterable[str]) -> bool:
    """Whether an answer with these entries was accepted by both checkers."""
    return any(is_second(entry) for entry in rests_on)


def is_second(entry: str) -> bool:
    """Whether an entry of `rests_on` is that of Lean's checker, of whatever version."""
    return _SECOND.fullmatch(entry) is not None


def second_opinion(formula: CNF, proof: Path, run: Runner | None) -> Opinion:
    """Ask Lean's checker whether `proof`, which ours accepted, refutes `formula`.

    Raises RejectedCertificate where it says no, NoAnswer where it crashes or takes too long.
    """
    if run is None:
        return _alone("no second one was asked")
    try:
        lean = lean_std()
    except WorkbenchError as error:
        return _alone(str(error))
    literals = sum(map(len, formula.clauses))
    try:
        least = proof.stat().st_size // MOST_SHRINKING
        if (needed := _megabytes(least, 0, literals)) > run.memory_mb:
            return _alone(_too_large(needed, run.memory_mb))
        with tempfile.TemporaryDirectory(prefix="workbench-second-", ignore_cleanup_errors=True) as name:
            return _asked(lean, formula, literals, proof, run, Path(name))
    except OSError as error:
        raise NoAnswer(
            f"Lean's own LRAT checker could not be given the proof: {error.strerror or error}",
            remedy="free some space, or set TMPDIR to a folder on another disk",
        ) from error


def _asked(lean: LeanStd, formula: CNF, literals: int, proof: Path, run: Runner, folder: Path) -> Opinion:
    from workbench.checkers.sat.lrat_renumber import renumber
    from workbench.problems.dimacs import cnf_text

    size, lemmas = renumber(proof, len(formula.clauses), folder / "proof")
    if (needed := _megabytes(size, lemmas, literals)) > run.memory_mb:
        return _alone(_too_large(needed, run.memory_mb))
    text = cnf_text(formula)
    (folder / "formula").write_text(text, encoding="ascii")
    program = Path(__file__).with_name("lean_lrat.py")
    argv = [sys.executable, "-I", "-S", str(program), str(lean.library), "formula", "proof"]
    ran = run(argv, folder, read=(program, lean.library.parent))
    if ran.ended_by == "memory":
        return _alone(f"Lean's passed its limit of {ran.limit}")
    said = _answer(ran)
    if said.get("formula") != hashlib.sha256(text.partition("\n")[2].encode("ascii")).hexdigest():
        raise NoAnswer("Lean's own LRAT checker was given another formula than the one meant", remedy=_REPORT)
    if (said.get("version"), said.get("githash")) != (lean.version, KNOWN[lean.version]):
        raise NoAnswer("Lean's library is not the version that it said it was", remedy="install it anew")
    if said["accepted"] is not True:
        raise RejectedCertificate("Lean's own LRAT checker rejects the proof, which ours accepts: " + _REPORT)
    return Opinion((lean.name,), f"Lean's own LRAT checker ({lean.version}) agrees")


def _answer(ran: Ran) -> dict[str, object]:
    """What the program printed; NoAnswer where that is not an answer."""
    remedy = "raise --timeout" if ran.ended_by == "time" else _REPORT
    if ran.ended_by is not None:
        raise NoAnswer(f"Lean's own LRAT checker was ended: it passed its limit of {ran.limit}", remedy=remedy)
    if ran.exit != 0:
        code = ran.exit or 0
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        complaint = ran.complained.rpartition("\n")[2][:200]
        raise NoAnswer(
            f"Lean's own LRAT checker ended with {how}" + (f": {complaint}" if complaint else ""), remedy=remedy
        )
    try:
        said = json.loads(ran.said)
        if "fault" not in said:
            said["accepted"], said["formula"]
            return dict(said)
    except (ValueError, KeyError, TypeError):
        raise NoAnswer("Lean's own LRAT checker ended without an answer", remedy=remedy) from None
    raise NoAnswer(f"Lean's own LRAT checker gives no answer: {str(said['fault'])[:300]}", remedy=remedy)


_REPORT = "please report this, with the folder that `solve --keep` leaves"


def _megabytes(proof: int, lemmas: int, literals: int) -> float:
    return BASE_MB + (PROOF_FACTOR * proof + LEMMA_BYTES * lemmas + LITERAL_BYTES * literals) / 2**20


def _too_large(needed: float, allowed: float) -> str:
    return f"Lean's needs about {needed:,.0f} MB of memory, and {allowed:,.0f} MB are allowed"


def _alone(why: str) -> Opinion:
    return Opinion((), f"only our own checker agreed: {why}")
