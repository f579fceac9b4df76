"""`workbench verify`: re-check certificates without solving."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat.second import NoAnswer, second_opinion
from workbench.cli.options import SECONDS, format_option, path_option
from workbench.cli.terminal import say, tell
from workbench.errors import BadInput, WorkbenchError
from workbench.verdict import MISSING

if TYPE_CHECKING:
    from workbench.dispatch.plan import Question
    from workbench.evidence.record import Evidence
    from workbench.evidence.store import Store

HASH = re.compile(r"[0-9a-f]{6,64}")


class CertificateHash(click.ParamType[str]):
    """A folder, a file or a hash; a shell completes files, and the hashes of recorded certificates."""

    name = "what"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Files, as the shell finds them; hashes where six digits of one begin the word."""
        from workbench.errors import WorkbenchError

        if not HASH.fullmatch(incomplete.lower()):
            return [CompletionItem(incomplete, type="file")]
        with contextlib.suppress(WorkbenchError, OSError):  # a completion that cannot be had is none
            return [CompletionItem(hash) for hash in _hashes(ctx.params.get("path"), incomplete.lower())]
        return []


def _hashes(path: Path | None, prefix: str) -> list[str]:
    from workbench.evidence.store import Store
    from workbench.workspace import find_workspace

    with Store.open(find_workspace(path).store_path, write=False) as store:
        return [one.certificate.sha256 for one in store.by_certificate(prefix) if one.certificate]


class NotChecked(Exception):
    """A tool is missing that it takes; the text says which, and how to get it."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to verify: a folder, a formula with a proof, or the beginning of a certificate's hash."""

    folder: Path | None = None
    formula: Path | None = None
    proof: Path | None = None
    hash: str | None = None


@click.command("verify")
@click.argument("what", nargs=-1, metavar="[DIR | HASH | CNF PROOF]...", type=CertificateHash())
@click.option("--independent", is_flag=True, help="Ask other programs than checked first, and list who agreed.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 4096),
    help="With --independent: answers side by side [default: workbench.toml's, 2].",
)
@click.option(
    "--patience",
    metavar="S",
    type=SECONDS,
    help="With --independent: seconds that one program may take for one answer [default: 300].",
)
@path_option
@format_option
def verify_command(
    what: tuple[str, ...], independent: bool, jobs: int | None, patience: float | None, path: Path | None, form: str
) -> int:
    """Re-check certificates without solving.

    DIR is a folder that `solve --keep` left: its question is encoded again, its files are compared with what comes
    out, its proof or witness is checked. A README that this version would not write is rejected, by itself: remove it,
    and what the folder shows is verified without it. CNF PROOF is any DIMACS formula with an LRAT proof that it is
    unsatisfiable. HASH is (the beginning of) a certificate's SHA-256 in the store around the current folder. Without
    arguments, every certificate of that store which answers a question of today is checked.

    Proofs are checked by our own checker and then, where it is installed and the proof fits into memory, by the one of
    Lean's Std library; if they do not agree, the proof is rejected.

    With --independent, other programs than checked an answer first are asked, each in a process of its own, and the
    report lists who agreed: without arguments about every answer behind a green node. docs/verify.md says who is asked
    about what, and what counts as another program.

    Exit code 0: everything is as claimed, with --independent by the word of at least one other program; 1: something
    was rejected, or no other program agreed to it; 2: bad input; 3: a tool is missing that it takes.

    \b
    Examples:
      workbench verify
      workbench verify schur-45/
      workbench verify problem.cnf proof.lrat --independent
      workbench verify 3f9a01c2
      workbench verify --independent
      workbench verify --independent --patience 3600 --format json
    """
    if independent:
        from workbench.cli.verify_independent import verify_independent

        return verify_independent(_items(what), path=path, jobs=jobs, patience=patience, form=form)
    if jobs is not None or patience is not None or form != "text":
        raise click.UsageError("--jobs, --patience and --format go with --independent")
    code = 0
    for name, check in _checks(what, path):
        try:
            found = check()
            say([found.sentence])
            for remark in found.remarks:
                tell(f"REMARK {name}: {remark}")
        except (RejectedCertificate, NoAnswer) as error:
            code = code or 1
            tell(f"REJECTED {name}: {error}")
        except NotChecked as error:
            code = MISSING
            tell(f"NOT CHECKED {name}: {error}")
    return code


def _checks(what: Sequence[str], path: Path | None) -> Iterator[tuple[str, _Check]]:
    items = _items(what)
    for item in items:
        if item.folder is not None:
            yield str(item.folder), _Check(folder=item.folder)
        elif item.formula is not None:
            yield str(item.proof), _Check(formula=item.formula, proof=item.proof)
    hashes = [item.hash for item in items if item.hash is not None]
    if hashes or not what:
        yield from _of_store(hashes, path)


def _items(what: Sequence[str]) -> list[Item]:
    """The arguments in groups: a file takes the argument after it as its proof."""
    items, rest = [], list(what)
    while rest:
        word = rest.pop(0)
        path = Path(word)
        if path.is_dir():
            items.append(Item(folder=path))
        elif path.exists():
            if not rest:
                raise BadInput(f"{word} has no proof", remedy="write the formula and its proof: CNF PROOF")
            items.append(Item(formula=path, proof=Path(rest.pop(0))))
        elif HASH.fullmatch(word.lower()):
            items.append(Item(hash=word.lower()))
        else:
            raise BadInput(
                f"there is no {word}", remedy="name a folder, a formula and its proof, or 6 digits of a hash"
            )
    return items


@dataclass(frozen=True, slots=True)
class _Found:
    """What is in order."""

    sentence: str
    """For stdout."""
    remarks: tuple[str, ...] = ()
    """For stderr."""


@dataclass(frozen=True, slots=True)
class _Check:
    """One check to come; calling it gives what it found or raises RejectedCertificate or NoAnswer."""

    folder: Path | None = None
    formula: Path | None = None
    proof: Path | None = None
    store: Store | None = None
    question: Question | None = None
    evidence: Evidence | None = None
    again: Mapping[str, Evidence] = field(default_factory=dict)
    """Of declarations: what Lean says when everything is compiled and audited anew."""

    def __call__(self) -> _Found:
        if self.folder is not None:
            return _folder(self.folder)
        if self.formula is not None and self.proof is not None:
            return _pair(self.formula, self.proof)
        assert self.store is not None and self.question is not None and self.evidence is not None
        if self.question.declaration is not None:
            return _audited_again(self.evidence, self.again[self.question.fingerprint])
        return _recorded(self.store, self.question, self.evidence)


def _folder(folder: Path) -> _Found:
    from workbench.dispatch.referee import statement, verify_folder
    from workbench.views.plain import plain

    verified = verify_folder(folder)
    checked = verified.checked
    resting = f"; rests on {', '.join(checked.rests_on)}" if checked.rests_on else ""
    said = plain(statement(verified.problem, checked.answer))
    sentence = f"s VERIFIED {plain(str(folder))}: {checked.answer}: {said} {checked.reason}{resting}"
    return _Found(sentence, verified.remarks)


def _pair(formula: Path, proof: Path) -> _Found:
    from workbench.checkers.sat.lrat import check_lrat
    from workbench.dispatch.certifying import Sandboxed
    from workbench.problems.dimacs import read_cnf
    from workbench.views.plain import plain

    cnf = read_cnf(formula)
    try:
        result = check_lrat(cnf, proof)
        opinion = second_opinion(cnf, proof, Sandboxed.under(None))
    except OSError as error:
        raise BadInput(f"{proof}: {error.strerror}", remedy="name an LRAT proof that can be read") from error
    sentence = (
        f"s VERIFIED {plain(str(formula))}: unsatisfiable: {cnf.variables:,} variables, {len(cnf.clauses):,} clauses; "
        f"{result.lemmas:,} lemmas checked, {result.rat_steps:,} by RAT; {plain(opinion.reason)}. "
        "What the formula means was not looked at."
    )
    return _Found(sentence)


def _of_store(hashes: Sequence[str], path: Path | None) -> Iterator[tuple[str, _Check]]:
    """The recorded answers that these hashes name, or all; each with the question of today that it answers."""
    from workbench.evidence.store import Store
    from workbench.survey import asked_today
    from workbench.workspace import find_workspace

    workspace = find_workspace(path)
    with Store.open(workspace.store_path, write=False) as store:
        asked = asked_today(workspace)
        chosen = [evidence for hash in hashes for evidence in _named(store, hash)] if hashes else store.history()
        decided = {(e.fingerprint, e.certificate): e for e in reversed(chosen) if e.decided}
        old = 0
        again = _again([asked[one.fingerprint] for one in decided.values() if one.fingerprint in asked])
        for evidence in decided.values():
            question = asked.get(evidence.fingerprint)
            if question is None and hashes:
                raise BadInput(
                    f"{evidence.name} is not asked in this form any more",
                    remedy="run `workbench check` for today's answer",
                )
            if question is None:
                old += 1
            else:
                yield evidence.name, _Check(store=store, question=question, evidence=evidence, again=again)
        if old:
            tell(f"{old} recorded answers are to questions that are not asked any more; they count for nothing")
        if not decided:
            tell("no certificate is recorded here")


def _named(store: Store, hash: str) -> list[Evidence]:
    found = store.by_certificate(hash)
    if not found:
        raise BadInput(f"no certificate here begins with {hash}", remedy="`workbench evidence log` lists them")
    return found


def _again(questions: Sequence[Question]) -> Mapping[str, Evidence]:
    """The record of an audit shows nothing to who was not there, so its sources are compiled and audited once more, and
    formulas are printed again."""
    if not any(question.declaration for question in questions):
        return {}
    from workbench.dispatch.declarations import answers_afresh
    from workbench.dispatch.encodings import compared_afresh

    return {**answers_afresh(questions), **compared_afresh(questions)}


def _audited_again(evidence: Evidence, again: Evidence) -> _Found:
    from workbench.views.plain import plain

    if again.missing:
        raise NotChecked(again.reason)
    if (again.verdict, again.states) != (evidence.verdict, evidence.states):
        raise RejectedCertificate(f"done again, it is {again.verdict}: {again.reason}")
    return _Found(f"s VERIFIED {plain(evidence.name)}: done again: {again.reason}")


def _recorded(store: Store, question: Question, evidence: Evidence) -> _Found:
    from workbench.checkers.registry import checker
    from workbench.dispatch.certifying import certify_with_both
    from workbench.views.plain import plain

    assert question.problem is not None and evidence.certificate is not None
    try:
        with store.certificate(evidence.certificate) as path:
            checked = certify_with_both(checker(question.checker), question.problem, evidence.certificate.kind, path)
    except WorkbenchError as error:
        raise RejectedCertificate(str(error)) from error
    if checked.answer != evidence.answer or checked.certificate != evidence.certificate:
        raise RejectedCertificate(f"it shows {checked.answer}, and {evidence.answer} is recorded")
    return _Found(f"s VERIFIED {plain(evidence.name)}: {checked.answer}: {checked.reason}")
