"""A bundle carries what was decided, and a hostile one is refused with a sentence."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from evidence_samples import certificate_file, refuted, unknown, verified

from workbench.errors import BadInput
from workbench.evidence.bundle import Bundle, write_bundle
from workbench.evidence.record import Verdict
from workbench.evidence.store import DATABASE, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "raw").mkdir()
    one = certificate_file(tmp_path / "raw", b"one certificate", "one")
    two = certificate_file(tmp_path / "raw", b"another " * 5000, "two")
    store = Store.open(tmp_path / "s", write=True)
    store.record(verified(one, "f1", "a"), one)
    store.record(verified(one, "f2", "b"), one)
    store.record(refuted(two, "f3", "c"), two)
    store.record(unknown("f4", "d"))
    return store


@pytest.fixture
def bundle(tmp_path: Path, store: Store) -> Path:
    assert write_bundle(tmp_path / "b.zip", store) == 3
    return tmp_path / "b.zip"


def test_what_was_decided_travels(bundle: Path) -> None:
    with Bundle(bundle) as opened:
        assert [(one.fingerprint, one.name, one.verdict) for one in opened.entries] == [
            ("f1", "a", Verdict.VERIFIED),
            ("f2", "b", Verdict.VERIFIED),
            ("f3", "c", Verdict.REFUTED),
        ]
        contents = []
        for entry in opened.entries:
            with opened.certificate(entry) as raw:
                contents.append(raw.read_bytes())
            assert not raw.exists()
        assert contents == [b"one certificate", b"one certificate", b"another " * 5000]
    assert len(zipfile.ZipFile(bundle).namelist()) == 3, "a certificate that two answers share travels once"


def test_the_same_evidence_gives_the_same_file(tmp_path: Path, store: Store, bundle: Path) -> None:
    write_bundle(tmp_path / "again.zip", store)
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_an_empty_store_gives_an_empty_bundle(tmp_path: Path) -> None:
    with Store.open(tmp_path / "none", write=False) as empty:
        assert write_bundle(tmp_path / "b.zip", empty) == 0
    with Bundle(tmp_path / "b.zip") as opened:
        assert opened.entries == ()


@pytest.mark.parametrize("small", [False, True])
def test_a_damaged_certificate_is_not_exported(tmp_path: Path, store: Store, small: bool) -> None:
    if small:
        with closing(sqlite3.connect(tmp_path / "s" / DATABASE, isolation_level=None)) as connection:
            connection.execute("UPDATE small SET raw = x'00'")
    for path in () if small else (tmp_path / "s/certificates").rglob("*.gz"):
        path.write_bytes(b"")
    with pytest.raises(BadInput, match="damaged"):
        write_bundle(tmp_path / "b.zip", store)
    assert not list(tmp_path.glob("*b.zip*"))


def test_what_is_no_ordinary_file_is_left_alone(tmp_path: Path, store: Store) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "other").write_text("kept")
    (tmp_path / "link").symlink_to(tmp_path / "other")
    for name in ("pipe", "link"):
        with pytest.raises(BadInput, match="no ordinary file"):
            write_bundle(tmp_path / name, store)
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "other").read_text() == "kept"


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, store: Store) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        write_bundle(tmp_path / "no/such/b.zip", store)


def remade(path: Path, change: Callable[[dict[str, bytes]], Any], **info: Any) -> Path:
    """The bundle with its files changed by hand."""
    with zipfile.ZipFile(path) as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files.items():
            new.writestr(name, data)
    return path


def in_manifest(change: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, bytes]], None]:
    def apply(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        change(manifest)
        files["manifest.json"] = json.dumps(manifest).encode()

    return apply


def first(field: str, value: Any) -> Callable[[dict[str, bytes]], None]:
    return in_manifest(lambda manifest: manifest["evidence"][0].update({field: value}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: files.update({"../../outside": b"x"}), "no place in a bundle"),
        (lambda files: files.update({"/etc/x": b"x"}), "no place in a bundle"),
        (lambda files: files.update({"certificates/" + "A" * 64: b"x"}), "no place in a bundle"),
        (lambda files: files.update({"certificates/../manifest.json": b"x"}), "no place in a bundle"),
        (lambda files: files.pop("manifest.json"), "manifest.json"),
        (lambda files: files.update({"manifest.json": b"{"}), "no bundle of evidence"),
        (lambda files: files.update({"manifest.json": b"[" * 100000}), "no bundle of evidence"),
        (lambda files: files.update({"manifest.json": b"{}"}), "no bundle of evidence"),
        (lambda files: files.update({"manifest.json": b" " * (65 * 2**20)}), "manifest is larger"),
        (lambda files: files.update({"manifest.json": b" " * (60 * 2**20)}), "manifest shrinks to almost nothing"),
        (in_manifest(lambda manifest: manifest.update(version=2)), "version 2"),
        (first("verdict", "unknown"), "is not decided"),
        (first("verdict", "sure"), "no bundle of evidence"),
        (first("fingerprint", 3), "no bundle of evidence"),
        (
            first("certificate", {"kind": "witness", "sha256": "0" * 64, "bytes": 3, "formula_sha256": None}),
            "is missing",
        ),
        (first("certificate", {"kind": "witness", "sha256": "../x", "bytes": 3, "formula_sha256": None}), "is missing"),
        (first("certificate", None), "no bundle of evidence"),
    ],
)
def test_a_hostile_manifest(bundle: Path, change: Callable[[dict[str, bytes]], Any], said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        Bundle(remade(bundle, change))
    assert caught.value.file == "b.zip" and caught.value.remedy


def swap(files: dict[str, bytes]) -> None:
    names = sorted(name for name in files if name != "manifest.json")
    files[names[0]], files[names[1]] = files[names[1]], files[names[0]]


def replace_by_as_many_other_bytes(files: dict[str, bytes]) -> None:
    for name in files.keys() - {"manifest.json"}:
        files[name] = bytes(len(files[name]))


@pytest.mark.parametrize(
    "change",
    [
        swap,
        replace_by_as_many_other_bytes,
        in_manifest(lambda m: [e["certificate"].update(bytes=7) for e in m["evidence"]]),
    ],
)
def test_a_certificate_that_is_not_what_the_manifest_says(
    bundle: Path, change: Callable[[dict[str, bytes]], Any]
) -> None:
    with Bundle(remade(bundle, change)) as opened:
        for entry in opened.entries:
            with pytest.raises(BadInput, match="has not the"), opened.certificate(entry):
                pytest.fail("it was handed out")


def test_a_bomb_is_not_unpacked(bundle: Path, tmp_path: Path) -> None:
    import hashlib

    size = 40 * 2**20
    digest = hashlib.sha256(bytes(size)).hexdigest()

    def plant(files: dict[str, bytes]) -> None:
        files[f"certificates/{digest}"] = bytes(size)
        first("certificate", {"kind": "lrat", "sha256": digest, "bytes": size, "formula_sha256": None})(files)

    with Bundle(remade(bundle, plant)) as opened:
        one = opened.entries[0]
        with pytest.raises(BadInput, match="bomb"), opened.certificate(one):
            pytest.fail("it was unpacked")


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("name", ["manifest.json", "certificates/" + "0" * 64])
def test_only_our_own_packing_is_read(tmp_path: Path, packing: int, name: str) -> None:
    """Damaged LZMA ended in a traceback, and how much memory its reader takes is for the file to say."""
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as made:
        made.writestr("manifest.json", "{}", zipfile.ZIP_DEFLATED if name != "manifest.json" else packing)
        if name != "manifest.json":
            made.writestr(name, "x" * 1000, packing)
    data = bytearray((tmp_path / "b.zip").read_bytes())
    data[data.find(name.encode()) + len(name) + 5] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(BadInput, match="packed in another way"):
        Bundle(tmp_path / "b.zip")


def test_a_bomb_whose_directory_lies_is_not_unpacked(bundle: Path) -> None:
    import hashlib

    size = 40 * 2**20
    digest = hashlib.sha256(bytes(size)).hexdigest()
    certificate = {"kind": "lrat", "sha256": digest, "bytes": size, "formula_sha256": None}

    def plant(files: dict[str, bytes]) -> None:
        files[f"certificates/{digest}"] = bytes(size)
        first("certificate", certificate)(files)

    data = bytearray(remade(bundle, plant).read_bytes())
    at = data.rfind(f"certificates/{digest}".encode()) - 46
    data[at + 20 : at + 24] = (10**9).to_bytes(4, "little")  # what it takes in the bundle, it says
    bundle.write_bytes(data)
    with Bundle(bundle) as opened, pytest.raises(BadInput, match="bomb"), opened.certificate(opened.entries[0]):
        pytest.fail("it was unpacked")


def test_a_file_twice(bundle: Path) -> None:
    with pytest.warns(UserWarning), zipfile.ZipFile(bundle, "a") as more:
        more.writestr("manifest.json", "{}")
    with pytest.raises(BadInput, match="a file twice"):
        Bundle(bundle)


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip" * 100])
def test_a_file_that_is_no_bundle(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(BadInput, match="no bundle"):
        Bundle(tmp_path / "b.zip")


def test_a_pipe_is_no_bundle(tmp_path: Path) -> None:
    """It waited without end for somebody to write, and in /dev/zero for an end."""
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(BadInput, match="not a regular file"):
        Bundle(tmp_path / "pipe.zip")


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(BadInput, match="cannot be read"):
            Bundle(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_damage_is_refused_or_does_no_harm(bundle: Path, tmp_path: Path, at: float, byte: int, cut: bool) -> None:
    data = bundle.read_bytes()
    place = int(at * len(data))
    (tmp_path / "damaged.zip").write_bytes(data[:place] if cut else data[:place] + bytes([byte]) + data[place + 1 :])
    try:
        with Bundle(tmp_path / "damaged.zip") as opened:
            for entry in opened.entries:
                with opened.certificate(entry) as raw:
                    assert raw.read_bytes() in (b"one certificate", b"another " * 5000)
    except BadInput as error:
        assert error.remedy
