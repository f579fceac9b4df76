"""Small documents, each asking one question of leanblueprint: ours gives the same answer.

A file of `probes/` holds many: `=== name` and the document (with the usual preamble where it has no `\\documentclass`,
and with `\\begin{document}` and a blank line where it has none), then after `--- name` each other file that it reads.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from oracle_client import MISSING, differences, oracle_answers, our_answer, write

PROBES = sorted(Path(__file__).with_name("probes").glob("*.txt"))
PREAMBLE = r"""\documentclass{report}
\usepackage{amsmath,amsthm,hyperref}
\usepackage{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\newtheorem{remark}[theorem]{Remark}
"""

pytestmark = pytest.mark.skipif(MISSING is not None, reason=f"{MISSING} is not installed")


def documents(text: str) -> dict[str, dict[str, str]]:
    """The files of each document of a file of probes, by its name."""
    parts = re.split(r"^=== (.*)\n", text, flags=re.M)[1:]
    return {name: files(body) for name, body in zip(parts[::2], parts[1::2], strict=True)}


def files(body: str) -> dict[str, str]:
    main, *others = re.split(r"^--- (.*)\n", body, flags=re.M)
    if "\\documentclass" not in main:
        main = PREAMBLE + (main if "\\begin{document}" in main else f"\\begin{{document}}\n\nIntro.\n\n{main}")
    if "\\end{document}" not in main:
        main += "\\end{document}\n"
    return {"web.tex": main, **dict(zip(others[::2], others[1::2], strict=True))}


@pytest.mark.parametrize("probes", PROBES, ids=lambda path: path.stem)
def test_every_probe_is_read_as_leanblueprint_reads_it(probes: Path, tmp_path: Path) -> None:
    mains = {name: write(tmp_path / name, made) for name, made in documents(probes.read_text(encoding="utf8")).items()}
    disagreements = []
    for (name, main), theirs in zip(mains.items(), oracle_answers(list(mains.values())), strict=True):
        assert "error" not in theirs, f"{name}: leanblueprint fails on it, so it asks nothing: {theirs}"
        disagreements += [f"{name}: {line}" for line in differences(theirs, our_answer(main))]
    assert mains and not disagreements, "\n".join(disagreements)
