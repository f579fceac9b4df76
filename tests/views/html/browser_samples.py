"""Pages in a real browser: the system's Chromium, a watch over each page, and pages with something on them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_MS = 60_000
"""Until a test gives up."""
expect.set_options(timeout=PATIENCE_MS)


def chromium() -> str:
    """The system's Chromium, installed where it is missing and we may; fails, and never skips, where there is none."""
    if not (found := shutil.which("chromium")) and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *step], env=quiet, check=False, capture_output=True)
        found = shutil.which("chromium")
    if not found:
        pytest.fail("There is no Chromium to open the page with: install the Debian package `chromium`.", pytrace=False)
    return found


# One for each module, and not for the session: while Playwright's synchronous interface is in use, the thread has a
# running event loop, and tests of the terminal in the same process could not start theirs.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless browser."""
    where = chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=where, args=["--no-sandbox"])
        yield launched
        launched.close()


@dataclass
class Watch:
    """What a page did that it must not, in the order in which it did it."""

    page: Page
    address: str
    outward: str | None = None
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page, note = self.page, self.troubles.append
        page.on("console", lambda said: note(f"console: {said.text}") if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: note(f"error: {error}"))
        page.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda other: note(f"popup: {other.url}"))
        page.on("download", lambda file: note(f"download: {file.url}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("framenavigated", lambda frame: self._went(frame.url))

    def _asked(self, url: str) -> None:
        if url != self.address and not url.startswith(("data:", self.outward or "data:")):
            self.troubles.append(f"request: {url[:200]}")

    def _went(self, url: str) -> None:
        if url.partition("#")[0] != self.address and url != "about:blank":
            self.troubles.append(f"navigation: {url[:200]}")


@dataclass
class Opened:
    """Opens files as a double click does, and watches what becomes of them."""

    browser: Browser
    watches: list[Watch] = field(default_factory=list)

    def __call__(self, file: Path, at: str = "", *, outward: str | None = None, **options: object) -> Page:
        """The page at a fragment; `outward` is what it may ask for when somebody clicks, and is answered by nothing."""
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.route(re.compile("https?:"), lambda route: route.fulfill(status=204))
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        self.watches.append(Watch(page, file.as_uri(), outward))
        page.goto(file.as_uri() + at)
        return page

    def troubles(self) -> list[str]:
        """What went wrong since this was asked last."""
        found = [trouble for watch in self.watches for trouble in watch.troubles]
        for watch in self.watches:
            watch.troubles.clear()
        return found


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens pages; at the test's end none may have erred, asked for anything or gone away."""
    opener = Opened(browser)
    yield opener
    troubles = opener.troubles()
    for watch in opener.watches:
        watch.page.context.close()
    assert not troubles


def workbench(*arguments: str | Path, cwd: Path = ROOT, codes: tuple[int, ...] = (0,), seed: int = 0) -> str:
    """Runs the program, which must not end with a traceback; returns what it told on stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "workbench.cli.main", *map(str, arguments)],
        cwd=cwd, env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode in codes, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def changed(file: Path, *replacements: tuple[str, str]) -> None:
    """Replaces each piece of text, which has to be there."""
    text = file.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


ASKED = ("prop:queens", "prop:ramsey-six", "prop:eleven-pigeons")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample with real evidence: queens refuted and broken, pigeons green, a Ramsey number stale."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "blueprints" / "monochromatic", folder / "blueprint")
    shutil.copytree(ROOT / "problems", folder / "problems")
    (folder / "workbench.toml").write_text(
        '[project]\nname = "monochromatic"\n[[blueprint]]\nmain = "blueprint/web.tex"\nproblems = ["problems"]\n',
        encoding="utf-8",
    )
    changed(folder / "problems" / "queens-3.toml", ('expect = "unsatisfiable"', 'expect = "satisfiable"'))
    changed(folder / "blueprint" / "chapters" / "graphs.tex", (r"\label{prop:queens}", r"\label{prop:queens}\leanok"))
    nodes = [word for id in ASKED for word in ("--node", id)]
    workbench("check", *nodes, "--output", os.devnull, cwd=folder, codes=(0, 1))
    workbench("accept", "prop:eleven-pigeons", "prop:ramsey-six", cwd=folder)
    changed(folder / "blueprint" / "chapters" / "ramsey.tex", ("Among $6$ people", "Among any $6$ people"))
    return folder


def exported(main: Path, out: Path, **more: object) -> Path:
    """The page of a blueprint, made by the program."""
    workbench("export", main, "--html", out, **more)
    return out


@pytest.fixture(scope="session")
def sample_page(sample_folder: Path) -> Path:
    """The page of the sample."""
    return exported(sample_folder / "blueprint", sample_folder / "page.html")


@pytest.fixture(scope="session")
def corpus_page(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The page of a real blueprint by its name, made once."""
    folder, made = tmp_path_factory.mktemp("pages"), {}

    def page_of(name: str) -> Path:
        if name not in made:
            main = json.loads((corpus / name / "truth.json").read_text(encoding="utf-8"))["main"]
            made[name] = exported(corpus / name / main, folder / f"{name}.html")
        return made[name]

    return page_of


def transform(page: Page) -> tuple[float, float, float]:
    """Where the shown drawing is and how large: x, y, scale."""
    said = page.locator(".sheet.current .world").get_attribute("transform") or ""
    x, y, k = map(float, re.findall(r"-?[\d.]+", said))
    return x, y, k


def comes(page: Page, holds: Callable[[], object]) -> bool:
    """Whether it comes to hold while one waits; a busy machine draws late."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not (held := bool(holds())) and time.monotonic() < end:
        page.wait_for_timeout(50)
    return held


def in_view(page: Page, id: str) -> bool:
    """Whether the top of an element comes to stand within the window."""
    return comes(page, lambda: page.evaluate(
        "id => { const box = document.getElementById(id).getBoundingClientRect();"
        " return box.top >= -2 && box.top < innerHeight; }", id,
    ))  # fmt: skip
