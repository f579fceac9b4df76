"""The numbers of equations are LaTeX's: which rows have one, which one, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_documents import every, read, written

from workbench.blueprint.document import Number, Target, Text


def numbers(folder: Path, body: str, **how: str) -> list[tuple[str | None, tuple[str, ...]]]:
    _, document = read(folder, body, **how)  # type: ignore[arg-type]  # only texts are given
    return [(piece.number, piece.labels) for piece in every(document.content) if isinstance(piece, Number)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\begin{equation}a\end{equation}", [("1", ())]),
        (r"\begin{equation}a\label{x}\nonumber\end{equation}", [(None, ("x",))]),
        (r"\begin{equation*}a\end{equation*} \[ b \] $$ c $$", []),
        (r"\begin{align}a&b\\c\nonumber\\[2pt]d\label{x}\\*e\notag\end{align}", [("1", ()), ("2", ("x",))]),
        (r"\begin{align*}a\\b\label{x}\end{align*}", [(None, ("x",))]),
        (r"\begin{gather}a\\b\end{gather}\begin{eqnarray}c\\d\end{eqnarray}", [(n, ()) for n in "1234"]),
        (r"\begin{multline}a\\b\\c\label{x}\end{multline}", [("1", ("x",))]),
        (r"\begin{equation}\begin{split}a\\b\end{split}\end{equation}", [("1", ())]),
        (r"\begin{align}\begin{cases}a\\b\end{cases}\\c\end{align}", [("1", ()), ("2", ())]),
        (r"\begin{align}\sum_{\substack{a\\b}}\\\text{x\\y}\end{align}", [("1", ()), ("2", ())]),
        (r"\begin{alignat}{2}a\\b\end{alignat}", [("1", ()), ("2", ())]),
        (
            r"\begin{equation}a\tag{$\ast$}\label{x}\end{equation}\begin{equation}b\end{equation}",
            [(r"$\ast$", ("x",)), ("1", ())],
        ),
        (r"\[a\tag*{H}\] \begin{align*}a\tag{A}\\b\end{align*}", [("H", ()), ("A", ())]),
        (
            r"\begin{equation}o\end{equation}\begin{subequations}\label{s}\begin{align}a\label{x}\\b\end{align}"
            r"\begin{equation}c\end{equation}\end{subequations}\begin{equation}d\end{equation}",
            [("1", ()), ("2a", ("x",)), ("2b", ()), ("2c", ()), ("3", ())],
        ),
        (
            r"\verb|\begin{equation}|\begin{verbatim}\begin{equation}\end{verbatim}\begin{equation}a\end{equation}",
            [("1", ())],
        ),
        (r"\begin{equation}a\end{equation}\addtocounter{equation}{-1}\begin{equation}a\end{equation}", [("1", ())] * 2),
        (r"\setcounter{equation}{6}\begin{equation}a\end{equation}", [("7", ())]),
        (r"\begin{equation}a%\label{no}\\" + "\n" + r"\end{equation}", [("1", ())]),
        (
            r"\begin{proof}\begin{equation}a\end{equation}\end{proof}\begin{lemma}\begin{equation}b\end{equation}\end{lemma}",
            [("1", ()), ("2", ())],
        ),
    ],
)
def test_rows_and_numbers(tmp_path: Path, body: str, expected: list[tuple[str | None, tuple[str, ...]]]) -> None:
    assert numbers(tmp_path, body) == expected


def test_labels_of_equations_print_their_numbers(tmp_path: Path) -> None:
    body = r"\begin{subequations}\label{s}\begin{align}a\label{x_1}\\b\tag{B}\label{y}\end{align}\end{subequations}"
    body += r"\section{S}\begin{lemma}\begin{equation*}c\label{z}\end{equation*}\end{lemma}\[c\label{w}\]"
    _, document = read(tmp_path, body)
    assert document.targets == {
        "s": Target("1", "Equation"),
        "x_1": Target("1a", "Equation"),
        "y": Target("B", "Equation"),
        "z": Target("1.1", "Lemma"),
        "w": Target("1", "Section"),
    }


def test_numbers_within_sections_begin_anew(tmp_path: Path) -> None:
    equation = r"\begin{equation}a\end{equation}"
    body = f"\\section{{A}}{equation}{equation}\\section*{{B}}{equation}"
    body += f"\\section{{C}}{equation}\\appendix\\section{{D}}{equation}"
    found = numbers(tmp_path, body, head=r"\numberwithin{equation}{section}")
    assert [number for number, _ in found] == ["1.1", "1.2", "1.3", "2.1", "A.1"]


def test_numbers_within_chapters(tmp_path: Path) -> None:
    equation = r"\begin{equation}a\end{equation}"
    body = f"{equation}\\chapter{{A}}{equation}\\section{{B}}{equation}\\chapter{{C}}{equation}"
    for kind in ("report", "book"):
        assert [number for number, _ in numbers(tmp_path, body, kind=kind)] == ["1", "1.1", "1.2", "2.1"]


def test_numbers_shared_with_statements(tmp_path: Path) -> None:
    head = r"\newtheorem{claim}[equation]{Claim}"
    body = r"\begin{equation}a\end{equation}\begin{claim}\label{c}x\end{claim}\begin{equation}b\label{e}\end{equation}"
    _, document = read(tmp_path, body, head=head)
    assert (document.targets["c"].number, document.targets["e"].number) == ("2", "3")


def test_macros_that_open_displays(tmp_path: Path) -> None:
    head = r"\newcommand{\be}{\begin{equation}}\newcommand{\ee}[1]{\label{eq:#1}\end{equation}}"
    head += r"\newcommand{\nn}{\nonumber\\}"
    assert numbers(tmp_path, r"\be a\ee{x}\begin{align}a\nn b\end{align}", head=head) == [("1", ("eq:x",)), ("2", ())]


ROWS = st.lists(
    st.tuples(st.sampled_from(["", r"\label{L}", r"\tag{T}", r"\notag"]), st.booleans()), min_size=1, max_size=5
)


@settings(deadline=None)
@given(displays=st.lists(st.tuples(st.sampled_from(["equation", "align", "align*", "multline"]), ROWS), max_size=6))
def test_random_displays_are_counted_as_by_hand(
    displays: list[tuple[str, list[tuple[str, bool]]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every row has a mark of its own: the number that stands behind the mark is the one LaTeX prints there."""
    body, expected, count = [], [], 0
    for env, rows in displays:
        single = env in ("equation", "multline")
        told = [rows[0]] if single else rows
        lines = []
        for what, nested in told:
            lines.append((r"\begin{cases}p\\q\end{cases}" if nested else "p") + what)
            numbered = env != "align*" and what not in (r"\tag{T}", r"\notag")
            count += numbered
            number = "T" if what == r"\tag{T}" else str(count) if numbered else None
            expected += [number] if number or what == r"\label{L}" else []
        body.append(f"\\begin{{{env}}}" + r"\\".join(lines) + f"\\end{{{env}}}")
    folder = tmp_path_factory.mktemp("displays")
    _, document = read(folder, " ".join(body))
    assert [piece.number for piece in document.content if isinstance(piece, Number)] == expected
    assert written(document.content).split() == " ".join(body).split()
    ends = [a for a, b in zip(document.content, document.content[1:], strict=False) if isinstance(b, Number)]
    assert all(isinstance(piece, Text) for piece in ends)
