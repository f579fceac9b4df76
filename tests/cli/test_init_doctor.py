"""Setting up a project, and saying what is there."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from workbench.cli import doctor
from workbench.cli.main import run

MAIN = r"\documentclass{report}\begin{document}\begin{theorem}\label{a}x\end{theorem}\end{document}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source = tmp_path / "blueprint" / "src"
    (source / "macros").mkdir(parents=True)
    (source / "web.tex").write_text(MAIN)
    (source / "macros" / "common.tex").write_text("\\newcommand{\\N}{\\mathbb{N}}\n")
    (tmp_path / ".gitignore").write_text("build")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_without_an_answer_nothing_is_written(project: Path, capsys) -> None:
    before = contents(project)
    assert run(["init"]) == 0
    assert contents(project) == before
    out = capsys.readouterr().out
    assert '+ main = "blueprint/src/web.tex"' in out.replace("  + ", "+ ")
    assert "init --yes" in out


def test_yes_writes_what_was_shown_and_overwrites_nothing(project: Path, capsys) -> None:
    before = contents(project)
    assert run(["init", "--yes"]) == 0
    after = contents(project)
    assert set(after) - set(before) == {"workbench.toml", ".github/workflows/workbench.yml", ".pre-commit-config.yaml"}
    assert all(after[name].startswith(text) for name, text in before.items())
    assert after[".gitignore"] == "build\n.workbench/\n"
    assert r"\providecommand{\checkedby}[2][]{}" in after["blueprint/src/macros/common.tex"]
    shown = capsys.readouterr().out
    for name in set(after) - set(before):
        assert all(line in shown for line in after[name].splitlines())
    from workbench.workspace import find_workspace

    assert find_workspace(None).mains == ("blueprint/src/web.tex",)


def test_a_second_time_there_is_nothing_to_write(project: Path, capsys) -> None:
    assert run(["init", "--yes"]) == 0
    once = contents(project)
    assert run(["init", "--yes"]) == 0
    assert contents(project) == once
    assert "nothing to write" in capsys.readouterr().out


def test_files_that_exist_are_kept(project: Path, capsys) -> None:
    (project / ".pre-commit-config.yaml").write_text("repos: []\n")
    (project / "workbench.toml").write_text('[project]\nname = "mine"\n')
    assert run(["init", "--yes"]) == 0
    assert (project / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert (project / "workbench.toml").read_text() == '[project]\nname = "mine"\n'
    out = capsys.readouterr().out
    assert "not touched; add by hand" in out and "entry: workbench lint" in out


def test_without_shared_macros_it_says_what_is_left_to_do(project: Path, capsys) -> None:
    (project / "blueprint" / "src" / "macros" / "common.tex").unlink()
    assert run(["init", "--yes"]) == 0
    assert (project / "blueprint" / "src" / "macros" / "checkedby.tex").exists()
    assert r"\input{macros/checkedby}" in capsys.readouterr().out


def test_the_workflow_and_the_hook_are_those_of_the_documentation() -> None:
    from workbench.cli.init_steps import HOOK, WORKFLOW

    docs = (Path(__file__).parents[2] / "docs" / "ci.md").read_text()
    documented = {line.split(" # ")[0].strip() for line in docs.splitlines()}
    for line in (WORKFLOW + HOOK).splitlines():
        assert line.startswith("#") or line.strip() in documented, line


def test_doctor_says_what_is_there(project: Path, capsys) -> None:
    assert run(["doctor", "--format", "json"]) == 0
    lines = {line["name"]: line for line in json.loads(capsys.readouterr().out)["lines"]}
    assert lines["root"]["found"] == str(project.resolve())
    assert lines["blueprint"]["found"] == "blueprint/src/web.tex"
    assert lines["embedded Lean"]["found"].startswith("4.35.0 (")
    assert "core-4.35.0" in lines["core library"]["found"]
    assert lines["second LRAT checker"]["found"].startswith("Lean Std 4.35.0")
    assert lines["lake"]["found"] is None or "not yet run against Mathlib" in lines["lake"]["found"]
    assert lines["SMT"]["found"].startswith("Z3") and "exact" in lines["identities"]["found"]
    assert not (project / ".workbench").exists()


def test_doctor_names_what_is_missing_and_how_to_get_it(project: Path, capsys, monkeypatch) -> None:
    known = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: None if name == "numba" else known(name))
    assert run(["doctor"]) == 3
    line = next(line for line in click.unstyle(capsys.readouterr().out).splitlines() if "numba " in line)
    assert "✗" in line and "pip install numba" in line


def test_doctor_says_what_a_missing_checker_is_to_get(project: Path, capsys, monkeypatch) -> None:
    from workbench.checkers.smt import checker

    monkeypatch.setattr(checker, "find_spec", lambda name: None)
    assert run(["doctor"]) == 0
    line = next(line for line in click.unstyle(capsys.readouterr().out).splitlines() if "SMT  " in line)
    assert line.startswith("  –") and "pip install z3-solver" in line


def test_doctor_ticks_no_blueprint_that_is_not_there(project: Path, capsys) -> None:
    (project / "workbench.toml").write_text('[[blueprint]]\nmain = "gone.tex"\n')
    assert run(["doctor"]) == 0
    line = next(line for line in click.unstyle(capsys.readouterr().out).splitlines() if "gone.tex" in line)
    assert line.startswith("  –") and "workbench.toml" in line


def test_doctor_without_lean_says_that_ours_checks_alone(project: Path, capsys, monkeypatch) -> None:
    from workbench.checkers.lean import toolchain

    monkeypatch.setattr(toolchain, "find_spec", lambda name: None)
    assert run(["doctor"]) == 0
    out = click.unstyle(capsys.readouterr().out).splitlines()
    line = next(line for line in out if "second LRAT checker" in line)
    assert "our own checker alone" in line and "pip install 'blueprint-workbench[lean]'" in line


def test_doctor_works_outside_any_workspace(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["doctor"]) == 0
    assert run(["doctor", "gone"]) == 2
    assert "gone" in capsys.readouterr().err
