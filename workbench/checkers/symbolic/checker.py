"""The symbolic checker: SymPy proposes in a child; what it proposes counts for what can be re-checked without it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workbench.checkers.again import asked_again
from workbench.checkers.base import Claim, Judgement, RejectedCertificate, read_claim
from workbench.evidence.record import Tier
from workbench.problems.spec import Problem

VERSION = 3
"""Of grammar, meaning and judge: raise it where the same problem could be read or judged otherwise."""
MOST_CERTIFICATE_BYTES = 4 << 20
_PACKAGES = {"sympy": "sympy", "flint": "python-flint"}


class SymbolicChecker:
    """Answers problems of the kinds `identity` and `answer`."""

    name = "symbolic"

    def version(self, problem: Problem) -> str:
        """Of the grammar and of the judge."""
        return f"symbolic/{VERSION}"

    def missing(self) -> str | None:
        """What is not installed of SymPy and python-flint."""
        absent = [package for module, package in _PACKAGES.items() if not _is_installed(module)]
        return f"install {' and '.join(absent)}: pip install {' '.join(absent)}" if absent else None

    def command(self, problem: Problem, folder: Path, *, cores: int, seed: int) -> list[str]:
        """The child of `workbench.checkers.symbolic.child`, its question written into `folder`."""
        return _child(problem, folder)

    def claim(self, folder: Path) -> Claim:
        """What the child left; a claim that is missing or broken is none."""
        from workbench.checkers.symbolic.child import CERTIFICATE, CLAIM

        try:
            return claim_of(read_claim(folder / CLAIM), folder / CERTIFICATE)
        except (ValueError, KeyError, TypeError):
            return Claim(None, "SymPy's process ended without an answer", failed=True)

    def judge(self, problem: Problem, kind: str, certificate: Path) -> Judgement:
        """Re-check a proof here, exactly and without SymPy; bounds keep that to a second or so. What rests on SymPy
        alone is computed once more, in a child. Raises RejectedCertificate."""
        from workbench.checkers.symbolic.judging import judge, kind_of, rests_on

        made = _read(certificate)
        if kind_of(made) != kind:
            raise RejectedCertificate(f"it is no certificate of kind `{kind[:40]}`")
        found = judge(problem, made)
        if not found.computed:
            return Judgement(found.answer, Tier.CERTIFICATE, rests_on(False), found.reason)
        return Judgement(
            answer=found.answer,
            tier=Tier.COMPUTATION,
            rests_on=rests_on(True),
            reason=found.reason,
            second=lambda run: asked_again(self, problem, found.answer, run, "SymPy"),
        )


_installed: set[str] = set()
"""What was found: to look for a module costs more than many a question, and nobody uninstalls it meanwhile."""


def _is_installed(module: str) -> bool:
    if module not in _installed and find_spec(module) is not None:
        _installed.add(module)
    return module in _installed


def claim_of(left: Mapping[str, Any], certificate: Path) -> Claim:
    """A child's claim from its JSON. Raises KeyError, TypeError, ValueError for what is none."""
    reason, tool = str(left["reason"]), str(left["tool"])
    if isinstance(left["answer"], str) and isinstance(left["kind"], str):
        return Claim(left["answer"], reason, left["kind"], certificate, tool)
    return Claim(None, reason, tool=tool, failed=left["failed"] is not False)


def _child(problem: Problem, folder: Path) -> list[str]:
    from workbench.checkers.symbolic.child import QUESTION, question

    (folder / QUESTION).write_text(json.dumps(question(problem)), encoding="utf-8")
    return [sys.executable, "-m", "workbench.checkers.symbolic.child", str(folder)]


def _read(certificate: Path) -> Mapping[str, Any]:
    if certificate.stat().st_size > MOST_CERTIFICATE_BYTES:
        raise RejectedCertificate(f"it is larger than {MOST_CERTIFICATE_BYTES >> 20} MB")
    try:
        made = json.loads(certificate.read_bytes())
    except (ValueError, RecursionError) as error:
        raise RejectedCertificate(f"it is not JSON: {error}") from error
    if not isinstance(made, dict):
        raise RejectedCertificate("it is no JSON object")
    return made
