"""A child that says what a file holds, in place of Lean's server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from workbench.search.children import Channel, Ran


@dataclass(frozen=True)
class Said:
    """A server that says what a file holds, and listens to nothing."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    alive: bool = True

    def kill(self) -> None:
        """There is nothing to end."""


@dataclass(frozen=True)
class Recorded:
    """Starts a `Said`."""

    path: Path

    def run(self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]) -> Ran:
        """What is attacked here talks and never runs."""
        raise AssertionError(f"a recorded child was to run {argv}")

    @contextmanager
    def talk(
        self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]
    ) -> Iterator[Channel]:
        """As `Children.talk`."""
        with Path("/dev/null").open("wb", buffering=0) as deaf, self.path.open("rb", buffering=0) as speaking:
            yield Said(deaf, speaking)
