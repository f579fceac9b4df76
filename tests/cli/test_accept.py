"""`accept`: both halves are shown, then recorded; what changes afterwards is stale until it is accepted again."""

from __future__ import annotations

import pytest

WEB = "blueprint/src/web.tex"
PROBLEM = "problems/schur-2-upper.toml"


def pairings(bench) -> dict[str, str]:
    return {node["node"]: node["pairing"] for node in bench("status", "--format", "json").json["nodes"]}


def test_a_node_is_shown_and_accepted(bench) -> None:
    said = bench("accept", "thm:upper")
    assert said.code == 0
    assert "monochromatic" in said.out and "schur-2-upper: family=schur" in said.out and "never before" in said.out
    assert pairings(bench) == {
        "def:colouring": "none",
        "thm:upper": "accepted",
        "thm:queens": "new",
        "lem:free": "none",
    }
    assert (bench.root / "workbench.lock").exists() and not (bench.root / ".workbench").exists()


def test_all_then_nothing_is_left(bench) -> None:
    assert "accepted 2" in bench("accept", "--all").out
    before = (bench.root / "workbench.lock").read_text()
    assert "nothing to accept" in bench("accept", "--all").out
    assert bench("accept", "thm:upper").code == 0  # again, of its own accord: the same text
    assert (bench.root / "workbench.lock").read_text() == before


def test_a_changed_number_is_stale_until_accepted(bench) -> None:
    bench("accept", "--all")
    bench.edit(WEB, "$1..5$", "$1..6$")
    assert pairings(bench)["thm:upper"] == "changed"
    assert "stale" in bench.node("thm:upper")["marks"]
    said = bench("accept", "--changed")
    assert "[5 -> 6]" in said.out and "accepted 1" in said.out
    assert pairings(bench)["thm:upper"] == "accepted"


def test_a_changed_problem_is_stale_too(bench) -> None:
    bench("accept", "--all")
    bench.edit(PROBLEM, "n = 5", "n = 6")
    assert pairings(bench) == {
        "def:colouring": "none",
        "thm:upper": "changed",
        "thm:queens": "accepted",
        "lem:free": "none",
    }
    assert "n=[5 -> 6]" in bench("accept", "thm:upper").out
    bench.edit(PROBLEM, "n = 6", "# a comment\nn = 6")
    assert pairings(bench)["thm:upper"] == "accepted"


def test_what_a_statement_builds_on_counts_and_a_proof_does_not(bench) -> None:
    bench("accept", "--all")
    bench.edit(WEB, "A machine looked at all of them.", "By hand.")
    assert set(pairings(bench).values()) == {"accepted", "none"}
    bench.edit(WEB, "finitely many colours", "two colours")
    assert pairings(bench)["thm:upper"] == pairings(bench)["thm:queens"] == "changed"
    assert "def:colouring changed" in bench("accept", "--changed").out


def test_a_chapter(bench) -> None:
    assert "accepted 2" in bench("accept", "--chapter", "Sums").out
    said = bench("accept", "--chapter", "Sum")
    assert said.code == 2 and "Sums; Free" in said.err
    assert "nothing to accept" in bench("accept", "--chapter", "Free").out


@pytest.mark.parametrize("words", [["--all", "blueprint"], ["--all", "--path", "blueprint"]])
def test_a_path_chooses(bench, words) -> None:
    assert "accepted 2" in bench("accept", *words).out


@pytest.mark.parametrize(
    "words", [[], ["--all", "--changed"], ["--all", "blueprint", "second"], ["lem:free"], ["--chapter", "x", "--all"]]
)
def test_what_cannot_be_accepted_is_said(bench, words) -> None:
    said = bench("accept", *words)
    assert said.code == 2 and said.err and "Traceback" not in said.err
    assert not (bench.root / "workbench.lock").exists()


def test_a_name_of_nothing_cannot_be_accepted(bench) -> None:
    bench.edit(WEB, r"\checkedby{schur-2-upper}", r"\checkedby{schur-9-upper}")
    said = bench("accept", "thm:upper")
    assert said.code == 2 and f"{WEB}:14" in said.err
    assert "accepted 1" in bench("accept", "--all").out


def test_a_damaged_lock_is_refused(bench) -> None:
    bench("accept", "--all")
    text = (bench.root / "workbench.lock").read_text()
    for broken in (text.replace("1..5", "1..6"), "<<<<<<< HEAD\n" + text, "version = 99\n", "\x00\xff"):
        bench.write("workbench.lock", broken)
        for words in (["status"], ["accept", "--all"], ["check"]):
            said = bench(*words)
            assert said.code == 2 and "workbench.lock" in said.err and "Traceback" not in said.err
        assert (bench.root / "workbench.lock").read_text() == broken
