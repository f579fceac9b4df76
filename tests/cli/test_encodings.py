"""`encoding:schur` leaves a node once Lean proves what our formula says and a person accepted that it does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

LEAN = Path(__file__).resolve().parents[2] / "lean" / "Monochromatic"
WEB = "blueprint/src/web.tex"
TEX = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}
\providecommand{\checkedby}[2][]{}
\begin{document}
\begin{theorem}\label{thm:three}\checkedby[n=14,colours=3]{schur}
Every $3$-colouring of $[14]$ has $x + y = z$ in one colour.
\end{theorem}
\begin{theorem}\label{thm:formula}\lean{Monochromatic.schurFormula_correct}
The formula of $n$ and $k$ is satisfiable if and only if $[n]$ has a Schur $k$-colouring.
\end{theorem}
\end{document}
"""
SETTINGS = """[[blueprint]]
main = "blueprint/src/web.tex"
lean = ["lean"]
[encodings.schur]
theorem = "Monochromatic.schurFormula_correct"
formula = "Monochromatic.schurFormula"
"""


@pytest.fixture
def schur(bench):
    bench.write(WEB, TEX)
    bench.write("workbench.toml", SETTINGS)
    shutil.copytree(LEAN, bench.root / "lean" / "Monochromatic")
    return bench


def rests_on(bench) -> list[str]:
    found: list[str] = bench.node("thm:three")["rests_on"]
    return found


def test_the_theorem_counts_once_a_person_accepted_it(schur) -> None:
    said = schur("check")
    assert said.code == 0 and "as Monochromatic.schurFormula says: verified" in said.err
    assert schur("accept", "thm:three").code == 0
    assert "encoding:schur" in rests_on(schur)
    assert schur("accept", "thm:formula").code == 0
    assert rests_on(schur)[:4] == ["own core", "toolchain:4.35.0", "evaluation:lean", "symmetry:colours"]
    assert "in place of encoding:schur it rests on own core" in " ".join(schur("explain", "thm:three").out.split())
    again = schur("check")
    assert again.code == 0 and "says" not in again.err, "nothing is compared again"
    said = schur("verify")
    assert said.code == 0 and "schurFormula says: done again" in said.out and "not asked any more" not in said.err


def test_another_formula_is_not_ours(schur) -> None:
    schur.edit("workbench.toml", '"Monochromatic.schurFormula"', '"Monochromatic.exclusions"')
    said = schur("check")
    assert said.code == 0 and "as Monochromatic.exclusions says: error" in said.err
    assert schur("accept", "--all").code == 0
    assert "encoding:schur" in rests_on(schur)


def test_a_formula_is_compared_clause_by_clause_and_in_number(schur) -> None:
    encoding = "lean/Monochromatic/Encoding.lean"
    schur.write("lean/Short.lean", "import Monochromatic.Encoding\n" + SHORT)
    schur.edit("workbench.toml", '"Monochromatic.schurFormula"', '"Monochromatic.short"')
    assert schur("check").code == 0
    assert schur("accept", "--all").code == 0
    assert "encoding:schur" in rests_on(schur)
    assert (schur.root / encoding).is_file()


SHORT = """namespace Monochromatic
def short (n k : Nat) : List (List Literal) := (schurFormula n k).dropLast
/-- It mentions schurFormula_correct. -/
theorem aboutSchur : True := have _ := schurFormula_correct 1 1; True.intro
end Monochromatic
"""


def test_a_module_with_notation_may_not_print_a_formula(schur) -> None:
    schur.edit(
        "lean/Monochromatic/Encoding.lean", "namespace Monochromatic\n", 'namespace Monochromatic\nnotation "⊙" => 1\n'
    )
    assert schur("check").code == 0
    assert schur("accept", "--all").code == 0
    assert "encoding:schur" in rests_on(schur)


@pytest.mark.parametrize("name", ["", "a b", "Foo.(bar)", "x\\ny"])
def test_a_name_that_is_none_is_bad_input(schur, name: str) -> None:
    schur.edit("workbench.toml", '"Monochromatic.schurFormula"', f'"{name}"')
    said = schur("check")
    assert said.code == 2 and "workbench.toml:" in said.err and "no Lean name" in said.err
