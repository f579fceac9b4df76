"""The graph for other programs: DOT, GraphML and Mermaid, from the data that `graph_data` makes.

Everything that comes from a source is escaped for the format it goes into.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Data = Mapping[str, Any]

_STATUS_COLOURS = {
    "dark_green": ("green", "#1CAC78"),
    "green": ("green", "#9CEC8B"),
    "blue_prove": ("blue", "#A3D6FF"),
    "blue_state": ("blue", ""),
    "white": ("", ""),
}
"""Border and fill in the evidence view, in leanblueprint's tones."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def paint(node: Data) -> tuple[str, str]:
    """Border and fill of a node: by its status where it has one, else by the author's word."""
    return _STATUS_COLOURS[node["status"]] if "status" in node else (node["border"], node["fill"])


def caption(node: Data) -> str:
    """The text in the drawing: the id after its last colon, as in leanblueprint."""
    return str(node["id"]).rsplit(":", 1)[-1] if not node["generated_id"] else str(node["id"])


# DOT


def dot(data: Data) -> str:
    """Graphviz: one digraph for each graph."""
    return "\n".join(_digraph(graph) for graph in data["graphs"])


def _dot_text(value: object) -> str:
    text = _CONTROL.sub(" ", str(value)).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _digraph(graph: Data) -> str:
    lines = [
        f"digraph {_dot_text(graph['name'])} {{",
        '  graph [bgcolor="transparent"];',
        '  node [penwidth="1.8"];',
        '  edge [arrowhead="vee"];',
    ]
    for node in graph["nodes"]:
        border, fill = paint(node)
        facts = {"label": caption(node), "shape": node["shape"]}
        facts |= {"color": border} if border else {}
        facts |= {"style": "filled", "fillcolor": fill} if fill else {}
        inside = ", ".join(f"{key}={_dot_text(value)}" for key, value in facts.items())
        lines.append(f"  {_dot_text(node['id'])} [{inside}];")
    for used, user, style in graph["drawn_reduced"]:
        dashed = ' [style="dashed"]' if style == "dashed" else ""
        lines.append(f"  {_dot_text(used)} -> {_dot_text(user)}{dashed};")
    return "\n".join([*lines, "}", ""])


# GraphML

_NODE_KEYS = (
    *("env", "title_tex", "ref", "lean", "problems", "leanok", "mathlibok", "notready", "discussion", "can_state"),
    *("can_prove", "proved", "fully_proved", "shape", "border", "fill", "file", "line"),
    *("status", "marks", "tier", "rests_on"),
)
_BOOLEANS = {"leanok", "mathlibok", "notready", "can_state", "can_prove", "proved", "fully_proved"}


def graphml(data: Data) -> str:
    """GraphML: every edge, with whether a statement or a proof makes it and whether it is drawn."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for key in _NODE_KEYS:
        sort = "boolean" if key in _BOOLEANS else "int" if key == "line" else "string"
        lines.append(f'  <key id="{key}" for="node" attr.name="{key}" attr.type="{sort}"/>')
    for key, sort in (("statement", "boolean"), ("proof", "boolean"), ("drawn", "boolean")):
        lines.append(f'  <key id="{key}" for="edge" attr.name="{key}" attr.type="{sort}"/>')
    for graph in data["graphs"]:
        lines += _graphml_graph(graph)
    return "\n".join([*lines, "</graphml>", ""])


def _xml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return _NOT_XML.sub("�", text)


def _graphml_graph(graph: Data) -> list[str]:
    lines = [f'  <graph id={quoteattr(_xml(graph["name"]))} edgedefault="directed">']
    for node in graph["nodes"]:
        lines.append(f"    <node id={quoteattr(_xml(node['id']))}>")
        for key in _NODE_KEYS:
            value = node.get(key)
            if value is not None and value != "" and value != []:
                lines.append(f'      <data key="{key}">{escape(_xml(value))}</data>')
        lines.append("    </node>")
    statement, proof = ({tuple(edge) for edge in graph[kind]} for kind in ("statement_edges", "proof_edges"))
    drawn = {(used, user) for used, user, _ in graph["drawn_reduced"]}
    for edge in dict.fromkeys([*map(tuple, graph["statement_edges"]), *map(tuple, graph["proof_edges"])]):
        source, target = (quoteattr(_xml(id)) for id in edge)
        lines.append(f"    <edge source={source} target={target}>")
        for key, edges in (("statement", statement), ("proof", proof), ("drawn", drawn)):
            lines.append(f'      <data key="{key}">{_xml(edge in edges)}</data>')
        lines.append("    </edge>")
    return [*lines, "  </graph>"]


# Mermaid


def mermaid(data: Data) -> str:
    """A Mermaid flowchart; where there are several graphs, each is a subgraph."""
    graphs: Sequence[Data] = data["graphs"]
    lines = ["flowchart TD"]
    for number, graph in enumerate(graphs):
        several = len(graphs) > 1
        if several:
            lines.append(f'  subgraph g{number}["{_mermaid_text(graph["title"] or graph["name"])}"]')
        lines += _mermaid_graph(graph, f"g{number}n" if several else "n")
        if several:
            lines.append("  end")
    return "\n".join([*lines, ""])


def _mermaid_text(value: object) -> str:
    """Every sign that is neither a letter, a digit nor harmless, as a character reference of Mermaid's."""
    return "".join(c if c.isalnum() or c in " -_.,:/'" else f"#{ord(c)};" for c in _CONTROL.sub(" ", str(value)))


def _mermaid_graph(graph: Data, prefix: str) -> list[str]:
    names = {node["id"]: f"{prefix}{number}" for number, node in enumerate(graph["nodes"])}
    lines = []
    for node in graph["nodes"]:
        opening, closing = ("[", "]") if node["shape"] == "box" else ("([", "])")
        lines.append(f'  {names[node["id"]]}{opening}"{_mermaid_text(caption(node))}"{closing}')
        border, fill = paint(node)
        style = ",".join(
            f"{key}:{value}" for key, value in (("stroke", border), ("fill", fill)) if re.fullmatch(r"#?\w+", value)
        )
        if style:
            lines.append(f"  style {names[node['id']]} {style}")
    for used, user, style in graph["drawn_reduced"]:
        lines.append(f"  {names[used]} {'-.->' if style == 'dashed' else '-->'} {names[user]}")
    return lines


FORMATS: Mapping[str, Callable[[Data], str]] = {"dot": dot, "graphml": graphml, "mermaid": mermaid}
"""The formats beside JSON."""
