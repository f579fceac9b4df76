"""The sets of problems/sets are what their generators make, and the key of the answers is right."""

from __future__ import annotations

import csv
import json
import runpy
from fractions import Fraction
from pathlib import Path

import pytest

SETS = Path(__file__).resolve().parents[2] / "problems" / "sets"


@pytest.mark.parametrize(
    ("script", "made"),
    [
        ("make_answers.py", ["answers.jsonl", "answers.key.csv"]),
        ("make_colouring.py", ["colouring.jsonl"]),
        ("make_goals.py", ["goals.jsonl", *sorted(f"goals/{path.name}" for path in (SETS / "goals").glob("*.lean"))]),
    ],
)
def test_the_same_seed_gives_the_same_bytes(script: str, made: list[str], tmp_path: Path) -> None:
    runpy.run_path(str(SETS / script))["main"](tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == sorted(made)
    for name in made:
        assert (tmp_path / name).read_bytes() == (SETS / name).read_bytes(), name


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (SETS / name).read_text("utf-8").splitlines()]


def test_a_third_of_the_answers_is_wrong_and_says_nothing_of_it() -> None:
    with (SETS / "answers.key.csv").open() as file:
        key = {row["id"]: row for row in csv.DictReader(file)}
    answers = rows("answers.jsonl")
    assert [row["id"] for row in answers] == list(key) and len(answers) == 1000
    for row in answers:
        given, right = row["answer"]["answer"], key[row["id"]]
        assert (given == right["answer"]) == (right["right"] == "true")
        assert set(row) == {"id", "kind", "answer"}
    assert sum(row["right"] == "false" for row in key.values()) == 340


def test_the_key_is_right_where_python_can_compute_the_answer() -> None:
    """Arithmetic by Fraction, independently of how the set was made; the rest is shown by the whole sweep."""
    import math

    names = {"lcm": math.lcm, "gcd": math.gcd, "binomial": math.comb, "mod": lambda a, b: a % b}
    with (SETS / "answers.key.csv").open() as file:
        key = {row["id"]: row["answer"] for row in csv.DictReader(file)}
    computed = 0
    for row in rows("answers.jsonl"):
        kind = row["id"].rpartition("-")[0]
        expression = row["answer"].get("expression", "").replace("^", "**")
        if kind in ("products", "long-numbers", "divisors", "choices", "remainders"):
            value = eval(expression, {"__builtins__": {}}, names)
        elif kind == "fractions":
            value = sum(Fraction(term.strip()) for term in expression.split("+"))
        elif kind == "factorials":
            above, below = (int(part.strip(" !")) for part in expression.split("/"))
            value = Fraction(math.factorial(above), math.factorial(below))
        else:
            continue
        computed += 1
        assert Fraction(key[row["id"]]) == value, row
    assert computed == 350


def test_questions_stand_on_both_sides_of_each_threshold() -> None:
    questions = rows("colouring.jsonl")
    assert len(questions) == 300 and len({row["id"] for row in questions}) == 300
    sides: dict[str, set[str]] = {}
    for row in questions:
        sides.setdefault(row["id"].rpartition("-at-")[0], set()).add(row["expect"])
    assert all(found == {"satisfiable", "unsatisfiable"} for found in sides.values())


def test_there_are_200_goals_and_none_is_proved() -> None:
    goals = rows("goals.jsonl")
    assert len(goals) == 200
    for row in goals:
        text = (SETS / row["lean"]["file"]).read_text("utf-8")
        assert f"theorem {row['lean']['theorem']} " in text
        assert text.count(":= by sorry") == text.count("theorem ") == 20
