"""The commands that only tell: status, next, explain, impact, lint and diff."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

WEB = "blueprint/src/web.tex"
WHO = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **WHO}, capture_output=True, check=True)


def commit(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "as it was")


def test_they_write_nothing(bench) -> None:
    commit(bench.root)
    before = sorted(bench.root.rglob("*"))
    for words in (["status"], ["next"], ["explain", "thm:upper"], ["impact", "thm:upper"], ["lint"], ["diff", "HEAD"]):
        assert bench(*words).code == 0, words
        assert bench(*words, "--format", "json").json["blueprint"] == bench.root.name
    after = sorted(path for path in bench.root.rglob("*") if ".git" not in path.parts)
    assert after == [path for path in before if ".git" not in path.parts]


def test_status(bench) -> None:
    seen = bench("status", "--format", "json").json
    assert [node["node"] for node in seen["nodes"]] == ["def:colouring", "thm:upper", "thm:queens", "lem:free"]
    assert [node["pairing"] for node in seen["nodes"]] == ["none", "new", "new", "none"]
    text = bench("status").out
    assert "Sums" in text and "workbench accept --all" in text and "\x1b" not in text


def test_next_ranks_what_is_ready_to_be_stated(bench) -> None:
    seen = bench("next", "--format", "json").json
    assert seen["ready_to_prove"] == []
    assert [(item["node"], item["unblocks"]) for item in seen["ready_to_state"]] == [("def:colouring", 3)]
    bench.edit(WEB, r"\label{def:colouring}", r"\label{def:colouring}\leanok")
    # Nothing was checked yet: the author's word stands in, and what uses the definition becomes ready.
    seen = bench("next", "--format", "json").json
    assert [(item["node"], item["unblocks"]) for item in seen["ready_to_state"]] == [
        ("thm:upper", 2),
        ("thm:queens", 0),
    ]
    assert [item["node"] for item in seen["ready_to_prove"]] == ["def:colouring"]
    assert "waits" in bench("next").out or "wait" in bench("next").out


def test_impact_is_the_node_and_what_its_statement_holds_up(bench) -> None:
    assert bench("impact", "def:colouring").out.split() == ["def:colouring", "thm:upper", "thm:queens", "lem:free"]
    # A proof that uses a statement does not change what is stated.
    assert bench("impact", "thm:upper").out.split() == ["thm:upper", "lem:free"]
    assert bench("impact", "thm:upper", "--format", "json").json["impact"] == ["thm:upper", "lem:free"]


def test_explain_says_what_to_do(bench) -> None:
    seen = bench("explain", "thm:upper", "--format", "json").json
    texts = " ".join(sentence["text"] for sentence in seen["because"])
    assert "schur-2-upper" in texts and "never asked" in texts and "def:colouring" in texts
    assert any("workbench accept thm:upper" in (sentence["do"] or "") for sentence in seen["because"])
    assert all(sentence["file"] in (None, WEB) for sentence in seen["because"])
    assert f"{WEB}:14" in bench("explain", "thm:upper").out
    assert "gap" in bench("explain", "lem:free").out


def test_a_name_that_is_no_node(bench) -> None:
    for command in ("explain", "impact", "accept"):
        said = bench(command, "thm:uper")
        assert said.code == 2
        assert "thm:upper" in said.err and "Traceback" not in said.err


def test_lint_exits_by_severity(bench) -> None:
    assert (bench("lint").code, bench("lint", "--strict").code) == (0, 0)
    bench.edit(WEB, "1..5$ has", "1..6$ has")
    said = bench("lint", "--format", "json")
    assert said.code == 0 and bench("lint", "--strict").code == 1
    (found,) = said.json["findings"]
    assert (found["code"], found["severity"], found["node"]) == ("number-mismatch", "warning", "thm:upper")
    bench.edit(WEB, r"\uses{thm:upper}" + "\nNothing", r"\uses{thm:uper}" + "\nNothing")
    said = bench("lint")
    assert said.code == 1
    assert "error" in said.out.splitlines()[0] and "thm:uper" in said.out
    assert bench("lint", "--format", "github").out.startswith("::")
    assert bench("lint", "--format", "sarif").json["version"] == "2.1.0"


def test_lint_settings_choose(bench) -> None:
    bench.edit(WEB, "1..5$ has", "1..6$ has")
    bench.write(
        "workbench.toml", '[[blueprint]]\nmain = "blueprint/src/web.tex"\n[lint]\nignore = ["number-mismatch"]\n'
    )
    assert bench("lint", "--strict").code == 0
    bench.write("workbench.toml", '[lint]\nignore = ["no-such-code"]\n')
    said = bench("lint", "blueprint")
    assert said.code == 2 and "no-such-code" in said.err


def test_lint_baseline_lets_the_known_pass_when_lines_move(bench) -> None:
    bench.edit(WEB, r"\uses{thm:upper}" + "\nNothing", r"\uses{thm:uper}" + "\nNothing")
    assert bench("lint", "--format", "json", "--output", "known.json").code == 1
    bench.edit(WEB, r"\chapter{Sums}", "\n\n\\chapter{Sums}")
    assert bench("lint", "--baseline", "known.json").code == 0
    bench.edit(WEB, r"\uses{def:colouring}\checkedby{", r"\uses{def:gone}\checkedby{")
    assert bench("lint", "--baseline", "known.json").code == 1


def test_diff_shows_the_changed_number(bench) -> None:
    commit(bench.root)
    bench.edit(WEB, "$1..5$", "$1..6$")
    said = bench("diff", "HEAD")
    assert said.code == 0
    assert "[5 -> 6]" in said.out and "thm:upper" in said.out
    seen = bench("diff", "HEAD", "--format", "json").json
    assert seen["to"] is None and len(seen["from"]) == 40
    assert ["5", "6"] in seen["statements"][0]["words"]
    assert [found["code"] for found in seen["findings"]["gained"]] == ["number-mismatch"]
    git(bench.root, "commit", "-qam", "as it is")
    assert ["5", "6"] in bench("diff", "HEAD~1", "HEAD", "--format", "json").json["statements"][0]["words"]
    assert "nothing changed" in bench("diff", "HEAD").out


def test_diff_sees_nodes_come_and_go(bench) -> None:
    commit(bench.root)
    bench.edit(WEB, r"\label{lem:free}", r"\label{lem:freed}")
    seen = bench("diff", "HEAD", "--format", "json").json
    assert (seen["added"], seen["removed"]) == (["lem:freed"], ["lem:free"])


def test_diff_of_a_blueprint_that_was_not_there(bench) -> None:
    web = (bench.root / WEB).read_text()
    (bench.root / WEB).unlink()
    commit(bench.root)
    bench.write(WEB, web)
    seen = bench("diff", "HEAD", "--format", "json").json
    assert len(seen["added"]) == 4 and seen["removed"] == []


@pytest.mark.parametrize("words", [["diff", "nix"], ["diff", "HEAD", "nix"]])
def test_diff_of_what_git_does_not_know(bench, words) -> None:
    assert bench(*words).code == 2
    commit(bench.root)
    said = bench(*words)
    assert said.code == 2 and "nix" in said.err


def test_several_blueprints_are_told_in_turn(bench) -> None:
    web = (bench.root / WEB).read_text()
    bench.write("second/web.tex", web.replace("thm:upper", "thm:other"))
    bench.write("workbench.toml", f'[[blueprint]]\nmain = "{WEB}"\n[[blueprint]]\nmain = "second/web.tex"\n')
    seen = bench("status", "--format", "json").json
    assert [part["blueprint"] for part in seen["blueprints"]] == ["blueprint", "second"]
    assert bench("status", "second", "--format", "json").json["blueprint"] == "second"
    assert bench("impact", "thm:other").out.split() == ["thm:other", "lem:free"]
    said = bench("impact", "def:colouring")
    assert said.code == 2 and "each have a node" in said.err
    assert bench("impact", "def:colouring", "second").code == 0


def test_annotations_start_from_the_top_of_the_repository(bench) -> None:
    bench.edit(WEB, r"\uses{thm:upper}" + "\nNothing", r"\uses{thm:uper}" + "\nNothing")
    (bench.root / "papers").mkdir()
    for name in ("blueprint", "problems"):
        (bench.root / name).rename(bench.root / "papers" / name)
    commit(bench.root)
    assert f"file=papers/{WEB}," in bench("lint", "papers", "--format", "github").out
    log = bench("lint", "papers", "--format", "sarif").json
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"papers/{WEB}"
    (finding,) = bench("lint", "papers", "--format", "json").json["findings"]
    assert finding["file"] == WEB  # JSON speaks of the workspace


def test_every_command_is_documented() -> None:
    from workbench.cli.main import COMMANDS

    docs = (Path(__file__).parents[2] / "docs" / "commands.md").read_text()
    for name in (name for section in COMMANDS.values() for name in section):
        assert f"## `{name}`\n" in docs
