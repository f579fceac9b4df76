r"""A blueprint beside a lake project, as real ones are: no settings of ours, `lakefile.toml` beside `blueprint/`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lake_stand_in import TOOLCHAIN, install

WEB = "blueprint/src/web.tex"
TEX = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{lemma}{Lemma}
\newtheorem{definition}{Definition}
\begin{document}
\begin{definition}\label{def:twice}\lean{Sums.twice} Twice $n$ is $n+n$. \end{definition}
\begin{lemma}\label{lem:zero}\uses{def:twice}\lean{Sums.twice_zero} Twice zero is zero. \end{lemma}
\begin{lemma}\label{lem:open}\uses{def:twice}\lean{Sums.twice_succ} Twice $n+1$ is twice $n$ plus $2$. \end{lemma}
\end{document}
"""
LAKEFILE = 'name = "sums"\ndefaultTargets = ["Sums"]\n[[lean_lib]]\nname = "Sums"\n'
BASIC = """/-- Twice a number. -/
def Sums.twice (n : Nat) : Nat := n + n
theorem Sums.twice_zero : Sums.twice 0 = 0 := rfl
theorem Sums.twice_succ (n : Nat) : Sums.twice (n + 1) = Sums.twice n + 2 := sorry
"""


@pytest.fixture(scope="session")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("toolchain") / "lean")


@pytest.fixture
def lake(bench, prefix: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", f"{prefix / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("ELAN_HOME", str(tmp_path / "no-elan"))
    (bench.root / "problems" / "schur-2-upper.toml").unlink()
    files = {WEB: TEX, "lakefile.toml": LAKEFILE, "lean-toolchain": TOOLCHAIN}
    for name, text in {**files, "Sums.lean": "import Sums.Basic\n", "Sums/Basic.lean": BASIC}.items():
        bench.write(name, text)
    return bench


def statuses(bench) -> dict[str, str]:
    return {node["node"]: node["status"] for node in bench("status", "--format", "json").json["nodes"]}


def test_from_the_first_check_to_dark_green_and_stale(lake) -> None:
    said = lake("check", "--format", "json")
    assert said.code == 0, said.err
    answers = {answer["name"]: answer for answer in said.json["answers"]}
    zero = answers["Sums.twice_zero"]
    assert (zero["verdict"], zero["tier"]) == ("verified", "certificate")
    assert zero["rests_on"] == ["own core", f"toolchain:{TOOLCHAIN}", "not replayed"]
    assert zero["tool"] == f"lake, {TOOLCHAIN}"
    assert "Sums/Basic.lean" in answers["Sums.twice_succ"]["reason"]
    assert "compiling Sums/Basic.lean" in said.err
    assert lake("accept", "--all").code == 0
    assert statuses(lake) == {"def:twice": "dark_green", "lem:zero": "dark_green", "lem:open": "blue_prove"}
    assert not any(answer["ran"] for answer in lake("check", "--format", "json").json["answers"] if answer["tier"])
    lake.write("lean-toolchain", "leanprover/lean4:v4.28.0")
    assert statuses(lake)["lem:zero"] != "dark_green", "another toolchain has not answered yet"


def test_a_name_that_nothing_declares_is_a_finding_at_its_line(lake) -> None:
    lake.edit(WEB, r"\lean{Sums.twice_zero}", r"\lean{Sums.twice_nought}")
    lake.write("Sums/Scratch.lean", "theorem Sums.twice_nought : 1 = 1 := rfl\n")
    said = lake("check", "--format", "json")
    (finding,) = (finding for finding in said.json["findings"] if finding["code"] == "unknown-declaration")
    assert (finding["file"], finding["line"], finding["node"]) == (WEB, 8, "lem:zero")
    assert said.code == 1
    (answer,) = (answer for answer in said.json["answers"] if answer["name"] == "Sums.twice_nought")
    assert "Sums/Scratch.lean speaks of it, and no module that is built imports that file" in answer["reason"]


def test_an_error_in_a_module_is_the_nodes_with_its_place(lake) -> None:
    lake.edit("Sums/Basic.lean", "Sums.twice 0 = 0 := rfl", "Sums.twice 0 = 1 := rfl")
    answers = {answer["name"]: answer for answer in lake("check", "--format", "json").json["answers"]}
    assert answers["Sums.twice_zero"]["reason"].startswith("Sums/Basic.lean:3:")


def test_without_the_toolchain_a_sentence_and_exit_code_3_where_it_is_needed(lake, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    said = lake("check")
    assert said.code == 0
    assert f"its toolchain {TOOLCHAIN} is not installed" in " ".join(said.out.split())
    lake.edit(WEB, r"\lean{Sums.twice_zero}", r"\lean{Sums.twice_zero}\leanok")
    assert lake("check").code == 3


def test_a_lakefile_that_is_broken_stops_check_and_not_status(lake) -> None:
    lake.write("lakefile.toml", LAKEFILE + "name = \n")
    said = lake("check")
    assert said.code == 2 and "lakefile.toml:5: " in said.err
    assert lake("status").code == 0


def test_a_lean_problem_pins_the_file_and_asks_the_same_lean(lake) -> None:
    lake.write(
        "problems/zero.toml",
        'id = "zero"\nkind = "lean"\n[lean]\nfile = "../Sums/Basic.lean"\ntheorem = "Sums.twice_zero"\n',
    )
    said = lake("solve", "problems/zero.toml", "--format", "json")
    assert said.code == 0, said.err
    assert f"toolchain:{TOOLCHAIN}" in said.json["rests_on"]


def test_doctor_names_the_project_and_its_toolchain(lake, prefix: Path, monkeypatch) -> None:
    said = lake("doctor").out
    assert (
        "lakefile.toml; not yet run against Mathlib" in said and f"{TOOLCHAIN} ({prefix}), without leanchecker" in said
    )
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert f"run `elan toolchain install {TOOLCHAIN}`" in lake("doctor").out
