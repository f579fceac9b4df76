"""Both views side by side: which nodes differ, and how."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_samples import app_of, go_to_row, lines, press, settle, title, told

from workbench.survey import reports
from workbench.views.claims import DIFFERENCE_WORDS, Difference, claims


@pytest.mark.asyncio
async def test_the_loudest_difference_comes_first(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "v")
        found = lines(app)
        assert found[0] == "asserted, and a check says otherwise: 1"
        assert "lem:wrong" in found[1]
        assert any("lem:said" in line and "fully" not in line for line in found)
        differing = sum(one.difference is not Difference.NONE for one in claims(reports(built)[0]))
        assert title(app) == f"Asserted and evidence · {differing} of 9 nodes differ"
        go_to_row(app, "lem:said")
        await settle(pilot)
        assert DIFFERENCE_WORDS[Difference.UNFOUNDED] in " ".join(told(app).split())


@pytest.mark.asyncio
async def test_a_shows_all_nodes_and_that_is_remembered(built: Path, own_settings: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "v")
        fewer = len(lines(app))
        await press(pilot, "a")
        assert len(lines(app)) > fewer
        assert "both views agree: " in "\n".join(lines(app))
    assert 'view = "all"' in (own_settings / "workbench/tui.toml").read_text()
    again = app_of(built)
    async with again.run_test(size=(120, 40)) as pilot:
        await press(pilot, "v")
        assert "both views agree: " in "\n".join(lines(again))


def test_every_node_of_the_sample_is_judged_as_it_should_be(built: Path) -> None:
    found = {one.node: one.difference for one in claims(reports(built)[0])}
    assert found == {
        "def:colouring": Difference.UNFOUNDED,  # \leanok, and names nothing
        "thm:upper": Difference.UNCLAIMED,
        "thm:lower": Difference.WORK,  # to leanblueprint it can be stated; here it is neither stated nor proved
        "lem:wrong": Difference.CONTRADICTED,
        "lem:said": Difference.UNFOUNDED,
        "thm:ramsey": Difference.UNCLAIMED,
        "thm:queens": Difference.NONE,
        "lem:open": Difference.NONE,
        "lem:last": Difference.NONE,
    }
