"""Second opinions on symbolic and SMT certificates, and on answers that rest on a program's word alone."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from workbench.checkers.registry import checker_for
from workbench.checkers.smt.smtlib import NotUnderstood, text_of
from workbench.errors import WorkbenchError
from workbench.opinions.desk import Desk, Note, Program, problem_json, workplace
from workbench.opinions.record import Kind, Opinion, Said
from workbench.problems.spec import Problem

SEED = 20_261_126
"""With which a solver is asked once more; `check` asks with 0."""


def symbolic_opinions(problem: Problem, desk: Desk, note: Note) -> list[Opinion]:
    """What SymPy says of the question, asked plainly. FLINT judged the certificate first."""
    program = Program("sympy", _version("sympy"), Kind.OTHER)
    if not program.version:
        return [program.opinion(Said.MISSING, "it is not installed: pip install sympy")]
    note("SymPy in a fresh process")
    with workplace() as folder:
        (folder / "question.json").write_text(json.dumps(problem_json(problem)), encoding="utf-8")
        return [program.of_json(desk.ask_python("ask_sympy", [], folder), desk.seconds)]


def model_opinions(problem: Problem, certificate: Path, desk: Desk, note: Note) -> list[Opinion]:
    """What Z3 says of the model. Our own evaluator judged it first."""
    program = Program("z3", _version("z3-solver"), Kind.OTHER)
    if not program.version:
        return [program.opinion(Said.MISSING, "it is not installed: pip install z3-solver")]
    note("Z3 evaluates the model")
    try:
        script, model = text_of(problem), json.loads(certificate.read_bytes())["model"]
    except (NotUnderstood, ValueError, KeyError, TypeError, RecursionError) as error:
        return [program.opinion(Said.NO_ANSWER, f"there is nothing to evaluate: {error}")]
    with workplace() as folder:
        (folder / "script.smt2").write_text(script, encoding="utf-8")
        (folder / "model.smt2").write_text(str(model), encoding="utf-8")
        return [program.of_json(desk.ask_python("ask_z3", [], folder), desk.seconds)]


def asked_again(problem: Problem, answer: str, desk: Desk, note: Note) -> list[Opinion]:
    """What the same program says with another seed: no second opinion, since it is the same program."""
    checker = checker_for(problem.kind)
    program = Program(f"{checker.name} again", f"seed {SEED}", Kind.WORD)
    note(f"{checker.name}, asked again with another seed")
    with workplace() as folder:
        try:
            argv = checker.command(problem, folder, cores=1, seed=SEED)
        except WorkbenchError as error:
            return [program.opinion(Said.NO_ANSWER, str(error))]
        asked = desk.ask(argv, folder, read=(problem.base, *problem.files) if problem.files else ())
        if (unanswered := program.unanswered(asked, desk.seconds)) is not None:
            return [unanswered]
        claim = checker.claim(folder)
    seconds = asked.finished.seconds
    if claim.answer is None:
        return [program.opinion(Said.NO_ANSWER, claim.reason[:300], seconds)]
    if claim.answer != answer:
        return [program.opinion(Said.REJECTED, f"asked again, it says {claim.answer[:200]}", seconds)]
    return [program.opinion(Said.AGREED, "no second opinion: the same program, asked twice", seconds)]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
