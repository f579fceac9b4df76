"""Lake's manifests, of projects that somebody else wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from campaigns.fuzz.lean_lines import WORDS, change
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from workbench.checkers.lean.lake import find_project


def read_manifest(data: bytes, scratch: Path) -> str:
    """A project whose manifest somebody else wrote."""
    (scratch / "lakefile.toml").write_text('name = "p"\n[[lean_lib]]\nname = "P"\n')
    (scratch / "lean-toolchain").write_text("leanprover/lean4:v4.28.0\n")
    (scratch / "lake-manifest.json").write_bytes(data)
    project = find_project(scratch)
    assert project is not None
    for one in project.dependencies:
        assert one.name and "/" not in one.name and one.name.isprintable(), "a dependency with the name of a path"
    return "accepted"


def manifest_bytes(number: int) -> bytes:
    """A manifest as Lake writes it, altered."""
    random = Random(number)
    packages = []
    for name in random.sample(
        ["mathlib", "batteries", "«doc-gen4»", "Cli", "../x", "a\u202e", ""], random.randint(0, 3)
    ):
        entry: dict[str, Any] = {
            "url": "https://example.org",
            "type": random.choice(("git", "path")),
            "subDir": None,
            "scope": "",
            "rev": "a" * 40,
            "name": name,
            "manifestFile": "lake-manifest.json",
            "inherited": False,
            "configFile": "lakefile.toml",
        }
        if random.random() < 0.3:
            entry["dir"] = random.choice(("../../..", "/", "sub", "\0", "~", "x" * 5000))
        change(entry, random)
        packages.append(entry)
    whole: dict[str, Any] = {"version": "1.1.0", "packagesDir": ".lake/packages", "packages": packages, "name": "p"}
    change(whole, random)
    return json.dumps(whole, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _large_manifests() -> Iterator[tuple[str, bytes]]:
    yield "30,000 packages", json.dumps({"packages": [{"name": f"p{at}"} for at in range(50_000)]}).encode()
    yield "a name of 1 MB", json.dumps({"packages": [{"name": "x" * (MB - 100)}]}).encode()
    yield (
        "a folder of 1 MB",
        json.dumps({"packages": [{"name": "x", "type": "path", "dir": "../" * (MB // 3 - 100)}]}).encode(),
    )
    yield "500,000 brackets", b'{"packages":' + b"[" * (MB // 2)
    yield "unknown brackets", b'{"x":' + b"[" * (MB // 2)


READER = Reader("Lake's manifests", inputs(manifest_bytes, WORDS), read_manifest, _large_manifests)
