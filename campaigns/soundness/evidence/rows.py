"""Rows of the store: fields altered, rows exchanged, forged for a false claim."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from campaigns.soundness.evidence.kinds import Done, Kind, entering
from campaigns.soundness.evidence.questions import EXHAUSTED, falsified
from campaigns.soundness.sample_workspace import GREEN, PROBLEM_OF, accept_all
from workbench.survey import asked_today
from workbench.workspace import find_workspace

KINDS: dict[str, Kind] = {}
_kind = entering(KINDS)


def database(root: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(root / ".workbench/evidence.sqlite", isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def row_of(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    found = connection.execute("SELECT * FROM evidence WHERE name = ? ORDER BY id DESC", [name]).fetchone()
    return dict(found)


def update(connection: sqlite3.Connection, row: int, **columns: Any) -> None:
    given = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(f"UPDATE evidence SET {given} WHERE id = ?", [*columns.values(), row])


def insert(connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    columns = {name: value for name, value in row.items() if name != "id"}
    marks = ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO evidence ({', '.join(columns)}) VALUES ({marks})", list(columns.values()))


def hashed(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


@_kind("a field of a recorded answer altered: verdict, answer, tier, rests on, certificate")
def _(root: Path, dice: random.Random) -> Done:
    node = dice.choice(GREEN)
    with closing(database(root)) as connection:
        row = row_of(connection, PROBLEM_OF[node])
        body = json.loads(row["body"])
        field = dice.choice(("verdict", "answer", "tier", "rests_on", "certificate", "reason", "fingerprint"))
        body[field] = {
            "verdict": "refuted",
            "answer": "true",
            "tier": "kernel",
            "rests_on": ["nothing"],
            "certificate": {**body["certificate"], "sha256": "0" * 64},
            "reason": "proved in Lean",
            "fingerprint": "0" * 64,
        }[field]
        update(connection, row["id"], body=json.dumps(body, separators=(",", ":")))
    return Done(node, "compared with what was recorded", field)


@_kind("two recorded answers exchanged")
def _(root: Path, dice: random.Random) -> Done:
    one, other = dice.sample(GREEN, 2)
    with closing(database(root)) as connection:
        first, second = (row_of(connection, PROBLEM_OF[node]) for node in (one, other))
        names = dice.choice((("body",), ("body", "digest"), ("body", "digest", "seal"), ("fingerprint",), ("digest",)))
        update(connection, first["id"], **{name: second[name] for name in names})
        update(connection, second["id"], **{name: first[name] for name in names})
    return Done(one, "compared with what was recorded", f"{', '.join(names)} of {one} and {other}")


@_kind("a row forged for a false claim, with its hash: the answer of the question before it changed")
def _(root: Path, dice: random.Random) -> Done:
    node, what = falsified(root, dice)
    accept_all(root)
    name = PROBLEM_OF[node]
    today = next(fingerprint for fingerprint, one in asked_today(find_workspace(root)).items() if one.name == name)
    with closing(database(root)) as connection:
        row = row_of(connection, name)
        body = json.loads(row["body"])
        body["fingerprint"] = today
        row["body"] = json.dumps(body, separators=(",", ":"))
        seal = dice.choice((row["seal"], None, "0" * 64))
        row |= {"fingerprint": today, "digest": hashed(row["body"]), "seal": seal}
        if dice.random() < 0.5:
            insert(connection, row)
        else:
            update(connection, row.pop("id"), **row)
    return Done(node, EXHAUSTED, what)


@_kind("a refuted answer rewritten as verified, with its hash")
def _(root: Path, dice: random.Random) -> Done:
    node, what = falsified(root, dice)
    accept_all(root)
    name = PROBLEM_OF[node]
    question = next(one for one in asked_today(find_workspace(root)).values() if one.name == name)
    with closing(database(root)) as connection:
        row = row_of(connection, name)
        body = json.loads(row["body"])
        body |= {
            "fingerprint": question.fingerprint,
            "answer": question.expect,
            "verdict": "verified",
            "tier": "kernel",
        }
        row["body"] = json.dumps(body, separators=(",", ":"))
        insert(connection, row | {"fingerprint": question.fingerprint, "digest": hashed(row["body"])})
    return Done(node, EXHAUSTED, what)
