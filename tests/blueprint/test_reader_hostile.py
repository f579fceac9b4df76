"""Bad and hostile sources: one clear BadInput that names the file, or an answer; never a traceback or a hang."""

from __future__ import annotations

import contextlib
import time
from itertools import pairwise
from pathlib import Path

import pytest
from documents import FIRST, PREAMBLE, read
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.blueprint.asserted import asserted
from workbench.blueprint.reader import read_blueprint
from workbench.blueprint.sources import LIMIT
from workbench.errors import BadInput


def test_a_main_file_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file") as missing:
        read_blueprint(tmp_path / "web.tex", tmp_path)
    assert missing.value.file == "web.tex"
    (tmp_path / "dir.tex").mkdir()
    with pytest.raises(BadInput, match="folder"):
        read_blueprint(tmp_path / "dir.tex", tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(BadInput, match="Permission denied"):
        read(tmp_path, "x")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "web.tex").write_bytes(b"a\n\x00\x01")
    with pytest.raises(BadInput, match="no text file"):
        read_blueprint(tmp_path / "web.tex", tmp_path)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "latin.tex").write_bytes("one\ntwo é\n".encode("latin-1"))
    with pytest.raises(BadInput) as error:
        read(tmp_path, r"\input{latin}")
    assert (error.value.file, error.value.line) == ("latin.tex", 2)


def test_a_byte_order_mark_and_foreign_line_ends_are_fine(tmp_path: Path) -> None:
    text = PREAMBLE.replace("%s", "") + "\\begin{lemma}\\label{a}x\\end{lemma}\n\\end{document}"
    (tmp_path / "web.tex").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert str(read_blueprint(tmp_path / "web.tex", tmp_path).statements["a"].place) == f"web.tex:{FIRST}"


def test_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "big.tex").open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(BadInput, match="larger than 32 MB"):
        read(tmp_path, r"\input{big}")
    (tmp_path / "part.tex").write_bytes(b"% " + b"x" * (LIMIT // 4) + b"\n")
    with pytest.raises(BadInput, match="larger than 32 MB"):
        read(tmp_path, r"\input{part}" * 5)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "sub/../../outside.tex", "link"])
def test_an_input_outside_of_the_root_is_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside.tex").write_text("x")
    (root / "link.tex").symlink_to(tmp_path / "outside.tex")
    with pytest.raises(BadInput, match="root") as error:
        read(root, f"\n\\input{{{name}}}")
    assert (error.value.file, error.value.line) == ("web.tex", FIRST + 1)


def test_a_main_file_that_links_astray_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside.tex").write_text("x")
    (root / "web.tex").symlink_to(tmp_path / "outside.tex")
    with pytest.raises(BadInput, match="out of the workspace root"):
        read_blueprint(root / "web.tex", root)
    (root / "a.tex").symlink_to(root / "b.tex")
    (root / "b.tex").symlink_to(root / "a.tex")
    with pytest.raises(BadInput, match="circle"):
        read_blueprint(root / "a.tex", root)


def test_an_input_of_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="includes itself") as error:
        read(tmp_path, r"\input{a}", files={"a.tex": "x\n\\input{b}", "b.tex": r"\input{a}"})
    assert str(error.value).startswith("b.tex:1: ")


def test_files_that_multiply_are_refused(tmp_path: Path) -> None:
    files = {f"f{i}.tex": rf"\input{{f{i + 1}}}\input{{f{i + 1}}}" for i in range(30)} | {"f30.tex": "x"}
    with pytest.raises(BadInput, match="files are read"):
        read(tmp_path, r"\input{f0}", files=files)


@pytest.mark.parametrize(
    "body",
    [
        r"\def\again{\label{x}\again}\again",
        r"\newcommand{\again}[1]{\label{x}\again{#1#1}}\again{x}",
        r"\newenvironment{again}{\begin{again}}{\end{again}}\begin{again}x\end{again}",
        r"\textbf{\label{x}" * 500,
        "".join(rf"\def\x{chr(97 + i)}{{\x{chr(98 + i)}\x{chr(98 + i)}}}" for i in range(24)) + r"\label{\xa}",
    ],
)
def test_what_has_no_end_is_refused_with_its_line(tmp_path: Path, body: str) -> None:
    with pytest.raises(BadInput) as error:
        read(tmp_path, "\n" + body)
    assert (error.value.file, error.value.line) == ("web.tex", FIRST + 1)


PIECES = ["{", "}", "$", r"\[", r"\begin{lemma}", r"\end{lemma}", r"\begin{align}", r"\item ", r"\begin{itemize}"]
PIECES += [
    r"\iftrue ",
    r"\iffalse ",
    r"\fi",
    r"\label{a_b}",
    r"\uses{a}",
    "\\\\",
    "\\",
    r"\begin{proof}",
    r"\section{a}",
]
PIECES += [r"\newcommand{\aa}{\begin{lemma}\aa x}\aa ", r"\input{web}", r"\iftrue\else\fi "]
PIECES += [r"\label{", r"\frac{", r"\begin{lemma}[", "$x^{", r"\verb|", r"\csname ", r"\def", r"\let\a\b"]


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_repeated_is_read_in_linear_time(tmp_path: Path, piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        with contextlib.suppress(BadInput):
            read(tmp_path, piece * times)
        return time.process_time() - begin

    short, long = seconds(2_000), seconds(16_000)
    assert long < 1.0 or long < 20 * short


_COMMANDS = (
    r"\begin{lemma} \end{lemma} \begin{proof} \end{proof} \begin{itemize} \end{itemize} \begin{align} \end{align} "
    r"\begin{foo} \end{foo} \begin{document} \end{document} \item \label{ \uses{ \lean{ \leanok \mathlibok \notready "
    r"\proves{ \alsoIn{ \checkedby[ \checkedby{ \discussion{ \section{ \chapter{ \newcommand \renewcommand \def \let "
    r"\newtheorem{ \newenvironment{ \input{ \iftrue \iffalse \ifx \ifnum \else \fi \newif\ifa \atrue \text{ \mbox{ "
    r"\caption{ \footnote{ \verb| \[ \] \( \) $ $$ \\ & _{ ^{ { } [ ] * = # ## #1 % \a \b \em \csname \endcsname "
    r"\expandafter \makeatletter \usepackage{ \documentclass{ \numberwithin{ \setcounter{ \appendix \par \endinput "
    r"\begin{verbatim} \end{verbatim} \begin{comment} \end{comment} \inputleannode{ \newleannode{ \ifthenelse{"
)
COMMANDS = _COMMANDS.split()
SOUP = st.lists(
    st.one_of(
        st.sampled_from(COMMANDS),
        st.sampled_from(["a", "b,c", "\n", "\n\n", " ", "1", "é", "theorem"]),
        st.text(max_size=3),
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=2000)
@given(SOUP)
def test_random_latex_gives_an_answer_or_bad_input(tmp_path_factory: pytest.TempPathFactory, soup: list[str]) -> None:
    folder = tmp_path_factory.mktemp("soup")
    body = "".join(soup).replace("\0", "").encode("utf8", "ignore").decode()
    try:
        blueprint = read(folder, body)
    except BadInput:
        return
    asserted(blueprint)
    assert set(blueprint.nodes) <= set(blueprint.statements)
    for node in blueprint.statements.values():
        assert set(node.uses) <= set(blueprint.statements)
        assert 1 <= node.place.line <= body.count("\n") + FIRST + 2


# Found by fuzzing: 1 MB of these took up to a minute and 3 GB.


@pytest.mark.parametrize("piece", ["{", "\\begin{lemma}", "\\begin{itemize}"])
def test_what_is_nested_without_end_is_refused_with_its_line(tmp_path: Path, piece: str) -> None:
    with pytest.raises(BadInput, match=r"deep|more commands") as error:
        read(tmp_path, "\n" + piece * 30_000)
    assert (error.value.file, error.value.line) == ("web.tex", FIRST + 1)


@pytest.mark.parametrize(
    "piece", ["}", "{}\\relax{$}", "\\end{lemma}", "\\begin{lemma}\\end{lemma}", "\\item ", "\\section{a}"]
)
def test_more_commands_than_a_person_writes_are_refused(tmp_path: Path, piece: str) -> None:
    with pytest.raises(BadInput, match="more commands and braces") as error:
        read(tmp_path, "\n" + piece * 160_000)
    assert (error.value.file, error.value.line) == ("web.tex", FIRST + 1)


def test_a_large_blueprint_that_a_person_might_write_is_read(tmp_path: Path) -> None:
    """Ten thousand lemmas with a proof, denser than any real one."""
    lemma = r"\begin{lemma}\label{a@}\uses{a1}\lean{A.b@}\leanok Let $x_1 < y$, and let all of it be so.\end{lemma}"
    lemma += r"\begin{proof}\uses{a1} This is clear from what was said in the chapter before.\end{proof}"
    assert len(read(tmp_path, "\n".join(lemma.replace("@", str(at)) for at in range(10_000))).nodes) == 10_000


def test_a_thousand_files_that_are_missing_are_findings_and_more_are_refused(tmp_path: Path) -> None:
    assert len(read(tmp_path, "".join(rf"\input{{f{at}}}" for at in range(1_000))).findings) == 1_000
    assert len(read(tmp_path, r"\input{none}" * 3_000).findings) == 3_000
    with pytest.raises(BadInput, match=r"more than 2,000 of the files that the sources name are missing"):
        read(tmp_path, "".join(rf"\input{{f{at}}}" for at in range(3_000)))


@pytest.mark.parametrize("command", ["input", "bibliography"])
def test_a_file_with_a_name_too_long_for_the_disk_is_missing(tmp_path: Path, command: str) -> None:
    """Found by fuzzing: it was a traceback."""
    found = read(tmp_path, rf"\{command}{{{'x' * 5_000}}}")
    assert [one.code for one in found.findings] == (["missing-input"] if command == "input" else [])


def test_counters_that_count_each_other_take_no_time(tmp_path: Path) -> None:
    """A step of the first reset all of them, each time."""
    names = ["".join(chr(97 + int(digit)) for digit in f"{at:05}") for at in range(15_000)]
    chain = "".join(rf"\newcounter{{{name}}}[{above}]" for above, name in pairwise(names))
    begin = time.process_time()
    read(tmp_path, rf"\newcounter{{{names[0]}}}{chain}" + rf"\stepcounter{{{names[0]}}}" * 15_000)
    read(
        tmp_path,
        rf"\newcounter{{{names[0]}}}{chain}" + rf"\stepcounter{{{names[0]}}}\stepcounter{{{names[-1]}}}" * 7_000,
    )
    assert time.process_time() - begin < 60
