"""TeX as a page shows it."""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup, escape
from page_check import HERE, PIXEL, check, context, number, render, text

from workbench.blueprint.document import Content, Document, Heading, Number, Piece, ProofOf, Statement
from workbench.blueprint.document_reader import read_document
from workbench.views.tex import Context, Tally, html

# What is shown


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"A $x^2$ here", "A <math><msup><mi>x</mi><mn>2</mn></msup></math> here"),
        (r"\emph{a} {\bf b} \texttt{c} \textsc{d}",
         '<em>a</em> <strong>b</strong> <code>c</code> <span class="smallcaps">d</span>'),
        (r"``q'' -- a---b~c \'e\ldots", "“q” – a—b\u00a0c é…"),
        (r"\ref{thm} \eqref{eq} \ref{no}",
         '<a class="ref" href="#thm">1.2</a> (<a class="ref" href="#eq">7</a>) <span class="unresolved">no</span>'),
        (r"\Cref{thm,lem} \cref{eq} \autoref{thm}",
         'Lemmas\u00a0<a class="ref" href="#thm">1.2</a> and <a class="ref" href="#lem">1.3</a> '
         'equation\u00a0(<a class="ref" href="#eq">7</a>) lemma\u00a0<a class="ref" href="#thm">1.2</a>'),
        (r"\cite[\S~2, {\cite[$x$]{Tao}}]{No}",
         '[<span class="unresolved">No</span>, §\u00a02, [<a class="cite" href="#cite:Tao">3</a>, $x$]]'),
        (r"\cite[p.~2]{Tao,No}",
         '[<a class="cite" href="#cite:Tao">3</a>, <span class="unresolved">No</span>, p.\u00a02]'),
        (r"\href{https://x.org/a\_b?c=1\&d}{here}",
         '<a rel="noreferrer" href="https://x.org/a_b?c=1&amp;d">here</a>'),
        (r"\url{https://x.org/a'b/$\sim$c}", '<a rel="noreferrer" href="https://x.org/a&#39;b/~c">https://x.org/a&#39;b/~c</a>'),
        (r"\url{mailto:a@b.org}", '<a rel="noreferrer" href="mailto:a@b.org">mailto:a@b.org</a>'),
        (r"\href{https://x.org/}{see \ref{thm}}", '<a rel="noreferrer" href="https://x.org/">see 1.2</a>'),
        (r"\hyperref[thm]{there} \hyperref[no]{nowhere}", '<a href="#thm">there</a> nowhere'),
        (r"a \texorpdfstring{\emph{$m$}}{m}-b", "a <em><math><mi>m</mi></math></em>-b"),
        (r"a\footnote{b}", 'a <small class="footnote">(b)</small>'),
        (r"\unknown{kept} \other", 'kept <code class="tex">\\other</code>'),
        (r"\includegraphics[width=3cm]{good.png}\includegraphics{bad.png}",
         f'<img src="{PIXEL}" alt="good.png"><span class="missing">[bad.png]</span>'),
        (r"\verb|<b>| \label{thm}\lean{A.b}\leanok\uses{c}", '<code>&lt;b&gt;</code> <span id="thm"></span>'),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("\\begin{verbatim}\n$x$ <\n\\end{verbatim}", "<pre>$x$ &lt;</pre>"),
        (r"\begin{center}a\end{center}\begin{quote}b\end{quote}",
         '<div class="center"><p>a</p></div><blockquote><p>b</p></blockquote>'),
        (r"\begin{itemize}\item a\item[(b)] c\end{itemize}",
         '<ul><li>a</li><li class="labelled"><span class="label">(b)</span> c</li></ul>'),
        (r"\begin{enumerate}[label=(\roman*)]\item a\item b\end{enumerate}",
         '<ol><li class="labelled"><span class="label">(i)</span> a</li>'
         '<li class="labelled"><span class="label">(ii)</span> b</li></ol>'),
        (r"\begin{enumerate}\item a \begin{itemize}\item b\end{itemize}\end{enumerate}",
         "<ol><li><p>a</p><ul><li>b</li></ul></li></ol>"),
        (r"\begin{description}\item[A] b\end{description}", "<dl><dt>A</dt><dd>b</dd></dl>"),
        (r"\begin{tabular}{lr}a&b\\\hline\multicolumn{2}{c}{c}\\\end{tabular}",
         '<table><tr><td>a</td><td class="r">b</td></tr><tr><td class="c" colspan="2">c</td></tr></table>'),
        (r"\begin{figure}\caption{a}\end{figure}", "<figure><figcaption>a</figcaption></figure>"),
    ],
)  # fmt: skip
def test_what_is_shown(tex: str, shown: str) -> None:
    assert html(tex, context()) == shown


def test_the_authors_macros_are_those_in_force_for_each_text() -> None:
    content = (text(r"$\bb H$, ", ("bb", r"[1]{\mathbb{#1}}")), text(r"$\bb H$", ("bb", r"[1]{\mathcal{#1}}")))
    assert re.findall("<mi>(.)", html(content, context())) == ["ℍ", "ℋ"]


def test_what_opens_in_one_text_closes_in_a_later_one() -> None:
    statement = Statement("a", "lemma", "Lemma", "1", None, (), (), (text("inner \\emph{x}"),), HERE)
    shown = html((text("\\begin{itemize}\\item before"), statement, text("after\\end{itemize}")), context())
    assert shown == "<ul><li><p>before</p><section>inner <em>x</em></section><p>after</p></li></ul>"


def test_a_dollar_too_many_spoils_its_paragraph_and_no_more() -> None:
    heading = Heading("section", "1", "T $y$", (), (), HERE)
    shown = html((text("a $ b\n\nc $x$ \\[ d "), heading, text("e $z$")), context())
    assert shown.count("<math>") == 3
    assert "<p>a $ b</p>" in shown


# Numbers of displays


def cells(shown: str) -> list[str]:
    """What stands in the last cell of each row."""
    return [re.sub("<[^>]*>", "", row.split("<mtd")[-1].partition(">")[2]) for row in shown.split("<mtr>")[1:]]


def test_each_row_has_its_own_number() -> None:
    content = (
        text(r"\begin{align} a &= b \label{x} "), number("1.1", "x"),
        text(r"\\ &= c \nonumber \\ d &= e \tag{$\ast$} "),
        number("*", "y"), text(r"\end{align}"),
    )  # fmt: skip
    shown = html(content, context())
    assert cells(shown) == ["(1.1)", "", "(*)"]
    assert shown.count('<span id="x"></span>') == shown.count('<span id="y"></span>') == 1
    check(shown)


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{equation} a = b @\end{equation}",
        r"\begin{equation}\begin{split} a &= b \\ &= c \end{split} @\end{equation}",
        r"\begin{multline} a \\ b @\end{multline}",
        r"\begin{align} a &= b @\end{align}",
        r"\begin{equation} \undefined{x} @\end{equation}",
        r"\begin{equation} \begin{tikzcd} A \end{tikzcd} @\end{equation}",
        r"\[ \begin{cases} a & b \end{cases} \eqno @\]",
    ],
)
def test_the_number_of_a_whole_display_stands_beside_it(tex: str) -> None:
    before, after = tex.split("@")
    shown = html((text(before), number("7"), text(after)), context())
    assert shown.count('<span class="eqno">(7)</span>') == 1
    assert "<mtext><span" not in shown
    check(shown)


def test_words_between_rows_keep_the_numbers_in_their_rows() -> None:
    content = (text(r"\begin{align} a &= b"), number("1"), text(r"\\ \intertext{so} c &= d"), number("2"),
               text(r"\end{align}"))  # fmt: skip
    assert cells(html(content, context())) == ["(1)", "", "(2)"]


# Formulas


@pytest.mark.parametrize(
    "tex",
    [
        r"\sum_{\substack{i<n\\ j<m}} x", r"x \text{ if $y\le 2$ and \emph{so} on}", r"\mbox{a \ref{thm}}",
        r"\varprojlim_n A",
        r"\begin{smallmatrix} a & b \end{smallmatrix}", r"a\ \text{b}\
c", r"\operatorname{\operatorname{dens}}_1", r"\dotsc \smallsetminus ∅", r"\mathchoice{a}{b}{c}{d}", r"\ensuremath{x}",
        r"\begin{alignedat}{2} a &= b \\ c &= d \end{alignedat}", r"x_\text{a $b$ c}", r"\eqref{eq} \cite{Tao}",
        r"a \\ b",
        r"\begin{array}[t]{c} a \end{array}", r"\mathds{1}_{\{x : x > 0\}}", r"\hbox{é ``q''}", r"\limits_x",
        r"x\tag{3}",
        r"\begin{align*} a &= b \end{align*}", r"a & b", r"\text{50\% \& \#1 \{x\} a_b}", r"\href{https://x.org}{x}",
    ],
)  # fmt: skip
def test_what_math_core_lacks_is_rewritten(tex: str) -> None:
    shown = context()
    check(html(f"\\[{tex}\\]", shown))
    assert shown.tally.failures == []


@pytest.mark.parametrize("alphabet", ["mathbb", "mathcal", "mathscr", "mathfrak", "mathbf", "mathsf", "boldsymbol"])
def test_every_letter_is_the_letter_that_was_written(alphabet: str) -> None:
    """math-core 0.9.0 writes ℍ for a fraktur I."""
    letters = string.ascii_letters
    shown = re.sub("<[^>]*>", "", html("".join(f"$\\{alphabet}{{{letter}}}$" for letter in letters), context()))
    assert "".join(sign for sign in unicodedata.normalize("NFKD", shown) if sign.isalpha()) == letters


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("f'", '<mrow><mi>f</mi><mo lspace="0" rspace="0">′</mo></mrow>'),
        ("f'_n", '<msub><mrow><mi>f</mi><mo lspace="0" rspace="0">′</mo></mrow><mi>n</mi></msub>'),
        (r"\overline{x}", '<mover accent="true"><mi>x</mi><mo stretchy="true">‾</mo></mover>'),
        (r"\overset{f}{\to}", '<mover><mo stretchy="false" lspace="0">⟶</mo><mi>f</mi></mover>'),
    ],
)
def test_signs_that_browsers_draw_badly_are_written_otherwise(tex: str, shown: str) -> None:
    assert html(f"${tex}$", context()) == f"<math>{shown}</math>"


def test_a_formula_that_fails_shows_its_tex_and_is_counted() -> None:
    shown = context()
    tex = r"$\nobody<x>$ \[ \begin{tikzcd} A & <B> \end{tikzcd} \] \begin{prooftree} x \end{prooftree} $x$"
    tex += r"\[\xymatrix{A}\]"
    page = html(tex, shown)
    assert '<code class="tex">\\nobody&lt;x&gt;</code>' in page
    assert '<pre class="tex">\\begin{tikzcd} A &amp; &lt;B&gt; \\end{tikzcd}</pre>' in page
    tally = shown.tally
    assert (tally.formulas, tally.failed, tally.diagrams, tally.proof_trees) == (2, 1, 2, 1)
    assert [tex for tex, why in tally.failures] == [r"\nobody<x>"]


@pytest.mark.parametrize(
    "tex", ["{" * 9000 + "x" + "}" * 9000, "\\sqrt" * 9000 + "x", "x^{" * 5000 + "}" * 5000, "\\left(" * 5000,
            "\\left(" * 5000 + "\\right)" * 5000, "\\frac{a}{" * 5000 + "}" * 5000, "\\text{$" * 5000 + "$}" * 5000,
            "\\begin{matrix}" * 3000 + "\\end{matrix}" * 3000, "x" * 400_000, "x+" * 40_000, "\\not" * 5000 + "=",
            ("{" + "\\sqrt" * 90) * 50 + "x" + "}" * 50],
    ids=lambda tex: tex[:8] + str(len(tex)),
)  # fmt: skip
def test_a_formula_too_deep_or_too_long_is_shown_and_takes_nobody_down(tex: str) -> None:
    """math-core 0.9.0 dies of the first one, with all that is in its process."""
    check(html(f"${tex}$", context()))


# Real ones


def pieces(content: Content) -> Iterator[Piece]:
    for piece in content:
        yield piece
        if isinstance(piece, Statement | ProofOf):
            yield from pieces(piece.content)


def document(corpus: Path, name: str) -> Document:
    truth = json.loads((corpus / name / "truth.json").read_text(encoding="utf8"))
    return read_document(corpus / name / truth["main"], corpus / name)[1]


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "diagrams", "trees"), [("pfr", 0, 0), ("carleson", 0, 0), ("HoTTLean", 114, 11)])
def test_every_formula_of_a_real_blueprint_is_converted_and_every_number_stands_once(
    corpus: Path, name: str, diagrams: int, trees: int
) -> None:
    real = document(corpus, name)
    numbers: list[str] = []

    def shown(piece: Piece) -> Markup:
        if isinstance(piece, Number):
            numbers.append(piece.number or "")
            return Markup("<span>{}</span>").format(piece.number or "")
        return escape(render(piece, within))

    within = Context(render=shown)
    check(html(real.content, within))
    assert within.tally.failures == []
    assert (within.tally.diagrams, within.tally.proof_trees) == (diagrams, trees)
    printed = [piece.number for piece in pieces(real.content) if isinstance(piece, Number) and piece.number]
    assert [number for number in numbers if number] == printed


def test_a_display_of_more_cells_than_anybody_reads_is_shown_as_its_source() -> None:
    """Each row is short; the table of all would take half a gigabyte."""
    tally = Tally()
    rows = "x&" * 50 + "\\\\"
    shown = html("\\begin{align}" + rows * 1000 + "\\end{align}", Context(tally=tally))
    assert (tally.formulas, tally.failed) == (1, 1) and "<math" not in shown and str(shown).count("x&amp;") == 50_000
