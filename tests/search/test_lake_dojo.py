"""LeanDojo on lake projects: what is refused, and its tracer with a scripted `lake` and `lean`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from search_samples import needs_leandojo

from workbench.errors import BadInput, MissingTool
from workbench.search import lake_dojo
from workbench.search.lake_dojo import lake_session, refuse_untraceable
from workbench.search.session import Finished, Open
from workbench.search.statement import find
from workbench.search.trace_cache import write_trace

SOURCE = "theorem t (p q : Prop) : p ∧ q → q ∧ p := by\n  sorry\n"

LAKE = """#!{python}
import json, os, shutil, sys
words = sys.argv[1:]
with open({log!r}, "a") as log:
    log.write(" ".join(words) + "\\n")
if words[:2] == ["env", "lean"] and "--run" in words:
    os.makedirs(".lake/build/ir", exist_ok=True)
    for name in ("T.ast.json", "T.dep_paths"):
        shutil.copy(os.path.join({traced!r}, name), os.path.join(".lake/build/ir", name))
elif words == ["build"]:
    os.makedirs(".lake/build/lib/lean", exist_ok=True)
    open(".lake/build/lib/lean/T.olean", "w").close()
elif words[:2] == ["env", "lean"]:
    def say(**content):
        print("REPL> " + json.dumps(content), flush=True)
    say(sid=0, tacticState="\\u22a2 True", error=None)
    for line in sys.stdin:
        trivial = json.loads(line)["cmd"] == "trivial"
        say(sid=1, tacticState="no goals" if trivial else "\\u22a2 False", error=None)
"""
LEAN = """#!/bin/sh
case "$1" in
  --print-prefix) echo {prefix} ;;
  *) echo 'Lean (version 4.20.0, x86_64-unknown-linux-gnu, commit 77cfc4d1a4f6, Release)' ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed project for Lean 4.20 and scripted programs on PATH."""
    traced = write_trace(find(SOURCE, "t", "T.lean"), "4.20.0", tmp_path)
    root = traced.repository
    (root / "lakefile.toml").write_text('name = "bridge"\n', "utf-8")
    git(root, "add", "-A")
    git(root, "-c", "user.name=w", "-c", "user.email=w", "commit", "-q", "-m", "A lakefile")
    (ir,) = traced.cache.rglob("ir")
    ready = tmp_path / "ready"
    shutil.copytree(ir, ready)
    programs, cache = tmp_path / "programs", tmp_path / "cache"
    (programs / "prefix" / "lib").mkdir(parents=True)
    cache.mkdir()
    scripts = {
        "lake": LAKE.format(python=sys.executable, log=str(cache / "log"), traced=str(programs / "traced")),
        "lean": LEAN.format(prefix=programs / "prefix"),
    }
    shutil.copytree(ready, programs / "traced")
    for name, script in scripts.items():
        (programs / name).write_text(script, "utf-8")
        (programs / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


@needs_leandojo
def test_its_tracer_is_run_once_and_its_repl_answers(project: Path, tmp_path: Path) -> None:
    for number in range(2):
        with lake_session(project, "T.lean", "t", tmp_path / "cache", 3000) as session:
            start = session.start()
            assert start.text == "⊢ True"
            other, done = session.run(start, ["left", "trivial"])
            assert isinstance(other, Open) and other.text == "⊢ False" and isinstance(done, Finished)
        log = (tmp_path / "cache" / "log").read_text("utf-8").splitlines()
        assert sum("ExtractData.lean" in line for line in log) == 1
        assert sum("--memory" in line for line in log) == number + 1
    assert "exe cache get" in log and "build Lean4Repl" in log


@pytest.mark.parametrize(
    "toolchain",
    [
        "leanprover/lean4:v4.28.0",
        "leanprover/lean4:v4.28.0-rc1",
        "leanprover/lean4:v4.35.0",
        "leanprover/lean4:v5.0.0",
        "leanprover/lean4:v4.2.0",
        "leanprover/lean4:nightly-2026-01-01",
        "leanprover/lean4",
        "",
    ],
)
def test_toolchains_that_its_tracer_does_not_read_are_refused(tmp_path: Path, toolchain: str) -> None:
    (tmp_path / "lean-toolchain").write_text(toolchain + "\n", "utf-8")
    with pytest.raises(BadInput) as caught:
        refuse_untraceable(tmp_path)
    assert "reads Lean 4.3 to 4.27" in str(caught.value) and "--with plain" in str(caught.value)


@needs_leandojo
@pytest.mark.parametrize("version", ["4.3.0", "4.20.0", "4.27.0", "4.27.0-rc1"])
def test_those_that_it_reads_are_not(project: Path, version: str) -> None:
    (project / "lean-toolchain").write_text(f"leanprover/lean4:v{version}\n", "utf-8")
    git(project, "-c", "user.name=w", "-c", "user.email=w", "commit", "-q", "--allow-empty", "-a", "-m", "Another")
    refuse_untraceable(project)


@needs_leandojo
@pytest.mark.parametrize("change", ["edited", "added"])
def test_what_is_not_committed_is_refused(project: Path, change: str) -> None:
    (project / ("T.lean" if change == "edited" else "U.lean")).write_text("-- changed\n", "utf-8")
    with pytest.raises(BadInput) as caught:
        refuse_untraceable(project)
    assert "not committed" in str(caught.value) and ".lean" in (caught.value.file or "")


@needs_leandojo
def test_what_is_no_repository_is_refused(project: Path) -> None:
    shutil.rmtree(project / ".git")
    with pytest.raises(BadInput) as caught:
        refuse_untraceable(project)
    assert "git repositories" in str(caught.value)


def test_what_is_no_lake_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        refuse_untraceable(tmp_path)
    assert "no lean-toolchain" in str(caught.value)


@needs_leandojo
def test_missing_programs_are_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake_dojo.shutil, "which", lambda name: None if name == "lake" else "/bin/true")
    with pytest.raises(MissingTool) as caught:
        refuse_untraceable(project)
    assert "`lake`" in str(caught.value) and "elan" in str(caught.value)
