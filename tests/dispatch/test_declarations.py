"""Questions about declarations: which go together, and what is recorded where the answer does not come."""

from __future__ import annotations

import threading
from pathlib import Path

import psutil

from workbench.dispatch.declarations import ask, batches
from workbench.dispatch.lean_project import LeanProject, open_project
from workbench.dispatch.plan import about_declaration
from workbench.evidence.record import Evidence, Limits, Verdict
from workbench.problems.declaration import THEOREM, Declaration

A, B = Declaration("a", THEOREM), Declaration("b", THEOREM)


def project(root: Path, source: str = "theorem a : True := trivial\ntheorem b : True := trivial\n") -> LeanProject:
    (root / "lean").mkdir(exist_ok=True)
    (root / "lean" / "A.lean").write_text(source)
    return open_project(root, ("lean",))


def test_questions_of_equal_projects_and_limits_go_together(tmp_path: Path) -> None:
    one, same = project(tmp_path), project(tmp_path)
    changed = project(tmp_path, "theorem a : True := ⟨⟩\n")
    first = [about_declaration(A, one, Limits()), about_declaration(B, same, Limits())]
    apart = [about_declaration(A, changed, Limits()), about_declaration(A, one, Limits(1.0))]
    assert batches([*first, *apart]) == [tuple(first), *((question,) for question in apart)]


def test_a_guard_that_was_killed_is_an_error_of_each_question(tmp_path: Path) -> None:
    recorded: dict[str, Evidence] = {}
    over = threading.Event()

    def kill_a_guard() -> None:
        while not over.is_set():
            for child in psutil.Process().children():
                if any("workbench.dispatch.guard" in word for word in child.cmdline()):
                    child.kill()
                    return

    def listen(line: str) -> None:
        if line.startswith("auditing"):
            threading.Thread(target=kill_a_guard).start()

    batch = [about_declaration(one, project(tmp_path), Limits()) for one in (A, B)]
    try:
        ask(batch, lambda question, evidence, _: recorded.update({question.name: evidence}), jobs=1, on_progress=listen)
    finally:
        over.set()
    assert [recorded[name].verdict for name in "ab"] == [Verdict.ERROR] * 2
    assert not recorded["a"].missing and "killed from outside" in recorded["a"].reason
