"""The graph as JSON, DOT, GraphML and Mermaid, on a hostile and on an ordinary blueprint."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from workbench.cli.graph import graph_command

DOCUMENT = r"""\documentclass{report}\usepackage{amsthm}\usepackage[%s]{blueprint}
\newtheorem{lemma}{Lemma}\newtheorem{definition}{Definition}
\begin{document}\chapter{One "<&>"}
\begin{definition}\label{def:a"] ; <b>&\\x}\leanok\lean{A.b}\checkedby[n=4]{schur}x\end{definition}
\begin{lemma}[T]\label{b}\uses{def:a"] ; <b>&\\x}x\end{lemma}
\chapter{Two}\begin{lemma}\label{c}x\end{lemma}\begin{proof}\uses{b,def:a"] ; <b>&\\x}y\end{proof}
\begin{lemma}x\end{lemma}
\end{document}
"""


@pytest.fixture
def main(tmp_path: Path) -> Path:
    path = tmp_path / "web.tex"
    path.write_text(DOCUMENT.replace("%s", ""), encoding="utf8")
    return path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(graph_command, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_json_has_the_contracts_fields(main: Path) -> None:
    data = json.loads(run(main))
    assert set(data) == {"name", "main", "thm_types", "lean_decls", "graphs"}
    (graph,) = data["graphs"]
    assert set(graph) == {"name", "title", "nodes", "statement_edges", "proof_edges", "drawn_reduced"}
    first = graph["nodes"][0]
    assert (first["shape"], first["problems"], first["lean"], first["file"], first["line"]) == (
        *("box", ["schur[n=4]"], ["A.b"], "web.tex", 4),
    )
    assert first["proof"] is None and graph["nodes"][2]["proof"] == {
        "leanok": False,
        "mathlibok": False,
        "notready": False,
    }
    anonymous = graph["nodes"][3]
    assert (anonymous["id"], anonymous["generated_id"]) == ("web.tex:7", True)
    assert graph["drawn_reduced"] == [[first["id"], "b", "dashed"], ["b", "c", "solid"]]


def test_focus_keeps_a_neighbourhood(main: Path) -> None:
    def ids(*more: str) -> list[str]:
        return [node["id"] for node in json.loads(run(main, "--focus", "b", *more))["graphs"][0]["nodes"]]

    assert len(ids()) == 3 and ids("--depth", "0") == ["b"]
    assert CliRunner().invoke(graph_command, [str(main), "--focus", "nobody"]).exception is not None
    assert CliRunner().invoke(graph_command, [str(main), "--depth", "1"]).exit_code == 2


def test_graphml_is_read_by_networkx(main: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.graphml").write_text(run(main, "--format", "graphml"), encoding="utf8")
    graph = nx.read_graphml(tmp_path / "graph.graphml")
    assert set(graph.nodes) == {node["id"] for node in json.loads(run(main))["graphs"][0]["nodes"]}
    assert graph.edges["b", "c"] == {"statement": False, "proof": True, "drawn": True}
    assert graph.nodes["b"]["title_tex"] == "T"


def test_dot_quotes_what_comes_from_the_source(main: Path) -> None:
    text = run(main, "--format", "dot")
    assert r'"def:a\"] ; <b>&\\\\x" [label="a\"] ; <b>&\\\\x"' in text
    if shutil.which("dot"):
        assert subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True).returncode == 0


def test_mermaid_has_one_chart_with_a_subgraph_a_chapter(main: Path) -> None:
    main.write_text(DOCUMENT.replace("%s", "dep_by=chapter"), encoding="utf8")
    text = run(main, "--format", "mermaid")
    assert text.count("flowchart") == 1 and text.count("subgraph") == 2
    labels = [line.split('"')[1] for line in text.splitlines() if '"' in line]
    assert all(character.isalnum() or character in " -_.,:/'#;" for label in labels for character in label)
    assert ET.fromstring(run(main, "--format", "graphml")) is not None


def test_a_cycle_is_told_on_stderr_and_the_graph_drawn(tmp_path: Path) -> None:
    main = tmp_path / "web.tex"
    main.write_text(DOCUMENT.replace("%s", "").replace(r"\leanok", r"\leanok\uses{c}"), encoding="utf8")
    result = CliRunner().invoke(graph_command, [str(main)])
    assert result.exit_code == 0 and "cycle: " in result.stderr and json.loads(result.stdout)


def test_the_command_imports_nothing_heavy(main: Path) -> None:
    code = (
        "import sys\nfrom workbench.cli.graph import graph_command\n"
        f"graph_command(['{main}'], standalone_mode=False)\n"
        "heavy = {'numba', 'numpy', 'pysat', 'sympy', 'networkx', 'textual', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stderr.strip() == "[]"
