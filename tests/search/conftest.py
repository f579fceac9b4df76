"""What the tests of proof search share: the real Lean, engines on it, and the theorems of goals.lean."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from search_samples import Sessions

from workbench.checkers.lean.core import with_core
from workbench.checkers.lean.toolchain import Toolchain
from workbench.dispatch.sandbox import Access
from workbench.search.children import Walled
from workbench.search.server import ServerEngine


@pytest.fixture(scope="session")
def toolchain(compiled_libraries: None) -> Toolchain:
    """The embedded Lean with its core."""
    return with_core()


@pytest.fixture(scope="session")
def children(toolchain: Toolchain) -> Walled:
    """How its processes are started."""
    return Walled(Access(read=(*toolchain.search_path, *toolchain.reads)))


@pytest.fixture(scope="module")
def server(toolchain: Toolchain, children: Walled) -> Iterator[ServerEngine]:
    """A server of Lean."""
    with ServerEngine(toolchain, (), children) as engine:
        yield engine


@pytest.fixture(scope="module")
def sessions(server: ServerEngine) -> Sessions:
    return Sessions(server)
