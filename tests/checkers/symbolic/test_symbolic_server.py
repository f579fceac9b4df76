"""The child that answers many questions: in order, each with its time, and what becomes of one that dies."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.checkers.base import certify
from workbench.checkers.symbolic.checker import SymbolicChecker
from workbench.checkers.symbolic.server import ServerEnded, answers, argv
from workbench.problems.spec import Problem

HARD = "integrate(exp(x^5)*sin(x^3)*log(x + 5)/(x^7 + x + 1), x)"


def asked(number: int, expression: str, answer: str) -> Problem:
    body = {"question": "?", "expression": expression, "equation": None, "answer": answer, "variables": {}}
    return Problem(f"p{number}", "", "answer", "true", body)


@contextmanager
def child() -> Iterator[subprocess.Popen[bytes]]:
    """The child as it is, without the sandbox, which other tests have."""
    process = subprocess.Popen(argv(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_many_questions_one_child(tmp_path: Path) -> None:
    problems = [asked(n, f"{n}*{n} + {n}", str(n * n + n + (n % 3 == 0))) for n in range(1, 60)]
    problems.insert(20, asked(1000, HARD, "0"))
    problems.insert(30, asked(1001, "9^9^9^9", "1"))
    problems.insert(40, asked(1002, f"({'7' * 90_000})*3", "1"))
    taken = []

    def source() -> Iterator[tuple[Problem, float] | None]:
        for one in problems:
            taken.append(one.id)
            yield one, 2
            if len(taken) % 3 == 0:
                yield None  # nothing more to ask at present

    checker, found = SymbolicChecker(), []
    with child() as process:
        assert process.stdin is not None and process.stdout is not None
        for problem, claim in answers(source(), process.stdin, process.stdout, tmp_path):
            found.append(problem.id)
            assert len(taken) <= len(found) + 4
            number = int(problem.id[1:])
            if number == 1000:
                assert claim.answer is None and not claim.failed and "2 s were spent" in claim.reason
            elif number == 1001:
                assert claim.answer is None and claim.failed and "exponent" in claim.reason
            else:
                assert claim.kind is not None and claim.certificate is not None
                checked = certify(checker, problem, claim.kind, claim.certificate)
                assert checked.answer == claim.answer
                assert (checked.answer == "true") == (number < 1000 and number % 3 != 0)
    assert found == [problem.id for problem in problems]


def test_a_child_that_dies_is_noticed_at_the_problem_it_died_of(tmp_path: Path) -> None:
    problems = [asked(1, "1 + 1", "2"), asked(2, "1 + 1", "3"), asked(3, HARD, "0"), asked(4, "1 + 1", "2")]
    with child() as process:
        assert process.stdin is not None and process.stdout is not None
        asked_of_it = [(one, 60.0) for one in problems]
        source = answers(asked_of_it, process.stdin, process.stdout, tmp_path)
        assert [next(source)[0].id for _ in range(2)] == ["p1", "p2"]
        process.kill()
        with pytest.raises(ServerEnded, match="ended"):
            next(source)


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"{}\n",
        b"[]\n",
        b"x\n",
        b'{"number": 7}\n',
        b'{"number": 0, "claim": 3}\n',
        b'{"number": 0, "claim": {}}\n',
        b'{"number": 0, "claim": {"certificate": null, "answer": "true"}}\n',
        b"[" * 60_000 + b"\n",
    ],
    ids=lambda line: repr(line[:20]),
)
def test_a_child_that_does_not_speak_the_protocol(line: bytes, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, line)
    os.close(writing)
    with os.fdopen(reading, "rb") as stdout, (tmp_path / "requests").open("wb") as stdin, pytest.raises(ServerEnded):
        list(answers([(asked(1, "1", "1"), 1)], stdin, stdout, tmp_path))
