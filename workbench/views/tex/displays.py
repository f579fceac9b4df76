"""A formula's rows and their numbers, and the one text that math-core is given for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.blueprint.document import Number
from workbench.views.tex.pairs import pairs, split
from workbench.views.tex.rewrite import CHARACTERS, Refused, rewritten
from workbench.views.tex.tokens import join, words
from workbench.views.tex.tree import Formula

_ALIGNED = frozenset(
    words("align align* alignat alignat* flalign flalign* xalignat xalignat* eqnarray eqnarray* dmath dmath*")
)
_WITH_COLUMNS = frozenset(words("alignat alignat* xalignat xalignat*"))
_GATHERED = frozenset(words("gather gather* multline multline*"))


@dataclass(frozen=True, slots=True)
class Display:
    """What is converted, and the numbers: beside the whole, or beside each of its rows."""

    tex: str
    beside: tuple[Number, ...] = ()
    rows: tuple[tuple[Number, ...], ...] = ()
    """For each row of the table that the conversion gives, its numbers; empty where they stand beside the whole."""


@dataclass(frozen=True, slots=True)
class _Row:
    tex: str
    numbers: tuple[Number, ...]
    marked: bool
    """Whether it has a mark of alignment of its own."""


def arranged(formula: Formula, reference: Callable[[str, str], str]) -> Display:
    """The formula as math-core is to read it; raises Refused as `rewritten` does, for all rows together, too."""
    tokens: list[str] = []
    numbers: list[tuple[int, Number]] = []
    for item in _with_rows_of_words(formula.items):
        if isinstance(item, str):
            tokens.append(item)
        else:
            numbers.append((len(tokens), item))
    if numbers:
        tokens = _without_tags(tokens)
    ends = pairs(tokens, lambda item: False)
    start = _columns(tokens, ends) if formula.env in _WITH_COLUMNS else 0
    ranges = list(split(tokens, ends, start, len(tokens), "\\\\")) if formula.display else [(start, len(tokens))]
    rows: list[_Row] = []
    for begin, end in ranges:
        own = tuple(number for place, number in numbers if begin <= place <= end)
        marked = len(list(split(tokens, ends, begin, end, "&"))) > 1
        rows.append(_Row(_row(tokens[begin:end], formula.env, reference, first=not rows), own, marked))
    while len(rows) > 1 and not rows[-1].tex and not rows[-1].numbers:
        rows.pop()
    if sum(len(row.tex) for row in rows) > CHARACTERS:  # a million cells are half a gigabyte
        raise Refused("is too long")
    return _joined(formula, rows)


def _joined(formula: Formula, rows: list[_Row]) -> Display:
    every = tuple(number for row in rows for number in row.numbers)
    marked = any(row.marked for row in rows)
    aligned = marked or formula.env in _ALIGNED
    if len(rows) == 1 and not marked:
        return Display(rows[0].tex, every)
    name = "aligned" if aligned else "gathered"
    if formula.env.startswith("multline"):
        name = "multline*"
    body = "\\\\ ".join(("{}" if row.tex[:1] in ("[", "*") else "") + row.tex for row in rows)
    tex = f"\\begin{{{name}}}{body}\\end{{{name}}}"
    apart = len(rows) > 1 and name != "multline*" and (formula.env in _ALIGNED or formula.env in _GATHERED)
    return Display(tex, (), tuple(row.numbers for row in rows)) if apart and every else Display(tex, every)


def _row(tokens: list[str], env: str, reference: Callable[[str, str], str], *, first: bool) -> str:
    if not first and tokens and tokens[0] in ("*", "["):  # of the \\ before: \\* and \\[2pt]
        tokens = tokens[1:] if tokens[0] == "*" else tokens[tokens.index("]") + 1 :] if "]" in tokens else tokens
    if env.startswith("eqnarray"):
        tokens = _two_columns(tokens)
    return join(rewritten(tokens, reference)).strip()


def _with_rows_of_words(items: tuple[str | Number, ...]) -> Iterator[str | Number]:
    r"""The items, `\intertext` as a row of its own."""
    if not any(item in _BETWEEN for item in items):
        yield from items
        return
    ends = pairs(items, lambda item: False)
    close = -1
    for index, item in enumerate(items):
        if item in _BETWEEN:
            at = index + 1
            while at < len(items) and items[at] == " ":
                at += 1
            close = ends.get(at, -1)
            yield from ("&", "\\text") if close >= 0 else (" ",)
        else:
            yield item
        if index == close:
            yield "\\\\"


_BETWEEN = frozenset(("\\intertext", "\\shortintertext"))


def _two_columns(tokens: list[str]) -> list[str]:
    """A row of eqnarray, whose sign stands between two marks, with one before it."""
    kept, marks = [], 0
    for token in tokens:
        marks += token == "&"
        if token != "&" or marks != 2:
            kept.append(token)
    return kept


def _columns(tokens: list[str], ends: dict[int, int]) -> int:
    """Where the text begins behind the number of columns."""
    start = 1 if tokens[:1] == [" "] else 0
    return ends[start] + 1 if tokens[start : start + 1] == ["{"] and start in ends else 0


def _without_tags(tokens: list[str]) -> list[str]:
    r"""Where numbers are known they stand for every `\tag`; a blank in its place keeps the places of the rest."""
    ends = pairs(tokens, lambda item: False)
    kept = list(tokens)
    for index, token in enumerate(tokens):
        if token == "\\tag":
            at = index + 1
            while at < len(tokens) and tokens[at] in (" ", "*"):
                at += 1
            last = ends.get(at, index) if tokens[at : at + 1] == ["{"] else index
            kept[index : last + 1] = [" "] * (last + 1 - index)
    return kept
