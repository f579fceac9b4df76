"""Imported evidence counts after its certificate was re-checked here, and not before."""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from blueprints_by_hand import blueprint, entry, node

from workbench.dispatch import plan
from workbench.dispatch.plan import Question
from workbench.dispatch.reimport import Imported, reimport
from workbench.dispatch.runner import run
from workbench.evidence.bundle import Bundle, write_bundle
from workbench.evidence.record import Verdict
from workbench.evidence.store import Store
from workbench.survey import asked_today
from workbench.workspace import find_workspace

PROBLEM = '{id}"\nkind = "sat"\nexpect = "{expect}"\n[sat]\nfamily = "schur"\n[sat.parameters]\nn = {n}\ncolours = 2\n'


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Question]:
    root = tmp_path_factory.mktemp("workspace")
    (root / "problems").mkdir()
    (root / "web.tex").write_text("")
    for id, n, expect in (("lower", 4, "satisfiable"), ("upper", 5, "unsatisfiable"), ("wrong", 5, "satisfiable")):
        (root / f"problems/{id}.toml").write_text(f'id = "{PROBLEM.format(id=id, n=n, expect=expect)}')
    workspace = find_workspace(root)
    b = blueprint(node("a", checked_by=[entry("schur", n="3", colours="2", expect="satisfiable")]))
    found = asked_today(replace(workspace, mains=()))
    found |= {one.fingerprint: one for of_node in plan.questions(workspace, b).values() for one in of_node}
    return {question.name: question for question in found.values()}


@pytest.fixture(scope="module")
def bundle(asked: dict[str, Question], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    with Store.open(folder / "s", write=True) as store:
        answers = run(asked.values(), jobs=2, store=store)
        assert {answers[q.fingerprint].verdict for q in asked.values()} == {Verdict.VERIFIED, Verdict.REFUTED}
        assert write_bundle(folder / "b.zip", store) == 4
    return folder / "b.zip"


def imported(path: Path, asked: dict[str, Question], store: Store) -> dict[str, Imported]:
    with Bundle(path) as opened:
        return {one.entry.name: one for one in reimport(opened, asked.values(), store)}


def test_what_is_rechecked_counts_here(bundle: Path, asked: dict[str, Question], tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as store:
        found = imported(bundle, asked, store)
        assert {name: one.counts for name, one in found.items()} == dict.fromkeys(asked, True)
        for name, verdict in (("lower", "verified"), ("upper", "verified"), ("wrong", "refuted")):
            latest = store.latest(asked[name].fingerprint)
            assert latest and latest.verdict == verdict
            assert latest.rests_on or name == "lower"
            assert latest.tool.endswith("imported")
        assert plan.plan({"a": tuple(asked.values())}, plan.known({"a": tuple(asked.values())}, store)) == ()
        again = imported(bundle, asked, store)
        assert all("already" in one.sentence for one in again.values())


def test_what_nobody_asks_here_is_left_out(bundle: Path, asked: dict[str, Question], tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as store:
        found = imported(bundle, {"lower": asked["lower"]}, store)
        assert {name for name, one in found.items() if one.counts} == {"lower"}
        assert len(store.history()) == 1


def forge(source: Path, target: Path, of: str, certificate: bytes, kind: str, verdict: str = "verified") -> None:
    """A bundle that says of a problem what it likes, with bytes that hash to what it says."""
    digest = hashlib.sha256(certificate).hexdigest()
    with zipfile.ZipFile(source) as old:
        manifest = json.loads(old.read("manifest.json"))
    (one,) = [one for one in manifest["evidence"] if one["name"] == of]
    one["certificate"] = {"kind": kind, "sha256": digest, "bytes": len(certificate), "formula_sha256": None}
    one |= {"verdict": verdict, "tier": "kernel", "rests_on": []}
    with zipfile.ZipFile(target, "w") as new:
        new.writestr("manifest.json", json.dumps({"version": 1, "evidence": [one]}))
        new.writestr(f"certificates/{digest}", certificate)


@pytest.mark.parametrize(
    ("of", "certificate", "kind"),
    [
        ("upper", b'{"colouring": [0, 1, 1, 0, 0]}', "witness"),
        ("upper", b"", "lrat"),
        ("upper", b"99 0 1 2 3 0\n", "lrat"),
        ("upper", b"trust me", "lrat"),
        ("upper", b"trust me", "seal of approval"),
        ("lower", b'{"colouring": [0, 0, 0, 0]}', "witness"),
        ("lower", b"[[[[", "witness"),
        ("wrong", b'{"colouring": [0, 1, 1, 0, 1]}', "witness"),
    ],
)
def test_a_forged_certificate_never_counts(
    bundle: Path, asked: dict[str, Question], tmp_path: Path, of: str, certificate: bytes, kind: str
) -> None:
    forge(bundle, tmp_path / "forged.zip", of, certificate, kind)
    with Store.open(tmp_path / "s", write=True) as store:
        (found,) = imported(tmp_path / "forged.zip", asked, store).values()
        assert (found.counts, found.rejected) == (False, True), found.sentence
        assert store.history() == []


def test_the_verdict_tier_and_caveats_of_a_bundle_are_not_believed(
    bundle: Path, asked: dict[str, Question], tmp_path: Path
) -> None:
    with Store.open(tmp_path / "first", write=True) as store:
        imported(bundle, asked, store)
        evidence = store.latest(asked["wrong"].fingerprint)
        assert evidence and evidence.certificate
        with store.certificate(evidence.certificate) as raw:
            proof = raw.read_bytes()
    forge(bundle, tmp_path / "forged.zip", "wrong", proof, "lrat", "verified")
    with Store.open(tmp_path / "s", write=True) as store:
        imported(tmp_path / "forged.zip", asked, store)
        latest = store.latest(asked["wrong"].fingerprint)
        assert latest and (latest.verdict, latest.tier) == (Verdict.REFUTED, "certificate")
        assert latest.rests_on == evidence.rests_on
