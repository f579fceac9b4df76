"""The SMT checker: Z3 answers in a child; a model is evaluated here, exactly and without Z3."""

from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from workbench.checkers.again import asked_again
from workbench.checkers.base import Claim, Judgement, RejectedCertificate, read_claim
from workbench.evidence.record import Tier
from workbench.problems.spec import SATISFIABLE, UNSATISFIABLE, Problem

VERSION = 4
"""Of the reader of scripts and of the evaluation of models."""
MOST_CERTIFICATE_BYTES = 64 << 20


class SmtChecker:
    """Answers problems of the kind `smt`."""

    name = "smt"

    def version(self, problem: Problem) -> str:
        """Of the reader and of the evaluation."""
        return f"smt/{VERSION}"

    def missing(self) -> str | None:
        """Z3 is an extra."""
        if find_spec("z3") is None:
            return "install Z3: pip install 'blueprint-workbench[smt]', or pip install z3-solver"
        return None

    def command(self, problem: Problem, folder: Path, *, cores: int, seed: int) -> list[str]:
        """The child of `workbench.checkers.smt.child`, its question written into `folder`."""
        from workbench.checkers.smt.child import write_question

        write_question(problem, folder, seed=seed)
        return [sys.executable, "-m", "workbench.checkers.smt.child", str(folder)]

    def claim(self, folder: Path) -> Claim:
        """What the child left; a claim that is missing or broken is none."""
        from workbench.checkers.smt.child import CERTIFICATE, CLAIM

        try:
            left = read_claim(folder / CLAIM)
            reason, tool = str(left["reason"]), str(left["tool"])
            if (left["answer"], left["kind"]) in ((SATISFIABLE, "model"), (UNSATISFIABLE, "computation")):
                return Claim(left["answer"], reason, left["kind"], folder / CERTIFICATE, tool)
            return Claim(None, reason, tool=tool, failed=left["failed"] is not False)
        except (ValueError, KeyError, TypeError):
            return Claim(None, "Z3's process ended without an answer", failed=True)

    def judge(self, problem: Problem, kind: str, certificate: Path) -> Judgement:
        """Evaluate a model here, in some seconds at most; what rests on Z3's word is asked once more, in a child.
        Raises RejectedCertificate."""
        from workbench.checkers.smt.evaluate import Fails, holds_in
        from workbench.checkers.smt.smtlib import NotUnderstood, read_script, text_of
        from workbench.checkers.smt.values import NotEvaluated

        model = _read(certificate)
        if kind == "computation" and model is None:
            return self._word(problem, UNSATISFIABLE, "Z3 says so; it gives no proof that is re-checked here")
        if kind != "model" or model is None:
            raise RejectedCertificate(f"a certificate of kind `{kind[:40]}` says nothing about this problem")
        try:
            number = holds_in(read_script(text_of(problem)), model)
        except NotUnderstood as error:
            raise RejectedCertificate(f"the script cannot be used: {error}") from error
        except Fails as error:
            raise RejectedCertificate(str(error)) from error
        except NotEvaluated as error:
            return self._word(problem, SATISFIABLE, f"Z3 says so; its model was not evaluated, since it has {error}")
        many = f"{number:,} assertion{'s' * (number != 1)}"
        return Judgement(SATISFIABLE, Tier.CERTIFICATE, (), f"{many} evaluated exactly in the model, all true")

    def _word(self, problem: Problem, answer: str, reason: str) -> Judgement:
        """What Z3 says, and nothing else."""
        try:
            name = f"checker:z3-{version('z3-solver')}"
        except PackageNotFoundError:
            name = "checker:z3"
        return Judgement(
            answer=answer,
            tier=Tier.COMPUTATION,
            rests_on=(name,),
            reason=reason,
            second=lambda run: asked_again(self, problem, answer, run, "Z3"),
        )


def _read(certificate: Path) -> str | None:
    """The model in a certificate; None where it says that there is none."""
    if certificate.stat().st_size > MOST_CERTIFICATE_BYTES:
        raise RejectedCertificate(f"it is larger than {MOST_CERTIFICATE_BYTES >> 20} MB")
    try:
        made = json.loads(certificate.read_bytes())
        model = made["model"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise RejectedCertificate("it is not made as certificates of this checker are") from error
    if model is not None and not isinstance(model, str):
        raise RejectedCertificate("it is not made as certificates of this checker are")
    return model
