"""Many answers in one commit: all or none, and what was announced after it survives `kill -9`."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from evidence_samples import LARGE, certificate_file, unknown, verified

from workbench.errors import BadInput
from workbench.evidence.store import DATABASE, Store


def test_what_was_prepared_counts_only_when_it_is_committed(tmp_path: Path) -> None:
    little, large = certificate_file(tmp_path), certificate_file(tmp_path, LARGE, "large.json")
    with Store.open(tmp_path / "s", write=True) as store:
        entries = [store.prepare(verified(little, "a"), little), store.prepare(verified(large, "b"), large)]
        entries.append(store.prepare(unknown("c")))
        little.unlink()
        large.unlink()
        assert store.history() == []
        store.commit(entries)
        assert set(store.latest_of("abc")) == set("abc")
        assert all(entry.evidence.when for entry in entries)


def test_a_store_opened_to_read_prepares_and_commits_nothing(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    with Store.open(tmp_path / "s", write=True) as store:
        entry = store.prepare(verified(raw), raw)
    with Store.open(tmp_path / "s", write=False) as store:
        with pytest.raises(ValueError, match="opened to read"):
            store.prepare(verified(raw), raw)
        with pytest.raises(ValueError, match="opened to read"):
            store.commit([entry])


def test_a_group_that_does_not_fit_leaves_none_of_it(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    with Store.open(tmp_path / "s", write=True) as store:
        other = sqlite3.connect(tmp_path / "s" / DATABASE)
        refuse = "BEGIN SELECT RAISE(ABORT, 'no'); END"
        other.execute(f"CREATE TRIGGER full BEFORE INSERT ON evidence WHEN NEW.fingerprint = 'f7' {refuse}")
        other.commit()
        other.close()
        with pytest.raises(BadInput):
            store.commit([store.prepare(verified(raw, f"f{number}"), raw) for number in range(10)])
        assert store.history() == []
        store.record(verified(raw, "f8"), raw)
        assert [one.fingerprint for one in store.history()] == ["f8"]


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from evidence_samples import *
from workbench.evidence.store import Store
folder = Path(sys.argv[1])
store = Store.open(folder / "s", write=True)
for group in range(100000):
    entries = []
    for number in range(group % 40):
        data = LARGE if number == 7 else b"small"
        raw = certificate_file(folder, data + f"{{group}} {{number}}".encode(), "raw")
        entries.append(store.prepare(verified(raw, f"{{sys.argv[2]}}-{{group}}-{{number}}"), raw))
    store.commit(entries)
    print(group, flush=True)
"""


def test_groups_that_were_announced_survive_kill_9_and_no_group_is_there_in_part(tmp_path: Path) -> None:
    dice, code = random.Random(6), WRITER.format(tests=str(Path(__file__).parent))
    announced: dict[str, int] = {}
    for name in ("w0", "w1", "w2", "w3"):
        argv = [sys.executable, "-c", code, str(tmp_path), name]
        with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            heard = [process.stdout.readline() for _ in range(10 + dice.randrange(60))]
            time.sleep(dice.random() / 50)
            process.send_signal(signal.SIGKILL)
            heard += process.stdout.read().splitlines(keepends=True)
        announced[name] = int([line for line in heard if line.endswith("\n")][-1])
    with Store.open(tmp_path / "s", write=False) as store:
        there = Counter(tuple(one.fingerprint.split("-")[:2]) for one in store.history())
        for (_, group), count in there.items():
            assert count == int(group) % 40, "a part of a group"
        for name, last in announced.items():
            assert all(there[name, str(group)] == group % 40 for group in range(last + 1))
            wanted = [f"{name}-{last}-{number}" for number in range(last % 40)]
            assert set(store.latest_of(wanted)) == set(wanted)
        for evidence in store.history()[:200]:
            assert evidence.certificate is not None
            with store.certificate(evidence.certificate):
                pass
