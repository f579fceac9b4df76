"""References: from a `thebibliography`, a .bbl file, or .bib files; only what is cited, and never a reason to fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_documents import every, read

from workbench.blueprint.bibliography import bibitems, cited
from workbench.blueprint.bibtex import entries, printed
from workbench.blueprint.document import BibItem, Bibliography, Document

BIB = r"""
This is no entry. @comment{ nor this }
@string{ jams = "J. Amer. Math. Soc." }
@article{Tao10, author = {Tao, Terence and Vu, Van}, title = "A {T}itle with, comma", journal = jams # { (N.S.)},
  volume = 12, number = {3}, pages = {1--20}, year = 2010, month = jan, doi = {10.1/x_y}}
@Book(Knuth, author = {Donald E. Knuth}, title = {The {\TeX}book}, publisher = {Addison--Wesley}, year = {1984})
@misc{web, author = "{The mathlib Community}", title = {Mathlib?}, eprint = {1910.09336}, year = {2020}}
@article{never, title = {Not cited}, year = {1}}
@article{Tao10, title = {A second of the same key}}
"""


def references(document: Document) -> tuple[BibItem, ...]:
    (found,) = [piece for piece in every(document.content) if isinstance(piece, Bibliography)]
    return found.items


def test_the_authors_own_list(tmp_path: Path) -> None:
    body = (
        r"\cite{b}\begin{thebibliography}{9}\bibitem{a} A % no"
        + "\n"
        + r"\bibitem[B\&C{20}]{b} \newblock B $x$\end{thebibliography} After."
    )
    _, document = read(tmp_path, body)
    assert references(document) == (BibItem("a", "1", "A"), BibItem("b", r"B\&C20", "B $x$"))
    assert document.citations == {"a": "1", "b": r"B\&C20"}


def test_bib_files_in_the_order_of_the_authors(tmp_path: Path) -> None:
    body = r"\cite[Th.~1]{Tao10,web} \begin{lemma}\citep{Knuth}\end{lemma} \cite{unknown} "
    body += r"\bibliographystyle{plain} \bibliography{r}"
    _, document = read(tmp_path, body, files={"r.bib": BIB})
    assert references(document) == (
        BibItem("Knuth", "1", r"Donald E. Knuth. \emph{The {\TeX}book}. Addison--Wesley, 1984."),
        BibItem(
            "Tao10",
            "2",
            r"Terence Tao and Van Vu. A {T}itle with, comma. \emph{J. Amer. Math. Soc. (N.S.)}, 12(3):1--20, 2010. "
            r"\url{https://doi.org/10.1/x_y}.",
        ),
        BibItem(
            "web",
            "3",
            r"{The mathlib Community}. Mathlib? 2020. \href{https://arxiv.org/abs/1910.09336}{arXiv:1910.09336}.",
        ),
    )
    assert document.citations == {"Knuth": "1", "Tao10": "2", "web": "3"}


def test_biblatex_and_all_entries(tmp_path: Path) -> None:
    head = r"\usepackage{biblatex}\addbibresource{r.bib}"
    _, document = read(tmp_path, r"x \nocite{*} \printbibliography[title=X] y", head=head, files={"r.bib": BIB})
    assert [item.key for item in references(document)] == ["Knuth", "never", "Tao10", "web"]


def test_what_latex_made_comes_first(tmp_path: Path) -> None:
    bbl = r"\begin{thebibliography}{TV10}\bibitem[TV10]{Tao10} Made. % no" + "\n" + r"\end{thebibliography}"
    _, document = read(tmp_path, r"\cite{Tao10}\bibliography{r}", files={"r.bib": BIB, "web.bbl": bbl})
    assert references(document) == (BibItem("Tao10", "TV10", "Made."),)


def test_files_that_cannot_be_used_are_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "r.bib").write_bytes(b"@book{a, title={\xff}}\0")
    for name in ("r", "missing", "../../outside", ""):
        _, document = read(tmp_path, rf"\cite{{a}}\bibliography{{{name}}} text")
        assert document.citations == {}


def test_keys_of_every_kind_of_citation() -> None:
    tex = r"\cite{a, b}\citep[see][p.~3]{c}\Citet*{d}\nocite{*}\textcite{e}\parencite{f}\recite \cites"
    assert list(cited(tex)) == ["a", "b", "c", "d", "*", "e", "f"]


@pytest.mark.parametrize(
    "text", ["@", "@a{", "@article{k, title = {", '@a{k, t = "', "@a{k t=}", "@string{", "@a{k,,,t={x}}", "@a{,t={x}}"]
)
def test_broken_files_are_read_as_far_as_they_go(text: str) -> None:
    for entry in entries(text).values():
        printed(entry)
    assert "good" in entries(text + '\n}\n"\n@book{good, title={X}}') or "{" in text


NAMES = st.text(st.sampled_from("abcXYZ {}\\\"',.~-"), max_size=20)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["author", "title", "journal", "year", "note", "doi"]), NAMES), max_size=6))
def test_any_entry_can_be_printed(fields: list[tuple[str, str]]) -> None:
    text = ",".join(f"{name} = {{{value}}}" for name, value in fields)
    for entry in entries(f"@article{{key, {text}}}").values():
        assert isinstance(printed(entry), str)


@settings(deadline=None)
@given(st.text(st.sampled_from("\\bibitem[]{} ab\n"), max_size=60))
def test_any_list_can_be_read(text: str) -> None:
    for item in bibitems(text):
        assert item.tex in " ".join(text.split()) or "newblock" in text
