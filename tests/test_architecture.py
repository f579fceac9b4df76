"""The rooms of the house keep to their direction: the table of docs/architecture.md is held against every import."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "workbench"


def table() -> dict[str, tuple[str, ...]]:
    """Room -> the rooms and modules that it may import, as the document says."""
    lines = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines()
    start = lines.index("| room | what it is for | may import |") + 2
    rows = {}
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        room, _, allowed = (cell.strip() for cell in line.strip("|").split("|"))
        rows[room.strip("`")] = ("",) if allowed == "everything" else tuple(re.findall(r"`([\w.]+)`", allowed))
    return rows


def module_of(path: Path) -> str:
    """Such as `blueprint.model` for workbench/blueprint/model.py."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def targets(node: ast.AST, path: Path) -> list[str]:
    """The modules of ours that an import statement names, without the leading `workbench.`."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{path}: imports are absolute here"
        module = node.module or ""
        # `from workbench.evidence import record` names a module, `from workbench.evidence.record import Tier` does not.
        names = [f"{module}.{alias.name}" if is_module(f"{module}.{alias.name}") else module for alias in node.names]
    else:
        return []
    return [name.removeprefix("workbench.") for name in names if name.startswith("workbench.")]


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def inside(module: str, room: str) -> bool:
    return room == "" or module == room or module.startswith(room + ".")


def imports() -> list[tuple[str, str, str]]:
    """(place, importing module, imported module) for every import in the package, wherever it stands."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for target in targets(node, path):
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", module_of(path), target))  # type: ignore[attr-defined]
    return found


def test_every_room_has_a_line_and_every_line_a_room() -> None:
    rooms = {
        path.stem
        for path in PACKAGE.iterdir()
        if (path.is_dir() and any(path.rglob("*.py"))) or (path.suffix == ".py" and not path.stem.startswith("__"))
    }
    assert rooms == set(table())


def test_no_room_imports_what_its_line_does_not_name() -> None:
    rooms = table()
    wrong = [
        f"{place}: {importer} imports {imported}"
        for place, importer, imported in imports()
        if (room := importer.split(".")[0]) in rooms
        and not any(inside(imported, allowed) for allowed in (room, "errors", *rooms[room]))
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ["blueprint", "problems", "evidence"])
def test_the_three_sources_of_truth_know_nobody(room: str) -> None:
    assert set(table()[room]) <= {"toml", "seal", "whole"}


def test_the_table_has_no_circle() -> None:
    """Taken room by room: else the arrows of the picture would run back."""
    after = {room: {allowed.split(".")[0] for allowed in names if allowed} for room, names in table().items()}
    while ready := [room for room, needs in after.items() if not needs & after.keys()]:
        for room in ready:
            del after[room]
    assert after == {}


def test_the_walk_over_imports_sees_something() -> None:
    """A test over an empty list could not fail."""
    found = imports()
    assert any(importer.startswith("cli") and imported.startswith("errors") for _, importer, imported in found)
    assert len({importer for _, importer, _ in found}) > 20
