"""`workbench verify --independent`: who agrees to what is green."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import __version__
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat.second import NoAnswer
from workbench.cli.isolation import settle_isolation
from workbench.cli.terminal import ink_for, say, tell, width_of
from workbench.errors import BadInput
from workbench.opinions.record import Node, Review, Reviewed, Standing, exit_code
from workbench.opinions.review import PATIENCE, Listener, Terms, review
from workbench.opinions.subjects import Subject, by_hash, green, in_folder, of_pair

if TYPE_CHECKING:
    from workbench.cli.verify import Item
    from workbench.evidence.store import Store

INTERRUPTED = 130


def verify_independent(
    items: Sequence[Item], *, path: Path | None, jobs: int | None, patience: float | None, form: str
) -> int:
    """Review what is named, or everything green; print who agreed, and give the exit code.

    Raises BadInput as `find_workspace` does, and for what cannot be read.
    """
    hashes = [item.hash for item in items if item.hash is not None]
    kept, rejected = _kept(items)
    with _store(path) if hashes or not items else nullcontext(None) as opened:
        nodes: list[Node] = []
        subjects = list(kept)
        if opened is not None:
            nodes, found = _of_store(opened, path, hashes)
            subjects += found
        settle_isolation(False)
        terms = Terms(jobs or _usual_jobs(path), patience or PATIENCE)
        done, interrupted = _ask(subjects, opened, terms)
    result = Review(tuple(nodes), tuple((one.key, done[one.key]) for one in subjects if one.key in done))
    _print(result, form)
    if interrupted:
        tell("workbench: interrupted; what is above had been asked")
        return INTERRUPTED
    return 1 if rejected else exit_code(done.values())


def _kept(items: Sequence[Item]) -> tuple[list[Subject], bool]:
    """The folders and pairs that our own checkers accept now, and whether one was rejected."""
    found, rejected = [], False
    for item in items:
        try:
            if item.folder is not None:
                found.append(_folder(item.folder))
            elif item.formula is not None and item.proof is not None:
                found.append(_pair(item.formula, item.proof))
        except (RejectedCertificate, NoAnswer) as error:
            rejected = True
            tell(f"REJECTED {item.folder or item.proof}: {error}")
    return found, rejected


def _folder(folder: Path) -> Subject:
    from workbench.dispatch.referee import CERTIFICATES, verify_folder

    verified = verify_folder(folder)
    for remark in verified.remarks:
        tell(f"REMARK {folder}: {remark}")
    path = folder / CERTIFICATES[verified.checked.certificate.kind]
    return in_folder(folder, verified.problem, verified.checked, path)


def _pair(formula: Path, proof: Path) -> Subject:
    from workbench.checkers.sat.lrat import check_lrat
    from workbench.evidence.record import Certificate
    from workbench.problems.dimacs import read_cnf

    cnf = read_cnf(formula)
    try:
        check_lrat(cnf, proof)
        with proof.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        return of_pair(formula, proof, Certificate("lrat", digest, proof.stat().st_size, None))
    except OSError as error:
        raise BadInput(f"{proof}: {error.strerror}", remedy="name an LRAT proof that can be read") from error


@contextmanager
def _store(path: Path | None) -> Iterator[Store]:
    from workbench.evidence.store import Store
    from workbench.workspace import find_workspace

    with Store.open(find_workspace(path).store_path, write=False) as store:
        yield store


def _of_store(store: Store, path: Path | None, hashes: Sequence[str]) -> tuple[list[Node], list[Subject]]:
    """What these hashes name; without any, what stands behind the green nodes."""
    from workbench.evidence.pairings import read_lock
    from workbench.survey import asked_today, surveys
    from workbench.workspace import find_workspace

    workspace = find_workspace(path)
    if hashes:
        asked = asked_today(workspace)
        found = {one.key: one for hash in hashes for one in by_hash(hash, store, asked)}
        return [], list(found.values())
    nodes, subjects = green(surveys(workspace), store, read_lock(workspace.lock_path))
    if not nodes:
        tell("no node is green here, so there is nothing to ask about; `workbench check` asks what is open")
    return nodes, subjects


def _usual_jobs(path: Path | None) -> int:
    from workbench.workspace import find_workspace

    return find_workspace(path).settings.limits.jobs


def _ask(subjects: Sequence[Subject], store: Store | None, terms: Terms) -> tuple[dict[str, Reviewed], bool]:
    """Everybody about everything; what is done, and whether Ctrl-C came before the end."""
    done: dict[str, Reviewed] = {}
    try:
        for subject, reviewed in review(subjects, store, terms, _listener(len(subjects))):
            done[subject.key] = reviewed
    except KeyboardInterrupt:
        return done, True
    return done, False


def _listener(total: int) -> Listener:
    """A line on stderr for each answer that is done; in a terminal also what is being asked."""
    from workbench.views.plain import cut, plain

    ink, live, done = ink_for(sys.stderr), sys.stderr.isatty(), 0

    def note(name: str, line: str) -> None:
        if live:
            text = cut(f"… {done}/{total} {plain(name)}: {plain(line)}", width_of(sys.stderr) - 1)
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def tell_done(one: Reviewed) -> None:
        nonlocal done
        done += 1
        good = one.standing in (Standing.OTHER, Standing.AGAIN)
        if live:
            sys.stderr.write("\r\x1b[K")
        agreed = ", ".join(opinion.program for opinion in one.opinions if opinion.said.value == "agreed") or "nobody"
        sign = ink("✓" if good else "✗", "green" if good else "broken")
        tell(f"{sign} {done}/{total} {plain(one.name)}: agreed: {plain(agreed)}")

    return Listener(note, tell_done)


def _print(result: Review, form: str) -> None:
    if form == "json":
        from workbench.views.opinions import as_json
        from workbench.views.reports.json import write

        say(write(as_json(result, __version__)))
        return
    from workbench.views.opinions import as_text

    say(as_text(result, width=width_of(sys.stdout), ink=ink_for(sys.stdout)))
