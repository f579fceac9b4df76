"""The document as a reader of the PDF sees it: headings, statements, proofs, numbers, labels, in reading order."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_documents import every, read, written

from workbench.blueprint.document import Heading, Number, Piece, ProofOf, Statement, Target, Text
from workbench.blueprint.reader import read_blueprint


def headings(folder: Path, body: str, **how: str) -> list[tuple[str, str | None, str]]:
    _, document = read(folder, body, **how)  # type: ignore[arg-type]  # only texts are given
    return [(p.command, p.number, p.title) for p in every(document.content) if isinstance(p, Heading)]


def statements(pieces: tuple[Piece, ...]) -> list[Statement]:
    return [piece for piece in every(pieces) if isinstance(piece, Statement)]


# Headings


def test_headings_of_an_article(tmp_path: Path) -> None:
    body = r"""
\part{P} \section[short]{A $x$ % comment
} \subsection{B} \subsubsection{C} \paragraph{D}
\section*{E} \section{F} \appendix \section{G} \subsection{H}"""
    assert headings(tmp_path, body) == [
        ("part", "I", "P"),
        ("section", "1", "A $x$"),
        ("subsection", "1.1", "B"),
        ("subsubsection", "1.1.1", "C"),
        ("paragraph", None, "D"),
        ("section", None, "E"),
        ("section", "2", "F"),
        ("section", "A", "G"),
        ("subsection", "A.1", "H"),
    ]


def test_headings_of_a_report(tmp_path: Path) -> None:
    body = r"\chapter{A}\section{B}\subsection{C}\subsubsection{D}\appendix\chapter{E}\section{F}"
    expected = ["1", "1.1", "1.1.1", None, "A", "A.1"]
    assert [number for _, number, _ in headings(tmp_path, body, kind="report")] == expected


def test_the_author_says_how_deep_sections_are_numbered(tmp_path: Path) -> None:
    body = r"\section{A}\subsection{B}\setcounter{secnumdepth}{4}\subsubsection{C}\paragraph{D}"
    found = headings(tmp_path, body, head=r"\setcounter{secnumdepth}{1}")
    assert [number for _, number, _ in found] == ["1", None, "1.1.1", "1.1.1.1"]


def test_a_heading_of_a_macro_of_the_authors(tmp_path: Path) -> None:
    found = headings(tmp_path, r"\topic{A}\topic*{B}", head=r"\newcommand{\topic}{\section}")
    assert found == [("section", "1", "A"), ("section", None, "B")]


# Statements and proofs


def test_statements_and_proofs_in_their_order(tmp_path: Path) -> None:
    blueprint, document = read(
        tmp_path,
        r"""
\section{S}
Before. \begin{lemma}[The \emph{title} % no
] \label{a}\label{b} Says. \end{lemma}
Between.
\begin{proof}[Proof of it] Because. \end{proof}
\begin{remark} Not in the graph. \end{remark} \begin{note} No number. \end{note}
""",
    )
    heading, before, lemma, between, proof, remark, note = document.content
    assert isinstance(heading, Heading) and isinstance(before, Text) and before.tex.strip() == "Before."
    assert isinstance(lemma, Statement) and isinstance(proof, ProofOf)
    assert (lemma.id, lemma.env, lemma.caption, lemma.number) == ("b", "lemma", "Lemma", "1.1")
    assert (lemma.title, lemma.labels) == (r"The \emph{title}", ("a", "b"))
    assert written(lemma.content).replace(" ", "") == r"\label{a}\label{b}Says."
    assert isinstance(between, Text) and between.tex.strip() == "Between."
    assert (proof.of, proof.title, written(proof.content).strip()) == ("b", "Proof of it", "Because.")
    assert isinstance(remark, Statement) and isinstance(note, Statement)
    assert (remark.id, remark.number, remark.caption) == (None, "1.2", r"Bemerkung \texorpdfstring{$x$}{x}")
    assert (note.id, note.number, note.caption) == (None, None, "Note")
    assert lemma.place.line == proof.place.line - 3
    assert lemma.id in blueprint.statements


def test_statements_within_proofs_and_lists_around_statements(tmp_path: Path) -> None:
    _, document = read(
        tmp_path,
        r"\begin{lemma}\label{a}x\end{lemma}\begin{proof} one \begin{itemize}\item"
        r"\begin{theorem}\label{b}y\end{theorem} two\end{itemize}\end{proof}",
    )
    _, proof = document.content
    assert isinstance(proof, ProofOf)
    first, inner, last = proof.content
    assert isinstance(first, Text) and first.tex == r"one \begin{itemize}\item"
    assert isinstance(inner, Statement) and inner.id == "b"
    assert isinstance(last, Text) and last.tex == r" two\end{itemize}"


def test_a_proof_far_from_its_statement(tmp_path: Path) -> None:
    _, document = read(
        tmp_path,
        r"\begin{lemma}\label{a}x\end{lemma}\section{S}\begin{proof}\proves{a}y\end{proof}"
        r"\section{T}\begin{proof}of nothing\end{proof}",
    )
    assert [piece.of for piece in document.content if isinstance(piece, ProofOf)] == ["a", None]


def test_an_end_that_is_missing_takes_nothing_away(tmp_path: Path) -> None:
    _, document = read(tmp_path, r"\begin{lemma} one \begin{proof} two \section{S} three \end{proof} four")
    lemma, heading, *rest = document.content
    assert isinstance(lemma, Statement) and isinstance(lemma.content[1], ProofOf)
    assert written(lemma.content) == r"one \begin{proof}two \end{proof}"
    assert isinstance(heading, Heading) and written(tuple(rest)).split() == ["three", "four"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (r"\newcommand{\bl}{\begin{lemma}}\newcommand{\el}{\end{lemma}}", r"\bl[T]\label{a} x \el"),
        (r"\newenvironment{own}{\begin{lemma}}{\end{lemma}}", r"\begin{own}[T]\label{a} x \end{own}"),
        (r"\newenvironment{own}[1]{\begin{lemma}[#1]}{\end{lemma}}", r"\begin{own}{T}\label{a} x \end{own}"),
        (r"\newcommand{\whole}[2]{\begin{lemma}[#1]#2\end{lemma}}", r"\whole{T}{\label{a} x }"),
        (r"\newcommand{\bl}{\begin{lemma}}\let\bll\bl\newcommand{\el}{\end{lemma}}", r"\bll[T]\label{a} x \el"),
    ],
)
def test_macros_that_open_statements(tmp_path: Path, head: str, body: str) -> None:
    _, document = read(tmp_path, f"\\section{{S}} one {body} two", head=head)
    (lemma,) = statements(document.content)
    assert (lemma.id, lemma.title, lemma.number) == ("a", "T", "1.1")
    assert written(lemma.content).replace(" ", "") == r"\label{a}x"
    around = "".join(piece.tex for piece in document.content if isinstance(piece, Text))
    assert around.replace("{", "").replace("}", "").split() == ["one", "two"]


def test_an_environment_of_the_authors_is_shown_whole_or_not_at_all(tmp_path: Path) -> None:
    head = r"\newenvironment{quiet}{\bgroup\itshape}{\egroup}"
    head += r"\newenvironment{first}{\begin{center}.\end{center}}{\par}"
    head += r"\newenvironment{last}{\itshape}{\begin{center}.\end{center}}"
    body = r"\begin{quiet}one\end{quiet} \begin{first}two\end{first} \begin{last}three\end{last}"
    text = written(read(tmp_path, body, head=head)[1].content).strip()
    dot = r"\begin{center}.\end{center}"
    assert text == rf"\begin{{quiet}}one\end{{quiet}} {{{dot}two\par}} {{\itshape three{dot}}}"


# What LaTeX prints, and what it does not


def test_includes_stand_where_they_are_read(tmp_path: Path) -> None:
    _, document = read(
        tmp_path,
        "one \\input{a} three\n\\newcommand{\\more}[1]{\\input{#1}}\\more{b} five \\input{missing} six",
        files={"a.tex": "two % not\n\\endinput never", "b.tex": "four"},
    )
    assert written(document.content).split() == ["one", "two", "three", "four", "five", "six"]


def test_branches_and_comments_that_are_not_printed(tmp_path: Path) -> None:
    body = r"""
\iftrue one \else no \fi \ifplastex two\else no\fi{} \iffalse no \iftrue no \fi \else three \fi % no
\ifthenelse{\equal{a}{b}}{no}{four} \IfFileExists{nothing}{no}{five} \only{six}{no} \ifweb seven\fi
\begin{comment} no \end{comment} \verb|% eight| \url{a%20b}
\ifthenelse{\equal{a}{a}}{nine \begin{lemma}\label{l} ten \end{lemma}}{no}
"""
    head = r"\newcommand{\only}[2]{\iftrue #1\else #2\fi}\newif\ifweb\webtrue"
    _, document = read(tmp_path, body, head=head)
    text = written(document.content)
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    assert " no" not in text and r"\fi" not in text and r"\if" not in text
    order = [text.index(word) for word in words]
    assert order == sorted(order)
    assert r"\verb|% eight| \url{a%20b}" in text


def test_branches_that_end_elsewhere(tmp_path: Path) -> None:
    body = "\\hide no \\fi two \\input{a} no \\fi four"
    _, document = read(
        tmp_path, "one " + body, head=r"\newcommand{\hide}{\iffalse}", files={"a.tex": "three \\iffalse no"}
    )
    assert written(document.content).split() == ["one", "two", "three", "four"]


def test_what_is_cut_joins_no_words_and_makes_no_paragraph(tmp_path: Path) -> None:
    _, document = read(tmp_path, "\\alpha\\iftrue x\\else y\\fi{}\none\n\\newcommand{\\q}{q}\n two\n\n three")
    assert written(document.content).strip() == "\\alpha x{}\none\n two\n\n three"


def test_definitions_print_nothing(tmp_path: Path) -> None:
    body = r"""one\newcommand{\a}[1]{no #1}\def\b#1{no} two
\NewDocumentCommand{\c}{m o}{no {\def\d{no}\textbf{no}}} three
\let\e=\a \newtheorem{no}{no} \newcounter{no}\setcounter{no}{3} \newenvironment{f}{no}{no} four"""
    assert written(read(tmp_path, body)[1].content).split() == ["one", "two", "three", "four"]


def test_front_matter(tmp_path: Path) -> None:
    head = r"\title{On \R}\author[S.]{Some One}\author{Two}\date{May 2026}\newcommand{\R}{\mathbf{R}}"
    _, document = read(tmp_path, r"\maketitle Text.", head=head)
    assert (document.title, document.author, document.date) == (r"On \R", r"Some One \and Two", "May 2026")
    assert document.front == (("R", r"\mathbf{R}"),)
    assert read(tmp_path, "x")[1].title is None


# Definitions


def test_definitions_are_those_in_force_where_a_text_stands(tmp_path: Path) -> None:
    body = r"one \x {\def\x{2}two \x} three \x \renewcommand{\x}{3\y}four \x"
    _, document = read(tmp_path, body, head=r"\newcommand{\x}{1}\newcommand{\y}{Y}\newcommand{\z}{Z}")
    texts = [piece for piece in document.content if isinstance(piece, Text)]
    found = {
        word: dict(text.definitions) for text in texts for word in ("one", "two", "three", "four") if word in text.tex
    }
    assert found == {"one": {"x": "1"}, "two": {"x": "2"}, "three": {"x": "1"}, "four": {"x": r"3\y", "y": "Y"}}
    assert written(document.content).replace(" ", "").strip() == r"one\x{two\x}three\xfour\x"


def test_definitions_of_captions_titles_and_headings(tmp_path: Path) -> None:
    head = r"\newcommand{\cap}{Cap}\newtheorem{claim}{\cap}\newcommand{\ti}{Ti}"
    _, document = read(tmp_path, r"\section{On \ti}\begin{claim}[\ti]x\end{claim}", head=head)
    heading, claim = document.content
    assert isinstance(heading, Heading) and heading.definitions == (("ti", "Ti"),)
    assert isinstance(claim, Statement) and claim.definitions == (("cap", "Cap"), ("ti", "Ti"))


def test_names_that_are_put_together_are_resolved(tmp_path: Path) -> None:
    head = r"\newcommand{\set}[2]{\expandafter\gdef\csname my#1\endcsname{#2}}"
    head += r"\newcommand{\get}[1]{<\csname my#1\endcsname>}"
    _, document = read(tmp_path, r"\set{7}{seven}\get{7}", head=head)
    assert written(document.content).strip() == "<seven>"


# Labels


def test_every_label_has_a_target(tmp_path: Path) -> None:
    body = r"""
\section{S}\label{s} \subsection*{T}\label{t}
\begin{lemma}\label{l} x \begin{equation}\label{e_1} y \end{equation} \end{lemma}
\begin{remark}\label{r}z\end{remark}
\begin{figure}\caption{F}\label{f}\end{figure} \begin{table}\caption{T}\label{tab}\end{table}
\begin{enumerate}\item\label{i} x \begin{enumerate}\item \item\label{ii}\end{enumerate}\end{enumerate}
\begin{enumerate}[label=(\roman*)]\item\item\label{iii}\end{enumerate}
\begin{enumerate}\item[(H)]\label{h}\item\label{j}\end{enumerate}
"""
    _, document = read(tmp_path, body, head=r"\usepackage{enumitem}")
    assert document.targets == {
        "s": Target("1", "Section"),
        "t": Target("1", "Section"),
        "l": Target("1.1", "Lemma"),
        "e_1": Target("1", "Equation"),
        "r": Target("1.2", r"Bemerkung \texorpdfstring{$x$}{x}"),
        "f": Target("1", "Figure"),
        "tab": Target("1", "Table"),
        "i": Target("1", "Item"),
        "ii": Target("1b", "Item"),
        "iii": Target("(ii)", "Item"),
        "h": Target("(H)", "Item"),
        "j": Target("1", "Item"),
    }


def test_captions_begin_with_their_numbers(tmp_path: Path) -> None:
    body = (
        r"\begin{figure}\caption[short]{One {a} $x$}\end{figure}\begin{table}\caption{Two}\caption*{Three}\end{table}"
    )
    _, document = read(tmp_path, body + r"\newcommand{\cap}[1]{\caption{#1}}\begin{figure}\cap{Four}\end{figure}")
    text = written(document.content)
    assert r"\caption[short]{\textbf{Figure 1:} One {a} $x$}" in text and r"\caption{\textbf{Table 1:} Two}" in text
    assert r"\caption*{Three}" in text and r"\caption{\textbf{Figure 2:} Four}" in text


def test_short_labels_of_both_packages(tmp_path: Path) -> None:
    body = r"\begin{enumerate}[(a)]\item\item\label{i}\end{enumerate}"
    for package, number in (("enumerate", "b"), ("[shortlabels]{enumitem}", "(b)")):
        use = package if package.startswith("[") else f"{{{package}}}"
        _, document = read(tmp_path, body, head=f"\\usepackage{use}")
        assert document.targets["i"].number == number


def test_the_blueprint_is_the_one_that_is_read_alone(tmp_path: Path) -> None:
    body = r"\section{S}\begin{lemma}\label{a}\uses{e}x\end{lemma}\begin{proof}y\end{proof}"
    body += r"\begin{equation}\label{e}z\end{equation}\NewDocumentCommand{\q}{m}{Q #1}\author[s]{A}\newcommand{\r}{R}"
    blueprint, _ = read(tmp_path, body)
    assert blueprint == read_blueprint(tmp_path / "web.tex", tmp_path)


def test_numbers_stand_in_the_content(tmp_path: Path) -> None:
    _, document = read(tmp_path, r"a \begin{align} b &= c \label{x} \\ d \notag \end{align} e")
    first, number, rest = document.content
    assert isinstance(first, Text) and first.tex.endswith(r"\label{x} ")
    assert isinstance(number, Number) and (number.number, number.labels) == ("1", ("x",))
    assert isinstance(rest, Text) and rest.tex.startswith(r"\\ d")
