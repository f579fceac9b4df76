"""Nothing but text, known elements and MathML comes of TeX, whatever it says; and no word of it is lost."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hostile_tex import LONG, PIECES
from hypothesis import example, given, settings
from hypothesis import strategies as st
from page_check import check, context, number, text

from workbench.blueprint.document import Content
from workbench.views.tex import Context, html, readable
from workbench.views.tex.mathml import markup

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</math><script>1</script>", "<svg/onload=alert(1)>",
    "&lt;script&gt;", "<!--", "]]>", "<style>", "\u202eevil", "\x1b[31m", "\"><b onclick=\"x\">",
    "javascript:alert(1)", "</span></p></div>", "&#x3C;script&#x3E;", "<annotation-xml encoding='text/html'>",
]  # fmt: skip
PLACES = [
    "@", "\\emph{@}", "$@$", "\\[@\\]", "$\\text{@}$", "$\\mathrm{@}$", "$\\operatorname{@}$", "\\@", "$\\@{x}$",
    "\\label{@}", "\\ref{@}", "\\eqref{@}", "\\Cref{@,@}", "\\cite[@]{@}", "\\href{@}{@}", "\\href{https://@}{@}",
    "\\url{@}", "\\url{http://@}", "\\includegraphics{@}", "\\begin{@}x\\end{@}",
    "\\begin{tabular}{@}@&@\\end{tabular}", "\\begin{enumerate}[@]\\item[@] @\\end{enumerate}",
    "\\begin{enumerate}[label=@\\roman*]\\item @\\end{enumerate}", "\\begin{verbatim}@\\end{verbatim}",
    "\\begin{tikzcd}@\\end{tikzcd}", "\\verb|@|", "\\footnote{@}", "\\caption{@}", "\\hyperref[@]{@}", "\\unknown{@}",
    "$\\color{@}x$", "$\\textcolor{@}{x}$", "$\\begin{array}{@}x\\end{array}$", "$\\tag{@}$", "$\\hspace{@}$", "\\'@",
    "$\\eqref{@}$", "\\multicolumn{@}{@}{@}", "$\\begin{@}\\end{@}$", "$\\genfrac{@}{@}{@}{@}{@}{@}$",
    "$\\href{@}{@}$", "$\\ref{evil}$\\ref{evil}",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_text_is_text_wherever_it_stands(place: str, word: str) -> None:
    tex = place.replace("@", word)
    check(html(tex, context()))
    check(html((text("\\x \\y{a}", ("x", tex), ("y", f"[1]{{{tex}#1}}")),), context()))


def test_what_is_written_is_what_is_read() -> None:
    shown = check(html("<script>alert(1)</script> $a<b$ &amp; \u202ex", context()))
    assert shown == "<script>alert(1)</script> a<b &amp; \\u202ex"


def test_no_address_but_an_open_one_becomes_a_link() -> None:
    addresses = ["javascript:alert(1)", " javascript:x", "JaVaScRiPt:x", "data:text/html,x", "//x.org",
                 "file:///etc", "http://x y", "https://\u202egro.x",
                 "vbscript:x", "https:x", "\\x", "http://a\"b", "#x", ""]  # fmt: skip
    for address in addresses:
        assert "<a" not in html(f"\\href{{{address}}}{{text}}\\url{{{address}}}", context()), address


@pytest.mark.parametrize(
    "picture", ["https://x.org/a.png", "data:text/html;base64,AAAA", 'data:image/png;base64,"><b>', "x"]
)
def test_a_picture_is_data_or_it_is_none(picture: str) -> None:
    shown = html("\\includegraphics{a}", Context(figure=lambda path: picture))
    assert shown == '<span class="missing">[a]</span>'


def test_whatever_a_converter_writes_only_mathml_comes_through() -> None:
    written = (
        '<math display="block" onclick="x"><mi onclick="x" href="javascript:x" style="background:url(x);color:#F00" '
        'mathcolor="url(x)">a&lt;</mi><script>evil</script><mtext><a href="x">b</a><b onload="y">c</b><img src="z"/>'
        "</mtext>"
        '<semantics><annotation-xml encoding="text/html"><svg onload="x"/>d</annotation-xml></semantics>'
        '<maction actiontype="statusline">e</maction><mspace width="1em;x"/><mo width="1.5em">+</mo></math>'
    )
    shown = markup(ElementTree.fromstring(written), True)
    assert shown == (
        '<math display="block"><mi mathcolor="#F00">a&lt;</mi>evil<mtext>b<b>c</b></mtext>de'
        '<mspace></mspace><mo width="1.5em">+</mo></math>'
    )


@settings(max_examples=500, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=30), max_size=3),
    st.sampled_from(["#1\\x", "\\y{#1}{", "$#1", "\\item", "<b>#1"]),
)
@example(["\\[é \\raise\\cal)\\hline ^[\\varprojlim_ \\]"], "")
@example(["\\href{https://a.b}{", "}"], "")
def test_any_text_becomes_a_page_of_known_parts(texts: list[str], body: str) -> None:
    content: Content = tuple(
        piece
        for index, tex in enumerate(texts)
        for piece in (
            text(tex, ("x", body), ("y", f"[1]{{{body}}}")),
            number(str(index), "l") if index % 2 else number(None),
        )
    )
    shown = html(content, context())
    check(shown)
    assert shown == html(content, context())


# Nothing of the author's is lost

TEMPLATES = [
    "\\emph{%s}", "\\footnote{%s}", "{\\bf %s}", "\\nobody{%s}", "\\begin{nobody}%s\\end{nobody}", "\n\n%s\n\n",
    "\\begin{itemize}%s\\item %s\\end{itemize}", "\\begin{tabular}{c}%s & %s \\\\ %s\\end{tabular}", "{%s", "%s}",
    "\\begin{center}%s\\end{center}", "\\begin{quote}%s", "\\href{https://a.b}{%s}", "\\href{x}{%s}", "\\item[%s] %s",
    "\\textcolor{red}{%s}", "\\begin{figure}[h]%s\\caption{%s}\\end{figure}", "\\caption{%s}", "\\hyperref[a]{%s}",
    "\\multicolumn{1}{c}{%s}", "\\mbox{%s}", "\\begin{description}%s\\item[%s] %s\\end{description}", "\\section{%s}",
    "\\begin{minipage}{3cm}%s\\end{minipage}", "\\texorpdfstring{%s}{}", "\\parbox{1cm}{%s}", "x [%s]", "\\\\ %s",
]  # fmt: skip


def filled(template: str, texts: list[str]) -> str:
    """A template with texts in its holes, of which it has three at most."""
    first, *rest = template.split("%s")
    return first + "".join(inner + after for inner, after in zip(texts, rest, strict=False))


WORDS = st.recursive(
    st.integers(0, 10**6).map(lambda n: f" word{n} "),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.builds(filled, st.sampled_from(TEMPLATES), st.lists(inner, min_size=3, max_size=3))
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_no_word_of_the_authors_is_lost(tex: str) -> None:
    written = sorted(re.findall(r"word\d+", tex))
    assert sorted(re.findall(r"word\d+", check(html(tex, context())))) == written
    assert sorted(re.findall(r"word\d+", readable(tex))) == written


@pytest.mark.parametrize(
    "part", [*LONG, "$\\x$", "\\item", "&", "<b>", "\\footnote{", "\\emph{", "\\begin{tabular}{c}"]
)
def test_long_and_deep_texts_become_a_page(part: str) -> None:
    check(html((text(part * (100_000 // len(part)), ("x", "[1]{#1#1}")),), context()))
