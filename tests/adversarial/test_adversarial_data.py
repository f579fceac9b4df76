"""The suite is as large as it says, and every hostile input has its twin, its reason and its class."""

from __future__ import annotations

from hostile import cases, classes, twins


def test_there_are_enough_of_each() -> None:
    assert len(cases()) >= 80
    assert len(classes()) >= 12
    assert sum(case.hostile.whole for case in cases()) >= 25
    assert all(any(one.whole for one in entry.hostile) for entry in classes().values())


def test_no_name_is_used_twice_and_no_twin_for_nothing() -> None:
    assert len({case.id for case in cases()}) == len(cases())
    used = {(case.kind, case.twin.id) for case in cases()}
    assert used == {(kind, twin.id) for kind, twin in twins()}


def test_every_rejection_has_a_reason() -> None:
    for case in cases():
        given = [case.hostile] if case.hostile.unscanned is None else [case.hostile, case.hostile.unscanned]
        assert all(one.reason for one in given), case.id
