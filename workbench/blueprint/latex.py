"""What plasTeX knows of LaTeX, so far as it decides about a blueprint's graph.

leanblueprint reads a document with plasTeX, and plasTeX knows far fewer environments than LaTeX. An environment that it
does not know holds nothing: its text belongs to whatever stands around it. These tables say what it knows, package by
package (plasTeX 3.1, measured).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of environment."""

    name: str
    shape: str = "plain"
    """`plain`, `list`, `array` (rows that take labels of their own), `verbatim` or `theorem`."""
    counter: str | None = None
    block: bool = False
    """Stands in a paragraph of its own."""
    paragraphs: bool = False
    """Its text is divided into paragraphs even where it has no blank line."""
    math: bool | None = None
    caption: str | None = None
    """The counter of the captions that may stand in it."""
    printed: str = ""
    """What `\\newtheorem` has printed before the number."""


def _styles(names: str, **facts: object) -> dict[str, Style]:
    return {name: Style(name, **facts) for name in names.split()}  # type: ignore[arg-type]  # one spelling for 12 tables


DECLARATIONS = (
    "bf it rm sc sf sl tt em cal bfseries itshape mdseries normalfont rmfamily scshape sffamily slshape ttfamily "
    "upshape tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge "
    "centering raggedright raggedleft raggedbottom"
)
"""Commands that act as environments up to the end of the group: what follows stands in them."""

BASE: dict[str, Style] = {
    **_styles(DECLARATIONS),
    **_styles("center flushleft flushright centering raggedright raggedleft", block=True),
    **_styles("abstract quote quotation verse titlepage tabbing picture", block=True),
    **_styles("minipage filecontents filecontents* lrbox"),
    **_styles("itemize enumerate description trivlist list thebibliography", shape="list", block=True),
    **_styles("tabular tabular* tabularx tabulary", shape="array", block=True, caption="table"),
    **_styles("array", shape="array", block=True, math=True, caption="table"),
    **_styles("figure figure*", block=True, paragraphs=True, caption="figure"),
    **_styles("table table*", block=True, caption="table"),
    **_styles("math", math=True),
    **_styles("displaymath", math=True, block=True),
    **_styles("equation", math=True, block=True, counter="equation"),
    **_styles("eqnarray", shape="array", math=True, block=True, counter="equation"),
    **_styles("eqnarray*", shape="array", math=True, block=True),
    **_styles("verbatim verbatim*", shape="verbatim", block=True),
}

PROOF = Style("proof", block=True, paragraphs=True)

PACKAGES: dict[str, dict[str, Style]] = {
    "amsmath": {
        **_styles(
            "align alignat xalignat flalign falign gather multline multiline split cases subequations",
            shape="array",
            math=True,
            block=True,
            counter="equation",
        ),
        **_styles(
            "align* alignat* flalign* falign* gather* multline* multiline* equation* aligned",
            shape="array",
            math=True,
            block=True,
        ),
        **_styles("matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix", shape="array", block=True),
        **_styles("gathered dddot ddddot", math=True),
    },
    "amsthm": {"proof": PROOF},
    "comment": _styles("comment", shape="verbatim", block=True),
    "verbatim": _styles("comment", shape="verbatim", block=True),
    "fancyvrb": _styles("Verbatim", shape="verbatim", block=True),
    "listings": _styles("lstlisting", shape="verbatim", block=True, counter="listings"),
    "alltt": _styles("alltt"),
    "tikz": _styles("tikzpicture", shape="verbatim", block=True),
    "pgfplots": _styles("tikzpicture", shape="verbatim", block=True),
    "tikz-cd": _styles("tikzcd", shape="verbatim", block=True),
    "forest": _styles("forest", shape="verbatim", block=True),
    "embed": _styles("HTML XHTML", shape="verbatim"),
    "html": _styles("rawhtml", shape="verbatim"),
    "longtable": _styles("longtable longtable*", shape="array", block=True, caption="table"),
    "wrapfig": _styles("wrapfigure wraptable", caption="figure"),
    "changebar": _styles("changebar", block=True, paragraphs=True),
    "babel": _styles("otherlanguage otherlanguage*"),
    "color": _styles("color"),
    "xcolor": _styles("color"),
    "rotating": _styles("sideways"),
    "textpos": _styles("textblock"),
    "verse": _styles("altverse patverse patverse*", block=True),
    "hyperref": _styles("Form"),
}
"""Environments by the package that defines them."""

_MODULES = (
    "CJK CJKutf8 a4 a4wide afterpage alltt amsfonts amsmath amssymb amsthm babel bbding bbold booktabs "
    "ccaption changebar cleveref color comment embed endfloat enumerate epsf eso-pic fancybox fancyhdr "
    "fancyvrb fleqn float fontenc forest geometry graphics graphicx html hyperref ifpdf iftex ifthen "
    "imakeidx inputenc keyval lipsum listings lmodern longtable makeidx marginnote mathtime mathtools "
    "microtype minitoc multicol nameref natbib pgfplots pslatex pspicture pst-coil pstricks quotchap "
    "rotating setspace shortvrb splitbib subfig subfigure tabularx tabulary textcomp textpos tikz-cd tikz "
    "times tocbibind todonotes type1cm ucs unicode-math url verbatim verse wasysym wrapfig xcolor xr- "
    "hyper xr xy blueprint depgraph showmore"
)
MODULES = frozenset(_MODULES.split())
"""Packages that plasTeX (or a plugin that every blueprint has) implements itself: no .sty file is read for them."""

ARTICLES = frozenset({"article", "amsart"})
"""Classes whose sections are numbered without a chapter."""
CLASSES = ARTICLES | {"report", "book", "amsbook", "memoir", "beamer", "jss"}
"""Document classes that plasTeX implements itself."""

SECTIONS = {
    "part": -1,
    "chapter": 0,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
    "subparagraph": 5,
    "subsubparagraph": 6,
}
"""Sectioning commands and their levels."""

BOXES = "mbox hbox vbox textbf textit textmd textnormal textrm textsc textsf textsl texttt textup"
"""Commands whose argument starts outside of mathematics, wherever they stand."""

ARGUMENTS: dict[str, dict[str, str]] = {
    "": {
        "m": """
            H author b breve c centerline check d date ddot dot emph ensuremath fbox grave acute hat bar k leftline llap
            markright mathbf mathcal mathit mathop mathrm mathsf mathtt nocite overbrace overline pageref phantom pmod r
            ref t textsubscript textsuperscript thanks tilde u underbar underbrace underline v vec widehat widetilde
            pagestyle pagenumbering thispagestyle typeout bibliographystyle
        """,
        "mm": "frac stackrel markboth addtocontents",
        "mmm": "addcontentsline",
        "om": "cite footnote footnotetext marginpar sqrt title",
        "o": "footnotemark linebreak nolinebreak pagebreak nopagebreak",
        "oom": "framebox makebox",
        "orm": "parbox",
        "room": "raisebox",
        "rm": "sbox",
        "rr": "setlength addtolength settowidth settoheight settodepth",
        "sr": "hspace vspace enlargethispage",
        "r": "index glossary AtBeginDocument AtEndDocument everypar newlength newsavebox usebox",
    },
    "amsmath": {"m": "eqref"},
    "amsthm": {"m": "theoremstyle", "mrrmrmmrm": "newtheoremstyle"},
    "babel": {"m": "selectlanguage", "mm": "foreignlanguage"},
    "cleveref": {"sm": "cref Cref"},
    "color": {"mmm": "definecolor", "om": "pagecolor", "omm": "colorbox textcolor", "ommm": "fcolorbox"},
    "xcolor": {"omm": "colorbox textcolor", "om": "pagecolor"},
    "fancyhdr": {"m": "fancyhf fancypagestyle", "om": "fancyfoot fancyhead"},
    "geometry": {"m": "geometry"},
    "graphics": {"rrm": "resizebox", "rm": "rotatebox", "rom": "scalebox", "soom": "includegraphics"},
    "graphicx": {"rrm": "resizebox", "rm": "rotatebox", "rom": "scalebox", "som": "includegraphics"},
    "hyperref": {
        "m": "autoref",
        "mm": "hyperlink texorpdfstring",
        "om": "hyperref",
        "omm": "pdfbookmark",
        "u": "url nolinkurl",
        "um": "href",
    },
    "ifthen": {"m": "newboolean provideboolean"},
    "todonotes": {"om": "todo"},
    "url": {"u": "url"},
}
"""What arguments commands take, by package (the first entry: always): `m` one that is read, `r` one that is not, `u` a
URL, `o` one in brackets, `s` a star. Other commands take none, as plasTeX sees it: a group after them is a group."""


def theorem(name: str, counter: str | None, block: bool, printed: str) -> Style:
    """The style of an environment that `\\newtheorem` makes; `block` with amsthm."""
    return Style(name, shape="theorem", counter=counter, block=block, paragraphs=True, printed=printed)


def environments(packages: Iterable[str]) -> dict[str, Style]:
    """Everything known once these packages are loaded."""
    known = dict(BASE)
    for package in packages:
        known.update(PACKAGES.get(package, {}))
    return known
