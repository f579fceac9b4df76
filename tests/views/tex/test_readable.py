"""TeX as a terminal shows it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hostile_tex import LONG, PIECES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.blueprint.reader import read_blueprint
from workbench.views.plain import plain
from workbench.views.tex import readable


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"$x^2 \le \tfrac{1}{2} \mathbb{H}[X]$", "x² ≤ ½ℍ[X]"),
        (r"$\frac{a+b}{2}c$", "(a + b)/2 c"),
        (r"$\sum_{i=1}^n i^{2}$", "∑ᵢ₌₁ⁿ i²"),
        (r"$x_{i,j}^{a_1}$", "x_(i,j)^(a₁)"),
        (r"$2^{a^3} \ne (2^a)^3$", "2^(a³) ≠ (2ᵃ)³"),
        (r"$x_Q$ and $e^{-1}$", "x_Q and e⁻¹"),
        (r"$\{x : x\in A \text{ if $y_1$ holds}\}$", "{x : x ∈ A if y₁ holds}"),
        (r"$\mathfrak{p} \subseteq \mathcal{O}_K$, $\mathbf{Set}$", "𝔭 ⊆ 𝒪_K, Set"),
        (r"$\sqrt{x+1} \cdot \sqrt[3]{2}$", "√(x + 1) · ∛2"),
        (r"$f\colon A\xrightarrow{g} B$", "f: A —g→ B"),
        (r"$\begin{pmatrix} a & b \\ c & d \end{pmatrix}$", "(a b; c d)"),
        (r"$a := b$, $\bar x$, $x'$, $n \log n$", "a := b, x̄, x′, n log n"),
        (r"$a \not\equiv b \pmod{p}$", "a ≢ b (mod p)"),
        (r"$\binom{n}{k}$ and $90^\circ$", "(n choose k) and 90°"),
        (r"``quoted'' -- na\"{\i}ve, Erd\H{o}s, \S~5, 50\% of \ldots x", "“quoted” – naïve, Erdős, § 5, 50% of …x"),
        (r"\emph{very \textbf{bold}} {\it slanted}", "very bold slanted"),
        (r"\label{a}\lean{X.y}\leanok\uses{b, c}Let \verb|$x_1$| be.", "Let $x_1$ be."),
        (r"a\footnote{b} \href{https://x.org/a\_b}{here} \url{https://x.org/%7E}",
         "a (b) here (https://x.org/a_b) https://x.org/%7E"),
        (r"$2\unknown{a+b}{c} d$", "2\\unknown(a + b, c)d"),
        (r"\unknown{kept} and \another, \cite[p.~2]{Tao}", "kept and \\another, [Tao, p. 2]"),
    ],
)  # fmt: skip
def test_what_is_shown(tex: str, shown: str) -> None:
    assert readable(tex) == shown


def test_paragraphs_lists_and_displays() -> None:
    tex = r"""One
    line.

    \begin{enumerate}
      \item first $x$
      \item[(b)] second
        \begin{itemize} \item deep \end{itemize}
    \end{enumerate}
    Then
    \begin{align*} a &= b \\ &\le c \end{align*}
    and \[ x^2 \] end."""
    assert readable(tex).split("\n") == [
        "One line.", "", "1. first x", "(b) second", "    - deep", "", "Then",
        "    a = b", "    ≤ c", "and", "    x²", "end.",
    ]  # fmt: skip


def test_tables_verbatim_and_diagrams_keep_their_shape() -> None:
    table = r"\begin{tabular}{lr} a & bb \\ \hline ccc & d \end{tabular}"
    assert readable(table) == "a    bb\nccc  d"
    assert readable("\\begin{verbatim}\n$x$ \\a\n  y\n\\end{verbatim}") == "    $x$ \\a\n      y"
    assert readable(r"\[\begin{tikzcd} A \arrow[r] & B \end{tikzcd}\]") == (
        r"    \begin{tikzcd} A \arrow[r] & B \end{tikzcd}"
    )


def test_the_authors_macros() -> None:
    definitions = (
        ("abs", r"[1]{\left|#1\right|}"),
        ("Rm", "[1][p']{\\mathcal M_{#1}}"),
        ("Z", r"{\mathbb Z}"),
        ("between", "#1 and #2.{[$#1$, $#2$]}"),
        ("begin claim", r"[1]{\begin{quote}Claim #1: }{\end{quote}}"),
        ("nd", "{m O{2}}{#1^{#2}}"),
        ("oldphi", r"\phi"),
        ("phi", r"\oldphi'"),
    )
    tex = r"$\abs{\abs x} \in \Z$, $\Rm\ne\Rm[q]$, \between 1 and 2. $\nd x + \nd x[3]$ $\phi$"
    assert readable(tex, definitions) == "||x|| ∈ ℤ, ℳ_(p′) ≠ ℳ_q, [1, 2] x² + x³ ϕ′"
    assert readable(r"\begin{claim}{A} true\end{claim}", definitions) == "  Claim A: true"
    assert readable(r"\newcommand{\x}[1]{<#1>}\x y \def\z#1.{(#1)}\z ab.") == "<y> (ab)"
    assert readable(r"\expandafter\gdef\csname E7\endcsname{seven}\csname E7\endcsname") == "seven"


def test_references_print_what_they_are_told() -> None:
    known = {"thm": "1.2", "eq": "(3)"}
    assert readable(r"See \ref{thm}, \Cref{thm,no} and \eqref{no}", ref=known.get) == "See 1.2, 1.2, no and (no)"


@pytest.mark.parametrize("bomb", [r"\x\x", r"\x", r"{\x}{\x}", r"$\x$ \x"])
def test_a_macro_that_never_ends_is_shown_as_it_is_written(bomb: str) -> None:
    assert readable(r"before \x\ after", (("x", bomb),)).startswith("before \\x")


@settings(max_examples=400, deadline=None)
@given(PIECES | st.text(max_size=60), st.sampled_from(["", "#1\\x", "\\y{#1}{", "\\x", "$#1", "\\begin{itemize}"]))
@example("\\[\\begin{cases}\\frac", "")
def test_any_text_is_shown_and_nothing_in_it_steers_the_terminal(tex: str, body: str) -> None:
    shown = readable(tex, (("x", body), ("y", f"[1]{{{body}}}")))
    assert all(plain(line.strip(" ")) == " ".join(line.strip(" ").split()) for line in shown.split("\n"))


@pytest.mark.parametrize("part", LONG)
def test_long_and_deep_texts_are_shown(part: str) -> None:
    """A hundred thousand characters; that this takes a second and no more is for the benchmark to say."""
    text = part * (100_000 // len(part))
    assert isinstance(readable(text, (("x", "[1]{#1#1}"),)), str)


@pytest.mark.corpus
def test_statements_of_a_real_blueprint_read_well(corpus: Path) -> None:
    truth = json.loads((corpus / "pfr" / "truth.json").read_text(encoding="utf8"))
    blueprint = read_blueprint(corpus / "pfr" / truth["main"], corpus / "pfr")
    shown = {id: readable(node.text, node.definitions) for id, node in blueprint.statements.items()}
    assert shown["sym-group"] == "If X is a G-valued random variable, then Sym[X] is a subgroup of G."
    left = {id: found for id, text in shown.items() if (found := re.findall(r"\\[A-Za-z]+|\$|[{}]{2}", text))}
    assert len(left) <= 2, left
