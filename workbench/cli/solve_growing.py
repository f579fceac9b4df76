"""`workbench solve FAMILY n=1..`: one parameter grows until the answer changes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.cli.terminal import ink_for, say, tell
from workbench.errors import BadInput
from workbench.evidence.record import Evidence, Limits, Verdict

if TYPE_CHECKING:
    from workbench.dispatch.plan import Question
    from workbench.sweep.growing.search import Range, Step

RANGE = re.compile(r"([0-9]{1,9})\.\.([0-9]{0,9})")


def range_in(parameters: tuple[str, ...]) -> tuple[Range | None, dict[str, str]]:
    """The parameter that is a range, and the others. Raises BadInput for two ranges or an empty one."""
    from workbench.problems.parameters import from_text
    from workbench.sweep.growing.search import Range

    given = from_text(parameters)
    ranges = {name: match for name, value in given.items() if (match := RANGE.fullmatch(value))}
    if not ranges:
        return None, given
    if len(ranges) > 1:
        raise BadInput(f"{' and '.join(ranges)} cannot both grow", remedy="give one of them a single value")
    [(name, match)] = ranges.items()
    values = Range(name, int(match[1]), int(match[2]) if match[2] else None)
    if values.last is not None and values.last < values.first:
        raise BadInput(f"{name}={match[0]} is empty", remedy=f"write {name}={match[2]}..{match[1]}")
    return values, {key: value for key, value in given.items() if key != name}


def solve_growing(
    family: str,
    values: Range,
    given: dict[str, str],
    *,
    until: str | None,
    timeout: float | None,
    memory: int | None,
    seed: int,
    jobs: int | None,
    form: str,
    keep: Path | None,
) -> int:
    """Search, say each step as it comes, and exit as `solve` does: 0 where `until` was reached (without it: where all
    was decided, as expected), else 1."""
    from workbench.dispatch.plan import about
    from workbench.dispatch.referee import claim_folder, write_folder
    from workbench.dispatch.runner import processors
    from workbench.problems.spec import family_problem
    from workbench.sweep.growing.search import search

    if values.last is None and until is None:
        raise BadInput(f"{values.name}={values.first}.. has no end", remedy="say --until unsatisfiable or satisfiable")
    _require_integer(family, values.name)
    limits = Limits(timeout or Limits().seconds, memory or Limits().memory_mb)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)

    def ask(value: int) -> Question:
        problem = family_problem(family, {**given, values.name: str(value)})
        return replace(about(problem, limits), problem=problem, expect=problem.expect)

    def hold(question: Question, evidence: Evidence, certificate: Path) -> None:
        from workbench.checkers.sat.checker import read_witness

        assert question.problem is not None and evidence.certificate is not None
        if evidence.certificate.kind == "witness":
            witnesses[question.fingerprint] = read_witness(certificate)
        if keep is not None:
            folder = keep / f"{values.name}={question.problem.body['parameters'][values.name]}"
            claim_folder(folder)
            write_folder(folder, question.problem, evidence, certificate)

    witnesses: dict[str, Any] = {}
    steps: list[Step] = []
    for step in search(ask, values, until=until, cores=jobs or processors(), seed=seed, hold=hold):
        for earlier in steps:
            witnesses.pop(earlier.question.fingerprint, None)  # the last one is shown
        steps.append(step)
        tell(_line(values, step))
    reached = _reached(steps, until)
    witness = witnesses.get(steps[-1].question.fingerprint)
    say(_json(steps, values, until, reached, witness) if form == "json" else _text(steps, values, until, reached))
    if any(step.evidence.verdict is Verdict.ERROR for step in steps):
        return 3 if any(step.evidence.missing for step in steps) else 2
    return 0 if reached else 1


def _require_integer(family: str, name: str) -> None:
    from workbench.problems.families import family as find

    kinds = {parameter.name: parameter.kind for parameter in find(family).parameters}
    if kinds.get(name, "int") != "int":
        raise BadInput(f"the parameter `{name}` is no integer, so it cannot grow", remedy="give it a value")


def _reached(steps: list[Step], until: str | None) -> bool:
    if until is not None:
        return steps[-1].evidence.answer == until
    return all(step.evidence.verdict is Verdict.VERIFIED for step in steps)


def _line(values: Range, step: Step) -> str:
    from workbench.views.plain import plain

    evidence = step.evidence
    said = evidence.answer or f"{evidence.verdict}: {plain(evidence.reason)}"
    how = f" ({step.how})" if evidence.answer == "satisfiable" else ""
    return f"{values.name}={step.value}: {said}{how}, {evidence.cost.seconds:.2f} s"


def _text(steps: list[Step], values: Range, until: str | None, reached: bool) -> Iterator[str]:
    from workbench.dispatch.referee import statement
    from workbench.views.plain import plain

    ink = ink_for(sys.stdout)
    for step in steps[-2:]:
        evidence = step.evidence
        assert step.question.problem is not None
        colour = {Verdict.VERIFIED: "green", Verdict.UNKNOWN: "stale"}.get(evidence.verdict, "error")
        yield plain(statement(step.question.problem, evidence.answer))
        yield f"{ink(evidence.answer or str(evidence.verdict), colour)}: {plain(evidence.reason)}"
        if evidence.certificate is not None:
            resting = ", ".join(map(plain, evidence.rests_on)) or "the code that verified the witness"
            yield f"  tier {evidence.tier}; rests on {resting}"
    seconds = sum(step.evidence.cost.seconds for step in steps)
    span = f"{values.name}={steps[0].value}..{steps[-1].value}: {len(steps)} steps, {seconds:.1f} s"
    end = f"{until} first at {values.name}={steps[-1].value}" if until else "all decided"
    if reached:
        yield f"{span}; {end}"
    elif steps[-1].evidence.answer is None:
        yield f"{span}; undecided at {values.name}={steps[-1].value}"
    elif until == "satisfiable" and len(steps) > 1 and steps[-1].contains:
        yield f"{span}; it cannot become satisfiable any more: each formula has all clauses of the one before"
    else:
        yield f"{span}; {until or 'what was expected'} was not reached"


def _json(steps: list[Step], values: Range, until: str | None, reached: bool, witness: Any) -> str:
    from workbench.dispatch.referee import summary

    last = steps[-1]
    assert last.question.problem is not None
    listed = [
        {
            "value": step.value,
            "answer": step.evidence.answer,
            "verdict": str(step.evidence.verdict),
            "how": step.how if step.evidence.answer == "satisfiable" else None,
            "seconds": step.evidence.cost.seconds,
            "cpu_seconds": step.evidence.cost.cpu_seconds,
        }
        for step in steps
    ]
    growing = {"parameter": values.name, "until": until, "reached": reached, "steps": listed}
    return json.dumps({**summary(last.question.problem, last.evidence, witness), "growing": growing}) + "\n"
