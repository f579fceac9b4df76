"""What a proposed proof may not hold, before Lean sees a word of it. Whoever proposes may be hostile."""

from __future__ import annotations

import re

from workbench.checkers.lean.scan import fault
from workbench.lean.lexer import REST, lex, unbalanced

LONGEST = 20_000
"""Characters of one proof."""
_GIVEN_UP = re.compile(rf"(?<![{REST}.])(?:sorry|admit|sorryAx|stop)(?![{REST}])")


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
    if unbalanced(script) is not None:
        return "it closes a bracket that it did not open, or leaves one open"
    code = lex(script).code
    if given_up := _GIVEN_UP.search(code):
        return f"it holds `{given_up[0]}`, which proves nothing"
    if "#" in code.replace("#[", ""):
        return "it holds a command"
    return None
