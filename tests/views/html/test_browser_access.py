"""axe-core's rules, on what a page can show of every status, mark and word, in both views, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_samples import Opened
from pages_by_hand import BODY
from playwright.sync_api import Page, expect

from workbench.status import Report
from workbench.survey import Exhibit, exhibit
from workbench.views.html import export


def violations(page: Page, *, rules: dict[str, object] | None = None) -> list[str]:
    """What axe-core calls serious or critical, each with the first element that it was seen at."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules or {}}).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}: {one['nodes'][0].get('failureSummary', '')}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.fixture
def marked(report: Report, blank: Exhibit, coloured: Callable[[Report], Report], tmp_path: Path) -> Path:
    """The page of a report with every mark: broken, stale, green, both kinds of ready work, a gap."""
    file = tmp_path / "marked.html"
    file.write_text(export(coloured(report), blank.document).html, encoding="utf-8")
    return file


@pytest.fixture
def worded(write: Callable[[str], Path], tmp_path: Path) -> Path:
    """The page of a text with lists, formulas, proofs, references and every word of an author's."""
    shown = exhibit(
        write(BODY + r"\begin{lemma}\notready\label{l} $\frac12$ \begin{itemize}\item a\end{itemize}\end{lemma}")
    )
    file = tmp_path / "worded.html"
    file.write_text(export(shown.report, shown.document).html, encoding="utf-8")
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sample", ["marked", "worded"])
def test_axe_finds_nothing_serious(opened: Opened, request: pytest.FixtureRequest, sample: str, scheme: str) -> None:
    page = opened(request.getfixturevalue(sample), color_scheme=scheme)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    for view in ("evidence", "asserted"):
        page.locator(f"label[for=_{view}]").click()
        assert violations(page) == []
    page.locator(".sheet.current a.node").first.dispatch_event("click")
    expect(page.locator("#_side, #_focusing").first).to_be_visible()
    page.get_by_role("button", name="Focus").dispatch_event("click")
    page.keyboard.press("/")
    page.keyboard.type("a")
    assert violations(page) == []


def test_axe_finds_nothing_serious_in_a_page_with_real_evidence(opened: Opened, sample_page: Path) -> None:
    """Structure alone: the colours of each of some thousand formulas would take half a minute."""
    page = opened(sample_page, viewport={"width": 390, "height": 800})
    page.wait_for_timeout(1000)
    assert violations(page, rules={"color-contrast": {"enabled": False}}) == []


def test_what_a_screen_reader_is_told(opened: Opened, marked: Path) -> None:
    page = opened(marked)
    tree = page.locator("body").aria_snapshot()
    for said in ("banner", "main", 'navigation "Parts of the page"', 'link "Skip to the text"', "search"):
        assert said in tree, said
    broken = page.locator(".sheet.current a.node.m-broken")
    assert "broken" in broken.get_attribute("aria-label")
    broken.dispatch_event("click")
    expect(page.get_by_role("status")).to_contain_text("broken")
