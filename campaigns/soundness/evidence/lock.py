"""The lock: texts, formal objects and hashes altered as the sources were, and an unfinished merge."""

from __future__ import annotations

import random
from pathlib import Path

from campaigns.soundness.evidence.kinds import Done, Kind, entering
from campaigns.soundness.sample_workspace import GREEN, PROBLEM_OF, PROBLEMS

KINDS: dict[str, Kind] = {}
_kind = entering(KINDS)


@_kind("a text in the lock altered, as the statement was")
def _(root: Path, dice: random.Random) -> Done:
    old, new = dice.choice(
        (("has a monochromatic", "has no monochromatic"), ("two", "three"), ("of length", "of size"))
    )
    for name in ("web.tex", "macros.tex", "workbench.lock"):
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return Done("thm:vdw", "compared word by word with what was accepted", f"{old} -> {new}")


@_kind("the formal objects of two blocks of the lock exchanged, as the problems of the nodes were")
def _(root: Path, dice: random.Random) -> Done:
    one, other = dice.sample(GREEN, 2)
    for name in ("web.tex", "chapters/more.tex", "workbench.lock"):
        path = root / name
        text = path.read_text(encoding="utf-8")
        if name != "workbench.lock":
            first, second = (f"\\checkedby{{{PROBLEM_OF[node]}}}" for node in (one, other))
        else:
            lines = text.splitlines()
            first, second = (
                next(line for line in lines if f'name = "{PROBLEM_OF[node]}"' in line) for node in (one, other)
            )
        text = text.replace(first, "@@").replace(second, first).replace("@@", second)
        path.write_text(text, encoding="utf-8")
    return Done(one, "compared with what was accepted", f"{one} and {other}")


@_kind("the hash of one block of the lock in another, as the problem was")
def _(root: Path, dice: random.Random) -> Done:
    node = dice.choice(GREEN)
    falsified = _falsified_of(root, node, dice)
    path = root / "workbench.lock"
    text = path.read_text(encoding="utf-8")
    hashes = [line for line in text.splitlines() if line.startswith("pairing = ")]
    block = text.index(f'."{node}"]')
    own = text[text.index("pairing = ", block) :].split("\n")[0]
    path.write_text(text.replace(own, dice.choice([line for line in hashes if line != own])), encoding="utf-8")
    return Done(node, "compared with what was accepted", f"{node}: {falsified}")


def _falsified_of(root: Path, node: str, dice: random.Random) -> str:
    name = PROBLEM_OF[node]
    path = root / f"problems/{name}.toml"
    old = PROBLEMS[name][1]
    new = {"satisfiable": "unsatisfiable", "unsatisfiable": "satisfiable"}[old]
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{old}"', f'"{new}"'), encoding="utf-8")
    return f"expect {new}"


@_kind("the lock as an unfinished merge leaves it")
def _(root: Path, dice: random.Random) -> Done:
    path = root / "workbench.lock"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = dice.choice([k for k, line in enumerate(lines) if line.startswith("statement")])
    lines[at:at] = ["<<<<<<< ours", lines[at].replace("has", "has no"), "=======", lines[at], ">>>>>>> theirs"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Done(dice.choice(GREEN), "the marks of a merge", f"line {at + 1}")
