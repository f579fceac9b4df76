"""A small workspace of every kind of question that is quick, and the states of it in which a command is killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WEB = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{definition}[theorem]{Definition}
\providecommand{\checkedby}[2][]{}
\begin{document}
\chapter{Twice}
\begin{definition}\label{def:twice}\lean{twice} Twice $n$ is $n+n$. \end{definition}
\begin{theorem}\label{thm:zero}\uses{def:twice}\lean{twice_zero} Twice zero is zero. \end{theorem}
\chapter{Sums}
\begin{theorem}\label{thm:upper}\checkedby{schur-3-upper}
Every $3$-colouring of $1..14$ has a monochromatic $x+y=z$.
\end{theorem}
\begin{theorem}\label{thm:lower}\checkedby{schur-3-lower}
Some $3$-colouring of $1..13$ has no monochromatic $x+y=z$.
\end{theorem}
\begin{theorem}\label{thm:queens}\uses{thm:lower}\checkedby{queens-6}
One can put $6$ queens on a board of order $6$.
\end{theorem}
\chapter{Calculations}
\begin{theorem}\label{thm:square}\checkedby{square}
$(a+b)^2 = a^2 + 2ab + b^2$.
\end{theorem}
\begin{theorem}\label{thm:product}\uses{thm:square}\checkedby{product}
$29\cdot 22 = 638$.
\end{theorem}
\end{document}
"""
_SAT = 'id = "{0}"\ntitle = "{0}"\nkind = "sat"\nexpect = "{1}"\n[sat]\nfamily = "{2}"\n[sat.parameters]\n{3}\n'
FILES = {
    "workbench.toml": '[project]\nname = "crash"\n[[blueprint]]\nmain = "blueprint/src/web.tex"\n'
    'problems = ["problems"]\nlean = ["lean"]\n',
    "blueprint/src/web.tex": WEB,
    "lean/Twice.lean": "/-- Twice a number. -/\ndef twice (n : Nat) : Nat := n + n\n\n"
    "theorem twice_zero : twice 0 = 0 := rfl\n",
    "problems/upper.toml": _SAT.format("schur-3-upper", "unsatisfiable", "schur", "n = 14\ncolours = 3"),
    "problems/lower.toml": _SAT.format("schur-3-lower", "satisfiable", "schur", "n = 13\ncolours = 3"),
    "problems/queens.toml": _SAT.format("queens-6", "satisfiable", "queens", "n = 6"),
    "problems/square.toml": 'id = "square"\ntitle = "square"\nkind = "identity"\nexpect = "true"\n[identity]\n'
    'left = "(a+b)^2"\nright = "a^2 + 2*a*b + b^2"\nvariables = ["a", "b"]\n',
    "problems/product.toml": 'id = "product"\ntitle = "product"\nkind = "answer"\nexpect = "true"\n[answer]\n'
    'question = "What is 29 times 22?"\nexpression = "29*22"\nanswer = "638"\n',
}
LOCK, STORE, PAGE, BUNDLE, ROWS = "workbench.lock", ".workbench", "page.html", "answers.zip", "rows.jsonl"
WORKBENCH = (sys.executable, "-m", "workbench.cli.main")
LONGEST_SECONDS = 120.0
"""What no command here may take, on however busy a machine."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left: its exit code and its words."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder of its own for one kill: the workspace, the folder for temporary files, what the command says."""

    folder: Path

    @property
    def root(self) -> Path:
        """The workspace."""
        return self.folder / "workspace"

    @property
    def mark(self) -> str:
        """What every process that is started here has in its environment, children behind the wall too."""
        return f"/nowhere/{self.folder.name}-{os.getpid()}"

    def environment(self) -> dict[str, str]:
        """Of the command: PATH carries the mark, for it is all of the environment that children are given."""
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        path = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}{self.mark}"
        return {**os.environ, "PATH": path, "TMPDIR": str(temporary), "PYTHONUTF8": "1"}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """The real command in a process group of its own; what it says goes to two files beside the workspace."""
        with (self.folder / "out").open("wb") as out, (self.folder / "err").open("wb") as err:
            return subprocess.Popen(
                [*WORKBENCH, *words],
                cwd=self.root,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )

    def said(self, code: int) -> Said:
        """What the command that was started last has said so far."""
        out, err = ((self.folder / name).read_bytes().decode("utf-8", "replace") for name in ("out", "err"))
        return Said(code, out, err)

    def run(self, *words: str) -> Said:
        """The command from its beginning to its end."""
        return self.said(self.start(*words).wait(LONGEST_SECONDS))


def make_templates(folder: Path) -> None:
    """The states that scenes are copies of: `fresh` has no store, `answered` all answers and half of the pairings.

    In both the file of pairings is of a person who read some of them; beside them are the lock and the page as they
    are when everything was accepted, and a bundle of all answers.
    """
    answered = Scene(folder / "answered")
    for name, text in FILES.items():
        path = answered.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _must(answered, "check")
    _must(answered, "evidence", "export", f"../{BUNDLE}")
    _must(answered, "accept", "thm:upper", "def:twice", "thm:square", "thm:product")
    _must(answered, "export", "--html", PAGE)
    fresh = Scene(folder / "fresh")
    shutil.copytree(answered.root, fresh.root)
    shutil.rmtree(fresh.root / STORE)
    shutil.copy(answered.folder / BUNDLE, fresh.root / BUNDLE)
    # What a command finds is old: the page and the lock are whole, and not what it is going to write.
    page = (answered.root / PAGE).read_text(encoding="utf-8")
    (answered.root / PAGE).write_text(page.replace("</title>", ", as it was</title>", 1), encoding="utf-8")


def _must(scene: Scene, *words: str) -> None:
    said = scene.run(*words)
    if said.code:
        raise RuntimeError(f"workbench {' '.join(words)}: exit code {said.code}: {said.err}{said.out}")
