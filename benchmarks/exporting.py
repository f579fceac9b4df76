"""What a page costs: its making as a process, its size, and how many formulas of the real blueprints it cannot show."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from benchmarks import synthetic
from benchmarks.measure import Row, command, seconds, spread
from benchmarks.reading import CORPUS
from workbench.blueprint.document import Content, Piece, ProofOf, Statement
from workbench.views.tex import Context, Tally, html

NODES = 5000


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "page.html"
        if CORPUS.is_dir():
            yield from _pfr(out)
            yield from _formulas()
        else:
            yield Row("the page of a real blueprint", f"not measured: {CORPUS} is not here")
        main = synthetic.write(Path(folder), NODES)
        took = command("export", str(main), "--html", str(out))
        yield Row(f"workbench export, {NODES} synthetic nodes", f"{took:.1f} s, {_size(out)}", "15 s")


def _pfr(out: Path) -> Iterator[Row]:
    took = seconds(lambda: command("export", str(_mains()["pfr"]), "--html", str(out)), 5)
    yield Row("workbench export on PFR, as a process", spread(took), "2.5 s")
    yield Row("PFR's page", _size(out), "1.5 MB")


def _size(out: Path) -> str:
    return f"{out.stat().st_size / 1e6:.2f} MB"


def _mains() -> dict[str, Path]:
    return {
        folder.name: folder / json.loads((folder / "truth.json").read_text(encoding="utf8"))["main"]
        for folder in sorted(CORPUS.iterdir())
        if (folder / "truth.json").is_file()
    }


def _formulas() -> Iterator[Row]:
    from workbench.blueprint.document_reader import read_document

    tally = Tally()
    for name, main in _mains().items():
        _count(read_document(main, CORPUS / name)[1].content, tally)
    drawn = f"{tally.diagrams} diagrams and {tally.proof_trees} proof trees apart"
    share = 100 * tally.failed / max(tally.formulas, 1)
    yield Row(
        f"formulas of {len(_mains())} blueprints shown as TeX",
        f"{tally.failed} of {tally.formulas} ({share:.2f} %), {drawn}",
        "0.5 %",
    )


def _count(content: Content, tally: Tally) -> None:
    """Convert a text and everything within it."""

    def within(piece: Piece) -> Markup:
        return html(piece.content, context) if isinstance(piece, (Statement, ProofOf)) else Markup("")

    context = Context(render=within, tally=tally)
    html(content, context)
