"""`evidence`: answers travel, and count only after their certificates were re-checked."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

WEB = "blueprint/src/web.tex"


@pytest.fixture
def exported(bench):
    """The bench with both questions answered, and the bundle of them."""
    assert bench("check").code == 0
    assert bench("evidence", "export", "answers.zip").out.startswith("2 answers with their certificates")
    return bench


def forget(bench) -> None:
    shutil.rmtree(bench.root / ".workbench")


def verdicts(bench) -> dict[str, str]:
    return {answer["name"]: answer["verdict"] for answer in bench("status", "--format", "json").json["answers"]}


def test_there_and_back(exported) -> None:
    before = verdicts(exported)
    forget(exported)
    assert set(verdicts(exported).values()) == {"unknown"}
    said = exported("evidence", "import", "answers.zip")
    assert said.code == 0 and "2 of 2 answers" in said.out
    assert verdicts(exported) == before
    after = exported("check", "--format", "json").json
    assert all(answer["fresh"] and not answer["ran"] for answer in after["answers"])
    assert "here already" in exported("evidence", "import", "answers.zip").err


def test_only_what_is_asked_here_counts(exported) -> None:
    forget(exported)
    exported.edit("problems/schur-2-upper.toml", "n = 5", "n = 6")
    said = exported("evidence", "import", "answers.zip")
    assert said.code == 0 and "1 of 2 answers" in said.out and "no problem here asks this" in said.err
    assert verdicts(exported)["schur-2-upper"] == "unknown"


def test_a_certificate_that_shows_nothing_is_rejected(exported) -> None:
    """The manifest may say what it likes: a certificate that was swapped, hash and all, is not believed."""
    import hashlib

    forget(exported)
    bundle = exported.root / "answers.zip"
    with zipfile.ZipFile(bundle) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    for entry in manifest["evidence"]:
        if entry["certificate"]["kind"] == "witness":
            files.pop(f"certificates/{entry['certificate']['sha256']}")
            lie = json.dumps({"columns": [0, 1, 2, 3, 4]}).encode()
            entry["certificate"]["sha256"] = hashlib.sha256(lie).hexdigest()
            entry["certificate"]["bytes"] = len(lie)
            files[f"certificates/{entry['certificate']['sha256']}"] = lie
    with zipfile.ZipFile(bundle, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
        for name, data in files.items():
            packed.writestr(name, data)
    said = exported("evidence", "import", "answers.zip")
    assert said.code == 1 and "REJECTED" in said.err and "1 of 2 answers" in said.out
    assert verdicts(exported) == {"schur-2-upper": "verified", "queens[n=5]": "unknown"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x00" * 100])
def test_a_file_that_is_no_bundle(bench, data: bytes) -> None:
    bench.write("answers.zip", data)
    for name in ("answers.zip", "gone.zip", "problems"):
        said = bench("evidence", "import", name)
        assert said.code == 2 and name in said.err and "Traceback" not in said.err
    assert bench("evidence", "export", "gone/answers.zip").code == 2


def test_the_log(exported) -> None:
    assert exported("check", "--rerun").code == 0
    assert len(exported("evidence", "log").out.splitlines()) == 4
    of_node = exported("evidence", "log", "thm:upper", "--format", "json").json["evidence"]
    assert [one["name"] for one in of_node] == ["schur-2-upper"] * 2
    assert of_node[0]["when"] >= of_node[1]["when"] and of_node[0]["certificate"]["kind"] == "lrat"
    assert len(exported("evidence", "log", "schur-2-upper").out.splitlines()) == 2
    said = exported("evidence", "log", "thm:uper")
    assert said.code == 2 and "thm:uper" in said.err


def test_an_empty_log(bench) -> None:
    assert "nothing is recorded" in bench("evidence", "log").out
    assert not (Path(bench.root) / ".workbench").exists()
