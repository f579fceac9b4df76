"""Random blueprints, read by us and by leanblueprint itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from oracle_client import MISSING, differences, oracle_answers, our_answer, write
from random_blueprints import blueprint

BATCHES = 4
BATCH = 75

pytestmark = pytest.mark.skipif(MISSING is not None, reason=f"{MISSING} is not installed")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_blueprints_are_read_as_leanblueprint_reads_them(batch: int, tmp_path: Path) -> None:
    seeds = range(batch * BATCH, (batch + 1) * BATCH)
    mains = [write(tmp_path / str(seed), blueprint(seed)) for seed in seeds]
    answers = oracle_answers(mains)
    ours = [our_answer(main) for main in mains]
    disagreements = []
    compared = 0
    for seed, theirs, mine in zip(seeds, answers, ours, strict=True):
        if "error" in theirs:
            continue
        compared += 1
        disagreements += [f"seed {seed}: {line}" for line in differences(theirs, mine)]
    assert compared >= BATCH * 0.8, "leanblueprint failed on too many of the documents: the generator is at fault"
    assert not disagreements, "\n".join([*disagreements[:20], "see tests/blueprint/shrink_disagreement.py SEED"])
