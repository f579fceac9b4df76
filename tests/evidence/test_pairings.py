"""`workbench.lock`: what is written is read back, reads well, merges, and cannot be put together wrongly in silence."""

from __future__ import annotations

import os
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.evidence.pairings import FormalObject, Pairing, Statement, lock_text, read_lock, write_lock

SCHUR = Pairing(
    blueprint="blueprints/monochromatic/web.tex",
    node="thm:schur-4",
    statement=Statement(
        "theorem",
        "Schur",
        r"Every $4$-colouring of $\{1,\dots,\bound\}$ has a monochromatic solution of $x+y=z$, and $[44]$ has "
        r"a colouring $c'$ without one.",
        (("bound", "45"),),
    ),
    ancestors_sha256="ab" * 32,
    ancestors=(("def:colouring", "0123456789ab"),),
    objects=(
        FormalObject(
            "problem", '{"body":{"family":"schur","parameters":{"n":45}},"expect":"unsatisfiable"}', "schur-4"
        ),
    ),
)
OTHER = replace(SCHUR, node="thm:other", statement=Statement("lemma", "", "Two."), ancestors=())


def kept(folder: Path, *pairings: Pairing) -> dict[tuple[str, str], Pairing]:
    write_lock(folder / "workbench.lock", pairings)
    return read_lock(folder / "workbench.lock")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    assert kept(tmp_path, SCHUR, OTHER) == {(one.blueprint, one.node): one for one in (SCHUR, OTHER)}
    assert read_lock(tmp_path / "none") == {}
    assert kept(tmp_path) == {}


def test_a_review_can_read_it() -> None:
    text = lock_text([SCHUR])
    assert r"Every $4$-colouring of $\{1,\dots,\bound\}$ has a monochromatic solution of $x+y=z$, and" in text
    assert "macros.\"bound\" = '45'" in text
    assert '"n":45' in text
    assert max(map(len, text.splitlines())) < 200


def test_the_text_depends_on_the_pairings_alone(tmp_path: Path) -> None:
    assert lock_text([OTHER, SCHUR]) == lock_text([SCHUR, OTHER])
    kept(tmp_path, OTHER, SCHUR)
    first = (tmp_path / "workbench.lock").read_bytes()
    write_lock(tmp_path / "workbench.lock", read_lock(tmp_path / "workbench.lock").values())
    assert (tmp_path / "workbench.lock").read_bytes() == first


characters = st.text(
    st.one_of(st.sampled_from("'\"\\#\n\t ]}=%\x7f\0\r"), st.characters(exclude_categories=["Cs"])), max_size=150
)
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
pairs = st.lists(st.tuples(names, names), max_size=2, unique_by=lambda pair: pair[0]).map(lambda p: tuple(sorted(p)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    main=names, id=names, env=names, title=characters, macros=pairs, ancestors=pairs, content=characters, name=names,
    words=st.lists(st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1, max_size=30), max_size=30),
)  # fmt: skip
def test_any_pairing_is_read_back(
    tmp_path: Path,
    main: str,
    id: str,
    env: str,
    title: str,
    macros: tuple[tuple[str, str], ...],
    ancestors: tuple[tuple[str, str], ...],
    content: str,
    name: str,
    words: list[str],
) -> None:
    statement = Statement(env, title, " ".join(words), macros)
    one = Pairing(main, id, statement, "0" * 64, ancestors, (FormalObject("problem", content, name),))
    assert kept(tmp_path, one, SCHUR) == {(main, id): one, (SCHUR.blueprint, SCHUR.node): SCHUR}


def test_people_who_accept_different_nodes_merge(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)

    nodes = [replace(OTHER, node=f"thm:{letter}", statement=Statement("lemma", "", letter * 3)) for letter in "aceg"]
    git("init")
    kept(tmp_path, *nodes)
    git("add", ".")
    git("commit", "-m", "all")
    git("checkout", "-b", "mine")
    mine = replace(nodes[0], statement=Statement("lemma", "", "mine"))
    kept(tmp_path, mine, *nodes[1:], replace(OTHER, node="thm:b"))
    git("commit", "-am", "mine")
    git("checkout", "main")
    theirs = replace(nodes[3], statement=Statement("lemma", "", "theirs"))
    kept(tmp_path, *nodes[:3], theirs, replace(OTHER, node="thm:d"))
    git("commit", "-am", "theirs")
    git("merge", "mine")
    merged = read_lock(tmp_path / "workbench.lock")
    assert [node for _, node in merged] == ["thm:a", "thm:b", "thm:c", "thm:d", "thm:e", "thm:g"]
    assert merged[OTHER.blueprint, "thm:a"] == mine and merged[OTHER.blueprint, "thm:g"] == theirs


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ("Every $4$", "Every $5$", "does not have the hash", 5),
        ("'45'", "'44'", "does not have the hash", 5),
        ("abab", "abac", "does not have the hash", 5),
        ('"n":45', '"n":44', "does not have the hash", 5),
        ('env = "theorem"', 'env = "lemma"', "does not have the hash", 5),
        ('env = "theorem"', '<<<<<<< HEAD\nenv = "theorem"', "marks of a merge", 6),
        ('env = "theorem"', '=======\nenv = "theorem"', "marks of a merge", 6),
        ("version = 1", ">>>>>>> mine\nversion = 1", "marks of a merge", 2),
        ('env = "theorem"', 'envy = "theorem"', "unknown key `envy`", 6),
        ('env = "theorem"', "env = 3", "expected `str`", 6),
        ('env = "theorem"\n', "", "`env` is missing", 4),
        ('env = "theorem"', 'env = "theorem', "not TOML", 6),
        ("version = 1", "version = 2", "version 2", None),
        ("version = 1", "", "`version` is missing", 1),
        ("version = 1", 'version = 1\nowner = "x"', "unknown key `owner`", 3),
    ],
)
def test_a_wrong_lock_is_refused_with_its_line(tmp_path: Path, old: str, new: str, said: str, line: int | None) -> None:
    text = lock_text([SCHUR])
    assert old in text
    (tmp_path / "workbench.lock").write_text(text.replace(old, new, 1))
    with pytest.raises(BadInput, match=said) as caught:
        read_lock(tmp_path / "workbench.lock")
    assert (caught.value.file, caught.value.line) == ("workbench.lock", line)
    assert caught.value.remedy


def test_the_block_that_is_wrong_is_the_one_that_is_named(tmp_path: Path) -> None:
    first, second = lock_text([SCHUR, replace(SCHUR, node="thm:z")]).split('"thm:z"')
    (tmp_path / "workbench.lock").write_text(f'{first}"thm:z"' + second.replace("env = ", "envy = "))
    with pytest.raises(BadInput, match="thm:z") as caught:
        read_lock(tmp_path / "workbench.lock")
    assert caught.value.line == first.count("\n") + 3


def test_a_node_that_two_sides_added_is_no_silent_choice(tmp_path: Path) -> None:
    text = lock_text([SCHUR])
    (tmp_path / "workbench.lock").write_text(text + text.split("\n\n", 1)[1])
    with pytest.raises(BadInput, match="not TOML"):
        read_lock(tmp_path / "workbench.lock")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 3000), byte=st.integers(0, 255))
def test_a_changed_byte_is_refused_or_changes_nothing_that_was_accepted(tmp_path: Path, at: int, byte: int) -> None:
    data = lock_text([SCHUR, OTHER]).encode()
    at %= len(data)
    (tmp_path / "workbench.lock").write_bytes(data[:at] + bytes([byte]) + data[at + 1 :])
    try:
        found = read_lock(tmp_path / "workbench.lock")
    except BadInput:
        return
    assert {one.fingerprint for one in found.values()} <= {SCHUR.fingerprint, OTHER.fingerprint}


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path, SCHUR)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match="No space left") as caught:
        write_lock(tmp_path / "workbench.lock", [])
    assert "as it was" in caught.value.remedy
    assert list(read_lock(tmp_path / "workbench.lock").values()) == [SCHUR]
    assert [path.name for path in tmp_path.iterdir()] == ["workbench.lock"]


def test_the_file_can_be_read_by_others(tmp_path: Path) -> None:
    kept(tmp_path, SCHUR)
    assert stat.S_IMODE((tmp_path / "workbench.lock").stat().st_mode) == 0o644


def test_a_lock_that_is_a_folder_or_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("folder", "link"):
        with pytest.raises(BadInput):
            read_lock(tmp_path / name)


@pytest.mark.parametrize("mark", ["=======", "<<<<<<< a", ">>>>>>>", "|||||||"])
def test_a_text_that_looks_like_a_mark_of_a_merge_is_read_back(tmp_path: Path, mark: str) -> None:
    """Found by fuzzing: wrapped at the mark, the statement made a lock that nobody could read any more."""
    wrapped = replace(OTHER, statement=Statement("lemma", "", f"{'word ' * 19}{mark} {'word ' * 30}end"))
    printed = replace(OTHER, node="thm:b", objects=(FormalObject("lean", f"theorem a :\n{mark} b\nend", "a"),))
    assert kept(tmp_path, wrapped, printed) == {(one.blueprint, one.node): one for one in (wrapped, printed)}


@pytest.mark.parametrize("node", ["[", "[1", "[]", "[x]", "[7]", "[99999999999]", "a]"])
def test_a_node_whose_name_looks_like_an_index_is_named_in_the_message(tmp_path: Path, node: str) -> None:
    """A traceback once; found by fuzzing."""
    path = tmp_path / "workbench.lock"
    path.write_text(f'version = 1\n[accepted."main.tex"."{node}"]\nunknown = 1\n', encoding="utf-8")
    with pytest.raises(BadInput, match="the unknown key `unknown`") as raised:
        read_lock(path)
    assert raised.value.line in (2, 3)
