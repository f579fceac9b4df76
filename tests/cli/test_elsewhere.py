"""A store that came along with its workspace: nothing in it counts before its certificate was re-checked here."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from workbench.evidence.database import SCHEMA
from workbench.evidence.store import DATABASE, Store

UPPER, QUEENS = "schur-2-upper", "queens[n=5]"
User = Callable[[str], None]


@pytest.fixture
def user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> User:
    """Be this user from now on: what belongs to one lies in a folder of its own."""
    homes = tmp_path_factory.mktemp("homes")
    return lambda name: monkeypatch.setenv("WORKBENCH_CACHE", str(homes / name))


@pytest.fixture
def theirs(bench: Any, user: User) -> Any:
    """A workspace that somebody checked and accepted, with the store that they left in it."""
    user("they")
    bench("check")
    assert bench("accept", "--all").code == 0
    assert green(bench) == 2
    return bench


def green(bench: Any) -> int:
    return sum(node["status"] in ("green", "dark_green") for node in bench("status", "--format", "json").json["nodes"])


def database(bench: Any) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(bench.root / ".workbench" / DATABASE, isolation_level=None))


def test_somebody_elses_answers_count_after_a_check(theirs: Any, user: User) -> None:
    user("we")
    assert green(theirs) == 0
    said = theirs("status").out
    assert "2 answers recorded by another user or machine" in said and "`workbench check`" in said
    assert "2 answers recorded by another user or machine" in theirs("check").err
    assert green(theirs) == 2
    with Store.open(theirs.root / ".workbench", write=False) as store:
        assert sorted(one.name for one in store.history() if one.tool.endswith("imported")) == sorted([UPPER, QUEENS])
        assert len(store.history()) == 4
    assert "another user" not in theirs("status").out
    user("they")
    assert green(theirs) == 2, "theirs are there still"


def test_a_forged_row_is_rejected_and_its_question_asked_anew(theirs: Any) -> None:
    """All checksums are right: whoever can write the file can compute them."""
    with database(theirs) as rows:
        bodies = dict(rows.execute("SELECT name, body FROM evidence").fetchall())
        stored, sha256 = rows.execute("SELECT stored, sha256 FROM evidence WHERE name = ?", [QUEENS]).fetchone()
        forged = json.loads(bodies[UPPER]) | {"certificate": json.loads(bodies[QUEENS])["certificate"]}
        body = json.dumps(forged)
        digest = hashlib.sha256(body.encode()).hexdigest()
        change = "UPDATE evidence SET body = ?, digest = ?, stored = ?, sha256 = ? WHERE name = ?"
        rows.execute(change, [body, digest, stored, sha256, UPPER])
    assert green(theirs) == 1
    checked = theirs("check")
    assert f"{UPPER}: the answer that lay in the store counts for nothing: REJECTED" in checked.err
    with Store.open(theirs.root / ".workbench", write=False) as store:
        newest = store.history(UPPER)[0]
    assert newest.certificate is not None and newest.certificate.kind == "lrat" and "imported" not in newest.tool
    assert green(theirs) == 2


def test_a_store_of_the_version_before_seals(theirs: Any) -> None:
    with database(theirs) as rows:
        rows.executescript("ALTER TABLE evidence DROP COLUMN seal; PRAGMA user_version = 1;")
    file = theirs.root / ".workbench" / DATABASE
    before = file.read_bytes()
    assert green(theirs) == 0
    assert file.read_bytes() == before, "who only reads changes nothing"
    theirs("check")
    assert green(theirs) == 2
    with database(theirs) as rows:
        assert rows.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_where_no_secret_can_be_kept_nothing_is_recorded(
    theirs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = theirs.write("cache", "no folder")
    monkeypatch.setenv("WORKBENCH_CACHE", str(file))
    said = theirs("check")
    assert said.code == 2 and "set WORKBENCH_CACHE to a folder that can be written to" in said.err
    assert green(theirs) == 0


def test_a_secret_cut_short_is_made_anew_and_nobody_else_reads_it(
    theirs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "home"))
    secret = theirs.write("home/seal/secret", b"")
    assert green(theirs) == 0
    assert secret.stat().st_size == 32 and secret.stat().st_mode & 0o077 == 0
