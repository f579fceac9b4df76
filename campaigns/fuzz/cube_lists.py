"""Refutations in parts: of a question with an answer none is accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from campaigns.fuzz.carried import JSON_WORDS, ODD, PART, QUESTION
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat.cubes import CubesJudge
from workbench.problems.spec import family_problem


def read_cubes(data: bytes, scratch: Path) -> str:
    """A certificate in parts, beside it the proofs: of a question with an answer none is accepted."""
    path = scratch / "cubes.json"
    head, *proofs = data.split(PART)
    path.write_bytes(head)
    (scratch / "proofs").mkdir()
    for number, proof in enumerate(proofs[:3], 1):
        (scratch / "proofs" / f"{number:03}.lrat").write_bytes(proof.partition(b"\n")[2])
    assert QUESTION.problem is not None
    try:
        CubesJudge().judge(FOUR, "cubes", path)
    except RejectedCertificate as error:
        return "refused" if "cover" in str(error) or "proof" in str(error) else "refused early"
    raise AssertionError("cubes refute what has an answer")


FOUR = family_problem("schur", {"n": 4, "colours": 2})


@cache
def _formula_sha256() -> str:
    from workbench.checkers.sat.cubes import formula_sha256
    from workbench.checkers.sat.formula import examine

    return formula_sha256(examine(FOUR))


CUBES: tuple[list[list[int]], ...] = ([[1], [-1]], [[1, 2], [1, -2], [-1]], [[]], [[2], [-2]], [[1]])


def cubes_bytes(number: int) -> bytes:
    """A list of cubes with their proofs, of which one at least is a lie."""
    random = Random(number)
    cubes = random.choice(CUBES)
    cover = {2: "3 0 1 2 0\n", 3: "4 1 0 1 2 0\n5 0 4 3 0\n", 1: "2 0 1 0\n"}[len(cubes)]
    proofs = [
        random.choice((b"90 0 1 2 3 4 0\n", b"", b"14 0 1 0\n", b"a\x1c\0\2\0", b"16 1 0 1 2 0\n17 0 16 3 4 0\n"))
        for _ in cubes
    ]
    listed: list[Any] = [
        {"cube": cube, "sha256": hashlib.sha256(proof).hexdigest(), "bytes": len(proof), "number": at}
        for at, (cube, proof) in enumerate(zip(cubes, proofs, strict=True), 1)
    ]
    whole: dict[str, Any] = {"formula": _formula_sha256(), "cover": cover, "cubes": listed}
    for _ in range(random.choice((0, 0, 1, 2))):
        table = random.choice((whole, *(one for one in listed if isinstance(one, dict))))
        table[random.choice(list(table))] = random.choice((*ODD, [1], [[1]], [0], [2**40], [1, -1], 3, "../../x"))
    return json.dumps(whole).encode() + b"".join(PART + b"\n" + proof for proof in proofs)


def _large_cubes() -> Iterator[tuple[str, bytes]]:
    def listed(cubes: str, cover: str = "") -> bytes:
        return f'{{"formula":"{_formula_sha256()}","cover":"{cover}","cubes":[{cubes}]}}'.encode()[:MB]

    one = '{"cube":[1],"sha256":"","bytes":0,"number":%d}'
    yield "20,000 cubes", listed(",".join(one % at for at in range(20_000)))
    yield "20,000 cubes of one number", listed(",".join([one % 1] * 20_000))
    yield (
        "a cube of 200,000 literals",
        listed('{"cube":[' + ",".join(["1", "-1"] * 100_000) + '],"sha256":"","bytes":0,"number":1}'),
    )
    yield "a cover of 1 MB", listed(one % 1, "9 1 0 1 0\\n" * 80_000)
    yield "brackets", listed("[" * (MB - 200))
    yield "a number of a million digits", listed('{"cube":[' + "9" * (MB - 300))


READER = Reader("lists of cubes", inputs(cubes_bytes, (PART, *JSON_WORDS)), read_cubes, _large_cubes)
