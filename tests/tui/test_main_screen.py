"""The main screen: every pane follows the selection, by key and by mouse, at every size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from main_samples import ids, lines, press, ready, screen_text, still, text, write
from textual.events import MouseScrollUp
from views_samples import app_of
from views_samples import write as write_file
from work_samples import SECONDS, until

from workbench.tui.desk import Desk
from workbench.tui.screens.main import MainScreen
from workbench.tui.widgets.node_card import NodeCard
from workbench.tui.widgets.node_list import NodeList
from workbench.tui.widgets.overview import Overview

pytestmark = pytest.mark.asyncio

WIDE, SMALL = (120, 40), (80, 24)


async def test_the_first_thing_seen_is_the_first_node_with_all_that_is_known(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert app.selected == "def:colouring"
        assert lines(app, "#nodes")[0].split()[:2] == ["◔?∅", "def:colouring"]
        assert "Definition 1.1 (Colouring)" in lines(app, "#card")[0]
        figures = str(app.screen.query_one("#status").render())
        assert figures.split()[:3] == ["small", "●", "0"]


async def test_keys_move_and_every_pane_follows(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await press(pilot, "j")
        assert app.selected == "thm:upper"
        assert ids(app, "#uses") == ["def:colouring"]
        assert ids(app, "#used-by") == ["lem:said"]
        assert app.screen.query_one("#overview").border_title == "thm:upper"
        await press(pilot, "G")
        assert app.selected == "lem:last"
        await press(pilot, "k", "k")
        assert app.selected == "thm:queens"
        await press(pilot, "g")
        assert app.selected == "def:colouring"
        await press(pilot, "down", "down", "up")
        assert app.selected == "thm:upper"


async def test_the_card_says_everything_of_a_node_that_is_verified(built: Path) -> None:
    app = app_of(built)
    app.begins_at = "thm:ramsey"
    async with app.run_test(size=(120, 80)) as pilot:
        await ready(pilot)
        card = text(app, "#card")
        assert "◉ Theorem 2.1 (Pentagon)" in card
        assert "src/web.tex:29" in card
        assert "Some 2-colouring of the edges of K₅ has no monochromatic triangle: n = 5, s = 3, t = 3." in card
        assert "✓ ramsey-3-3: verified" in card
        assert "tier certificate · witness of" in card
        assert "2 hours ago · 0.25 s, 60 MB · by hand" in card
        assert "pairing, accepted" in card
        assert "it is not dark green" in card
        assert "gaps under it" in card
        app.show_node("thm:upper")
        await still(pilot)
        card = text(app, "#card")
        assert "✓ schur-2-upper: verified" in card
        assert "lrat of" in card
        assert "rests on" in card


async def test_the_card_says_what_a_refutation_says_and_that_the_node_is_broken(built: Path) -> None:
    app = app_of(built)
    app.begins_at = "lem:wrong"
    async with app.run_test(size=(120, 60)) as pilot:
        await ready(pilot)
        card = text(app, "#card")
        assert "broken" in card
        assert "✗ schur[n=4,colours=2]: refuted" in card
        assert r"? statement: \leanok" in card


async def test_the_card_says_what_changed_in_a_pairing(small: Path) -> None:
    source = (small / "src/web.tex").read_text()
    write_file(small, "src/web.tex", source.replace("edges of $K_5$", "edges of $K_6$"))
    app = app_of(small)
    app.begins_at = "thm:ramsey"
    async with app.run_test(size=(120, 60)) as pilot:
        await ready(pilot)
        card = text(app, "#card")
        assert "stale" in card
        assert "pairing, changed since it was accepted" in card
        assert "5" in card
        assert "-> " in card
        assert "6" in card


async def test_a_click_selects_and_a_second_one_opens(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.click("#nodes", offset=(6, 3))
        await still(pilot)
        assert app.selected == "thm:lower"
        await pilot.click("#nodes", offset=(6, 3), times=2)
        await still(pilot)
        assert isinstance(app.focused, NodeCard)


async def test_neighbours_are_walked_through(built: Path) -> None:
    app = app_of(built)
    app.begins_at = "lem:said"
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        app.screen.query_one("#uses", NodeList).focus()
        await press(pilot, "j")
        assert app.selected == "thm:upper"
        assert ids(app, "#uses") == ["def:colouring"]


async def test_the_filter_narrows_the_list_and_escape_gives_it_back(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        every = ids(app)
        await write(pilot, "kind:lemma mark:gap")
        assert ids(app) == ["lem:said", "lem:open", "lem:last"]
        assert "3 of 9 nodes" in screen_text(app)
        await press(pilot, "enter")
        assert app.selected == "lem:said"
        assert isinstance(app.focused, NodeList)
        await press(pilot, "slash", "escape")
        assert ids(app) == every


async def test_a_wrong_filter_keeps_the_list_and_says_what_would_be_right(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await write(pilot, "kind:lemma")
        before = ids(app)
        await write(pilot, "kind:lemma status:gren")
        assert ids(app) == before
        assert "no status is 'gren': green" in " ".join(screen_text(app).split())
        await write(pilot, "nowhere")
        assert ids(app) == []
        assert "no node is so" in screen_text(app)


async def test_tab_completes_what_is_being_typed(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await press(pilot, "slash", "m", "a", "tab", "b", "tab")
        assert ids(app) == ["lem:wrong"]
        await press(pilot, "tab")
        assert isinstance(app.focused, NodeList)


async def test_changed_is_what_differs_from_the_last_commit(small: Path) -> None:
    app = app_of(small)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await write(pilot, "changed:")
        assert "thm:lower" in ids(app)
        assert "lem:open" not in ids(app)
        await write(pilot, "changed:no-such-branch")
        assert "git knows no revision" in " ".join(screen_text(app).split())


async def test_what_is_edited_is_shown_in_place_and_the_selection_stays(small: Path) -> None:
    app = app_of(small)
    app.begins_at = "lem:last"
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        source = (small / "src/web.tex").read_text()
        write_file(small, "src/web.tex", "%\n" + source.replace("Nor of this.", "Nor of $y^2$."))
        app.reload()
        await still(pilot)
        assert app.selected == "lem:last"
        assert "Nor of y²." in text(app, "#card")
        write_file(small, "src/web.tex", source.replace(r"\label{lem:last}", r"\label{lem:other}"))
        app.reload()
        await still(pilot)
        assert app.selected == "def:colouring"
        assert "lem:other" in ids(app)


async def test_sources_that_break_leave_what_was_there_and_say_why(small: Path) -> None:
    app = app_of(small)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        (small / "src/web.tex").write_bytes(b"\\documentclass{report}\xff")
        app.reload()
        await still(pilot)
        assert "not UTF-8" in screen_text(app)
        assert len(ids(app)) == 9


async def test_the_graph_is_clicked_zoomed_and_panned(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        graph = app.screen.query_one(Overview)
        assert graph._picture is not None
        place = next(place for place, id in graph._picture.hits.items() if id == "thm:queens")
        await pilot.click("#overview", offset=(place[0] + 1, place[1] + 1))  # the border is one cell wide
        await still(pilot)
        assert app.selected == "thm:queens"
        whole = lines(app, "#overview")
        await press(pilot, "plus", "plus")
        assert "times nearer" in str(graph.border_subtitle)
        assert "◆" in "".join(lines(app, "#overview"))
        near = lines(app, "#overview")
        assert near != whole
        await press(pilot, "H")
        assert lines(app, "#overview") != near
        await press(pilot, "0")
        assert lines(app, "#overview") == whole


async def test_the_graph_is_dragged_and_the_wheel_zooms(built: Path) -> None:
    app = app_of(built)
    app.begins_at = "thm:queens"
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        graph = app.screen.query_one(Overview)
        await press(pilot, "plus", "plus")
        assert graph._view is not None
        zoom, x = graph._view.zoom, graph._view.x
        await pilot.mouse_down(graph, offset=(60, 5))
        await pilot.hover(graph, offset=(80, 5))
        await pilot.mouse_up(graph, offset=(80, 5))
        await still(pilot)
        assert graph._view.x < x
        assert graph._view.zoom == zoom
        assert app.selected == "thm:queens", "who drags selects nothing"
        graph.post_message(MouseScrollUp(graph, 5, 5, 0, 0, 0, False, False, False))
        await still(pilot)
        assert graph._view.zoom > zoom


async def test_kin_are_told_apart_by_signs_and_lines(built: Path) -> None:
    app = app_of(built)
    app.begins_at = "thm:upper"
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        drawn = "".join(lines(app, "#overview"))
        assert drawn.count("▴") == 1  # def:colouring
        assert drawn.count("▾") == 1  # lem:said
        assert drawn.count("◆") == 1


async def test_o_goes_to_the_graph_makes_it_large_and_comes_back(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        graph = app.screen.query_one(Overview)
        low = graph.size.height
        await press(pilot, "o")
        assert app.focused is graph
        await press(pilot, "o")
        assert graph.size.height > 2 * low
        await press(pilot, "o")
        assert graph.size.height == low
        assert isinstance(app.focused, NodeList)
        await press(pilot, "O")
        assert not graph.display
        assert app.memory.preferences.overview is False


async def test_small_terminals_fold_panes_and_lose_nothing(built: Path) -> None:
    app = app_of(built)
    app.begins_at = "thm:upper"
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        assert not app.screen.query_one("#neighbours").display
        assert not app.screen.query_one("#overview").display
        await press(pilot, "enter", "G")
        card = text(app, "#card")
        await press(pilot, "g")
        assert "lem:said" in card + text(app, "#card")  # what uses it is on the card now
        await press(pilot, "o")
        assert app.screen.query_one("#overview").size.height > 15
        await press(pilot, "escape")
        assert isinstance(app.focused, NodeList)


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (60, 10), (200, 60), (20, 60)])
async def test_any_size_can_be_used_and_come_back_from(built: Path, size: tuple[int, int]) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        before = screen_text(app)
        await pilot.resize_terminal(*size)
        await still(pilot)
        await press(pilot, "j")
        assert app.selected == "thm:upper"
        assert "thm:upper" in text(app, "#nodes")
        await press(pilot, "enter")
        assert "upper" in text(app, "#card")
        await press(pilot, "escape", "slash", *"lower", "enter")
        assert ids(app) == ["thm:lower"]
        await press(pilot, "slash", "escape", "g")
        await pilot.resize_terminal(*WIDE)
        await still(pilot)
        await press(pilot, "escape")
        assert screen_text(app) == before


async def test_evidence_that_comes_while_one_looks_changes_the_colours(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        desk = app.desk
        assert desk is not None
        assert isinstance(app.screen, MainScreen)
        nodes = {id: replace(node, marks=()) for id, node in desk.report.nodes.items()}
        app.lay(replace(desk, report=replace(desk.report, nodes=nodes)))
        await still(pilot)
        assert lines(app, "#nodes")[0].split()[:2] == ["◔", "def:colouring"]


async def test_the_cursor_stays_in_sight_when_the_terminal_shrinks(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await press(pilot, "G")
        await pilot.resize_terminal(20, 5)
        await still(pilot)
        assert "lem:last" in text(app, "#nodes")


async def test_a_wide_list_shows_titles_and_numbers(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(240, 40)) as pilot:
        await ready(pilot)
        assert "Schur, upper bound" in lines(app, "#nodes")[1]
        assert "Theorem 1.2" in lines(app, "#nodes")[1]
        assert "←1 →1" in lines(app, "#nodes")[1]


async def test_another_blueprint_of_the_workspace(small: Path) -> None:
    write_file(small, "other/web.tex", (small / "src/web.tex").read_text().replace("lem:last", "lem:other"))
    settings = (small / "workbench.toml").read_text()
    write_file(small, "workbench.toml", settings + '\n[[blueprint]]\nmain = "other/web.tex"\n')
    app = app_of(small)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert "2 blueprints" in screen_text(app)
        await press(pilot, "b")
        assert "other/web.tex" in screen_text(app)
        await press(pilot, "j", "enter")
        assert app.desk is not None
        assert app.desk.blueprint.main == "other/web.tex"
        assert "lem:other" in ids(app)
        await press(pilot, "b", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_the_first_screen_waits_neither_for_evidence_nor_for_the_layout(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.tui import graph_picture, loading

    evidence, layout = Event(), Event()
    really, laid_out = loading.with_evidence, graph_picture.chart

    def late_evidence(desk: Desk) -> Desk:
        assert evidence.wait(SECONDS)
        return really(desk)

    def late_layout(desk: Desk) -> graph_picture.Chart:
        assert layout.wait(SECONDS)
        return laid_out(desk)

    monkeypatch.setattr(loading, "with_evidence", late_evidence)
    monkeypatch.setattr(graph_picture, "chart", late_layout)
    app = app_of(built)
    async with app.run_test(size=WIDE) as pilot:
        await until(lambda: "Colouring" in lines(app, "#card")[0] and "evidence is being read" in screen_text(app))
        assert len(ids(app)) == 9
        await pilot.press("j", "j")
        await until(lambda: app.selected == "thm:lower" and "thm:lower" in text(app, "#card"))
        assert "✓" not in text(app, "#card")
        evidence.set()
        await until(lambda: "✓ schur[n=13,colours=3" in text(app, "#card"))
        assert "laying out the graph" in text(app, "#overview")
        layout.set()
        await still(pilot)
        assert "◆" in text(app, "#overview")
        assert app.selected == "thm:lower"
