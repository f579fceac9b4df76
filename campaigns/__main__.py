"""`python -m campaigns NAME`: one campaign, its table on stdout, and with --output as a page."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

from campaigns.report import Report, as_markdown, commit

COUNTS = {"crash": 200, "fuzz": 50_000, "soundness": 2_000}
"""What `make` runs: kills, cases a reader, mutants."""


def main() -> int:
    """Run the campaign; 1 where something gave way."""
    parser = argparse.ArgumentParser(prog="python -m campaigns", description=__doc__)
    parser.add_argument("campaign", choices=sorted(COUNTS))
    parser.add_argument("--count", type=int, help="kills, cases a reader, or mutants; by default the full count")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other cases")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="this row alone; may be repeated")
    parser.add_argument("--output", type=Path, help="write the page here")
    words = parser.parse_args()
    began, attacked = time.monotonic(), commit()
    report: Report = importlib.import_module(f"campaigns.{words.campaign}").run(
        words.count or COUNTS[words.campaign], seed=words.seed, only=tuple(words.only)
    )
    command = f"python -m campaigns {' '.join(_shown(sys.argv[1:]))}"
    page = as_markdown(report, command, attacked, time.monotonic() - began)
    print(page)
    if words.output is not None:
        words.output.parent.mkdir(parents=True, exist_ok=True)
        words.output.write_text(page, encoding="utf-8")
    return 1 if report.faults else 0


def _shown(argv: list[str]) -> list[str]:
    """The words without the file that the page went to."""
    at = argv.index("--output") if "--output" in argv else len(argv)
    return argv[:at] + argv[at + 2 :]


if __name__ == "__main__":
    sys.exit(main())
