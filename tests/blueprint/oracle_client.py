"""Compares our answer for a blueprint with leanblueprint's own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workbench.blueprint.reader import read_blueprint
from workbench.views.graph_data import graph_data

ORACLE = Path(__file__).with_name("leanblueprint_oracle.py")
FLAGS = ("leanok", "mathlibok", "notready")
PLAIN_FIELDS = (
    "env", "ref", "lean", "leanok", "mathlibok", "notready", "discussion", "can_state", "can_prove", "proved",
    "fully_proved", "shape", "border", "fill",
)  # fmt: skip
MISSING = next((name for name in ("leanblueprint", "pygraphviz") if find_spec(name) is None), None)
"""What has to be installed for the oracle to answer, if anything."""


def oracle_answers(mains: list[Path]) -> list[dict[str, Any]]:
    """leanblueprint's answer for each main file, in order."""
    run = subprocess.run([sys.executable, str(ORACLE), *map(str, mains)], capture_output=True, text=True, timeout=600)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(mains), run.stderr[-2000:]
    return answers


def write(folder: Path, files: dict[str, str]) -> Path:
    """Lays a blueprint out as leanblueprint wants it; the main file."""
    source = folder / "blueprint" / "src"
    source.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf8")
    return source / "web.tex"


def differences(theirs: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    """Where the two answers differ, in words; nothing where they agree.

    Unlabelled nodes are compared as anonymous ones, since the tool invents their ids. The reduction is left out where
    the graph has a cycle, and where two nodes have one id because a label was given twice.
    """
    found = []
    for key in ("lean_decls", "thm_types"):
        if theirs[key] != ours[key]:
            found.append(f"{key}: expected {theirs[key]}, got {ours[key]}")
    expected = {graph["name"]: graph for graph in theirs["graphs"] if graph["nodes"]}
    got = {graph["name"]: graph for graph in ours["graphs"] if graph["nodes"]}
    if expected.keys() != got.keys():
        found.append(f"graphs: expected {sorted(expected)}, got {sorted(got)}")
    for name in expected.keys() & got.keys():
        found += [f"{name}: {line}" for line in _graph_differences(expected[name], got[name])]
    return found


def _graph_differences(theirs: dict[str, Any], ours: dict[str, Any]) -> Iterator[str]:
    expected, got = _nodes(theirs), _nodes(ours)
    for id in sorted(expected.keys() | got.keys()):
        missing, extra = list((expected[id] - got[id]).elements()), list((got[id] - expected[id]).elements())
        if len(missing) == len(extra) == 1:
            yield f"{id}: {_field_differences(*missing, *extra)}"
        elif missing or extra:
            yield f"node {id}: {len(missing)} missing, {len(extra)} too many"
    sharing = any(nodes.total() > 1 for id, nodes in expected.items() if id != "*")
    for kind in ("statement_edges", "proof_edges", "drawn_reduced"):
        if kind == "drawn_reduced" and (theirs["cyclic"] or sharing):
            continue
        a, b = _edges(theirs, kind), _edges(ours, kind)
        if a != b:
            yield f"{kind}: missing {list((a - b).elements())}, too many {list((b - a).elements())}"


def _field_differences(expected: str, got: str) -> str:
    a, b = json.loads(expected), json.loads(got)
    return ", ".join(f"{key}: expected {a[key]!r}, got {b[key]!r}" for key in a if a[key] != b[key])


def _nodes(graph: dict[str, Any]) -> defaultdict[str, Counter[str]]:
    """id, or `*`, -> the nodes that have it, described."""
    nodes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for node in graph["nodes"]:
        described = {field: node.get(field) or None for field in PLAIN_FIELDS}
        described["labels"] = sorted(node["labels"])
        described["proof"] = node["proof"] and {flag: bool(node["proof"][flag]) for flag in FLAGS}
        nodes["*" if node["generated_id"] else node["id"]][json.dumps(described, sort_keys=True)] += 1
    return nodes


def _edges(graph: dict[str, Any], kind: str) -> Counter[tuple[str, ...]]:
    """The edges, unlabelled nodes without a name; those between nodes that share ids once."""
    names = {node["id"]: "*" for node in graph["nodes"] if node["generated_id"]}
    return Counter(tuple(names.get(part, part) for part in edge) for edge in set(map(tuple, graph[kind])))


def our_answer(main: Path) -> dict[str, Any]:
    """Our answer for the same main file, in the same shape."""
    return graph_data(read_blueprint(main, main.parents[2]))
