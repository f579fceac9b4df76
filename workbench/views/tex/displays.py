"""A formula's rows and their numbers, and the one text that math-core is given for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.blueprint.document import Number
from workbench.views.tex.pairs import pairs, split
from workbench.views.tex.rewrite import rewritten
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


def arranged(formula: Formula, reference: Callable[[str, str], str]) -> Display:
    """The formula as math-core is to read it; raises Refused as `rewritten` does."""
    tokens: list[str] = []
    numbers: list[tuple[int, Number]] = []
    for item in formula.items:
        if isinstance(item, str):
            tokens.append(item)
        else:
            numbers.append((len(tokens), item))
    if numbers:
        tokens = _without_tags(tokens)
    ends = pairs(tokens, lambda item: False)
    start = _columns(tokens, ends) if formula.env in _WITH_COLUMNS else 0
    ranges = list(split(tokens, ends, start, len(tokens), "\\\\")) if formula.display else [(start, len(tokens))]
    rows: list[tuple[str, tuple[Number, ...]]] = []
    for begin, end in ranges:
        own = tuple(number for place, number in numbers if begin <= place <= end)
        rows.append((_row(tokens[begin:end], formula.env, reference, first=not rows), own))
    while len(rows) > 1 and not rows[-1][0] and not rows[-1][1]:
        rows.pop()
    return _joined(formula, rows)


def _joined(formula: Formula, rows: list[tuple[str, tuple[Number, ...]]]) -> Display:
    every = tuple(number for _, own in rows for number in own)
    aligned = formula.env in _ALIGNED or (formula.env not in _GATHERED and any("&" in tex for tex, _ in rows))
    if len(rows) == 1 and not (aligned and "&" in rows[0][0]):
        return Display(rows[0][0], every)
    name = "aligned" if aligned else "gathered"
    if formula.env.startswith("multline"):
        name = "multline*"
    body = "\\\\ ".join(("{}" if tex[:1] in ("[", "*") else "") + tex for tex, _ in rows)
    tex = f"\\begin{{{name}}}{body}\\end{{{name}}}"
    apart = len(rows) > 1 and name != "multline*" and (formula.env in _ALIGNED or formula.env in _GATHERED)
    return Display(tex, (), tuple(own for _, own in rows)) if apart and every else Display(tex, every)


def _row(tokens: list[str], env: str, reference: Callable[[str, str], str], *, first: bool) -> str:
    if not first and tokens and tokens[0] in ("*", "["):  # of the \\ before: \\* and \\[2pt]
        tokens = tokens[1:] if tokens[0] == "*" else tokens[tokens.index("]") + 1 :] if "]" in tokens else tokens
    if env.startswith("eqnarray"):
        tokens = _two_columns(tokens)
    return join(rewritten(tokens, reference)).strip()


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
