"""LRAT as the paper has it, written for the reader alone: a slow reference that shares nothing with the checker.

Cruz-Filipe, Heule, Hunt, Kaufmann and Schneider-Kamp, Efficient Certified RAT Verification, CADE 2017. Clauses are
frozensets in a dictionary, and every question is answered by looking at all of them. Rules where the paper leaves
room are the strict ones that `workbench.checkers.sat.lrat` documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Clauses = dict[int, frozenset[int]]


class Wrong(Exception):
    """The step does not follow; the text says why."""


def refutes(formula: Iterable[Sequence[int]], proof: str) -> bool:
    """Whether `proof` derives the empty clause from `formula`."""
    return first_wrong_line(formula, proof) is None


def first_wrong_line(formula: Iterable[Sequence[int]], proof: str) -> int | None:
    """The first line (from 1) that does not follow, 0 if all do but none derives the empty clause, None if one does."""
    clauses: Clauses = {name: frozenset(clause) for name, clause in enumerate(formula, 1)}
    last = len(clauses)
    for number, line in enumerate(proof.split("\n"), 1):
        words = re.split(r"[ \t\r]+", line.strip(" \t\r"))
        if line.startswith("c") or words == [""]:
            continue
        try:
            if words[1:2] == ["d"]:
                delete(clauses, numbers([words[0], *words[2:]]))
                continue
            name, lemma, hints = split(numbers(words))
            if name <= last:
                raise Wrong(f"identifier {name} after {last}")
            follows(clauses, lemma, hints)
        except Wrong:
            return number
        if not lemma:
            return None
        clauses[name] = frozenset(lemma)
        last = name
    return 0


def numbers(words: list[str]) -> list[int]:
    if not all(re.fullmatch("[0-9]{1,18}|-[0-9]{1,18}", word) and not re.fullmatch("-0+", word) for word in words):
        raise Wrong("not all are numbers")
    return [int(word) for word in words]


def delete(clauses: Clauses, row: list[int]) -> None:
    if row[0] < 0 or len(row) < 2 or row[-1] != 0 or 0 in row[1:-1]:
        raise Wrong("malformed deletion")
    for name in row[1:-1]:
        if name not in clauses:
            raise Wrong(f"deletion of {name}, which is not there")
        del clauses[name]


def split(row: list[int]) -> tuple[int, list[int], list[int]]:
    """Identifier, literals and hints of an addition."""
    if row[0] < 1 or row[-1] != 0 or row[1:].count(0) != 2:
        raise Wrong("malformed lemma")
    middle = row.index(0, 1)
    return row[0], row[1:middle], row[middle + 1 : -1]


def follows(clauses: Clauses, lemma: list[int], hints: list[int]) -> None:
    """The lemma has RUP by the hints or RAT on its first literal."""
    if any(-literal in lemma for literal in lemma):
        raise Wrong("tautology")
    groups: list[list[int]] = [[]]  # the positive hints, then a list for each negative one, which comes first in it
    for hint in hints:
        if hint < 0:
            groups.append([hint])
        else:
            groups[-1].append(hint)
    true = {-literal for literal in lemma}
    if propagate(clauses, true, groups[0]):
        if len(groups) > 1:
            raise Wrong("hints after the conflict")
        return
    if not lemma:
        raise Wrong("no conflict")
    pivot = -lemma[0]
    candidates = {name for name, clause in clauses.items() if pivot in clause}
    named = [-group[0] for group in groups[1:]]
    if len(named) != len(set(named)) or set(named) != candidates:
        raise Wrong(f"candidates {sorted(candidates)}, named {named}")
    for group in groups[1:]:
        assumed = true | {-literal for literal in clauses[-group[0]] - {pivot}}
        if any(-literal in assumed for literal in assumed):
            if len(group) > 1:
                raise Wrong("hints after the conflict")
        elif not propagate(clauses, assumed, group[1:]):
            raise Wrong(f"no conflict with candidate {-group[0]}")


def propagate(clauses: Clauses, true: set[int], hints: list[int]) -> bool:
    """Extend `true` by what each hint forces in turn; whether that comes to a conflict, with the last hint."""
    for position, hint in enumerate(hints):
        if hint not in clauses:
            raise Wrong(f"hint {hint} is not there")
        left = {literal for literal in clauses[hint] if -literal not in true}
        if not left:
            if position + 1 < len(hints):
                raise Wrong("hints after the conflict")
            return True
        if len(left) > 1:
            raise Wrong(f"hint {hint} is not unit")
        true |= left
    return False
