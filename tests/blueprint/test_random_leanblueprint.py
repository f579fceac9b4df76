"""Random blueprints, read by us and by leanblueprint itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from oracle_client import MISSING, differences, oracle_answers, our_answer, write
from random_blueprints import blueprint

from workbench.blueprint.findings import graph_findings
from workbench.blueprint.reader import read_blueprint

BATCHES = 4
BATCH = 75

pytestmark = pytest.mark.skipif(MISSING is not None, reason=f"{MISSING} is not installed")


def shares_ids(graph: dict[str, Any]) -> bool:
    """Whether a label was given twice, so that two nodes are one in the picture."""
    return len({node["id"] for node in graph["nodes"]}) < len(graph["nodes"])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_blueprints_are_read_as_leanblueprint_reads_them(batch: int, tmp_path: Path) -> None:
    seeds = range(batch * BATCH, (batch + 1) * BATCH)
    mains = [write(tmp_path / str(seed), blueprint(seed)) for seed in seeds]
    answers = oracle_answers(mains)
    ours = [our_answer(main) for main in mains]
    disagreements = []
    compared = 0
    for seed, main, theirs, mine in zip(seeds, mains, answers, ours, strict=True):
        if "error" in theirs:
            continue
        compared += 1
        if any(graph["cyclic"] and not shares_ids(graph) for graph in theirs["graphs"]):
            codes = {each.code for each in graph_findings(read_blueprint(main, main.parents[2]))}
            assert "cycle" in codes, f"seed {seed}: leanblueprint crashes on a cycle that has no finding"
        disagreements += [f"seed {seed}: {line}" for line in differences(theirs, mine)]
    assert compared >= BATCH * 0.8, "leanblueprint failed on too many of the documents: the generator is at fault"
    assert not disagreements, "\n".join([*disagreements[:20], "see tests/blueprint/shrink_disagreement.py SEED"])
