"""What a filter says and which nodes it lets through. Pure.

A filter is words, all of which have to hold: `key:value` (values with commas: one of them), any other word is looked
for in id, title, number, Lean and problem names and text; a minus before a word turns it round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from workbench.blueprint.model import Node
from workbench.evidence.record import Tier
from workbench.status import Mark, NodeStatus, Report, Status

STATUSES: Final[Mapping[str, Status]] = {
    "dark-green": Status.DARK_GREEN,
    "green": Status.GREEN,
    "ready-to-prove": Status.BLUE_PROVE,
    "ready-to-state": Status.BLUE_STATE,
    "white": Status.WHITE,
}
CHANGED: Final = "changed"
KEYS: Final = ("status", "kind", "tier", "mark", "chapter", CHANGED)
EXAMPLES: Final = "status:ready-to-prove  kind:lemma  tier:certificate  mark:asserted  changed:"


@dataclass(frozen=True, slots=True)
class Entry:
    """One node as a filter sees it; every text in lower case."""

    id: str
    text: str
    values: Mapping[str, Collection[str]]
    """key -> what the node has of it."""


@dataclass(frozen=True, slots=True)
class Index:
    """The nodes of a report, ready to be filtered, and every value that there is for each key."""

    entries: tuple[Entry, ...]
    vocabulary: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, report: Report) -> Index:
        """Of all nodes that a graph draws, in document order."""
        statements = report.blueprint.statements
        entries = tuple(_entry(statements[id], status) for id, status in report.nodes.items())

        def there(key: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys(value for entry in entries for value in entry.values[key]))

        vocabulary = {
            "status": tuple(STATUSES),
            "kind": there("kind"),
            "tier": tuple(tier.value for tier in Tier),
            "mark": tuple(mark.value for mark in Mark),
            "chapter": there("chapter"),
        }
        return cls(entries, vocabulary)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter: with an empty key it is looked for in the text."""

    key: str
    values: tuple[str, ...]
    without: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What was typed, understood as far as it could be; `problem` says what could not, and what would be right."""

    terms: tuple[Term, ...] = ()
    problem: str = ""

    @property
    def revision(self) -> str | None:
        """What `changed:` compares with (empty: the merge base); None where nothing is compared."""
        return next((term.values[0] for term in self.terms if term.key == CHANGED), None)


def parse(text: str, vocabulary: Mapping[str, Sequence[str]]) -> Filter:
    """Understand a filter. The first word that is wrong is the problem; the filter then has none of its terms."""
    terms = []
    for word in text.split():
        bare = word.removeprefix("-") or word
        key, colon, said = bare.partition(":")
        if not (colon and key.lower() in KEYS):
            terms.append(Term("", (bare.lower(),), bare != word))
            continue
        values, problem = _values(key.lower(), said, vocabulary)
        if problem:
            return Filter((), problem)
        terms.append(Term(key.lower(), values, bare != word))
    return Filter(tuple(terms))


def matching(index: Index, wanted: Filter, changed: Collection[str] = ()) -> list[str]:
    """The ids that a filter lets through, in document order; `changed` are the nodes that `changed:` stands for."""
    tests = [_test(term, changed) for term in wanted.terms]
    return [entry.id for entry in index.entries if all(test(entry) for test in tests)]


def completions(text: str, vocabulary: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What the last word of `text` may be going to be, as the whole text."""
    before, space, word = text.rpartition(" ")
    minus = "-" if word.startswith("-") else ""
    bare = word.removeprefix("-")
    key, colon, said = bare.partition(":")
    if colon and key.lower() in vocabulary:
        done, comma, last = said.rpartition(",")
        for value in vocabulary[key.lower()]:
            if value.startswith(last.lower()) and value != last.lower():
                yield f"{before}{space}{minus}{key}:{done}{comma}{value}"
    elif bare and not colon:
        yield from (f"{before}{space}{minus}{name}:" for name in KEYS if name.startswith(bare.lower()))


def nothing_found(wanted: Filter) -> str:
    """Why a filter that is right may let nothing through, in a sentence."""
    for term in wanted.terms:
        key, colon, _ = term.values[0].partition(":")
        if not term.key and colon and (near := get_close_matches(key, KEYS, 1, 0.6)):
            return f"nothing contains {term.values[0]!r}; did you mean {near[0]}: ?"
    return "no node is so"


def _values(key: str, said: str, vocabulary: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], str]:
    """The values that a word names, each whole or so far that one value alone begins so; or what is wrong with it."""
    if key == CHANGED:
        return (said,), ""
    known = vocabulary.get(key, ())
    found = []
    for value in said.lower().split(","):
        beginning = [one for one in known if one.startswith(value)]
        if value in known or len(beginning) == 1:
            found.append(value if value in known else beginning[0])
            continue
        near = beginning or get_close_matches(value, known, 3, 0.5) or known
        if value and not beginning:
            return (), f"no {key} is {value!r}: {_listed(near)}"
        return (), f"{key}: {_listed(near)}"
    return tuple(found), ""


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values[:8]) + (" ..." if len(values) > 8 else "") if values else "there is none"


def _test(term: Term, changed: Collection[str]) -> Callable[[Entry], bool]:
    if term.key == CHANGED:
        inside = frozenset(changed)
        return lambda entry: (entry.id in inside) != term.without
    if not term.key:
        sought = term.values[0]
        return lambda entry: (sought in entry.text) != term.without
    wanted = frozenset(term.values)
    return lambda entry: (not wanted.isdisjoint(entry.values[term.key])) != term.without


_BOOKKEEPING = re.compile(r"\\(?:label|uses|lean|checkedby(?:\[[^]]*\])?|proves|discussion)\{[^}]*\}")
_NAMES = {status: name for name, status in STATUSES.items()}


def _entry(node: Node, status: NodeStatus) -> Entry:
    names = (*node.labels, *node.lean, *map(str, node.checked_by))
    said = _BOOKKEEPING.sub(" ", node.text)
    text = " ".join([node.id, node.env, node.ref or "", node.title_tex or "", *names, said])
    values = {
        "status": (_NAMES[status.status],),
        "kind": (node.env.lower(),),
        "tier": (status.tier.value,) if status.tier else (),
        "mark": tuple(mark.value for mark in status.marks),
        "chapter": (_word(node.chapter),) if node.chapter else (),
    }
    return Entry(node.id, " ".join(text.split()).lower(), values)


def _word(text: str) -> str:
    """A title as one word, for words end at spaces."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
