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
    parser.add_argument("--keep", type=Path, help="fuzz: readers that are through are kept here, and not run again")
    parser.add_argument("--output", type=Path, help="write the page here")
    words = parser.parse_args()
    if words.keep and words.campaign != "fuzz":
        parser.error("--keep: only the readers of `fuzz` are kept")
    began, attacked = time.monotonic(), commit()
    more = {"keep": words.keep} if words.keep else {}
    report: Report = importlib.import_module(f"campaigns.{words.campaign}").run(
        words.count or COUNTS[words.campaign], seed=words.seed, only=tuple(words.only), **more
    )
    command = f"python -m campaigns {' '.join(_shown(sys.argv[1:]))}"
    page = as_markdown(report, command, attacked, time.monotonic() - began)
    print(page)
    if words.output is not None:
        words.output.parent.mkdir(parents=True, exist_ok=True)
        words.output.write_text(page, encoding="utf-8")
    return 1 if report.faults else 0


def _shown(argv: list[str]) -> list[str]:
    """The words without the places that the page and finished readers went to."""
    for option in ("--output", "--keep"):
        at = argv.index(option) if option in argv else len(argv)
        argv = argv[:at] + argv[at + 2 :]
    return [f"'{word}'" if " " in word else word for word in argv]


if __name__ == "__main__":
    sys.exit(main())
