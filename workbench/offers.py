"""Pairings as they are put before a person: which could be accepted, what a person is shown of each, and accepting.

Where `acceptance` compares halves, this joins it with what a workspace knows: its sources, its store, its lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.acceptance import reprinted, today, untold
from workbench.dispatch.plan import known
from workbench.errors import BadInput
from workbench.evidence.pairings import Lock, Pairing, read_lock, write_lock
from workbench.evidence.record import Evidence
from workbench.evidence.store import Store
from workbench.survey import Survey, surveys, with_node
from workbench.whole import alone
from workbench.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Halves:
    """One blueprint with what Lean has told of its declarations."""

    survey: Survey
    known: Mapping[str, Evidence]
    """By fingerprint."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One pairing that may be accepted."""

    halves: Halves
    pairing: Pairing

    @property
    def meanings(self) -> dict[str, str]:
        """In words what its problems ask, by name, where that can be said."""
        from workbench.problems.spec import describe

        asked = self.halves.survey.questions.get(self.pairing.node, ())
        return {question.name: describe(question.problem) for question in asked if question.problem}


Only = Callable[[Pairing, Pairing | None], bool]
"""Whether a pairing that differs from what was accepted (None: never was) is asked for."""


def halves_of(workspace: Workspace) -> list[Halves]:
    """Every blueprint of a workspace as it is now. Raises BadInput as `surveys` and the store do."""
    return [Halves(survey, told(survey)) for survey in surveys(workspace)]


def told(survey: Survey) -> dict[str, Evidence]:
    """What is recorded today of a blueprint's questions. Raises BadInput as the store does."""
    with Store.open(survey.workspace.store_path, write=False) as store:
        return known(survey.questions, store)


def of_kind(*, changed: bool = False, toolchain: bool = False) -> Only:
    """All of them, only what was accepted once (`changed`), or what is only printed otherwise (`toolchain`)."""
    if toolchain:
        return lambda now, before: before is not None and reprinted(now, before)
    return lambda now, before: before is not None or not changed


def offers(halves: Sequence[Halves], lock: Lock, *, chapter: str | None = None, only: Only = of_kind()) -> list[Offer]:  # noqa: B008 (pure)
    """The pairings to accept, in document order. Raises BadInput for a chapter that there is not."""
    chosen = []
    for half in halves:
        survey = half.survey
        for id, pairing in today(survey.blueprint, survey.questions, survey.prints, known=half.known).items():
            before = lock.get((pairing.blueprint, id))
            is_new = before is None or before.fingerprint != pairing.fingerprint
            inside = chapter is None or survey.blueprint.statements[id].chapter == chapter
            if is_new and inside and only(pairing, before):
                chosen.append(Offer(half, pairing))
    nodes = [node for half in halves for node in half.survey.blueprint.nodes.values()]
    if chapter is not None and not any(node.chapter == chapter for node in nodes):
        there = "; ".join(dict.fromkeys(node.chapter for node in nodes if node.chapter))
        remedy = f"the chapters are: {there or 'this blueprint has no chapters'}"
        raise BadInput(f"there is no chapter {chapter!r} with a node in it", remedy=remedy)
    return chosen


def offers_of(halves: Sequence[Halves], nodes: Iterable[str]) -> Iterator[Offer]:
    """The pairings of these nodes, accepted already or not. Raises BadInput, with its place, for a node that cannot be
    accepted as it is."""
    for id in dict.fromkeys(nodes):
        half = with_node(halves, id, lambda half: half.survey.blueprint)
        survey = half.survey
        pairing = today(survey.blueprint, survey.questions, survey.prints, [id], known=half.known).get(id)
        place = survey.blueprint.statements[id].place
        names = untold(survey.questions.get(id, ()), half.known)
        if names:
            raise BadInput(
                f"{id} cannot be accepted yet: Lean has not told what {', '.join(names)} says today",
                remedy=f"run `workbench check --node {id}` first; it says what hinders Lean, if anything does",
                file=place.file,
                line=place.line,
            )
        if pairing is None:
            raise BadInput(
                f"{id} names nothing that could be accepted: no declaration and no problem, or one that does not "
                "exist; or it has no text",
                remedy="name a declaration or a problem in the statement; `workbench lint` finds names of nothing",
                file=place.file,
                line=place.line,
            )
        yield Offer(half, pairing)


def untold_names(halves: Iterable[Halves]) -> tuple[str, ...]:
    """The declarations that could not be offered, for Lean has not told their types."""
    asked = [(half, of_node) for half in halves for of_node in half.survey.questions.values()]
    return tuple(dict.fromkeys(name for half, of_node in asked for name in untold(of_node, half.known)))


def accept(lock_path: Path, pairings: Iterable[Pairing]) -> Lock:
    """Write these pairings into `workbench.lock`, over what it has of the same nodes; gives back all that are accepted.

    The file is read again first, and nobody else writes it meanwhile, so that what somebody else accepted stays.
    Raises BadInput as `read_lock` and `write_lock` do.
    """
    with alone(lock_path.parent):
        accepted = {**read_lock(lock_path), **{(pairing.blueprint, pairing.node): pairing for pairing in pairings}}
        write_lock(lock_path, accepted.values())
    return accepted
