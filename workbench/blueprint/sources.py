"""The files of a blueprint: found, checked and decoded, none of them outside the workspace root."""

from __future__ import annotations

import codecs
import os
from bisect import bisect_right
from pathlib import Path

from workbench.blueprint.model import Place
from workbench.errors import BadInput

LIMIT = 32 * 1024 * 1024
"""Bytes of sources that one blueprint may have; more is refused."""
INPUTS = 20_000
"""Files that one blueprint may read, repetitions counted."""
_SPELLINGS = 2
"""Of each name that is looked for as it is: with an ending and without."""
_EXACTLY = "exactly"
"""In place of a suffix: the name is taken as it is."""
MISSING = 2_000
"""Names of files that one blueprint may look for in vain."""


class Source:
    """One file as text: the newlines are `\\n` and a byte order mark is gone."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] | None = None

    def place(self, offset: int) -> Place:
        """The line of a character."""
        if self._starts is None:
            starts = [0]
            find = self.text.find
            while (end := find("\n", starts[-1])) >= 0:
                starts.append(end + 1)
            self._starts = starts
        return Place(self.file, bisect_right(self._starts, offset))


class Sources:
    """Reads the files of one blueprint; counts what was read, so that hostile input stays bounded."""

    def __init__(self, main: Path, root: Path) -> None:
        self.root = root.resolve()
        self.main = main
        self.folder = main.parent
        self.files: list[str] = []
        self._read: dict[Path, Source] = {}
        self._bytes = 0
        self._inputs = 0
        self._found: dict[tuple[str, str, Path], Path | None] = {}
        self._missing = 0
        self._missing_beside = 0

    def relative(self, path: Path) -> str:
        """The path as findings show it: relative to the root, with `/`."""
        try:
            return path.resolve().relative_to(self.root).as_posix()
        except (ValueError, OSError, RuntimeError):  # outside of the root, or symbolic links in a circle
            return path.name

    def find(self, name: str, including: Source, place: Place, suffix: str = ".tex") -> Path | None:
        """The file that `\\input{name}` means, or None where there is none.

        plasTeX looks beside the file that includes, then beside the main file, where it runs.
        Raises BadInput where the name leads out of the workspace root, or too many were looked for in vain.
        """
        if "\0" in name or len(name) > 1024:
            return None
        beside = (self.root / including.file).parent
        asked = (name, suffix, beside)
        if asked not in self._found:
            self._found[asked] = self._sought(name, beside, place, suffix)
            self._missing += self._found[asked] is None
        if self._missing > MISSING:
            raise _too_many_missing(place.file, place.line)
        return self._found[asked]

    def _sought(self, name: str, beside: Path, place: Place, suffix: str) -> Path | None:
        leads_out = False
        for folder in dict.fromkeys((beside, self.folder)):
            for candidate in (name + suffix, name):
                path = Path(os.path.normpath(folder / candidate))
                inside = self._inside(path)
                if inside and _is_file(path):
                    return path
                leads_out |= inside is False
        if leads_out:
            raise BadInput(
                f"\\input{{{name}}} leads out of the workspace root",
                remedy="keep every source of the blueprint under the root",
                file=place.file,
                line=place.line,
            )
        return None

    def beside(self, name: str, including: Source) -> Path | None:
        """The file of exactly that name beside one that was read, or beside the main file; None where there is none.

        Raises BadInput where too many were looked for in vain.
        """
        if "\0" in name or len(name) > 1024:
            return None
        folders = ((self.root / including.file).parent, self.folder)
        asked = (name, _EXACTLY, folders[0])
        if asked not in self._found:
            paths = (Path(os.path.normpath(folder / name)) for folder in dict.fromkeys(folders))
            self._found[asked] = next((path for path in paths if self._inside(path) and _is_file(path)), None)
            self._missing_beside += self._found[asked] is None
        if self._missing_beside > MISSING * _SPELLINGS:
            raise _too_many_missing(including.file, None)
        return self._found[asked]

    def _inside(self, path: Path) -> bool | None:
        """Whether a path stays within the root; None where symbolic links lead in a circle."""
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError):
            return None

    def read(self, path: Path, place: Place | None = None) -> Source:
        """The file's text; raises BadInput where it cannot be read, is no text, or is too much."""
        self._inputs += 1
        known = self._read.get(path)
        if known is None:
            self._charge(self._size(path), path)
            known = self._read[path] = Source(self.relative(path), self._decode(path))
            self.files.append(known.file)
        elif place:
            self._charge(len(known.text), path)
        if self._inputs > INPUTS:
            raise BadInput(
                f"more than {INPUTS} files are read", remedy="remove the \\input that repeats", file=known.file
            )
        return known

    def all(self) -> list[Source]:
        """Every file read."""
        return list(self._read.values())

    def _charge(self, size: int, path: Path) -> None:
        self._bytes += size
        if self._bytes > LIMIT:
            raise BadInput(
                f"the sources are larger than {LIMIT // 1024 // 1024} MB in all",
                remedy="split the blueprint, or remove the file that is no source",
                file=self.relative(path),
            )

    def _size(self, path: Path) -> int:
        inside = self._inside(path)
        if not inside:
            raise BadInput(
                "this leads out of the workspace root" if inside is False else "symbolic links lead in a circle here",
                remedy="name the file itself, under the root",
                file=path.name,
            )
        try:
            if path.is_dir():
                raise BadInput(
                    "this is a folder, not a LaTeX file", remedy="name the main .tex file", file=self.relative(path)
                )
            if not path.is_file():
                raise BadInput("there is no such file", remedy="name the main .tex file", file=self.relative(path))
            return path.stat().st_size
        except OSError as error:
            raise self._unreadable(path, error) from None

    def _decode(self, path: Path) -> str:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise self._unreadable(path, error) from None
        data = data.removeprefix(codecs.BOM_UTF8)
        if b"\0" in data:
            raise BadInput(
                "this is no text file (it holds zero bytes)",
                remedy="name a LaTeX source encoded in UTF-8",
                file=self.relative(path),
            )
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadInput(
                f"this is not UTF-8 (byte 0x{data[error.start]:02x})",
                remedy="convert the file to UTF-8, for example with iconv",
                file=self.relative(path),
                line=data.count(b"\n", 0, error.start) + 1,
            ) from None
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _unreadable(self, path: Path, error: OSError) -> BadInput:
        return BadInput(
            f"the file cannot be read ({error.strerror or error})",
            remedy="check its permissions",
            file=self.relative(path),
        )


def _too_many_missing(file: str, line: int | None) -> BadInput:
    return BadInput(
        f"more than {MISSING:,} of the files that the sources name are missing",
        remedy="look for a text that repeats itself, or a macro that makes up names",
        file=file,
        line=line,
    )


def _is_file(path: Path) -> bool:
    """Whether a file is there; there is none of a name that is too long for the disk."""
    try:
        return path.is_file()
    except OSError:
        return False
