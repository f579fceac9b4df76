"""`kill -9` of the real program at random moments, and what has to hold afterwards.

A kill takes the whole process group, in half of the cases every child with it, in the other half the guards have to end
them. Of five moments three are uniformly random within the usual duration, two at a random change of files, with none
or a few milliseconds of delay. While the command runs, another reader looks at what is finished. What is judged then
is in `judging.py`. The moments follow from the seed; what the machine does at these moments does not.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from statistics import median

from campaigns.crash.acts import ACTS, Act, becoming
from campaigns.crash.judging import Judgement, State, judge, state
from campaigns.crash.killing import Killed, Moment, Usual, choose, kill, still_there, undisturbed
from campaigns.crash.scene import LOCK, PAGE, Scene, make_templates
from campaigns.report import Report

SIDE_BY_SIDE = 2
TRIALS = 2
"""Undisturbed runs of each command, to learn how long it takes beside another one."""
HEADING = (
    *("command", "usual seconds", "kills", "at a change of files", "hit it running", "nothing finished yet"),
    *("some finished", "all finished", "had ended", "lost", "half counted", "lived on", "waited", "resumed"),
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an undisturbed run of a command is like."""

    usual: Usual
    code: int
    end: State
    given: State
    everything: frozenset[str]
    """All that it finishes."""


@dataclass(frozen=True, slots=True)
class Case:
    """One kill: its number, its moment, what it hit, what was found."""

    number: int
    moment: Moment
    killed: Killed
    judgement: Judgement

    @property
    def half(self) -> bool:
        """Whether something counted that was half, before the kill or after it."""
        return bool(self.judgement.half) or any("a reader was told" in line for line in self.killed.trouble)


def run(count: int, *, seed: int, only: Sequence[str] = ()) -> Report:
    """`count` kills, shared by all commands or those named."""
    acts = [act for act in ACTS if not only or act.name in only]
    with tempfile.TemporaryDirectory(prefix="crash-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        make_templates(folder / "templates")
        spawning = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(SIDE_BY_SIDE, mp_context=spawning) as pool:
            lessons = {act.name: _lesson(pool, folder, act) for act in acts}
            # One of each in turn, so that what else the machine does is shared by all.
            numbers = [(acts[number % len(acts)].name, number) for number in range(count)]
            names = [name for name, _ in numbers]
            cases: list[tuple[str, Case]] = []
            done = pool.map(_case, repeat(folder), names, (lessons[n] for n in names), range(count), repeat(seed))
            for name, case in zip(names, done, strict=True):
                cases.append((name, case))
                _tell(name, case, count)
    return _report(acts, lessons, cases, seed)


def _lesson(pool: ProcessPoolExecutor, folder: Path, act: Act) -> Lesson:
    lessons = list(pool.map(_trial, repeat(folder), repeat(act.name), range(TRIALS)))
    if any(one.end != lessons[0].end or one.code for one in lessons):
        raise RuntimeError(f"undisturbed runs of `{act.name}` differ: {[(one.code, one.end) for one in lessons]}")
    seconds = median(one.usual.seconds for one in lessons)
    changes = min(one.usual.changes for one in lessons)
    print(f"crash: `{act.name}` takes {seconds:.2f} s and makes {changes} changes of files", file=sys.stderr)
    return replace(lessons[0], usual=Usual(seconds, changes))


def _trial(folder: Path, name: str, number: int) -> Lesson:
    """An undisturbed run; the first leaves for the others what it made of lock and page."""
    act = _act(name)
    scene = _copy(folder, act, f"usual-{name.replace(' ', '-')}-{number}")
    given = state(scene)
    usual, code = undisturbed(scene, act)
    end = state(scene)
    if number == 0:
        for file in (LOCK, PAGE):
            made = folder / "templates" / f"{act.name}.{file}"
            shutil.copy(scene.root / file, made) if (scene.root / file).exists() else None
            shutil.copy(made, becoming(scene, file)) if made.exists() else None
    everything = act.kept(scene) if number == 0 else frozenset()
    shutil.rmtree(scene.folder)
    return Lesson(usual, code, end, given, everything)


def _case(folder: Path, name: str, lesson: Lesson, number: int, seed: int) -> Case:
    act = _act(name)
    scene = _copy(folder, act, f"kill-{number}")
    moment = choose(lesson.usual, number // len(ACTS), random.Random(f"{seed}/{number}"))
    killed = kill(scene, act, moment)
    judgement = judge(scene, act, killed, lesson.end, lesson.code, lesson.given)
    killed = replace(killed, trouble=(*killed.trouble, *still_there(scene)))
    shutil.rmtree(scene.folder, ignore_errors=True)
    return Case(number, moment, killed, judgement)


def _copy(folder: Path, act: Act, name: str) -> Scene:
    scene = Scene(folder / name)
    shutil.copytree(folder / "templates" / act.template / "workspace", scene.root)
    for file in (LOCK, PAGE):
        made = folder / "templates" / f"{act.name}.{file}"
        if (scene.root / file).exists():
            shutil.copy(scene.root / file, scene.folder / f"{file}.before")
        if made.exists():
            shutil.copy(made, becoming(scene, file))
    return scene


def _act(name: str) -> Act:
    return next(act for act in ACTS if act.name == name)


def _tell(name: str, case: Case, count: int) -> None:
    faults = [*case.killed.trouble, *case.judgement.faults]
    for fault in faults:
        print(f"crash: {case.number}: {name}, {case.moment}: {fault}", file=sys.stderr)
    if (case.number + 1) % 10 == 0 or case.number + 1 == count:
        print(f"crash: {case.number + 1} of {count} kills", file=sys.stderr)


def _report(acts: Sequence[Act], lessons: dict[str, Lesson], cases: list[tuple[str, Case]], seed: int) -> Report:
    rows, faults = [], []
    for act in acts:
        own = [case for name, case in cases if name == act.name]
        rows.append(_row(act, lessons[act.name], own))
        for case in own:
            said = [*case.killed.trouble, *case.judgement.faults]
            faults += [f"kill {case.number} of seed {seed}, `{act.name}`, {case.moment}: {fault}" for fault in said]
    running = sum(case.killed.running for _, case in cases)
    lost = sum(bool(case.judgement.lost) for _, case in cases)
    half = sum(case.half for _, case in cases)
    resumed = sum(not case.judgement.stuck for _, case in cases)
    summary = (
        f"{len(cases)} times `kill -9` of `check`, `sweep`, `evidence import`, `accept` and `export --html`, "
        f"{running} of them while the program ran: **{lost} lost something finished, {half} left something half that "
        f"counted**, {resumed} went on by themselves with the next run."
    )
    return Report("Crashes: `kill -9` at random moments", summary, HEADING, tuple(rows), tuple(faults), (NOTES,))


NOTES = (
    "*Usual seconds*: the median of undisturbed runs, two at a time, on the machine as busy as it was. *At a change of "
    "files*: the moment was such a change, the other moments are uniformly random. *Hit it running*: the others came "
    "after the command had ended by itself. *Nothing finished yet*, *some finished*, *all finished*: of those that hit "
    "it running, what was recorded, in the journal or in place at that moment. *Lost*: something announced on stderr, "
    "in the result or seen by another reader before the kill is not there. *Half counted*: a record without its "
    "certificate, one that `verify` rejects, a node green that no undisturbed run shows, a lock or page neither old "
    "nor new, or a reader who was told that something is damaged. *Lived on*: a process of the command is there ten "
    "seconds later, or after the next command. *Waited*: the second process of a bubblewrap whose first was killed, "
    "with its guard, before it gave its word; it has started nothing, would wait for ever, and the next command ended "
    "it. *Resumed*: the same command again exits as an undisturbed one, asks nothing again that was "
    "finished, ends in the same state (every node, every answer, lock, page, journal, result) and leaves no draft and "
    "no temporary file behind. What a sweep had recorded and not yet written to its journal it asks again; that is not "
    "counted here. The power of the machine is not cut: what `fsync` has to keep is not put to the test."
)


def _row(act: Act, lesson: Lesson, cases: Sequence[Case]) -> tuple[str, ...]:
    running = [case for case in cases if case.killed.running]
    none = sum(not case.judgement.finished for case in running)
    all_of_it = sum(case.judgement.finished == lesson.everything for case in running)
    figures = (
        len(cases),
        sum(case.moment.at_change is not None for case in cases),
        len(running),
        none,
        len(running) - none - all_of_it,
        all_of_it,
        len(cases) - len(running),
        sum(bool(case.judgement.lost) for case in cases),
        sum(case.half for case in cases),
        sum(any("lives on" in line for line in case.killed.trouble) for case in cases),
        sum(case.killed.waiting > 0 for case in cases),
    )
    resumed = sum(not case.judgement.stuck for case in cases)
    return (f"`{act.name}`", f"{lesson.usual.seconds:.1f}", *map(str, figures), f"{resumed} of {len(cases)}")
