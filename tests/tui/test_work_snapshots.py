"""How queue, log and prove look while there is work in them, at a clock that stands.

What is told to them is what the queue's threads and a search's thread would tell, word for word, at fixed times.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from views_samples import app_of, press, settle
from work_samples import screen_text, until

from workbench.dispatch.queue import CANCELLED, Left
from workbench.dispatch.runner import Answered, Noted, Sampled, Started
from workbench.dispatch.sandbox import Sample
from workbench.search.prove import PROVED, Result, Wanted
from workbench.search.session import Failed, Finished, GivenUp
from workbench.tui import jobs, log
from workbench.tui.app import WorkbenchApp
from workbench.tui.search import Candidate, Search

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
SAID = b"encoded: 9 variables, 25 clauses\ncadical begins\n"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock of jobs and logs; `now` moves it."""
    clock = SimpleNamespace(now=1000.0)
    stands = SimpleNamespace(monotonic=lambda: clock.now)
    monkeypatch.setattr(jobs, "time", stands)
    monkeypatch.setattr(log, "time", stands)
    return clock


def working(app: WorkbenchApp, clock: SimpleNamespace, folder: Path) -> None:
    """One that is answered, one that is refuted, one that was cancelled, one that runs, one that waits."""
    assert app.desk is not None
    survey, known = app.desk.survey, app.desk.known
    asked = {question.name: (id, question) for id, of in survey.questions.items() for question in of}
    questions = [question for _, question in asked.values()]
    nodes = {question.fingerprint: (id,) for id, question in asked.values()}
    here = app.work.jobs
    here.opening(lambda: tuple((question,) for question in questions), nodes)
    answered, refuted, runs, left = (
        asked[name][1] for name in ("schur-2-upper", "schur[n=4,colours=2]", "ramsey-3-3", "schur[n=13,colours=3]")
    )
    for question in (answered, refuted):
        here.hear(Started(question))
        here.hear(Answered(question, known[question.fingerprint]))
    here.hear(Left(left, CANCELLED))
    here.hear(Started(runs))
    here.hear(Noted(runs, "cadical"))
    clock.now += 7.0
    folder.joinpath("stdout").write_bytes(SAID)
    here.hear(Sampled(runs, Sample(7.0, 6.5, 42.0), folder))
    clock.now += 5.5


def begun(
    app: WorkbenchApp, clock: SimpleNamespace, folder: Path, keys: Sequence[str]
) -> Callable[[Pilot[None]], object]:
    async def begin(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app.selected = "thm:ramsey"
        working(app, clock, folder)
        await pilot.press(*keys)  # a queue at work never settles: it looks again, and sees the same
        await until(lambda: all(word in screen_text(app) for word in ("ramsey-3-3", "cadical begins", "Cancel")))

    return begin


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "keys"), [("queue", ["Q"]), ("log", ["L"])])
def test_at_work(
    built: Path,
    tmp_path: Path,
    clock: SimpleNamespace,
    snap_compare: Callable[..., bool],
    name: str,
    keys: list[str],
    size: str,
) -> None:
    app = app_of(built)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=begun(app, clock, tmp_path, keys))


class Told(Search):
    """A search that has ended: three candidates, the last of which is a proof."""

    def _run(self) -> None:
        for script, outcome in (
            (("intro h",), GivenUp()),
            (("decide",), Failed("failed to synthesize\n  Decidable (p ∧ q → q ∧ p)")),
            (("intro h", "exact ⟨h.2, h.1⟩"), Finished(("intro h", "exact ⟨h.2, h.1⟩"))),
        ):
            self.tried += 1
            self.candidates.append(Candidate(self.tried, script, outcome))
        self.results.append(Result("Goals.back", "lean/Goals.lean", 2, PROVED, "accepted", written=True))
        self.line, self.seconds = "", 3.0


@pytest.mark.parametrize("size", SIZES)
def test_a_search_that_found_a_proof(built: Path, snap_compare: Callable[..., bool], size: str) -> None:
    app = app_of(built)

    async def begin(pilot: Pilot[None]) -> None:
        await settle(pilot)
        assert app.desk is not None
        app.selected = "lem:open"
        app.work.search = Told(app.desk.workspace, "lem:open", ["Goals.back"], Wanted(), lambda _: None)
        while app.work.search.runs:
            time.sleep(0.01)
        await press(pilot, "p")
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await settle(pilot)

    assert snap_compare(app, terminal_size=SIZES[size], run_before=begin)
