"""What files that carry answers speak of, and the odd things that are put into them."""

from __future__ import annotations

import json
from typing import Any

from campaigns.fuzz.dimacs import RIGHT
from workbench.dispatch.plan import Question
from workbench.evidence.record import Limits
from workbench.problems.spec import family_problem

PART = b"\n%% "
"""Begins a part of an input that stands for several files: its name, a line end, its bytes."""
QUESTION = Question(
    "f" * 64, "problem", "schur", "sat", family_problem("schur", {"n": 13, "colours": 3}), "satisfiable", Limits()
)
"""What the bundles answer, or say that they do: nobody can refute it, for it has an answer."""
RIGHT_BYTES = json.dumps(RIGHT["schur"]).encode()
NAMES = (
    "../escaped",
    "/tmp/workbench-escaped",
    "certificates/../../x",
    "manifest.json",
    "certificates/",
    "a\\..\\b",
    "x" * 300,
)
"""Of files in a bundle or a folder: paths that lead out of it."""
ODD: tuple[Any, ...] = (
    None,
    "",
    "refuted",
    "unknown",
    "lrat",
    "cubes",
    "model",
    -1,
    2**64,
    1e308,
    [],
    {},
    "0" * 64,
    "../x",
    True,
)
"""Values that are put where others were."""
JSON_WORDS = (b"[", b"]", b"{", b"}", b'"', b"null", b"true", b"NaN", b"\\ud800", b"1e999", b"[" * 1200)
"""Bytes that mean something in JSON, for `mutated`."""
