"""Certificates as files named by what is in them: `ab/abcdef....gz` below one folder, gzip, hash of the raw bytes.

Small ones are no files: they lie in the store's database, beside the row of their answer.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import re
import tempfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from workbench.errors import BadInput
from workbench.evidence.record import Certificate
from workbench.whole import drafted, tidy

SMALL_BYTES = 4096
"""Up to this size a certificate is small: as a file it would take a block of the disk and three synchronisations."""
_CHUNK = 2**20
_LEVEL = 2  # an LRAT proof of 20 MB: .2 s, and a fifth larger than at the default level
_LOST = "run the check again with --rerun, or import the evidence from somebody who has it"
_UNFINISHED = "unfinished-"


class Certificates:
    """The certificate files of a store. A file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def is_whole(self, certificate: Certificate, stored: str) -> bool:
        """Whether its file is there and has the bytes that `keep` wrote; `stored` is what that returned."""
        path = self._path(certificate.sha256)
        try:
            stat = path.stat()
            return _stored_sha256(path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size) == stored
        except OSError:
            return False

    def keep(self, certificate: Certificate, raw: Path) -> str:
        """Copy the raw file in, compressed, durable when this returns; gives back the hash of the compressed file.

        Raises BadInput where the file is not what the certificate says, OSError where it cannot be read or kept.
        """
        path = self._path(certificate.sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        with drafted(self._folder, _UNFINISHED) as (file, name):
            with raw.open("rb") as source:
                found = _compress(source, file)
            if found != (certificate.sha256, certificate.bytes):
                raise _changed()
            file.flush()
            os.fsync(file.fileno())
            stored = _sha256(name)
            name.replace(path)
        _sync(path.parent)
        _sync(self._folder)
        return stored

    @contextlib.contextmanager
    def raw(self, certificate: Certificate) -> Iterator[Path]:
        """A temporary file with the raw bytes, re-hashed.

        Raises BadInput where the file is missing or its content is not what its name says.
        """
        path = self._path(certificate.sha256)
        name = path.relative_to(self._folder.parent.parent).as_posix()
        with _target(certificate) as target:
            try:
                with gzip.open(path, "rb") as packed, target.open("wb") as file:
                    found = _copy(packed, file, most=certificate.bytes)
            except FileNotFoundError:
                raise BadInput("this certificate is missing from the store", remedy=_LOST, file=name) from None
            except (gzip.BadGzipFile, EOFError, zlib.error):
                found = ("", 0)
            if found != (certificate.sha256, certificate.bytes):
                raise BadInput("this certificate is damaged", remedy=_LOST, file=name)
            yield target

    def tidy(self) -> None:
        """Remove what killed processes left unfinished."""
        tidy(self._folder, _UNFINISHED)

    def _path(self, sha256: str) -> Path:
        if not re.fullmatch("[0-9a-f]{64}", sha256):
            raise BadInput(f"{sha256[:80]!r} is no SHA-256", remedy="give 64 hexadecimal digits in lower case")
        return self._folder / sha256[:2] / f"{sha256}.gz"


def is_small(certificate: Certificate, data: bytes) -> bool:
    """Whether these are the bytes of a certificate."""
    return (hashlib.sha256(data).hexdigest(), len(data)) == (certificate.sha256, certificate.bytes)


def read_small(certificate: Certificate, raw: Path) -> bytes:
    """The raw file of a small certificate. Raises BadInput and OSError as `Certificates.keep` does."""
    with raw.open("rb") as file:
        data = file.read(SMALL_BYTES + 1)
    if not is_small(certificate, data):
        raise _changed()
    return data


@contextlib.contextmanager
def raw_small(certificate: Certificate, data: bytes, name: str) -> Iterator[Path]:
    """As `Certificates.raw`, of what lies in the database `name`."""
    if not is_small(certificate, data):
        raise BadInput("a certificate in it is damaged", remedy=_LOST, file=name)
    with _target(certificate) as target:
        target.write_bytes(data)
        yield target


@contextlib.contextmanager
def _target(certificate: Certificate) -> Iterator[Path]:
    """Where the raw bytes go for a time."""
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        yield Path(folder) / f"certificate.{certificate.kind if certificate.kind.isalnum() else 'bin'}"


def _changed() -> BadInput:
    return BadInput("a certificate changed between its check and its record", remedy="run the check again")


@lru_cache(maxsize=65536)
def _stored_sha256(path: Path, mtime_ns: int, ctime_ns: int, size: int) -> str:
    return _sha256(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _compress(source: BinaryIO, file: BinaryIO) -> tuple[str, int]:
    with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
        digest, size = hashlib.sha256(), 0
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            packed.write(chunk)
    return digest.hexdigest(), size


def _copy(source: gzip.GzipFile, file: BinaryIO, *, most: int) -> tuple[str, int]:
    """Copy at most one chunk more than `most` bytes; returns hash and size of what was copied."""
    digest, size = hashlib.sha256(), 0
    while size <= most and (chunk := source.read(_CHUNK)):
        digest.update(chunk)
        size += len(chunk)
        file.write(chunk)
    return digest.hexdigest(), size


def _sync(folder: Path) -> None:
    """Make the folder's entries durable, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
