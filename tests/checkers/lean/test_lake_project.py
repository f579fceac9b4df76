"""Lake projects found by their files alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.checkers.lean.lake import (
    computed_path,
    find_project,
    has_lakefile,
    project_modules,
    unimported,
    version_text,
)
from workbench.errors import BadInput

LAKEFILE = 'name = "p"\ndefaultTargets = ["P"]\n[[lean_lib]]\nname = "P"\n[[lean_lib]]\nname = "Q"\nsrcDir = "more"\n'


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def modules(root: Path) -> list[str]:
    project = find_project(root)
    assert project is not None
    return sorted(project_modules(project, root).by_name)


def test_the_root_a_folder_above_it_or_the_one_folder_in_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, {"lakefile.toml": LAKEFILE, "P.lean": "", "a/b/blueprint/web.tex": ""})
    for root, shown in ((tmp_path, "."), (tmp_path / "a" / "b", "../..")):
        project = find_project(root)
        assert project is not None and (project.root, project.shown) == (tmp_path, shown)
    repository = tmp_path / "a" / "b"
    (repository / ".git").mkdir()
    assert find_project(repository) is None and not has_lakefile(repository), "what lies above is another repository's"
    write(repository, {"lean/lakefile.toml": LAKEFILE, "lean/P.lean": ""})
    project = find_project(repository)
    assert project is not None and project.shown == "lean"
    assert project_modules(project, repository).by_name["P"].file == "lean/P.lean"
    write(repository, {"other/lakefile.lean": "lean_lib X"})
    with pytest.raises(BadInput, match="several folders have a lakefile: lean, other"):
        find_project(repository)


def test_the_modules_are_those_that_lake_builds(tmp_path: Path) -> None:
    files = {"P.lean": "import P.A\nimport Mathlib.Logic\n", "P/A.lean": "import Q\n", "P/Scratch.lean": "error"}
    write(tmp_path, {"lakefile.toml": LAKEFILE, **files, "more/Q.lean": "", "more/Q/No.lean": "", "Q.lean": "not this"})
    project = find_project(tmp_path)
    assert project is not None
    found = project_modules(project, tmp_path)
    assert {name: module.file for name, module in found.by_name.items()} == {
        "P": "P.lean",
        "P.A": "P/A.lean",
        "Q": "more/Q.lean",
    }
    assert found.unknown_imports == (("P", "Mathlib.Logic"),)
    assert unimported(project, found, tmp_path) == ("P/Scratch.lean",)


def test_what_is_missing_or_leads_away_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"lakefile.toml": LAKEFILE})
    with pytest.raises(BadInput, match=r"lakefile.toml: the library P builds P, and P.lean is missing"):
        modules(tmp_path)
    (tmp_path / "P.lean").symlink_to("/etc/hostname")
    with pytest.raises(BadInput, match="this link leads out of the project"):
        modules(tmp_path)
    (tmp_path / "P.lean").unlink()
    write(tmp_path, {"P.lean": "import P.A", "P/A.lean": "import P"})
    with pytest.raises(BadInput, match="import each other in a circle"):
        modules(tmp_path)
    write(tmp_path, {"lakefile.toml": 'name = "p"\n'})
    with pytest.raises(BadInput, match="no lean_lib could be read here"):
        modules(tmp_path)


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("leanprover/lean4:v4.28.0\n", True),
        ("leanprover/lean4-nightly:nightly-2026-01-01", True),
        ("v4.28.0-rc1", True),
        ("somebody/lean4:v4.28.0", False),
        ("my-own", False),
    ],
)
def test_toolchains(tmp_path: Path, text: str, official: bool) -> None:
    write(tmp_path, {"lakefile.toml": LAKEFILE, "lean-toolchain": text})
    project = find_project(tmp_path)
    assert project is not None
    assert (project.toolchain, project.official) == (text.strip(), official)
    assert project.rests_on == (f"toolchain:{text.strip()}",)


@pytest.mark.parametrize("text", ["", "../../evil", "/opt/lean", "a/../b", "x; rm -rf /", "-x", "a/b/c:d"])
def test_what_names_no_toolchain(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"lakefile.toml": LAKEFILE, "lean-toolchain": text})
    with pytest.raises(BadInput, match=r"lean-toolchain:1: .* names no toolchain"):
        find_project(tmp_path)


def test_the_manifest(tmp_path: Path) -> None:
    packages = [
        {"name": "mathlib", "type": "git", "rev": "abc", "url": "u", "inherited": False, "subDir": None},
        {"name": "«doc-gen4»", "type": "git", "rev": "d", "url": "u", "inherited": True},
        {"name": "near", "type": "path", "dir": "vendor/near", "inherited": False},
    ]
    write(tmp_path, {"lakefile.toml": LAKEFILE, "lake-manifest.json": json.dumps({"version": 7, "packages": packages})})
    (tmp_path / "vendor/near/.lake/build/lib/lean").mkdir(parents=True)
    project = find_project(tmp_path)
    assert project is not None
    assert project.has_mathlib and not project.pinned
    assert project.rests_on == ("toolchain:unnamed", "dependency:mathlib", "dependency:near")
    assert project.dependencies[1].folder == tmp_path / ".lake/packages/doc-gen4"
    assert computed_path(project) == (tmp_path / "vendor/near/.lake/build/lib/lean",)
    for broken in ("{", "[]", '{"packages": [{}]}', '{"packages": [{"name": "../x"}]}', "[" * 100_000):
        write(tmp_path, {"lake-manifest.json": broken})
        with pytest.raises(BadInput, match=r"lake-manifest\.json: "):
            find_project(tmp_path)


def test_versions_follow_all_but_the_sources(tmp_path: Path) -> None:
    def version(**files: str) -> str:
        write(tmp_path, {name.replace("_", "."): text for name, text in files.items()})
        project = find_project(tmp_path)
        assert project is not None
        return version_text(project)

    first = version(lakefile_toml=LAKEFILE, **{"lean-toolchain": "v4.28.0"})
    assert version(lakefile_toml="# said otherwise\n" + LAKEFILE) == first
    others = [
        version(lakefile_toml=LAKEFILE + "[[lean_lib]]\nname = 'R'\n"),
        version(lakefile_toml=LAKEFILE + "leanOptions.autoImplicit = true\n"),
        version(lakefile_toml=LAKEFILE, **{"lean-toolchain": "v4.29.0"}),
        version(**{"lake-manifest.json": '{"packages": []}'}),
    ]
    assert len({first, *others}) == 5


def test_a_dependency_that_is_a_folder_counts_with_its_sources(tmp_path: Path) -> None:
    """No commit pins it, so that an edit there has to make the answers of the project old."""
    package = {"type": "path", "name": "near", "dir": "../near", "inherited": False}
    manifest = json.dumps({"version": "1.1.0", "packages": [package]})
    root = write(tmp_path / "p", {"lakefile.toml": LAKEFILE, "P.lean": "", "lake-manifest.json": manifest})
    write(tmp_path / "near", {"Near.lean": "def x := 1\n"})
    project = find_project(root)
    assert project is not None and [one.rev for one in project.dependencies] == [""]
    before = version_text(project)
    assert version_text(project) == before
    write(tmp_path / "near", {"Near.lean": "def x := 2\n"})
    assert version_text(project) != before
