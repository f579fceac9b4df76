"""Referees' folders: what `verify DIR` accepts is a right witness."""

from __future__ import annotations

import json
from pathlib import Path

from campaigns.fuzz.carried import JSON_WORDS, PART
from campaigns.fuzz.kept_folders import folder_bytes, large_folders
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate
from workbench.dispatch.referee import verify_folder


def read_folder(data: bytes, scratch: Path) -> str:
    """`verify DIR`: what is accepted is a right witness of a question that is asked again from its parameters."""
    folder = scratch / "kept"
    folder.mkdir()
    for part in data.split(PART)[1:]:
        name, _, content = part.partition(b"\n")
        if name.decode("latin-1") in FOLDER_NAMES:
            path = folder / name.decode("ascii")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    try:
        verified = verify_folder(folder)
    except RejectedCertificate:
        return "refused"
    if verified.checked.answer != "satisfiable":
        return f"accepted: {verified.checked.answer}"
    parameters = verified.problem.body["parameters"]
    colours = json.loads((folder / "witness.json").read_bytes())["colouring"]
    n = parameters["n"]
    assert len(colours) == n and all(type(one) is int and 0 <= one < parameters["colours"] for one in colours)
    assert all(
        len({colours[x - 1], colours[y - 1], colours[x + y - 1]}) > 1 for x in range(1, n) for y in range(x, n - x + 1)
    ), "a false witness"
    return "accepted"


FOLDER_NAMES = (
    "answer.json",
    "problem.cnf",
    "plain.cnf",
    "added.txt",
    "proof.lrat",
    "witness.json",
    "cubes.json",
    "README",
    "cubes.icnf",
    "cover.lrat",
    "proofs/001.lrat",
)

READER = Reader("referees' folders", inputs(folder_bytes, (PART, *JSON_WORDS)), read_folder, large_folders)
