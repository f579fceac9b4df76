"""The store keeps what was recorded, whole, and says in a sentence when it cannot."""

from __future__ import annotations

import gzip
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from evidence_samples import LARGE, certificate_file, checked, refuted, unknown, verified

from workbench.errors import BadInput
from workbench.evidence.record import Cost, Evidence, Limits, Tier, Verdict
from workbench.evidence.store import DATABASE, Store


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_what_is_recorded_comes_back_equal(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    evidence = verified(
        raw, cost=Cost(1.5, 2.5, 30.0), limits=Limits(5, 100), tool="cadical 3", when="2026-01-01T00:00:00+00:00"
    )
    with Store.open(tmp_path / ".workbench", write=True) as store:
        assert store.record(evidence, raw) == evidence
    with Store.open(tmp_path / ".workbench", write=False) as store:
        assert store.latest("f") == evidence
        assert store.latest_by_name("problem", "p") == evidence
        assert store.latest_by_name("lean", "p") is None
        assert store.history() == store.history("p") == [evidence]
        assert store.history("q") == []
        assert evidence.certificate
        assert store.by_certificate(evidence.certificate.sha256[:6]) == [evidence]
        with store.certificate(evidence.certificate) as path:
            assert path.read_bytes() == raw.read_bytes()
        assert not path.exists()


def test_the_time_is_filled_in(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as store:
        assert store.record(unknown()).when.endswith("+00:00")


def test_reading_makes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / ".workbench"
    with Store.open(folder, write=False) as store:
        assert store.latest("f") is None and store.history() == [] and store.ever_verified() == set()
    assert files(tmp_path) == set()
    with Store.open(folder, write=True) as store:
        store.record(unknown())
    before = files(tmp_path)
    assert not any(name.endswith(("-wal", "-shm")) for name in before)
    with Store.open(folder, write=False) as store:
        assert len(store.history()) == 1
        assert files(tmp_path) == before
    assert files(tmp_path) == before


def test_a_reader_sees_what_an_open_writer_committed(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as writer:
        writer.record(unknown("a"))
        with Store.open(tmp_path, write=False) as reader:
            assert reader.latest("a")
            writer.record(unknown("b"))
            assert reader.latest("b")


def test_a_store_opened_to_read_refuses_to_record(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=False) as store, pytest.raises(ValueError, match="opened to read"):
        store.record(unknown())


@pytest.mark.parametrize("order", [0, 1])
def test_which_record_of_a_fingerprint_counts(tmp_path: Path, order: int) -> None:
    raw = certificate_file(tmp_path)
    weak, strong = verified(raw, tier=Tier.COMPUTATION), verified(raw, tier=Tier.KERNEL)
    short, long = unknown(limits=Limits(5, 100)), unknown(limits=Limits(50, 100))
    ladder = [
        (Evidence.error("no", fingerprint="f", kind="problem", name="p", checker="sat"), None),
        (short, None),
        (long, None),
        (weak, raw),
        (strong, raw),
        (refuted(raw), raw),
    ]
    for number, pair in enumerate(pairwise(ladder)):
        with Store.open(tmp_path / str(number), write=True) as store:
            for evidence, certificate in pair[::-1] if order else pair:
                store.record(evidence, certificate)
            latest = store.latest("f")
            assert latest and replace(latest, when="") == pair[1][0]


def test_of_equal_records_the_newest_counts(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    with Store.open(tmp_path, write=True) as store:
        store.record(verified(raw, tool="old"), raw)
        store.record(verified(raw, tool="new"), raw)
        latest = store.latest("f")
        assert latest and latest.tool == "new"


def test_by_name_a_decided_answer_goes_before_a_newer_timeout(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    with Store.open(tmp_path, write=True) as store:
        store.record(verified(raw, "old"), raw)
        store.record(unknown("new"))
        found = store.latest_by_name("problem", "p")
        assert found and found.fingerprint == "old"
        assert store.ever_verified() == {("problem", "p")}


def test_many_fingerprints_at_once(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as store:
        for number in range(30):
            store.record(unknown(f"f{number}"))
        found = store.latest_of(f"f{number}" for number in range(2000))
    assert set(found) == {f"f{number}" for number in range(30)}


def test_a_decided_answer_needs_its_own_certificate(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    evidence = verified(raw)
    with Store.open(tmp_path / "s", write=True) as store:
        with pytest.raises(ValueError, match="certificate"):
            store.record(evidence)
        with pytest.raises(ValueError, match="certificate"):
            store.record(unknown(), raw)
        raw.write_bytes(b"something else")
        with pytest.raises(BadInput, match="changed between"):
            store.record(evidence, raw)
        assert store.history() == []
        assert not list((tmp_path / "s/certificates").rglob("unfinished-*"))


def test_only_a_checked_decides() -> None:
    what = {"fingerprint": "f", "kind": "problem", "name": "p", "checker": "sat"}
    for forged in (None, {"answer": "satisfiable"}, object(), "satisfiable"):
        with pytest.raises(TypeError):
            Evidence.verified(forged, **what)  # type: ignore[arg-type]  # the forgery is the point
        with pytest.raises(TypeError):
            Evidence.refuted(forged, **what)  # type: ignore[arg-type]


def test_evidence_is_constructed_in_the_evidence_room_alone() -> None:
    """`Evidence(...)` written out anywhere else would be a second door to green."""
    import ast

    package = Path(__file__).resolve().parents[2] / "workbench"
    allowed = {"evidence/record.py", "evidence/store.py"}
    for path in package.rglob("*.py"):
        name = path.relative_to(package).as_posix()
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            keywords = {keyword.arg for keyword in call.keywords}
            assert called != "Evidence" or name in allowed, f"{name}:{call.lineno}"
            assert called != "replace" or not keywords & {"verdict", "certificate"}, f"{name}:{call.lineno}"


def test_a_lost_certificate_file_makes_its_answer_count_no_more(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path, LARGE)
    evidence = verified(raw)
    assert evidence.certificate
    with Store.open(tmp_path / "s", write=True) as store:
        store.record(evidence, raw)
        next((tmp_path / "s/certificates").rglob("*.gz")).unlink()
        assert store.latest("f") is None
        with pytest.raises(BadInput, match="missing from the store"), store.certificate(evidence.certificate):
            pytest.fail("there is nothing to read")


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "other", "bomb"])
def test_a_damaged_certificate_is_never_handed_out(tmp_path: Path, damage: str) -> None:
    import gzip

    raw = certificate_file(tmp_path, os.urandom(6000))
    evidence = verified(raw)
    assert evidence.certificate
    with Store.open(tmp_path / "s", write=True) as store:
        store.record(evidence, raw)
        path = next((tmp_path / "s/certificates").rglob("*.gz"))
        data = path.read_bytes()
        flipped = data[:1500] + bytes([data[1500] ^ 8]) + data[1501:]
        bomb = gzip.compress(b"\0" * 50_000_000)
        path.write_bytes(
            {"flip": flipped, "cut": data[:-400], "empty": b"", "other": gzip.compress(b"x"), "bomb": bomb}[damage]
        )
        with pytest.raises(BadInput, match="damaged"), store.certificate(evidence.certificate):
            pytest.fail("it was handed out")
        assert store.latest("f") is None
        assert store.without_certificate == [evidence.name]
        again = store.record(evidence, raw)
        assert store.latest("f") == again


def test_a_hash_is_no_path(tmp_path: Path) -> None:
    certificate = verified(certificate_file(tmp_path)).certificate
    assert certificate
    with Store.open(tmp_path, write=True) as store:
        for name in ("../../x", "A" * 64, "a" * 63, ""):
            with pytest.raises(BadInput, match="SHA-256"), store.certificate(replace(certificate, sha256=name)):
                pytest.fail("it was opened")


WRITER = """
import sys, threading
from pathlib import Path
sys.path.insert(0, {tests!r})
from evidence_samples import *
from workbench.evidence.store import Store
folder = Path(sys.argv[1])
store = Store.open(folder / "s", write=True)
for number in range(100000):
    raw = certificate_file(folder, bytes([number % 251]) * 20000 + str(number).encode(), f"raw-{{sys.argv[2]}}")
    store.record(verified(raw, f"{{sys.argv[2]}}-{{number}}"), raw)
    print(number, flush=True)
"""


def writer(folder: Path, name: str) -> subprocess.Popen[str]:
    code = WRITER.format(tests=str(Path(__file__).parent))
    return subprocess.Popen([sys.executable, "-c", code, str(folder), name], stdout=subprocess.PIPE, text=True)


def test_what_was_recorded_survives_kill_9(tmp_path: Path) -> None:
    for attempt in range(3):
        process = writer(tmp_path, f"w{attempt}")
        assert process.stdout
        for _ in range(3 + 5 * attempt):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split()
        process.wait()
        last = int(said[-1]) if said else 2 + 5 * attempt
        before = files(tmp_path / "s")
        with Store.open(tmp_path / "s", write=False) as store:
            for number in range(last + 1):
                assert store.latest(f"w{attempt}-{number}"), number
            for evidence in store.history():
                assert evidence.certificate
                with store.certificate(evidence.certificate):
                    pass
        assert files(tmp_path / "s") == before
    with Store.open(tmp_path / "s", write=True) as store:
        store.record(unknown("after"))
        assert store.latest("after")


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    processes = [writer(tmp_path, name) for name in ("a", "b")]
    for process in processes:
        assert process.stdout
        assert [process.stdout.readline() for _ in range(15)][-1] == "14\n"
    for process in processes:
        process.kill()
        process.communicate()
    with Store.open(tmp_path / "s", write=False) as store:
        assert set(store.latest_of([f"{name}-{number}" for name in "ab" for number in range(15)])) == {
            f"{name}-{number}" for name in "ab" for number in range(15)
        }


def test_threads_share_a_store(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as store:
        threads = [threading.Thread(target=lambda n=n: store.record(unknown(f"f{n}"))) for n in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(store.history()) == 20


def test_a_writer_that_never_ends_is_named(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True, patience=0.1) as store:
        other = sqlite3.connect(tmp_path / DATABASE)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(BadInput, match="another process is writing"):
            store.record(unknown())
        assert time.monotonic() - began < 5
        other.rollback()
        other.close()
        store.record(unknown())


@pytest.mark.parametrize("data", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 4080, b"x"])
@pytest.mark.parametrize("write", [False, True])
def test_a_file_that_is_no_database(tmp_path: Path, data: bytes, write: bool) -> None:
    (tmp_path / DATABASE).write_bytes(data)
    with pytest.raises(BadInput, match="damaged") as caught:
        Store.open(tmp_path, write=write)
    assert caught.value.remedy and caught.value.exit_code == 2
    assert (tmp_path / DATABASE).read_bytes() == data


@pytest.mark.parametrize("write", [False, True])
def test_a_database_of_another_program_and_of_the_future(tmp_path: Path, write: bool) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("CREATE TABLE songs (name)")
    connection.close()
    with pytest.raises(BadInput, match="no evidence store"):
        Store.open(tmp_path, write=write)
    (tmp_path / DATABASE).unlink()
    Store.open(tmp_path, write=True).close()
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    with pytest.raises(BadInput, match="newer Workbench") as caught:
        Store.open(tmp_path, write=write)
    assert "upgrade" in caught.value.remedy


@pytest.mark.parametrize("write", [False, True])
def test_an_empty_database_file_is_an_empty_store(tmp_path: Path, write: bool) -> None:
    (tmp_path / DATABASE).write_bytes(b"")
    with Store.open(tmp_path, write=write) as store:
        assert store.history() == []


def record_one(folder: Path) -> None:
    with Store.open(folder, write=True) as store:
        store.record(unknown())


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("name", [DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal"])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_a_folder_in_place_of_a_file(
    tmp_path: Path, name: str, make: Callable[[Path], None], write: bool
) -> None:
    record_one(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    make(tmp_path / name)
    with pytest.raises(BadInput, match=f"{name}: this is no file.*; move it away"):
        Store.open(tmp_path, write=write)


FOREIGN = {
    "a view without end": """ALTER TABLE evidence RENAME TO kept;
        CREATE VIEW evidence AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)
        SELECT n AS id, '' AS body, '' AS digest, '' AS stored, '' AS seal, '' AS fingerprint, '' AS kind,
        '' AS name, '' AS sha256 FROM r""",
    "a trigger that takes away": "CREATE TRIGGER t AFTER INSERT ON evidence BEGIN DELETE FROM evidence; END",
    "an index that lets one row through": "CREATE UNIQUE INDEX i ON evidence (kind)",
}


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("what", FOREIGN)
def test_what_somebody_put_into_the_schema(tmp_path: Path, what: str, write: bool) -> None:
    record_one(tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.executescript(FOREIGN[what])
    with pytest.raises(BadInput, match="that Workbench does not make; move it away"):
        Store.open(tmp_path, write=write)


def test_what_sqlite_makes_at_the_word_analyze_is_nobodys(tmp_path: Path) -> None:
    record_one(tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.executescript("ANALYZE")
    with Store.open(tmp_path, write=True) as store:
        assert len(store.history()) == 1


def test_a_row_that_was_altered_is_an_error_not_a_verdict(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as store:
        store.record(unknown())
    connection = sqlite3.connect(tmp_path / DATABASE)
    with connection:
        connection.execute("""UPDATE evidence SET body = replace(body, '"unknown"', '"verified"')""")
    connection.close()
    with Store.open(tmp_path, write=False) as store, pytest.raises(BadInput, match="row 1 cannot be believed"):
        store.latest("f")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    with Store.open(folder, write=True) as store:
        for number in range(20):
            store.record(unknown(f"f{number}", f"name-{number}"))
    return (folder / DATABASE).read_bytes()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_flipped_bits_and_cuts_never_change_an_answer(
    tmp_path: Path, sound: bytes, at: float, bit: int, cut: bool
) -> None:
    place = int(at * len(sound))
    flipped = sound[:place] if cut else sound[:place] + bytes([sound[place] ^ (1 << bit)]) + sound[place + 1 :]
    (tmp_path / DATABASE).write_bytes(flipped)
    try:
        with Store.open(tmp_path, write=False) as store:
            answers = [store.latest(f"f{number}") for number in range(20)] + store.history()
    except BadInput as error:
        assert error.remedy
    else:
        assert {answer.verdict for answer in answers if answer} <= {Verdict.UNKNOWN}


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / ".workbench").write_text("")
    with pytest.raises(BadInput, match="no folder"):
        Store.open(tmp_path / ".workbench", write=True)


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(BadInput, match="cannot be used: certificates: Permission denied") as caught:
        Store.open(tmp_path / ".workbench", write=True)
    assert "who owns" in caught.value.remedy


LIMITED = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from evidence_samples import *
from workbench.errors import BadInput
from workbench.evidence.store import Store
folder = Path(sys.argv[1])
raw = certificate_file(folder, __import__("os").urandom(300000))
store = Store.open(folder / "s", write=True)
store.record(unknown("before"))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000))
try:
    store.record(verified(raw), raw)
except BadInput as error:
    print(error)
"""


def test_a_certificate_that_does_not_fit_leaves_no_row(tmp_path: Path) -> None:
    code = LIMITED.format(tests=str(Path(__file__).parent))
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "evidence.sqlite" in done.stdout and ";" in done.stdout
    with Store.open(tmp_path / "s", write=False) as store:
        assert [evidence.fingerprint for evidence in store.history()] == ["before"]
    assert not list((tmp_path / "s/certificates").rglob("unfinished-*"))


def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as store:
        assert store._connection
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite's own word for a full disk
        with pytest.raises(BadInput, match="disk is full") as caught:
            for number in range(2000):
                store.record(replace(unknown(f"f{number}"), reason="x" * 1000))
        assert "make room" in caught.value.remedy


@pytest.mark.parametrize("version", ["2", "4"])
@pytest.mark.parametrize("below", [".", "deep/project"])
def test_a_store_that_a_repository_brings_along_counts_for_nothing(tmp_path: Path, version: str, below: str) -> None:
    def git(*arguments: str, at: Path = tmp_path) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", f"index.version={version}"]
        subprocess.run(["git", *who, *arguments], cwd=at, check=True, capture_output=True)

    root = tmp_path / below
    root.mkdir(parents=True, exist_ok=True)
    (root / "web.tex").write_text("")
    git("init")
    git("add", ".")
    with Store.open(root / ".workbench", write=True) as store:
        store.record(unknown())
    git("add", ".")
    with Store.open(root / ".workbench", write=False) as store:
        assert store.latest("f"), "the store ignores itself for git"
    git("add", "--force", ".")
    git("commit", "-m", "evidence to believe")
    git("worktree", "add", str(tmp_path / "other-tree"))
    for folder in (root, tmp_path / "other-tree" / below):
        for write in (False, True):
            with pytest.raises(BadInput, match="counts for nothing"):
                Store.open(folder / ".workbench", write=write)


def test_a_checked_keeps_what_it_rests_on(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    assert verified(raw).rests_on == checked(raw).rests_on == ("encoding:schur",)


def test_a_store_behind_a_link_that_the_repository_carries_is_somebody_elses(tmp_path: Path) -> None:
    """`.workbench` is a link to a folder under another name, so that its own name is nowhere in the index."""
    carried = tmp_path / "figures"
    with Store.open(carried, write=True):
        pass
    (tmp_path / ".workbench").symlink_to("figures")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "-f", "figures/evidence.sqlite", ".workbench"]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True, capture_output=True)
    for write in (False, True):
        with pytest.raises(BadInput, match="counts for nothing"):
            Store.open(tmp_path / ".workbench", write=write)


def test_a_strangers_row_does_not_vouch_for_a_certificate_that_was_altered(tmp_path: Path) -> None:
    """Found by the soundness campaign: a row beside ours, of another fingerprint and without our seal, that has the
    hash of the altered file."""
    raw = certificate_file(tmp_path, LARGE)
    folder = tmp_path / ".workbench"
    with Store.open(folder, write=True) as store:
        evidence = store.record(verified(raw), raw)
    assert evidence.certificate is not None
    digest = evidence.certificate.sha256
    file = folder / f"certificates/{digest[:2]}/{digest}.gz"
    file.write_bytes(gzip.compress(b"something else"))
    body = msgspec.json.encode(replace(evidence, fingerprint="g"))
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO evidence (fingerprint, kind, name, sha256, stored, body, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                "g",
                "problem",
                "p",
                digest,
                hashlib.sha256(file.read_bytes()).hexdigest(),
                body.decode(),
                hashlib.sha256(body).hexdigest(),
            ),
        )
    with Store.open(folder, write=False) as store:
        assert len(store.history()) == 2
        assert store.latest("f") is None and store.latest_by_name("problem", "p") is None
        assert store.without_certificate == ["p"]
