"""How a PATH becomes a workspace, and what `workbench.toml` may say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.workspace import find_root, find_workspace


def make(root: Path, *files: str, toml: str | None = None) -> None:
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("")
    if toml is not None:
        root.mkdir(parents=True, exist_ok=True)
        (root / "workbench.toml").write_text(toml)


TWO = """
[project]
name = "two"
[[blueprint]]
main = "a/web.tex"
problems = ["questions"]
[[blueprint]]
main = "b/src/main.tex"
problems = ["questions", "more"]
lean = ["lean"]
[limits]
seconds = 5
"""


@pytest.mark.parametrize(
    ("path", "mains"),
    [
        (".", ("a/web.tex", "b/src/main.tex")),
        ("a", ("a/web.tex",)),
        ("b", ("b/src/main.tex",)),
        ("b/src", ("b/src/main.tex",)),
        ("b/src/main.tex", ("b/src/main.tex",)),
        ("b/other.tex", ("b/other.tex",)),
        ("c", ("c/src/blueprint.tex",)),
    ],
)
def test_a_path_in_a_workspace_with_settings(tmp_path: Path, path: str, mains: tuple[str, ...]) -> None:
    make(tmp_path, "a/web.tex", "b/src/main.tex", "b/other.tex", "c/src/blueprint.tex", "docs/x.md", toml=TWO)
    workspace = find_workspace(tmp_path / path)
    assert workspace.root == tmp_path.resolve()
    assert workspace.mains == mains
    assert workspace.problem_folders == ("questions", "more")
    assert workspace.lean_folders == ("lean",)
    assert (workspace.limits.seconds, workspace.limits.memory_mb, workspace.name) == (5, 3000, "two")


def test_the_working_directory_stands_for_its_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/web.tex", "b/src/main.tex", "docs/deep/x.md", toml=TWO)
    monkeypatch.chdir(tmp_path / "docs/deep")
    assert find_workspace(None).mains == ("a/web.tex", "b/src/main.tex")
    with pytest.raises(BadInput, match="no blueprint in this folder"):
        find_workspace(tmp_path / "docs/deep")
    monkeypatch.chdir(tmp_path / "a")
    assert find_workspace(None).mains == ("a/web.tex",)


@pytest.mark.parametrize("main", ["web.tex", "src/web.tex", "blueprint.tex", "src/blueprint.tex"])
@pytest.mark.parametrize("path", [".", "blueprint", "blueprint/{main}"])
def test_without_settings_the_folder_named_blueprint_decides(tmp_path: Path, main: str, path: str) -> None:
    root = tmp_path / "project"
    make(root, f"blueprint/{main}")
    workspace = find_workspace(root / path.format(main=main))
    assert (workspace.root, workspace.mains) == (root.resolve(), (f"blueprint/{main}",))


def test_a_lakefile_goes_before_the_folder_named_blueprint(tmp_path: Path) -> None:
    make(tmp_path, "lakefile.toml", "x/blueprint/src/web.tex")
    assert find_workspace(tmp_path / "x/blueprint").mains == ("x/blueprint/src/web.tex",)
    make(tmp_path / "x", "workbench.toml")
    assert find_workspace(tmp_path / "x/blueprint").mains == ("blueprint/src/web.tex",)


def test_a_lone_main_file_has_its_folder_as_root(tmp_path: Path) -> None:
    make(tmp_path, "paper/main.tex", "paper/problems/a.toml")
    workspace = find_workspace(tmp_path / "paper/main.tex")
    assert (workspace.root.name, workspace.mains) == ("paper", ("main.tex",))
    assert workspace.problem_folders == ("problems",)
    assert workspace.lock_path == tmp_path.resolve() / "paper/workbench.lock"


def test_an_empty_folder_is_a_workspace_without_blueprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = find_workspace(None)
    assert workspace.mains == ()
    with pytest.raises(BadInput, match="no blueprint here"):
        workspace.require_mains()
    assert list(tmp_path.iterdir()) == []


def test_the_root_of_a_folder_far_below(tmp_path: Path) -> None:
    make(tmp_path, "workbench.toml", "a/b/c/x")
    assert find_root(tmp_path.resolve() / "a/b/c") == tmp_path.resolve()


@pytest.mark.parametrize(
    ("toml", "line", "said"),
    [
        ("[lint]\nselct = []", 2, "unknown key `selct`"),
        ("\n[lnt]\nselect = []", 2, "unknown key `lnt`"),
        ("[[blueprint]]\nmain = 'a'\n[[blueprint]]\nmian = 'b'", 4, "unknown key `mian`"),
        ("[[blueprint]]\nmain = 'a'\n\n[[blueprint]]\nproblems = []", 4, "`main` is missing"),
        ("[lint]\nselect = 'all'", 2, "expected `array`"),
        ("[limits]\n\nseconds = -1", 3, "limits.seconds is -1"),
        ("[limits]\nseconds = nan", 2, "limits.seconds is nan"),
        ("[limits]\nseconds = 1\njobs = 0", 3, "limits.jobs"),
        ("[limits]\nmemory_mb = 10000000000000", 2, "limits.memory_mb"),
        ("[limits]\nmemory-mb = 1", 2, "unknown key `memory-mb`"),
        ("[[blueprint]]\nmain = '../x.tex'", 2, "leads out"),
        ("[[blueprint]]\nmain = '/x.tex'", 2, "leads out"),
        ("[[blueprint]]\nmain = 'x.tex'\nlean = ['a/../..']", 3, "leads out"),
        ("a = 1\n[", 2, "not TOML"),
        ("a = 'x", 1, "not TOML"),
        ("<<<<<<< ours\n[lint]", 1, "marks of a merge"),
        (f"a = {'9' * 5000}", 1, "not TOML"),
        ("a = " + "[" * 5000, 1, "nested"),
    ],
)
def test_wrong_settings_name_file_and_line(tmp_path: Path, toml: str, line: int, said: str) -> None:
    make(tmp_path, "web.tex", toml=toml)
    with pytest.raises(BadInput, match=said) as caught:
        find_workspace(tmp_path)
    assert caught.value.file == "workbench.toml"
    assert said == "nested" or caught.value.line == line
    assert caught.value.remedy


@pytest.mark.parametrize("path", ["missing", "missing.tex", "notes.md", "\0", "loop"])
def test_a_path_that_leads_nowhere(tmp_path: Path, path: str) -> None:
    make(tmp_path, "notes.md")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(BadInput):
        find_workspace(tmp_path / path)


def test_settings_that_are_no_text(tmp_path: Path) -> None:
    make(tmp_path, "web.tex")
    (tmp_path / "workbench.toml").write_bytes(b"a = 1\n\xff")
    with pytest.raises(BadInput, match=r"workbench\.toml:2: this is not UTF-8"):
        find_workspace(tmp_path)
    (tmp_path / "workbench.toml").unlink()
    (tmp_path / "workbench.toml").mkdir()
    with pytest.raises(BadInput, match="not a file"):
        find_workspace(tmp_path)


words = st.sampled_from(["blueprint", "lint", "limits", "project", "main", "name", "select", "per-file-ignores", "x"])
values = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(), st.sampled_from(["'a'", "''", "'..'"])),
    lambda inner: st.lists(inner, max_size=3),
)
toml_lines = st.one_of(
    st.text(max_size=20),
    words.map(lambda word: f"[{word}]"),
    words.map(lambda word: f"[[{word}]]"),
    st.tuples(words, values).map(lambda pair: f"{pair[0]} = {str(pair[1]).replace(chr(34), '')}"),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(toml_lines, max_size=6))
def test_any_settings_are_read_or_refused_with_a_sentence(tmp_path: Path, lines: list[str]) -> None:
    (tmp_path / "web.tex").write_text("")
    (tmp_path / "workbench.toml").write_text("\n".join(lines), "utf-8", "surrogatepass")
    try:
        workspace = find_workspace(tmp_path)
    except BadInput as error:
        assert error.file
    else:
        assert workspace.root == tmp_path.resolve()


@pytest.mark.parametrize(
    "written",
    ["a" + ".a" * 300_000 + " = 1", "[" + 'a . "b.c" . ' * 80_000 + "x]", "name = {" + "'a'.b." * 100_000 + "c = 1}"],
)
def test_a_dotted_key_without_end_is_refused_at_once(tmp_path: Path, written: str) -> None:
    """Found by fuzzing: tomllib takes time quadratic in the parts of a key, minutes for 1 MB."""
    make(tmp_path, "web.tex", toml=f"[project]\n{written}\n")
    with pytest.raises(BadInput, match=r"workbench\.toml:2: a dotted key has more than 100 parts"):
        find_workspace(tmp_path)


def test_dots_in_strings_and_comments_are_no_parts_of_a_key(tmp_path: Path) -> None:
    dots, quotes = "a." * 200, '"""\\"""a.b""" # ' + "'"
    toml = f"# {dots}x\n[project]\nname = '{dots}x'\n[lint]\nignore = [\"{dots}x\", '''\n{dots}x''', {quotes}\n]\n"
    make(tmp_path, "web.tex", toml=toml)
    settings = find_workspace(tmp_path).settings
    assert settings.project.name == f"{dots}x"
    assert settings.lint.ignore == (f"{dots}x", f"{dots}x", '"""a.b')
