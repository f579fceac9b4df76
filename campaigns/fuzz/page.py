"""The HTML writer: a blueprint of hostile text, read and exported as `workbench export --html` does it.

Three things are done in a cheaper way, or a case would take half a second: the templates are compiled once, sheets are
laid out in the plain way that Workbench falls back to, and the font is cut down in one case of 1,024, and else empty.
"""

from __future__ import annotations

import functools
import importlib
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from campaigns.fuzz.inspection import MARK, inspected
from campaigns.fuzz.latex import END, HEAD, placed
from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import DRAWING, Reader
from campaigns.fuzz.refusal import refused
from campaigns.fuzz.texts import filled, joined
from workbench.errors import WorkbenchError
from workbench.survey import exhibit
from workbench.views.html import export, fonts

LARGE = 1_000_000
"""Bytes of a large input."""
_DENSE = 700_000
"""Bytes of one that is as dense as can be: with more commands and braces the reader refuses it before it is drawn."""

HOSTILE = tuple(
    text.replace("@", MARK).encode()
    for text in (
        "<script>@()</script>", "</script><script>@()</script>", "<img src=x onerror=@()>", '" onclick="@()',
        "' onclick='@()",
        "javascript:@()", "JaVa\tScRiPt:@()", "data:text/html,<script>@()</script>", "vbscript:@",
        "</style><script>@()</script>",
        "</math><script>@()</script>", "<!--@-->", "--><script>@()</script>", "]]>@", "<![CDATA[@]]>",
        "&lt;script&gt;@", "&#60;script&#62;@",
        "\\u003cscript\\u003e@", "<svg onload=@()>", "<iframe src=@>", "<base href=@>", "<style>@{}</style>",
        "<a href=javascript:@>x</a>",
        "url(javascript:@)", "expression(@)", "${@}", "{{ @ }}", "{% @ %}", "`@`", "\\'@",
        "</title><script>@</script>", "@\x00", "@\u202e",
        "\u2028@", "@\ud83d".encode("utf-8", "replace").decode(), "@ %s %n", "@&quot;&#39;", "<@>", "<@ @=@>",
        "x" * 300 + "@",
    )
)  # fmt: skip
_AROUND = (
    b"%s ", b"$%s$ ", b"$x^{%s}$ ", b"\\[ \\text{%s} \\]\n", b"\\emph{%s} ", b"\\texttt{%s} ", b"\\verb|%s| ",
    b"\\section{%s}\n", b"\\chapter{%s}\n",
    b"\\title{%s}", b"\\author{%s}", b"\\home{%s}", b"\\github{%s}", b"\\dochome{%s}", b"\\href{%s}{%s} ",
    b"\\href{http://%s}{x} ", b"\\url{%s} ",
    b"\\ref{%s} ", b"\\eqref{%s} ", b"\\cite{%s} ", b"\\footnote{%s} ", b"\\includegraphics{%s} ",
    b"\\graphcolor{stated}{%s}{%s} ",
    b"\\begin{lemma}[%s]\\label{%s}\\lean{%s}\\uses{a} %s \\end{lemma}\n",
    b"\\begin{definition}\\label{a}\\checkedby{%s} %s\\end{definition}\n",
    b"\\begin{proof}[%s]\\uses{%s}\\leanok %s\\end{proof}\n",
    b"\\begin{theorem}\\label{b}\\uses{a,%s}\\discussion{%s}\\leanok %s\\end{theorem}\n",
    b"\\begin{equation}\\label{%s}\\tag{%s} %s \\end{equation}\n",
    b"\\begin{align} %s & %s \\\\ \\notag %s \\end{align}\n",
    b"\\begin{itemize}\\item[%s] %s\\end{itemize}\n", b"\\begin{tabular}{%s} %s & %s \\\\ %s \\end{tabular}\n",
    b"\\begin{verbatim}\n%s\n\\end{verbatim}\n",
    b"\\newcommand{\\m}[1]{%s#1}\\m{%s} ", b"\\def\\n{%s}$\\n$ ",
    b"\\begin{figure}\\caption{%s}\\label{%s}\\end{figure}\n", b"\\color{%s}{%s} ",
    b"$\\textcolor{%s}{%s}$ ", b"$\\href{%s}{%s}$ ", b"$\\begin{array}{%s} %s \\end{array}$ ",
    b"\\begin{thebibliography}{9}\\bibitem[%s]{%s} %s\\end{thebibliography}\n",
    b"\\hyperref[%s]{%s} ", b"\\begin{tikzcd} %s \\end{tikzcd} ", b"$\\unicode{%s}$ ", b"\\begin{%s} %s \\end{%s} ",
    b"\\%s ", b"\\operatorname{%s} ",
)  # fmt: skip
_PLAIN = (
    b"a",
    b"x^2",
    b"\\alpha",
    b"Let $x < y$ \\& $\\R$.",
    b"",
    b"b",
    b"\\frac{1}{2}",
    b"\\begin{cases} 1 & 2 \\end{cases}",
)

_NODES = tuple(
    text.replace("@", MARK).encode()
    for text in (
        "\\begin{lemma}[@]\\label{<@>}\\uses{a} @ \\end{lemma}\n",
        '\\begin{definition}\\label{a} $x < y$ "@" \\end{definition}\n'
        "\\begin{proof}\\uses{<@>} <b>@</b> \\end{proof}\n",
        "\\chapter{</h2>@}\\begin{theorem}\\label{t}\\uses{a,<@>} @\\end{theorem}\n",
    )
)


def _put(around: bytes, words: list[bytes]) -> bytes:
    pieces = around.split(b"%s")
    return b"".join(piece + words[at % len(words)] for at, piece in enumerate(pieces[:-1])) + pieces[-1]


_word = st.one_of(st.sampled_from(HOSTILE), st.sampled_from(_PLAIN))
_piece = st.builds(_put, st.sampled_from(_AROUND), st.lists(_word, min_size=1, max_size=3))
_document = joined(st.one_of(_piece, st.sampled_from(_NODES)), 8).map(lambda body: HEAD + body + END)

_ONCE = {"html": 1, "head": 1, "body": 1, "style": 1, "script": 2, "form": 1, "meta": 5}
"""Elements of the template that no text may add to."""


def _read(data: bytes, scratch: Path) -> str:
    """The page of a document; whether its HTML is whole, and nothing of the source in it is more than text."""
    _cheaper(real_font=zlib.crc32(data) % 1024 == 0)
    files = placed(data, scratch)
    try:
        shown = exhibit(scratch / "web.tex")
        page = export(shown.report, shown.document, witnesses=shown.witnesses, picture=shown.picture)
    except WorkbenchError as error:
        return refused(error, files)
    inspection = inspected(page.html)
    for tag, number in _ONCE.items():
        assert inspection.count.get(tag) == number, f"{inspection.count.get(tag)} <{tag}>"
    nodes: list[Any] = json.loads(inspection.data)["nodes"]
    assert len(nodes) == len(shown.report.blueprint.nodes)
    return "accepted" if nodes else "accepted, without a node"


_real_font = fonts.subset


@functools.cache
def _prepare() -> None:
    """Takes the place of what is dear; by name, for these are no interfaces."""
    exporting: Any = importlib.import_module("workbench.views.html.export")
    drawing: Any = importlib.import_module("workbench.views.html.drawings")
    exporting._templates = functools.cache(exporting._templates)
    exporting.fonts.copyright_notice = functools.cache(fonts.copyright_notice)
    drawing.packed = lambda boxes, edges, seconds: drawing.quick(boxes, edges)


def _cheaper(*, real_font: bool) -> None:
    _prepare()
    fonts.subset = _real_font if real_font else _no_font


def _no_font(characters: Iterable[str]) -> bytes:
    assert all(len(character) == 1 for character in characters)
    return b""


def _large() -> Iterable[tuple[str, bytes]]:
    for text in HOSTILE[:6]:
        yield f"only {text.decode()!r}", HEAD + filled(text + b" ", LARGE) + END
    for around in _AROUND:
        yield f"only {around.decode()!r}", HEAD + filled(_put(around, [b"a"]), LARGE) + END
        yield f"many {around.decode()!r}", HEAD + filled(_put(around, [b"a"]), _DENSE) + END


READERS: tuple[Reader, ...] = (
    Reader(
        "HTML writer",
        mutated(_document, [*HOSTILE, b"\\", b"{", b"}", b"$", b"<", b">", b'"', b"&"]),
        _read,
        _large,
        DRAWING,
    ),
)
