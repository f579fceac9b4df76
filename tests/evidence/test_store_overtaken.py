"""What happens to a store while it is open: others write, it is moved away, it was made on a full disk."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from evidence_samples import certificate_file, unknown, verified

from workbench.errors import BadInput
from workbench.evidence.store import DATABASE, Store


def test_a_reader_of_a_database_that_was_nobodys_sees_what_is_written_since(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as store:
        store.record(unknown("a"))
    assert not (tmp_path / f"{DATABASE}-wal").exists()
    with Store.open(tmp_path, write=False) as reader:
        assert reader.latest("a") and not reader.latest("b")
        with Store.open(tmp_path, write=True) as writer:
            writer.record(unknown("b"))
            assert reader.latest("a") and reader.latest("b")  # read beside the writer
            writer.record(unknown("c"))
            assert reader.latest("c")
        with Store.open(tmp_path, write=True) as writer:
            writer.record(unknown("d"))
        assert reader.latest("d") and len(reader.history()) == 4


def test_a_reader_is_not_told_of_damage_where_pages_move_under_it(tmp_path: Path) -> None:
    """An immutable connection has pages of before in its cache; those of today contradict them."""
    raw = certificate_file(tmp_path)
    with Store.open(tmp_path / "s", write=True) as store:
        for number in range(200):
            store.record(unknown(f"f{number}"))
    with Store.open(tmp_path / "s", write=False) as reader:
        assert reader.latest("f7")
        with Store.open(tmp_path / "s", write=True) as writer:
            writer.commit([writer.prepare(verified(raw, f"{number % 7}-{number}"), raw) for number in range(2000)])
        assert all(reader.latest(f"f{number}") for number in range(200))
        assert all(reader.latest(f"{number % 7}-{number}") for number in range(0, 2000, 97))


@pytest.mark.parametrize("how", ["removed", "moved", "replaced"])
def test_what_is_written_to_a_store_that_is_gone_is_not_called_kept(tmp_path: Path, how: str) -> None:
    folder = tmp_path / ".workbench"
    with Store.open(folder, write=True) as store:
        store.record(unknown("before"))
        if how == "removed":
            shutil.rmtree(folder)
        else:
            folder.rename(tmp_path / "elsewhere")
        if how == "replaced":
            Store.open(folder, write=True).close()
        with pytest.raises(BadInput, match="moved or removed") as caught:
            store.record(unknown("after"))
    assert "run the command again" in caught.value.remedy


def test_a_gitignore_that_a_full_disk_left_empty_is_written_again(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("")
    Store.open(tmp_path, write=True).close()
    assert "\n*\n" in (tmp_path / ".gitignore").read_text()
    (tmp_path / ".gitignore").write_text("mine\n")
    Store.open(tmp_path, write=True).close()
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
