"""Makes a disagreement with leanblueprint small: `python tests/blueprint/shrink_disagreement.py SEED...`.

Removes lines from the random blueprint of each seed so long as the two answers still differ, and prints what is left.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from oracle_client import ORACLE, differences, our_answer, write
from random_blueprints import blueprint

Files = dict[str, str]


NEEDED = re.compile(r"\\(documentclass|usepackage|begin\{document\}|newtheorem)")
"""Lines without which a document is another sort of document."""


class Oracle:
    """One oracle process, asked again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked = 0
        self.process = subprocess.Popen(
            [sys.executable, str(ORACLE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def disagreement(self, files: Files) -> list[str]:
        self.asked += 1
        main = write(self.folder / str(self.asked), files)
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{main}\n")
        self.process.stdin.flush()
        theirs = json.loads(self.process.stdout.readline())
        if "error" in theirs:
            return []
        try:
            return differences(theirs, our_answer(main))
        except Exception as error:
            return [f"ours fails: {error!r}"]


def _kind(difference: str) -> str:
    """A difference without the names in it."""
    return re.sub(r"\S*[\d/]\S*", "", difference)


def shrink(files: Files, oracle: Oracle) -> Files:
    """The fewest lines that still disagree, as far as removing one run of lines after another leads."""
    lines = [(name, line) for name, text in files.items() for line in text.split("\n")]

    kinds = {_kind(line) for line in oracle.disagreement(files)}

    def assembled(kept: list[tuple[str, str]]) -> Files:
        return {name: "\n".join(line for owner, line in kept if owner == name) + "\n" for name in files}

    size = len(lines) // 2
    while size:
        start = 0
        while start < len(lines):
            needed = [line for line in lines[start : start + size] if NEEDED.match(line[1])]
            fewer = lines[:start] + needed + lines[start + size :]
            if len(needed) < size and kinds & {_kind(line) for line in oracle.disagreement(assembled(fewer))}:
                lines = fewer
            else:
                start += size
        size //= 2
    return {name: text for name, text in assembled(lines).items() if text.strip()}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        oracle = Oracle(Path(folder))
        for seed in sys.argv[1:]:
            files = blueprint(int(seed))
            if not oracle.disagreement(files):
                print(f"seed {seed}: they agree")
                continue
            files = shrink(files, oracle)
            print(f"seed {seed}")
            for name, text in files.items():
                print(f"--- {name}\n{text}")
            print(*oracle.disagreement(files), sep="\n")


if __name__ == "__main__":
    main()
