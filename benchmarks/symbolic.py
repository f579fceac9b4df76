"""The thousand answers of problems/sets: what SymPy takes, what the rest of the child takes, what it takes to judge."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import Row

ANSWERS = Path(__file__).resolve().parents[1] / "problems" / "sets" / "answers.jsonl"


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    from workbench.checkers.symbolic import by_sympy
    from workbench.checkers.symbolic.judging import judge
    from workbench.checkers.symbolic.proposing import propose
    from workbench.problems.spec import Problem

    spent = {"sympy": 0.0}

    def timed(ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any) -> Any:
            start = time.process_time()
            try:
                return ask(*arguments)
            finally:
                spent["sympy"] += time.process_time() - start

        return asked

    by_sympy.value, by_sympy.solutions = timed(by_sympy.value), timed(by_sympy.solutions)
    blank: dict[str, Any] = {"expression": None, "equation": None, "variables": {}}
    lines = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]
    problems = [Problem(line["id"], "", "answer", "true", {**blank, **line["answer"]}) for line in lines]
    start = time.process_time()
    proposed = [(problem, propose(problem).certificate) for problem in problems]
    child = time.process_time() - start
    certified = [(problem, certificate) for problem, certificate in proposed if certificate is not None]
    start = time.process_time()
    computed = sum(judge(problem, certificate).computed for problem, certificate in certified)
    judged = time.process_time() - start
    each = 1000 / len(problems)
    yield Row(f"{len(problems):,} answers, SymPy's own time", f"{spent['sympy']:.1f} CPU s")
    yield Row("beside it in the child, an answer", f"{(child - spent['sympy']) * each:.1f} CPU ms", "5 ms")
    yield Row("to judge its certificate, an answer", f"{judged * each:.1f} CPU ms", "5 ms")
    yield Row("of which certified without SymPy's word", f"{len(certified) - computed:,}")
