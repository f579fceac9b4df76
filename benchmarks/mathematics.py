"""How much of the mathematics of real blueprints becomes MathML, and how long their texts take as HTML."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from benchmarks import synthetic
from benchmarks.measure import Row, seconds, spread
from workbench.blueprint.document import Document, Heading, Piece, ProofOf, Statement, Text
from workbench.blueprint.document_reader import read_document
from workbench.views.tex import Context, Tally, html, readable

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    if CORPUS.is_dir():
        documents = {path.parent.name: _read(path) for path in sorted(CORPUS.glob("*/truth.json"))}
        yield from _converted(documents)
        yield Row("PFR's text as HTML, in process", spread(seconds(lambda: shown(documents["pfr"]), 5)), "1.0 s")
        yield Row("PFR's statements as lines of Unicode", spread(seconds(lambda: _lines(documents["pfr"]), 5)))
    else:
        yield Row("the mathematics of the real blueprints", f"not measured: {CORPUS} is not here")
    with tempfile.TemporaryDirectory() as folder:
        big = read_document(synthetic.write(Path(folder), 5000), Path(folder))[1]
    yield Row("the text of 5000 synthetic nodes as HTML", spread(seconds(lambda: shown(big), 3)), "4.0 s")


def shown(document: Document) -> Tally:
    """The counts after all of a document's text, titles included, was made HTML."""

    def render(piece: Piece) -> Markup:
        match piece:
            case Statement() | ProofOf():
                title = html(piece.title or "", context, piece.definitions)
                return title + html(piece.content, context)
            case Heading():
                return html(piece.title, context, piece.definitions)
            case _:
                return Markup("")

    context = Context(render=render)
    html(document.content, context)
    return context.tally


def _read(truth: Path) -> Document:
    return read_document(truth.parent / json.loads(truth.read_text(encoding="utf8"))["main"], truth.parent)[1]


def _converted(documents: dict[str, Document]) -> Iterator[Row]:
    tallies = [shown(document) for document in documents.values()]
    formulas, failed = sum(tally.formulas for tally in tallies), sum(tally.failed for tally in tallies)
    diagrams, trees = sum(tally.diagrams for tally in tallies), sum(tally.proof_trees for tally in tallies)
    yield Row(
        f"formulas of {len(documents)} blueprints that stay TeX",
        f"{failed} of {formulas} ({100 * failed / formulas:.2f} %)",
        "0.5 %",
    )
    yield Row("diagrams and proof trees in them, shown as TeX", f"{diagrams} and {trees}")


def _lines(document: Document) -> None:
    for piece in document.content:
        if isinstance(piece, Statement):
            for text in piece.content:
                if isinstance(text, Text):
                    readable(text.tex, text.definitions)


if __name__ == "__main__":
    for row in rows():
        print(f"| {row.what} | {row.figure} | {row.target} |", flush=True)
