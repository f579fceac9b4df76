"""A workspace of two quick questions, one with a certificate in the database and one in a file, and real commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WORKBENCH = (sys.executable, "-m", "workbench.cli.main")
WEB = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\providecommand{\checkedby}[2][]{}
\begin{document}
\chapter{Boards}
\begin{theorem}\label{thm:queens}\checkedby{queens-5}
One can put $5$ queens on a board of order $5$ so that no two attack each other.
\end{theorem}
\begin{theorem}\label{thm:triples}\checkedby{triples}
One can colour $1..2300$ with $2$ colours so that no $a^2+b^2=c^2$ is of one colour.
\end{theorem}
\end{document}
"""
SAT = 'id = "{0}"\ntitle = "{0}"\nkind = "sat"\nexpect = "{1}"\n[sat]\nfamily = "{2}"\n[sat.parameters]\n{3}\n'
QUEENS = SAT.format("queens-5", "satisfiable", "queens", "n = 5")
TRIPLES = SAT.format("triples", "satisfiable", "pythagorean-triples", "n = 2300\ncolours = 2")
HARD = SAT.format("queens-5", "unsatisfiable", "schur", "n = 160\ncolours = 5")
"""In place of QUEENS: what no machine decides in a minute."""
LOCK, STORE = "workbench.lock", ".workbench"
SECONDS = 120.0
"""Nothing here takes so long, on however busy a machine."""


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str

    def refused(self, *words: str) -> None:
        """Exit code 2, and the last line is a sentence with these words; whatever else there is, it is no traceback."""
        assert self.code == 2, self
        last = self.err.rstrip().rpartition("\n")[2]
        assert last.startswith("workbench: ") and ";" in last, self
        assert all(word in last for word in words), self
        self.no_fault()

    def no_fault(self) -> None:
        assert "Traceback" not in self.err and "fault of Workbench" not in self.err, self


@dataclass(frozen=True)
class Day:
    """One folder with the workspace and a folder for temporary files."""

    folder: Path
    before: tuple[str, ...] = ()
    """What is written before the command: bubblewrap with other mounts."""
    environment: dict[str, str | None] = field(default_factory=dict)
    """What differs from ours; None takes it away."""

    @property
    def root(self) -> Path:
        return self.folder / "workspace"

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    def start(self, *words: str, **streams: object) -> subprocess.Popen[str]:
        self.temporary.mkdir(exist_ok=True)
        changes = {"TMPDIR": str(self.temporary), "PYTHONUTF8": "1", **self.environment}
        environment = {name: value for name, value in {**os.environ, **changes}.items() if value is not None}
        piped = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
        command = [*self.before, *WORKBENCH, *words]
        return subprocess.Popen(command, cwd=self.root, env=environment, text=True, start_new_session=True, **piped)

    def __call__(self, *words: str) -> Said:
        child = self.start(*words)
        try:
            out, err = child.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            raise
        return Said(child.returncode, out, err)

    def shell(self, script: str, wall: Sequence[str] = ()) -> Said:
        """A script in the workspace, in which `workbench` is the command, behind other mounts."""
        self.temporary.mkdir(exist_ok=True)
        words = " ".join(f"'{word}'" for word in WORKBENCH)
        environment = {**os.environ, "TMPDIR": str(self.temporary), "PYTHONUTF8": "1"}
        command = [*wall, "/bin/sh", "-c", f'workbench() {{ {words} "$@"; }}\n{script}']
        done = subprocess.run(
            command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=SECONDS, check=False,
        )  # fmt: skip
        return Said(done.returncode, done.stdout, done.stderr)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def greens(self) -> set[str]:
        """The green nodes."""
        import json

        said = self("status", "--format", "json")
        assert said.code in (0, 1), said
        return {one["node"] for one in json.loads(said.out)["nodes"] if one["status"] in ("green", "dark_green")}

    def left(self) -> set[str]:
        """What lies about: temporary files, drafts."""
        drafts = {path.name for path in self.root.rglob("*") if path.name.endswith(".draft")}
        return drafts | {path.name for path in self.temporary.iterdir()}


def workspace(folder: Path) -> Day:
    """A new one, in which nothing was asked."""
    day = Day(folder)
    day.write("workbench.toml", '[[blueprint]]\nmain = "blueprint/src/web.tex"\nproblems = ["problems"]\n')
    day.write("blueprint/src/web.tex", WEB)
    day.write("problems/queens.toml", QUEENS)
    day.write("problems/triples.toml", TRIPLES)
    return day
