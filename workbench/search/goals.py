"""Goals as Lean prints them, taken apart: hypotheses by name, and the target."""

from __future__ import annotations

from dataclasses import dataclass

TURNSTILE = "⊢"
HIDDEN = "✝"
"""In a name that a tactic cannot write."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A name of the local context; of several on one line each is one."""

    name: str
    type: str

    @property
    def usable(self) -> bool:
        """Whether a tactic can name it."""
        return HIDDEN not in self.name and not self.name.startswith("[")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal."""

    case: str
    """Its tag, or empty."""
    hypotheses: tuple[Hypothesis, ...]
    target: str

    @property
    def size(self) -> int:
        """Words of target and hypotheses: what a search holds against it."""
        return len(self.target.split()) * 2 + sum(len(one.type.split()) for one in self.hypotheses)


def parse_goals(text: str) -> tuple[Goal, ...]:
    """The goals of a tactic state, in order: each is a block that ends with its target. Never raises."""
    return tuple(_goal(block) for block in _blocks(text))


def _blocks(text: str) -> list[list[str]]:
    """Goals are set apart by blank lines, and a long target may hold lines of its own, all indented."""
    blocks: list[list[str]] = []
    for line in text.split("\n"):
        if not line.strip():
            blocks.append([])
        elif blocks:
            blocks[-1].append(line)
        else:
            blocks = [[line]]
    whole: list[list[str]] = []
    for block in blocks:
        if any(line.startswith(TURNSTILE) for line in block):
            whole.append(block)
        elif whole and block:
            whole[-1].extend(block)
    return whole


def _goal(lines: list[str]) -> Goal:
    case, hypotheses, target = "", [], ""
    joined: list[str] = []
    for line in lines:
        if line.startswith(" ") and joined:
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
    for line in joined:
        if line.startswith(TURNSTILE):
            target = line[1:].strip()
        elif line.startswith("case ") and " : " not in line:
            case = line[5:].strip()
        else:
            names, separator, type_ = line.partition(" : ")
            if separator:
                hypotheses += [Hypothesis(name, type_.strip()) for name in names.split()]
    return Goal(case, tuple(hypotheses), target)
