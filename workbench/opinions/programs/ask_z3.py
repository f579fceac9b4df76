"""Z3 evaluates a model: `python -I ask_z3.py ROOT`, with `script.smt2` and `model.smt2` in the folder.

The model's definitions take the place of the script's declarations, so that every assertion is about constants and Z3
has to say whether they hold. Nothing of Workbench is imported; the parentheses are counted here. Prints a line of JSON.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import z3

WORD = re.compile(r";[^\n]*|\|[^|]*\||\"(?:[^\"]|\"\")*\"|[()]|[^\s();|\"]+")
DECLARING = ("declare-fun", "declare-const")
KEPT = ("declare-sort", "define-sort", "declare-datatypes", "declare-datatype", "define-fun", "define-fun-rec",
        "define-const", "assert")  # fmt: skip


def commands(text: str) -> list[list[str]]:
    """The expressions on the outside of a text, each as its words."""
    found: list[list[str]] = []
    depth = 0
    for word in WORD.findall(text):
        if word.startswith(";"):
            continue
        if depth == 0:
            found.append([])
        found[-1].append(word)
        depth += (word == "(") - (word == ")")
    return found


def without_model(text: str) -> list[list[str]]:
    """The definitions of a model, with or without `(model ...)` or a pair of parentheses around all of them."""
    outer = commands(text)
    if len(outer) == 1 and outer[0][1:2] not in (["define-fun"], ["define-fun-rec"], ["declare-fun"], ["forall"]):
        inner = outer[0][2:-1] if outer[0][1:2] == ["model"] else outer[0][1:-1]
        return commands(" ".join(inner))
    return outer


def by_need(definitions: dict[str, list[str]]) -> list[list[str]]:
    """The definitions in an order in which each comes after those that it mentions, as far as there is one."""
    ordered: list[list[str]] = []
    waiting = dict(definitions)
    while waiting:
        ready = [name for name, one in waiting.items() if not waiting.keys() & set(one[3:])] or list(waiting)
        ordered += [waiting.pop(name) for name in ready]
    return ordered


def evaluated(script: str, model: str) -> tuple[bool | None, str]:
    """Whether every assertion holds in the model."""
    stated = [one for one in commands(script) if one[1] in (*KEPT, *DECLARING)]
    given = without_model(model)
    defined = {one[2]: one for one in given if one[1].startswith("define-fun")}
    elements = [one for one in given if one[1] in DECLARING]
    declared = {one[2] for one in stated if one[1] in DECLARING}
    sorts = [one for one in stated if "sort" in one[1] or "datatype" in one[1]]
    of_sort: dict[str, list[str]] = {}
    for one in elements:
        of_sort.setdefault(one[-2], []).append(one[2])
    apart = [["(", "assert", "(", "distinct", *many, ")", ")"] for many in of_sort.values() if len(many) > 1]
    only = [["(", "assert", *one, ")"] for one in given if one[1] == "forall"]
    labels = {one[at + 1] for one in stated for at, word in enumerate(one) if word == ":named"}
    ordered = by_need({name: one for name, one in defined.items() if name not in labels})
    meant = [one for one in ordered if one[2] in declared]
    free = [one for one in stated if one[1] in DECLARING and one[2] not in defined]
    rest = [one for one in stated if one[1] not in DECLARING and one not in sorts]
    lines = [*sorts, *elements, *apart, *only, *ordered, *free, *rest]
    solver = z3.Solver()
    solver.from_string("\n".join(" ".join(one) for one in lines))
    found = solver.check()
    number = sum(one[1] == "assert" for one in rest)
    if found == z3.unknown:
        return None, f"Z3 does not know: {solver.reason_unknown()[:200]}"
    said = f"{number} assertions, with {len(meant)} of {len(declared)} symbols as the model has them"
    return (True, f"Z3 finds them true: {said}") if found == z3.sat else (False, f"one does not hold: {said}")


def main() -> dict[str, Any]:
    try:
        accepted, reason = evaluated(Path("script.smt2").read_text("utf-8"), Path("model.smt2").read_text("utf-8"))
    except (z3.Z3Exception, IndexError, ValueError) as error:
        return {"accepted": None, "reason": " ".join(f"Z3 does not take it: {error}".split())[:300]}
    return {"accepted": accepted, "reason": reason}


if __name__ == "__main__":
    print(json.dumps(main()))
