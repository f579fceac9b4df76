"""The LaTeX reader: a blueprint's main file with the files that it includes, read as `graph` and `lint` read it.

An input is a main file and, behind lines `%%FILE name`, the files beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.refusal import refused
from campaigns.fuzz.texts import filled, joined, pieces, seeds
from workbench.blueprint.document_reader import read_document
from workbench.blueprint.findings import graph_findings
from workbench.blueprint.graph import ready
from workbench.blueprint.model import Blueprint, Finding, Place
from workbench.blueprint.reader import read_blueprint
from workbench.errors import WorkbenchError
from workbench.statements import Statements
from workbench.views.graph_data import graph_data

_SMALL = 2**16
"""Bytes of an input that is read more than once, and looked at from all sides."""

HEAD = rb"""\documentclass{report}
\usepackage{amsmath,amsthm,hyperref}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\newcommand{\R}{\mathbb{R}}
\newcommand{\norm}[1]{\lVert #1\rVert}
\begin{document}
\chapter{First}
"""
END = b"\n\\end{document}\n"

_COMMANDS = rb"""
\begin{lemma} \end{lemma} \begin{theorem}[T] \end{theorem} \begin{definition} \end{definition} \begin{proof}
\end{proof}
\begin{itemize} \end{itemize} \begin{align} \end{align} \begin{equation} \end{equation} \begin{foo} \end{foo}
\end{document}
\begin{verbatim} \end{verbatim} \begin{comment} \end{comment} \begin{thebibliography}{9} \end{thebibliography}
\bibitem{k}
\item \label{a} \label{b} \label{ \uses{a} \uses{a,b} \uses{ \lean{A.b} \lean{ \leanok \mathlibok \notready \proves{a}
\alsoIn{b} \checkedby[n=4,colours=2]{schur} \checkedby{ \checkedby[ \discussion{3} \section{S} \chapter{C} \section*
\part{P}
\title{T} \author{A} \home{h} \github{g} \dochome{d} \graphcolor{stated}{red}{x} \ref{a} \eqref{b} \cite{k} \nocite{*}
\bibliography{refs} \input{a} \input{b} \input{sub/c} \include{a} \input \subfile{b} \inputleannode{a} \newleannode{a}
\newcommand{\x}[1]{y#1} \newcommand{\y}{\x{\y}} \newcommand{\z}[2][o]{\begin{lemma}#1#2} \renewcommand{\x}
\providecommand
\def\x#1;{\y#1} \def\y{\end{lemma}} \gdef\x{} \edef\y{\x} \let\x\y \x \y \z \z[p]{q}
\newenvironment{e}[1]{\begin{lemma}}{\end{lemma}}
\begin{e} \end{e} \newtheorem{e}{E} \newtheorem*{f}{F}[section] \theoremstyle{plain} \DeclareMathOperator{\op}{op}
\newcounter{c} \setcounter{c}{3} \stepcounter{c} \addtocounter{c}{-9999999999} \thec \arabic{c}
\numberwithin{c}{section}
\iftrue \iffalse \ifx\x\y \ifnum1<2 \ifdefined\x \ifcase2 \or \else \fi \newif\ifq \qtrue \qfalse \ifq \ifthenelse{
\makeatletter \makeatother \@ifnextchar[ \catcode`\@=11 \catcode`\%=12 \expandafter \csname x\endcsname \noexpand \the
\verb|x| \verb \lstinline{ \[ \] \( \) $ $$ { } [ ] \{ \} & \\ # ## #1 #9 % ^ _ ~ * = \ \par \appendix \endinput
\relax
\text{ \mbox{ \footnote{ \caption{ \emph{ \textbf{ \usepackage[showmore]{blueprint} \usepackage{
\documentclass{article}
\begin{document} \begin{figure} \end{figure} \includegraphics{p} \href{u}{v} \url{u%} \begin{tabular}{c} \end{tabular}
""".split()
_REAL = pieces(seeds("blueprints/*/*.tex", "blueprints/*/*/*.tex"), b"\n\n")
_LINES = pieces(seeds("blueprints/*/*.tex", "blueprints/*/*/*.tex"), b"\n", 160)
_WORDS = (b"a", b"b,c", b"\n", b"\n\n", b" ", b"1", b"\xc3\xa9", b"theorem", b"% comment\n", b"%\n", b"x^{2}", b"thm:a")
_STATEMENTS = (
    b"\\begin{lemma}\\label{a}\\lean{A.b}\\leanok Let $x$.\\end{lemma}\n"
    b"\\begin{proof}\\leanok\\uses{b} Clear.\\end{proof}\n",
    b"\\begin{definition}[A $\\R$]\\label{b}\\uses{a} \\norm{x}\\end{definition}\n",
    b"\\begin{theorem}\\label{c}\\checkedby[n=4,colours=2]{schur}\\uses{a,b} $4$ \\end{theorem}\n",
)
_FILES = (b"\n%%FILE a.tex\n", b"\n%%FILE b.tex\n", b"\n%%FILE sub/c.tex\n", b"\n%%FILE refs.bib\n")
_BIB = b'@article{k, title = {A {B} c}, author = "X and Y", year = 1999}\n@string{s = "t"}\n@book{l, title = s # {u}}\n'

_piece = st.one_of(
    st.sampled_from(_COMMANDS), st.sampled_from(_COMMANDS), st.sampled_from(_WORDS), st.sampled_from(_LINES),
    st.sampled_from(_STATEMENTS), st.sampled_from(_REAL),
)  # fmt: skip
_soup = joined(_piece, 24)
_file = st.builds(lambda head, body: head + body, st.sampled_from(_FILES), st.one_of(_soup, st.just(_BIB)))
_whole = st.builds(
    lambda preamble, body, files: (
        HEAD.replace(b"\\begin{document}", preamble + b"\\begin{document}") + body + END + files
    ),
    st.one_of(st.just(b""), joined(st.sampled_from(_COMMANDS), 4)),
    _soup,
    st.one_of(st.just(b""), joined(_file, 3)),
)

_DIVIDER = re.compile(rb"^%%FILE ([a-z./]{1,20})\n", re.MULTILINE)


def files_of(data: bytes) -> dict[str, bytes]:
    """The main file and those behind it; a name that leads out of the folder, or into a file, is none."""
    parts = _DIVIDER.split(data)
    files = {"web.tex": parts[0]}
    for name, content in zip(parts[1::2], parts[2::2], strict=True):
        path = Path(name.decode())
        taken = [*files, *(str(parent) for file in files for parent in Path(file).parents)]
        inside = not path.is_absolute() and ".." not in path.parts and path.name
        if inside and str(path) not in taken and not any(str(parent) in files for parent in path.parents):
            files[str(path)] = content
    return files


def placed(data: bytes, folder: Path) -> dict[str, bytes]:
    """Writes the files of an input, and says which they are."""
    files = files_of(data)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return files


def _read(data: bytes, scratch: Path) -> str:
    """As `graph` and `lint` read it; read twice it is the same, and all that is found lies in a file that there is."""
    files = placed(data, scratch)
    main = scratch / "web.tex"
    try:
        blueprint = read_blueprint(main, scratch, "b")
        if len(data) <= _SMALL:
            again, _ = read_document(main, scratch, "b")
            assert again == blueprint, "read for its text, it is another blueprint"
            assert read_blueprint(main, scratch, "b") == blueprint, "read twice, it is another blueprint"
    except WorkbenchError as error:
        return refused(error, files)
    _consistent(blueprint, files)
    return "accepted" if blueprint.nodes else "accepted, without a node"


def _consistent(blueprint: Blueprint, files: dict[str, bytes]) -> None:
    """What everybody relies on who looks at a blueprint."""
    lines = {
        name: 1 + content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") for name, content in files.items()
    }

    def exists(place: Place) -> bool:
        return place.file in lines and 1 <= place.line <= lines[place.file]

    found: list[Finding] = [*blueprint.findings, *graph_findings(blueprint)]
    for one in found:
        assert exists(one.place), f"the finding {one.code} points to {one.place}"
        assert one.message and one.remedy
    if sum(map(len, files.values())) > _SMALL:
        return
    statements = Statements(blueprint)
    for id, node in blueprint.statements.items():
        assert node.id == id and exists(node.place), f"{id!r} points to {node.place}"
        assert blueprint.statements.keys() >= set(node.uses)
        assert all(exists(check.place) for check in node.checked_by)
        assert statements[id].sha256
    for graph in blueprint.graphs:
        assert blueprint.statements.keys() >= set(graph.nodes)
    ready(blueprint, {}, proofs=True)
    json.dumps(graph_data(blueprint)).encode()


def _body(body: bytes) -> bytes:
    return HEAD + body + END


_REPEATED = (
    b"{", b"}", b"$", b"$$", b"\\[", b"\\(", b"[", b"]", b"\\", b"\\\\", b"&", b"#", b"%", b"%\n", b"a", b" ", b"\n",
    b"\r", b"~", b"^", b"a\n\n",
    b"\xc3\xa9", b"\\a", b"\\a ", b"\\relax", b"\\item ", b"\\label{a}", b"\\label{", b"\\uses{a}", b"\\uses{",
    b"\\lean{", b"\\leanok", b"\\ref{a}",
    b"\\begin{lemma}", b"\\end{lemma}", b"\\begin{proof}", b"\\end{proof}", b"\\begin{itemize}", b"\\begin{align}",
    b"\\begin{foo}", b"\\end{foo}",
    b"\\begin{lemma}[", b"\\begin{lemma}\\end{lemma}", b"\\begin{proof}\\end{proof}", b"\\begin{verbatim}",
    b"\\begin{comment}", b"\\begin", b"\\begin{",
    b"\\section{a}", b"\\chapter{a}", b"\\section", b"\\verb|", b"\\verb|a|", b"\\iftrue ", b"\\iffalse ", b"\\fi ",
    b"\\else ", b"\\ifx\\a\\b ", b"\\ifnum1<2 ",
    b"\\csname ", b"\\csname a\\endcsname ", b"\\expandafter", b"\\def", b"\\def\\a{", b"\\def\\a{x}",
    b"\\let\\a\\b", b"\\newcommand", b"\\newcommand{\\a}{x}",
    b"\\newcommand{\\a}[1]{#1}\\a{", b"\\newif\\ifa", b"\\newtheorem{a}{A}", b"\\newenvironment{a}{b}{c}",
    b"\\newcounter{a}", b"\\stepcounter{section}",
    b"\\input{web}", b"\\input{none}", b"\\usepackage{a}", b"\\footnote{", b"\\text{", b"\\frac{", b"$x^{",
    b"\\title{a}", b"\\cite{a}", b"\\bibitem{a}",
    b"\\checkedby[", b"\\checkedby{a}", b"\\alsoIn{a}", b"\\proves{a}", b"\\makeatletter", b"\\catcode`\\a=11 ",
    b"\\endinput ", b"\\appendix ", b"\\bf ",
    b"\\caption{a}", b"\\begin{figure}", b"\\begin{tabular}{c}", b"\\inputleannode{a}",
    b"\\graphcolor{stated}{red}{x}", b"\\numberwithin{a}{b}", b"\0", b"\xff",
)  # fmt: skip
"""A million bytes of each."""


def _many(line: str, number: int) -> bytes:
    """The line with @ replaced by 0, 1, ...; with ! by the number before."""
    return "".join(line.replace("@", str(at)).replace("!", str(max(0, at - 1))) for at in range(number)).encode()


def _large() -> Iterable[tuple[str, bytes]]:
    for piece in _REPEATED:
        yield f"only {piece.decode('utf-8', 'replace')!r}", _body(filled(piece))
    yield "nested braces", _body(filled(b"{", 500_000) + filled(b"}", 500_000))
    yield "nested lists", _body(filled(b"\\begin{itemize}\\item ", 500_000) + filled(b"\\end{itemize}", 400_000))
    yield "nested lemmas", _body(_many("\\begin{lemma}\\label{@}", 20_000) + filled(b"\\end{lemma}", 240_000))
    yield "a chain of nodes", _body(_many("\\begin{lemma}\\label{a@}\\uses{a!}\\end{lemma}\n", 20_000))
    uses = ",".join(f"a{at}" for at in range(480))
    yield (
        "everything uses everything",
        _body(_many(f"\\begin{{lemma}}\\label{{a@}}\\uses{{{uses}}}\\end{{lemma}}\n", 430)),
    )
    layer = "".join(f"\\begin{{lemma}}\\label{{b@-{at}}}\\uses{{USED}}\\end{{lemma}}\n" for at in range(40))
    layers = _many(layer.replace("USED", ",".join(f"b!-{under}" for under in range(40))), 60)
    yield "a dense order", _body(layers)
    yield (
        "a ring of nodes",
        _body(
            _many("\\begin{lemma}\\label{a@}\\uses{a!}\\end{lemma}\n", 20_000).replace(
                b"\\uses{a0}", b"\\uses{a19999}", 1
            )
        ),
    )
    yield "all unknown labels", _body(_many("\\begin{lemma}\\label{a@}\\uses{b@}\\end{lemma}\n", 20_000))
    yield "one label twenty thousand times", _body(_many("\\begin{lemma}\\label{a}\\uses{a}\\end{lemma}\n", 24_000))
    yield (
        "many proofs",
        _body(b"\\begin{lemma}\\label{a}x\\end{lemma}\n" + filled(b"\\begin{proof}\\uses{a}\\leanok x\\end{proof}\n")),
    )
    yield (
        "many uses in one",
        _body(b"\\begin{lemma}\\label{a}" + filled(b"\\uses{a}\\lean{A}\\leanok ") + b"\\end{lemma}"),
    )
    yield "one lemma of words", _body(b"\\begin{lemma}\\label{a}" + filled(b"word $x$ ") + b"\\end{lemma}")
    yield "one lemma on one line", _body(b"\\begin{lemma}\\label{a}" + filled(b"x") + b"\\end{lemma}")
    yield "one title", _body(b"\\begin{lemma}[" + filled(b"x ") + b"]\\end{lemma}")
    yield "one label", _body(b"\\begin{lemma}\\label{" + filled(b"x") + b"}\\uses{" + b"}\\end{lemma}")
    yield "one list of uses", _body(b"\\begin{lemma}\\label{a}\\uses{" + filled(b"a,") + b"}\\end{lemma}")
    yield "many macros", _many("\\newcommand{\\a@}{x}\n", 40_000).replace(b"0}", b"O}") + _body(b"")
    yield (
        "many macros and a lemma",
        b"".join(b"\\def\\%s{x}" % _name(at) for at in range(70_000)) + _body(_STATEMENTS[0]),
    )
    chain = b"".join(b"\\def\\%s{\\%s}" % (_name(at), _name(at + 1)) for at in range(45_000))
    yield "a chain of macros", HEAD + chain + b"\\" + _name(0) + END
    yield (
        "a chain of macros in a lemma",
        HEAD + chain + b"\\begin{lemma}\\label{a}\\" + _name(0) + b"\\end{lemma}" + END,
    )
    half = b"".join(b"\\def\\%s{\\%s}" % (_name(at), _name(at + 1)) for at in range(20_000))
    lemmas = _many("\\begin{lemma}\\label{a@}\\AAAA x\\end{lemma}\n", 10_000)
    yield "a chain of macros in many lemmas", HEAD + half + lemmas + END
    yield (
        "macros anew in each lemma",
        _body(
            b"".join(
                b"\\def\\%s{x}\\begin{lemma}\\label{a}\\%s\\end{lemma}" % (_name(at), _name(at)) for at in range(18_000)
            )
        ),
    )
    yield (
        "one macro anew before each lemma",
        _body(_many("\\def\\a{@}\\begin{lemma}\\label{a@}$\\a$\\end{lemma}\n", 18_000)),
    )
    used = b"".join(b"\\" + _name(at) for at in range(2_000))
    yield (
        "lemmas with all macros",
        HEAD
        + b"".join(b"\\def\\%s{x}" % _name(at) for at in range(2_000))
        + (b"\\begin{lemma}" + used + b"\\end{lemma}\n") * 80
        + END,
    )
    yield (
        "a large macro used often",
        HEAD + b"\\def\\a{" + filled(b"x ", 500_000) + b"}" + filled(b"\\a ", 500_000) + END,
    )
    yield (
        "a large macro in each lemma",
        HEAD + b"\\def\\a{" + filled(b"x ", 500_000) + b"}" + filled(b"\\begin{lemma}\\a\\end{lemma}", 480_000) + END,
    )
    yield (
        "a large argument of a macro",
        HEAD + b"\\def\\a#1{" + filled(b"#1", 500_000) + b"}\\a{" + filled(b"x", 500_000) + b"}" + END,
    )
    yield (
        "arguments that double",
        HEAD + b"\\def\\a#1{#1#1}" + filled(b"\\a{", 500_000) + b"x" + filled(b"}", 160_000) + END,
    )
    yield "a delimiter that never comes", HEAD + b"\\def\\a#1;{x}" + filled(b"\\a ") + END
    yield "an argument that never ends", HEAD + b"\\newcommand{\\a}[2][o]{x}" + filled(b"\\a[") + END
    yield "optional arguments", HEAD + b"\\newcommand{\\a}[2][o]{x}" + filled(b"\\a[o]") + END
    yield (
        "an alias of an alias",
        HEAD
        + b"".join(b"\\let\\%s\\%s " % (_name(at + 1), _name(at)) for at in range(60_000))
        + b"\\"
        + _name(59_999)
        + END,
    )
    yield "nested conditionals", _body(filled(b"\\iftrue ", 600_000) + filled(b"\\fi ", 300_000))
    yield "nested false conditionals", _body(filled(b"\\iffalse ", 600_000) + filled(b"\\fi ", 300_000))
    yield (
        "nested environments of the author's",
        HEAD
        + b"\\newenvironment{e}{\\begin{lemma}}{\\end{lemma}}"
        + filled(b"\\begin{e}", 500_000)
        + filled(b"\\end{e}", 400_000)
        + END,
    )
    yield (
        "theorem kinds",
        b"".join(b"\\newtheorem{%s}{A}\n" % _name(at) for at in range(40_000))
        + _body(b"\\begin{" + _name(9) + b"}\\end{" + _name(9) + b"}"),
    )
    yield (
        "counters that count each other",
        b"".join(b"\\newcounter{%s}[%s]\n" % (_name(at + 1), _name(at)) for at in range(20_000))
        + _body(filled(b"\\stepcounter{" + _name(0) + b"}", 400_000)),
    )
    yield "many equations", _body(_many("\\begin{equation}\\label{a@}x\\end{equation}\n", 20_000))
    yield "one alignment", _body(b"\\begin{align}" + filled(b"x&y\\\\\n") + b"\\end{align}")
    yield "many files", _body(filled(b"\\input{a}")) + b"\n%%FILE a.tex\nx\n"
    yield (
        "files that multiply",
        _body(b"\\input{a}\\input{a}" * 40)
        + b"\n%%FILE a.tex\n"
        + b"\\input{b}" * 200
        + b"\n%%FILE b.tex\n"
        + filled(b"\\section{x}", 900_000),
    )
    yield (
        "a bibliography",
        _body(b"\\bibliography{refs}\\nocite{*}")
        + b"\n%%FILE refs.bib\n"
        + _many("@article{k@, title={A}, author={B and C}}\n", 20_000),
    )
    yield (
        "a bibliography of braces",
        _body(b"\\bibliography{refs}\\nocite{*}") + b"\n%%FILE refs.bib\n@article{k, title=" + filled(b"{"),
    )
    yield "a bibliography of ats", _body(b"\\bibliography{refs}\\nocite{*}") + b"\n%%FILE refs.bib\n" + filled(b"@a{")
    yield (
        "a bibliography of authors",
        _body(b"\\bibliography{refs}\\nocite{*}")
        + b"\n%%FILE refs.bib\n@article{k, author={"
        + filled(b"a and ")
        + b"}}",
    )
    yield (
        "a bibliography of strings",
        _body(b"\\bibliography{refs}\\nocite{*}")
        + b"\n%%FILE refs.bib\n"
        + b"@string{a = {x}}"
        + filled(b"@string{a = a # a}"),
    )


def _name(number: int) -> bytes:
    """A macro's name: letters alone."""
    return bytes(65 + number // 26**place % 26 for place in range(4))


READERS: tuple[Reader, ...] = (Reader("LaTeX", mutated(_whole, [*_COMMANDS, *_FILES, *_WORDS]), _read, _large),)
