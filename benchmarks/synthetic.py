r"""A blueprint of any size that nobody wrote: `python -m benchmarks.synthetic FOLDER [NODES]`.

Each node is about 250 bytes of LaTeX with two `\uses` of earlier nodes, a hundred to a chapter; every fourth has a
proof. The same number of nodes gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

PREAMBLE = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\begin{document}
"""


def node(number: int, chance: random.Random) -> str:
    """The LaTeX of node `number` (from 1): it uses two earlier ones, chosen among the last two hundred."""
    env = "definition" if number % 10 == 1 else "lemma"
    earlier = chance.sample(range(max(1, number - 200), number), min(2, number - 1))
    uses = "".join(f"\\uses{{{','.join(f'node:{n}' for n in sorted(earlier))}}}\n" if earlier else "")
    proof = "\\begin{proof}\n\\leanok\nImmediate.\n\\end{proof}\n" if number % 4 == 0 else ""
    return (
        f"\\begin{{{env}}}[Statement {number}]\n\\label{{node:{number}}}\n{uses}"
        f"For every $x \\le {number}$ there is a colouring of $\\{{1, \\dots, x\\}}$ in which no class\n"
        f"contains $a$, $b$ and $a + b$; this is statement number {number}.\n\\end{{{env}}}\n{proof}"
    )


def document(nodes: int) -> str:
    """The whole main file."""
    chance = random.Random(nodes)
    parts = [PREAMBLE]
    for number in range(1, nodes + 1):
        if number % 100 == 1:
            parts.append(f"\\chapter{{Part {number // 100 + 1}}}\n")
        parts.append(node(number, chance))
    return "".join([*parts, "\\end{document}\n"])


def write(folder: Path, nodes: int = 5000) -> Path:
    """Write the blueprint below `folder` and return its main file."""
    main = folder / "blueprint" / "src" / "web.tex"
    main.parent.mkdir(parents=True, exist_ok=True)
    main.write_text(document(nodes), encoding="utf8")
    return main


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), *map(int, sys.argv[2:3])))
