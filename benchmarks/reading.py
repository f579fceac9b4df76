"""How long reading takes: real blueprints where ../shared lies beside the repository, and a synthetic one."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import synthetic
from benchmarks.measure import Row, command, seconds, spread
from workbench.blueprint.reader import read_blueprint

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    if CORPUS.is_dir():
        yield from _real()
    else:
        yield Row("reading the real blueprints", f"not measured: {CORPUS} is not here")
    yield from _synthetic(5000)


def _real() -> Iterator[Row]:
    mains = {
        folder.name: folder / json.loads((folder / "truth.json").read_text(encoding="utf8"))["main"]
        for folder in sorted(CORPUS.iterdir())
        if (folder / "truth.json").is_file()
    }
    roots = {name: CORPUS / name for name in mains}
    pfr = [1000 * t for t in seconds(lambda: read_blueprint(mains["pfr"], roots["pfr"]))]
    yield Row("PFR read, in process", spread(pfr, "ms"), "60 ms")
    every = seconds(lambda: [read_blueprint(mains[name], roots[name]) for name in mains], 5)
    yield Row(f"all {len(mains)} blueprints read, in process", spread(every), "1.0 s")
    graph = seconds(lambda: command("graph", str(mains["pfr"]), "--format", "json"))
    yield Row("workbench graph on PFR, as a process", spread(graph), "0.35 s")


def _synthetic(nodes: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        main = str(synthetic.write(Path(folder), nodes))
        cold = command("check", main, "--format", "json")
        warm = seconds(lambda: command("check", main, "--format", "json"), 5)
    yield Row(f"check --format json, {nodes} synthetic nodes, cold", f"{cold:.2f} s", "1.5 s")
    yield Row(f"check --format json, {nodes} synthetic nodes, warm", spread(warm), "1.5 s")
