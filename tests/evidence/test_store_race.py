"""Several at once make the same store."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier, Thread

from workbench.evidence.store import Store


def test_whoever_makes_it_everybody_can_use_it(tmp_path: Path) -> None:
    failures: list[BaseException] = []
    for number in range(15):
        folder, together = tmp_path / str(number), Barrier(4)

        def make(folder: Path = folder, together: Barrier = together) -> None:
            together.wait()
            try:
                Store.open(folder, write=True).close()
            except BaseException as error:
                failures.append(error)

        threads = [Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
