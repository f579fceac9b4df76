"""Tactics a second: by plain search with each engine, one at a time and in batches, and by LeanDojo over the bridge."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from benchmarks.measure import Row
from workbench.checkers.lean.core import with_core
from workbench.dispatch.sandbox import Access
from workbench.search.best_first import BATCH
from workbench.search.children import Walled
from workbench.search.dojo import bridge_session
from workbench.search.engine import Engine, ProcessEngine
from workbench.search.server import ServerEngine
from workbench.search.session import Open, Session, TacticSession
from workbench.search.statement import find

STATEMENT = "theorem t (p q : Prop) : p ∧ q → q ∧ p := by\n  sorry\n"
TACTICS = ("rfl", "simp", "intro h", "exact h", "constructor", "simp_all", "assumption", "decide", "contradiction")


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    toolchain = with_core()
    children = Walled(Access(read=(*toolchain.search_path, *toolchain.reads)))
    statement = find(STATEMENT, "t", "T.lean")
    engines: tuple[tuple[str, Engine, int, int], ...] = (
        (f"plain search, one server, in batches of {BATCH}", ServerEngine(toolchain, (), children), 50 * BATCH, BATCH),
        ("plain search, one server, one at a time", ServerEngine(toolchain, (), children), 240, 1),
        (f"plain search, a process for a batch of {BATCH}", ProcessEngine(toolchain, (), children), 10 * BATCH, BATCH),
        ("plain search, a process for each tactic", ProcessEngine(toolchain, (), children), 20, 1),
    )
    for label, engine, number, batch in engines:
        with engine:
            yield _row(label, TacticSession(engine, statement), number, batch)
    began = time.perf_counter()
    with bridge_session(statement, toolchain, (), 3000) as dojo:
        dojo.start()
        entered = time.perf_counter() - began
        yield _row("LeanDojo over the bridge", dojo, 240, 1)
    yield Row("LeanDojo over the bridge, until the first state", f"{entered:.1f} s")


def _row(label: str, session: Session, number: int, batch: int) -> Row:
    start = session.start()
    session.run(start, TACTICS)  # warm
    (state,) = session.run(start, ["intro hpq"])
    assert isinstance(state, Open)
    # No two texts in a row begin alike: the server would not elaborate again what did not change.
    tactics = [TACTICS[(at + at // batch) % len(TACTICS)] for at in range(number)]
    began = time.perf_counter()
    for chunk in _chunks(tactics, batch):
        session.run(state, chunk)
    took = time.perf_counter() - began
    return Row(f"tactics a second, {label}", f"{number / took:,.0f} ({1000 * took / number:.1f} ms each)")


def _chunks(tactics: Sequence[str], batch: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(tactics), batch):
        yield tactics[at : at + batch]


if __name__ == "__main__":
    for row in rows():
        print(f"| {row.what} | {row.figure} | {row.target} |", flush=True)
