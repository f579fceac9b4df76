"""The themes light, dark and high contrast: own colours for the interface, and for what a status or a mark means.

Every colour that text is written in is measured against every ground that it stands on (`tests/tui/test_themes.py`):
4.5 : 1 at least, 7 : 1 in the theme of high contrast (WCAG 2.2, success criteria 1.4.3 and 1.4.6).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.theme import Theme

from workbench.views.ink import Ink

DARK, LIGHT, CONTRAST = "dark", "light", "high-contrast"
NAMES = (DARK, LIGHT, CONTRAST)

_BOLD = ("dark_green", "broken", "refuted", "strong", "head")

_INKS: Mapping[str, Mapping[str, str]] = {
    DARK: {
        "dark_green": "#5fdc8f",
        "green": "#9bd8ae",
        "blue_prove": "#7db8ff",
        "blue_state": "#7fd6e0",
        "white": "#aab4c0",
        "broken": "#ff8f86",
        "stale": "#f0c060",
        "running": "#c9b0ff",
        "asserted": "#d9c48f",
        "strong": "#f4f7fa",
        "head": "#f2b65c",
        "faint": "#9fabb8",
        "ancestors": "#f2b65c",
        "descendants": "#7db8ff",
    },
    LIGHT: {
        "dark_green": "#0b5a2a",
        "green": "#1a6537",
        "blue_prove": "#0a4f9e",
        "blue_state": "#0b5963",
        "white": "#4a525b",
        "broken": "#9c1414",
        "stale": "#6f4700",
        "running": "#5a2ea6",
        "asserted": "#5f4a10",
        "strong": "#0d1116",
        "head": "#70440a",
        "faint": "#4a535d",
        "ancestors": "#70440a",
        "descendants": "#0a4f9e",
    },
    CONTRAST: {
        "dark_green": "#66ff99",
        "green": "#b4ffc8",
        "blue_prove": "#a6d2ff",
        "blue_state": "#9ff2fa",
        "white": "#e6e6e6",
        "broken": "#ffb3ad",
        "stale": "#ffe066",
        "running": "#e3d4ff",
        "asserted": "#ffe9b0",
        "strong": "#ffffff",
        "head": "#ffd23f",
        "faint": "#d6d6d6",
        "ancestors": "#ffd23f",
        "descendants": "#a6d2ff",
    },
}
"""Theme -> meaning, in the words of `views.ink`, -> colour."""

_SAME = {
    "refuted": "broken",
    "failed": "broken",
    "error": "broken",
    "removed": "broken",
    "warning": "stale",
    "added": "green",
    "gap": "faint",
}


def _theme(
    name: str, *, dark: bool, ground: tuple[str, str, str], text: str, primary: str, cursor: str, bar: str
) -> Theme:
    """A theme in which no text is mixed from another colour by a share that nobody measured."""
    inks = {**_INKS[name], **{meaning: _INKS[name][like] for meaning, like in _SAME.items()}}
    background, surface, panel = ground
    return Theme(
        name=name,
        dark=dark,
        primary=primary,
        secondary=inks["running"],
        accent=inks["head"],
        warning=inks["stale"],
        error=inks["broken"],
        success=inks["dark_green"],
        foreground=text,
        background=background,
        surface=surface,
        panel=panel,
        boost=surface,
        variables={
            **{f"ink-{meaning.replace('_', '-')}": colour for meaning, colour in inks.items()},
            "text": text,
            "text-muted": inks["faint"],
            "text-disabled": inks["faint"],
            "foreground-muted": inks["faint"],
            "foreground-disabled": inks["faint"],
            "block-cursor-background": cursor,
            "block-cursor-foreground": text,
            "block-cursor-blurred-background": panel,
            "block-cursor-blurred-foreground": text,
            "block-hover-background": panel,
            "border": primary,
            "border-blurred": inks["faint"],
            "link-color": inks["blue_prove"],
            "link-color-hover": text,
            "link-background-hover": cursor,
            "footer-background": panel,
            "footer-foreground": text,
            "footer-description-foreground": text,
            "footer-key-foreground": inks["head"],
            "input-cursor-background": text,
            "input-cursor-foreground": background,
            "input-selection-background": cursor,
            "input-selection-foreground": text,
            "screen-selection-background": cursor,
            "screen-selection-foreground": text,
            "scrollbar": bar,
            "scrollbar-hover": primary,
            "scrollbar-active": primary,
            "scrollbar-background": surface,
            "markdown-h1-color": inks["head"],
            "markdown-h2-color": inks["head"],
            "markdown-h3-color": inks["head"],
            "button-color-foreground": background,
        },
    )


THEMES: tuple[Theme, ...] = (
    _theme(
        DARK,
        dark=True,
        ground=("#12161b", "#181d24", "#232a33"),
        text="#dde4ec",
        primary="#6aa9f0",
        cursor="#1f3a5c",
        bar="#5f6b79",
    ),
    _theme(
        LIGHT,
        dark=False,
        ground=("#fbfcfd", "#f2f4f7", "#e4e8ed"),
        text="#1b2127",
        primary="#1460b8",
        cursor="#cfe0f5",
        bar="#87909b",
    ),
    _theme(
        CONTRAST,
        dark=True,
        ground=("#000000", "#000000", "#1a1a1a"),
        text="#ffffff",
        primary="#ffd23f",
        cursor="#14306e",
        bar="#d6d6d6",
    ),
)

VARIABLES: Mapping[str, str] = {name: colour for name, colour in THEMES[0].variables.items() if name.startswith("ink-")}
"""What `App.get_theme_variable_defaults` has to return, for Textual reads styles before a theme is chosen."""


def install(app: App[Any]) -> None:
    """Make these the themes of `app`, and no others: nobody measured those that Textual brings."""
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = DARK
    for name in list(app.available_themes):
        if name not in NAMES:
            app.unregister_theme(name)


def following(name: str) -> str:
    """The theme after `name`."""
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else DARK


def next_theme(app: App[Any]) -> None:
    """Change to the theme after the present one."""
    app.theme = following(app.theme)


def colour(app: App[Any], meaning: str) -> str:
    """The colour, as `#rrggbb`, of a meaning in the words of `views.ink`; the text's where there is none."""
    theme = app.current_theme  # `App.theme_variables` are those of the theme before until the styles are read again
    return theme.variables.get(f"ink-{meaning.replace('_', '-')}", theme.variables["text"])


def is_bold(meaning: str) -> bool:
    """Whether text of this meaning is written bold, so that colour is not its only sign."""
    return meaning in _BOLD


def ink_of(app: App[Any]) -> Ink:
    """An ink for the lines of `views`, in the colours of the theme: `Text.from_ansi` reads what it writes."""
    variables = app.current_theme.variables

    def ink(text: str, meaning: str) -> str:
        shade = variables.get(f"ink-{meaning.replace('_', '-')}")
        if shade is None or not text:
            return text
        red, green, blue = (int(shade[start : start + 2], 16) for start in (1, 3, 5))
        bold = "1;" if is_bold(meaning) else ""
        return f"\x1b[{bold}38;2;{red};{green};{blue}m{text}\x1b[0m"

    return ink
