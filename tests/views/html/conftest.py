"""A page made of LaTeX in a folder of its own, and reports made by hand that are fit for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from browser_samples import browser, corpus_page, opened, sample_folder, sample_page  # noqa: F401  # fixtures
from pages_by_hand import BODY, HEAD

from workbench.status import Report
from workbench.survey import Exhibit, exhibit
from workbench.views.html import Page, export


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes the body of a document and returns its blueprint's folder."""

    def writer(body: str, head: str = HEAD) -> Path:
        main = tmp_path / "project" / "blueprint" / "src" / "web.tex"
        main.parent.mkdir(parents=True, exist_ok=True)
        main.write_text(f"{head}{body}\\end{{document}}\n", encoding="utf-8")
        return main.parent

    return writer


@pytest.fixture
def blank(write: Callable[[str], Path]) -> Exhibit:
    """A blueprint without a word, to lend its document to reports that were made by hand."""
    return exhibit(write(""))


@pytest.fixture
def coloured(blank: Exhibit) -> Callable[[Report], Report]:
    """A report that was made by hand, with leanblueprint's colours."""
    colours = blank.report.blueprint.colours
    return lambda report: replace(report, blueprint=replace(report.blueprint, colours=colours))


@pytest.fixture
def page(write: Callable[[str], Path]) -> Callable[..., Page]:
    """The page of a body of LaTeX."""

    def maker(body: str = BODY, head: str = HEAD) -> Page:
        shown = exhibit(write(body, head))
        return export(shown.report, shown.document, witnesses=shown.witnesses, picture=shown.picture)

    return maker
