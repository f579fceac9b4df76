"""The program that drives the real `lean_dojo.Dojo`, in a process of its own: LeanDojo changes the process it is in.

It calls `os.chdir`, takes loguru's handlers away, reads `.env` files, goes to the network with a GitHub token, and
leaves processes behind where a session does not begin. It says one JSON object a line, first `{"goals": ...}` and then
an answer to each `{"state": 0, "tactic": "..."}`. After a timeout it ends, since the late answer would be taken for the
answer to the next tactic. `check_proof` is never called: it accepts `sorry` on new versions of Lean.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

Say = Callable[..., None]
TOKENS = ("GITHUB_ACCESS_TOKEN", "GITHUB_TOKEN", "GH_TOKEN")


def main(request_file: str) -> None:
    """Open the theorem that the request names, and run tactics until stdin ends."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is not ours

    def say(**content: Any) -> None:
        channel.write(json.dumps(content, ensure_ascii=False) + "\n")
        channel.flush()

    request = json.loads(Path(request_file).read_text("utf-8"))
    for name in TOKENS:
        os.environ.pop(name, None)
    _read_no_env_files()
    try:
        import lean_dojo
    except Exception as error:  # it asserts a version of git, reads its package's files, and more
        say(error=f"lean-dojo cannot be imported: {_told(error)}")
        return
    try:
        repository = lean_dojo.LeanGitRepo.from_path(request["repository"])
        if request["trace"]:
            _trace(repository)
        theorem = lean_dojo.Theorem(repository, Path(request["file"]), request["theorem"])
        dojo = lean_dojo.Dojo(theorem, timeout=request["seconds"], build_deps=False)
    except Exception as error:
        say(error=_told(error))
        return
    with _closed(dojo):
        try:
            _, state = dojo.__enter__()
        except Exception as error:
            say(error=f"LeanDojo does not begin: {_told(error)}")
            return
        # pexpect waits 50 ms before it sends, and reads a byte at a time.
        dojo.proc.delaybeforesend = None
        dojo.proc.maxread = 1 << 16
        say(goals=state.pp)
        _converse(lean_dojo, dojo, state, say)


def _converse(lean_dojo: Any, dojo: Any, start: Any, say: Say) -> None:
    states = {0: start}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            outcome = dojo.run_tac(states[request["state"]], request["tactic"])
        except lean_dojo.DojoTacticTimeoutError:
            say(timeout=True)
            return
        except lean_dojo.DojoCrashError as error:
            say(crash=str(error) or "LeanDojo crashed")
            return
        except Exception as error:  # an answer that is no JSON object, goals that it cannot read
            say(crash=_told(error))
            return
        match outcome:
            case lean_dojo.TacticState():
                number = len(states)
                states[number] = outcome
                say(state=number, goals=outcome.pp)
            case lean_dojo.ProofFinished():
                say(finished=True)
            case lean_dojo.ProofGivenUp():
                say(given_up=True)
            case _:
                say(failed=str(getattr(outcome, "error", outcome)) or "failed")


@contextlib.contextmanager
def _closed(dojo: Any) -> Any:
    """Whatever happens, what LeanDojo started is ended and reaped, its changed copy of the source removed."""
    try:
        yield
    finally:
        import psutil

        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()
        if (process := getattr(dojo, "proc", None)) is not None:
            with contextlib.suppress(Exception):
                process.close(force=True)
        if (copy := getattr(dojo, "modified_file", None)) is not None:
            with contextlib.suppress(Exception):
                copy.close()


def _read_no_env_files() -> None:
    """`import lean_dojo` reads the nearest `.env` above its own folder into the environment: not here."""
    with contextlib.suppress(ImportError):
        import dotenv

        dotenv.load_dotenv = lambda *arguments, **options: False


def _trace(repository: Any) -> None:
    """LeanDojo's tracer without its last step, which asks GitHub about the toolchain."""
    from lean_dojo.data_extraction import cache, trace
    from lean_dojo.utils import working_directory

    place = repository.get_cache_dirname() / repository.name
    if cache.cache.get(place) is None:
        with working_directory() as folder:
            trace._trace(repository, build_deps=False)
            cache.cache.store(folder / repository.name, place)


def _told(error: BaseException) -> str:
    """The error in a line; of one without words, such as a failed assertion, the place."""
    said = " ".join(str(error).split())[:500]
    if not said and (trace := traceback.extract_tb(error.__traceback__)):
        said = f"at {Path(trace[-1].filename).name}:{trace[-1].lineno}: {trace[-1].line}"
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


if __name__ == "__main__":
    main(sys.argv[1])
