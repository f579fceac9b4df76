"""A problem: one machine-checkable question, validated.

Problems come from TOML files (`load_problem`, `load_problems`) or are put together from a family and parameters
(`family_problem`). docs/problems.md gives the syntax.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import BadInput
from workbench.problems.places import Place

if TYPE_CHECKING:
    from workbench.problems.families.base import Family
    from workbench.problems.problem_file import ProblemFile

SATISFIABLE = "satisfiable"
UNSATISFIABLE = "unsatisfiable"

MOST_BYTES = 2**18
"""Of a problem file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One question, made by `load_problem` or `family_problem`: every parameter checked, defaults filled in."""

    id: str
    title: str
    kind: str
    """`sat` | `dimacs` | `smt` | `identity` | `answer` | `lean`."""
    expect: str | None
    """What is expected: `satisfiable`, `unsatisfiable`, `true` or a value; None where the author did not say."""
    body: Mapping[str, Any]
    """The kind's own table; for `sat` {"family": str, "parameters": {name: int | str | list}}; paths as written."""
    files: tuple[Path, ...] = ()
    """Every file the body names, absolute."""
    open: bool = False
    seconds: float | None = None
    memory_mb: int | None = None
    file: str | None = None
    """The TOML file, relative to the root with `/`; None for a problem put together from parameters."""
    base: Path = field(default_factory=Path)
    """The folder that relative paths of the body start from."""


def load_problem(path: Path, root: Path) -> Problem:
    """The problem in a TOML file of the workspace at `root`.

    Raises BadInput with file and line for whatever is wrong: a file that cannot be read or lies outside the root, TOML
    that is none, an unknown or missing key, a wrong value, a parameter out of range, a path that leaves the root.
    """
    from workbench.problems.files import read_limited
    from workbench.problems.problem_file import parse

    name = _relative(path, root)
    place = Place(path.parent.absolute(), root, name)
    data = read_limited(path, MOST_BYTES, "the problem file", name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput("the problem file is not UTF-8", remedy="save it as UTF-8", file=name, line=line) from None
    place = replace(place, text=text)
    return _of_tables(parse(text, place), place)


def problem_in(data: object, place: Place) -> Problem:
    """The problem that a line of a set states: the tables of a problem file, as JSON has them.

    Raises BadInput as `load_problem` does, at `place`.
    """
    from workbench.problems.problem_file import tables_of

    return _of_tables(tables_of(data, place), place)


def _of_tables(tables: ProblemFile, place: Place) -> Problem:
    from workbench.problems.bodies import body_of, expect_of

    body, files = body_of(tables, place)
    problem = Problem(
        id=tables.id,
        title=tables.title,
        kind=tables.kind,
        expect=expect_of(tables, place),
        body=body,
        files=files,
        open=tables.open,
        seconds=tables.limits.seconds,
        memory_mb=tables.limits.memory_mb,
        file=place.file,
        base=place.base,
    )
    return problem if problem.title else replace(problem, title=describe(problem))


def load_problems(folders: Iterable[Path], root: Path) -> dict[str, Problem]:
    """The problems in all `.toml` files in these folders and the folders within them, by id, in order of file names.

    Raises BadInput as `load_problem` does, for a folder that cannot be read, and where two files share an id.
    """
    problems: dict[str, Problem] = {}
    for path in dict.fromkeys(path for folder in folders for path in _toml_files(folder, root)):
        problem = load_problem(path, root)
        if problem.id in problems:
            place = Place(path.parent, file=problem.file, text=path.read_text("utf-8-sig"))
            place.fault(f"the id `{problem.id}` is also that of {problems[problem.id].file}", "change one", "id")
        problems[problem.id] = problem
    return problems


def family_problem(
    family: str,
    given: Mapping[str, Any],
    *,
    expect: str | None = None,
    base: Path | None = None,
    root: Path | None = None,
    file: str | None = None,
    line: int | None = None,
) -> Problem:
    """The problem that a family and parameters in words (`{"n": "45"}`) make; `expect` may be among them.

    Paths start from `base` (the working directory), and may not leave `root` where one is given: pass it for
    parameters that come from a blueprint. `file` and `line` are where messages point. Raises BadInput as
    `load_problem` does.
    """
    from workbench.problems.bodies import expect_in, sat_body

    place = Place((base or Path()).absolute(), root, file, at=line)
    parameters = dict(given)
    said = parameters.pop("expect", expect)
    body, files = sat_body(family, parameters, place)
    shown = ",".join(
        f"{key}={','.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in body["parameters"].items()
    )
    problem = Problem(
        id=f"{family}[{shown}]",
        title="",
        kind="sat",
        expect=expect_in("sat", said, place),
        body=body,
        files=files,
        base=place.base,
    )
    return replace(problem, title=describe(problem))


def family_of(problem: Problem) -> tuple[Family, dict[str, Any]]:
    """The family of a problem of kind `sat` or `dimacs`, and its parameters as its methods take them.

    Raises ValueError for another kind, BadInput where the family is gone.
    """
    from workbench.problems.families import family
    from workbench.problems.parameters import with_files

    if problem.kind not in ("sat", "dimacs"):
        raise ValueError(f"{problem.id} is of kind {problem.kind}, which has no family")
    found = family(problem.body["family"] if problem.kind == "sat" else "dimacs")
    return found, with_files(found, problem.body["parameters"] if problem.kind == "sat" else problem.body, problem.base)


def expectation(problem: Problem) -> str | None:
    """What is expected: what the author says, else what the theorem of the family's name says, else None."""
    if problem.expect is not None:
        return problem.expect
    if problem.kind in ("sat", "dimacs"):
        return family_of(problem)[0].claim
    return None if problem.kind == "smt" else "true"


def canonical_json(problem: Problem) -> str:
    """What the question is, and nothing else, as JSON with sorted keys and no white space.

    It holds kind, `expect` as the problem has it, and body. A node's question is `canonical_json` of a problem whose
    `expect` is its `expectation`, so that a change of what is expected is another question.
    """
    import json

    question = {"kind": problem.kind, "expect": problem.expect, "body": problem.body}
    return json.dumps(question, sort_keys=True, separators=(",", ":"))


def describe(problem: Problem) -> str:
    """One sentence or two that a person can accept as what the problem states, given what is expected."""
    body, expected = problem.body, expectation(problem)
    if problem.kind in ("sat", "dimacs"):
        family, parameters = family_of(problem)
        return family.describe(parameters, expected)
    if problem.kind == "smt":
        what = f"The SMT-LIB script {body['file']}" if body["file"] else "The SMT-LIB script in the problem file"
        return f"{what} is {expected}." if expected else f"{what} is satisfiable, or it is not."
    if problem.kind == "identity":
        domains = ", ".join(f"{name} {domain}" for name, domain in body["variables"].items())
        holds = f"{body['left']} = {body['right']}" + (
            f" for all values of the variables ({domains})" if domains else ""
        )
        return f"{holds}." if expected == "true" else f"It is not so that {holds}."
    if problem.kind == "answer":
        return f"{body['question']} Answer: {body['answer']}."
    return f"The theorem {body['theorem']} of {body['file']} is proved."


def _relative(path: Path, root: Path) -> str:
    """The file's name in messages; raises BadInput where it lies, or a symbolic link leads, outside the root."""
    from workbench.problems.files import shown

    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (OSError, RuntimeError, ValueError):  # a loop of links, or a NUL: no file of the workspace either
        problem = "the problem file lies outside the workspace"
        raise BadInput(problem, remedy=f"move it to {shown(root)}", file=shown(path)) from None


def _toml_files(folder: Path, root: Path) -> list[Path]:
    from workbench.problems.files import shown

    def fail(error: OSError) -> None:
        raise BadInput(
            f"the folder of problems cannot be read: {error.strerror}",
            remedy="correct `problems` in workbench.toml, or make the folder",
            file=shown(Path(error.filename)),
        )

    found: list[Path] = []
    for where, inner, files in os.walk(folder, onerror=fail):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        found += (Path(where, name) for name in sorted(files) if name.endswith(".toml"))
    return found
