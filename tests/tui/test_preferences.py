"""What is remembered comes back, a damaged file costs a sentence, and the workspace is never written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.preferences import Preferences, load, preferences_file, save

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(
    st.builds(
        Preferences,
        theme=TEXT,
        view=st.sampled_from(["differences", "all"]),
        overview=st.booleans(),
        selected=st.dictionaries(TEXT, TEXT, max_size=5),
    )
)
def test_what_was_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, preferences: Preferences) -> None:
    path = tmp_path_factory.mktemp("config") / "workbench" / "tui.toml"
    assert save(preferences, path) is None
    assert load(path) == (preferences, None)
    assert [entry.name for entry in path.parent.iterdir()] == ["tui.toml"]


def test_without_a_file_the_defaults_hold_and_nobody_complains(tmp_path: Path) -> None:
    assert load(tmp_path / "tui.toml") == (Preferences(), None)


@pytest.mark.parametrize(
    "content",
    [
        b"theme = ",
        b"theme = 5",
        b'view = "sideways"',
        b"unknown = 1",
        b"\xff\xfe",
        b"overview = 'yes'",
        b"a = " + b"[" * 5000,
        b"x" * 300_000,
    ],
    ids=["no TOML", "number", "view", "key", "bytes", "boolean", "deep", "large"],
)
def test_a_damaged_file_is_ignored_with_a_sentence_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tui.toml"
    path.write_bytes(content)
    found, sentence = load(path)
    assert found == Preferences()
    assert sentence is not None
    assert "settings are not used" in sentence
    assert path.read_bytes() == content  # until something is to be remembered


def test_a_folder_in_place_of_the_file_is_ignored_too(tmp_path: Path) -> None:
    (tmp_path / "tui.toml").mkdir()
    found, sentence = load(tmp_path / "tui.toml")
    assert found == Preferences()
    assert sentence
    assert save(Preferences(), tmp_path / "tui.toml")


def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "workbench").write_text("a file where the folder should be")
    sentence = save(Preferences(), tmp_path / "workbench" / "tui.toml")
    assert sentence is not None
    assert "not remembered" in sentence


def test_a_name_that_is_no_text_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "tui.toml"
    assert save(Preferences(theme="before"), path) is None
    assert save(Preferences(selected={"/\udcff": "a"}), path)
    assert load(path)[0].theme == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["tui.toml"]


def test_the_selection_is_kept_for_each_workspace_and_the_oldest_goes_first() -> None:
    preferences = Preferences()
    for number in range(150):
        preferences = preferences.selecting(Path(f"/work/{number}"), f"node-{number}")
    preferences = preferences.selecting(Path("/work/60"), "again").selecting(Path("/work/149"), None)
    assert "/work/149" not in preferences.selected
    assert "/work/0" not in preferences.selected
    assert list(preferences.selected)[-1] == "/work/60"
    assert preferences.selected["/work/60"] == "again"
    assert len(preferences.selected) <= 100


def test_the_file_lies_in_the_users_folder() -> None:
    assert preferences_file({"XDG_CONFIG_HOME": "/x", "HOME": "/h"}) == Path("/x/workbench/tui.toml")
    assert preferences_file({"HOME": "/h"}) == Path("/h/.config/workbench/tui.toml")
    assert preferences_file({"XDG_CONFIG_HOME": "relative", "HOME": "/h"}) == Path("/h/.config/workbench/tui.toml")
