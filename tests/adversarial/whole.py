"""A small blueprint around a hostile input, and the program as a person runs it: `check`, `accept`, `status`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostile import GREENS, Input

from workbench.cli.main import run

TEX = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}
\newtheorem{definition}{Definition}
\begin{document}
\begin{%(kind)s}\label{node}\lean{%(name)s}\leanok
What is to hold.
\end{%(kind)s}
\end{document}
"""
SETTINGS = """[project]
name = "hostile"
[[blueprint]]
main = "web.tex"
lean = ["lean"]
[limits]
seconds = %s
memory_mb = %d
"""


@dataclass(frozen=True)
class Seen:
    """What a person sees of the one node after `check`."""

    code: int
    status: str
    """Empty where the workspace could not be read."""
    pairing: str
    reason: str
    """Of its answer, or the message where there is none."""

    @property
    def green(self) -> bool:
        return self.status in GREENS


@dataclass(frozen=True)
class Whole:
    """A workspace and the command line in it."""

    root: Path
    read: Callable[[], tuple[str, str]]

    def write(self, given: Input) -> None:
        """The blueprint and the input's files."""
        (self.root / "web.tex").write_text(TEX % {"kind": given.wants, "name": given.ask}, "utf-8")
        settings = SETTINGS % (given.bounds.seconds, given.bounds.memory_mb)
        (self.root / "workbench.toml").write_text(settings, "utf-8")
        given.write(self.root)

    def check(self) -> Seen:
        code, out, err = self._run("check", "--format", "json")
        if not out.strip():
            return Seen(code, "", "", err)
        said = json.loads(out)
        (node,) = said["nodes"]
        return Seen(code, node["status"], node["pairing"], " ".join(self._reasons(said)))

    def accept(self) -> str:
        """Accept whatever may be accepted; what was shown."""
        return "".join(self._run("accept", "--all")[1:])

    def status(self) -> str:
        code, out, _ = self._run("status", "--format", "json")
        return str(json.loads(out)["nodes"][0]["status"]) if code != 2 else ""

    def _run(self, *words: str) -> tuple[int, str, str]:
        self.read()
        code = run(words)
        return (code, *self.read())

    @staticmethod
    def _reasons(said: dict[str, Any]) -> list[str]:
        return [*(answer["reason"] for answer in said["answers"]), *(found["message"] for found in said["findings"])]
