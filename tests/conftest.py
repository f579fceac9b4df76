"""What all tests share: the corpus that lies beside the repository, and the promise that CI skips nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

SHARED = Path(__file__).resolve().parents[2] / "shared"

# Hypothesis fails an example that takes 0.2 s; on a machine that much else is asked of, any may.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real blueprints; tests that use it are marked `corpus`."""
    return SHARED / "corpus"


@pytest.fixture(scope="session", autouse=True)
def compiled_libraries(request: pytest.FixtureRequest) -> None:
    """The core of the embedded Lean is compiled once for all runs of the tests, and not into the user's own cache."""
    cache = getattr(request.config, "cache", None)
    if cache is not None:
        os.environ.setdefault("WORKBENCH_CACHE", str(cache.mkdir("workbench")))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("corpus"):
                item.add_marker(pytest.mark.skip(reason="../shared, the real blueprints, is not here"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Where WORKBENCH_NO_SKIP is set (CI), a skip is a failure, but for the corpus where it does not exist."""
    report = (yield).get_result()
    excused = item.get_closest_marker("corpus") and not SHARED.is_dir()
    if report.skipped and os.environ.get("WORKBENCH_NO_SKIP") and not hasattr(report, "wasxfail") and not excused:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI must not skip: {report.longrepr}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The adversarial suite ends with how many hostile inputs turned green; each of these is a failed test, too."""
    noted = [
        (what, *said)
        for reports in terminalreporter.stats.values()
        for report in reports
        for what, said in getattr(report, "user_properties", ())
        if getattr(report, "when", "") == "call" and what in ("hostile", "benign")
    ]
    hostile = [(kind, green) for what, kind, green in noted if what == "hostile"]
    if hostile:
        benign = [green for what, _, green in noted if what == "benign"]
        false = sum(green for _, green in hostile)
        kinds = len({kind for kind, _ in hostile})
        terminalreporter.write_line(
            f"adversarial: {len(hostile)} questions about hostile inputs of {kinds} classes, {false} false greens; "
            f"{sum(benign)} of {len(benign)} about benign twins green"
        )
