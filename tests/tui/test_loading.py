"""How a desk is laid: something at once, the truth soon after, and whatever cannot be read is a sentence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from views_samples import write

from workbench.cache import cache_folder
from workbench.errors import BadInput
from workbench.status import PairingState, Status
from workbench.tui.desk import Desk
from workbench.tui.glance import MOST_KEPT, glance, keep
from workbench.tui.loading import stages


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Glances of a test's own; the user is the one who checked the workspace."""
    shutil.copytree(cache_folder("seal"), tmp_path / "cache" / "seal")
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "glances"


def statuses(desk: Desk) -> dict[str, Status]:
    return {id: node.status for id, node in desk.report.nodes.items()}


def test_sources_come_first_and_evidence_after(small: Path) -> None:
    bare, whole = stages(small)
    assert not bare.evidence_loaded
    assert bare.report.answers == {}
    assert list(bare.report.nodes) == list(whole.report.nodes)
    assert whole.evidence_loaded
    assert whole.report.nodes["thm:ramsey"].status is Status.GREEN
    assert whole.report.nodes["thm:ramsey"].pairing is PairingState.ACCEPTED
    assert whole.faults == ()
    assert bare.links.used_by["thm:upper"] == ["lem:said"]
    assert set(bare.links.above.ancestors("lem:said")) == {"def:colouring", "thm:upper"}


def test_no_node_is_green_before_evidence_was_read(small: Path) -> None:
    list(stages(small))
    for desk in stages(small):
        if not desk.evidence_loaded:
            assert not {Status.GREEN, Status.DARK_GREEN} & set(statuses(desk).values())


def test_the_second_time_the_first_desk_needs_no_source(small: Path) -> None:
    first = list(stages(small))[-1]
    again = iter(stages(small))
    (small / "src/web.tex").unlink()  # so that nobody can have read it
    assert next(again).blueprint == first.blueprint
    with pytest.raises(BadInput, match="no such file"):
        next(again)


def test_what_changed_meanwhile_is_shown_after_the_glance(small: Path) -> None:
    list(stages(small))
    source = (small / "src/web.tex").read_text()
    write(small, "src/web.tex", source.replace("Nor of this.", "But of this."))
    glance, bare, whole = stages(small)
    assert "Nor of this" in glance.blueprint.statements["lem:last"].text
    assert "But of this" in bare.blueprint.statements["lem:last"].text
    assert whole.blueprint is bare.blueprint
    assert len(list(stages(small, glances=False))) == 2


@pytest.mark.parametrize("damage", [b"", b"\x00" * 50, b"\x93\x01\x02", bytes(range(256))], ids=range(4))
def test_a_damaged_glance_is_as_good_as_none(small: Path, own_cache: Path, damage: bytes) -> None:
    list(stages(small))
    (kept,) = own_cache.glob("*.msgpack")
    kept.write_bytes(damage)
    bare, whole = stages(small)
    assert (bare.evidence_loaded, whole.evidence_loaded) == (False, True)
    assert kept.read_bytes() != damage


def test_a_draft_that_was_left_goes(small: Path, own_cache: Path) -> None:
    own_cache.mkdir(parents=True)
    (own_cache / ".new-0123456789ab.draft").write_bytes(b"half")
    keep(small, list(stages(small))[-1].blueprint)
    assert [path.suffix for path in own_cache.iterdir()] == [".msgpack"]


def test_only_so_many_glances_are_kept(small: Path, own_cache: Path) -> None:
    first = list(stages(small))[-1]
    (kept,) = own_cache.glob("*.msgpack")
    os.utime(kept, (1, 1))
    for number in range(MOST_KEPT):
        keep(small / str(number), first.blueprint)
    assert len(list(own_cache.glob("*.msgpack"))) == MOST_KEPT
    assert not kept.exists()
    assert glance(small / "0", "src/web.tex") == first.blueprint
    assert {path.suffix for path in own_cache.iterdir()} == {".msgpack"}


def test_a_cache_that_cannot_be_written_is_no_fault(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "file" / "cache"))
    assert list(stages(small))[-1].faults == ()


def test_a_damaged_store_leaves_a_desk_without_evidence_and_says_so(small: Path) -> None:
    (small / ".workbench/evidence.sqlite").write_bytes(b"no database, only bytes" * 100)
    *_, whole = stages(small)
    assert whole.evidence_loaded
    assert all(answer.evidence is None for answer in whole.report.answers.values())
    assert whole.report.nodes["thm:ramsey"].pairing is PairingState.ACCEPTED
    (fault,) = whole.faults
    assert "evidence.sqlite" in fault


def test_a_lock_that_is_no_lock_leaves_a_desk_without_pairings(small: Path) -> None:
    (small / "workbench.lock").write_text("<<<<<<< HEAD\nversion = 1\n")
    *_, whole = stages(small)
    assert whole.lock == {}
    assert "workbench.lock" in whole.faults[0]
    assert whole.report.nodes["thm:ramsey"].answers


def test_a_wrong_problem_file_leaves_what_the_sources_say(small: Path) -> None:
    write(small, "problems/ramsey-3-3.toml", 'id = "ramsey-3-3"\nkind = "nonsense"\n')
    *_, whole = stages(small)
    assert whole.evidence_loaded
    assert "problems/ramsey-3-3.toml" in whole.faults[0]
    assert len(whole.report.nodes) == 9


def test_of_several_blueprints_the_chosen_one(small: Path) -> None:
    write(small, "other/web.tex", (small / "src/web.tex").read_text().replace("lem:last", "lem:other"))
    settings = (small / "workbench.toml").read_text()
    write(small, "workbench.toml", settings + '\n[[blueprint]]\nmain = "other/web.tex"\n')
    first = list(stages(small))[-1]
    other = list(stages(small, "other/web.tex"))[-1]
    assert (first.blueprint.main, other.blueprint.main) == ("src/web.tex", "other/web.tex")
    assert "lem:other" in other.report.nodes
    assert first.workspace.mains == other.workspace.mains == ("src/web.tex", "other/web.tex")
    assert list(stages(small, "gone/web.tex"))[-1].blueprint.main == "src/web.tex"


def test_where_there_is_no_blueprint_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no blueprint"):
        list(stages(tmp_path))
