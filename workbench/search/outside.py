"""An outside prover: any program that is told a goal and answers with proofs, a language model for example.

For each attempt it is started with one JSON object on its stdin, and writes one JSON object a line: `{"proof": "..."}`,
a script of tactics. What Lean said of the proofs of one attempt is among what it is told in the next. It runs behind
the wall like any child, and nothing that it says is believed.
"""

from __future__ import annotations

import json
import shlex
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from workbench.dispatch.sandbox import Access, tail
from workbench.errors import BadInput, MissingTool
from workbench.search.candidates import LONGEST, refusal
from workbench.search.children import Children, Ended, Reader, Silent, TooMuch, Walled, send
from workbench.search.session import Failed, Finished, Open, Outcome, Session
from workbench.search.target import Target

MOST_CANDIDATES = 64
"""In one attempt."""
MOST_ERRORS = 16
"""Of the latest attempt, that the next one is told."""
_MOST_LINES = 1000
_LINE_BYTES = 8 * LONGEST


class _Candidate(msgspec.Struct):
    proof: str


_CANDIDATE = msgspec.json.Decoder(_Candidate)


@dataclass(frozen=True, slots=True)
class Prover:
    """A command line, and what its child may see beside the usual."""

    argv: tuple[str, ...]
    access: Access = Access()  # noqa: RUF009 (frozen)
    environment: Mapping[str, str] = field(default_factory=dict)
    memory_mb: int = 3000

    @property
    def children(self) -> Children:
        """How it is started."""
        return Walled(self.access, self.memory_mb)


@dataclass(slots=True)
class Talk:
    """What came of the attempts so far."""

    attempts: int = 0
    candidates: int = 0
    errors: list[dict[str, str]] = field(default_factory=list)
    """Of the latest attempt: `{"proof", "message"}`."""
    why: str = ""
    """Why there is no proof, as a phrase."""


def prover(command: str, prover_of: Prover) -> Prover:
    """The prover of a command line: its program, and whatever files it names, are shown to it.

    Raises BadInput for one that is empty or cannot be split, MissingTool where there is no such program.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise BadInput(
            f"the command of the outside prover cannot be split: {error}", remedy="correct its quotes"
        ) from None
    if not words:
        raise BadInput("no command is given for the outside prover", remedy="name a program, as in --with ./prover")
    program = shutil.which(words[0])
    if program is None:
        raise MissingTool(f"there is no program {words[0]!r}", remedy="name one that is on PATH, or by its path")
    argv, read = [str(Path(program).absolute())], [Path(program).absolute()]
    for word in words[1:]:
        there = not word.startswith("-") and len(word) < 4096 and Path(word).exists()
        argv.append(str(Path(word).absolute()) if there else word)
        read += [Path(word).absolute()] if there else []
    access = replace(prover_of.access, read=(*prover_of.access.read, *read))
    return replace(prover_of, argv=tuple(argv), access=access)


def question(target: Target, goal: str, talk: Talk) -> dict[str, object]:
    """What a prover is told."""
    premises = target.premises()
    return {
        "format": 1,
        "statement": target.statement.says,
        "goal": goal,
        "imports": list(target.module.imports),
        "declarations": [*premises.theorems, *premises.definitions],
        "errors": talk.errors[-MOST_ERRORS:],
        "file": target.module.file,
        "theorem": target.statement.name,
        "attempt": talk.attempts,
    }


def propose(
    session: Session,
    target: Target,
    program: Prover,
    talk: Talk,
    *,
    seconds: float,
    attempts: int,
    on_progress: Callable[[str], None] = lambda line: None,
) -> Iterator[Finished]:
    """Proofs that Lean took in the session, as they come; `talk` says why there are no more.

    Who takes one and finds it wanting says so in `talk.errors` and asks for the next.
    """
    deadline = time.monotonic() + seconds
    start = session.start()
    while talk.attempts < attempts:
        if time.monotonic() >= deadline:
            talk.why = f"{seconds:g} s are spent"
            return
        talk.attempts += 1
        on_progress(f"attempt {talk.attempts} of {attempts}")
        asked, talk.errors = question(target, start.text, talk), []
        yield from _attempt(session, start, program, asked, talk, deadline)
    said = f": {talk.errors[-1]['message'].splitlines()[0][:200]}" if talk.errors else ""
    talk.why = f"{talk.attempts} attempts with {talk.candidates} candidates are spent{said}"


def _attempt(
    session: Session, start: Open, program: Prover, asked: Mapping[str, object], talk: Talk, deadline: float
) -> Iterator[Finished]:
    with tempfile.TemporaryDirectory(prefix="workbench-prover-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        left = max(1.0, deadline - time.monotonic())
        with program.children.talk(program.argv, folder, left, program.environment) as child:
            reader = Reader(child, _LINE_BYTES)
            try:
                send(child, json.dumps(asked, ensure_ascii=False).encode() + b"\n", deadline)
                child.stdin.close()
            except (Ended, Silent, OSError):
                pass  # one that does not listen may speak all the same
            for number, line in enumerate(_lines(reader, deadline, talk)):
                if number >= MOST_CANDIDATES:
                    _note(talk, "", f"more than {MOST_CANDIDATES} candidates in one attempt")
                    return
                talk.candidates += 1
                outcome, script = _tried(session, start, line)
                if isinstance(outcome, Finished):
                    yield outcome
                else:
                    _note(talk, script, _message(outcome))
        if not talk.candidates and not talk.errors:
            said = tail(folder, size=300)
            _note(talk, "", f"the prover ended without a candidate{': ' + said if said else ''}")


def _lines(reader: Reader, deadline: float, talk: Talk) -> Iterator[bytes]:
    for _ in range(_MOST_LINES):
        try:
            line = reader.line(deadline).strip()
        except Ended:
            return
        except Silent:
            _note(talk, "", "the prover took too long")
            return
        except TooMuch:
            _note(talk, "", "the prover said more on one line than a proof may hold")
            return
        if line:
            yield line
    _note(talk, "", "the prover said too much")


def _tried(session: Session, start: Open, line: bytes) -> tuple[Outcome, str]:
    """What Lean makes of a candidate, and the candidate's script."""
    try:
        script = _CANDIDATE.decode(line).proof
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Failed('a line that is not {"proof": "..."} in JSON'), line[:200].decode("utf-8", "replace")
    script = script.strip("\n")
    if script.startswith(("by\n", "by ")):
        script = script[3:] if script[2] == "\n" else f"   {script[3:]}"
    if why := refusal(script):
        return Failed(f"refused unread: {why}"), script[:200]
    return session.run(start, [_outdented(script)])[0], script


def _outdented(script: str) -> str:
    """The script with its least indentation taken away."""
    lines = script.split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines)


def _message(outcome: Outcome) -> str:
    if isinstance(outcome, Failed):
        return outcome.why
    if isinstance(outcome, Open):
        return f"unsolved goals\n{outcome.text}"
    return "the proof uses sorry"


def _note(talk: Talk, script: str, message: str) -> None:
    talk.errors.append({"proof": script, "message": message})
    del talk.errors[:-MOST_ERRORS]
