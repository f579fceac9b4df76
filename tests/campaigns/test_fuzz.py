"""The engine of the fuzz campaign notices whatever gives way, says by which bytes, and goes on."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

import pytest
from fuzz_samples import READERS

from campaigns.fuzz import campaign, forked
from campaigns.fuzz import kept as kept_readers
from campaigns.fuzz.attack import Attacked, attack, measure
from campaigns.fuzz.case import Fault, judged
from campaigns.fuzz.catalogue import MODULES, readers
from campaigns.fuzz.child import Task
from campaigns.fuzz.large import MOST_MB
from campaigns.fuzz.minimise import kind_of, smaller

SOUND = READERS[0]
HERE = Path(__file__).resolve().parent


@pytest.fixture
def samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children find the module of samples."""
    monkeypatch.setenv("PYTHONPATH", str(HERE))


def run(name: str, driver: str, count: int = 60) -> Attacked:
    return attack(Task("fuzz_samples", name, count, 1, driver), lambda line: None)


@pytest.mark.parametrize(("data", "word"), [(b"", "accepted"), (b"please refuse", "BadInput")])
def test_what_became_of_an_input_is_a_word(tmp_path: Path, data: bytes, word: str) -> None:
    assert judged(SOUND, data, tmp_path) == word
    assert not list(tmp_path.iterdir()), "the scratch folder is emptied"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"raise", "IndexError in "),
        (b"exit", "SystemExit"),
        (b"promise", "AssertionError"),
        (b"hang", "Hang"),
    ],
)
def test_whatever_else_becomes_of_it_is_a_fault(tmp_path: Path, data: bytes, kind: str) -> None:
    fault = judged(SOUND, data, tmp_path, seconds=0.2)
    assert isinstance(fault, Fault)
    assert kind.split()[0] in fault.kind and fault.data == data
    assert not list(tmp_path.iterdir())


def test_a_crash_and_a_silence_are_noticed_from_outside(tmp_path: Path) -> None:
    assert kind_of(SOUND, b"xx crash xx", tmp_path) == "killed by SIGSEGV"
    assert kind_of(SOUND, b"xx", tmp_path) == ""
    with pytest.raises(forked.Died, match="not done in time"):
        forked.forked(lambda: time.sleep(60), seconds=0.2, most_mb=10_000)
    with pytest.raises(forked.Died, match="took more than 1 MB"):
        forked.forked(lambda: time.sleep(60), seconds=60, most_mb=1)


@pytest.mark.usefixtures("samples")
def test_memory_and_time_of_a_large_input_are_its_own() -> None:
    harmless, growing = measure("fuzz_samples", SOUND.name)
    assert (harmless.word, harmless.fault, harmless.bytes) == ("accepted", False, 1_000_000)
    assert growing.peak_mb > 900 > MOST_MB > harmless.peak_mb
    assert 0 <= harmless.taken < 2


def test_a_fault_is_made_smaller() -> None:
    assert (
        smaller(b"abc" * 50 + b"raise" + b"xyz" * 50, lambda data: b"raise" in data, time.monotonic() + 60) == b"raise"
    )


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("driver", ["hypothesis", "atheris"])
def test_a_campaign_counts_finds_and_goes_on(driver: str) -> None:
    if driver == "atheris" and importlib.util.find_spec("atheris") is None:
        driver = "hypothesis"  # installed by `make fuzz` alone
    sound = run("sound", driver)
    assert (sound.cases, sound.faults, sound.complete) == (60, {}, True)
    assert set(sound.outcomes) == {"accepted", "BadInput"}
    raising = run("raising", driver)
    (fault,) = raising.faults.values()
    assert (raising.cases, raising.outcomes["fault"] > 1, fault.data) == (60, True, b"raise")
    crashing = run("crashing", driver, 20)
    assert b"crash" in crashing.faults["the process was killed by signal 11"].data


@pytest.mark.usefixtures("samples")
def test_a_campaign_is_the_same_for_the_same_seed() -> None:
    first, again = run("sound", "hypothesis"), run("sound", "hypothesis")
    assert (first.outcomes, first.cases) == (again.outcomes, again.cases)


@pytest.mark.usefixtures("samples")
def test_the_report_names_what_gave_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "readers", lambda only: [("fuzz_samples", one) for one in READERS[:2]])
    report = campaign.run(60, driver="hypothesis")
    assert [row[0] for row in report.rows] == ["sound", "raising"]
    grown, raised, again = report.faults
    assert raised.startswith("raising: IndexError: ") and raised.endswith("by b'raise'")
    assert grown.startswith("sound, growing (4 bytes): ") and again.startswith("raising, growing (4 bytes): ")
    assert report.summary.startswith("120 inputs for 2 readers, 3 faults (")


@pytest.mark.usefixtures("samples")
def test_one_is_not_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "readers", lambda only: [("fuzz_samples", SOUND)])
    assert campaign.run(60, driver="hypothesis").summary.startswith("60 inputs for 1 reader, 1 fault (")


def test_every_reader_has_its_row() -> None:
    found = readers()
    names = [reader.name for _, reader in found]
    assert len(names) == len(set(names)) >= len(MODULES)
    assert [reader.name for _, reader in readers(("LaTeX",))] == ["LaTeX"]
    with pytest.raises(ValueError, match="no such reader: LaTeks"):
        readers(("LaTeks",))
    assert all(next(iter(reader.large())) for _, reader in found)


@pytest.mark.usefixtures("samples")
def test_large_inputs_are_measured_in_a_process_of_their_own() -> None:
    assert [one.name for one in measure("fuzz_samples", "sound")] == ["harmless", "growing"]


def test_a_campaign_that_was_stopped_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found is kept by commit and by what was asked; files that were changed since have no commit."""
    found: list[str] = []

    def find() -> str:
        found.append("found")
        return f"the {len(found)}th"

    monkeypatch.setattr(kept_readers, "commit", lambda: "0123456789")
    assert [kept_readers.kept(tmp_path, "a", find) for _ in range(2)] == ["the 1th", "the 1th"]
    assert kept_readers.kept(tmp_path, "b", find) == "the 2th"
    assert kept_readers.kept(None, "a", find) == "the 3th"
    monkeypatch.setattr(kept_readers, "commit", lambda: "9876543210")
    assert kept_readers.kept(tmp_path, "a", find) == "the 4th"
    monkeypatch.setattr(kept_readers, "commit", lambda: "0123456789+")
    assert [kept_readers.kept(tmp_path, "a", find) for _ in range(2)] == ["the 5th", "the 6th"]
