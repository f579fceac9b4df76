"""The parameters of a family: from the text of a command line or the values of a TOML file to checked values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from workbench.errors import BadInput
from workbench.problems.families.base import Family, Parameter
from workbench.problems.paths import found_file
from workbench.problems.places import Place

MOST_ENTRIES = 1000
"""Of one list."""


def from_text(words: Iterable[str]) -> dict[str, str]:
    """`n=45`, `colours=4`... as a mapping. Raises BadInput for a word without `=` and for a name given twice."""
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        name = name.strip()
        if not equals or not name:
            raise BadInput(f"`{word}` is not a parameter", remedy="write parameters as name=value, such as n=45")
        if name in given:
            raise BadInput(f"the parameter `{name}` is given twice", remedy="give it once")
        given[name] = value.strip()
    return given


def validated(family: Family, given: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """Every parameter of the family in its own order, checked, defaults filled in; files as they were written.

    Values are integers, lists of integers and strings, or text that says such. Raises BadInput for a name that the
    family does not know, one that is missing, a value of the wrong kind or out of range, a file that cannot be used,
    and a combination that the family refuses.
    """
    known = {parameter.name for parameter in family.parameters}
    for name in given:
        if name not in known:
            expected = " ".join(_usage(parameter) for parameter in family.parameters)
            problem = f"the family `{family.name}` has no parameter `{name[:80]}`"
            place.fault(problem, f"its parameters are {expected}", name)
    values = {parameter.name: _value(parameter, given, family, place) for parameter in family.parameters}
    if refusal := family.refuse(with_files(family, values, place.base)):
        place.fault(refusal, "choose other parameters")
    return values


def with_files(family: Family, values: Mapping[str, Any], base: Path) -> dict[str, Any]:
    """The parameters as a family is handed them: files as absolute paths."""
    files = {parameter.name for parameter in family.parameters if parameter.kind == "file"}
    return {name: (base / value).resolve() if name in files else value for name, value in values.items()}


def files_of(family: Family, values: Mapping[str, Any], base: Path) -> tuple[Path, ...]:
    """The files that the parameters name, absolute."""
    return tuple(value for value in with_files(family, values, base).values() if isinstance(value, Path))


def _usage(parameter: Parameter) -> str:
    sort = {"int": "INTEGER", "ints": "LIST", "file": "FILE"}[parameter.kind]
    return f"{parameter.name}={sort}" if parameter.default is None else f"[{parameter.name}={parameter.default}]"


def _value(parameter: Parameter, given: Mapping[str, Any], family: Family, place: Place) -> Any:
    if parameter.name not in given:
        if parameter.default is None:
            problem = f"the family `{family.name}` needs the parameter `{parameter.name}` ({parameter.help})"
            place.fault(problem, f"add {_usage(parameter)}")
        return parameter.default
    value = given[parameter.name]
    if parameter.kind == "file":
        return _file(parameter, value, place)
    if parameter.kind == "ints":
        return _integers(parameter, value, place)
    number = _integer(value)
    return number if _fits(number, parameter) else _wrong(parameter, value, place)


def _integer(value: Any) -> int | None:
    if type(value) is int:
        return value
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,18}\s*", value, re.ASCII):
        return int(value)
    return None


def _fits(number: int | None, parameter: Parameter) -> bool:
    return number is not None and parameter.least <= number <= parameter.most


def _integers(parameter: Parameter, value: Any, place: Place) -> list[int]:
    entries: Sequence[Any] = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else ()
    if not 1 <= len(entries) <= MOST_ENTRIES:
        _wrong(parameter, value, place)
    numbers = []
    for entry in entries:
        number = _integer(entry)
        if number is None or not _fits(number, parameter):
            _wrong(parameter, value, place)
        numbers.append(number)
    return numbers


def _file(parameter: Parameter, value: Any, place: Place) -> str:
    if not isinstance(value, str) or not value:
        _wrong(parameter, value, place)
    found_file(value, place, parameter.name)
    return value


def _wrong(parameter: Parameter, value: Any, place: Place) -> NoReturn:
    bounds = f"from {parameter.least} to {parameter.most:,}"
    expected = {
        "int": f"an integer {bounds}",
        "ints": f"a list of up to {MOST_ENTRIES} integers {bounds}, such as 3,9",
        "file": "the name of a file",
    }[parameter.kind]
    place.fault(
        f"the parameter `{parameter.name}` ({parameter.help}) is {_short(value)}",
        f"it must be {expected}",
        parameter.name,
    )


def _short(value: Any) -> str:
    """A value for a message, whatever stands there: integers too long to print, tables nested deeply."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        simple = len(value) <= 10 and not any(isinstance(entry, list | dict) for entry in value)
        return f"[{', '.join(map(_short, value))}]" if simple else f"a list of {len(value)} entries"
    if type(value) is int and abs(value) >= 10**30:
        return "an integer of more than 30 digits"
    text = repr(value[:60] if isinstance(value, str) else value)
    return text if len(text) <= 60 else text[:57] + "..."
