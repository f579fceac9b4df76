"""The audit: one run of Lean over compiled modules that says what stands behind many names. Starts nothing itself.

What Lean runs is `program/Audit.lean`; it is given compiled modules and executes none of their code.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workbench.checkers.lean.core import PROGRAM, core_library
from workbench.checkers.lean.facts import Answer, BrokenAnswer, read_answer
from workbench.checkers.lean.library import sources_sha256
from workbench.checkers.lean.toolchain import EMBEDDED_VERSION

REQUEST, ANSWER, MAIN = "request", "answer", "main.lean"
JUDGEMENT = (
    *("audit.py", "build.py", "checker.py", "facts.py", "judge.py", "messages.py", "reach.py", "scan.py"),
    *("../../dispatch/encodings.py", "../../dispatch/lean.py", "../../lean/lexer.py", "../../lean/modules.py"),
)
"""The files that decide what is accepted, and what is refused unread: another text of one asks everything again, which
is cheap, so that nobody has to remember to raise a number."""

RESERVED = (
    *("Nat.add", "Nat.sub", "Nat.mul", "Nat.div", "Nat.mod", "Nat.gcd", "Nat.beq", "Nat.ble", "Nat.land", "Nat.lor"),
    *("Nat.xor", "Nat.shiftLeft", "Nat.shiftRight", "Nat.pow", "Nat.log2"),
    *("Nat", "Nat.zero", "Nat.succ", "Nat.pred", "Bool", "Bool.true", "Bool.false"),
    *("String", "String.mk", "String.ofList", "Char", "Char.ofNat", "List", "List.nil", "List.cons"),
    *("Quot", "Quot.mk", "Quot.lift", "Quot.ind", "Quot.sound", "Eq", "Eq.refl", "propext", "Classical.choice"),
    *("sorryAx", "Lean.reduceBool", "Lean.reduceNat", "Lean.ofReduceBool", "Lean.ofReduceNat", "Lean.trustCompiler"),
    *("eagerReduce", "lcProof", "lcErased", "lcUnreachable", "Workbench.ownCore"),
)
"""Names that mean something to the kernel, or to this audit: no module of a project may declare one. A wrong
`Nat.log2` beside a core without one would be computed by the kernel as the right one, and prove False."""

OFFICIAL = PROGRAM.sources.with_name("official") / "Bridge.lean"
"""What the program needs of an official Lean, in its words."""
_HEADER = "import Lean\nimport Bridge\nopen Lean\n"
_BRIDGE = "Workbench.Audit.Bridge"
_MAIN = """
def main (arguments : List String) : IO Unit :=
  match arguments with
  | .cons request (.cons answer _) => Workbench.Audit.run request answer
  | _ => pure ()
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One run of the audit, prepared in a folder."""

    folder: Path
    nonce: str
    names: tuple[str, ...]

    @property
    def arguments(self) -> list[str]:
        """Lean's arguments, for a run in the folder."""
        return ["--run", MAIN, REQUEST, ANSWER]


def version() -> str:
    """All that an audited answer depends on beside the sources: Lean, the core, the program and the judgement."""
    hashes = [sources_sha256(core_library())[:16], sources_sha256(PROGRAM)[:16]]
    return f"lean {EMBEDDED_VERSION} core {hashes[0]} audit {hashes[1]}.{_judgement()}"


def program_version() -> str:
    """Of the program as official toolchains run it, and of the judgement."""
    return f"{hashlib.sha256(program_text(official=True).encode()).hexdigest()[:16]}.{_judgement()}"


@cache
def _judgement() -> str:
    here = Path(__file__).parent
    texts = [(here / name).read_bytes() for name in JUDGEMENT]
    return hashlib.sha256(b"".join(hashlib.sha256(text).digest() for text in texts)).hexdigest()[:16]


def can_be_asked(name: str) -> bool:
    """Whether a name can be put to Lean at all: printable, on one line, not endless."""
    return bool(name) and len(name) <= 1000 and name.isprintable() and name == name.strip()


def prepare(
    folder: Path,
    names: Iterable[str],
    *,
    own: Sequence[str],
    base: Sequence[str],
    path: Sequence[Path] = (),
    standalone: bool = False,
    official: bool = False,
    shallow: bool = False,
) -> Asked:
    """Write a request into an empty folder: these names, in these modules of the project (which are imported together),
    replayed upon `base`; compiled modules are looked for in `path`, or where there is none as Lean is told already.

    `standalone`: the program goes into the folder as text, for a Lean that has it not compiled; `official`: the same,
    for a Lean that has the module `Lean`. `shallow`: what is not the project's is not followed line by line, and said
    to rest on Lean's three axioms whether it does or not.
    """
    nonce = secrets.token_hex(16)
    asked = tuple(dict.fromkeys(name for name in names if can_be_asked(name)))
    pairs = [
        ("nonce", nonce),
        *(("path", str(entry)) for entry in path),
        *(("import", name) for name in (*base, *own)),
        *(("own", name) for name in own),
        *(("base", name) for name in base),
        *(("reserved", name) for name in RESERVED),
        *([("shallow", "yes")] if shallow else []),
        *(("ask", name) for name in asked),
    ]
    (folder / REQUEST).write_text("".join(f"{key}\n{value}\n" for key, value in pairs), "utf-8")
    program = program_text(official=official) if standalone or official else "import Audit\n"
    (folder / MAIN).write_text(program + _MAIN, "utf-8")
    return Asked(folder, nonce, asked)


def program_text(*, official: bool) -> str:
    """The program of the audit as one text, for an official Lean or for the embedded one."""
    bridge = (OFFICIAL if official else PROGRAM.sources / "Bridge.lean").read_text("utf-8")
    before, header, after = (PROGRAM.sources / "Audit.lean").read_text("utf-8").partition(_HEADER)
    assert header and bridge.count(_BRIDGE) == 2, "the program of the audit is not laid out as this expects"
    body = bridge[bridge.index(f"namespace {_BRIDGE}") :]
    return f"{before}import Lean\nimport Lean.Replay\nopen Lean\n\n{body}{after}"


def finish(asked: Asked, exit_code: int | None) -> Answer:
    """The answer of a run that ended with this exit code. Raises BrokenAnswer with a sentence."""
    answer, replayed = asked.folder / ANSWER, asked.folder / f"{ANSWER}.replayed"
    if not answer.is_file():
        raise BrokenAnswer(complaint(asked, exit_code))
    again = replayed.read_bytes() if replayed.is_file() and exit_code == 0 else None
    return read_answer(answer.read_bytes(), again, asked.nonce, asked.names)


def complaint(asked: Asked, exit_code: int | None) -> str:
    """What Lean said at its end, as a phrase."""
    stderr = asked.folder / "stderr"
    said = stderr.read_text("utf-8", "replace").strip().splitlines() if stderr.is_file() else []
    if said:
        return " ".join(said)[:500].removeprefix("uncaught exception: ")
    if exit_code is not None and exit_code < 0:
        return f"Lean crashed (signal {-exit_code})"
    return f"Lean ended with {exit_code} and said nothing"
