"""`make bench`: every measurement, printed as it comes, as a Markdown table that README can quote."""

from __future__ import annotations

import os
import platform

from benchmarks import (
    answering,
    browsing,
    cubes,
    exporting,
    isolation,
    lean,
    mathematics,
    reading,
    searching,
    sweeping,
    symbolic,
    terminal,
)


def main() -> None:
    """Print the table; takes some minutes."""
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}\n")
    print("| what | measured | to stay within |\n|---|---|---|")
    for room in (
        reading,
        answering,
        isolation,
        lean,
        searching,
        terminal,
        mathematics,
        exporting,
        browsing,
        symbolic,
        sweeping,
        cubes,
    ):
        for row in room.rows():
            print(f"| {row.what} | {row.figure} | {row.target} |", flush=True)


if __name__ == "__main__":
    main()
