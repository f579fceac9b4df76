"""Work from the screen: every action by what it leaves in the store and on the desk, with the real solvers."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest
from work_samples import (
    children,
    lives,
    loaded,
    marks,
    recorded,
    said,
    screen_text,
    status,
    until,
    words_of,
    workspace,
    write,
)

from workbench.evidence.record import Verdict
from workbench.evidence.store import Store
from workbench.status import Status
from workbench.tui.app import WorkbenchApp
from workbench.tui.jobs import State
from workbench.tui.screens.log import LogScreen
from workbench.tui.screens.queue import QueueScreen
from workbench.tui.themes import ink_of
from workbench.tui.widgets.rows import Rows

pytestmark = pytest.mark.asyncio
SCHUR, QUEENS, ENDLESS = "schur-2-upper", "queens[n=5]", "endless"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return workspace(tmp_path / "workspace")


def fresh(app: WorkbenchApp, node: str) -> bool:
    assert app.desk is not None
    return all(app.desk.report.answers[id].fresh for id in app.desk.report.nodes[node].answers)


def running(app: WorkbenchApp) -> list[str]:
    return [job.question.name for job in app.work.jobs.all() if job.runs]


async def test_this_node_this_chapter(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("c")
        await until(lambda: fresh(app, "thm:upper"))
        assert recorded(root).keys() == {SCHUR} and recorded(root)[SCHUR].verdict is Verdict.VERIFIED
        assert status(app, "thm:upper") is not Status.GREEN, "nobody has accepted the pairing"
        await pilot.press("j", "C")
        await until(lambda: fresh(app, "thm:queens"))
        assert recorded(root).keys() == {SCHUR, QUEENS} and app.selected == "thm:queens"
        await pilot.press("C")
        await until(lambda: "nothing to ask" in said(app))
        app.selected = "lem:gap"
        await pilot.press("c")
        await until(lambda: "names nothing that a machine can be asked" in said(app))


async def test_again_is_asked_again(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        for times in (1, 2):
            await pilot.press("R")
            await until(lambda times=times: not app.work.jobs.running and history(root) == [SCHUR] * times)
        await pilot.press("Q", "R")
        await until(lambda: history(root) == [SCHUR] * 3)


def history(root: Path) -> list[str]:
    with Store.open(root / ".workbench", write=False) as store:
        return [evidence.name for evidence in store.history()]


async def test_a_job_is_told_of_though_the_screen_was_left_meanwhile(root: Path) -> None:
    """The thread that tells of it looks at no widget."""
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("c", "Q")
        await until(lambda: isinstance(app.screen, QueueScreen) and app.screen.query_one(Rows).current is not None)
        left = app.screen
        assert isinstance(left, QueueScreen) and app.desk is not None
        row = left.query_one(Rows).current
        await pilot.press("q")
        await until(lambda: not left.is_attached and not left.query(Rows))
        assert row is not None
        told = list(left.tell(app.desk, row, 40, ink_of(app)))
        assert SCHUR in told[0]
        await until(lambda: not app.work.jobs.running)


async def test_everything_ready_while_one_browses_and_one_is_cancelled(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("r", "j", "f")
        await until(lambda: fresh(app, "thm:upper") and fresh(app, "thm:queens"))
        await until(lambda: running(app) == [ENDLESS] and "running" in marks(app, "thm:endless"))
        assert app.selected == "thm:queens" and type(app.screen).__name__ == "FindingsScreen"
        await pilot.press("q")
        await until(lambda: "1 running" in screen_text(app) and "endless" in screen_text(app))
        await pilot.press("x")  # nothing runs for the queens
        await until(lambda: "nothing runs for this node" in said(app))
        assert children()
        app.selected = "thm:endless"
        await pilot.press("x")
        await until(lambda: not children() and "running" not in marks(app, "thm:endless"))
        assert recorded(root).keys() == {SCHUR, QUEENS}
        (job,) = (job for job in app.work.jobs.all() if job.question.name == ENDLESS)
        assert job.state is State.LEFT
        await until(lambda: "running" not in screen_text(app))


async def test_the_queue_shows_time_and_memory_and_what_the_child_says(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        app.selected = "thm:endless"
        await pilot.press("c", "Q")
        await until(lambda: isinstance(app.screen, QueueScreen))
        await until(lambda: (job := app.work.jobs.all()) and job[0].mb > 20 and job[0].seconds > 1)
        await until(lambda: "1 running" in screen_text(app) and "cadical begins" in screen_text(app))
        assert " MB" in screen_text(app) and "900 s" in screen_text(app)
        await pilot.press("L")
        await until(lambda: isinstance(app.screen, LogScreen))
        await until(lambda: "encoded: " in screen_text(app) and "ddfw begins" in screen_text(app))
        await until(lambda: "of 900 s" in screen_text(app))
        await pilot.press("q", "X")
        await until(lambda: not children() and "0 running" in screen_text(app) and "left" in screen_text(app))
    assert recorded(root) == {}


async def test_no_more_run_than_the_settings_say(root: Path) -> None:
    write(root, "workbench.toml", '[[blueprint]]\nmain = "blueprint/src/web.tex"\n[limits]\njobs = 1\n')
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        app.selected = "thm:endless"
        await pilot.press("c")
        await until(lambda: running(app) == [ENDLESS])
        await pilot.press("r", "Q")
        await until(lambda: "1 running, 2 waiting" in screen_text(app))
        await pilot.press("g", "x")  # the first is what runs
        await until(lambda: recorded(root).keys() == {SCHUR, QUEENS})


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_leaving_keeps_what_finished_and_leaves_no_process(root: Path, key: str) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        await pilot.press("r")
        await until(lambda: len(recorded(root)) == 2 and running(app) == [ENDLESS])
        before = children()
        assert before
        await pilot.press(key)
        await until(lambda: not app.is_running)
    assert not any(map(lives, before)) and not children()
    assert recorded(root).keys() == {SCHUR, QUEENS}


async def test_a_checker_that_dies_is_an_error_with_its_reason(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        app.selected = "thm:endless"
        await pilot.press("c", "Q")
        await until(lambda: running(app) == [ENDLESS] and solver())
        solver()[0].kill()
        await until(lambda: ENDLESS in recorded(root))
        assert recorded(root)[ENDLESS].verdict is Verdict.ERROR
        await until(lambda: "signal 9" in screen_text(app) and "! error" in screen_text(app))
        await until(lambda: "failed" in marks(app, "thm:endless"))
        assert not children()


def solver() -> list[psutil.Process]:
    """The process that a question was given to, and not its guard, its wall, or those that it started."""
    found = [one for one in children() if words_of(one)[1:3] == ["-m", "workbench.checkers.sat.child"]]
    return [one for one in found if one.ppid() not in {other.pid for other in found}]


async def test_what_was_expected_wrongly_is_refuted_loudly(root: Path) -> None:
    write(
        root, "problems/schur-2-upper.toml", (root / "problems/schur-2-upper.toml").read_text().replace("unsat", "sat")
    )
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("c")
        await until(lambda: "refuted" in marks(app, "thm:upper"))
        assert "✗ schur-2-upper: refuted" in said(app)


async def test_a_damaged_store_is_a_sentence(root: Path) -> None:
    write(root, ".workbench/evidence.sqlite", "this is no database" * 100)
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("c")
        await until(lambda: "evidence.sqlite" in said(app))
        assert app.is_running and not children()


async def test_a_file_that_lies_is_said_before_any_child_is_asked(root: Path) -> None:
    write(root, "problems/lie.cnf", "p cnf 1 3\n1 0\n")
    write(
        root, "problems/lie.toml", 'id = "lie"\nkind = "dimacs"\nexpect = "satisfiable"\n[dimacs]\nfile = "lie.cnf"\n'
    )
    web = root / "blueprint/src/web.tex"
    web.write_text(web.read_text().replace("{schur-2-upper}", "{lie}"))
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("c")
        await until(lambda: "lie.cnf" in said(app))
        assert not app.work.jobs.all()


async def test_nothing_asked_has_a_queue_and_a_log_that_say_so(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        await pilot.press("Q")
        await until(lambda: "nothing was asked yet" in screen_text(app))
        await pilot.press("X", "x", "R", "q", "L")
        await until(lambda: "Log · nothing was asked yet" in screen_text(app))
        await pilot.press("tab", "x", "q")
        await until(lambda: app.is_running and len(app.screen_stack) == 1)
