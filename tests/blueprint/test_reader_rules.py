"""leanblueprint's rules, one by one, on blueprints written by hand. What is expected was measured on leanblueprint."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import FIRST, read


@pytest.mark.parametrize(
    ("inside", "counts"),
    [
        (r"\leanok x", True),
        (r"x" "\n\n" r"\leanok", True),
        (r"{\leanok} x", False),
        (r"\textbf{\leanok} x", False),
        (r"\begin{itemize}\item \leanok x\end{itemize}", False),
        (r"\begin{center}\leanok x\end{center}", False),
        (r"\begin{nothing}\leanok x\end{nothing}", True),
        (r"\paragraph{a} \leanok x", False),
        (r"\em x \leanok", False),
        (r"{\em x} \leanok", True),
        (r"\centering x \leanok", False),
        (r"$\leanok$ x", False),
        (r"\[ x \leanok \]", False),
        (r"$a \text{ b }$ \leanok", True),
        (r"$a \mbox{ if $b$ }$ \leanok", True),
        (r"$a \text{ if $b$ }$ \leanok", False),
        (r"% \leanok" "\n x", False),
        (r"\iffalse \leanok \fi x", False),
        (r"\ifplastex \leanok \fi x", True),
        (r"\iffalse x \else \leanok \fi", True),
        (r"\verb|\leanok| x", False),
        (r"\begin{verbatim}\leanok\end{verbatim} x", False),
        (r"\newcommand{\done}{\leanok}\done x", True),
        (r"\newcommand{\keep}[1]{#1}\keep{\leanok} x", True),
        (r"\newcommand{\drop}[1]{}\drop{\leanok} x", False),
        (r"\newcommand{\first}[2][\leanok]{#1}\first{x}", True),
        (r"\def\done{\leanok}\done x", True),
        (r"{\def\done{\leanok}}\done x", False),
        (r"{\gdef\done{\leanok}}\done x", True),
        (r"\def\upto#1.{#1}\upto \leanok. x", True),
        (r"\let\done\leanok \done x", True),
        (r"\csname leanok\endcsname x", True),
        (r"\expandafter\def\csname done\endcsname{\leanok}\done x", True),
        (r"\newif\ifready \readytrue \ifready\leanok\fi x", True),
        (r"\newif\ifready \ifready\leanok\fi x", False),
        (r"\ifdefined\nobody \leanok\else x\fi", False),
        (r"\ifnum 1<2 \leanok\fi x", True),
        (r"\ifodd 3 x\else\leanok\fi", False),
        (r"\makeatletter\def\d@ne{\leanok}\def\done{\d@ne}\makeatother\done x", True),
        (r"\mathlibok x", True),
        (r"\newcommand{\leanok}{}\leanok x", True),
    ],
)
def test_a_flag_counts_where_it_stands_directly_in_the_statement(tmp_path: Path, inside: str, counts: bool) -> None:
    blueprint = read(tmp_path, rf"\begin{{lemma}}\label{{a}} {inside} \end{{lemma}}")
    assert blueprint.statements["a"].leanok is counts


def test_a_macro_after_the_environment_is_not_of_it(tmp_path: Path) -> None:
    blueprint = read(tmp_path, r"\begin{lemma}\label{a}x\end{lemma}\leanok\uses{a}")
    assert not blueprint.statements["a"].leanok
    assert [f.code for f in blueprint.findings] == ["lost-flag", "lost-flag"]


@pytest.mark.parametrize(
    ("inside", "labels"),
    [
        (r"\label{a}\label{b}x", ("a", "b")),
        (r"x \label{b}", ("b",)),
        (r"\begin{enumerate}\item x\end{enumerate}\label{b}", ()),
        (r"\begin{equation}x\end{equation}\label{b}", ()),
        (r"\[x\]\label{b}", ("b",)),
        (r"\begin{align}x\\y\end{align}\label{b}", ()),
        (r"\begin{align*}x\\y\end{align*}\label{b}", ("b",)),
        (r"$\begin{cases}x\end{cases}$\label{b}", ()),
        (r"\begin{figure}x\label{b}\end{figure}", ("b",)),
        (r"\begin{figure}x\caption{c}\label{b}\end{figure}", ()),
        (r"\caption{c}\label{b}", ("b",)),
        (r"\hypertarget{h}{x}\label{b}", ()),
        (r"\footnote{\label{b}}", ("b",)),
        (r"\label{ b }x", ("b",)),
    ],
)
def test_a_label_names_what_was_numbered_last(tmp_path: Path, inside: str, labels: tuple[str, ...]) -> None:
    blueprint = read(tmp_path, rf"\begin{{lemma}}{inside}\end{{lemma}}")
    (node,) = blueprint.nodes.values()
    assert node.labels == labels
    assert node.id == (labels[-1] if labels else f"web.tex:{FIRST}")
    assert node.generated_id is not bool(labels)


def test_the_label_of_a_starred_theorem_goes_to_what_was_numbered_before(tmp_path: Path) -> None:
    blueprint = read(tmp_path, r"\begin{lemma}x\end{lemma}\begin{fact}\label{b}y\end{fact}")
    assert blueprint.statements["b"].env == "lemma"


def test_a_label_given_twice_means_its_last_owner(tmp_path: Path) -> None:
    blueprint = read(
        tmp_path,
        r"\begin{lemma}\label{a}x\end{lemma}\begin{theorem}\label{a}y\end{theorem}\begin{lemma}\uses{a}\label{c}z\end{lemma}",
    )
    assert blueprint.statements["a"].env == "theorem"
    assert blueprint.statements["c"].uses == ("a",)
    assert [node.drawn_as for node in blueprint.nodes.values()] == ["a", None, None]


def test_uses_are_resolved_at_the_end_and_the_last_counts(tmp_path: Path) -> None:
    body = r"""\begin{lemma}\label{a}\uses{nobody}\uses{ b , c,% comment
nowhere, eq}x\end{lemma}
\begin{theorem}\label{b}y\end{theorem}\begin{remark}\label{c}z\end{remark}
\begin{equation}\label{eq}x\end{equation}"""
    blueprint = read(tmp_path, body)
    assert blueprint.statements["a"].uses == ("b", "c", "eq")
    assert list(blueprint.nodes) == ["a", "b"]
    assert blueprint.statements["eq"].env == "equation"


def test_lean_names_accumulate_in_the_list_and_the_last_count_on_the_node(tmp_path: Path) -> None:
    blueprint = read(tmp_path, r"\lean{stray}\begin{lemma}\label{a}\lean{A.b, c}\lean{ d }x\end{lemma}")
    assert blueprint.lean_decls == ("stray", "A.b", "c", "d")
    assert blueprint.statements["a"].lean == ("d",)


def test_problems_accumulate(tmp_path: Path) -> None:
    body = r"""\begin{lemma}\label{a}\checkedby{one,two}x
\checkedby[n=77,lengths=3,9, more={1,2}]{van-der-waerden} {\checkedby{lost}}\end{lemma}"""
    checked_by = read(tmp_path, body).statements["a"].checked_by
    assert [(entry.name, entry.parameters, entry.place.line) for entry in checked_by] == [
        ("one", (), FIRST),
        ("two", (), FIRST),
        ("van-der-waerden", (("n", "77"), ("lengths", "3,9"), ("more", "1,2")), FIRST + 1),
    ]


LEMMA = r"\begin{lemma}\label{a}x\end{lemma}"
PROOF = r"\begin{proof}\leanok y\end{proof}"


@pytest.mark.parametrize(
    ("body", "attached"),
    [
        (LEMMA + PROOF, True),
        (LEMMA + "\n\nText.\n\n" + PROOF, True),
        (LEMMA + r"\begin{remark}r\end{remark}" + PROOF, False),
        (LEMMA + r"\begin{center}" + PROOF + r"\end{center}", False),
        (LEMMA + r"\section{s}" + PROOF, False),
        (LEMMA + r"\begin{itemize}\item " + PROOF + r"\end{itemize}", False),
        (r"\begin{itemize}\item " + LEMMA + PROOF + r"\end{itemize}", True),
        (r"\begin{center}" + LEMMA + PROOF + r"\end{center}", False),
        (r"\begin{center}" + LEMMA + "\n\n" + PROOF + r"\end{center}", True),
        (r"\begin{lemma}\label{a}x" + PROOF + r"\end{lemma}", False),
        (LEMMA + r"\begin{remark}r\end{remark}\begin{proof}\proves{a}\leanok y\end{proof}", True),
        (LEMMA + r"\begin{proof}\proves{nobody}\leanok y\end{proof}", True),
        (LEMMA + r"\begin{remark}r\end{remark}\begin{proof}[Proof of \ref{a}]y\end{proof}", False),
        (r"\newenvironment{my}{\begin{lemma}}{\end{lemma}}\begin{my}\label{a}x\end{my}" + PROOF, False),
        (LEMMA + r"\newenvironment{pf}{\begin{proof}}{\end{proof}} \begin{pf}y\end{pf}", False),
    ],
)
def test_a_proof_belongs_to_the_statement_before_it(tmp_path: Path, body: str, attached: bool) -> None:
    assert (read(tmp_path, body).statements["a"].proof is not None) is attached


def test_wrapped_statement_and_proof_in_one_paragraph_belong_together(tmp_path: Path) -> None:
    body = r"""\newenvironment{thm}[1][]{\begin{theorem}[#1]}{\end{theorem}}
\newenvironment{pf}{\begin{proof}}{\end{proof}}

\begin{thm}[T]\label{a}\leanok x\end{thm}
\begin{pf}\leanok y\end{pf}"""
    node = read(tmp_path, body).statements["a"]
    assert node.title_tex == "T" and node.leanok and node.proof is not None and node.proof.leanok


def test_of_several_proofs_the_last_counts(tmp_path: Path) -> None:
    body = LEMMA + r"\begin{proof}\leanok one\end{proof}" + "\n" + r"\begin{proof}\uses{a}two\end{proof}"
    node = read(tmp_path, body).statements["a"]
    assert node.n_proofs == 2 and node.proof is not None
    assert (node.proof.text, node.proof.leanok, node.proof.uses) == (r"\uses{a}two", False, ("a",))


@pytest.mark.parametrize(("inside", "empty"), [("", True), (" \n\n % c\n", True), ("y", False), (r"\leanok", False)])
def test_a_proof_of_white_space_is_empty(tmp_path: Path, inside: str, empty: bool) -> None:
    proof = read(tmp_path, LEMMA + rf"\begin{{proof}}{inside}\end{{proof}}").statements["a"].proof
    assert proof is not None and proof.empty is empty


def test_thms_says_what_is_a_node(tmp_path: Path) -> None:
    blueprint = read(tmp_path, LEMMA + r"\begin{remark}\label{r}x\end{remark}", options="thms=remark+fact")
    assert list(blueprint.nodes) == ["r"] and blueprint.thm_types == ("remark", "fact")


def test_dep_by_makes_a_graph_of_each_section_and_also_in_adds_to_it(tmp_path: Path) -> None:
    body = r"""\section{A}\label{sec:a}\begin{lemma}\label{a}x\end{lemma}
\section{B}\begin{lemma}\label{b}\alsoIn{sec:a}y\end{lemma}\subsection{C}\begin{lemma}\label{c}z\end{lemma}\section*{}"""
    blueprint = read(tmp_path, body.replace(r"\section*{}", ""), options="dep_by=section, nonreducedgraph")
    assert [(g.name, g.title, g.nodes) for g in blueprint.graphs] == [
        ("section_1.1", "A", ("a", "b")),
        ("section_1.2", "B", ("b", "c")),
    ]
    assert not blueprint.reduced


def test_numbers_are_those_that_latex_prints(tmp_path: Path) -> None:
    body = r"""\begin{lemma}\label{a}x\end{lemma}\section{S}\begin{theorem}\label{b}x\end{theorem}
\chapter{Second}\begin{definition}\label{c}x\end{definition}\begin{fact}x\end{fact}
\renewcommand{\thetheorem}{\Roman{chapter}-\arabic{theorem}}\begin{lemma}\label{d}x\end{lemma}
\setcounter{theorem}{6}\begin{lemma}\label{e}x\end{lemma}\appendix\chapter{App}
\newtheorem{claim}{Claim}\begin{claim}\label{f}x\end{claim}\newtheorem{note}{N}[section]\section{T}\begin{note}\label{g}x\end{note}
\numberwithin{claim}{section}\begin{claim}\label{h}x\end{claim}"""
    statements = read(tmp_path, body, options="thms=lemma+theorem+definition+claim+note").statements
    assert [statements[id].ref for id in "abcdefgh"] == [
        "1.1", "1.2", "2.1", "II-2", "II-7", "1", "A.1.1", "A.1.2",
    ]  # fmt: skip


def test_equations_that_share_the_counter_count(tmp_path: Path) -> None:
    body = r"""\newtheorem{thm}[equation]{T}\begin{thm}\label{a}x\end{thm}
\begin{align}x\\y\\z\notag\end{align}\begin{equation}x\end{equation}\begin{thm}\label{b}x\end{thm}"""
    statements = read(tmp_path, body, options="thms=thm").statements
    assert [statements[id].ref for id in "ab"] == ["1", "5"]


def test_inputs_are_followed_from_the_including_and_the_main_folder(tmp_path: Path) -> None:
    files = {
        "chapter/one.tex": r"\input{two}\input{chapter/three.tex}\include{four}",
        "chapter/two.tex": "\n\\begin{lemma}\\label{two}x\\end{lemma}",
        "chapter/three.tex": r"\begin{lemma}\label{three}x\end{lemma}\endinput\begin{lemma}\label{no}x\end{lemma}",
        "four.tex": r"\begin{lemma}\label{four}x\end{lemma}",
    }
    blueprint = read(tmp_path, r"\newcommand{\dir}{chapter}\input{\dir/one}\input{missing}", files=files)
    assert [(id, str(node.place)) for id, node in blueprint.nodes.items()] == [
        ("two", "chapter/two.tex:2"),
        ("three", "chapter/three.tex:1"),
        ("four", "four.tex:1"),
    ]
    assert blueprint.files[:2] == ("web.tex", "chapter/one.tex")
    assert [(f.code, str(f.place)) for f in blueprint.findings] == [("missing-input", f"web.tex:{FIRST}")]


def test_packages_of_the_project_are_read_and_those_that_plastex_has_are_not(tmp_path: Path) -> None:
    files = {
        "ours.sty": r"\newtheorem{claim}[theorem]{Claim}\def\in@side{\leanok}\def\done{\in@side}"
        r"\begin{lemma}x\end{lemma}",
        "blueprint.sty": r"\newcommand{\spoilt}{\leanok}",
    }
    body = r"\usepackage{ours}\begin{claim}\label{a}\done x\end{claim}\begin{claim}\label{b}\spoilt x\end{claim}"
    statements = read(tmp_path, body, options="thms=claim+lemma", files=files).statements
    assert {id: node.leanok for id, node in statements.items()} == {"a": True, "b": False}


def test_comment_environments_need_their_package(tmp_path: Path) -> None:
    hidden = r"\begin{comment}\begin{lemma}\label{a}x\end{lemma}\end{comment}"
    assert "a" in read(tmp_path, hidden).statements
    assert "a" not in read(tmp_path, r"\usepackage{comment}" + hidden).statements


def test_a_statement_keeps_its_text_title_and_chapter(tmp_path: Path) -> None:
    files = {"inner.tex": "inner % gone\n text"}
    body = r"""\newcommand{\bound}{45}
\begin{theorem}[A $\bound$ % why
 title]\label{a} One \bound, % comment
\input{inner} \% end.
\end{theorem}"""
    blueprint = read(tmp_path, body, files=files)
    node = blueprint.statements["a"]
    assert node.title_tex == r"A $\bound$ title" and node.chapter == "First"
    assert "comment" not in node.text and r"One \bound," in node.text and r"\% end." in node.text
    assert blueprint.macros["bound"] == "45"


def test_the_project_says_where_it_lives(tmp_path: Path) -> None:
    body = r"\home{https://a.org/x%20y}\github{https://github.com/a/b/}\dochome{https://a.org/~b/docs}"
    body += r"\graphcolor{mathlib}{ purple }{M}\bpcolor{none}{red}{N}"
    blueprint = read(tmp_path, body)
    assert (blueprint.home, blueprint.github) == ("https://a.org/x%20y", "https://github.com/a/b")
    assert blueprint.dochome == "https://a.org/~b/docs"
    assert blueprint.colours["mathlib"] == ("purple", "M") and "none" not in blueprint.colours


def test_what_lean_architect_generates_is_read(tmp_path: Path) -> None:
    library = ".lake/build/blueprint/library"
    files = {
        f"{library}/Demo.tex": r"\newleannode{thm:x}{\input{.lake/build/blueprint/library/Demo/x.tex}}"
        r"\newleanmodule{Demo}{\inputleannode{thm:x}}",
        f"{library}/Demo/x.tex": "\\begin{theorem}\\label{thm:x}\\lean{Demo.x}\\leanok\n"
        "% at Demo.lean:3.0-5.1\nx\\end{theorem}\n"
        "\\begin{proof}\\leanok\\end{proof}\n",
    }
    blueprint = read(tmp_path, rf"\input{{{library}/Demo}}\inputleanmodule{{Demo}}", files=files)
    node = blueprint.statements["thm:x"]
    assert node.lean == ("Demo.x",) and node.leanok and node.proof is not None and node.proof.leanok
    assert str(node.place) == f"{library}/Demo/x.tex:1"


def test_without_the_build_of_lean_architect_the_rest_is_read(tmp_path: Path) -> None:
    blueprint = read(tmp_path, r"\input{.lake/build/blueprint/library/Demo}\inputleannode{x}" + LEMMA)
    assert list(blueprint.nodes) == ["a"]
    assert all(f.code == "missing-input" and "lake build :blueprint" in f.remedy for f in blueprint.findings)
    assert len(blueprint.findings) == 2


def test_comments_do_not_hide_labels_but_an_empty_line_does(tmp_path: Path) -> None:
    targets = "".join(rf"\begin{{lemma}}\label{{{id}}}x\end{{lemma}}" for id in "bcd")
    body = targets + "\\begin{lemma}\\label{a}\\uses{%\n  % one, two\n  b,\n % three\n  c % four\n, d\n\n}x\\end{lemma}"
    blueprint = read(tmp_path, body)
    assert blueprint.statements["a"].uses == ("b", "c")
    assert ["empty line" in f.message for f in blueprint.findings if f.code == "unresolved-label"] == [True]


def test_texts_keep_what_is_printed(tmp_path: Path) -> None:
    body = r"""\newcommand{\opt}[2][45]{#1 #2}\def\upto#1.{#1}\NewDocumentCommand{\new}{m}{6 #1}\renewcommand{\vec}{7}
\begin{lemma}\label{a}\verb|45 % x| \url{a%20b} 50\% % gone
\input{in}\end{lemma}"""
    blueprint = read(tmp_path, body, files={"in.tex": "inside % gone\n\\input{deep}", "deep.tex": "deeper"})
    assert blueprint.statements["a"].text == r"\label{a}\verb|45 % x| \url{a%20b} 50\% inside deeper"
    written = {name: blueprint.macros[name] for name in ("opt", "upto", "new", "vec")}
    assert written == {"opt": "[2][45]{#1 #2}", "upto": "#1.{#1}", "new": "{m}{6 #1}", "vec": "7"}


@pytest.mark.parametrize(
    ("body", "code", "offset", "node"),
    [
        (
            r"\begin{lemma}\label{a}" "\n" r"\begin{itemize}\item" "\n" r"\leanok\end{itemize}\end{lemma}",
            "lost-flag",
            2,
            "a",
        ),
        (r"\begin{lemma}\label{a}x\textbf{" "\n" r"\leanok}\end{lemma}", "lost-flag", 1, "a"),
        (r"\begin{lemma}\label{a}" "\n" r"\uses{b}x\end{lemma}", "unresolved-label", 1, "a"),
        (r"\begin{lemma}\label{a}" "\n" r"\uses{}x\end{lemma}", "empty-uses", 1, "a"),
        (r"\begin{lemma}\label{a}\uses{a}" "\n" r"\uses{a}x\end{lemma}", "overwritten-uses", 1, "a"),
        (r"\begin{lemma}\label{a}\lean{A}" "\n" r"\lean{B}x\end{lemma}", "two-lean", 1, "a"),
        (r"\begin{lemma}\label{a}" "\n" r"\lean{a\_b}x\end{lemma}", "mangled-name", 1, None),
        ("\n" r"\lean{A}", "lean-outside", 1, None),
        (LEMMA + "\n" r"\begin{proof}" "\n" r"\lean{A}y\end{proof}", "lean-outside", 2, "a"),
        (LEMMA + r"\begin{proof}y\end{proof}" "\n" r"\begin{proof}z\end{proof}", "two-proofs", 1, "a"),
        (LEMMA + "\n" r"\begin{proof}\end{proof}", "empty-proof", 1, "a"),
        (LEMMA + "\n\n" r"\begin{lemma}\label{a}x\end{lemma}", "duplicate-label", 2, "a"),
        ("\n" r"\begin{lemma}x\end{lemma}", "unlabelled-node", 1, f"web.tex:{FIRST + 1}"),
        (LEMMA + r"\begin{fact}" "\n" r"\label{b}x\end{fact}", "stolen-label", 1, None),
        (r"\begin{lemma}\label{a}\paragraph{x}" "\n" r"\end{lemma}", "phantom-node", 1, f"web.tex:{FIRST + 1}"),
        ("\n" r"\input{nowhere}", "missing-input", 1, None),
    ],
)
def test_findings_name_the_line_of_the_macro(
    tmp_path: Path, body: str, code: str, offset: int, node: str | None
) -> None:
    found = [finding for finding in read(tmp_path, body).findings if finding.code == code]
    assert [(finding.place.line - FIRST, finding.node) for finding in found] == [(offset, node)]


STATEMENT = r"\begin{lemma}\label{l}%s\end{lemma}"


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (r"\def\bd{14}" + STATEMENT % r"\bd" + r"\def\bd{99}", (r"\label{l}\bd", (("bd", "14"),))),
        (r"\newcommand{\bd}{1}\renewcommand{\bd}{14}" + STATEMENT % r"\bd", (r"\label{l}\bd", (("bd", "14"),))),
        (r"\begingroup\def\bd{14}" + STATEMENT % r"\bd" + r"\endgroup", (r"\label{l}\bd", (("bd", "14"),))),
        (r"\newcommand{\bd}[1][14]{#1}" + STATEMENT % r"\bd", (r"\label{l}\bd", (("bd", "[1][14]{#1}"),))),
        (
            r"\newcommand{\aa}{14}\newcommand{\ab}{\aa}\newcommand{\un}{x}" + STATEMENT % r"\ab",
            (r"\label{l}\ab", (("aa", "14"), ("ab", r"\aa"))),
        ),
        (r"\def\aa{14}\let\bd=\aa\def\aa{15}" + STATEMENT % r"\bd", (r"\label{l}\bd", (("bd", "14"),))),
        (r"\let\bd=4" + STATEMENT % r"\bd", (r"\label{l}\bd", (("bd", "4"),))),
        (
            r"\expandafter\def\csname bd\endcsname{14}" + STATEMENT % r"\csname bd\endcsname",
            (r"\label{l}\csname bd\endcsname", (("bd", "14"),)),
        ),
        (r"\NewDocumentCommand{\bd}{}{14}" + STATEMENT % r"\bd", (r"\label{l}\bd", (("bd", "14"),))),
        (
            r"\newcounter{q}\setcounter{q}{14}" + STATEMENT % r"\arabic{q}" + r"\stepcounter{q}",
            (r"\label{l}\arabic{q}", (("counter q", "14"),)),
        ),
        (r"\newif\ifbig\bigtrue" + STATEMENT % r"\ifbig 14\else 15\fi x", (r"\label{l}14x", ())),
        (r"\newif\ifbig" + STATEMENT % r"\ifbig 14\else 15\fi x", (r"\label{l}15x", ())),
        (
            r"\newif\ifbig\newcommand{\bd}{\ifbig 14\else 15\fi}" + STATEMENT % r"\bd",
            (r"\label{l}\bd", (("bd", r"\ifbig 14\else 15\fi"), ("ifbig", "false"))),
        ),
        (STATEMENT % r"a \iffalse \uses{x} \fi b", (r"\label{l}a b", ())),
        (STATEMENT % r"a \textbf{b \iffalse \uses{x} \fi c}", (r"\label{l}a \textbf{b c}", ())),
        (r"\usepackage{comment}" + STATEMENT % r"a \begin{comment}\end{lemma}\end{comment}b", (r"\label{l}a b", ())),
        (
            r"\newenvironment{slem}[1]{\begin{lemma}#1}{ for $14$\end{lemma}}\begin{slem}{13}\label{l}x\end{slem}",
            (
                r"\begin{slem}{13}\label{l}x\end{slem}",
                (("begin slem", r"[1]{\begin{lemma}#1}{ for $14$\end{lemma}}"),),
            ),
        ),
        (
            r"\newcommand{\bl}{\begin{lemma}}\newcommand{\el}{\end{lemma}}\bl\label{l}x\el ",
            (r"\bl\label{l}x\el", (("bl", r"\begin{lemma}"), ("el", r"\end{lemma}"))),
        ),
        (r"\newcommand{\full}[2]{\begin{lemma}\label{#1}#2\end{lemma}}\full{l}{x 14}", (r"\label{l}x 14", ())),
    ],
)
def test_a_statement_comes_with_all_that_its_print_depends_on(
    tmp_path: Path, body: str, printed: tuple[str, tuple[tuple[str, str], ...]]
) -> None:
    node = read(tmp_path, body).statements["l"]
    assert (" ".join(node.text.split()), node.definitions) == printed


def test_a_file_that_a_macro_reads_is_part_of_the_statement(tmp_path: Path) -> None:
    (tmp_path / "bound.tex").write_text("at most 14 % or so")
    body = r"\newcommand{\inc}[1]{\input{#1}}\begin{lemma}\label{l}It is \inc{bound}\end{lemma}"
    assert "at most 14" in read(tmp_path, body).statements["l"].text


def test_an_equation_that_is_used_has_a_text(tmp_path: Path) -> None:
    body = r"""\begin{equation}\label{e}x = 14\end{equation}\begin{align}a\\b\label{r}\end{align}
\begin{itemize}\item one\label{i}\end{itemize}\begin{lemma}\label{l}\uses{e,r,i}x\end{lemma}"""
    statements = read(tmp_path, body).statements
    assert [statements[id].text for id in ("e", "r", "i")] == [
        *(r"\label{e}x = 14", r"a\\b\label{r}", r"\item one\label{i}"),
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (LEMMA + r"{\em x}\begin{center}$\{x$ \}\end{center}\verb|{| \begin{verbatim}}\end{verbatim}", []),
        ("a {b\nc", [(0, "this brace is never closed")]),
        ("a\nb} c", [(1, "this brace closes nothing")]),
        (r"\begin{lemma}\label{a}" "\n" r"{x\end{lemma}", [(1, "this brace is never closed")]),
        (r"\begin{lemma}\label{a}x" "\n" r"\begin{center}\end{lemma}", [(1, r"this \begin{center} is never closed")]),
        (r"\begin{lemma}\label{a}x\end{lemma}" "\n" r"\end{lemma}", [(1, r"this \end{lemma} closes nothing")]),
        ("\n" r"$\frac{a}{b$ \begin{lemma}\label{a}x\end{lemma}}}", [(1, "this brace closes nothing")]),
        ("\n" r"$\frac{a}{b$ \begin{lemma}\label{a}x\end{lemma}", [(1, "this brace is never closed")]),
        (r"\newenvironment{w}{\begin{center}}{\end{center}}\begin{w}x\end{w}", []),
        (r"\newcommand{\op}{\begin{center}}\newcommand{\cl}{\end{center}}\op x\cl", []),
        (r"\newenvironment{w}{\bgroup}{\egroup}\begin{w}x\end{w}\begin{unknown}{x}\end{unknown}", []),
        (r"\begin{minted}{lean}" "\n{ }} \\begin{x}\n" r"\end{minted}", []),
    ],
)
def test_what_does_not_pair_is_found_where_it_is(tmp_path: Path, body: str, found: list[tuple[int, str]]) -> None:
    faults = [finding for finding in read(tmp_path, body).findings if finding.code == "unbalanced"]
    assert [(fault.place.line - FIRST, fault.message) for fault in faults] == found


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        (r"\begin{lemma}\label{a}\checkedby{p}x\end{lemma}", 0),
        (r"\begin{remark}\label{a}\checkedby{p}x\end{remark}", 0),
        (r"\begin{lemma}\label{a}\checkedby{}x\end{lemma}", 1),
        (r"\begin{lemma}\label{a}{\checkedby{p}}x\end{lemma}", 1),
        (r"\begin{lemma}\label{a}x\end{lemma}\checkedby{p}", 1),
        (LEMMA + r"\begin{proof}\checkedby{p}y\end{proof}", 1),
        (r"\begin{lemma}\label{a}\begin{itemize}\item\checkedby{p}\end{itemize}\end{lemma}", 1),
    ],
)
def test_a_checkedby_without_effect_is_found(tmp_path: Path, body: str, lost: int) -> None:
    found = [finding for finding in read(tmp_path, body).findings if finding.code == "lost-flag"]
    assert len(found) == lost and all(r"\checkedby" in finding.message for finding in found)
