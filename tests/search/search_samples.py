"""Scripts that engines and sessions are tried on, and the theorems of goals.lean."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from workbench.lean.declared import declarations
from workbench.search.engine import Engine
from workbench.search.session import TacticSession
from workbench.search.statement import find

needs_leandojo = pytest.mark.skipif(find_spec("lean_dojo") is None, reason="lean-dojo wants a Python below 3.13")
TEXT = Path(__file__).with_name("goals.lean").read_text("utf-8")
THEOREMS = [one.name for one in declarations(TEXT) if one.kind == "theorem"]


class Sessions:
    """Sessions on theorems of texts."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def on(self, text: str, name: str = "t", **options: float) -> TacticSession:
        return TacticSession(self.engine, find(text, name, "T.lean"), **options)  # type: ignore[arg-type]


STATEMENT = "theorem {name} (p q r : Prop) : p ∧ q → r → q ∧ p"

SCRIPTS = (
    "skip",
    "intro h",
    "intro h\nconstructor",
    "intro h hr\nexact ⟨h.2, h.1⟩",
    "intro h hr\nconstructor\n· exact h.2\n· exact h.1",
    "intro h\nexact nonsense",
    "intro h hr; simp",
    "simp",
    "simp_all",
    "rfl",
    "decide",
    "sorry",
    "intro h hr\nexact ⟨h.2, by sorry⟩",
    "intro ⟨hp, hq⟩ _\nrefine ⟨?a, ?b⟩",
    "this is no tactic",
    "exact (fun h _ => ⟨h.2, h.1⟩",
    "intros; by_cases hp : p <;> simp_all",
)


def text_of(script: str, name: str = "t") -> str:
    """A file that tries a script as a step of a session does."""
    body = "".join(f"    {line}\n" for line in script.split("\n"))
    return f"{STATEMENT.format(name=name)} :=\nby\n  (\n{body}  )\n  skip\n#print axioms {name}\n"
