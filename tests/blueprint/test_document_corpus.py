"""The real blueprints as documents: leanblueprint's numbers, and every word of the authors exactly once.

The words are held against a reading of the sources that shares nothing with ours: comments cut, files put in place, the
branches that plasTeX takes chosen, all by regular expressions.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from whole_documents import every, written

from workbench.blueprint.document import Bibliography, Document, Heading, Number, Statement, Text
from workbench.blueprint.document_reader import read_document
from workbench.blueprint.model import Blueprint
from workbench.blueprint.reader import read_blueprint

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
PROJECTS = sorted(path.parent.name for path in CORPUS.glob("*/truth.json"))

pytestmark = [pytest.mark.corpus, pytest.mark.parametrize("project", PROJECTS or ["none"])]


def truth(project: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((CORPUS / project / "truth.json").read_text(encoding="utf8"))
    return told


def main(project: str) -> Path:
    return CORPUS / project / truth(project)["main"]


def document(project: str) -> tuple[Blueprint, Document]:
    return read_document(main(project), CORPUS / project)


def test_statements_carry_leanblueprints_numbers(project: str) -> None:
    blueprint, whole = document(project)
    nodes = [node for graph in truth(project)["graphs"] for node in graph["nodes"] if not node["generated_id"]]
    found = {piece.id: piece for piece in every(whole.content) if isinstance(piece, Statement) and piece.id}
    theorems = {node["id"]: node["ref"] for node in nodes if blueprint.statements[node["id"]].kind == node["env"]}
    assert theorems
    assert {id: found[id].number for id in theorems} == theorems
    assert {id: whole.targets[id].number for id in theorems} == theorems


def test_the_blueprint_is_the_same_and_its_statements_stand_in_the_document_once(project: str) -> None:
    blueprint, whole = document(project)
    assert blueprint == read_blueprint(main(project), CORPUS / project)
    pieces = [piece for piece in every(whole.content) if isinstance(piece, Statement)]
    times = Counter(piece.id for piece in pieces if piece.id is not None)
    phantoms = {finding.node for finding in blueprint.findings if finding.code == "phantom-node"}
    drawn = {id for id, node in blueprint.statements.items() if node.kind == node.env} - phantoms
    assert set(times) <= blueprint.statements.keys()
    assert drawn <= set(times) and set(times.values()) == {1}
    for piece in pieces:
        node = blueprint.statements.get(piece.id or "")
        assert node is None or (node.env, node.title_tex, node.place) == (piece.env, piece.title, piece.place)


def test_labels_and_numbers_fit_together(project: str) -> None:
    _, whole = document(project)
    carried = [piece for piece in every(whole.content) if isinstance(piece, Statement | Heading | Number)]
    for piece in carried:
        assert piece.number is None or {whole.targets[label].number for label in piece.labels} <= {piece.number}
    for text in every(whole.content):
        for label in re.findall(r"\\label\s*\{([^{}]*)\}", text.tex) if isinstance(text, Text) else ():
            assert " ".join(label.split()) in whole.targets
    numbers = [piece.number for piece in carried if isinstance(piece, Number) and piece.number]
    assert len(numbers) == len(set(numbers))


# Every word once

COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*|\Z)")
BRANCHES = re.compile(r"\\ifplastex\b((?:(?!\\if|\\fi).)*?)(?:\\else\b((?:(?!\\if|\\fi).)*?))?\\fi\b", re.S)
GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
NOT_PRINTED = re.compile(
    r"\\(?:title|author|date|home|github|dochome|addcontentsline|bibliographystyle|bibliography|printbibliography"
    rf"|pagestyle|thispagestyle|setcounter|appendix|Equadef)(?![A-Za-z])(?:\s*\[[^\]]*\])?(?:\s*{GROUP})*"
    rf"|\\def\\[A-Za-z]+\s*{GROUP}"
)
STARRED = re.compile(r"\\((?:sub)*section|chapter|part|paragraph)\*?(?:\[[^\]]*\])?")
FULL = re.compile(r"\\Equareffull\{\d+\}|\\Equaref\{\d+\} *\$\(\\ensuremath\{[^$]*\}\)\$")
"""A macro of equational_theories, as it is and as it is where the name that it puts together is resolved."""
CAPTION = re.compile(r"\\textbf\{(?:Figure|Table) [\d.]+:\} ")
"""What stands before a caption is LaTeX's and not the author's."""
ENDS = re.compile(r"\\end\{proof\}|\\(?:begin|end)\{thebibliography\}(?:\{\d+\})?")
WORD = re.compile(r"\\[A-Za-z]+|\S")


def flat(path: Path, top: Path) -> str:
    """The file with comments gone and the files that it includes in place."""
    text = COMMENT.sub(r"\1", path.read_text(encoding="utf8"))
    text = re.sub(r"\\begin\{comment\}.*?\\end\{comment\}", "", text, flags=re.S)

    def included(match: re.Match[str]) -> str:
        names = [folder / name for folder in (path.parent, top.parent) for name in (f"{match[1]}.tex", match[1])]
        return next((flat(name, top) for name in names if name.is_file()), "")

    return re.sub(r"\\(?:input|include)\s*\{\s*([^}]*?)\s*\}", included, text)


def words(tex: str) -> list[str]:
    for pattern, by in (
        (BRANCHES, r"\1"),
        (STARRED, r"\\\1"),
        (NOT_PRINTED, ""),
        (ENDS, ""),
        (FULL, ""),
        (CAPTION, ""),
        (re.compile(r"\{\}"), ""),
    ):
        tex = pattern.sub(by, tex)
    return WORD.findall(tex)


def test_every_word_of_the_authors_stands_there_once(project: str) -> None:
    _, whole = document(project)
    source = flat(main(project), main(project))
    body = source.split(r"\begin{document}", 1)[1].split(r"\end{document}", 1)[0]
    expected, found = words(body), words(written(whole.content))
    assert len(expected) > 500
    different = next((n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), None)
    if different is not None:
        around = slice(max(different - 30, 0), different + 30)
        assert "".join(found[around]) == "".join(expected[around])
    assert found == expected


def test_references_are_those_of_the_sources(project: str) -> None:
    _, whole = document(project)
    for piece in every(whole.content):
        if isinstance(piece, Bibliography):
            assert piece.items and {item.key: item.label for item in piece.items} == dict(whole.citations)
