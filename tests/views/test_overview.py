"""`status` for people."""

from __future__ import annotations

from dataclasses import replace

from workbench.status import Report
from workbench.views.overview import TROUBLES, overview


def test_figures_strip_and_attention(report: Report) -> None:
    lines = list(overview(report))
    text = "\n".join(lines)
    for words, number in (
        ("● dark green", 0),
        ("◉ green", 1),
        ("◔ ready to state", 2),
        ("! broken", 1),
        ("~ stale", 1),
    ):
        assert any(line.strip().startswith(words) and f" {number}" in line for line in lines), words
    # One sign a node in document order, the loudest where it has several.
    assert "Numbers  ○◉!~◐◔○" in text
    attention = text[text.index("Needs attention") :]
    assert attention.index("broken-node") < attention.index("stale-pairing") < attention.index("unresolved-label")


def test_a_strip_is_folded(report: Report) -> None:
    ids = [f"x{n}" for n in range(300)]
    source, status = report.blueprint.statements["def:a"], report.nodes["def:a"]
    blueprint = replace(report.blueprint, statements={id: replace(source, id=id) for id in ids})
    many = replace(report, blueprint=blueprint, nodes={id: replace(status, node=id) for id in ids}, answers={})
    lines = list(overview(many, width=80))
    assert sum(line.count("○") for line in lines if "white" not in line) == 300
    assert all(len(line) <= 80 for line in lines)


def test_long_lists_are_counted(report: Report) -> None:
    many = replace(report, findings=report.findings[:1] * 50)
    assert f"and {50 + 2 - TROUBLES} more things" in "\n".join(overview(many))


def test_hostile_text(nasty: Report) -> None:
    assert "\x1b" not in "\n".join(overview(nasty))
