"""README shows what the program prints today: its sessions are run again and compared line by line.

Times, sizes of memory and git hashes are compared by shape. `python tests/test_readme.py` writes README's sessions
anew from what the program prints.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SESSION = re.compile(r"```console\n(.*?)```", re.S)
FLEETING = (
    (re.compile(r"\b[0-9a-f]{10,}\b"), "HASH"),
    (re.compile(r"\b\d+(\.\d+)? (s|CPU s|MB)\b"), r"# \2"),
    (re.compile(r"\b\d{4}-\d\d-\d\d\b"), "DATE"),
    (re.compile(r"\bpython-sat [0-9.a-z]+"), "python-sat VERSION"),
)
Session = list[tuple[str, list[str]]]
"""Commands, each with the lines printed under it."""
ANOTHERS_BLUEPRINT = "Sphere-Packing-Lean"
ANOTHERS_PROGRAM = "lrat-trim"
"""What tests/second_opinion.sh runs; elsewhere its line is taken as it stands."""


def sessions() -> list[Session]:
    """What README shows."""
    found = []
    for match in SESSION.finditer(README.read_text(encoding="utf8")):
        steps: Session = []
        for line in match[1].splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            else:
                steps[-1][1].append(line)
        found.append(steps)
    return found


def prepared(folder: Path) -> Path:
    """A committed copy of the sample."""
    for name in ("workbench.toml", "workbench.lock"):
        shutil.copy(ROOT / name, folder)
    for name in ("blueprints", "problems", "lean"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / ".gitignore").write_text(f"{ANOTHERS_BLUEPRINT}\nreferee\n")
    for command in ("init -q", "add .", "-c user.name=reader -c user.email=reader@example.org commit -q -m sample"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)
    return folder


def printed(command: str, folder: Path) -> list[str]:
    """What a command of a session prints, both streams, as at a prompt 120 columns wide."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "120", "NO_COLOR": "1"}
    run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)
    return [line.rstrip() for line in (run.stdout + run.stderr).strip("\n").splitlines()]


def replay(steps: Session, folder: Path) -> Session:
    """A session as the program prints it today."""
    there = [step for step in steps if not step[0].startswith(ANOTHERS_PROGRAM) or shutil.which(ANOTHERS_PROGRAM)]
    return [(command, printed(command, folder)) for command, _ in there]


def lasting(lines: list[str]) -> list[str]:
    """Lines less what differs from run to run."""
    for pattern, shape in FLEETING:
        lines = [pattern.sub(shape, line) for line in lines]
    return lines


def needs_corpus(steps: Session) -> bool:
    """Whether a session looks at somebody else's blueprint."""
    return any(ANOTHERS_BLUEPRINT in command for command, _ in steps)


def assert_same(steps: Session, folder: Path) -> None:
    today = dict(replay(steps, folder))
    for command, shown in steps:
        assert lasting(shown) == lasting(today.get(command, shown)), command


def test_the_sessions_of_readme_are_what_the_program_prints(tmp_path: Path) -> None:
    printed("workbench check", prepared(tmp_path))
    own = [steps for steps in sessions() if not needs_corpus(steps)]
    assert len(own) >= 3
    for steps in own:
        assert_same(steps, tmp_path)
        subprocess.run(["git", "checkout", "-q", "."], cwd=tmp_path, check=True)


@pytest.mark.corpus
def test_the_false_green_of_readme_is_found(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / ANOTHERS_BLUEPRINT).symlink_to(corpus / "SpherePacking")
    (session,) = [steps for steps in sessions() if needs_corpus(steps)]
    assert_same(session, tmp_path)


def write_readme() -> None:
    """Put into README what the program prints today."""
    with tempfile.TemporaryDirectory() as name:
        folder = prepared(Path(name))
        (folder / ANOTHERS_BLUEPRINT).symlink_to(ROOT.parent / "shared" / "corpus" / "SpherePacking")
        printed("workbench check", folder)
        text = README.read_text(encoding="utf8")
        for match, steps in zip(list(SESSION.finditer(text)), sessions(), strict=True):
            today = {**dict(steps), **dict(replay(steps, folder))}
            lines = [line for command, _ in steps for line in (f"$ {command}", *today[command])]
            text = text.replace(match[0], "```console\n" + "\n".join(lines) + "\n```")
            subprocess.run(["git", "checkout", "-q", "."], cwd=folder, check=True)
        README.write_text(text, encoding="utf8")


if __name__ == "__main__":
    write_readme()
