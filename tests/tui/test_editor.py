"""The editor: how each is told a file and a line, and that it really starts; in a terminal: test_tui_terminal.py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from work_samples import loaded, said, until, workspace, write

from workbench.errors import BadInput, MissingTool
from workbench.tui.app import WorkbenchApp
from workbench.tui.editor import command

FILE = Path("/work space/-a;b.tex")


def fake(folder: Path, name: str, script: str = "exit 0") -> Path:
    """A program that is there."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return program


@pytest.mark.parametrize(
    ("editor", "arguments", "terminal"),
    [
        ("vim", ["+7", str(FILE)], True),
        ("nano -w", ["-w", "+7", str(FILE)], True),
        ("emacs -nw", ["-nw", "+7", str(FILE)], True),
        ("hx", [f"{FILE}:7"], True),
        ("micro", [str(FILE), "+7"], True),
        ("some-editor-of-theirs", ["+7", str(FILE)], True),
        ("code --wait", ["--goto", f"{FILE}:7"], False),
        ("codium --new-window", ["--new-window", "--goto", f"{FILE}:7"], False),
        ("subl -w", [f"{FILE}:7"], False),
        ("zed", [f"{FILE}:7"], False),
        ("gvim -f", ["+7", str(FILE)], False),
        ("pycharm", ["--line", "7", str(FILE)], False),
        ("emacsclient", ["-n", "+7", str(FILE)], False),
        ("emacsclient --no-wait", ["--no-wait", "+7", str(FILE)], False),
        ("emacsclient -t", ["-t", "+7", str(FILE)], True),
        ("'vim' '--cmd' 'set nu; !rm x'", ["--cmd", "set nu; !rm x", "+7", str(FILE)], True),
    ],
)
def test_each_editor_is_told_the_line_its_own_way(
    tmp_path: Path, editor: str, arguments: list[str], terminal: bool
) -> None:
    fake(tmp_path, editor.replace("'", "").split()[0])
    found = command(FILE, 7, {"EDITOR": editor, "PATH": str(tmp_path)})
    assert list(found.argv[1:]) == arguments and found.takes_terminal is terminal


def test_visual_goes_before_editor_and_an_empty_one_counts_for_nothing(tmp_path: Path) -> None:
    fake(tmp_path, "vim"), fake(tmp_path, "code")
    path = {"PATH": str(tmp_path)}
    assert command(FILE, 1, {**path, "VISUAL": "code", "EDITOR": "vim"}).argv[0] == "code"
    assert command(FILE, 1, {**path, "VISUAL": " ", "EDITOR": "vim"}).argv[0] == "vim"


@pytest.mark.parametrize(
    ("environment", "error", "words"),
    [
        ({}, MissingTool, "no editor is named"),
        ({"EDITOR": "no-such-editor-anywhere"}, MissingTool, "no-such-editor-anywhere"),
        ({"VISUAL": "'unclosed"}, BadInput, "cannot be split"),
    ],
)
def test_what_is_missing_is_a_sentence_with_a_remedy(
    environment: dict[str, str], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        command(FILE, 1, {"PATH": "/nowhere", **environment})
    assert getattr(caught.value, "remedy", "")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    root = workspace(tmp_path / "workspace")
    write(root, "workbench.toml", '[[blueprint]]\nmain = "blueprint/src/web.tex"\nlean = ["lean"]\n')
    write(root, "lean/Schur.lean", "def unrelated := 0\n\ntheorem Schur.gap : True := trivial\n")
    web = root / "blueprint/src/web.tex"
    web.write_text(web.read_text().replace(r"\label{lem:gap}", r"\label{lem:gap}\lean{Schur.gap}"))
    return root


def knows(app: WorkbenchApp, word: str) -> bool:
    """Whether a Lean source that lies on the desk has this word."""
    assert app.desk is not None
    project = app.desk.survey.questions["lem:gap"][0].project
    return project is not None and bool(project.modules.mentioning(word))


@pytest.mark.asyncio
async def test_e_and_l_open_the_sources_at_the_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`code` is a program here that writes down what it was told."""
    told = root.parent / "told"
    fake(root.parent / "bin", "code", f'echo "$1 $2" >> {told}')
    monkeypatch.setenv("PATH", f"{root.parent / 'bin'}:{Path(shutil.which('sh') or '').parent}")
    monkeypatch.setenv("VISUAL", "code --wait")
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        app.selected = "lem:gap"
        await pilot.press("e")
        before = (root / "blueprint/src/web.tex").read_text().partition(r"\begin{lemma}")[0]
        line = before.count("\n") + 1
        await until(lambda: told.exists() and told.read_text() == f"--goto {root}/blueprint/src/web.tex:{line}\n")
        await pilot.press("l")
        await until(lambda: told.read_text().endswith(f"--goto {root}/lean/Schur.lean:3\n"))
        assert "opened in code" in said(app)


@pytest.mark.asyncio
async def test_what_hinders_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = WorkbenchApp(root)
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app)
        await pilot.press("e")
        await until(lambda: "set $VISUAL or $EDITOR" in said(app))
        await pilot.press("l")
        await until(lambda: "thm:upper names no Lean declaration" in said(app))
        monkeypatch.setenv("EDITOR", "sh")  # there is no terminal to hand over in this test
        await pilot.press("e")
        await until(lambda: "cannot be handed to an editor" in said(app))
        app.selected = "lem:gap"
        write(root, "lean/Schur.lean", "def unrelated := 0\n")
        await until(lambda: not knows(app, "gap"))
        await pilot.press("l")
        await until(lambda: "no Lean source of this workspace declares Schur.gap" in said(app))
