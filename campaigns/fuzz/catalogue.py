"""The readers that are attacked, in the order of the table."""

from __future__ import annotations

import importlib

from campaigns.fuzz.reader import Reader

MODULES = ("latex", "toml", "lock", "dimacs", "lrat", "lean_json", "smt", "bundle", "page", "signs", "sets")


def readers(only: tuple[str, ...] = ()) -> list[tuple[str, Reader]]:
    """(module, reader) of all readers, or of those that are named. Raises ValueError for a name that is none."""
    modules = [f"campaigns.fuzz.{module}" for module in MODULES]
    found = [(module, reader) for module in modules for reader in importlib.import_module(module).READERS]
    names = {reader.name for _, reader in found}
    if unknown := set(only) - names:
        raise ValueError(f"no such reader: {', '.join(sorted(unknown))}; there are {', '.join(sorted(names))}")
    return [(module, reader) for module, reader in found if not only or reader.name in only]


def reader(module: str, name: str) -> Reader:
    """One reader; imports nothing of the others, so that memory is measured and branches are counted for it alone."""
    found: tuple[Reader, ...] = importlib.import_module(module).READERS
    return next(one for one in found if one.name == name)
