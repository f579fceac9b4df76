"""`diff` for people: the changed words in their context, and only the heads that have something under them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from workbench.changes import StatementChange, changes, word_changes
from workbench.status import Mark, PairingState, Report, Status
from workbench.views.difference import CONTEXT, difference_lines, difference_object, statement_change


def texts_of(report: Report) -> Callable[[str], str]:
    return lambda id: report.blueprint.statements[id].text


def shown(before: str, after: str) -> str:
    return statement_change(StatementChange("a", word_changes(before, after)))


def test_a_changed_number_in_its_context() -> None:
    assert shown("colourings of $1..45$ with four", "colourings of $1..44$ with four") == (
        "colourings of $1..[45 -> 44]$ with four"
    )


def test_added_and_removed_words() -> None:
    assert shown("every graph", "every finite graph") in ("every [+ finite] graph", "every[+ finite] graph")
    assert shown("a b c", "a c") in ("a [- b]c", "a [- b] c", "a[- b] c")


def test_long_context_is_cut() -> None:
    long = "word " * 200
    text = shown(f"{long}45 {long}", f"{long}44 {long}")
    assert "[45 -> 44]" in text and len(text) < 3 * CONTEXT


def test_colours_are_only_ink() -> None:
    change = StatementChange("a", word_changes("1", "2"))
    assert statement_change(change, lambda text, meaning: f"<{meaning}>{text}") == "[<removed>1 -> <added>2]"


def test_a_whole_page(report: Report) -> None:
    green = report.nodes["thm:green"]
    after = replace(
        report,
        blueprint=replace(
            report.blueprint,
            statements={
                **report.blueprint.statements,
                "thm:green": replace(report.blueprint.statements["thm:green"], text="There is one."),
            },
        ),
        nodes={
            **report.nodes,
            "thm:green": replace(green, status=Status.BLUE_PROVE, marks=(Mark.STALE,), pairing=PairingState.CHANGED),
        },
        findings=report.findings[:1],
    )
    found = changes(report, after, texts_of)
    text = "\n".join(difference_lines(report, after, ("v1", "v2"), found))
    assert "numbers: v1 -> v2" in text
    assert "There is [none -> one]." in text
    assert "Became stale\n  ~ thm:green  ready to prove, stale  src/web.tex:11" in text
    assert "No longer green" in text and "Findings lost" in text
    assert "Findings gained" not in text and "Added" not in text
    seen = json.loads(json.dumps(difference_object("numbers", "a" * 40, None, found)))
    assert seen["to"] is None and seen["became"]["stale"] == ["thm:green"]
    assert ["none", "one"] in seen["statements"][0]["words"]


def test_nothing_changed(report: Report) -> None:
    text = "\n".join(difference_lines(report, report, ("v1", "v2"), changes(report, report, texts_of)))
    assert text.endswith("nothing changed")
