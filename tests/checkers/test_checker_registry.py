"""Checkers by kind: ours, a stranger's, and the sentences where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.checkers import registry
from workbench.errors import BadInput, MissingTool

KEY = "curves"
GOOD = """
class Curves:
    name = "curves"
    def version(self, problem): return "1"
    def missing(self): return None
    def command(self, problem, folder, *, cores, seed): return ["true"]
    def claim(self, folder): raise NotImplementedError
    def judge(self, problem, kind, certificate): raise NotImplementedError
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # a function of two texts
    """Put a package with one entry point on the path, as pip would."""
    registry._find.cache_clear()
    registry._offered.cache_clear()

    def put(code: str, points: str = "curves = stranger_checker:Curves") -> None:
        (tmp_path / "stranger_checker.py").write_text(code)
        info = tmp_path / "stranger_checker-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger-checker\nVersion: 1\n")
        (info / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{points}\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.delitem(__import__("sys").modules, "stranger_checker", raising=False)

    yield put
    registry._find.cache_clear()
    registry._offered.cache_clear()


def test_sat_and_dimacs_have_the_sat_checker() -> None:
    assert registry.checker_for("sat").name == registry.checker_for("dimacs").name == "sat"


def test_identities_and_answers_have_the_symbolic_checker() -> None:
    assert registry.checker_for("identity").name == registry.checker_for("answer").name == "symbolic"


@pytest.mark.parametrize("kind", ["lean"])
def test_a_kind_without_a_checker_yet_is_a_sentence(kind: str) -> None:
    with pytest.raises(MissingTool, match="this version") as caught:
        registry.checker_for(kind)
    assert caught.value.remedy


def test_a_stranger_s_checker_is_found(install) -> None:  # type: ignore[no-untyped-def]
    install(GOOD)
    assert registry.checker("curves").name == "curves"


def test_a_checker_whose_tool_is_missing(install) -> None:  # type: ignore[no-untyped-def]
    install(GOOD.replace("return None", "return 'install curves-tool'"))
    with pytest.raises(MissingTool, match="install curves-tool"):
        registry.checker("curves")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import nothing_of_that_name", "nothing_of_that_name"),
        ("raise SystemExit(3)", "SystemExit"),
        ("class Curves:\n    name = 'curves'", "lacks version"),
        (GOOD.replace('"curves"', '"other"', 1), "another name"),
    ],
)
def test_a_broken_one_is_a_sentence(install, code: str, said: str) -> None:  # type: ignore[no-untyped-def]
    install(code)
    with pytest.raises(BadInput, match=said):
        registry.checker("curves")
