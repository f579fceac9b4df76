"""`workbench prove` in a lake project, with the real Lean behind a stand-in for its toolchain."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lake_stand_in import TOOLCHAIN, install

from workbench.cli.main import run

TEX = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{lemma}{Lemma}
\begin{document}
\begin{lemma}\label{lem:succ}\lean{Sums.twice_succ} Twice $n+1$ is twice $n$ plus $2$. \end{lemma}
\end{document}
"""
LAKEFILE = """name = "sums"
defaultTargets = ["Sums"]
[leanOptions]
autoImplicit = false
[[lean_lib]]
name = "Sums"
"""
BASIC = "/-- Twice a number. -/\ndef Sums.twice (n : Nat) : Nat := n + n\n"
MORE = """import Sums.Basic
theorem Sums.twice_succ (n : Nat) : Sums.twice (n + 1) = Sums.twice n + 2 := sorry
"""


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory, compiled_libraries: None) -> Path:
    return install(tmp_path_factory.mktemp("toolchain") / "lean")


@pytest.fixture
def root(prefix: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PATH", f"{prefix / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("ELAN_HOME", str(tmp_path / "no-elan"))
    files = {
        "blueprint/src/web.tex": TEX,
        "lakefile.toml": LAKEFILE,
        "lean-toolchain": TOOLCHAIN,
        "Sums.lean": "import Sums.More\n",
        "Sums/Basic.lean": BASIC,
        "Sums/More.lean": MORE,
    }
    for name, text in files.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def test_a_leaf_of_a_lake_project_is_proved_by_its_own_lean(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", "lem:succ"]) == 0
    said = capfd.readouterr()
    assert "proved, written" in said.out and "embedded" not in said.out
    text = (root / "Sums" / "More.lean").read_text("utf-8")
    assert "sorry" not in text and text.startswith(MORE.partition(":= sorry")[0])
    assert run(["prove", "Sums/More.lean:Sums.twice_succ"]) == 0
    assert "proved already" in capfd.readouterr().out


def test_leandojo_is_refused_where_its_tracer_does_not_read_the_toolchain(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["prove", "lem:succ", "--with", "leandojo"]) == 2
    assert "reads Lean 4.3 to 4.27" in capfd.readouterr().err
    assert (root / "Sums" / "More.lean").read_text("utf-8") == MORE


def test_without_the_toolchain_it_is_a_missing_tool(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert run(["prove", "lem:succ"]) == 3
    assert "is not installed" in capfd.readouterr().err
