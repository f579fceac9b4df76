r"""Asks the real leanblueprint what a LaTeX blueprint means; a program, run by tests in a process of its own.

    python leanblueprint_oracle.py [MAIN.tex...]

prints a line of JSON for each main file, in order: the shape of `workbench graph --format json` (but for `file` and
`line`), or `{"error": ...}` where leanblueprint itself fails. Without arguments the names are read from standard input.
It parses and builds the graphs, without writing HTML; what leanblueprint computes is read off its own objects, only the
transitive reduction is ours, and the ancestors on a cycle, where leanblueprint crashes (the graph then says `cyclic`).
Each file is read in a forked child, since plasTeX keeps state in its modules; leanblueprint writes `lean_decls` beside
the folder of the main file.
"""

from __future__ import annotations

import json
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

LABEL_FIELDS = ("leanok", "mathlibok", "notready")


def edges_of(graph: Any, kind: str) -> list[list[str]]:
    pairs = graph.edges if kind == "statement" else graph.proof_edges
    return sorted({(used.id, user.id) for used, user in pairs if used in graph.nodes and user in graph.nodes})  # type: ignore[arg-type]


def has_cycle(edges: list[list[str]]) -> bool:
    users: dict[str, set[str]] = {}
    for used, user in edges:
        users.setdefault(used, set()).add(user)
        users.setdefault(user, set())
    while ends := [node for node, after in users.items() if not after]:
        for node in ends:
            del users[node]
        for after in users.values():
            after.difference_update(ends)
    return bool(users)


Styles = dict[tuple[str, ...], str]


def reduced(style: Styles) -> Styles:
    """The edges that no longer path replaces (the graph has no cycle)."""
    successors: dict[str, set[str]] = {}
    for used, user in style:
        successors.setdefault(used, set()).add(user)
    reach: dict[str, set[str]] = {}

    def reachable(node: str) -> set[str]:
        if node not in reach:
            next_nodes = successors.get(node, set())
            reach[node] = next_nodes.union(*map(reachable, next_nodes))
        return reach[node]

    return {
        (used, user): kind
        for (used, user), kind in style.items()
        if not any(user in reachable(other) for other in successors[used] if other != user)
    }


def describe(
    node: Any, labels: dict[int, list[str]], n_proofs: dict[int, int], colours: Any, shapes: Any
) -> dict[str, Any]:
    from plastexdepgraph.Packages.depgraph import item_kind

    data = node.userdata
    proof = data.get("proved_by")
    title = node.attributes.get("title") if getattr(node, "attributes", None) else None
    return {
        "id": node.id,
        "generated_id": bool(getattr(node, "@hasgenid", False)),
        "labels": sorted(labels.get(id(node), [])),
        "env": getattr(node, "thmName", None) or node.tagName,
        "title_tex": title.source.strip() if hasattr(title, "source") else title,
        "ref": node.ref.textContent if node.ref is not None else None,
        "lean": data.get("leandecls", []),
        **{flag: bool(data.get(flag)) for flag in LABEL_FIELDS},
        "discussion": data.get("issue"),
        **{key: bool(data.get(key)) for key in ("can_state", "can_prove", "proved", "fully_proved")},
        "n_proofs": n_proofs.get(id(node), 0),
        "shape": shapes.get(item_kind(node), "ellipse"),
        "border": colours["colorizer"](node) or None,
        "fill": colours["fillcolorizer"](node) or None,
        "proof": None if proof is None else {flag: bool(proof.userdata.get(flag)) for flag in LABEL_FIELDS},
    }


def ancestors(graph: Any, node: Any) -> set[Any]:
    """What leanblueprint's own method returns, but also where there is a cycle, on which that one never ends."""
    found: set[Any] = set()
    waiting = [node] if node in graph.nodes else []
    while waiting:
        for used in graph.predecessors(waiting.pop()):
            if used not in found:
                found.add(used)
                if used in graph.nodes:
                    waiting.append(used)
    return found


def find_source(tex: Any, name: str) -> str:
    """Where kpsewhich, which plasTeX asks, finds a source of the blueprint; so the answer needs no TeX installation."""
    relative_to_main = name.startswith(("/", "./", "../"))
    folders = [Path()] if relative_to_main else [Path(getattr(tex, "filename", "") or "").parent, Path()]
    for candidate in [folder / f"{name}{suffix}" for folder in folders for suffix in (".tex", "")]:
        if candidate.is_file():
            return str(candidate)
    raise FileNotFoundError(name)


def answer(main: Path) -> dict[str, Any]:
    import plasTeX.Compile
    from plasTeX.client import collect_renderer_config
    from plasTeX.Config import defaultConfig
    from plasTeX.TeX import TeX
    from plastexdepgraph.Packages.depgraph import DepGraph

    DepGraph.ancestors = ancestors
    TeX.kpsewhich = find_source
    os.chdir(main.parent)
    config = defaultConfig()
    collect_renderer_config(config)
    if Path("plastex.cfg").is_file():
        config.read("plastex.cfg")
    else:
        config["general"]["plugins"] = ["plastexdepgraph", "plastexshowmore", "leanblueprint"]
    document = plasTeX.Compile.parse(main.name, config).ownerDocument
    drawn = document.userdata["dep_graph"]
    options = document.context.packages["depgraph"]
    labels: dict[int, list[str]] = {}
    for label, owner in document.context.labels.items():
        labels.setdefault(id(owner), []).append(label)
    n_proofs: dict[int, int] = {}
    for proof in document.getElementsByTagName("proof"):
        proved = proof.userdata.get("proves")
        if proved is not None:
            n_proofs[id(proved)] = n_proofs.get(id(proved), 0) + 1
    graphs = []
    for section, graph in drawn.get("graphs", {}).items():
        statement, proof_edges = edges_of(graph, "statement"), edges_of(graph, "proof")
        style = {tuple(e): "solid" for e in proof_edges} | {tuple(e): "dashed" for e in statement}
        cyclic = has_cycle(statement + proof_edges)
        if not (cyclic or "nonreducedgraph" in options):
            style = reduced(style)
        graphs.append(
            {
                "name": "document" if section == document else f"{section.counter}_{section.ref.textContent}",
                "title": None if section == document else section.title.textContent.strip(),
                "nodes": sorted(
                    (
                        describe(n, labels, n_proofs, drawn, drawn.get("shapes", {"definition": "box"}))
                        for n in graph.nodes
                    ),
                    key=lambda node: node["id"],
                ),
                "statement_edges": statement,
                "proof_edges": proof_edges,
                "cyclic": cyclic,
                "drawn_reduced": [[*edge, kind] for edge, kind in sorted(style.items())],
            }
        )
    return {
        "main": main.name,
        "thm_types": drawn["thm_types"],
        "colors": drawn["colors"],
        "project": {
            key: str(getattr(value, "textContent", value))
            for key in ("home", "github", "dochome")
            if (value := document.userdata.get(f"project_{key}")) is not None
        },
        "lean_decls": document.userdata.get("lean_decls", []),
        "graphs": graphs,
    }


def in_a_child(main: Path, out: int) -> None:
    """Answer for `main` in a forked process; whatever happens there, one line is written to `out`."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        line = json.dumps(answer(main))
    except BaseException as error:
        line = json.dumps({"error": type(error).__name__, "message": re.sub(r"0x[0-9a-f]+", "", str(error))[:500]})
    with os.fdopen(out, "w") as stream:
        stream.write(line + "\n")
    os._exit(0)


def load() -> None:
    """Import all that an answer needs, so that the forked children need not."""
    for module in ("Compile", "Packages.amsmath", "Packages.amsthm", "Packages.hyperref"):
        import_module(f"plasTeX.{module}")
    for module in ("leanblueprint.Packages.blueprint", "plastexshowmore"):
        import_module(module)
    import_module("plasTeX.client").collect_renderer_config(import_module("plasTeX.Config").defaultConfig())


def main() -> None:
    out = os.dup(1)
    os.dup2(2, 1)  # plasTeX talks on stdout
    load()
    for name in sys.argv[1:] or sys.stdin:
        in_a_child(Path(name.strip()).resolve(), out)


if __name__ == "__main__":
    main()
