"""Questions that changed after their evidence: parameters, files, what is expected, which problem a node names."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from campaigns.soundness.evidence.kinds import Done, Kind, Right, entering
from campaigns.soundness.exhaustive import has_answer
from campaigns.soundness.sample_workspace import GREEN, PROBLEM_OF, PROBLEMS, accept_all

KINDS: dict[str, Kind] = {}
_kind = entering(KINDS)


EXHAUSTED = "every candidate tried: the new claim is false"
OTHERS: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "vdw-9": {"n": (8, 7, 6, 5)},
    "vdw-8": {"n": (9, 10, 11)},
    "schur-5": {"n": (4, 3, 2)},
    "queens-6": {"n": (3, 2)},
    "k4": {"colours": (4, 5)},
}
"""By problem: parameters with which what it expects is false."""


def claim(root: Path, name: str) -> bool:
    """Whether what a problem file expects is so, found out by trying every candidate."""
    table = tomllib.loads((root / f"problems/{name}.toml").read_text(encoding="utf-8"))
    parameters = dict(table["sat"]["parameters"])
    if "file" in parameters:
        parameters["file"] = (root / "problems" / parameters["file"]).read_text(encoding="utf-8")
    wanted: bool = table["expect"] == "satisfiable"
    return has_answer(table["sat"]["family"], parameters) == wanted


def falsified(root: Path, dice: random.Random) -> tuple[str, str]:
    """Make the claim of some problem false; the node, and what was done."""
    node = dice.choice(GREEN)
    name = PROBLEM_OF[node]
    path = root / f"problems/{name}.toml"
    text = path.read_text(encoding="utf-8")
    if dice.random() < 0.5:
        old = PROBLEMS[name][1]
        new = {"satisfiable": "unsatisfiable", "unsatisfiable": "satisfiable"}[old]
        path.write_text(text.replace(f'"{old}"', f'"{new}"'), encoding="utf-8")
        what = f"expect {new}"
    else:
        ((key, values),) = OTHERS[name].items()
        value = dice.choice(values)
        lines = [f"{key} = {value}" if line.startswith(f"{key} =") else line for line in text.split("\n")]
        path.write_text("\n".join(lines), encoding="utf-8")
        what = f"{key} = {value}"
    if claim(root, name):
        raise Right(f"{name}: {what}")
    return node, f"{name}: {what}"


@_kind("parameters or the expected answer of a problem changed after its evidence")
def _(root: Path, dice: random.Random) -> Done:
    node, what = falsified(root, dice)
    return Done(node, EXHAUSTED, what)


@_kind("the same, and the pairing accepted anew")
def _(root: Path, dice: random.Random) -> Done:
    node, what = falsified(root, dice)
    accept_all(root)
    return Done(node, EXHAUSTED, what)


@_kind("a file of a problem changed after its evidence, and the pairing accepted anew")
def _(root: Path, dice: random.Random) -> Done:
    path = root / "problems/k4.col"
    head, *edges = path.read_text(encoding="utf-8").splitlines()
    edges.pop(dice.randrange(len(edges)))
    path.write_text("\n".join([head.replace(" 6", f" {len(edges)}"), *edges, ""]), encoding="utf-8")
    accept_all(root)
    if claim(root, "k4"):
        raise Right("k4")
    return Done("lem:k4", EXHAUSTED, f"edges {edges}")


@_kind("the node names another problem, and the pairing was accepted anew")
def _(root: Path, dice: random.Random) -> Done:
    n = dice.choice((8, 7, 6, 5))
    path = root / "web.tex"
    text = path.read_text(encoding="utf-8")
    new = f"\\checkedby[n={n},lengths={{3,3}},expect=unsatisfiable]{{van-der-waerden}}"
    path.write_text(text.replace(r"\checkedby{vdw-9}", new), encoding="utf-8")
    accept_all(root)
    if not has_answer("van-der-waerden", {"n": n, "lengths": [3, 3]}):
        raise Right(new)
    return Done("thm:vdw", EXHAUSTED, new)
