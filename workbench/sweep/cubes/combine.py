"""From a ledger that is complete to one certificate, and from what a run found to evidence."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from workbench.checkers.base import RejectedCertificate, certify
from workbench.checkers.registry import checker
from workbench.checkers.sat.cubes import KIND, PROOFS, Cubes, CubesJudge
from workbench.dispatch.certifying import Sandboxed, certify_with_both
from workbench.dispatch.plan import Question
from workbench.dispatch.referee_cubes import CERTIFICATE
from workbench.errors import WorkbenchError
from workbench.evidence.record import Checked, Evidence
from workbench.problems.cnf import Clause
from workbench.problems.spec import family_of
from workbench.sweep.cubes.cover import NoTree, cover_proof
from workbench.sweep.cubes.ledger import Ledger

Hold = Callable[[Evidence, Path], None]
"""Shown a certificate that was accepted, before its file goes."""


def certificate(ledger: Ledger, formula: str) -> Cubes:
    """The certificate of a ledger without open cubes; nothing is believed of it before `CubesJudge` has judged it."""
    proved = sorted(ledger.refuted.values(), key=lambda one: one.number)
    return Cubes(formula, cover_proof([one.cube for one in proved]), tuple(proved))


def refuted(
    question: Question, ledger: Ledger, formula: str, *, where: str, keep: Path | None, hold: Hold, what: dict[str, Any]
) -> Evidence:
    """The evidence that all cubes make together; `keep` is the folder that has their proofs."""

    def vouch(cube: Clause) -> tuple[str, int] | None:
        proved = ledger.refuted.get(cube)
        return (proved.sha256, proved.bytes) if proved else None

    def judged(folder: Path) -> tuple[Checked, Path]:
        if keep is not None:
            (folder / PROOFS).symlink_to((keep / PROOFS).absolute(), target_is_directory=True)
        path = folder / CERTIFICATE
        try:
            path.write_bytes(msgspec.json.encode(certificate(ledger, formula)))
        except NoTree as error:
            raise RejectedCertificate(f"the ledger has no cubes that cover the space: {error}") from error
        assert question.problem is not None
        judge = CubesJudge(vouch, where)
        return certify(judge, question.problem, KIND, path, run=Sandboxed.under(question.limits)), path

    return _certified(question, judged, hold, what)


def satisfied(question: Question, model: tuple[int, ...], *, hold: Hold, what: dict[str, Any]) -> Evidence:
    """The evidence that a model makes: its witness, verified on the problem itself."""

    def judged(folder: Path) -> tuple[Checked, Path]:
        import json

        assert question.problem is not None
        family, parameters = family_of(question.problem)
        path = folder / "witness.json"
        variables = family.encode(parameters).variables
        witness = family.decode(parameters, list(model[:variables]))
        path.write_text(json.dumps(witness, separators=(",", ":")) + "\n", encoding="utf-8")
        found = checker(question.checker)
        return certify_with_both(found, question.problem, "witness", path, question.limits), path

    return _certified(question, judged, hold, what)


def _certified(
    question: Question, judged: Callable[[Path], tuple[Checked, Path]], hold: Hold, what: dict[str, Any]
) -> Evidence:
    with tempfile.TemporaryDirectory(prefix="workbench-cubes-", ignore_cleanup_errors=True) as name:
        try:
            checked, path = judged(Path(name))
        except RejectedCertificate as error:
            return Evidence.error(f"REJECTED: what the cubes came to: {error}", **what)
        except (WorkbenchError, MemoryError) as error:
            return Evidence.error(f"what the cubes came to could not be checked: {error or 'out of memory'}", **what)
        decided = Evidence.verified if question.expect in (None, checked.answer) else Evidence.refuted
        evidence = decided(checked, **what)
        hold(evidence, path)
        return evidence
