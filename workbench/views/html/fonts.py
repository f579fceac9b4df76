"""The mathematics font of a page: STIX Two Math cut down to the characters that the page has.

The font file comes with the wheel `ziamath`. It is under the SIL Open Font License 1.1, which has to stand in whatever
carries a part of it: `licence` gives the text. The subset keeps the MATH table, by which a browser builds large
brackets, roots and scripts.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Final

from workbench.errors import MissingTool

FAMILY: Final = "STIX Two Math"
_WHEEL: Final = "ziamath"
_FILE: Final = "ziamath/fonts/STIXTwoMath-Regular.ttf"
_ALWAYS: Final = (
    "0123456789+-=()[]{}|.,;:'′″‴⁄√∑∏∫‖⟨⟩⌊⌋⌈⌉ˉˆˇ˘˙¨˜¯´`→←↔⏞⏟ \u00a0\u2061\u2062\u2063\u2064\u20d7●◉◐◔○▣⊖⊘~!×∎"
)
"""Beside the page's own characters: what a browser puts in of itself, accents that stretch, the signs of statuses."""
_FEATURES: Final = ["ccmp", "dtls", "flac", "kern", "ssty"]
_NAMES: Final = [0, 1, 2, 4, 13, 14]
"""Of the font's name table: copyright, names and licence stay in it."""


def subset(characters: Iterable[str]) -> bytes:
    """The font with no more glyphs than these characters need, as WOFF2; the same characters give the same bytes.

    Raises MissingTool where the wheel with the font is not installed.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features = _FEATURES
    options.name_IDs = _NAMES
    options.hinting = False
    options.notdef_outline = True
    font = TTFont(_font_file(), lazy=True, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted({ord(character) for character in {*_ALWAYS, *characters}}))
    subsetter.subset(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def copyright_notice() -> str:
    """The copyright line that the font carries."""
    from fontTools.ttLib import TTFont

    return str(TTFont(_font_file(), lazy=True)["name"].getDebugName(0))


def licence() -> str:
    """The text of the SIL Open Font License, version 1.1."""
    return (Path(__file__).parent / "OFL.txt").read_text(encoding="utf-8")


def _font_file() -> Path:
    try:
        path = Path(str(metadata.distribution(_WHEEL).locate_file(_FILE)))
    except metadata.PackageNotFoundError:
        path = None
    if path is None or not path.is_file():
        raise MissingTool(
            f"the font {FAMILY} is not installed",
            remedy=f"get it with `python -m pip install --force-reinstall {_WHEEL}`",
        )
    return path
