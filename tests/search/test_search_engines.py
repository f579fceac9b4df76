"""The two engines against each other, and a server that does not do what it should."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from search_samples import SCRIPTS, text_of

from workbench.checkers.lean.messages import Message
from workbench.checkers.lean.toolchain import Toolchain
from workbench.dispatch.sandbox import Access
from workbench.search.children import Bare, Walled
from workbench.search.engine import UNSOLVED, EngineFailed, ProcessEngine
from workbench.search.server import ServerEngine


def essence(messages: tuple[Message, ...]) -> list[tuple[object, ...]]:
    """What both engines have to agree on: the server has no kinds but one."""
    return [(one.line, one.column, one.severity, one.text, one.kind == UNSOLVED) for one in messages]


def test_both_engines_say_the_same(toolchain: Toolchain, children: Walled, server: ServerEngine) -> None:
    process = ProcessEngine(toolchain, (), children)
    for script in SCRIPTS:
        text = text_of(script)
        assert essence(server.elab(text, 60)) == essence(process.elab(text, 60)), script


def test_both_engines_say_the_same_of_many_at_once(
    toolchain: Toolchain, children: Walled, server: ServerEngine
) -> None:
    text = "\n".join(text_of(script, f"t{number}") for number, script in enumerate(SCRIPTS))
    said = essence(server.elab(text, 60))
    assert said == essence(ProcessEngine(toolchain, (), children).elab(text, 60))
    assert len(said) > len(SCRIPTS)


def test_a_server_is_started_anew_after_so_many_texts(toolchain: Toolchain, children: Walled) -> None:
    with ServerEngine(toolchain, (), children, steps=3) as engine:
        said = [essence(engine.elab(text_of(SCRIPTS[number % 2]), 60)) for number in range(8)]
        assert engine.starts == 3
    assert said[0::2] == [said[0]] * 4 and said[1::2] == [said[1]] * 4 and said[0] != said[1]


def test_bare_children_answer_as_those_behind_the_wall(toolchain: Toolchain, server: ServerEngine) -> None:
    text = text_of(SCRIPTS[0])
    with ServerEngine(toolchain, (), Bare()) as bare:
        assert essence(bare.elab(text, 60)) == essence(server.elab(text, 60))
    assert essence(ProcessEngine(toolchain, (), Bare()).elab(text, 60)) == essence(server.elab(text, 60))


ENDLESS = (
    "set_option maxHeartbeats 0\nset_option maxRecDepth 1000000\n"
    "theorem t : ∀ x, x < 3000000 → x < 3000000 := by decide\n"
)


def test_what_takes_too_long_is_stopped_and_the_next_text_is_answered(
    toolchain: Toolchain, server: ServerEngine
) -> None:
    began = time.monotonic()
    with pytest.raises(EngineFailed) as caught:
        server.elab(ENDLESS, 1.5)
    assert caught.value.time and time.monotonic() - began < 15
    assert essence(server.elab(text_of(SCRIPTS[0]), 60))


def scripted(tmp_path: Path, program: str) -> ServerEngine:
    """A server that is a few lines of Python."""
    file = tmp_path / "server.py"
    file.write_text(program, "utf-8")
    return ServerEngine(
        Toolchain("scripted", "0", "", (sys.executable, str(file))),
        (),
        Walled(Access(read=(tmp_path,))),
        start_seconds=2,
    )


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("print('no header at all', flush=True); print(flush=True); input()", "protocol"),
        ("print('Content-Length: 3\\r\\n\\r\\n{{{', end='', flush=True); input()", "protocol"),
        ("print('Content-Length: 999999999999\\r\\n\\r\\n', end='', flush=True); input()", "too much"),
        ("print('Content-Length: ' + '9' * 5000 + '\\r\\n\\r\\n', end='', flush=True); input()", "too much"),
        ("print('Content-Length: -5\\r\\n\\r\\n', end='', flush=True); input()", "protocol"),
        ("import sys\nwhile True: sys.stdout.write('x' * 65536)", "too much"),
        ("raise SystemExit(3)", "ended"),
        ("import time; time.sleep(60)", "not finished"),
        (
            'print(\'Content-Length: 36\\r\\n\\r\\n{"jsonrpc":"2.0","id":1,"error":"no"}\', flush=True); input()',
            "protocol",
        ),
    ],
)
def test_a_server_that_does_not_speak_the_protocol_is_a_phrase(tmp_path: Path, program: str, why: str) -> None:
    with scripted(tmp_path, program) as engine, pytest.raises(EngineFailed) as caught:
        engine.elab("theorem t : True := trivial\n", 4)
    assert why in str(caught.value)


def test_a_process_that_crashes_or_talks_without_end_is_a_phrase(tmp_path: Path) -> None:
    for program, why in (("import os; os.abort()", "ended with -6"), ("import time; time.sleep(60)", "not finished")):
        file = tmp_path / "lean.py"
        file.write_text(program, "utf-8")
        lean = Toolchain("scripted", "0", "", (sys.executable, str(file)))
        with pytest.raises(EngineFailed) as caught:
            ProcessEngine(lean, (), Walled(Access(read=(tmp_path,)))).elab("", 3)
        assert why in str(caught.value)
