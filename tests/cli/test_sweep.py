"""`workbench sweep` as a process: sets, results, exit codes, and what a kill leaves."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from workbench.cli.main import main; main()", "sweep"]
SETS = Path(__file__).resolve().parents[2] / "problems" / "sets"


def sweep(*words: str, cwd: Path, user: Path | None = None) -> subprocess.CompletedProcess[str]:
    """By a user whose secret is in that folder."""
    environment = {**os.environ, "WORKBENCH_CACHE": str(user)} if user else None
    return subprocess.run(
        [*COMMAND, *words], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "workbench.toml").write_text('[project]\nname = "swept"\n')
    return tmp_path


def answers(folder: Path, lines: list[dict[str, object] | str]) -> Path:
    path = folder / "set.jsonl"
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def asked(number: int, answer: str, expression: str = "7*4 + 8*8") -> dict[str, object]:
    body = {"question": "What is it?", "expression": expression, "answer": answer}
    return {"id": f"q-{number}", "kind": "answer", "answer": body}


def test_answers_of_every_kind_against_the_key(root: Path) -> None:
    """Every tenth of the thousand: no wrong answer is taken, no right one refused, none stays open."""
    lines = (SETS / "answers.jsonl").read_text("utf-8").splitlines()[::10]
    (root / "set.jsonl").write_text("\n".join(lines) + "\n")
    run = sweep("set.jsonl", "--output", "result.jsonl", "--format", "json", cwd=root)
    assert run.returncode == 1, run.stderr
    with (SETS / "answers.key.csv").open() as file:
        key = {row["id"]: row["right"] for row in csv.DictReader(file)}
    result = [json.loads(line) for line in (root / "result.jsonl").read_text().splitlines()]
    assert len(result) == 100
    for row in result:
        assert row["outcome"] == ("solved" if key[row["problem"]] == "true" else "refuted"), row
    summary = json.loads(run.stdout)
    assert summary["asked"] == 100 and summary["outcomes"]["open"] == 0
    assert summary["techniques"]["symbolic"]["all"] == 100 and summary["seconds"]["p50"] > 0


def test_a_bad_row_is_named_by_its_line_and_the_rest_goes_on(root: Path) -> None:
    answers(root, [asked(1, "92"), "{", asked(2, "120"), {"kind": "answer"}, asked(3, "92")])
    run = sweep("set.jsonl", "--output", "r.csv", cwd=root)
    assert run.returncode == 2
    assert "set.jsonl:2" in run.stderr and "set.jsonl:4" in run.stderr
    with (root / "r.csv").open() as file:
        found = {row["problem"]: row["outcome"] for row in csv.DictReader(file)}
    assert found == {"q-1": "solved", "q-2": "refuted", "q-3": "solved"}
    assert "bad rows    2" in run.stdout


def test_a_range_of_parameters(root: Path) -> None:
    run = sweep(
        "schur", "--param", "n=3..6", "--param", "colours=2", "--format", "json", "--output", "r.jsonl", cwd=root
    )
    assert run.returncode == 0, run.stderr
    found = {row["problem"]: row["answer"] for row in map(json.loads, (root / "r.jsonl").read_text().splitlines())}
    assert found == {f"schur[n={n},colours=2]": "satisfiable" if n < 5 else "unsatisfiable" for n in range(3, 7)}
    # Nothing was expected, so nothing is evidence.
    assert not (root / ".workbench" / "evidence.sqlite").exists()


def test_goals_by_two_techniques(root: Path) -> None:
    (root / "goals.lean").write_text(
        "theorem one : 1 + 1 = 2 := by sorry\n\n"
        "theorem two (p q : Prop) (h : p) : p ∨ q := by sorry\n\n"
        "theorem wrong : 1 + 1 = 3 := by sorry\n"
    )
    lines = [
        {"id": name, "kind": "lean", "lean": {"file": "goals.lean", "theorem": name}}
        for name in ("one", "two", "wrong")
    ]
    answers(root, [*lines, {"id": "gone", "kind": "lean", "lean": {"file": "goals.lean", "theorem": "gone"}}])
    run = sweep(
        "set.jsonl", "--with", "rfl", "--with", "exact Or.inl h", "--format", "json", "--output", "r.jsonl", cwd=root
    )
    rows = [json.loads(line) for line in (root / "r.jsonl").read_text().splitlines()]
    found = {(row["problem"], row["technique"]): row for row in rows}
    assert {key: row["outcome"] for key, row in found.items()} == {
        ("one", "rfl"): "solved",
        ("two", "rfl"): "open",
        ("wrong", "rfl"): "open",
        ("gone", "rfl"): "failed",
        ("one", "exact Or.inl h"): "open",
        ("two", "exact Or.inl h"): "solved",
        ("wrong", "exact Or.inl h"): "open",
        ("gone", "exact Or.inl h"): "failed",
    }
    assert "own core" in found["one", "rfl"]["rests_on"] and found["one", "rfl"]["tier"] == "certificate"
    assert "sorry" in (root / "goals.lean").read_text() and run.returncode == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.jsonl"], "no such set"),
        (["schur", "--param", "n"], "no parameter"),
        (["schur", "--param", "n=5..2"], "empty"),
        (["set.jsonl", "--with", "sorry"], "neither a technique nor a tactic"),
        (["set.jsonl", "--output", "r.txt"], ".jsonl or a .csv"),
    ],
)
def test_bad_input(words: list[str], said: str, root: Path) -> None:
    answers(root, [asked(1, "92")])
    run = sweep(*words, cwd=root)
    assert run.returncode == 2 and said in run.stderr and "Traceback" not in run.stderr


def test_the_result_never_takes_the_place_of_the_set(root: Path) -> None:
    """It was emptied before its first row was read."""
    before = answers(root, [asked(1, "92")]).read_text()
    (root / "link.jsonl").symlink_to("set.jsonl")
    for name in ("set.jsonl", "link.jsonl"):
        run = sweep("set.jsonl", "--output", name, cwd=root)
        assert run.returncode == 2 and "would take the place of the set; name another file" in run.stderr
    assert (root / "set.jsonl").read_text() == before


def test_a_result_that_goes_to_a_pipe_which_nobody_reads_is_refused_at_once(root: Path) -> None:
    answers(root, [asked(1, "92")])
    os.mkfifo(root / "r.jsonl")
    run = sweep("set.jsonl", "--output", "r.jsonl", cwd=root)
    assert run.returncode == 2 and "r.jsonl" in run.stderr and "start what reads it first" in run.stderr


def begun(root: Path, answered: int) -> subprocess.Popen[str]:
    """A sweep that has so many answers in its journal."""
    child = subprocess.Popen(
        [*COMMAND, "set.jsonl"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and child.poll() is None and lines_of_the_journal(root) < answered:
        time.sleep(0.01)
    assert child.poll() is None, child.communicate()[1]
    return child


def lines_of_the_journal(root: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in root.glob(".workbench/sweeps/*.journal"))


def test_killed_at_any_moment_it_goes_on_and_counts_each_problem_once(root: Path) -> None:
    count = 600
    answers(root, [asked(n, str(n * n), f"{n}*{n}") for n in range(count)])
    for answered in (1, 40, 90):
        child = begun(root, answered)
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
    run = sweep("set.jsonl", "--format", "json", "--output", "r.jsonl", cwd=root)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["from_before"] >= 90
    names = [json.loads(line)["problem"] for line in (root / "r.jsonl").read_text().splitlines()]
    assert sorted(names) == sorted(f"q-{n}" for n in range(count))
    again = json.loads(sweep("set.jsonl", "--format", "json", cwd=root).stdout)
    assert again["from_before"] == again["asked"] == count


def test_interrupted_it_says_how_to_go_on(root: Path) -> None:
    answers(root, [asked(n, str(n), f"{n}") for n in range(3000)])
    child = begun(root, 1)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130 and "goes on from here" in said and "Traceback" not in said


def test_a_journal_that_came_along_is_asked_again(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With a checksum that anybody can make, a journal in somebody's archive said that a wrong answer was solved."""
    they, we = tmp_path_factory.mktemp("they"), tmp_path_factory.mktemp("we")
    answers(root, [asked(1, "93")])
    assert sweep("set.jsonl", cwd=root, user=they).returncode == 1
    (journal,) = root.glob(".workbench/sweeps/*.journal")
    theirs = journal.read_bytes()
    body = theirs.partition(b" ")[2].rstrip(b"\n").replace(b'"refuted"', b'"solved"')
    forged = hashlib.sha256(body).hexdigest()[:16].encode() + b" " + body + b"\n"
    journal.write_bytes(theirs + theirs.replace(b'"refuted"', b'"solved"') + forged)
    first, again = (sweep("set.jsonl", "--format", "json", cwd=root, user=we) for _ in range(2))
    summary = json.loads(first.stdout)
    assert (first.returncode, summary["outcomes"]["refuted"], summary["from_before"]) == (1, 1, 0)
    assert "1 answer in the journal by another user or machine, or altered since: asked again" in first.stderr
    assert json.loads(again.stdout)["from_before"] == 1 and "journal" not in again.stderr, "its own counts"
