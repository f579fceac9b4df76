"""`workbench solve` as a process: answers, JSON, exit codes, limits, the referee's folder, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

COMMAND = [sys.executable, "-c", "from workbench.cli.main import main; main()"]
FIELDS = {
    "problem",
    "parameters",
    "verdict",
    "answer",
    "tier",
    "rests_on",
    "reason",
    "witness",
    "certificate",
    "seconds",
    "cpu_seconds",
    "peak_mb",
    "tool",
}


def workbench(*words: str, cwd: Path, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], cwd=cwd, capture_output=True, text=True, timeout=120, preexec_fn=before, check=False
    )


def solve(*words: str, cwd: Path) -> tuple[dict[str, object], int]:
    done = workbench("solve", *words, "--format", "json", cwd=cwd)
    assert done.stderr == ""
    return json.loads(done.stdout), done.returncode


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "triangle.col").write_text("p edge 3 3\ne 1 2\ne 2 3\ne 1 3\n")
    (tmp_path / "two.cnf").write_text("p cnf 2 2\n1 2 0\n-1 0\n")
    return tmp_path


WITNESSES = [
    (["schur", "n=13", "colours=3"], "colouring"),
    (["pythagorean-triples", "n=50"], "colouring"),
    (["van-der-waerden", "n=8", "lengths=3,3"], "colouring"),
    (["ramsey", "n=5", "s=3", "t=3"], "edges"),
    (["graph-colouring", "file=triangle.col", "colours=3"], "colouring"),
    (["queens", "n=6"], "columns"),
    (["dimacs", "file=two.cnf"], "model"),
]


@pytest.mark.parametrize(("words", "shape"), WITNESSES)
def test_a_witness_is_in_the_json(here: Path, words: list[str], shape: str) -> None:
    answer, code = solve(*words, cwd=here)
    assert answer.keys() >= FIELDS
    assert (answer["verdict"], answer["answer"], answer["tier"], code) == ("verified", "satisfiable", "certificate", 0)
    assert isinstance(answer["witness"], dict) and list(answer["witness"]) == [shape]
    certificate = answer["certificate"]
    assert isinstance(certificate, dict) and certificate["kind"] == "witness"
    assert certificate["formula_sha256"] is None


def test_a_refutation_says_what_it_rests_on(here: Path) -> None:
    answer, code = solve("schur", "n=14", "colours=3", cwd=here)
    assert (answer["problem"], answer["parameters"]) == ("schur", {"n": 14, "colours": 3})
    assert (answer["answer"], answer["witness"], code) == ("unsatisfiable", None, 0)
    assert answer["rests_on"] == [
        "encoding:schur",
        "symmetry:colours",
        "checker:workbench-lrat",
        "checker:lean-std-lrat (4.35.0)",
    ]
    assert "modulo encoding and symmetry" in str(answer["reason"])


@pytest.mark.parametrize(
    ("n", "expect", "verdict", "code"),
    [("13", "satisfiable", "verified", 0), ("13", "unsatisfiable", "refuted", 1), ("14", "satisfiable", "refuted", 1)],
)
def test_what_is_expected_decides_the_verdict(here: Path, n: str, expect: str, verdict: str, code: int) -> None:
    answer, exited = solve("schur", f"n={n}", "colours=3", f"expect={expect}", cwd=here)
    assert (answer["verdict"], exited) == (verdict, code)


def test_a_problem_file(here: Path) -> None:
    (here / "schur-3.toml").write_text(
        'id = "schur-3"\ntitle = "S(3) < 14"\nkind = "sat"\nexpect = "unsatisfiable"\n'
        '[sat]\nfamily = "schur"\n[sat.parameters]\nn = 14\ncolours = 3\n'
    )
    answer, code = solve("schur-3.toml", cwd=here)
    assert (answer["problem"], answer["verdict"], code) == ("schur-3", "verified", 0)


def test_text_is_for_people(here: Path) -> None:
    done = workbench("solve", "queens", "n=6", cwd=here)
    assert done.returncode == 0
    assert "satisfiable: witness verified on the problem itself" in done.stdout
    assert done.stdout.count("♛") == 6
    assert "\x1b" not in done.stdout


def test_the_same_seed_gives_the_same_witness(here: Path) -> None:
    words = ["schur", "n=43", "colours=4", "--seed", "3"]
    first, again = solve(*words, cwd=here)[0], solve(*words, cwd=here)[0]
    if first["tool"] == again["tool"]:  # who is first is the machine's choice; what each of them finds is not
        assert first["witness"] == again["witness"]


def test_time_spent_is_unknown(here: Path) -> None:
    answer, code = solve("schur", "n=160", "colours=5", "--timeout", "0.7", cwd=here)
    assert (answer["verdict"], answer["answer"], answer["certificate"], code) == ("unknown", None, None, 1)
    assert "limit 0.7 s" in str(answer["reason"])


def test_memory_spent_is_unknown(here: Path) -> None:
    answer, code = solve("schur", "n=160", "colours=5", "--memory", "40", cwd=here)
    assert (answer["verdict"], code) == ("unknown", 1)
    assert "limit 40 MB" in str(answer["reason"])


BAD = [
    ["schur", "n=0", "colours=3"],
    ["schur", "n=-1", "colours=3"],
    ["schur", "n=1000000000", "colours=3"],
    ["schur", "n=ten", "colours=3"],
    ["schur", "n=10"],
    ["schur", "n=10", "colours=3", "n=11"],
    ["schur", "n=10", "colours=3", "size=4"],
    ["schur", "n=10", "colours=3", "expect=maybe"],
    ["shcur", "n=10", "colours=3"],
    ["schur", "10", "3"],
    ["dimacs", "file=nowhere.cnf"],
    ["dimacs", "file=."],
    ["dimacs", "file=lies.cnf"],
    ["dimacs", "file=binary.cnf"],
    ["nowhere.toml"],
    ["binary.toml"],
    ["two.cnf"],
    ["queens", "n=6", "--timeout", "0"],
    ["queens", "n=6", "--timeout", "nan"],
    ["queens", "n=6", "--memory", "-5"],
    ["queens", "n=6", "--jobs", "0"],
    ["queens", "n=6", "--keep", "two.cnf"],
    ["queens", "n=6", "--keep", "full"],
    ["queens", "n=6", "--keep", "two.cnf/inside"],
]


@pytest.mark.parametrize("words", BAD, ids=" ".join)
def test_bad_input_is_one_sentence_and_exit_code_2(here: Path, words: list[str]) -> None:
    (here / "lies.cnf").write_text("p cnf 1 1\n1 2 0\n")
    (here / "binary.cnf").write_bytes(bytes(range(256)) * 10)
    (here / "binary.toml").write_bytes(bytes(range(256)) * 10)
    (here / "full").mkdir()
    (here / "full" / "mine").write_text("mine")
    done = workbench("solve", *words, cwd=here)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr and done.stderr.strip()
    assert (here / "full" / "mine").read_text() == "mine"


def test_a_proof_that_cannot_be_written_whole_is_no_answer(here: Path) -> None:
    """Files may not grow beyond 100 kB, as on a full disk; the proof of PHP(10) has 1.4 MB."""
    import resource

    limit = 100_000
    done = workbench(
        "solve", "pigeonhole", "holes=10", "--format", "json", cwd=here,
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert (answer["verdict"], answer["answer"], done.returncode) == ("error", None, 2)
    assert "whole" in answer["reason"] or "SIGXFSZ" in answer["reason"] or "File too large" in answer["reason"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_answer_that_cannot_be_written_is_exit_code_2(here: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "solve", "queens", "n=6"], cwd=here, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT])
def test_an_interruption_ends_everything_within_a_second(here: Path, number: int) -> None:
    process = subprocess.Popen(
        [*COMMAND, "solve", "schur", "n=160", "colours=5"], cwd=here, stdout=-1, stderr=-1, start_new_session=True
    )
    me = psutil.Process(process.pid)
    children: list[psutil.Process] = []
    deadline = time.monotonic() + 30
    while len(children) < 4 and time.monotonic() < deadline:  # guard, child, CaDiCaL, DDFW
        time.sleep(0.05)
        children = me.children(recursive=True)
    assert len(children) >= 4
    asked = time.monotonic()
    os.kill(process.pid, number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert time.monotonic() - asked < 2  # one second, and room for a machine that is busy with other tests
    assert b"Traceback" not in said
    _, left = psutil.wait_procs(children, timeout=2)
    assert [child for child in left if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []


def test_help_has_examples(here: Path) -> None:
    done = workbench("solve", "--help", cwd=here)
    assert done.returncode == 0
    assert "Examples:" in done.stdout
    assert "workbench solve schur n=44 colours=4" in done.stdout
