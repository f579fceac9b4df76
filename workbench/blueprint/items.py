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
_BEFORE = ("{0}", "{0}{1}", "{0}({1}){2}", "{0}({1}){2}{3}")
"""What `\\ref` prints at each depth, from the numbers of the items around it (`\\p@enumi` and its kin)."""
_KEY = re.compile(r"(?:^|,)\s*(label|ref)\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^,]*)")
_STARRED = re.compile(r"\\(arabic|alph|Alph|roman|Roman)\s*\*|\\(arabic|alph|Alph|roman|Roman)\s*\{\s*\w+\s*\}")
_SHORT = {"1": "arabic", "a": "alph", "A": "Alph", "i": "roman", "I": "Roman"}
_GROUP = re.compile(r"\{[^{}]*\}|\\[A-Za-z]+|[1aAiI]")


def number_of_item(engine: Recorder, element: Element) -> str | None:
    """For the item that was numbered last, here; outside of an enumerate it is what stands around the list."""
    depths = [bracket for name, bracket in engine.lists if name == "enumerate"]
    if not engine.lists or engine.lists[-1][0] != "enumerate":
        around = element.theorem_around or element.section_around
        return around.ref if around else None
    numbers: list[str] = []
    depth = -1
    for level, (name, bracket) in enumerate(engine.lists):
        if name != "enumerate":
            continue
        depth += 1
        value = engine.counters.value(LIST_COUNTERS[min(level, 3)])
        own = engine.table.macros.get(f"the{LIST_COUNTERS[min(depth, 3)]}")
        if bracket and (form := _form(bracket, short_is_whole="enumitem" in engine.packages)):
            numbers = ["" for _ in numbers] + [_printed(form, value)]
        elif own is not None:
            numbers.append(engine.counters.printed(LIST_COUNTERS[min(depth, 3)]))
        else:
            numbers.append(STYLES[_DEFAULT[min(depth, 3)]](value))
    last = numbers[-1]
    if depths[-1] and _form(depths[-1], short_is_whole=True):
        return last
    return _BEFORE[min(depth, 3)].format(*numbers[:4]) if depth < 4 else last


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
