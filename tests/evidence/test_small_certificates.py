"""Small certificates lie in the database: as whole, as durable and as little believed as files."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from evidence_samples import LARGE, certificate_file, verified

from workbench.errors import BadInput
from workbench.evidence.certificates import SMALL_BYTES
from workbench.evidence.database import SCHEMA
from workbench.evidence.store import DATABASE, Store


def execute(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as connection:
        connection.execute(statement, values)


def packed(folder: Path) -> list[Path]:
    return list((folder / "certificates").rglob("*.gz"))


@pytest.mark.parametrize(("size", "files"), [(0, 0), (1, 0), (SMALL_BYTES, 0), (SMALL_BYTES + 1, 1)])
def test_only_what_is_large_is_a_file(tmp_path: Path, size: int, files: int) -> None:
    raw = certificate_file(tmp_path, b"x" * size)
    evidence = verified(raw)
    assert evidence.certificate is not None
    with Store.open(tmp_path / "s", write=True) as store:
        recorded = store.record(evidence, raw)
    assert len(packed(tmp_path / "s")) == files
    with Store.open(tmp_path / "s", write=False) as store:
        assert store.latest("f") == recorded
        with store.certificate(evidence.certificate) as path:
            assert path.read_bytes() == b"x" * size
            assert path.name == "certificate.witness"


@pytest.mark.parametrize("value", ["x'00'", "raw || x'00'", "zeroblob(100000000)", "'text'", "7", "1e300"])
def test_a_damaged_one_is_never_handed_out_and_is_mended_by_its_answer(tmp_path: Path, value: str) -> None:
    raw = certificate_file(tmp_path)
    evidence = verified(raw)
    assert evidence.certificate is not None
    with Store.open(tmp_path / "s", write=True) as store:
        store.record(evidence, raw)
        execute(tmp_path / "s", f"UPDATE small SET raw = {value}")
        assert store.latest("f") is None
        assert store.without_certificate == ["p"]
        with pytest.raises(BadInput, match="damaged"), store.certificate(evidence.certificate):
            pytest.fail("it was handed out")
        again = store.record(evidence, raw)
        assert store.latest("f") == again


def test_a_lost_one_makes_its_answer_count_no_more(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    evidence = verified(raw)
    assert evidence.certificate is not None
    with Store.open(tmp_path / "s", write=True) as store:
        store.record(evidence, raw)
        execute(tmp_path / "s", "DELETE FROM small")
        assert store.latest("f") is None
        with pytest.raises(BadInput, match="missing"), store.certificate(evidence.certificate):
            pytest.fail("there is nothing to read")


def test_the_bytes_of_another_are_not_its_own(tmp_path: Path) -> None:
    one, other = certificate_file(tmp_path), certificate_file(tmp_path, b"another", "other.json")
    with Store.open(tmp_path / "s", write=True) as store:
        for raw in (one, other):
            store.record(verified(raw, raw.name, raw.name), raw)
        execute(tmp_path / "s", "UPDATE small SET raw = (SELECT max(raw) FROM small)")
        assert sum(store.latest(raw.name) is not None for raw in (one, other)) == 1


def test_a_store_of_schema_2_is_read_as_it_is_and_brought_up_by_a_writer(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path, LARGE)
    with Store.open(tmp_path / "s", write=True) as store:
        recorded = store.record(verified(raw), raw)
    execute(tmp_path / "s", "DROP TABLE small")
    execute(tmp_path / "s", "PRAGMA user_version = 2")
    before = (tmp_path / "s" / DATABASE).read_bytes()
    with Store.open(tmp_path / "s", write=False) as store:
        assert store.latest("f") == recorded
    assert (tmp_path / "s" / DATABASE).read_bytes() == before
    little = certificate_file(tmp_path)
    with Store.open(tmp_path / "s", write=True) as store:
        store.record(verified(little, "g"), little)
        assert store.latest("f") == recorded and store.latest("g")
    with closing(sqlite3.connect(tmp_path / "s" / DATABASE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_a_certificate_that_grew_between_check_and_record_is_refused(tmp_path: Path) -> None:
    raw = certificate_file(tmp_path)
    evidence = replace(verified(raw), when="2026-01-01T00:00:00+00:00")
    raw.write_bytes(LARGE)
    with Store.open(tmp_path / "s", write=True) as store:
        with pytest.raises(BadInput, match="changed between"):
            store.record(evidence, raw)
        assert store.history() == []
