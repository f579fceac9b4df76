"""What a Lean theorem says of a family's formulas: Lean's own formula is computed, and compared with ours.

A theorem says for all parameters that the formula F(n, k), a function in Lean, is satisfiable exactly where there is
what the family asks for. What is left to see is that the encoder's clauses are those of F at the parameters of a
problem: Lean evaluates F there and prints it, and every clause has to be the encoder's, in the same order. Then a
refutation of the encoder's formula says what the theorem says, and `encoding:FAMILY` is no longer among what it rests
on, where the theorem is what a green node names and its statement rests on F (`status`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from workbench.checkers.base import Judgement, RejectedCertificate, certify
from workbench.dispatch.declarations import Recorder, heading
from workbench.dispatch.lean import evaluate
from workbench.dispatch.plan import Question
from workbench.dispatch.sandbox import Watch, unwatched
from workbench.errors import MissingTool, WorkbenchError
from workbench.evidence.record import Evidence, Tier
from workbench.problems.spec import Problem, family_of

CERTIFICATE, AGREES = "clauses", "true"
RESTS_ON = "evaluation:lean"
"""That Lean's interpreter computes what the kernel means: the formula is printed by it."""
_NOTATIONS = frozenset({"notation", "infix", "infixl", "infixr", "prefix", "postfix"})


def compare(
    asked: Question,
    record: Recorder,
    *,
    cancel: Event | None = None,
    on_progress: Callable[[str], None] = lambda line: None,
    watch: Watch = unwatched,
    compiled: Path | None = None,
) -> None:
    """Let Lean print the formula, compare, and record what came out."""
    project, problem = asked.project, asked.problem
    assert project is not None and problem is not None and asked.declaration is not None
    what = {**heading(asked), "tool": project.told_by}
    with TemporaryDirectory(prefix="workbench-lean-", ignore_cleanup_errors=True) as folder:
        certificate = Path(folder) / "clauses"
        try:
            names = _modules(asked)
            printed = evaluate(
                project.modules,
                names,
                program(names, asked.formula, arguments(problem)),
                asked.limits,
                store=compiled or project.compiled,
                cancel=cancel,
                on_progress=on_progress,
                watch=watch,
            )
            if printed is None:
                return
            certificate.write_bytes(printed.output)
            checked = certify(Clauses(asked.formula, project.told_by), problem, CERTIFICATE, certificate)
        except MissingTool as error:
            record(asked, Evidence.error(str(error), missing=True, **what), None)
        except (RejectedCertificate, WorkbenchError) as error:
            record(asked, Evidence.error(str(error), **what), None)
        else:
            record(asked, Evidence.verified(checked, cost=printed.cost, **what), certificate)


def compared_afresh(questions: Iterable[Question]) -> dict[str, Evidence]:
    """What comes out when everything is compiled, printed and compared anew, by fingerprint; recorded nowhere."""
    found: dict[str, Evidence] = {}
    with TemporaryDirectory(prefix="workbench-lean-") as folder:
        for asked in questions:
            if asked.formula:
                compare(
                    asked, lambda one, evidence, _: found.update({one.fingerprint: evidence}), compiled=Path(folder)
                )
    return found


@dataclass(frozen=True)
class Clauses:
    """Judges what Lean printed: it has to be the encoder's plain clauses, in their order."""

    formula: str
    lean: str

    def judge(self, problem: Problem, kind: str, certificate: Path) -> Judgement:
        """Compare; raises RejectedCertificate at the first clause that differs."""
        family, parameters = family_of(problem)
        ours = family.encode(parameters).plain.clauses
        lines = certificate.read_text("ascii", "replace").splitlines()
        for number, (clause, line) in enumerate(zip(ours, lines, strict=False), 1):
            if line != _line(clause):
                raise RejectedCertificate(
                    f"clause {number} of {self.formula} is {line[:80]!r}, and the encoder's is {_line(clause)[:80]!r}"
                )
        if len(ours) != len(lines):
            raise RejectedCertificate(f"{self.formula} has {len(lines):,} clauses, and the encoder {len(ours):,}")
        shown = ", ".join(f"{name} = {value}" for name, value in problem.body["parameters"].items())
        return Judgement(
            AGREES,
            Tier.CERTIFICATE,
            (RESTS_ON,),
            f"the {len(ours):,} clauses of {self.formula} at {shown}, as {self.lean} prints them, are the encoder's",
        )


def program(modules: Sequence[str], formula: str, numbers: Sequence[int]) -> str:
    """A Lean program that prints a formula, a clause a line in the words of DIMACS. A formula is a list of clauses, a
    clause one of literals, and a literal a structure of two fields, `var : Nat` and `positive : Bool`.

    No class has a part in it, and each value is taken apart by `match`, which coerces nothing: an instance or a
    coercion of the formula's author could print other clauses than the formula has.
    """
    imports = "".join(f"import {name}\n" for name in modules)
    at = " ".join(f"(nat_lit {number})" for number in numbers)
    return f"""{imports}
def main : IO Unit := @IO.print String (ToString.mk (fun text => text)) (List.foldl (fun text clause =>
  String.append (List.foldl (fun text literal => match literal with
    | {{ var, positive }} =>
      let number := match var with
        | Nat.zero => "0"
        | Nat.succ n => Nat.repr (Nat.succ n)
      match positive with
        | Bool.true => String.append (String.append text number) " "
        | Bool.false => String.append (String.append (String.append text "-") number) " ")
    text {_same_list("clause")}) "0\\n")
  "" {_same_list(f"{formula} {at}")})
"""


def _same_list(term: str) -> str:
    return f"(match {term} with | List.nil => List.nil | List.cons first rest => List.cons first rest)"


def arguments(problem: Problem) -> tuple[int, ...]:
    """A problem's parameters in the order of its family, where all of them are numbers; raises WorkbenchError else."""
    family, parameters = family_of(problem)
    values = [parameters[parameter.name] for parameter in family.parameters]
    if not all(isinstance(value, int) for value in values):
        raise WorkbenchError(
            f"the formulas of {family.name} have parameters that are no numbers", remedy="leave it out of [encodings]"
        )
    return tuple(values)


def _modules(asked: Question) -> list[str]:
    """The modules that may declare theorem and formula; none may change what a program means."""
    assert asked.project is not None and asked.declaration is not None
    modules = asked.project.modules
    names = modules.closure(modules.may_declare(asked.declaration.name))
    for name in names:
        if found := sorted(_NOTATIONS & modules.by_name[name].words):
            file = modules.by_name[name].file
            raise WorkbenchError(
                f"it has a {found[0]}, so that a program that imports it may not mean what it says",
                remedy="keep notation out of the modules of a formula",
                file=file,
            )
    return list(names)


def _line(clause: Sequence[int]) -> str:
    return " ".join([*map(str, clause), "0"])
