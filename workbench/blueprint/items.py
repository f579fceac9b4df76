r"""What `\ref` prints for an item of an enumerate: LaTeX's own forms, or those that the author asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.blueprint.counters import LIST_COUNTERS, STYLES
from workbench.blueprint.macros import without_comments
from workbench.blueprint.tree import Element

if TYPE_CHECKING:
    from workbench.blueprint.recording import Recorder

_DEFAULT = ("arabic", "alph", "roman", "Alph")
_DEEPEST = 8
"""LaTeX allows six lists within each other."""
_START = re.compile(r"(?:^|,)\s*start\s*=\s*(\d{1,6})")
_AROUND = ("{0}", "{0}{1}", "{0}({1}){2}", "{0}({1}){2}{3}")
"""What `\\ref` prints at each depth, from the numbers of the items around it (`\\p@enumi` and its kin)."""
_KEY = re.compile(r"(?:^|,)\s*(label|ref)\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^,]*)")
_STARRED = re.compile(r"\\(arabic|alph|Alph|roman|Roman)\s*\*|\\(arabic|alph|Alph|roman|Roman)\s*\{\s*\w+\s*\}")
_SHORT = {"1": "arabic", "a": "alph", "A": "Alph", "i": "roman", "I": "Roman"}
_GROUP = re.compile(r"\{[^{}]*\}|\\[A-Za-z]+|[1aAiI]")


def number_of_item(engine: Recorder, element: Element) -> str | None:
    """For the item that came last, here; outside of an enumerate it is what stands around the list."""
    if not engine.lists or engine.lists[-1].name != "enumerate" or len(engine.lists) > _DEEPEST:
        around = element.theorem_around or element.section_around
        return around.ref if around else None
    if engine.lists[-1].term is not None:
        return " ".join(without_comments(engine.lists[-1].term).split())
    numbers: list[str] = []
    whole = False
    for level, each in enumerate(engine.lists):
        if each.name != "enumerate":
            continue
        value = engine.counters.value(LIST_COUNTERS[min(level, 3)]) - each.uncounted + _start(each.bracket) - 1
        depth = min(len(numbers), 3)
        form = _form(each.bracket, short_is_whole="enumitem" in engine.packages) if each.bracket else ""
        whole = bool(form)
        if form:
            numbers.append(_printed(form, value))
        elif f"the{LIST_COUNTERS[depth]}" in engine.table.macros:
            numbers.append(engine.counters.printed(LIST_COUNTERS[depth]))
        else:
            numbers.append(STYLES[_DEFAULT[depth]](value))
    return numbers[-1] if whole else _AROUND[min(len(numbers), 4) - 1].format(*numbers[-4:])


def _start(bracket: str | None) -> int:
    match = _START.search(bracket or "")
    return int(match[1]) if match else 1


def _form(bracket: str, *, short_is_whole: bool) -> str:
    r"""The label's form with `\arabic*` and its like; nothing where the brackets do not say."""
    text = without_comments(bracket)
    keys: dict[str, str] = {key: _bare(value) for key, value in _KEY.findall(text)}
    if keys:
        return keys.get("ref") or keys.get("label", "")
    if "=" in text:
        return ""
    for match in _GROUP.finditer(text):
        if match[0] in _SHORT:
            counter = f"\\{_SHORT[match[0]]}*"
            return f"{text[: match.start()]}{counter}{text[match.end() :]}" if short_is_whole else counter
    return ""


def _bare(value: str) -> str:
    return value[1:-1] if value.startswith("{") and value.endswith("}") else value


def _printed(form: str, value: int) -> str:
    def written(match: re.Match[str]) -> str:
        style: str = match[1] or match[2]
        return STYLES[style](value)

    return _STARRED.sub(written, form).strip()
