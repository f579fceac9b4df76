"""A text of the author's as plain lines for a terminal: paragraphs, lists, and formulas in Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from workbench.views.plain import cells, plain
from workbench.views.tex.blocks import parse
from workbench.views.tex.signs import Ref
from workbench.views.tex.tree import Child, Element, Formula, is_block
from workbench.views.tex.unicode import rows

_NOTHING: Ref = lambda label: None  # noqa: E731  # a default that has to be named for the types


def readable(tex: str, definitions: Iterable[tuple[str, str]] = (), *, ref: Ref = _NOTHING) -> str:
    """A text for a terminal: paragraphs divided by blank lines, lists with "- " or "1. ", formulas in Unicode.

    The author's macros are expanded, bookkeeping is gone, control characters and direction marks are made visible.
    `ref` says what a reference to a label prints; where it gives None, the label itself stands there. Takes time in
    proportion to the text, and raises nothing.
    """
    lines = "\n\n".join(_Terminal(ref).blocks(parse(tex, definitions).children)).split("\n")
    return "\n".join(_safe(line) for line in lines).strip("\n")


def _safe(line: str) -> str:
    inside = line.lstrip(" ")
    return " " * (len(line) - len(inside)) + _plain(inside) if inside else ""


def _plain(text: str) -> str:
    """`plain`, but spaces within the line stay as they are, for tables."""
    return " ".join(plain(word) for word in text.replace("\u00a0", " ").replace("\u2009", " ").split(" "))


class _Terminal:
    def __init__(self, ref: Ref) -> None:
        self._ref = ref

    # Blocks

    def blocks(self, children: Iterable[Child]) -> Iterator[str]:
        """One text for each paragraph or block."""
        line: list[Child] = []
        for child in children:
            if is_block(child) or (isinstance(child, Element) and child.kind == "paragraph"):
                yield from self._paragraph(line)
                line = []
                yield from self._block(child)
            else:
                line.append(child)
        yield from self._paragraph(line)

    def _paragraph(self, children: Iterable[Child]) -> Iterator[str]:
        """A paragraph, with each display on lines of its own."""
        lines, run = [], []  # type: tuple[list[str], list[str]]
        for child in (*children, None):
            display = isinstance(child, Formula) and child.display
            if display or child is None:
                text = " ".join("".join(run).split(" ")).strip()
                lines += [re.sub(r" {2,}", " ", part).strip() for part in text.split("\n") if part.strip()]
                run = []
            if isinstance(child, Formula) and display:
                lines += [f"    {row}" for row in self._rows(child)]
            elif child is not None:
                run.append(self.inline(child))
        if lines:
            yield "\n".join(lines)

    def _block(self, child: Child) -> Iterator[str]:
        if isinstance(child, Formula):
            yield _indented("".join(item for item in child.items if isinstance(item, str)).strip("\n"))
        elif not isinstance(child, Element):
            return
        elif child.kind == "paragraph":
            yield from self._paragraph(child.children)
        elif child.kind in ("itemize", "enumerate", "description"):
            yield "\n".join(self._items(child))
        elif child.kind == "verbatim":
            yield _indented("".join(part for part in child.children if isinstance(part, str)))
        elif child.kind == "table":
            yield "\n".join(self._table(child))
        elif child.kind == "quote":
            yield from (_indented(block, 2) for block in self.blocks(child.children))
        elif child.kind in _INLINE_BLOCKS:
            yield self.inline(child)
        else:
            yield from self.blocks(child.children)

    def _items(self, parent: Element) -> Iterator[str]:
        number = 0
        for item in parent.children:
            if not isinstance(item, Element):
                continue
            label = next((c for c in item.children if isinstance(c, Element) and c.kind == "label"), None)
            rest = item.children if label is None else item.children[1:]
            if label is not None:
                mark = self.inline(label).strip()
            elif parent.kind == "enumerate":
                number += 1
                mark = f"{number}."
            else:
                mark = "-"
            body = "\n".join(self.blocks(rest))
            yield f"{mark} {_indented(body, len(mark) + 1 if len(mark) < 5 else 2).lstrip(' ')}".rstrip(" ")

    def _table(self, table: Element) -> Iterator[str]:
        lines = [
            [" ".join(self.inline(cell).split()) for cell in row.children if isinstance(cell, Element)]
            for row in table.children
            if isinstance(row, Element)
        ]
        lines = [line for line in lines if any(line)]
        widths: list[int] = []
        for line in lines:
            widths += [0] * (len(line) - len(widths))
            for column, text in enumerate(line):
                widths[column] = max(widths[column], min(cells(text), 40))
        for line in lines:
            yield "  ".join(t + " " * (w - cells(t)) for t, w in zip(line, widths, strict=False)).rstrip(" ")

    # Lines

    def inline(self, child: Child) -> str:
        if isinstance(child, str):
            return child
        if isinstance(child, Formula):
            return " " + "; ".join(self._rows(child)) + " " if child.display else "; ".join(self._rows(child))
        if not isinstance(child, Element):
            return ""
        special = _SPECIAL.get(child.kind)
        if special is not None:
            return special(self, child)
        return "".join(self.inline(inner) for inner in child.children)

    def _rows(self, formula: Formula) -> list[str]:
        """The rows of a formula, each with its number behind it."""
        if formula.drawing:
            return ["".join(item for item in formula.items if isinstance(item, str)).strip()]
        tokens: list[str] = []
        for item in formula.items:
            if isinstance(item, str):
                tokens.append(item)
            elif item.number is not None:
                tokens += ("\\qquad", "(", item.number, ")")
        return rows(tokens, self._ref)

    def _reference(self, child: Element) -> str:
        command, _, labels = child.value.partition(" ")
        shown = ", ".join(self._ref(label.strip()) or label.strip() for label in labels.split(","))
        return f"({shown})" if command == "eqref" else shown

    def _link(self, child: Element) -> str:
        text = "".join(self.inline(inner) for inner in child.children)
        return text if text == child.value or not child.value else f"{text} ({child.value})"

    def _citation(self, child: Element) -> str:
        note = "".join(self.inline(inner) for inner in child.children)
        return f"[{child.value}{', ' if note else ''}{note}]"


def _note(terminal: _Terminal, child: Element) -> str:
    return f" ({''.join(terminal.inline(inner) for inner in child.children).strip()})"


def _indented(text: str, by: int = 4) -> str:
    return "\n".join(" " * by + line if line else "" for line in text.split("\n"))


_INLINE_BLOCKS = frozenset({"heading", "caption", "image", "footnote", "link"})
_SPECIAL: dict[str, Callable[[_Terminal, Element], str]] = {
    "ref": _Terminal._reference,
    "cite": _Terminal._citation,
    "link": _Terminal._link,
    "footnote": _note,
    "break": lambda terminal, child: "\n",
    "image": lambda terminal, child: f"[figure {child.value}]",
}
