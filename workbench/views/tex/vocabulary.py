"""What commands and environments of running text mean, so far as a page can show it."""

from __future__ import annotations

from workbench.views.tex.tokens import words

INLINE = {
    **dict.fromkeys(("emph", "textit", "textsl"), "em"),
    **dict.fromkeys(("textbf", "strong"), "strong"),
    **dict.fromkeys(("texttt", "path", "lstinline", "code"), "code"),
    **dict.fromkeys(("underline", "uline"), "u"),
    **dict.fromkeys(("st", "sout"), "s"),
    "textsc": "smallcaps",
    "textsuperscript": "sup",
    "textsubscript": "sub",
    "footnote": "footnote",
    "footnotetext": "footnote",
    "thanks": "footnote",
    "caption": "caption",
    "captionof": "caption",
    "subcaption": "caption",
    "marginpar": "footnote",
    "todo": "footnote",
    "term": "em",
    **dict.fromkeys(
        words(
            "text textrm textup textmd textnormal textsf mbox hbox makebox fbox framebox enquote centerline "
            "leftline rightline llap rlap smash raisebox parbox colorbox textcolor resizebox scalebox "
            "rotatebox subfloat texorpdfstring foreignlanguage hyperlink hypertarget mathrm operatorname "
            "title author date"
        ),
        "span",
    ),
}
"""Commands whose last argument is text: the kind of element it becomes."""

WITH_OPTION = frozenset(
    words(
        "footnote footnotetext caption marginpar todo makebox framebox raisebox parbox colorbox textcolor title author"
    )
)
"""Commands of `INLINE` that may have an argument in brackets, which is not shown: a short form, a size."""

BEFORE_TEXT = {
    "captionof": 1,
    "raisebox": 1,
    "parbox": 1,
    "colorbox": 1,
    "textcolor": 1,
    "resizebox": 2,
    "scalebox": 1,
    "rotatebox": 1,
    "foreignlanguage": 1,
    "hyperlink": 1,
    "hypertarget": 1,
}
"""How many arguments before the text of a command of `INLINE` say how and not what."""

DECLARATIONS = {
    **dict.fromkeys(words("em it itshape sl slshape"), "em"),
    **dict.fromkeys(["bf", "bfseries"], "strong"),
    **dict.fromkeys(["tt", "ttfamily"], "code"),
    **dict.fromkeys(["sc", "scshape"], "smallcaps"),
    **dict.fromkeys(
        words(
            "rm rmfamily sf sffamily upshape mdseries normalfont tiny scriptsize footnotesize small "
            "normalsize large Large LARGE huge Huge centering raggedright raggedleft"
        ),
        "",
    ),
}
"""Commands that change all up to the end of the group: the kind of element it becomes; empty: nothing to see."""

SILENT = {
    **dict.fromkeys(
        words(
            "uses lean proves discussion checkedby alsoIn index vspace hspace vskip hskip pagestyle "
            "thispagestyle bibliographystyle bibliography phantom hphantom vphantom nocite input include "
            "theoremstyle pdfbookmark graphicspath stepcounter refstepcounter color enlargethispage "
            "hypersetup tikzset usetikzlibrary DeclareGraphicsExtensions captionsetup setlist selectlanguage "
            "cline cmidrule pagenumbering"
        ),
        1,
    ),
    **dict.fromkeys(
        words("setcounter addtocounter setlength addtolength addtocontents markboth definecolor numberwithin"), 2
    ),
    "addcontentsline": 3,
    "rule": 2,
    **dict.fromkeys(
        words(
            "leanok mathlibok notready noindent indent medskip smallskip bigskip newpage clearpage "
            "cleardoublepage pagebreak allowbreak nobreak linebreak nolinebreak nopagebreak hfill vfill hfil "
            "vfil qedhere qed maketitle tableofcontents appendix frontmatter mainmatter backmatter protect "
            "displaystyle textstyle limits nolimits notag nonumber sloppy null leavevmode hline toprule "
            "midrule bottomrule footnotemark printindex endinput nopunct negthinspace unskip ignorespaces "
            "ignorespacesafterend par@ hss strut mathstrut listoffigures boldmath unboldmath / - @ !"
        ),
        0,
    ),
}
"""Commands that print nothing: how many arguments go with them (one in brackets goes, too)."""

REFERENCES = frozenset(words("ref eqref cref Cref autoref pageref nameref vref Vref fullref labelcref subref"))
CITATIONS = frozenset(
    words("cite citep citet citealt citealp parencite textcite footcite autocite citeauthor citeyear")
)
HEADINGS = frozenset(words("part chapter section subsection subsubsection paragraph subparagraph"))

LISTS = {
    **dict.fromkeys(["itemize", "compactitem", "trivlist", "list"], "itemize"),
    **dict.fromkeys(["enumerate", "compactenum"], "enumerate"),
    "description": "description",
}
TABLES = frozenset(words("tabular tabular* tabularx tabulary longtable longtable*"))
ENVIRONMENTS = {
    **dict.fromkeys(words("center flushleft flushright centering raggedright"), "center"),
    **dict.fromkeys(["quote", "quotation", "verse", "displayquote"], "quote"),
    **dict.fromkeys(words("figure figure* table table* wrapfigure wraptable subfigure"), "figure"),
}
ENVIRONMENT_ARGUMENTS = {
    "wrapfigure": 2,
    "wraptable": 2,
    "subfigure": 1,
    "minipage": 1,
    "multicols": 1,
    "tabular": 1,
    "tabular*": 2,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "longtable*": 1,
    "list": 2,
    "thebibliography": 1,
    "adjustbox": 1,
    "spacing": 1,
}
"""How many arguments of an environment are no text."""
