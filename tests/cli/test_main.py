"""The edge of the command line: every error is one sentence with its exit code, and start-up stays cheap."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from workbench.cli import main
from workbench.errors import BadInput, MissingTool

HEAVY = {"numba", "numpy", "pysat", "pysolvers", "sympy", "textual", "networkx", "rich"}


def workbench(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workbench.cli.main", *arguments], capture_output=True, text=True, timeout=60, **options
    )


def loaded_by(*arguments: str, cwd: Path) -> set[str]:
    """The top-level modules that one command line imports."""
    code = (
        "import sys; from workbench.cli.main import run; "
        f"run({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=cwd)
    return {name.split(".")[0] for name in done.stderr.split()}


def fails_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    def boom(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(main.cli, "invoke", boom)
    return main.run(["check"])


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BadInput("no such thing", remedy="make one", file="a.tex", line=3), 2, "a.tex:3: no such thing; make one"),
        (MissingTool("no lean", remedy="get lean"), 3, "no lean; get lean"),
        (click.UsageError("what?"), 2, "what?"),
        (click.ClickException("odd"), 2, "odd"),
        (KeyboardInterrupt(), 130, "interrupted; what had finished is kept"),
        (click.Abort(), 130, "interrupted"),
        (OSError(errno.ENOSPC, "No space left on device", "/data/x"), 2, "/data/x: no space left on device; make room"),
        (PermissionError(errno.EACCES, "Permission denied", "/data/x"), 2, "/data/x: permission denied; check who"),
        (ValueError("inner"), 2, "please report it"),
        (RecursionError("deep"), 2, "please report it"),
        (SystemExit(3), 3, ""),
        (SystemExit(None), 0, ""),
    ],
)
def test_whatever_goes_wrong_is_a_sentence(error, code, said, monkeypatch, capsys) -> None:
    monkeypatch.delenv("WORKBENCH_DEBUG", raising=False)
    assert fails_with(monkeypatch, error) == code
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_a_fault_shows_where_only_when_asked(monkeypatch, capsys) -> None:
    monkeypatch.setenv("WORKBENCH_DEBUG", "1")
    assert fails_with(monkeypatch, ValueError("inner")) == 2
    assert "Traceback" in capsys.readouterr().err


def test_help_names_every_command_and_loads_none(tmp_path: Path) -> None:
    done = workbench("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in main.cli.list_commands(click.Context(main.cli)))
    assert not HEAVY & loaded_by("--help", cwd=tmp_path)


def test_alone_it_prints_the_help(tmp_path: Path) -> None:
    assert workbench(cwd=tmp_path).stdout == workbench("--help", cwd=tmp_path).stdout


@pytest.mark.parametrize("name", main.cli.list_commands(click.Context(main.cli)))
def test_every_command_has_a_help_with_examples(name: str, capsys) -> None:
    assert main.run([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Usage: workbench {name}")
    assert "Example" in out
    assert f"workbench {name}" in out.split("Example", 1)[1]


def test_version(capsys) -> None:
    from workbench import __version__

    assert main.run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["nix"], ["--nix"], ["check", "--nix"], ["check", "--timeout", "soon"], ["accept"]]
)
def test_wrong_usage_is_2(arguments: list[str], capsys) -> None:
    assert main.run(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "workbench.cli.main", "--help"], stdout=write, stderr=subprocess.PIPE, timeout=60
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_is_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "workbench.cli.main", "--help"], stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1 and b"no space left" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, capsys) -> None:
    assert main.run(["completion", shell]) == 0
    assert main.COMPLETION_VARIABLE in capsys.readouterr().out


def test_completion_completes_commands(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        main.COMPLETION_VARIABLE: "bash_complete",
        "COMP_WORDS": "workbench expl",
        "COMP_CWORD": "1",
    }
    # The variable works for the installed program's name.
    code = "import sys; sys.argv = ['workbench']; from workbench.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60)
    assert done.stdout.split() == ["plain,explain"]
