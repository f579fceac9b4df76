"""The files that a problem names: they exist, are files, and do not leave the workspace."""

from __future__ import annotations

from pathlib import Path

from workbench.problems.places import Place

MOST_BYTES = 256 * 2**20
"""No kind of problem reads more, and what a problem rests on is hashed before it is read."""


def found_file(written: str, place: Place, *key: str) -> Path:
    """The absolute path, free of symbolic links, of a file that a problem names.

    Raises BadInput where it is missing, no regular file or larger than MOST_BYTES; and, where the place has a root,
    where the path is absolute or leaves the root, by `..` or by a symbolic link.
    """
    inside = place.root is not None
    if not written or "\0" in written or "\n" in written or (inside and "\\" in written):
        place.fault(f"{written[:60]!r} is not the name of a file", "write a relative path, with / as separator", *key)
    path = place.base / written
    if inside and Path(written).is_absolute():
        place.fault(f"the path {written[:200]} is absolute", "write it relative to the problem file", *key)
    try:
        real = path.resolve(strict=True)
        is_file, size = real.is_file(), real.stat().st_size
        if place.root is not None and not real.is_relative_to(place.root.resolve()):
            place.fault(f"the path {written[:200]} leaves the workspace", "move the file into the workspace", *key)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links, before Python 3.13
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "a loop of symbolic links"
        place.fault(f"the file {written[:200]} cannot be found: {reason}", "correct the path or add the file", *key)
    if not is_file:
        place.fault(f"{written[:200]} is not a regular file", "name a file", *key)
    if size > MOST_BYTES:
        place.fault(f"the file {written[:200]} is larger than {MOST_BYTES:,} bytes", "use a smaller one", *key)
    return real
