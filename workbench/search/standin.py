"""A stand-in for `lake`: answers LeanDojo's protocol with the real Lean, without `lake` and without `Lean4Repl`.

LeanDojo starts `lake env lean ... COPY` in a terminal, where COPY is a source in which the proof is its own tactic
`lean_dojo_repl`. It expects `REPL> {"sid": 0, "tacticState": "...", "error": null}`, and then speaks lines as
`{"sid": 0, "cmd": "intro h"}`. This program is started inside the child of LeanDojo and so behind its wall.
"""

from __future__ import annotations

import json
import os
import sys
import termios
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.checkers.lean.toolchain import Toolchain
from workbench.errors import BadInput
from workbench.lean.declared import declarations
from workbench.search.children import Bare
from workbench.search.server import ServerEngine
from workbench.search.session import Failed, Finished, GivenUp, Open, Outcome, TacticSession
from workbench.search.statement import Statement, find

PROMPT = "REPL> "
REPL_IMPORT = "import Lean4Repl\n"
REPL_PROOF = "by\n  lean_dojo_repl\n  sorry\n"
NO_HEARTBEATS = "set_option maxHeartbeats 0 in"
GIVEN_UP = "proof contains `sorry`"
"""What LeanDojo looks for."""
MOST_LINE = 1 << 20
STATES = 100_000


@dataclass(frozen=True, slots=True)
class Bridge:
    """What the stand-in has to know of the Lean that it asks. Written as JSON beside its script."""

    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    kind: str
    version: str
    path: tuple[str, ...]
    seconds: float
    """Of one tactic; LeanDojo's own patience has to be longer."""

    def toolchain(self) -> Toolchain:
        """The Lean."""
        return Toolchain(self.kind, self.version, "", self.command, self.environment)


def script(bridge: Bridge, folder: Path) -> Path:
    """A folder for PATH with a program `lake` in it."""
    import shlex

    folder.mkdir()
    (folder / "bridge.json").write_text(json.dumps({name: getattr(bridge, name) for name in Bridge.__slots__}), "utf-8")
    package = str(Path(__file__).parents[2])
    start = (
        f"import sys; sys.path.insert(0, {package!r}); from workbench.search.standin import main; main(sys.argv[1:])"
    )
    words = shlex.join([sys.executable, "-I", "-c", start, str(folder / "bridge.json")])
    (folder / "lake").write_text(f'#!/bin/sh\nexec {words} "$@"\n', "utf-8")
    (folder / "lake").chmod(0o700)
    return folder


def main(arguments: list[str]) -> None:
    """`BRIDGE.json env lean [options] COPY`; ends with 0, or with 1 and a sentence where there is nothing to prove."""
    settings, *rest = arguments
    if rest[:2] != ["env", "lean"] or len(rest) < 3:
        sys.exit(f"lake (a stand-in): only `lake env lean FILE` is known, and this was: {' '.join(rest)[:200]}")
    said: dict[str, Any] = json.loads(Path(settings).read_text("utf-8"))
    bridge = Bridge(
        tuple(said["command"]),
        tuple((name, value) for name, value in said["environment"]),
        said["kind"],
        said["version"],
        tuple(said["path"]),
        said["seconds"],
    )
    _raw_terminal()
    text = Path(rest[-1]).read_text("utf-8")
    toolchain, path = bridge.toolchain(), [Path(one) for one in bridge.path]
    with ServerEngine(toolchain, path, Bare()) as engine:
        session = TacticSession(engine, statement_of(text, rest[-1]), seconds=bridge.seconds)
        try:
            answer(session)
        except BadInput as error:
            sys.exit(f"lake (a stand-in): {error}")


def statement_of(text: str, file: str) -> Statement:
    """The theorem in a source that LeanDojo changed, as it was before. Raises BadInput where there is none."""
    text = text.removeprefix(REPL_IMPORT)
    at = text.find(REPL_PROOF)
    if at < 0:
        raise BadInput("there is no proof to be done here", remedy="ask for a theorem", file=file)
    text = f"{text[:at]}by\n  sorry\n"
    *_, last = (one for one in declarations(text) if one.kind in ("theorem", "lemma"))
    statement = find(text, last.name, file)
    # LeanDojo lifts Lean's bound on work, and then waits; ours is kept.
    return replace(statement, chain=statement.chain.removeprefix(NO_HEARTBEATS).lstrip("\n"))


def answer(session: TacticSession) -> None:
    """The conversation, until `exit` or the end of what is said. Raises BadInput where the source has errors."""
    states: dict[int, Open] = {0: session.start()}
    _say(0, states[0].text, None)
    for line in sys.stdin:
        if line.strip() == "exit":
            return
        try:
            request = json.loads(line)
            state, tactic = states[request["sid"]], str(request["cmd"])
        except (ValueError, KeyError, TypeError):
            _say(None, None, "no such state, or no request at all")
            continue
        (outcome,) = session.run(state, [tactic])
        number = len(states)
        if isinstance(outcome, Open) and number < STATES:
            states[number] = outcome
        _say(*said_of(outcome, number))


def said_of(outcome: Outcome, number: int) -> tuple[int | None, str | None, str | None]:
    """(sid, tactic state, error) of an outcome."""
    match outcome:
        case Open():
            return number, outcome.text, None
        case Finished():
            return number, "no goals", None
        case GivenUp():
            return None, None, GIVEN_UP
        case Failed():
            return None, None, outcome.why or "failed"


def _say(number: int | None, state: str | None, error: str | None) -> None:
    """One line; never an empty one, which LeanDojo takes for the end."""
    content = {"sid": number, "tacticState": state, "error": error}
    sys.stdout.write(f"{PROMPT}{json.dumps(content, ensure_ascii=False)}\n")
    sys.stdout.flush()


def _raw_terminal() -> None:
    """Take lines longer than a terminal's 4,096 bytes, and go on sending CR before LF, which LeanDojo expects."""
    if not os.isatty(0):
        return
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    settings = termios.tcgetattr(0)
    settings[3] &= ~(termios.ICANON | termios.ECHO)
    termios.tcsetattr(0, termios.TCSANOW, settings)
