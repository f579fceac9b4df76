"""The real blueprints beside the repository: read exactly as leanblueprint reads them, numbers included."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.blueprint.reader import read_blueprint

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
PROJECTS = sorted(path.parent.name for path in (SHARED / "corpus").glob("*/truth.json"))

pytestmark = pytest.mark.corpus


def test_the_comparison_with_leanblueprint_is_exact() -> None:
    run = subprocess.run(
        [
            *(sys.executable, str(SHARED / "tools" / "compare_truth.py")),
            *("--workbench", f"{sys.executable} -m workbench.cli.main"),
            *("--known", str(REPOSITORY / "tests" / "known_differences.tsv")),
        ],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
    )
    assert run.stdout.splitlines()[-1] == f"{len(PROJECTS)} of {len(PROJECTS)} exact", run.stdout


@pytest.mark.parametrize("project", PROJECTS or ["none"])
def test_numbers_colours_and_addresses_are_leanblueprints(project: str) -> None:
    truth: dict[str, Any] = json.loads((SHARED / "corpus" / project / "truth.json").read_text(encoding="utf8"))
    blueprint = read_blueprint(SHARED / "corpus" / project / truth["main"], SHARED / "corpus" / project)
    nodes = [node for graph in truth["graphs"] for node in graph["nodes"] if not node["generated_id"]]
    assert nodes
    numbers = {node["id"]: (node["ref"], node["n_proofs"]) for node in nodes}
    assert {id: (blueprint.statements[id].ref, blueprint.statements[id].n_proofs) for id in numbers} == numbers
    assert {key: list(colour) for key, colour in blueprint.colours.items()} == truth["colors"]
    addresses = {key: getattr(blueprint, key) for key in ("home", "github", "dochome")}
    assert addresses == truth["project"]
    assert [graph.name for graph in blueprint.graphs] == [graph["name"] for graph in truth["graphs"]]
