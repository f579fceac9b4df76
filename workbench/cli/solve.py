"""`workbench solve`: one problem without a blueprint."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.isolation import require_isolation_option, settle_isolation
from workbench.cli.options import JSON_OR_TEXT, MEGABYTES, SECONDS
from workbench.cli.terminal import ink_for, say, tell, width_of
from workbench.errors import BadInput
from workbench.evidence.record import Evidence, Limits, Verdict

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from workbench.dispatch.plan import Question
    from workbench.problems.spec import Problem
    from workbench.workspace import Workspace


class Family(click.ParamType[str]):
    """A family's name or a problem file."""

    name = "family"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The families that start so, and files."""
        from click.shell_completion import CompletionItem

        from workbench.problems.families import family_names

        names = [name for name in family_names() if name.startswith(incomplete)]
        return [CompletionItem(name) for name in names] or [CompletionItem(incomplete, type="file")]


@click.command("solve")
@click.argument("what", metavar="FAMILY|FILE.toml", type=Family())
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--timeout", type=SECONDS, help="Wall seconds.  [default: 60]")
@click.option("--memory", type=MEGABYTES, help="Megabytes, of all its processes together.  [default: 3000]")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, help="Of the solvers' random choices.")
@click.option(
    "--jobs", type=click.IntRange(1, 1024), help="Processes of the portfolio, at least two run; or workers for cubes."
)
@click.option("--until", type=click.Choice(["unsatisfiable", "satisfiable"]), help="Where a parameter is a range: end.")
@click.option("--cubes", is_flag=True, help="Split by look-ahead; every part has its proof, and a run can be resumed.")
@click.option("--cluster", metavar="ADDRESS", help="Solve cubes by a dask scheduler, such as tcp://host:8786.")
@require_isolation_option
@click.option("--format", "form", type=JSON_OR_TEXT, default="text", show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Leave a referee's folder: formula, proof or witness.")
def solve_command(
    what: str,
    parameters: tuple[str, ...],
    timeout: float | None,
    memory: int | None,
    seed: int,
    jobs: int | None,
    until: str | None,
    cubes: bool,
    cluster: str | None,
    require_isolation: bool,
    form: str,
    keep: Path | None,
) -> int:
    """Answer one problem: a FAMILY with its parameters, or a problem file.

    Clause learning and local search run side by side; what the first of them answers is believed once its witness was
    verified on the problem, or its LRAT proof checked. Nothing is recorded: --keep leaves all that a referee needs.

    One parameter may be a range: n=1..60, or n=1.. with --until. What is known of one step is used in the next; the
    limits are of each step, and --keep leaves a folder for each (docs/growing.md).

    With --cubes the formula is split, and solved in parts on all cores or, with --cluster, on many machines; what has
    finished is kept in .workbench/cubes (in the folder of --keep, with every proof), and the same command goes on
    from there. --memory is of each solver then (docs/cubes.md).

    Exit code 0: decided, as expected where something is expected (expect=satisfiable or expect=unsatisfiable among the
    parameters, `expect` in a file); 1: decided otherwise, or not at all; 2: bad input, or a tool
    failed; 3: a tool is missing.

    \b
    Families: pythagorean-triples, schur, van-der-waerden, ramsey, pigeonhole, graph-colouring,
    queens, dimacs; installed packages may add more (docs/families.md).

    \b
    Examples:
      workbench solve schur n=44 colours=4
      workbench solve schur n=45 colours=4 expect=unsatisfiable --keep schur-45
      workbench solve schur n=1.. colours=3 --until unsatisfiable
      workbench solve van-der-waerden n=135 lengths=3,12 --cubes --timeout 600
      workbench solve pythagorean-triples n=7824 --seed 7 --format json
      workbench solve van-der-waerden n=97 lengths=3,10 --timeout 300
      workbench solve graph-colouring file=problems/graphs/groetzsch.col colours=4
      workbench solve problems/ramsey-4-4-upper.toml
    """
    from workbench.cli.solve_cubes import require_formula, solve_in_cubes
    from workbench.cli.solve_growing import range_in, solve_growing
    from workbench.dispatch.plan import about
    from workbench.dispatch.referee import claim_folder, write_folder
    from workbench.problems.spec import expectation

    if not what.endswith(".toml"):
        values, given = range_in(parameters)
        if values is not None:
            if cubes or cluster:
                raise BadInput("a range is not split into cubes", remedy="give one value, or leave --cubes out")
            settle_isolation(require_isolation)
            bounds: dict[str, Any] = {"timeout": timeout, "memory": memory, "seed": seed, "jobs": jobs}
            return solve_growing(what, values, given, until=until, form=form, keep=keep, **bounds)
    if until is not None:
        raise BadInput("--until is for a parameter that is a range", remedy="write for example n=1..")
    cubes = cubes or cluster is not None
    problem = _problem(what, parameters)
    if keep is not None and problem.kind == "lean":
        remedy = "leave --keep out: whoever doubts an audit runs it again, from the sources"
        raise BadInput("the answer to a Lean problem leaves no folder for a referee", remedy=remedy)
    if problem.kind in ("identity", "answer"):
        problem = replace(problem, expect=expectation(problem))  # its file is a claim, and not only a question
    if keep is not None and problem.kind in ("identity", "answer", "smt"):
        remedy = "leave --keep out: `workbench check` of a blueprint that names it keeps the certificate"
        raise BadInput(f"a folder for a referee is for SAT problems, and this is of kind {problem.kind}", remedy=remedy)
    settle_isolation(require_isolation)
    if keep is not None:
        claim_folder(keep, cubes=cubes)  # before the work, not after
    limits = Limits(timeout or problem.seconds or Limits().seconds, memory or problem.memory_mb or Limits().memory_mb)
    # A family's usual claim is what the author of a blueprint means; who asks here has said what to expect, or nothing.
    question = replace(about(problem, limits, _around(problem)), problem=problem, expect=problem.expect)
    found: list[Any] = []

    def hold(question: Question, evidence: Evidence, certificate: Path) -> None:
        from workbench.checkers.sat.checker import read_witness

        is_witness = evidence.certificate is not None and evidence.certificate.kind == "witness"
        found.append(read_witness(certificate) if is_witness else None)
        if keep is not None:
            write_folder(keep, problem, evidence, certificate, cubes=cubes)

    progress: dict[str, Any] = {}
    if cubes:
        require_formula(question)
        options: dict[str, Any] = {"jobs": jobs, "cluster": cluster, "seed": seed, "keep": keep}
        evidence, progress["cubes"] = solve_in_cubes(question, hold=hold, **options)
    else:
        evidence = _ask(question, jobs, seed, hold)
    if keep is not None and not evidence.decided and problem.kind in ("sat", "dimacs") and not evidence.missing:
        write_folder(keep, problem, evidence, None, cubes=cubes)
    witness = found[0] if found else None
    if form == "json":
        say(_json(problem, evidence, witness, progress))
    elif evidence.verdict is Verdict.ERROR:
        from workbench.views.plain import plain

        tell(f"workbench: {plain(evidence.reason)}")
    else:
        say(_text(problem, evidence, witness, keep))
    if evidence.verdict is Verdict.ERROR:
        return 3 if evidence.missing else 2
    return 0 if evidence.verdict is Verdict.VERIFIED else 1


def _problem(what: str, parameters: tuple[str, ...]) -> Problem:
    from workbench.problems.families import family_names
    from workbench.problems.parameters import from_text
    from workbench.problems.spec import family_problem, load_problem
    from workbench.workspace import find_root

    if not what.endswith(".toml"):
        if what not in family_names() and Path(what).exists():
            raise BadInput(
                f"{what} is no problem file", remedy=f"a .toml file, or `workbench solve dimacs file={what}`"
            )
        return family_problem(what, from_text(parameters))
    if parameters:
        raise BadInput("a problem file has its parameters in it", remedy="change the file, or name a family")
    path = Path(what)
    return load_problem(path, find_root(path.absolute().parent.resolve()))


def _around(problem: Problem) -> Workspace | None:
    """The workspace of a Lean problem, whose modules its file may import."""
    from workbench.workspace import find_root, open_root

    return open_root(find_root(problem.base.resolve()), []) if problem.kind == "lean" else None


def _ask(question: Question, jobs: int | None, seed: int, hold: Any) -> Evidence:
    from workbench.cli.progress import progress
    from workbench.dispatch.runner import processors, run

    with progress(1) if sys.stderr.isatty() else nullcontext(lambda event: None) as listen:
        answers = run([question], jobs=1, cores=jobs or processors(), on_event=listen, seed=seed, keep=hold)
    return answers[question.fingerprint]


def _json(problem: Problem, evidence: Evidence, witness: Any, progress: dict[str, Any]) -> str:
    import json

    from workbench.dispatch.referee import summary

    return json.dumps({**summary(problem, evidence, witness), **progress}) + "\n"


def _text(problem: Problem, evidence: Evidence, witness: Any, keep: Path | None) -> Iterator[str]:
    from workbench.views.plain import plain
    from workbench.views.witness import draw

    ink, width = ink_for(sys.stdout), width_of(sys.stdout)
    verdict, cost, certificate = evidence.verdict, evidence.cost, evidence.certificate
    colour = {Verdict.VERIFIED: "green", Verdict.UNKNOWN: "stale"}.get(verdict, "error")
    yield plain(_statement(problem, evidence))
    against = f" (expected: {problem.expect})" if verdict is Verdict.REFUTED else ""
    yield f"{ink((evidence.answer or str(verdict)), colour)}{against}: {plain(evidence.reason)}"
    if certificate is not None:
        yield f"  tier        {evidence.tier}"
        yield f"  rests on    {', '.join(map(plain, evidence.rests_on)) or 'the code that verified the witness'}"
        where = (
            f"in {keep}"
            if keep
            else "not kept"
            if problem.kind not in ("sat", "dimacs")
            else "not kept (--keep DIR leaves it)"
        )
        yield f"  certificate {certificate.kind}, {_size(certificate.bytes)}, {certificate.sha256[:12]}; {where}"
    yield ink(
        f"  cost        {cost.seconds:.1f} s, {cost.cpu_seconds:.1f} CPU s, {cost.peak_mb:,.0f} MB"
        + (f"; {plain(evidence.tool)}" if evidence.tool else ""),
        "faint",
    )
    if lines := draw(witness, min(width, 120) - 2):
        yield ""
        yield from (f"  {line}" for line in lines)


def _statement(problem: Problem, evidence: Evidence) -> str:
    """What the answer says; without one, the question."""
    from workbench.dispatch.referee import statement

    if problem.kind != "lean":
        return statement(problem, evidence.answer)
    says = evidence.states.partition("\n")[0]
    return f"{problem.body['theorem']} of {problem.body['file']}" + (f": {says}" if says else "")


def _size(count: int) -> str:
    if count < 10_000:
        return f"{count:,} bytes"
    return f"{count / 1e3:,.0f} kB" if count < 1e6 else f"{count / 1e6:,.1f} MB"
