"""Second opinions on a witness: the family's own verify in a fresh process, and plain code that shares nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from functools import cache
from pathlib import Path
from typing import Any

from workbench.opinions.desk import PROGRAMS, Desk, Note, Program, problem_json, workplace
from workbench.opinions.record import Kind, Opinion, Said
from workbench.problems.spec import Problem, family_of

PLAIN = PROGRAMS / "plain_witness.py"
NO_FAMILY = 2
"""The exit code with which the plain program says that it does not know the family."""


def witness_opinions(problem: Problem, witness: Path, desk: Desk, note: Note) -> list[Opinion]:
    """What both say of the witness in a file."""
    return [_by_family(problem, witness, desk, note), _by_plain_code(problem, witness, desk, note)]


def _by_family(problem: Problem, witness: Path, desk: Desk, note: Note) -> Opinion:
    family, _ = family_of(problem)
    program = Program(f"{family.name} verify", str(family.encoder_version), Kind.AGAIN)
    note(f"{program.name} in a fresh process")
    with workplace() as folder:
        _lay_out(folder, problem_json(problem), witness)
        asked = desk.ask_python("witness", [], folder, read=_files(problem))
    return program.of_json(asked, desk.seconds)


def _by_plain_code(problem: Problem, witness: Path, desk: Desk, note: Note) -> Opinion:
    program = Program(PLAIN.stem, digest_of(PLAIN), Kind.OTHER)
    note(program.name)
    family, parameters = family_of(problem)
    plainly = {name: str(value) if isinstance(value, Path) else value for name, value in parameters.items()}
    with workplace() as folder:
        _lay_out(folder, {"family": family.name, "parameters": plainly}, witness)
        argv = [sys.executable, "-I", str(PLAIN), "question.json", "witness.json"]
        asked = desk.ask(argv, folder, read=(PROGRAMS, *_files(problem)))
    if (unanswered := program.unanswered(asked, desk.seconds)) is not None:
        return unanswered
    exit, lines, seconds = asked.finished.exit, asked.out.splitlines(), asked.finished.seconds
    if exit == NO_FAMILY:
        return program.opinion(Said.NO_ANSWER, f"it does not know the family {family.name}", seconds)
    if exit == 0 and lines == ["s VERIFIED"]:
        return program.opinion(Said.AGREED, "", seconds)
    if exit == 1 and lines[:1] == ["s NOT VERIFIED"]:
        return program.opinion(Said.REJECTED, lines[-1].removeprefix("c ")[:300], seconds)
    return program.opinion(Said.NO_ANSWER, asked.last(), seconds)


def _lay_out(folder: Path, question: dict[str, Any], witness: Path) -> None:
    (folder / "question.json").write_text(json.dumps(question), encoding="utf-8")
    shutil.copyfile(witness, folder / "witness.json")


def _files(problem: Problem) -> tuple[Path, ...]:
    return (problem.base, *problem.files) if problem.files else ()


@cache
def digest_of(program: Path) -> str:
    """The version of a program that is one file: the beginning of its hash."""
    return f"sha256 {hashlib.sha256(program.read_bytes()).hexdigest()[:12]}"
