"""Every hostile input against the audit, with the real Lean: not accepted, for the reason that is written beside it.

Its twin, which differs in what makes it hostile, is accepted: so it is not the suite that refuses everything.
"""

from __future__ import annotations

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


@pytest.fixture(scope="session")
def setting() -> Setting:
    return embedded_setting()


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


def is_green(case: Case, outcome: Outcome, before: Outcome | None) -> bool:
    """Whether it would be green: accepted, and where its twin was, as the same."""
    return outcome.outcome == ACCEPTED and (before is None or outcome.states == before.states)


def agrees(case: Case, outcome: Outcome, expected: str, reason: str, before: Outcome | None) -> None:
    if expected in ("changed", "shown"):
        assert outcome.outcome == ACCEPTED, outcome.reason
        assert reason in outcome.states, outcome.states
        assert before is not None
        assert outcome.states != before.states
        assert before.outcome == ACCEPTED
    else:
        assert (outcome.outcome, reason in outcome.reason) == (expected, True), (outcome.outcome, outcome.reason)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_hostile_input_is_not_accepted(case: Case, tmp_path: Path, setting: Setting, record_property: Record) -> None:
    given = case.hostile
    true = given.outcome in ("changed", "shown")
    before = asked(tmp_path, case.twin, setting) if given.after_twin or true else None
    if true and not given.after_twin:
        (tmp_path / "apart").mkdir()
    outcome = asked(tmp_path / "apart" if true and not given.after_twin else tmp_path, given, setting)
    record_property("hostile", (case.kind, is_green(case, outcome, before)))
    agrees(case, outcome, given.outcome, given.reason, before)
    assert before is None or before.outcome == ACCEPTED
    assert not [name for name in given.not_there if (tmp_path / name).exists()]


@pytest.mark.parametrize("case", [case for case in cases() if case.hostile.unscanned], ids=lambda case: case.id)
def test_the_audit_alone_does_not_accept_it(
    case: Case, tmp_path: Path, setting: Setting, record_property: Record
) -> None:
    """As in a lake project, whose files are not refused for the words in them."""
    given = case.hostile
    assert given.unscanned
    outcome = asked(tmp_path, given, replace(setting, scanned=False))
    record_property("hostile", (case.kind, is_green(case, outcome, None)))
    agrees(case, outcome, given.unscanned.outcome, given.unscanned.reason, None)
    assert not [name for name in given.not_there if (tmp_path / name).exists()]


@pytest.mark.parametrize(("kind", "twin"), twins(), ids=lambda value: getattr(value, "id", value))
def test_a_benign_twin_is_accepted(
    kind: str, twin: Input, tmp_path: Path, setting: Setting, record_property: Record
) -> None:
    outcome = asked(tmp_path, twin, setting)
    record_property("benign", (kind, outcome.outcome == ACCEPTED))
    assert outcome.outcome == ACCEPTED, outcome.reason
