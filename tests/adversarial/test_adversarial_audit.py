"""Every hostile input against the audit, with the real Lean: not accepted, for the reason that is written beside it.

Its twin, which differs in what makes it hostile, is accepted: so it is not the suite that refuses everything.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import Case, Input, cases, twins

from workbench.checkers.lean.setting import Setting, embedded_setting
from workbench.dispatch.lean import ACCEPTED, Outcome, check_declarations
from workbench.errors import BadInput
from workbench.lean.modules import read_modules
from workbench.problems.declaration import Declaration

BAD_INPUT = "bad input"
Record = Callable[[str, object], None]
SCANNED = [case for case in cases() if not case.hostile.whole]
"""The others are asked about through the whole program, in `test_adversarial_whole`."""
APART = [
    (kind, twin)
    for kind, twin in twins()
    if not any(case.hostile.whole and case.kind == kind and case.twin.id == twin.id for case in cases())
]
UNSCANNED = [case for case in cases() if case.hostile.unscanned]


@pytest.fixture(scope="session")
def setting() -> Setting:
    return embedded_setting()


class Twins:
    """What became of the benign twins, each asked about once by whichever worker comes first."""

    def __init__(self, factory: pytest.TempPathFactory, setting: Setting) -> None:
        base = factory.getbasetemp()
        self._shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "twins"
        self._shared.mkdir(exist_ok=True)
        self._factory, self._setting = factory, setting

    def __call__(self, kind: str, twin: Input) -> tuple[Path, Outcome]:
        """Its workspace and what the audit says of it."""
        found = self._shared / f"{kind}-{twin.id}"
        if not found.is_dir():
            made = self._factory.mktemp("twin")
            outcome = asked(made, twin, self._setting)
            (made / "outcome").write_bytes(pickle.dumps(outcome))
            with contextlib.suppress(OSError):  # the other worker was first
                made.rename(found)
        return found, pickle.loads((found / "outcome").read_bytes())


@pytest.fixture(scope="session")
def benign(tmp_path_factory: pytest.TempPathFactory, setting: Setting) -> Twins:
    return Twins(tmp_path_factory, setting)


def asked(root: Path, given: Input, setting: Setting) -> Outcome:
    """What the audit says of the one declaration that an input is about."""
    given.write(root)
    declaration = Declaration(given.ask, given.wants)
    try:
        modules = read_modules(root, ["lean"])
    except BadInput as error:
        return Outcome(BAD_INPUT, str(error))
    found = check_declarations(modules, [declaration], given.bounds, store=root / "store", setting=setting)
    return found[declaration]


def agrees(outcome: Outcome, expected: str, reason: str, before: Outcome | None) -> None:
    """That it is not accepted, or not as what was accepted before, and for this reason."""
    if expected in ("changed", "shown"):
        assert outcome.outcome == ACCEPTED, outcome.reason
        assert reason in outcome.states, outcome.states
        assert before is not None
        assert before.outcome == ACCEPTED
        assert outcome.states != before.states
    else:
        assert (outcome.outcome, reason in outcome.reason) == (expected, True), (outcome.outcome, outcome.reason)


def noted(case: Case, outcome: Outcome, before: Outcome | None, record_property: Record) -> None:
    """Note whether it would be green: accepted, and where something was accepted before, as the same."""
    green = outcome.outcome == ACCEPTED and (before is None or outcome.states == before.states)
    record_property("hostile", (case.kind, green))


@pytest.mark.parametrize("case", SCANNED, ids=lambda case: case.id)
def test_a_hostile_input_is_not_accepted(
    case: Case, tmp_path: Path, setting: Setting, benign: Twins, record_property: Record
) -> None:
    given, root, before = case.hostile, tmp_path / "root", None
    if given.after_twin or given.outcome in ("changed", "shown"):
        folder, before = benign(case.kind, case.twin)
        if given.after_twin:
            shutil.copytree(folder, root, symlinks=True)
    root.mkdir(exist_ok=True)
    outcome = asked(root, given, setting)
    noted(case, outcome, before, record_property)
    agrees(outcome, given.outcome, given.reason, before)
    assert not [name for name in given.not_there if (root / name).exists()]


@pytest.mark.parametrize("case", UNSCANNED, ids=lambda case: case.id)
def test_the_audit_alone_does_not_accept_it(
    case: Case, tmp_path: Path, setting: Setting, record_property: Record
) -> None:
    """As in a lake project, whose files are not refused for the words in them."""
    given = case.hostile
    assert given.unscanned
    outcome = asked(tmp_path, given, replace(setting, scanned=False))
    noted(case, outcome, None, record_property)
    agrees(outcome, given.unscanned.outcome, given.unscanned.reason, None)
    assert not [name for name in given.not_there if (tmp_path / name).exists()]


@pytest.mark.parametrize(("kind", "twin"), APART, ids=lambda value: getattr(value, "id", value))
def test_a_benign_twin_is_accepted(kind: str, twin: Input, benign: Twins, record_property: Record) -> None:
    _, outcome = benign(kind, twin)
    record_property("benign", (kind, outcome.outcome == ACCEPTED))
    assert outcome.outcome == ACCEPTED, outcome.reason
