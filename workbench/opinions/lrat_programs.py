"""Everybody who can check an LRAT proof: Lean's own checker, programs on PATH, and the plain one.

How each is called and what it says is from its own documentation or source; docs/verify.md has what they share.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Event
from time import monotonic

from workbench.checkers.base import RejectedCertificate
from workbench.errors import MissingTool, WorkbenchError
from workbench.opinions.desk import Asked, Desk, Note, Program, workplace
from workbench.opinions.proofs import PLAIN, Part
from workbench.opinions.record import Kind, Opinion, Said
from workbench.opinions.witnesses import digest_of

TEXT_RATE, BINARY_RATE = 2_000_000, 800_000
"""Bytes of a proof that the plain checker gets through in a second, as measured on an idle core, with some room."""
HOPELESS = 4
"""A program that is expected to take so many times the patience is not asked at all."""


def proof_opinions(parts: Sequence[Part], desk: Desk, note: Note) -> list[Opinion]:
    """What everybody says who can check the parts."""
    return [_whole(ask, parts, desk, note) for ask in (_lean, _cake_lpr, _lrat_trim, _lrat_check, _plain)]


def _whole(ask: Callable[[Part, Desk], Opinion], parts: Sequence[Part], desk: Desk, note: Note) -> Opinion:
    """One program about every part, within one patience: the first that it does not accept is what it says."""
    seconds, opinion = 0.0, None
    for number, part in enumerate(parts, 1):
        opinion = ask(part, replace(desk, seconds=max(1.0, desk.seconds - seconds)))
        seconds += opinion.seconds
        if number == 1 or number % 50 == 0:
            note(opinion.program + (f": part {number:,} of {len(parts):,}" if len(parts) > 1 else ""))
        if opinion.said is not Said.AGREED:
            where = (
                f"part {number:,} of {len(parts):,}: " if len(parts) > 1 and opinion.said is not Said.MISSING else ""
            )
            return replace(opinion, reason=where + opinion.reason, seconds=round(seconds, 2))
    assert opinion is not None
    return replace(opinion, seconds=round(seconds, 2))


def _lean(part: Part, desk: Desk) -> Opinion:
    from workbench.checkers.sat.second import NoAnswer, lean_std, second_opinion
    from workbench.problems.dimacs import read_cnf

    program = Program("lean-std-lrat", "", Kind.OTHER)
    begun = monotonic()
    try:
        program = replace(program, version=lean_std().version)
        asked = second_opinion(read_cnf(part.formula), part.proof, desk)
    except MissingTool as error:
        return program.opinion(Said.MISSING, str(error))
    except RejectedCertificate as error:
        return program.opinion(Said.REJECTED, str(error), monotonic() - begun)
    except NoAnswer as error:
        seconds = monotonic() - begun
        if "passed its limit" in str(error):
            return program.too_long(seconds, desk.seconds)
        return program.opinion(Said.NO_ANSWER, str(error), seconds)
    except (WorkbenchError, OSError) as error:
        return program.opinion(Said.NO_ANSWER, str(error), monotonic() - begun)
    if not asked.rests_on:
        return program.opinion(Said.NO_ANSWER, asked.reason, monotonic() - begun)
    return program.opinion(Said.AGREED, "", monotonic() - begun)


def _cake_lpr(part: Part, desk: Desk) -> Opinion:
    """Its README: `cake_lpr CNF PROOF` says `s VERIFIED UNSAT`; whatever it objects to is said on stderr."""
    program, found = _installed("cake_lpr", "build it from https://github.com/tanyongkiam/cake_lpr")
    if found is None:
        return program.opinion(Said.MISSING, _HOW[program.name])
    heap = str(max(64, int(desk.memory / 2)))
    with workplace() as folder:
        proof = _as_text(part.proof, folder, desk)
        environment = {"CML_HEAP_SIZE": heap, "CML_STACK_SIZE": heap}
        asked = desk.ask([found, str(part.formula), str(proof)], folder, read=_read(part), environment=environment)
    if (unanswered := program.unanswered(asked, desk.seconds)) is not None:
        return unanswered
    seconds = asked.finished.seconds
    if "s VERIFIED UNSAT" in asked.out.splitlines():
        return program.opinion(Said.AGREED, "", seconds)
    if "space exhausted" in asked.err + asked.out or not asked.err.startswith("c "):
        return program.opinion(Said.NO_ANSWER, asked.last(), seconds)
    return program.opinion(Said.REJECTED, asked.last(), seconds)


def _lrat_trim(part: Part, desk: Desk) -> Opinion:
    """Its help: exit code 20 and `s VERIFIED`; 1 and a message where checking fails. Of RAT it knows definitions alone,
    and says `not supported` of the rest."""
    program, found = _installed("lrat-trim", "build it from https://github.com/arminbiere/lrat-trim", ("--version",))
    if found is None:
        return program.opinion(Said.MISSING, _HOW[program.name])
    with workplace() as folder:
        asked = desk.ask([found, str(part.formula), str(part.proof)], folder, read=_read(part))
    if (unanswered := program.unanswered(asked, desk.seconds)) is not None:
        return unanswered
    seconds, complaint = asked.finished.seconds, asked.last()
    if asked.finished.exit == 20 and "s VERIFIED" in asked.out.splitlines():
        return program.opinion(Said.AGREED, "", seconds)
    if asked.finished.exit != 1 or any(words in complaint for words in ("not supported", "extension", "out of memory")):
        return program.opinion(Said.NO_ANSWER, complaint, seconds)
    return program.opinion(Said.REJECTED, complaint, seconds)


def _lrat_check(part: Part, desk: Desk) -> Opinion:
    """The companion of drat-trim: exit code 0 and `c VERIFIED`; text alone. It takes a lemma whose hints come to no
    conflict where the negation of its first literal never occurred, and so the empty clause without any hint: what it
    rejects is worth knowing, and what it accepts counts for nothing."""
    program, found = _installed("lrat-check", "build it from https://github.com/marijnheule/drat-trim", kind=Kind.WORD)
    if found is None:
        return program.opinion(Said.MISSING, _HOW[program.name])
    with workplace() as folder:
        proof = _as_text(part.proof, folder, desk)
        asked = desk.ask([found, str(part.formula), str(proof)], folder, read=_read(part))
    if (unanswered := program.unanswered(asked, desk.seconds)) is not None:
        return unanswered
    seconds, lines = asked.finished.seconds, asked.out.splitlines()
    if asked.finished.exit == 0 and {"c VERIFIED", "s VERIFIED"} & set(lines) and "NOT VERIFIED" not in asked.out:
        return program.opinion(Said.AGREED, "not counted: it takes an empty clause without hints", seconds)
    if "c NOT VERIFIED" in lines:
        return program.opinion(
            Said.REJECTED, next((one for one in lines if "FAILED" in one), "c NOT VERIFIED"), seconds
        )
    return program.opinion(Said.NO_ANSWER, asked.last(), seconds)


def _plain(part: Part, desk: Desk) -> Opinion:
    program = Program(PLAIN.stem, digest_of(PLAIN), Kind.OTHER)
    try:
        size = part.proof.stat().st_size
        with part.proof.open("rb") as file:
            rate = BINARY_RATE if file.read(1) in (b"a", b"d") else TEXT_RATE
    except OSError as error:
        return program.opinion(Said.NO_ANSWER, f"{part.proof.name}: {error.strerror}")
    if (expected := size / rate) > HOPELESS * desk.seconds:
        minutes = f"about {max(1, round(expected / 60)):,} min; --patience {max(600, 2 * expected):.0f}"
        return program.opinion(Said.TOO_LONG, f"it was not asked: {minutes}")
    with workplace() as folder:
        argv = [sys.executable, "-I", str(PLAIN), str(part.formula), str(part.proof)]
        asked = desk.ask(argv, folder, read=(PLAIN, *_read(part)))
    return program.unanswered(asked, desk.seconds) or _plainly(program, asked)


def _plainly(program: Program, asked: Asked) -> Opinion:
    exit, lines, seconds = asked.finished.exit, asked.out.splitlines(), asked.finished.seconds
    if exit == 0 and lines == ["s VERIFIED"]:
        return program.opinion(Said.AGREED, "", seconds)
    if exit == 1 and lines[:1] == ["s NOT VERIFIED"]:
        return program.opinion(Said.REJECTED, lines[-1].removeprefix("c ")[:300], seconds)
    return program.opinion(Said.NO_ANSWER, asked.last(), seconds)


_HOW: dict[str, str] = {}


def _installed(
    name: str, how: str, version: tuple[str, ...] = (), kind: Kind = Kind.OTHER
) -> tuple[Program, str | None]:
    """A program on PATH with its version, by its own word or by its hash; None where it is not there."""
    _HOW[name] = f"it is not on PATH: {how}"
    found = shutil.which(name)
    if found is None:
        return Program(name, "", kind), None
    found = str(Path(found).resolve())
    return Program(name, _version(found, version), kind), found


@cache
def _version(found: str, words: tuple[str, ...]) -> str:
    if words:
        with workplace() as folder:
            asked = Desk(10.0, 1000.0, Event()).ask([found, *words], folder)
        if asked.finished.exit == 0 and (said := asked.out.strip()):
            return said.splitlines()[0][:40]
    return digest_of(Path(found))


def _read(part: Part) -> tuple[Path, Path]:
    return part.formula, part.proof


def _as_text(proof: Path, folder: Path, desk: Desk) -> Path:
    """The proof in text, made in `folder` where it is binary. Raises OSError."""
    with proof.open("rb") as file:
        if file.read(1) not in (b"a", b"d"):
            return proof
    desk.ask_python("as_text", [str(PLAIN), str(proof)], folder, read=(PLAIN, proof))
    return folder / "proof.txt"
