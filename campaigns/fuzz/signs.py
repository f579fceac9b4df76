"""TeX of a statement as MathML and HTML for a page, and as Unicode for a terminal.

The formulas are converted by math-core, which is native code: a crash ends the process, and is seen from outside.
An input is a text, behind lines `%%DEF name body` with the definitions in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from campaigns.fuzz.inspection import MARK, inspected
from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.page import HOSTILE, LARGE
from campaigns.fuzz.reader import DRAWING, Reader
from campaigns.fuzz.texts import filled, joined, pieces, seeds
from workbench.views.tex import Context, Tally, html, readable

_WORDS = rb"""
\ { } [ ] $ $$ \( \) \[ \] & \\ # #1 ^ _ ~ % ' ` - | < > = + 1 2.5 x y \alpha \beta \Gamma \infty \R \le \to \mapsto
\in \cup \sum
\int_0^1 \prod_{i=1}^n \lim \frac{1}{2} \frac \sqrt{2} \sqrt[3]{x} \binom{n}{k} \text{for all} \text \mbox{ \left(
\right) \left \right .
\bigl\{ \bigr\} \middle| \not \not= \hat x \bar{y} \vec \overline{xy} \underbrace{x}_{y} \overset{a}{=} \stackrel
\xrightarrow{f} \mathbb{R}
\mathbb \mathcal{F} \mathfrak{p} \mathrm{d} \mathbf \operatorname{im} \pmod{3} \mod \tag{1} \label{a} \ref{thm}
\eqref{ \cite{k} \substack{a\\b}
\begin{align*} \end{align*} \begin{cases} \end{cases} \begin{pmatrix} \end{pmatrix} \begin{array}{c|c} \end{array}
\begin{smallmatrix}
\begin{itemize} \end{itemize} \item \begin{tabular}{lr} \end{tabular} \begin{tikzcd} \end{tikzcd} \begin{verbatim}
\end{verbatim} \hline
\begin{foo} \end{foo} \verb|x| \url{http://a} \href{http://a}{b} \footnote{ \caption{ \textbf{b} \emph{ \bf \em \'e
\"o \c \v
\def \newcommand \m \n \csname \endcsname \let \expandafter \color{red} \textcolor{red}{x} \multicolumn{2}{c}
\ensuremath \phantom{x} \hspace{1em}
\quad \, \; \! \dots \cdots \ldots \displaystyle \limits \nolimits \boxed{x} \cancel{x} \mathop \mathrel \genfrac
\over \atop \choose \above \prime
\big \Bigg \lvert \rVert \langle \rangle \{ \} \| \colon \unicode{x41} \char65 \rule{1em}{2em} \raisebox{ \vcenter
\mathchoice \sideset \tensor
""".split()
_STATEMENTS = pieces(seeds("blueprints/*/*/*.tex", "blueprints/*/*/*/*.tex"), b"\n\n", 500)
_FORMULAS = sorted({found for text in _STATEMENTS for found in re.findall(rb"\$[^$\n]{3,80}\$", text)})
_DEFINITIONS = (
    b"%%DEF m [1]{x#1}\n", b"%%DEF m \\m\n", b"%%DEF n {\\m{y}\\n}\n", b"%%DEF R {\\mathbb{R}}\n",
    b"%%DEF m [2][o]{#2#1#2}\n", b"%%DEF begin foo {(}{)}\n",
    b"%%DEF ifq true\n", b"%%DEF counter c 3\n", b"%%DEF op {\\operatorname{op}}\n", b"%%DEF m {\\begin{align}\\n}\n",
)  # fmt: skip

_piece = st.one_of(
    st.sampled_from(_WORDS), st.sampled_from(_WORDS), st.sampled_from(_FORMULAS), st.sampled_from(_STATEMENTS),
    st.sampled_from(HOSTILE),
    st.sampled_from((b" ", b"\n\n", b"a", b"word", b"\xc3\xa9", b"\xf0\x9d\x94\xad", b"\xe2\x89\xa4", b"\xcc\x81")),
)  # fmt: skip
_formula = st.builds(
    lambda around, inside: around.replace(b"@", inside),
    st.sampled_from((b"$@$", b"\\[@\\]", b"$$@$$", b"\\begin{align}@\\end{align}", b"\\(@\\)")),
    joined(_piece, 8),
)
_whole = st.builds(
    lambda definitions, text: definitions + text,
    st.one_of(st.just(b""), joined(st.sampled_from(_DEFINITIONS), 3)),
    st.one_of(joined(_piece, 16), joined(_formula, 3), joined(st.one_of(_formula, _piece), 4)),
)
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _parts(data: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text and its definitions; a byte that is no UTF-8 becomes a lone surrogate, as a file name may have."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    found = {}
    while lines and lines[0].startswith("%%DEF "):
        name, _, body = lines.pop(0)[6:].partition(" ")
        if name in ("begin", "counter"):
            second, _, body = body.partition(" ")
            name = f"{name} {second}"
        found[name] = body
    return "\n".join(lines), tuple(sorted(found.items()))


def _to_page(data: bytes, scratch: Path) -> str:
    """As the page has it: nothing but elements that are known, everything closed, no address but a plain one."""
    text, definitions = _parts(data)
    tally = Tally()
    context = Context(targets={"thm": ("#thm", "1.2")}, citations={"k": ("#cite:k", "3")}, tally=tally)
    inspection = inspected(str(html(text, context, definitions)))
    assert not inspection.count.keys() & {"script", "style", "form", "meta", "html", "head", "body", "svg", "input"}
    if not tally.formulas:
        return "accepted, without a formula"
    return "accepted" if not tally.failed else "accepted, a formula shown as TeX"


def _to_terminal(data: bytes, scratch: Path) -> str:
    """As a terminal has it: no control character, and nothing that turns the line around."""
    text, definitions = _parts(data)
    shown = readable(text, definitions)
    hidden = _CONTROLS.search(shown)
    assert hidden is None, f"the character {hidden and hidden[0]!r}"
    shown.encode()
    return "accepted" if shown else "accepted, empty"


def _filled(piece: bytes, size: int = LARGE) -> bytes:
    return filled(piece, size)


def _large() -> Iterable[tuple[str, bytes]]:
    for piece in (
        b"{", b"}", b"$", b"$$", b"\\[", b"\\(", b"a", b"a ", b"a\n\n", b"\\", b"\\\\", b"& ", b"^", b"_", b"#",
        b"~", b"%", b"'", b"[", b"\\x ", b"\\x{", b"\\frac",
        b"\\frac{", b"\\sqrt[", b"\\text{", b"\\text{$", b"\\left(", b"\\right)", b"\\begin{", b"\\begin{a}",
        b"\\end{a}", b"\\begin{itemize}\\item ", b"\\item ",
        b"\\begin{verbatim}", b"\\verb|", b"\\href{", b"\\texorpdfstring{", b"\\footnote{", b"\\csname ",
        b"\\def\\m{x}", b"\\ref{thm}", b"\\cite{k}", b"\xc3\xa9", b"\xff", b"<",
        b"&", b"\xcc\x81", b"\\'", b"\\m", b"\\n ",
    ):  # fmt: skip
        yield f"only {piece.decode('utf-8', 'replace')!r}", _filled(piece)
    for piece in (
        b"x",
        b"x^",
        b"{",
        b"}",
        b"\\alpha ",
        b"\\frac{1}{2}",
        b"\\unknown ",
        b"\\left(",
        b"& ",
        b"\\\\ ",
        b"\\text{a}",
        b"\\begin{cases}",
        b"'",
        b"\\hat ",
        b"\\R ",
    ):
        yield f"one formula of {piece.decode()!r}", b"$" + _filled(piece) + b"$"
    yield "many formulas", b"".join(b"$x_{%d}$ " % at for at in range(110_000))
    yield "one formula many times", _filled(b"$x^2 < y$ ")
    yield "many displays", _filled(b"\\[ x & y \\]\n\n")
    yield (
        "a row of a thousand cells, again and again",
        b"\\begin{align}" + _filled(b"x&" * 500 + b"\\\\") + b"\\end{align}",
    )
    yield "nested braces", _filled(b"{", LARGE // 2) + _filled(b"}", LARGE // 2)
    yield "nested lists", _filled(b"\\begin{itemize}\\item ", LARGE // 2) + _filled(b"\\end{itemize}", LARGE // 2)
    yield "a macro that doubles", b"%%DEF m [1]{#1#1}\n" + _filled(b"\\m{", LARGE // 2) + b"x" + _filled(b"}", 16_000)
    yield "a macro without end", b"%%DEF m {\\m}\n" + _filled(b"\\m ")
    yield "a large macro", b"%%DEF m {" + _filled(b"x ", LARGE // 2) + b"}\n" + _filled(b"\\m ", LARGE // 2)
    yield "many macros", b"".join(b"%%%%DEF a%d {\\a%d}\n" % (at, at + 1) for at in range(5_000)) + b"\\a0"
    yield "a macro with an open argument", b"%%DEF m [2][o]{#2#1#2}\n" + _filled(b"\\m[")
    yield "hostile text", _filled(b" ".join(HOSTILE))


_inputs = mutated(_whole, [*_WORDS, *HOSTILE, *_DEFINITIONS, MARK.encode()])
READERS: tuple[Reader, ...] = (
    Reader("TeX to MathML", _inputs, _to_page, _large, DRAWING),
    Reader("TeX to Unicode", _inputs, _to_terminal, _large, DRAWING),
)
