"""Text for terminals: no control characters, exact widths."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workbench.views.plain import cells, count, cut, fold, pad, plain


@given(st.text())
def test_plain_leaves_one_line_without_control_characters(text: str) -> None:
    shown = plain(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert plain(shown) == shown


@given(st.text(alphabet="ab é中\u0301"), st.integers(1, 20))
def test_cut_and_pad_keep_to_the_width(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width
    assert cells(pad(text, width)) == width
    if cells(text) <= width:
        assert cut(text, width) == text


@given(st.text(alphabet="ab c"), st.integers(1, 20))
def test_fold_loses_no_word(text: str, width: int) -> None:
    lines = fold(text, width)
    assert " ".join(lines) == " ".join(text.split())
    assert all(cells(line) <= width or " " not in line for line in lines)


def test_count() -> None:
    assert [count(n, "node") for n in (0, 1, 2)] == ["0 nodes", "1 node", "2 nodes"]
    assert count(2, "entry", "entries") == "2 entries"
