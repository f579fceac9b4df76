"""Is this a witness? The family's own `verify`, in a fresh interpreter: `python -I witness.py ROOT`.

It imports `workbench.problems` and nothing else of ours, reads `question.json` and `witness.json`, and prints a line of
JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def verified(question: dict[str, Any], witness: Path) -> dict[str, Any]:
    """What the family says."""
    from workbench.errors import WorkbenchError
    from workbench.problems.families.base import WrongWitness
    from workbench.problems.spec import Problem, family_of

    base = Path(question["base"])
    problem = Problem(question["id"], "", question["kind"], question["expect"], question["body"], base=base)
    try:
        family, parameters = family_of(problem)
        family.verify(parameters, json.loads(witness.read_bytes()))
    except WrongWitness as wrong:
        return {"accepted": False, "reason": str(wrong)}
    except (ValueError, RecursionError) as error:
        return {"accepted": False, "reason": f"the witness is no JSON: {error}"}
    except WorkbenchError as error:
        return {"accepted": None, "reason": str(error)}
    strange = sorted(name for name in sys.modules if name.startswith(("workbench.checkers", "workbench.evidence")))
    if strange:
        return {"accepted": None, "reason": f"it was not by itself: {strange[0]} was imported"}
    return {"accepted": True, "reason": "the family's own verify, in a process that imported nothing else of ours"}


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    print(json.dumps(verified(json.loads(Path("question.json").read_bytes()), Path("witness.json"))))
