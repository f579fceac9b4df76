"""The audit's answer read once more, naively: whether it finds a declaration proved."""

from __future__ import annotations

import json

from campaigns.fuzz.lean_audit_answers import NONCE
from workbench.checkers.lean.judge import AXIOMS
from workbench.problems.declaration import DEFINITION, THEOREM


def proved(name: str, wants: str, answer: bytes, replayed: bytes, *, opaque: bool) -> str:
    """Why a declaration is not proved by an answer, read naively; empty where it is."""
    said = [json.loads(line) for line in answer.splitlines()]
    constants = {line["name"]: line for line in said if line["line"] == "constant"}
    full = [line["name"] for line in said if line["line"] == "present" and line["ask"] == name]
    own = [line for line in said if line["line"] == "own"]
    again = [json.loads(line) for line in replayed.splitlines()]
    if any(line["nonce"] != NONCE for line in [*said, *again]):
        return "it is of another run"
    if said[-1]["line"] != "done" or len(own) != 1 or not full:
        return "the answer is not whole"
    if [line["constants"] for line in again if line["line"] == "replayed"] != [own[0]["constants"]]:
        return "nothing was replayed"
    one = constants[full[-1]]
    if one["kind"] not in {THEOREM: ["theorem"], DEFINITION: ["def", "inductive"]}.get(
        wants, ["theorem", "def", "inductive"]
    ):
        return "it is of another kind"
    reached, front = {one["name"]}, [one["name"]]
    while front:
        at = constants[front.pop()]
        fresh = {*at["uses"], *at["type_uses"]} - reached
        reached |= fresh
        front += fresh
    modules = said[0]["modules"]
    for rests in map(constants.__getitem__, reached):
        if rests["kind"] == "axiom" and (
            rests["own"]
            or AXIOMS.get(rests["name"]) != rests.get("type", "")
            or not modules[rests["module"]].startswith("Init")
        ):
            return f"it rests on {rests['name']}"
        if rests["own"] and (rests["unsafe"] or rests["partial"] or (rests["kind"] == "opaque" and not opaque)):
            return f"it rests on {rests['name']}, which is doubtful"
    return ""
