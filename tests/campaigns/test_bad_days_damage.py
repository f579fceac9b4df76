"""Stores of other versions, files altered by a bit or cut short, merges that were not finished, a user without a home.

Elsewhere: the store's own refusals (`tests/evidence/test_store.py`, `test_small_certificates.py`), damaged bundles
(`test_bundle.py`), every wrong lock (`test_pairings.py`), journals and ledgers (`tests/sweep/`), compiled Lean modules
(`tests/dispatch/test_lean_declarations.py`, `tests/adversarial/test_adversarial_store.py`), folders for a referee
(`tests/cli/test_verify.py`).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from bad_days_samples import LOCK, STORE, TRIPLES, WORKBENCH, Day, Said

from workbench.cli.main import run
from workbench.evidence.certificates import Certificates
from workbench.evidence.record import Evidence
from workbench.evidence.store import Store

DATABASE = f"{STORE}/evidence.sqlite"
WRITING = [("check", "--rerun"), ("sweep", "problems"), ("evidence", "import", "all.zip")]
PAGE = ("export", "--html", "x.html")
READING = [("check",), ("status",), ("accept", "--all"), ("verify",), ("evidence", "log"), PAGE]
BOTH = {"thm:queens", "thm:triples"}


@pytest.fixture
def here(answered: Day, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Commands in this process, for there are many and none is killed."""
    monkeypatch.chdir(answered.root)

    def command(*words: str) -> Said:
        capsys.readouterr()
        code = run(words)
        return Said(code, *capsys.readouterr())

    return command


def greens(said: Said) -> set[str]:
    return {one["node"] for one in json.loads(said.out)["nodes"] if one["status"] in ("green", "dark_green")}


def never_more_than(before: set[str], said: Said) -> None:
    """A refusal that names the database, or no more green than there was."""
    said.no_fault()
    if said.code == 2:
        said.refused(DATABASE)
    else:
        assert said.code in (0, 1) and greens(said) <= before, said


def test_a_store_of_a_newer_version_is_refused_and_not_touched(answered: Day, here) -> None:
    assert here("evidence", "export", "all.zip").code == 0
    with contextlib.closing(sqlite3.connect(answered.root / DATABASE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    data = (answered.root / DATABASE).read_bytes()
    for words in (*WRITING, *READING, ("evidence", "export", "x.zip")):
        here(*words).refused(DATABASE, "a newer Workbench made this evidence store (schema 99", "upgrade: pip install")
    assert (answered.root / DATABASE).read_bytes() == data and not (answered.root / "x.html").exists()


FIRST = """
CREATE TABLE evidence (id INTEGER PRIMARY KEY AUTOINCREMENT, fingerprint TEXT NOT NULL, kind TEXT NOT NULL,
    name TEXT NOT NULL, sha256 TEXT, stored TEXT, body TEXT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX by_fingerprint ON evidence (fingerprint);
CREATE INDEX by_name ON evidence (kind, name);
CREATE INDEX by_sha256 ON evidence (sha256) WHERE sha256 IS NOT NULL;
PRAGMA application_id = 1463960918;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""
"""The schema of version 1, as it was released: without seals, every certificate in a file."""


def make_first(root: Path) -> None:
    """The store of this workspace as version 1 would have written it."""
    folder = root / STORE
    with Store.open(folder, write=False) as store:
        kept: list[tuple[Evidence, bytes]] = []
        for one in store.history()[::-1]:
            assert one.certificate is not None
            with store.certificate(one.certificate) as raw:
                kept.append((one, raw.read_bytes()))
    with contextlib.closing(sqlite3.connect(folder / "evidence.sqlite")) as connection:
        rows = connection.execute("SELECT fingerprint, kind, name, sha256, body, digest FROM evidence ORDER BY id")
        written = rows.fetchall()
    shutil.rmtree(folder)
    (folder / "certificates").mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(folder / "evidence.sqlite")) as connection, connection:
        connection.executescript(FIRST)
        for (one, data), row in zip(kept, written, strict=True):
            raw = root.parent / "raw"
            raw.write_bytes(data)
            assert one.certificate is not None
            stored = Certificates(folder / "certificates").keep(one.certificate, raw)
            connection.execute(
                "INSERT INTO evidence (fingerprint, kind, name, sha256, stored, body, digest) VALUES (?,?,?,?,?,?,?)",
                (*row[:4], stored, *row[4:]),
            )


def test_a_store_of_the_first_version_counts_once_its_certificates_were_checked_again(answered: Day, here) -> None:
    assert greens(here("status", "--format", "json")) == BOTH
    make_first(answered.root)
    data = (answered.root / DATABASE).read_bytes()
    assert greens(here("status", "--format", "json")) == set()  # without a seal anybody may have written it
    assert (answered.root / DATABASE).read_bytes() == data
    said = answered("check")
    said.no_fault()
    assert said.code == 0 and "re-checked here" in said.err, said
    assert greens(here("status", "--format", "json")) == BOTH and here("verify").code == 0
    with contextlib.closing(sqlite3.connect(answered.root / DATABASE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] > 1


@pytest.mark.parametrize("where", ["magic", "header", "time", "first", "middle", "last", "checksum", "length"])
def test_a_bit_in_the_file_of_a_certificate(answered: Day, here, where: str) -> None:
    (path,) = (answered.root / STORE).glob("certificates/*/*.gz")
    data = bytearray(path.read_bytes())
    size = len(data)
    at = {"magic": 0, "header": 3, "time": 5, "first": 10, "middle": size // 2, "last": size - 9}
    data[{**at, "checksum": size - 7, "length": size - 2}[where]] ^= 4
    path.write_bytes(bytes(data))
    assert greens(here("status", "--format", "json")) == {"thm:queens"}
    verified = here("verify")
    verified.no_fault()
    assert verified.code == 1 or "triples" in verified.out, (
        verified
    )  # a bit of the header alone leaves the witness whole
    if where == "middle":
        said = answered("check")
        assert "the certificate of triples is gone or altered, so its answer counts for nothing" in said.err, said
        assert said.code == 0 and greens(here("status", "--format", "json")) == BOTH and here("verify").code == 0


@pytest.mark.parametrize("at", [1, 2, -1])
def test_a_bit_in_a_certificate_in_the_database(answered: Day, here, at: int) -> None:
    with contextlib.closing(sqlite3.connect(answered.root / DATABASE)) as connection, connection:
        ((sha256, raw),) = connection.execute("SELECT sha256, raw FROM small").fetchall()
        altered = bytearray(raw)
        altered[at] ^= 1
        connection.execute("UPDATE small SET raw = ? WHERE sha256 = ?", (bytes(altered), sha256))
    assert greens(here("status", "--format", "json")) == {"thm:triples"}
    said = here("verify")
    assert said.code == 1 and "REJECTED queens-5" in said.err and "Traceback" not in said.err, said


def test_bits_and_cuts_anywhere_in_the_database(answered: Day, here) -> None:
    """Forty bits all over the file, in SQLite's header and in its pages, and eight cuts."""
    path = answered.root / DATABASE
    data = path.read_bytes()
    places = [*range(0, 100, 5), *range(100, len(data), len(data) // 20)]
    damaged = []
    for number, at in enumerate(places):
        flipped = bytearray(data)
        flipped[at] ^= 1 << number % 8
        damaged.append(bytes(flipped))
    damaged += [data[: len(data) * part // 8] for part in range(8)]
    refused = 0
    for one in damaged:
        path.write_bytes(one)
        said = here("status", "--format", "json")
        never_more_than(BOTH, said)
        refused += said.code == 2
        log = here("evidence", "log")
        log.no_fault()
        assert log.code in (0, 2)
    assert refused >= 10


@pytest.mark.parametrize("cut", [0.0, 0.3, 0.99])
def test_a_database_that_was_cut_is_refused_or_asked_for_what_is_gone(answered: Day, here, cut: float) -> None:
    path = answered.root / DATABASE
    data = path.read_bytes()[: int(path.stat().st_size * cut)]
    path.write_bytes(data)
    said = answered("check")
    said.no_fault()
    if said.code == 2:
        said.refused(DATABASE, "damaged", "move it away")
        assert path.read_bytes() == data
    else:  # an empty file is an empty store; of the last page a certificate alone was gone
        assert said.code == 0 and "verified (" in said.err
        assert greens(here("status", "--format", "json")) == BOTH and here("verify").code == 0
    assert (said.code == 2) == (cut == 0.3)


CONFLICT = "<<<<<<< HEAD\n{0}=======\n{0}>>>>>>> theirs\n"


def git(folder: Path, *words: str, code: int = 0) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr + done.stdout


def test_a_lock_with_the_marks_of_a_merge_names_its_line(answered: Day, here) -> None:
    """By git itself: two people accept the same node after they changed it in two ways."""
    web, lock = answered.root / "blueprint" / "src" / "web.tex", answered.root / LOCK
    original = web.read_text()
    git(answered.root, "init")
    git(answered.root, "add", "blueprint", "problems", "workbench.toml", LOCK)
    git(answered.root, "commit", "-m", "both")
    for branch, word in (("one", "place"), ("other", "set")):
        git(answered.root, "checkout", "-q", "-b", branch, "main")
        web.write_text(original.replace("One can put", f"One can {word}"))
        assert here("accept", "--changed").code == 0
        git(answered.root, "commit", "-q", "-a", "-m", word)
    git(answered.root, "merge", "one", code=1)
    marked = lock.read_text()
    line = marked[: marked.index("<<<<<<<")].count("\n") + 1
    web.write_text(original)
    for words in (("check",), ("status",), ("accept", "--all"), ("export", "--html", "x.html")):
        here(*words).refused(f"{LOCK}:{line}: the marks of a merge stand here", "finish the merge")
    assert lock.read_text() == marked
    git(answered.root, "checkout", "--ours", LOCK)
    assert here("accept", "--all").code == 0 and greens(here("status", "--format", "json")) == BOTH


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("workbench.toml", ["the marks of a merge stand here", "finish the merge"]),
        ("problems/triples.toml", ["correct"]),
    ],
)
def test_other_files_with_the_marks_of_a_merge(answered: Day, here, name: str, words: list[str]) -> None:
    path = answered.root / name
    path.write_text(CONFLICT.format(path.read_text()))
    for command in (("check",), ("status",), ("accept", "--all")):
        here(*command).refused(f"{name}:1: ", *words)


def test_a_lock_of_a_newer_version(answered: Day, here) -> None:
    lock = answered.root / LOCK
    text = lock.read_text().replace("version = 1", "version = 9")
    lock.write_text(text)
    for words in (("check",), ("status",), ("accept", "--all")):
        here(*words).refused(LOCK, "the lock has version 9", "upgrade")
    assert lock.read_text() == text


NAMES = ["-é ∀ 中 'q' \"d\" a%20b?#&", "new\nline", os.fsdecode(b"not \xff utf-8")]


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_workspaces_of_any_name(answered: Day) -> None:
    for name in NAMES:
        folder = answered.folder / name
        shutil.copytree(answered.root, folder / "workspace")
        day = Day(folder)
        (folder / "workspace" / "problems" / "triples.toml").write_text(TRIPLES.replace("2300", "9"))
        for words in (("check",), PAGE):
            said = day(*words)
            said.no_fault()
            assert said.code in (0, 1), said
        assert day.greens() == {"thm:queens"} and not day.left()


def test_without_home(fresh: Day) -> None:
    """The user is known all the same."""
    day = Day(fresh.folder, environment={"HOME": None})
    assert day("check").code == 0 and day.greens() == BOTH


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="to be another user takes the administrator")
def test_a_user_whom_nobody_knows_is_told_what_to_set() -> None:
    """A container may run with any number as its user, without a home folder."""
    code = (
        "import os\n"
        "from workbench.cache import cache_folder\n"  # before: where the code lies may be the administrator's alone
        "os.setgroups([]); os.setgid(54321); os.setuid(54321); os.chdir('/')\n"
        "try:\n    print(cache_folder('seal'))\nexcept Exception as error:\n    print(type(error).__name__, error)\n"
    )
    unset = {n: v for n, v in os.environ.items() if n not in ("HOME", "WORKBENCH_CACHE", "XDG_CACHE_HOME")}
    said = subprocess.run([sys.executable, "-c", code], env=unset, capture_output=True, text=True, timeout=60).stdout
    assert said.startswith("BadInput this user has no home folder") and "set WORKBENCH_CACHE" in said


def test_where_the_current_folder_is_gone(fresh: Day) -> None:
    gone = fresh.folder / "gone"
    gone.mkdir()
    words = " ".join(f"'{word}'" for word in WORKBENCH)
    said = fresh.shell(f"cd gone && rmdir ../gone && exec {words} check")
    assert said.code == 2 and "Traceback" not in said.err and "current folder is not there any more" in said.err, said
