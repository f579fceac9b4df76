"""Problems: what was answered, and the witness drawn from the certificate that the store has."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from views_samples import PENTAGON, WITNESSES, app_of, go_to_row, lines, press, settle, title, told

from workbench.tui.app import WorkbenchApp
from workbench.tui.widgets.witness import GROUNDS, WitnessView
from workbench.views.witness import draw, picture

pytestmark = pytest.mark.asyncio


def drawn(app: WorkbenchApp) -> list[str]:
    """The lines of the drawing, in sight or not."""
    view = app.screen.query_one(WitnessView)
    height = view.virtual_size.height
    return [view.render_line(y - view.scroll_offset.y).text.rstrip() for y in range(height)]


async def on(pilot: Any, app: WorkbenchApp, problem: str) -> None:
    go_to_row(app, problem)
    await settle(pilot)


async def test_every_problem_with_its_answer_and_who_names_it(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        assert title(app) == "Problems · 5 of 6 decided"
        found = {line.split()[1]: line for line in lines(app)}
        assert found["schur-2-upper"].startswith("✓")
        assert "refuted" in found["schur[n=4,colours=2]"]
        assert found["schur[n=4,colours=2]"].startswith("✗")
        assert "not asked" in found["unnamed"]
        assert "no node" in found["unnamed"]
        assert found["queens[n=6]"].endswith("drawn")
        await on(pilot, app, "schur[n=4")
        assert "lem:wrong" in told(app)
        assert "satisfiable" in told(app)


async def test_a_colouring_is_a_grid_with_digits_on_their_colours(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        await on(pilot, app, "schur[n=13")
        (line,) = drawn(app)
        assert line.split() == ["1", *map(str, WITNESSES["schur[n=13,colours=3]"]["colouring"])]
        view = app.screen.query_one(WitnessView)
        grounds = {
            segment.text.strip(): segment.style.bgcolor.name
            for segment in view.render_line(0)
            if segment.text.strip().isdigit() and segment.style and segment.style.bgcolor
        }
        assert {digit: grounds[digit] for digit in "012"} == dict(zip("012", GROUNDS, strict=False))


async def test_a_ramsey_graph_is_a_symmetric_matrix(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        await on(pilot, app, "ramsey-3-3")
        rows = [line.split() for line in drawn(app)]
        assert [row[0] for row in rows] == ["0", "1", "2", "3", "4"]
        cells = [row[1:] for row in rows]
        colour = {(i, j): str(c) for i, j, c in PENTAGON}
        for i in range(5):
            assert cells[i][i] == "·"
            for j in range(i + 1, 5):
                assert cells[i][j] == cells[j][i] == colour[i, j]


async def test_queens_stand_on_a_board_whose_squares_alternate(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        await on(pilot, app, "queens")
        assert [line.split().index("♛") for line in drawn(app)] == WITNESSES["queens[n=6]"]["columns"]
        view = app.screen.query_one(WitnessView)
        first, second = ([s.style.bgcolor.name for s in view.render_line(y) if s.text.strip()] for y in (0, 1))
        assert first[0] == first[2] == second[1] != first[1] == second[0]


async def test_a_proof_is_not_drawn(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        await on(pilot, app, "queens")
        assert drawn(app)
        await on(pilot, app, "schur-2-upper")
        assert drawn(app) == []
        assert "lrat" in told(app)


async def test_it_begins_with_the_problem_of_the_selected_node_and_enter_goes_back(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.selected = "thm:queens"
        await press(pilot, "w")
        assert len(drawn(app)) == 6
        await press(pilot, "k", "enter")
        assert app.selected == "thm:ramsey"


async def test_a_certificate_that_is_gone_or_damaged_is_never_drawn(small: Path) -> None:
    app = app_of(small)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        app.watching.stop()  # else the desk may know first, and the answer counts no more
        with closing(sqlite3.connect(small / ".workbench/evidence.sqlite", isolation_level=None)) as connection:
            assert connection.execute("UPDATE small SET raw = x'00'").rowcount > 0
        await on(pilot, app, "queens")
        assert drawn(app) == []
        assert "damaged" in str(app.screen.query_one("#says").render())


async def test_a_long_colouring_scrolls_with_keys_and_costs_only_what_is_in_sight(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        await on(pilot, app, "schur[n=13")
        view = app.screen.query_one(WitnessView)
        view.show({"colouring": [n % 3 for n in range(1_000_000)]})
        await press(pilot, "space")
        assert app.focused is view
        await press(pilot, "G")
        last = view.render_line(view.size.height - 1).text
        assert last.split()[1][-1] == str(999_999 % 3)
        await pilot.press("g", "j")
        await pilot.wait_for_scheduled_animations()
        assert view.scroll_offset.y == 1


@pytest.mark.parametrize("witness", [None, [], {}, {"colouring": "x"}, {"edges": [["a", {}, None], 5]}, {"holes": [1]}])
async def test_what_has_no_shape_is_not_drawn(witness: Any) -> None:
    found = picture(witness, 10)
    assert found is None or [found.row(row) for row in range(found.rows)] == [] == draw(witness, 80)


async def test_the_text_and_the_picture_show_the_same() -> None:
    colours = [n * n % 5 for n in range(137)]
    found = picture({"colouring": colours}, 30)
    assert found is not None
    assert "".join("".join(found.row(row)) for row in range(found.rows)) == "".join(map(str, colours))
    assert draw({"colouring": colours}, 36)[1] == f"{found.label(1):>3}  {''.join(found.row(1))}"


async def test_a_wrong_problem_file_is_a_sentence(small: Path) -> None:
    (small / "problems/unnamed.toml").write_text("id = ")
    app = app_of(small)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        assert lines(app) == []
        assert "problems/unnamed.toml:1" in app.screen.query_one("#rows").render_line(0).text


async def test_the_witness_on_the_screen_is_the_one_in_the_store(built: Path) -> None:
    from workbench.evidence.store import Store

    with Store.open(built / ".workbench", write=False) as store:
        (evidence,) = store.history("queens[n=6]")
        assert evidence.certificate is not None
        with store.certificate(evidence.certificate) as path:
            assert json.loads(path.read_bytes()) == WITNESSES["queens[n=6]"]
