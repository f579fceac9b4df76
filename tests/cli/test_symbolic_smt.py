"""Identities, answers and SMT scripts through the command line: check, verify, evidence, solve."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXERCISES = Path(__file__).resolve().parents[2] / "blueprints" / "exercises"
COMMAND = [sys.executable, "-c", "from workbench.cli.main import main; main()"]


def workbench(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(
        [*COMMAND, *words], cwd=cwd, capture_output=True, text=True, timeout=300, check=False, env=environment
    )


@pytest.fixture(scope="module")
def exercises(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of exercises, checked once, with its evidence in a bundle beside it."""
    root = tmp_path_factory.mktemp("exercises") / "root"
    shutil.copytree(EXERCISES, root, ignore=shutil.ignore_patterns(".workbench"))
    checked = workbench("check", "--format", "json", "--output", "report.json", cwd=root)
    assert checked.returncode == 0, checked.stderr
    assert workbench("evidence", "export", "bundle.zip", cwd=root).returncode == 0
    return root


def test_the_sample_is_green_where_a_certificate_says_so(exercises: Path) -> None:
    report = json.loads((exercises / "report.json").read_text())
    answers = {one["name"]: one for one in report["answers"]}
    assert len(answers) == 11 and all(one["verdict"] == "verified" for one in answers.values())
    computed = {name for name, one in answers.items() if one["tier"] == "computation"}
    assert computed == {"basel", "average-without-overflow"}
    assert answers["basel"]["rests_on"][0].startswith("checker:sympy-")
    assert answers["average-without-overflow"]["rests_on"][0].startswith("checker:z3-")
    assert answers["magic-square"]["rests_on"] == []
    assert all(
        one["rests_on"][0].startswith("checker:python-flint-")
        for name, one in answers.items()
        if name not in computed | {"magic-square"}
    )
    green = {node["node"] for node in report["nodes"] if node["status"] == "dark_green"}
    assert len(green) == 9 and not green & {"thm:basel", "thm:average"}


def test_every_certificate_is_verified_again(exercises: Path) -> None:
    done = workbench("verify", cwd=exercises)
    assert done.returncode == 0 and done.stdout.count("s VERIFIED") == 11, done.stderr


def test_evidence_travels_and_is_checked_on_arrival(exercises: Path, tmp_path: Path) -> None:
    root = tmp_path / "elsewhere"
    shutil.copytree(exercises, root, ignore=shutil.ignore_patterns(".workbench"))
    problem = root / "problems" / "seven-fours.toml"
    problem.write_text(problem.read_text().replace("answer = 92", "answer = 120"))
    done = workbench("evidence", "import", "bundle.zip", cwd=root)
    assert "10 of 11 answers in bundle.zip count here" in done.stdout, done.stdout + done.stderr


def write(folder: Path, kind: str, table: str, **keys: str) -> str:
    lines = [f'id = "p"\nkind = "{kind}"', *(f"{key} = {value}" for key, value in keys.items()), f"[{kind}]", table]
    (folder / "p.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "p.toml"


def solve(folder: Path, kind: str, table: str, **keys: str) -> tuple[dict[str, object], int]:
    done = workbench("solve", write(folder, kind, table, **keys), "--format", "json", cwd=folder)
    assert "Traceback" not in done.stderr and done.stdout, done.stderr
    return json.loads(done.stdout), done.returncode


def test_a_wrong_answer_is_refuted_with_what_is_right(tmp_path: Path) -> None:
    table = 'question = "What is 7*4 + 8*8?"\nexpression = "7*4 + 8*8"\nanswer = 120'
    found, code = solve(tmp_path, "answer", table)
    assert (found["verdict"], found["answer"], found["tier"], code) == ("refuted", "92", "certificate", 1)
    assert found["reason"] == "the answer is 92, and not 120"
    shown = workbench("solve", "p.toml", cwd=tmp_path)
    assert shown.returncode == 1 and "92 (expected: true): the answer is 92, and not 120" in shown.stdout


def test_a_false_identity_is_refuted_at_a_point(tmp_path: Path) -> None:
    found, code = solve(tmp_path, "identity", 'left = "x/x"\nright = "1"\nvariables = ["x"]')
    assert (found["verdict"], found["answer"], code) == ("refuted", "false", 1)
    assert found["reason"] == "at x = 0 the left side has no value and the right side is 1"
    table = 'left = "x/x"\nright = "1"\nvariables = ["x"]\nequal_as = "rational functions"'
    assert solve(tmp_path, "identity", table)[1] == 0


def test_numbers_of_any_length(tmp_path: Path) -> None:
    one, other = "7" * 20_000, "3" * 20_000
    right = int("7" * 4_000)  # a slip in the last digit of a product of 40,000 digits
    table = f'question = "?"\nexpression = "({one})*({other}) - ({one})*({other}) + {right}"\nanswer = "{right}"'
    assert solve(tmp_path, "answer", table)[1] == 0
    found, code = solve(tmp_path, "answer", f'question = "?"\nexpression = "({one})*({other})"\nanswer = "{one}"')
    assert (found["verdict"], code) == ("refuted", 1) and "40,000 characters" in str(found["answer"])


@pytest.mark.parametrize(
    ("kind", "table", "said"),
    [
        ("answer", 'question = "?"\nexpression = "9^9^9^9"\nanswer = 1', "an exponent beyond"),
        ("answer", 'question = "?"\nexpression = "__import__(1)"\nanswer = 1', "column 1"),
        ("identity", 'left = "x"\nright = "lambda: x"\nvariables = ["x"]', "`right`, column"),
        ("identity", 'left = "x"\nright = "y"\nvariables = ["x"]', "which `variables` does not name"),
        ("smt", 'text = "(assert (> x 1))"', "Z3 does not take the script"),
        ("smt", 'text = "(push 1)"', "no part of one question"),
    ],
)
def test_bad_questions_end_in_a_sentence(tmp_path: Path, kind: str, table: str, said: str) -> None:
    done = workbench("solve", write(tmp_path, kind, table), cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_time_that_is_spent_is_unknown(tmp_path: Path) -> None:
    table = 'question = "?"\nexpression = "integrate(exp(x^5)*sin(x^3)*log(x + 5)/(x^7 + x + 1), x)"\nanswer = "0"'
    write(tmp_path, "answer", table)
    done = workbench("solve", "p.toml", "--timeout", "2", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1 and json.loads(done.stdout)["verdict"] == "unknown"


def test_a_script_is_satisfiable_by_a_model_or_not(tmp_path: Path) -> None:
    found, code = solve(tmp_path, "smt", 'text = "(declare-const x Int)(assert (= (* x x) 49))"')
    assert (found["verdict"], found["answer"], found["tier"], code) == ("verified", "satisfiable", "certificate", 0)
    found, code = solve(tmp_path, "smt", 'text = "(assert false)"', expect='"satisfiable"')
    assert (found["verdict"], found["answer"], found["tier"], code) == ("refuted", "unsatisfiable", "computation", 1)
    refused = workbench("solve", "p.toml", "--keep", "folder", cwd=tmp_path)
    assert refused.returncode == 2 and "is of kind smt" in refused.stderr


def test_without_z3_there_is_a_sentence_and_exit_code_3(tmp_path: Path) -> None:
    write(tmp_path, "smt", 'text = "(assert true)"')
    hide = (
        "import importlib.util as u, sys; real = u.find_spec;"
        "u.find_spec = lambda name, *rest: None if name == 'z3' else real(name, *rest);"
        "from workbench.cli.main import main; sys.argv = ['workbench', 'solve', 'p.toml']; main()"
    )
    done = subprocess.run([sys.executable, "-c", hide], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3 and "pip install 'blueprint-workbench[smt]'" in done.stderr
