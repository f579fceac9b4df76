"""`workbench tui`: the picture that README shows, and what is no terminal."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from workbench.cli.main import run
from workbench.errors import BadInput
from workbench.tui.picture import picture


def test_a_picture_is_an_svg_of_the_real_screen(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "picture.svg"
    assert run(["tui", str(built), "--picture", str(file), "--size", "100x30", "--node", "thm:queens"]) == 0
    text = "".join(ElementTree.fromstring(file.read_text()).itertext()).replace("\xa0", " ")
    assert "Theorem 2.2" in text
    assert "thm:ramsey" in text
    assert "Quit" in text


def test_keys_are_pressed_before_it_is_taken(built: Path) -> None:
    text = "".join(ElementTree.fromstring(picture(built, (100, 30), keys=["slash", *"open"])).itertext())
    assert "1\xa0of\xa09" in text


def test_what_cannot_be_shown_is_a_sentence(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput, match="did you mean thm:queens"):
        picture(built, (80, 24), "thm:queen")
    assert run(["tui", str(built), "--picture", str(tmp_path / "a.svg"), "--size", "1x1"]) == 2
    assert run(["tui", str(tmp_path), "--picture", str(tmp_path / "a.svg")]) == 2
    assert run(["tui", str(built)]) == 2
    said = capsys.readouterr().err
    assert "no size from 20x5" in said
    assert "no blueprint in this folder" in said
    assert "this is no terminal" in said


def test_bad_sources_are_a_sentence_and_no_picture(small: Path) -> None:
    (small / "src/web.tex").write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match="UTF-8"):
        picture(small, (80, 24))
