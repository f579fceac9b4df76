"""What a proposed proof may not hold, before Lean sees a word of it. Whoever proposes may be hostile."""

from __future__ import annotations

import re

from workbench.checkers.lean.scan import fault
from workbench.lean.lexer import REST, lex, unbalanced

LONGEST = 20_000
"""Characters of one proof."""
_GIVEN_UP = re.compile(rf"(?<![{REST}.])(?:sorry|admit|sorryAx|stop)(?![{REST}])")


def gives_up(script: str) -> str | None:
    """The word by which a script proves nothing, such as `sorry`; None where it holds none."""
    found = _GIVEN_UP.search(lex(script).code)
    return found[0] if found else None


def refusal(script: str) -> str | None:
    """Why a script is not tried at all, as a phrase; None where it may be."""
    if not script.strip():
        return "an empty proof"
    if len(script) > LONGEST:
        return f"a proof of {len(script):,} characters; {LONGEST:,} is the most"
    try:
        script.encode("utf-8")
    except UnicodeEncodeError:
        return "a proof that is no text"
    found = fault(script)
    if found is not None:
        return f"it {found[1]}"
    if word := gives_up(script):
        return f"it holds `{word}`, which proves nothing"
    if unbalanced(script) is not None:
        return "it closes a bracket that it did not open, or leaves one open"
    code = lex(script).code
    if "#" in code.replace("#[", ""):
        return "it holds a command"
    return None
