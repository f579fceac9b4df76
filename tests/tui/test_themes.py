"""Every colour that text is written in can be read on every ground that it stands on."""

from __future__ import annotations

import pytest
from rich.text import Text
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from workbench.status import Mark, Status
from workbench.tui import themes

GROUNDS = ("background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background")


class Bare(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(themes.VARIABLES)

    def on_mount(self) -> None:
        themes.install(self)


def ratio(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""

    def luminance(shade: str) -> float:
        parts = [value / 255 for value in Color.parse(shade).rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least(theme: Theme) -> float:
    return 7.0 if theme.name == themes.CONTRAST else 4.5


def test_the_ratio_is_that_of_wcag() -> None:
    assert ratio("#ffffff", "#000000") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_text_of_every_meaning_can_be_read_on_every_ground(theme: Theme) -> None:
    shades = {**theme.to_color_system().generate(), **theme.variables}
    inks = [name for name in shades if name.startswith("ink-")]
    assert len(inks) > 15
    low = {
        (ink, ground): round(ratio(shades[ink], shades[ground]), 2)
        for ink in [*inks, "foreground", "text-muted", "footer-key-foreground", "link-color", "markdown-h1-color"]
        for ground in GROUNDS
        if ratio(shades[ink], shades[ground]) < least(theme)
    }
    assert low == {}


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_every_status_and_mark_has_its_ink(theme: Theme) -> None:
    for meaning in (*Status, *Mark):
        assert f"ink-{meaning.value.replace('_', '-')}" in theme.variables


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_statuses_differ_in_colour(theme: Theme) -> None:
    shades = [theme.variables[f"ink-{status.value.replace('_', '-')}"] for status in Status]
    assert len(set(shades)) == len(shades)


@pytest.mark.asyncio
async def test_these_are_the_only_themes_and_one_follows_another() -> None:
    app = Bare()
    async with app.run_test():
        assert set(app.available_themes) == set(themes.NAMES)
        seen = []
        for _ in themes.NAMES:
            seen.append(app.theme)
            app.theme = themes.following(app.theme)
        assert sorted(seen) == sorted(themes.NAMES)
        assert app.theme == seen[0]


@pytest.mark.asyncio
async def test_lines_of_the_views_take_the_colours_of_the_theme() -> None:
    app = Bare()
    async with app.run_test():
        for name in themes.NAMES:
            app.theme = name
            line = Text.from_ansi(themes.ink_of(app)("● green", "dark_green") + " and nothing")
            assert line.plain == "● green and nothing"
            (span,) = line.spans
            assert (span.start, span.end) == (0, 7)
            assert span.style.color.name == themes.colour(app, "dark_green")
            assert span.style.bold


def test_an_unknown_meaning_changes_nothing() -> None:
    assert themes.following("no such theme") == themes.DARK
