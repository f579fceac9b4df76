"""What a filter says: words that all have to hold, each understood, or a sentence that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.blueprint.reader import read_blueprint
from workbench.status import report
from workbench.tui.filtering import KEYS, Index, completions, matching, nothing_found, parse

WEB = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\begin{document}
\chapter{First things}
\begin{definition}[Entropy]\label{def:entropy}\leanok\lean{Entropy.H} The entropy of $X$.\end{definition}
\begin{lemma}\label{lem:convex}\uses{def:entropy} Logarithms are concave.\end{lemma}
\chapter{Last things}
\begin{lemma}\label{lem:sum}\uses{lem:convex}\leanok Sums of Entropies.\end{lemma}
\begin{theorem}\label{thm:main}\uses{lem:sum} All is well.\end{theorem}
\end{document}
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    root = tmp_path_factory.mktemp("filter")
    (root / "web.tex").write_text(WEB)
    blueprint = read_blueprint(root / "web.tex", root, "filter")
    return Index.of(report(blueprint, (), {}, {}, {}))


def found(index: Index, text: str, changed: tuple[str, ...] = ()) -> list[str]:
    wanted = parse(text, index.vocabulary)
    assert wanted.problem == ""
    return matching(index, wanted, changed)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ["def:entropy", "lem:convex", "lem:sum", "thm:main"]),
        ("entropy", ["def:entropy"]),
        ("ENTROP", ["def:entropy", "lem:sum"]),
        ("Entropy.H", ["def:entropy"]),
        ("concave", ["lem:convex"]),
        ("lem:sum", ["lem:sum"]),
        ("kind:lemma", ["lem:convex", "lem:sum"]),
        ("kind:lemma,theorem", ["lem:convex", "lem:sum", "thm:main"]),
        ("kind:lem sums", ["lem:sum"]),
        ("-kind:lemma", ["def:entropy", "thm:main"]),
        ("kind:lemma -sums", ["lem:convex"]),
        ("mark:asserted", ["def:entropy", "lem:sum"]),
        ("mark:gap -mark:asserted", ["lem:convex", "thm:main"]),
        ("tier:asserted", ["def:entropy", "lem:sum"]),
        ("status:ready-to-prove", ["def:entropy", "lem:sum"]),
        ("status:ready-to-state", ["lem:convex", "thm:main"]),
        ("chapter:last", ["lem:sum", "thm:main"]),
        ("changed:", ["lem:sum"]),
        ("changed: kind:theorem", []),
        ("-changed:HEAD~1 kind:lemma", ["lem:convex"]),
    ],
)
def test_what_passes(index: Index, text: str, ids: list[str]) -> None:
    assert found(index, text, ("lem:sum",)) == ids


def test_the_two_kinds_of_ready_are_never_merged(index: Index) -> None:
    wanted = parse("status:ready", index.vocabulary)
    assert wanted.problem == "status: ready-to-prove, ready-to-state"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("status:grene", "no status is 'grene': green, dark-green"),
        ("kind:corollary", "no kind is 'corollary': definition, lemma, theorem"),
        ("tier:", "tier: kernel, certificate, computation, asserted"),
        ("kind:lemma mark:brokn", "no mark is 'brokn': broken"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(index: Index, text: str, problem: str) -> None:
    wanted = parse(text, index.vocabulary)
    assert wanted.problem.startswith(problem)
    assert wanted.terms == ()


def test_a_key_that_is_nearly_one_is_looked_for_as_text_and_then_said(index: Index) -> None:
    wanted = parse("staus:green", index.vocabulary)
    assert matching(index, wanted) == []
    assert "did you mean status:" in nothing_found(wanted)


def test_completions_follow_the_word_that_is_being_typed(index: Index) -> None:
    assert list(completions("st", index.vocabulary)) == ["status:"]
    assert list(completions("sums kind:l", index.vocabulary)) == ["sums kind:lemma"]
    assert list(completions("-kind:lemma,th", index.vocabulary)) == ["-kind:lemma,theorem"]
    assert list(completions("entropy", index.vocabulary)) == []
    assert list(completions("", index.vocabulary)) == []


def test_the_revision_of_changed(index: Index) -> None:
    assert parse("kind:lemma", index.vocabulary).revision is None
    assert parse("changed:", index.vocabulary).revision == ""
    assert parse("changed:v1.0 sums", index.vocabulary).revision == "v1.0"


@given(st.text(max_size=40) | st.lists(st.sampled_from([*KEYS, ":", "-", ",", " ", "lemma", "é", "["])).map("".join))
def test_any_text_is_understood_or_answered(text: str) -> None:
    vocabulary = {"status": ("white",), "kind": ("lemma",), "tier": (), "mark": ("gap",), "chapter": ()}
    wanted = parse(text, vocabulary)
    assert not (wanted.terms and wanted.problem)
    assert all(one.startswith(text[: text.rfind(" ") + 1]) for one in completions(text, vocabulary))


@given(
    st.lists(st.sampled_from(["kind:lemma", "mark:asserted", "sums", "status:ready-to-state", "entropy"]), max_size=4)
)
def test_words_narrow_and_a_minus_is_the_complement(words: list[str]) -> None:
    root = Path(__file__).parent
    index = _index_once(root)
    every = set(found(index, ""))
    expected = every.intersection(*(set(found(index, word)) for word in words))
    assert set(found(index, " ".join(words))) == expected
    for word in words:
        assert set(found(index, f"-{word}")) == every - set(found(index, word))


_KEPT: list[Index] = []


def _index_once(root: Path) -> Index:
    """Hypothesis takes no fixtures of a module."""
    if not _KEPT:
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            (Path(folder) / "web.tex").write_text(WEB)
            blueprint = read_blueprint(Path(folder) / "web.tex", Path(folder), "filter")
        _KEPT.append(Index.of(report(blueprint, (), {}, {}, {})))
    return _KEPT[0]
