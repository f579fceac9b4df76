"""Accepting from the screen: what is in workbench.lock afterwards, and the colour on the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from work_samples import loaded, said, screen_text, status, until, workspace, write

from workbench.evidence.pairings import read_lock
from workbench.status import PairingState, Status
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.accept import AcceptInTurnScreen

pytestmark = pytest.mark.asyncio
MAIN = "blueprint/src/web.tex"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return workspace(tmp_path / "workspace")


def accepted(root: Path) -> set[str]:
    return {node for _, node in read_lock(root / "workbench.lock")}


def pairing(app: WorkbenchApp, node: str) -> PairingState:
    assert app.desk is not None
    return app.desk.report.nodes[node].pairing


def right_half(app: WorkbenchApp) -> str:
    return " ".join(line.rpartition("││")[2].strip("│ ") for line in screen_text(app).splitlines())


async def test_checked_and_accepted_is_green(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("c", "a")
        await until(lambda: "Every 2-colouring of 1..5" in screen_text(app))
        shown = screen_text(app)
        assert "$x+y=z$" in shown, "the statement as it is compared"
        assert "family=schur colours=2 n=5" in shown and "never before" in shown
        assert accepted(root) == set()
        await pilot.press("y")
        await until(lambda: status(app, "thm:upper") is Status.DARK_GREEN)
        assert accepted(root) == {"thm:upper"} and len(app.screen_stack) == 1
        await until(lambda: "accepted thm:upper" in said(app))


async def test_no_leaves_it(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        for key in ("n", "escape"):
            await pilot.press("a")
            await until(lambda: "family=schur" in screen_text(app))
            await pilot.press(key)
            assert len(app.screen_stack) == 1
        assert not (root / "workbench.lock").exists()


async def test_what_changed_is_shown_before_it_is_accepted_again(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("a")
        await until(lambda: "never before" in screen_text(app))
        await pilot.press("y")
        await until(lambda: pairing(app, "thm:upper") is PairingState.ACCEPTED)
        problem = root / "problems/schur-2-upper.toml"
        problem.write_text(problem.read_text().replace("n = 5", "n = 6"))
        await until(lambda: pairing(app, "thm:upper") is PairingState.CHANGED)  # the file is watched
        await pilot.press("a")
        await until(lambda: "n=[5 -> 6]" in " ".join(right_half(app).split()))
        await pilot.press("y")
        await until(lambda: pairing(app, "thm:upper") is PairingState.ACCEPTED)


async def test_all_in_turn_and_what_is_left_stays_left(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("A")
        await until(lambda: "1 of 3 · thm:upper" in screen_text(app))
        await pilot.press("y")
        await until(lambda: "2 of 3 · thm:queens" in screen_text(app))
        await pilot.press("n")
        await until(lambda: "3 of 3 · thm:endless" in screen_text(app))
        await pilot.press("y")
        await until(lambda: accepted(root) == {"thm:upper", "thm:endless"} and len(app.screen_stack) == 1)
        await until(lambda: pairing(app, "thm:endless") is PairingState.ACCEPTED)
        await pilot.press("A")
        await until(lambda: "queens" in screen_text(app) and " of " not in screen_text(app).splitlines()[0])
        await pilot.press("y", "A")
        await until(lambda: "thm:queens" in accepted(root) and isinstance(app.screen, AcceptInTurnScreen))


async def test_what_cannot_be_accepted_says_why(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        app.selected = "lem:gap"
        await pilot.press("a")
        await until(lambda: "lem:gap names nothing" in screen_text(app))
        await pilot.press("y", "e", "j")
        assert accepted(root) == set() and len(app.screen_stack) == 2
        await pilot.press("q")
        app.selected = "thm:upper"
        write(root, "workbench.lock", "<<<<<<< mine\n")
        await pilot.press("a")
        await until(lambda: "family=schur" in screen_text(app))
        await pilot.press("y")
        await until(lambda: "workbench.lock" in said(app) and "accepted" not in said(app))
        assert (root / "workbench.lock").read_text() == "<<<<<<< mine\n", "nobody else's merge is thrown away"


async def test_what_somebody_else_accepted_meanwhile_stays(root: Path) -> None:
    from workbench.cli.main import run

    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        await pilot.press("a")
        await until(lambda: "family=schur" in screen_text(app))
        assert run(["accept", "thm:queens", "--path", str(root)]) == 0
        await pilot.press("y")
        await until(lambda: accepted(root) == {"thm:queens", "thm:upper"})
        await until(lambda: pairing(app, "thm:queens") is PairingState.ACCEPTED)


async def test_hostile_text_reaches_the_screen_only_plain(root: Path) -> None:
    web = root / MAIN
    web.write_text(web.read_text().replace("Every $2$", "[red]Every \x1b[31m\u202e $2$"))
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("a")
        await until(lambda: "family=schur" in screen_text(app))
        shown = screen_text(app)
        assert "[red]" in shown and "\x1b" not in shown and "\u202e" not in shown
