"""Hostile inputs in a blueprint, through `workbench check` and `accept`: whoever accepts it, the node is not green."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import GREENS, Case, Input, cases
from whole import Seen, Whole

Record = Callable[[str, object], None]
WHOLE = [case for case in cases() if case.hostile.whole]
TWINS = {(case.kind, case.twin.id): case.twin for case in WHOLE}
CODES = {"failed": 1, "rejected": 1, "absent": 1, "changed": 1, "bad input": 2, "stated": 0, "unknown": 0}


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Whole:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBENCH_DEBUG", raising=False)
    return Whole(tmp_path, lambda: tuple(capsys.readouterr()))


def turned_green(whole: Whole, given: Input) -> Seen:
    """What is seen when everything about an input was checked and accepted."""
    whole.write(given)
    whole.check()
    whole.accept()
    return whole.check()


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: case.id)
def test_a_hostile_input_turns_nothing_green(case: Case, whole: Whole, record_property: Record) -> None:
    given = case.hostile
    if given.after_twin:
        assert turned_green(whole, case.twin).green
    whole.write(given)
    seen = whole.check()
    # What is true, and something else than before, a person may accept; what is not true nobody may.
    if given.outcome != "changed":
        whole.accept()
    after = whole.status()
    record_property("hostile", (case.kind, seen.green or after in GREENS))
    assert not seen.green
    assert after not in GREENS
    assert seen.code == CODES[given.outcome], seen
    if given.outcome == "changed":
        assert seen.pairing == "changed"
        assert given.reason in whole.accept()
    else:
        assert given.reason in seen.reason
    assert not [name for name in given.not_there if (whole.root / name).exists()]


@pytest.mark.parametrize(("kind", "id"), TWINS)
def test_its_twin_turns_dark_green(kind: str, id: str, whole: Whole, record_property: Record) -> None:
    seen = turned_green(whole, TWINS[kind, id])
    record_property("benign", (kind, seen.green))
    assert (seen.status, seen.code, seen.pairing) == ("dark_green", 0, "accepted"), seen
