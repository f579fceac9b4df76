"""What holds for a whole blueprint: the options of its preamble, and what `plastex.cfg` says about numbers."""

from __future__ import annotations

import configparser
from dataclasses import dataclass, field
from pathlib import Path

COLOURS: dict[str, tuple[str, str]] = {
    "mathlib": ("darkgreen", "Dark green"),
    "stated": ("green", "Green"),
    "can_state": ("blue", "Blue"),
    "not_ready": ("#FFAA33", "Orange"),
    "proved": ("#9CEC8B", "Green"),
    "can_prove": ("#A3D6FF", "Blue"),
    "defined": ("#B0ECA3", "Light green"),
    "fully_proved": ("#1CAC78", "Dark green"),
}
"""leanblueprint's colour keys: CSS colour and legend."""


@dataclass(slots=True)
class Settings:
    """What the preamble and `plastex.cfg` say about the whole blueprint."""

    numbered_to: int = 2
    """The deepest level of sections that are numbered."""
    counters: dict[str, int] = field(default_factory=dict)
    """First values of counters."""
    document_class: str = ""
    loaded: bool = False
    """The blueprint package was loaded, with these options:"""
    theorems: tuple[str, ...] = ("definition", "lemma", "proposition", "theorem", "corollary")
    graph_by: str = ""
    reduced: bool = True
    home: str | None = None
    github: str | None = None
    dochome: str | None = None
    colours: dict[str, tuple[str, str]] = field(default_factory=dict)


def configured(folder: Path) -> Settings:
    """What `plastex.cfg` beside the main file says about numbering."""
    settings = Settings(colours=dict(COLOURS))
    config = configparser.RawConfigParser(strict=False)
    try:
        config.read_string((folder / "plastex.cfg").read_text(encoding="utf-8"))
        settings.numbered_to = config.getint("document", "sec-num-depth", fallback=2)
        if config.has_section("counters"):
            settings.counters = {key: int(value) for key, value in config.items("counters")}
    except (OSError, ValueError, configparser.Error):
        pass  # plasTeX's own defaults, as for a project without the file
    return settings
