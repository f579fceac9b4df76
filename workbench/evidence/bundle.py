"""Evidence that travels: one zip file with a manifest and the raw certificates of decided answers.

What a bundle says is a claim and no more. `Bundle` treats every byte as hostile and hands out plain entries;
`dispatch.reimport` turns an entry into evidence by re-checking its certificate here, or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from workbench.errors import BadInput
from workbench.evidence.record import Certificate, Cost, Evidence, Verdict
from workbench.evidence.store import Store
from workbench.whole import refuse_source, replacing

VERSION = 1
MANIFEST = "manifest.json"

_MOST_ENTRIES = 100_000
_MOST_MANIFEST = 64 * 2**20
_MOST_CERTIFICATE = 8 * 2**30
_FREE_BYTES, _MOST_RATIO = 16 * 2**20, 200
"""Beyond the first, nothing honest shrinks to less than one in the second (LRAT text: one in 3 to 10)."""
_FREE_MANIFEST, _MOST_MANIFEST_RATIO = 2**20, 50
"""The same of a manifest: a third of it are hashes, which shrink to half."""
_CHUNK = 2**20
_ENCRYPTED = 1
_CERTIFICATE_NAME = re.compile(r"certificates/[0-9a-f]{64}")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Entry(msgspec.Struct, frozen=True):
    """What a bundle claims of one question."""

    fingerprint: str
    kind: str
    name: str
    verdict: Verdict
    certificate: Certificate
    tool: str = ""
    when: str = ""
    cost: Cost = Cost()


class _Manifest(msgspec.Struct, frozen=True):
    version: int
    evidence: list[Entry]


def write_bundle(path: Path, store: Store) -> int:
    """Write what counts today of every decided answer in the store; gives back how many.

    The file is there whole or not at all. Raises BadInput where it cannot be written or a
    certificate is gone or damaged.
    """
    fingerprints = {one.fingerprint for one in store.history() if one.decided}
    chosen = sorted(
        (one for one in store.latest_of(fingerprints).values() if one.certificate),
        key=lambda one: (one.kind, one.name, one.fingerprint),
    )
    if lost := store.without_certificate:
        problem = f"the certificate of {' and of '.join(lost)} is gone or damaged"
        raise BadInput(problem, remedy="`workbench check` asks again", file=path.name)
    if path.exists() and (path.is_symlink() or not path.is_file()):
        raise BadInput("this is no ordinary file", remedy="name a file that may be made or replaced", file=path.name)
    refuse_source(path)
    try:
        with replacing(path) as file:
            _write(file, chosen, store)
    except OSError as error:
        problem = f"the bundle cannot be written: {error.strerror or error}"
        raise BadInput(
            problem, remedy="make room, or name a file in a folder you may write to", file=path.name
        ) from None
    return len(chosen)


class Bundle:
    """An opened bundle. Use it in a `with`."""

    def __init__(self, path: Path) -> None:
        """Read the manifest of the bundle at `path`; raises BadInput for whatever is not as `write_bundle` makes it."""
        self._name = path.name
        with self._sentences():
            if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device: no end is ever found
                raise self._refuse("it is not a regular file")
            self._size = path.stat().st_size
            self._zip = zipfile.ZipFile(path)
        try:
            with self._sentences():
                self.entries = self._read_manifest()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    @contextlib.contextmanager
    def certificate(self, entry: Entry) -> Iterator[Path]:
        """A temporary file with an entry's raw certificate, of exactly the size and hash that the entry gives.

        Raises BadInput where the bundle holds no such bytes.
        """
        wanted = entry.certificate
        with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
            target = Path(folder) / "certificate"
            with self._sentences():
                info = self._zip.getinfo(f"certificates/{wanted.sha256}")
                if info.file_size != wanted.bytes or wanted.bytes > _MOST_CERTIFICATE:
                    raise self._refuse(f"the certificate of {entry.name!r} has not the size that the manifest gives")
                if wanted.bytes > _FREE_BYTES and wanted.bytes > _MOST_RATIO * self._packed(info):
                    raise self._refuse(f"the certificate of {entry.name!r} shrinks to almost nothing, as in a zip bomb")
                digest, left = hashlib.sha256(), wanted.bytes
                with self._zip.open(info) as source, target.open("wb") as file:
                    while left >= 0 and (chunk := source.read(_CHUNK)):
                        left -= len(chunk)
                        digest.update(chunk)
                        file.write(chunk)
                if left or digest.hexdigest() != wanted.sha256:
                    raise self._refuse(f"the certificate of {entry.name!r} has not the hash that the manifest gives")
            yield target

    def _read_manifest(self) -> tuple[Entry, ...]:
        infos = self._zip.infolist()
        if len(infos) > _MOST_ENTRIES:
            raise self._refuse(f"it holds more than {_MOST_ENTRIES:,} files")
        names = [info.filename for info in infos]
        if len(set(names)) < len(names):
            raise self._refuse("it holds a file twice")
        for name in names:
            if name != MANIFEST and not _CERTIFICATE_NAME.fullmatch(name):
                raise self._refuse(f"it holds the file {name[:100]!r}, which has no place in a bundle")
        for info in infos:
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & _ENCRYPTED:
                raise self._refuse(f"it holds the file {info.filename[:100]!r}, packed in another way than ours")
        manifest_info = self._zip.getinfo(MANIFEST)
        if manifest_info.file_size > _MOST_MANIFEST:
            raise self._refuse(f"its manifest is larger than {_MOST_MANIFEST:,} bytes")
        if _FREE_MANIFEST < manifest_info.file_size > _MOST_MANIFEST_RATIO * self._packed(manifest_info):
            raise self._refuse("its manifest shrinks to almost nothing, as in a zip bomb")
        with self._zip.open(MANIFEST) as file:
            data = file.read(_MOST_MANIFEST + 1)
        if len(data) > _MOST_MANIFEST:
            raise self._refuse(f"its manifest is larger than {_MOST_MANIFEST:,} bytes")
        manifest = msgspec.json.decode(data, type=_Manifest)
        if manifest.version != VERSION:
            problem = f"the bundle has version {manifest.version}; this Workbench knows {VERSION}"
            remedy = "upgrade: pip install --upgrade blueprint-workbench"
            raise BadInput(problem, remedy=remedy, file=self._name)
        there = set(names)
        for entry in manifest.evidence:
            if entry.verdict not in (Verdict.VERIFIED, Verdict.REFUTED):
                raise self._refuse(f"{entry.name[:100]!r} is not decided")
            if f"certificates/{entry.certificate.sha256}" not in there:
                raise self._refuse(f"the certificate of {entry.name[:100]!r} is missing")
        return tuple(manifest.evidence)

    def _packed(self, info: zipfile.ZipInfo) -> int:
        """Bytes that a file takes in the bundle, whatever its directory says."""
        return min(info.compress_size, self._size)

    def _refuse(self, problem: str) -> BadInput:
        return BadInput(
            f"this is no bundle of evidence: {problem}",
            remedy="make one with `workbench evidence export FILE`",
            file=self._name,
        )

    @contextlib.contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what the zip and JSON readers raise for hostile bytes into BadInput."""
        try:
            yield
        except OSError as error:
            problem = f"the bundle cannot be read: {error.strerror or error}"
            raise BadInput(problem, remedy="check the name, the permissions and the disk", file=self._name) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RecursionError) as error:
            raise self._refuse(str(error)[:200] or "it ends too early") from None
        except (NotImplementedError, RuntimeError) as error:  # an unknown compression, or encrypted
            raise self._refuse(str(error)[:200]) from None


def _write(file: BinaryIO, chosen: list[Evidence], store: Store) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        entries = []
        written = set()
        for one in chosen:
            certificate = one.certificate
            assert certificate
            entries.append(
                Entry(one.fingerprint, one.kind, one.name, one.verdict, certificate, one.tool, one.when, one.cost)
            )
            if certificate.sha256 not in written:
                written.add(certificate.sha256)
                with store.certificate(certificate) as raw:
                    _add(packed, f"certificates/{certificate.sha256}", raw)
        info = zipfile.ZipInfo(MANIFEST, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        packed.writestr(info, msgspec.json.encode(_Manifest(VERSION, entries)))


def _add(packed: zipfile.ZipFile, name: str, raw: Path) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.file_size = raw.stat().st_size
    with packed.open(info, "w") as target, raw.open("rb") as source:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
