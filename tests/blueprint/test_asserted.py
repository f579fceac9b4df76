"""leanblueprint's flags and colours, by its own definitions."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import read

from workbench.blueprint.asserted import asserted


@pytest.mark.parametrize(
    ("body", "border", "fill"),
    [
        (r"\begin{lemma}\label{n}x\end{lemma}", "blue", ""),
        (r"\begin{lemma}\label{n}\notready x\end{lemma}", "#FFAA33", ""),
        (r"\begin{lemma}\label{n}\leanok x\end{lemma}", "green", ""),
        (r"\begin{lemma}\label{n}\mathlibok x\end{lemma}", "darkgreen", ""),
        (r"\begin{lemma}\label{n}\uses{u}x\end{lemma}\begin{lemma}\label{u}x\end{lemma}", "", ""),
        (r"\begin{lemma}\label{n}\leanok x\end{lemma}\begin{proof}y\end{proof}", "green", "#A3D6FF"),
        (r"\begin{lemma}\label{n}\leanok x\end{lemma}\begin{proof}\end{proof}", "green", ""),
        (r"\begin{lemma}\label{n}\notready x\end{lemma}\begin{proof}y\end{proof}", "#FFAA33", ""),
        (r"\begin{lemma}\label{n}\leanok x\end{lemma}\begin{proof}\leanok y\end{proof}", "green", "#1CAC78"),
        (r"\begin{lemma}\label{n}x\end{lemma}\begin{proof}\leanok y\end{proof}", "blue", "#1CAC78"),
        (
            r"\begin{lemma}\label{n}\leanok\uses{u}x\end{lemma}\begin{proof}\leanok y\end{proof}"
            r"\begin{lemma}\label{u}\leanok x\end{lemma}",
            "green",
            "#9CEC8B",
        ),
        (
            r"\begin{lemma}\label{n}\uses{u}\leanok x\end{lemma}\begin{proof}\leanok y\end{proof}"
            r"\begin{definition}\label{u}\notready x\end{definition}",
            "green",
            "#1CAC78",
        ),
        (r"\begin{definition}\label{n}\leanok x\end{definition}", "green", "#B0ECA3"),
        (r"\begin{definition}\label{n}x\end{definition}", "blue", "#A3D6FF"),
        (
            r"\begin{definition}\label{n}\notready x\end{definition}\begin{proof}\leanok y\end{proof}",
            "#FFAA33",
            "#9CEC8B",
        ),
    ],
)
def test_colours(tmp_path: Path, body: str, border: str, fill: str) -> None:
    state = asserted(read(tmp_path, body))["n"]
    assert (state.border, state.fill) == (border, fill)


def test_an_equation_in_a_definition_counts_as_a_definition(tmp_path: Path) -> None:
    body = r"""\begin{definition}\label{d}\begin{equation}\label{eq}x\end{equation}\end{definition}
\begin{lemma}\label{n}\uses{eq}x\end{lemma}\begin{proof}\leanok y\end{proof}"""
    state = asserted(read(tmp_path, body))["n"]
    assert state.fully_proved and not state.can_state


def test_a_node_in_two_graphs_takes_the_uses_of_its_proof_into_its_statement(tmp_path: Path) -> None:
    body = r"""\section{A}\begin{lemma}\label{n}\alsoIn{b}\uses{ok}x\end{lemma}\begin{proof}\uses{open}y\end{proof}
\begin{lemma}\label{ok}\leanok x\end{lemma}\begin{lemma}\label{open}x\end{lemma}\section{B}\label{b}"""
    assert asserted(read(tmp_path, body))["n"].can_state
    assert not asserted(read(tmp_path, body, options="dep_by=section"))["n"].can_state


def test_a_statement_of_a_later_graph_is_not_proved_yet(tmp_path: Path) -> None:
    lemma = r"\begin{lemma}\label{%s}\uses{%s}\leanok x\end{lemma}\begin{proof}\leanok y\end{proof}"
    body = r"\section{A}" + lemma % ("n", "m") + r"\section{B}" + lemma % ("m", "") + lemma % ("o", "n")
    states = asserted(read(tmp_path, body, options="dep_by=section"))
    assert (states["n"].fully_proved, states["m"].fully_proved) == (False, True)
    assert states["o"].fully_proved  # one level outside of the graph is asked, and no more
    assert all(state.fully_proved for state in asserted(read(tmp_path, body)).values())
