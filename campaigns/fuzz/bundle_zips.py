"""Bundles of evidence at random, as `evidence export` or somebody hostile makes them, and large ones."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from random import Random
from typing import Any

from campaigns.fuzz.carried import NAMES, ODD, QUESTION, RIGHT_BYTES
from campaigns.fuzz.parts import MB


def bundle_bytes(number: int) -> bytes:
    """A zip file as `evidence export` makes it, or as somebody hostile would."""
    random = Random(number)
    odd = random.random() < 0.6
    certificates = [RIGHT_BYTES if random.random() < 0.4 else random.choice(WRONG) for _ in range(random.randint(1, 2))]
    entries = [_entry(content, random if odd else None) for content in certificates]
    manifest: Any = {"version": random.choice((1, 1, 1, 1, 0, 2, "1", None)) if odd else 1, "evidence": entries}
    if odd and random.random() < 0.2:
        manifest = random.choice(([], entries, {"evidence": entries}, {"version": 1}, 3, {**manifest, "more": [[]]}))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        files = {f"certificates/{hashlib.sha256(content).hexdigest()}": content for content in certificates}
        files["manifest.json"] = json.dumps(manifest).encode()
        if odd and random.random() < 0.3:
            files[random.choice(NAMES)] = b"hostile"
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = random.choice(PACKINGS if odd else PACKINGS[:2])
            if odd and random.random() < 0.1:
                info.external_attr = 0o120777 << 16  # a symbolic link
            if odd and random.random() < 0.1:
                content = content[:-1] + b" "
            packed.writestr(info, content)
    data = bytearray(out.getvalue())
    if odd and random.random() < 0.3:  # flags, sizes, offsets: the directory says what it likes
        mark = random.choice((b"PK\1\2", b"PK\3\4", b"PK\5\6"))
        at = data.find(mark)
        for _ in range(random.randint(1, 3)):
            place = at + 4 + random.randrange(40)
            if place < len(data):
                data[place] = random.choice((0, 1, 8, 14, 99, 255))
    return bytes(data)


WRONG = (b"{}", b'{"colouring": []}', json.dumps({"colouring": [0] * 13}).encode(), b"[" * 3000, b"14 0 1 0\n", b"")
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def _entry(content: bytes, random: Random | None) -> Any:
    certificate = {
        "kind": "witness",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "formula_sha256": None,
    }
    entry: dict[str, Any] = {
        "fingerprint": QUESTION.fingerprint,
        "kind": "problem",
        "name": "schur",
        "verdict": "verified",
        "certificate": certificate,
        "tool": "t",
        "when": "",
        "cost": {"seconds": 1.0},
    }
    for _ in range(random.choice((0, 1, 2)) if random else 0):
        assert random
        table = random.choice((entry, certificate))
        table[random.choice(list(table))] = random.choice(ODD)
    return entry


def large_bundles() -> Iterator[tuple[str, bytes]]:
    """Small files that grow when they are unpacked, and 1 MB of what a zip file is made of, each with a name."""
    entry = json.dumps({**_entry(RIGHT_BYTES, None), "tool": "", "cost": {}}).encode()
    # One at a time: what is packed here must not count as memory of the reader.
    head = b'{"version":1,"evidence":'
    name = f"certificates/{hashlib.sha256(RIGHT_BYTES).hexdigest()}"
    for what, begin, again, times in (
        ("a manifest of 150,000 entries that shrinks to nothing", head + b"[" + entry, b"," + entry, 150_000),
        ("a manifest of 330,000 small entries", head + b"[" + _small(), b"," + _small(), 330_000),
        ("a manifest of 63 MB of brackets", head, b"[", 63 * MB),
        ("a manifest of 63 MB of blanks", b"", b" ", 63 * MB),
        ("a manifest of one string of 63 MB", head + b'"', b"x", 63 * MB),
        ("a manifest of 62 MB with unknown keys", b'{"x":' + b"[" * 900, b"0,", 31 * MB),
        ("a manifest beyond all", b"", b" ", 200 * MB),
    ):
        end = b"]}" if begin.startswith(head + b"[") else b""
        yield what, _packed({name: RIGHT_BYTES, "manifest.json": begin + again * times + end})
    for size in (16 * 2**20, 900 * MB):
        zeros = bytes(size)
        bomb = f"certificates/{hashlib.sha256(zeros).hexdigest()}"
        manifest = json.dumps({"version": 1, "evidence": [_entry(zeros, None)] * 3}).encode()
        yield f"a certificate of {size // MB} MB of zeros", _packed({bomb: zeros, "manifest.json": manifest})
    yield "9,000 files", _packed({f"certificates/{at:064x}": b"" for at in range(4_500)})
    yield "1 MB of file heads", b"PK\3\4" * (MB // 4)
    yield "1 MB of ends", b"PK\5\6" * (MB // 4)
    yield "1 MB of zeros", bytes(MB)


def _small() -> bytes:
    digest = hashlib.sha256(RIGHT_BYTES).hexdigest()
    return (
        b'{"fingerprint":"","kind":"","name":"","verdict":"refuted","certificate":{"kind":"","sha256":"%s","bytes":0,'
        b'"formula_sha256":null}}' % digest.encode()
    )


def _packed(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
