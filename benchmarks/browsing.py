"""What a page costs who reads it: until it answers in Chromium, and how long the drawing takes for a step of a pan.

`python -m benchmarks.browsing --picture FILE` draws the sample's page instead, as README shows it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Row, command, spread
from benchmarks.reading import CORPUS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
QUICK = ("prop:schur-three", "prop:queens", "prop:ramsey-six", "prop:eleven-pigeons", "prop:ramsey-nine")
SHOWN = "prop:ramsey-six"
TIMES = 7
STEPS = 60
READY = """() => {
  const [entry] = performance.getEntriesByType("navigation");
  return { ready: entry.domContentLoadedEventEnd, loaded: entry.loadEventEnd };
}"""
"""The script is the last element of the page: when the document is ready, it has run, and everything answers."""
FRAMES = """async steps => {
  const stage = document.getElementById("_stage"), box = stage.getBoundingClientRect(), took = [];
  const x = box.left + 4, y = box.top + 4;
  const send = (kind, target, at) => target.dispatchEvent(new PointerEvent(kind, {
    pointerId: 1, bubbles: true, button: 0, clientX: x + at, clientY: y + at / 2 }));
  const frame = () => new Promise(done => requestAnimationFrame(done));
  send("pointerdown", stage, 0);
  let last = await frame();
  for (let step = 1; step <= steps; step += 1) {
    send("pointermove", window, 4 * step);
    const now = await frame();
    took.push(now - last);
    last = now;
  }
  send("pointerup", window, 4 * steps);
  return took;
}"""
"""Milliseconds from frame to frame while the drawing is dragged; one that waits for nothing is 16.7."""


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    if shutil.which("chromium") is None:
        yield Row("the page in a browser", "not measured: chromium is not here")
        return
    if not CORPUS.is_dir():
        yield Row("the page in a browser", f"not measured: {CORPUS} is not here")
        return
    main = json.loads((CORPUS / "pfr" / "truth.json").read_text(encoding="utf8"))["main"]
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder) / "page.html"
        command("export", str(CORPUS / "pfr" / main), "--html", str(file))
        ready = sorted(_ready(browser, file) for _ in range(TIMES))
        yield Row("PFR's page answers in Chromium", spread(ready), "1 s")
        took = sorted(_frames(browser, file))
        slow = took[int(0.95 * len(took))]
        figure = f"{statistics.median(took):.1f} ms, {slow:.1f} ms"
        yield Row("a frame of a pan over PFR's drawing (median, 95th percentile)", figure, "30 ms")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def _ready(browser: Browser, file: Path) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(file.as_uri())
    found: dict[str, Any] = page.evaluate(READY)
    page.close()
    return float(found["ready"]) / 1000


def _frames(browser: Browser, file: Path) -> list[float]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{file.as_uri()}#_graph")
    page.wait_for_timeout(500)
    took: list[float] = page.evaluate(FRAMES, STEPS)
    page.close()
    return took


def picture(out: Path) -> None:
    """Writes a picture of the sample's page with real evidence, and one statement beside the drawing."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = _checked(Path(folder))
        page = browser.new_page(viewport={"width": 1280, "height": 760}, color_scheme="light")
        page.goto(f"{file.as_uri()}#_graph")
        page.keyboard.press("/")
        page.keyboard.type(SHOWN)
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        out.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=out)


def _checked(folder: Path) -> Path:
    """The page of a copy of the sample, after its quick questions were asked."""
    for name in ("blueprints", "problems", "lean"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("workbench.toml", "workbench.lock"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, folder)
    nodes = [word for node in QUICK for word in ("--node", node)]
    command("check", "blueprints/monochromatic", *nodes, cwd=folder, codes=(0, 1))
    command("export", "blueprints/monochromatic", "--html", "page.html", cwd=folder)
    return folder / "page.html"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--picture", type=Path, metavar="FILE", help="write the picture and measure nothing")
    if (where := arguments.parse_args().picture) is not None:
        picture(where)
    else:
        for row in rows():
            print(f"| {row.what} | {row.figure} | {row.target} |", flush=True)
