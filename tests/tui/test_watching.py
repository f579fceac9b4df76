"""What changes on disk is read again in place: by an editor, by another program, by a check in another terminal."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from work_samples import loaded, screen_text, status, until, workspace, write

from workbench.cli.main import run
from workbench.status import Status
from workbench.tui.app import WorkbenchApp
from workbench.tui.watching import is_evidence, is_source

pytestmark = pytest.mark.asyncio
WEB = "blueprint/src/web.tex"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return workspace(tmp_path / "workspace")


def edit(root: Path, old: str, new: str) -> None:
    text = (root / WEB).read_text()
    assert old in text
    write(root, WEB, text.replace(old, new))


async def rests(app: WorkbenchApp) -> bool:
    """Whether there is a time, sooner or later, in which the desk stays as it is."""
    for _ in range(20):
        desk = app.desk
        await asyncio.sleep(1.5)
        if app.desk is desk:
            return True
    return False


def codes(app: WorkbenchApp) -> set[str]:
    return (
        {finding.code for finding in app.desk.blueprint.findings if finding.severity == "error"} if app.desk else {""}
    )


async def test_a_saved_file_is_read_again_and_the_selection_kept(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(app)
        await pilot.press("j")
        edit(root, r"\chapter{Far}", "\\chapter{Far}\n\\begin{lemma}\\label{lem:new}New.\\end{lemma}")
        await until(lambda: app.desk is not None and "lem:new" in app.desk.blueprint.nodes)
        assert app.selected == "thm:queens"
        await until(lambda: "lem:new" in screen_text(app))
        edit(root, r"\label{thm:queens}", r"\label{thm:renamed}")
        await until(lambda: app.desk is not None and "thm:renamed" in app.desk.blueprint.nodes)
        assert app.desk is not None and app.selected in app.desk.blueprint.nodes


async def test_a_problem_that_is_new_is_found(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)):
        await loaded(app)
        (root / "problems" / "schur-2-upper.toml").rename(root / "problems" / "elsewhere.txt")
        await until(lambda: app.desk is not None and not app.desk.survey.questions["thm:upper"])
        (root / "problems" / "elsewhere.txt").rename(root / "problems" / "schur-2-upper.toml")
        await until(lambda: app.desk is not None and app.desk.survey.questions["thm:upper"])


async def test_what_cannot_be_read_is_a_fault_until_it_is_corrected(root: Path) -> None:
    whole = (root / WEB).read_text()
    write(root, WEB, whole.replace(r"\begin{document}", r"\input{gone}\begin{document}"))
    write(root, "workbench.toml", "[nonsense]\n")
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)):
        await until(lambda: app.fault is not None)
        assert app.desk is None
        write(root, "workbench.toml", '[[blueprint]]\nmain = "blueprint/src/web.tex"\n')
        await until(lambda: app.fault is None and codes(app) == {"missing-input"})
        write(root, WEB, whole)
        await until(lambda: app.desk is not None and codes(app) == set())


async def test_evidence_and_pairings_from_another_terminal_arrive(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)):
        await loaded(app)
        other = threading.Thread(target=run, args=(["check", "--node", "thm:upper", str(root)],))
        other.start()
        await until(lambda: app.desk is not None and app.desk.report.answers["thm:upper/schur-2-upper"].fresh)
        await until(lambda: not other.is_alive())
        other = threading.Thread(target=run, args=(["accept", "thm:upper", "--path", str(root)],))
        other.start()
        await until(lambda: status(app, "thm:upper") is Status.DARK_GREEN)
        await until(lambda: not other.is_alive())
        # Looking at evidence is no change of evidence: the screen comes to rest.
        assert await rests(app)


async def test_nobody_watches_when_the_app_has_ended(root: Path) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)):
        await loaded(app)
        await until(lambda: any(one.name == "watching" for one in threading.enumerate()))
    assert not any(one.name == "watching" for one in threading.enumerate())


@pytest.mark.parametrize(
    ("path", "source", "evidence"),
    [
        ("/w/blueprint/src/web.tex", True, False),
        ("/w/lean/A.lean", True, False),
        ("/w/workbench.lock", True, False),
        ("/w/lean-toolchain", True, False),
        ("/w/.web.tex.swp", False, False),
        ("/w/web.tex~", False, False),
        ("/w/#web.tex#", False, False),
        ("/w/web.log", False, False),
        ("/w/.workbench/evidence.sqlite-wal", False, True),
        ("/w/.workbench/evidence.sqlite-shm", False, False),
    ],
)
async def test_what_counts_as_a_change(path: str, source: bool, evidence: bool) -> None:
    assert (is_source(path), is_evidence(path)) == (source, evidence)
