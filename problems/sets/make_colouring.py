"""300 finite colouring questions on both sides of known thresholds: `python make_colouring.py [FOLDER]`.

Writes `colouring.jsonl`, one problem a line as docs/sweep.md says. What is expected comes from the literature (Schur
numbers: Schur 1917, Baumert 1965; van der Waerden numbers: Chvatal 1970 and the tables of Ahmed, Kullmann and Snevily
2014; Ramsey numbers: Radziszowski's survey), so that a sweep holds it against the machines. There is nothing random
here; the seed picks the order, in which easy and hard questions take turns.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

SEED = 1917
BELOW, FROM = 8, 6
"""How many questions stand below each threshold, and from it on."""
QUESTIONS = 300

# Family, its other parameters, and the least n for which there is no colouring.
THRESHOLDS: tuple[tuple[str, dict[str, Any], int], ...] = (
    *(("schur", {"colours": colours}, least) for colours, least in ((2, 5), (3, 14), (4, 45))),
    *(
        ("van-der-waerden", {"lengths": lengths}, least)
        for lengths, least in (
            *(([3, 3], 9), ([3, 4], 18), ([3, 5], 22), ([3, 6], 32), ([3, 7], 46), ([3, 8], 58), ([3, 9], 77)),
            *(([4, 4], 35), ([4, 5], 55), ([3, 3, 3], 27), ([2, 3, 3], 14), ([2, 3, 4], 21), ([2, 3, 5], 32)),
            *(([2, 3, 6], 40), ([2, 4, 4], 40), ([2, 2, 3, 3], 17), ([2, 2, 3, 4], 25)),
        )
    ),
    *(("ramsey", {"s": s, "t": t}, least) for s, t, least in ((3, 3, 6), (3, 4, 9), (3, 5, 14), (4, 4, 18))),
)


def problems() -> Iterator[dict[str, Any]]:
    """Every question, family by family."""
    for family, others, least in THRESHOLDS:
        for n in range(max(1, least - BELOW), least + FROM):
            name = "-".join(
                str(part) for value in others.values() for part in (value if isinstance(value, list) else [value])
            )
            yield {
                "id": f"{family}-{name}-at-{n}",
                "kind": "sat",
                "expect": "satisfiable" if n < least else "unsatisfiable",
                "sat": {"family": family, "parameters": {"n": n, **others}},
            }


def main(folder: Path) -> None:
    """Write the set."""
    found = list(problems())
    Random(SEED).shuffle(found)
    lines = [json.dumps(problem) + "\n" for problem in found[:QUESTIONS]]
    (folder / "colouring.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
