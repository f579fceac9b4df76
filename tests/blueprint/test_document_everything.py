"""Nothing lost, nothing doubled: random documents in which every word is another one, and hostile ones."""

from __future__ import annotations

import contextlib
import re
import tempfile
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_documents import HEAD, every, read, written

from workbench.blueprint.document import Heading, Number, ProofOf, Statement
from workbench.blueprint.document_reader import read_document
from workbench.blueprint.reader import read_blueprint
from workbench.errors import BadInput

MACROS = r"""
\newcommand{\bl}{\begin{lemma}} \newcommand{\el}{\end{lemma}} \newcommand{\sect}{\section}
\newcommand{\both}[2]{#1 \begin{theorem}#2\end{theorem}} \newcommand{\swap}[2]{\label{s#2}#2 #1}
\newenvironment{own}[1][none]{\begin{remark}[#1]}{\end{remark}} \newenvironment{plainly}{\itshape}{\par}
\newcommand{\web}[2]{\ifplastex #1\else #2\fi} \newcommand{\show}[1]{\emph{#1}} \newif\ifyes \yestrue
\newcommand{\be}{\begin{equation}} \newcommand{\ee}{\end{equation}}
"""

# W stands for a word that is printed, N for one that is not, and B for what stands within.
SHAPES = [
    "W",
    "W % N\n",
    "\n\nW W\n\n",
    r"\section{W}",
    r"\subsection*{W}\label{sN}",
    r"\sect[N]{W}",
    r"\begin{lemma}B\end{lemma}",
    r"\begin{lemma}[W $x$]B\end{lemma}",
    r"\begin{proof}B\end{proof}",
    r"\begin{proof}[W]B\end{proof}",
    r"\bl B\el ",
    r"\bl[W] B\el",
    r"\begin{own}B\end{own}",
    r"\begin{own}[W]B\end{own}",
    r"\begin{plainly}B\end{plainly}",
    r"\begin{itemize}\item B\item W\end{itemize}",
    r"\begin{enumerate}\item[W] B\end{enumerate}",
    r"\begin{equation}W\label{eN}\end{equation}",
    r"\begin{align}W&W\\W\notag\end{align}",
    r"\be W\ee ",
    r"\[W\] $W$",
    r"\footnote{W \begin{equation}W\label{fN}\end{equation}}",
    r"\textbf{B}",
    r"{B}",
    r"\both{W}{B}",
    r"\swap{W}{lW}",
    r"\show{W}",
    r"\web{B}{N}",
    r"\iftrue B\else N\fi{}",
    r"\iffalse N \iftrue N\fi\else B\fi{}",
    r"\ifyes B\else N\fi{}",
    r"\ifthenelse{\equal{a}{b}}{N}{B}",
    r"\IfFileExists{nowhere}{N}{B}",
    r"\begin{comment}N\end{comment}",
    r"\newcommand{\mN}{N}",
    r"{\def\q{N}W}",
    r"\verb|W % W|",
    "\\begin{verbatim}W % W\n\\end{verbatim}",
    r"\input{F}",
    r"\begin{center}B\end{center}",
    r"\begin{nobody}B\end{nobody}",
]
_IN_ARGUMENT = re.compile(r"\\(?:both|web|ifthenelse|IfFileExists|textbf|footnote)\{")
_VERBATIM = re.compile(r"\\verb\|W % W\||\\begin\{(verbatim|comment)\}.*?\\end\{\1\}", re.S)


def bodies(depth: int) -> st.SearchStrategy[str]:
    """TeX with holes, of shapes within shapes."""
    shapes = st.sampled_from(SHAPES)
    if not depth:
        return shapes.filter(lambda shape: "B" not in shape.replace(r"\B", ""))
    inner = st.lists(bodies(depth - 1), max_size=3).map(" ".join)
    return st.tuples(shapes, inner).map(lambda both: _filled(*both))


def _filled(shape: str, inner: str) -> str:
    """LaTeX allows no verbatim text within an argument."""
    inside = _VERBATIM.sub("W", inner) if _IN_ARGUMENT.match(shape) else inner
    return shape.replace("B", inside)


@settings(deadline=None)
@given(parts=st.lists(bodies(2), min_size=1, max_size=5))
def test_every_word_that_is_printed_stands_there_once(
    parts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("words")
    numbers = count()
    printed: list[str] = []
    files = 0

    def fill(match: re.Match[str]) -> str:
        nonlocal files
        word = f"w{next(numbers)}z"
        if match[0] == "N":
            return word.replace("w", "hidden")
        if match[0] == "F":
            files += 1
            (folder / f"file{files}.tex").write_text(f"{word} %\n" if files % 2 else word, encoding="utf8")
            printed.append(word)
            return f"file{files}"
        printed.append(word)
        return word

    body = re.sub(r"(?<![A-Za-z])[WNF](?![a-z])|(?<=[lsfem])[WN](?=[}{])", fill, "\n".join(parts))
    _, document = read(folder, body, head=MACROS)
    text = written(document.content)
    found = re.findall(r"w\d+z", re.sub(r"\\label\{[^}]*\}", "", text))
    assert sorted(found) == sorted(printed)
    if not any(shape in part for shape in (r"\swap",) for part in parts):
        assert found == printed
    assert "hidden" not in re.sub(r"\\label\{[^}]*\}", "", text)


JUNK = st.text(st.sampled_from("\\{}[]$%&#^_~ab \n"), max_size=30)
TOKENS = [
    *(r"\begin{lemma}", r"\end{lemma}", r"\begin{proof}", r"\end{proof}", r"\begin{align}", r"\end{align}"),
    *(r"\begin{own}", r"\end{own}", r"\begin{enumerate}", r"\end{enumerate}", r"\begin{subequations}", r"\bl", r"\el"),
    *(r"\be", r"\ee", r"\section{", r"\label{a}", r"\item", r"\\", r"\fi", r"\else", r"\iftrue", r"\iffalse", r"\tag{"),
    *(r"\input{web}", r"\csname", r"\endcsname", r"\expandafter", r"\def\x", r"\let\y", r"\newcommand{", r"\title{"),
    *(r"\bibliography{", r"\begin{thebibliography}", r"\bibitem", r"\verb|", r"\begin{verbatim}", r"\begin{comment}"),
    *(r"\end{document}", r"\begin{document}", "{", "}", "[", "]", "$", "$$", r"\[", r"\]", r"\ifthenelse{", r"\web{"),
    *(r"\swap{", r"\numberwithin{equation}", r"\setcounter{equation}", r"\caption", r"\footnote{", r"\endinput"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(TOKENS) | JUNK, max_size=25).map(" ".join))
def test_anything_is_read_or_refused_as_the_blueprint_is(body: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        main = Path(name) / "web.tex"
        main.write_text(f"{HEAD % 'article'}{MACROS}\\begin{{document}}{body}\\end{{document}}", encoding="utf8")
        refused = None
        try:
            blueprint = read_blueprint(main, main.parent)
        except BadInput as error:
            refused = error
        with contextlib.ExitStack() as stack:
            if refused is not None:
                stack.enter_context(pytest.raises(BadInput))
            again, document = read_document(main, main.parent)
        if refused is None:
            assert again == blueprint
            ids = [piece.id for piece in every(document.content) if isinstance(piece, Statement) and piece.id]
            assert len(ids) == len(set(ids)) and set(ids) <= blueprint.statements.keys()
            for piece in every(document.content):
                labels = piece.labels if isinstance(piece, Statement | Heading | Number) else ()
                assert set(labels) <= document.targets.keys()


@pytest.mark.parametrize(
    "body",
    [
        r"\begin{lemma}a" * 3000,
        r"\begin{proof}\begin{lemma}a" * 300 + r"\end{lemma}\end{proof}" * 300,
        "{" * 20_000 + r"\begin{lemma}x\end{lemma}" + "}" * 20_000,
        r"\begin{verbatim}% " * 20_000,
        "".join(f"\\verb{chr(0x4E00 + n)}x %\n" for n in range(20_000)),
        r"\[a\tag{" * 5_000,
        r"\csname a " * 20_000,
        r"\be a\ee " * 10_000,
        r"\web{x}{y} " * 15_000,
        r"{\def\q{1}\q}" * 10_000,
        r"\begin{enumerate}\item\label{i}" * 5_000,
        "\\cite{a}\n" * 20_000,
        "x" * 1_000_000 + r"\begin{lemma}" + "y " * 500_000,
    ],
    ids=lambda body: body[:24],
)
def test_much_of_anything_is_read_in_linear_time(tmp_path: Path, body: str) -> None:
    """Whatever is quadratic takes minutes here, and the whole test is stopped."""
    _, document = read(tmp_path, body, head=MACROS)
    depth, pieces = 0, list(document.content)
    while pieces:
        pieces = [inner for piece in pieces if isinstance(piece, Statement | ProofOf) for inner in piece.content]
        depth += 1
    assert depth <= 50
    assert len(written(document.content)) >= len("".join(body.split())) // 5


def test_a_file_that_includes_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="includes itself"):
        read(tmp_path, r"\input{a}", files={"a.tex": r"x \input{a}"})


def test_macros_that_use_each_other_without_measure_are_refused(tmp_path: Path) -> None:
    """Each text would come with thousands of definitions, and all of them together with millions."""
    names = [f"m{''.join(chr(97 + int(digit)) for digit in str(number))}" for number in range(3000)]
    chain = "".join(f"\\newcommand{{\\{a}}}{{x\\{b}}}" for a, b in pairwise(names))
    with pytest.raises(BadInput, match="use each other"):
        read(tmp_path, "".join(f"\\begin{{lemma}}$\\{name}$\\end{{lemma}}\n" for name in names), head=chain)
