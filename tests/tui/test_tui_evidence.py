"""Evidence: all that was recorded of a node, newest first, and what of it counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_samples import app_of, gave_up, lines, press, settle, title, told, workspace_of

from workbench.evidence.store import Store
from workbench.survey import surveys

pytestmark = pytest.mark.asyncio


async def test_the_newest_counts_and_the_older_stands_below(small: Path) -> None:
    (survey,) = surveys(workspace_of(small))
    (question,) = survey.questions["thm:ramsey"]
    with Store.open(small / ".workbench", write=True) as store:
        gave_up(question, store, seconds=5)
    app = app_of(small)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.selected = "thm:ramsey"
        await press(pilot, "h")
        assert title(app) == "Evidence · thm:ramsey · 2 answers recorded"
        counts, before = lines(app)
        assert counts.split()[:3] == ["✓", "counts", "2026-11-20"]
        assert "verified, certificate" in counts
        assert before.split()[:3] == ["…", "2026-11-20", "11:00"]
        assert "unknown" in before
        assert "witness verified on the problem itself" in told(app)
        await press(pilot, "j")
        assert "gave up" in told(app)
        assert "5 s, 100 MB" in told(app)


async def test_everything_recorded_and_back(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.selected = "thm:queens"
        await press(pilot, "h", "a")
        assert title(app) == "Evidence · the whole workspace · 5 answers recorded"
        assert sum("counts" in line for line in lines(app)) == 5
        await press(pilot, "a")
        assert [line.split()[4] for line in lines(app)] == ["queens[n=6]"]


async def test_a_damaged_store_is_a_sentence(small: Path) -> None:
    (small / ".workbench/evidence.sqlite").write_bytes(b"no database" * 500)
    app = app_of(small)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "h")
        assert lines(app) == []
        shown = " ".join(app.screen.query_one("#rows").render_line(y).text.strip() for y in range(6))
        assert "damaged" in shown or "not a database" in shown


async def test_a_node_without_questions_has_no_evidence(built: Path) -> None:
    app = app_of(built)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.selected = "lem:open"
        await press(pilot, "h")
        assert "nothing is recorded" in app.screen.query_one("#rows").render_line(0).text
