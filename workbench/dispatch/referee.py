"""The referee's folder: one answer with everything that somebody else needs to check it without us.

`answer.json` says what is claimed; nothing in it is believed when the folder is verified: the question is encoded
again, and the files are compared with what comes out.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.registry import checker_for
from workbench.checkers.sat.cubes import KIND as CUBES
from workbench.checkers.sat.formula import Formula, formula_of
from workbench.checkers.sat.second import is_second
from workbench.dispatch import referee_cubes
from workbench.dispatch.certifying import certify_with_both
from workbench.errors import BadInput, WorkbenchError
from workbench.evidence.record import Checked, Evidence
from workbench.problems.dimacs import cnf_text
from workbench.problems.problem_file import ID
from workbench.problems.spec import UNSATISFIABLE, Problem, describe, family_of, family_problem
from workbench.whole import replacing, tidy

ANSWER, README, INPUT = "answer.json", "README", "input"
PROBLEM, PLAIN, ADDED = "problem.cnf", "plain.cnf", "added.txt"
CERTIFICATES = {"lrat": "proof.lrat", "witness": "witness.json", "cubes": referee_cubes.CERTIFICATE}
MOST_JSON_BYTES = 512 << 20


def summary(problem: Problem, evidence: Evidence, witness: Any = None) -> dict[str, Any]:
    """What `solve --format json` prints and `answer.json` begins with. `problem` is the id of a problem file, the
    family's name where there is none."""
    family = family_of(problem)[0].name if problem.kind in ("sat", "dimacs") else None
    parameters = problem.body["parameters"] if problem.kind == "sat" else dict(problem.body)
    return {
        "problem": problem.id if problem.file else family,
        "family": family,
        "parameters": dict(parameters),
        "expect": problem.expect,
        "verdict": str(evidence.verdict),
        "answer": evidence.answer,
        "tier": str(evidence.tier) if evidence.tier else None,
        "rests_on": list(evidence.rests_on),
        "reason": evidence.reason,
        "witness": witness,
        "certificate": asdict(evidence.certificate) if evidence.certificate else None,
        "seconds": evidence.cost.seconds,
        "cpu_seconds": evidence.cost.cpu_seconds,
        "peak_mb": evidence.cost.peak_mb,
        "tool": evidence.tool,
    }


def statement(problem: Problem, answer: str | None) -> str:
    """What the answer says in English; without one, the question."""
    if problem.kind not in ("sat", "dimacs"):
        return describe(replace(problem, expect=answer or problem.expect))
    family, parameters = family_of(problem)
    return family.describe(parameters, answer)


def claim_folder(folder: Path, *, cubes: bool = False) -> None:
    """Make the folder, or make sure that an earlier answer is all that stands in it; or, where the answer is to come
    from `cubes`, what an earlier run of these left.

    Raises BadInput where it holds anything else, or is no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is not a folder", remedy="name a folder that is empty or does not exist")
    folder.mkdir(parents=True, exist_ok=True)
    ours = {ANSWER, README, INPUT, PROBLEM, PLAIN, ADDED, *CERTIFICATES.values()}
    tidy(folder, f".{ANSWER}-")
    found = {path.name for path in folder.iterdir()}
    begun = ANSWER in found
    if cubes:
        begun |= referee_cubes.LEDGER in found
        ours |= referee_cubes.NAMES | {f".{ANSWER}.part"}  # the latter of a version before this one, killed
    if found and not (begun and found <= ours):
        raise BadInput(f"{folder} is not empty", remedy="name a folder that is empty or does not exist")


def write_folder(
    folder: Path, problem: Problem, evidence: Evidence, certificate: Path | None, *, cubes: bool = False
) -> None:
    """Leave the folder for an answer with its raw certificate, or for a question that has none; `answer.json` is
    written last, so that a folder without it is not finished. Where the answer is to come from `cubes`, the ledger and
    the proofs in it stay. Raises BadInput as `claim_folder` does, and OSError."""
    claim_folder(folder, cubes=cubes)
    (folder / ANSWER).unlink(missing_ok=True)
    for name in (README, PROBLEM, PLAIN, ADDED, *CERTIFICATES.values()):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / INPUT, ignore_errors=True)
    problem, inputs = _moved(problem)
    for name, file in inputs.items():
        (folder / INPUT).mkdir(exist_ok=True)
        shutil.copyfile(file, folder / name)
    formula = formula_of(replace(problem, base=folder.absolute()))
    texts = {PROBLEM: _problem_text(formula), PLAIN: _plain_text(formula), ADDED: added_text(formula)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    witness = None
    names = [*texts, *inputs]
    if evidence.certificate is not None and certificate is not None:
        kept = folder / CERTIFICATES[evidence.certificate.kind]
        shutil.copyfile(certificate, kept)
        names.append(kept.name)
        parts = referee_cubes.texts(evidence.certificate.kind, kept, formula.normalised.formula)
        for name, text in parts.items():
            (folder / name).write_text(text, encoding="utf-8")
            names.append(name)
        witness = json.loads(kept.read_bytes()) if evidence.certificate.kind == "witness" else None
    answer = _shown_alone(summary(replace(problem, base=folder.absolute()), evidence, witness))
    (folder / README).write_text(_readme(problem, formula, answer), encoding="utf-8")
    answer |= {"workbench": __version__, "files": {name: _sha256(folder / name) for name in sorted(names)}}
    with replacing(folder / ANSWER) as draft:
        draft.write((json.dumps(answer, indent=1) + "\n").encode("utf-8"))


def _moved(problem: Problem) -> tuple[Problem, dict[str, Path]]:
    """The problem with its files where they will be in the folder, and those files."""
    _, absolute = family_of(problem)
    files = {name: value for name, value in absolute.items() if isinstance(value, Path)}
    places = {
        name: f"{INPUT}/{number}-{_NO_NAME.sub('_', file.name)[-100:]}"
        for number, (name, file) in enumerate(files.items(), 1)
    }
    if problem.kind == "sat":
        body: Mapping[str, Any] = {**problem.body, "parameters": {**problem.body["parameters"], **places}}
    else:
        body = {**problem.body, **places}
    return replace(problem, body=body, files=()), {places[name]: file for name, file in files.items()}


def _shown_alone(answer: dict[str, Any]) -> dict[str, Any]:
    """What the certificate shows whoever looks at it: whether Lean's checker agreed where it was made is not in it."""
    rests_on = [entry for entry in answer["rests_on"] if not is_second(entry)]
    return {**answer, "rests_on": rests_on, "reason": _OPINION.sub("", answer["reason"])}


def _problem_text(formula: Formula) -> str:
    return cnf_text(formula.normalised.formula)


def _plain_text(formula: Formula) -> str:
    return cnf_text(formula.encoding.plain)


def added_text(formula: Formula) -> str:
    """Every difference between plain.cnf and problem.cnf, each with the argument for it."""
    encoding, normalised = formula.encoding, formula.normalised.formula
    parts = [f"The differences between {PLAIN} and {PROBLEM}, and why they do not matter."]
    dropped = len(encoding.plain.clauses) - len(encoding.kept)
    if dropped:
        parts.append(
            f"LEFT OUT: {dropped} clauses of {PLAIN}. A refutation does not rest on this: fewer clauses are easier\n"
            "to satisfy, so what refutes them refutes all. Nor does a witness: it is checked on the problem itself.\n"
            + "\n".join(encoding.reductions)
        )
    for added in encoding.added:
        if added.clauses:
            lines = "\n".join(" ".join(map(str, (*clause, 0))) for clause in added.clauses)
            parts.append(f"ADDED {added.name}: {len(added.clauses)} clauses\n{added.argument}\n{lines}")
    units = [clause[0] for clause in encoding.solved.clauses if len(set(clause)) == 1]
    if normalised != encoding.solved:
        parts.append(
            "NORMALISED: repeated literals are merged and tautologies dropped. Each unit clause (u) is two clauses\n"
            "(u z) (u -z) with a variable z of its own, since solvers number the clauses after a unit otherwise than\n"
            "proofs do. Every clause so made contains one that was there, so a refutation stays one.\n"
            + " ".join(["Units:", *map(str, units)])
        )
    if len(parts) == 1:
        parts.append("There is none: the two files are the same formula.")
    return "\n\n".join(parts) + "\n"


def _readme(problem: Problem, formula: Formula, answer: Mapping[str, Any]) -> str:
    """What a person reads first: what the certificate shows, in words, and how to check it."""
    cnf = formula.normalised.formula
    lines = [
        statement(problem, answer["answer"]),
        f"Answer     {answer['answer'] or 'none'} ({answer['verdict']}): {answer['reason']}",
        f"Rests on   {', '.join(answer['rests_on']) or 'nothing beside the code that verified the witness'}",
        f"Named      {answer['problem']}, by whoever asked",
        "",
        f"{PROBLEM}   the formula that was given to the solver: {cnf.variables} variables, {len(cnf.clauses)} clauses",
        f"{PLAIN}     the encoding without symmetry clauses, reductions and normalisation",
        f"{ADDED}     the argument for each difference between the two",
        f"{ANSWER}   all of this for machines, with a hash of every file",
        "",
        "To check everything again, encoding included:",
        "    workbench verify .",
    ]
    if answer["certificate"] is not None and answer["certificate"]["kind"] == CUBES:
        lines += referee_cubes.README
    elif answer["answer"] == UNSATISFIABLE:
        lines += [
            "",
            f"proof.lrat is a refutation of {PROBLEM} in LRAT text, with RAT steps where the solver made up variables.",
            "To see which other programs agree to it (Lean's: pip install 'blueprint-workbench[lean]'):",
            "    workbench verify . --independent",
            "To check it with programs that are not ours:",
            f"    cake_lpr {PROBLEM} proof.lrat                 (verified in HOL4; says: s VERIFIED UNSAT)",
            f"    lrat-trim {PROBLEM} proof.lrat                (says: s VERIFIED)",
            f"A refutation is of the formula. That {PLAIN} says what the question says is for a reader to see.",
        ]
    elif answer["answer"] is not None:
        lines += ["", "witness.json is the answer itself, and short code in any language can check it on the question."]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Verified:
    """A folder that was found in order."""

    problem: Problem
    checked: Checked
    remarks: tuple[str, ...] = ()
    """What a reader of the folder should know, in sentences without a full stop."""


def verify_folder(folder: Path) -> Verified:
    """Check a folder from the question up, believing nothing that stands in it.

    Raises BadInput where it is no referee's folder, RejectedCertificate for whatever is wrong in one.
    """
    if not (folder / ANSWER).is_file():
        raise BadInput(f"{folder} has no {ANSWER}", remedy="name a folder that `workbench solve --keep` left")
    try:
        return _verified(folder, _answer(folder))
    except OSError as error:
        raise RejectedCertificate(f"{error.filename or folder}: {error.strerror}") from error
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise RejectedCertificate(f"{ANSWER} is not as `workbench solve --keep` writes it: {error}") from error
    except WorkbenchError as error:
        raise error if isinstance(error, RejectedCertificate) else RejectedCertificate(str(error)) from error


def _verified(folder: Path, answer: Mapping[str, Any]) -> Verified:
    problem = _question(folder, answer)
    formula = formula_of(problem)
    _same(folder, PROBLEM, _problem_text(formula))
    _same(folder, PLAIN, _plain_text(formula))
    _same(folder, ADDED, added_text(formula))
    for name, digest in answer["files"].items():
        _unaltered(folder, name, digest)
    certificate = answer["certificate"]
    if certificate is None:
        raise RejectedCertificate(f"{ANSWER} claims no answer: there is nothing to verify")
    path = _regular(folder / CERTIFICATES[certificate["kind"]])
    for name, text in referee_cubes.texts(certificate["kind"], path, formula.normalised.formula).items():
        _same(folder, name, text)
    checked = certify_with_both(checker_for(problem.kind), problem, certificate["kind"], path)
    if certificate["kind"] == "witness" and answer["witness"] != json.loads(path.read_bytes()):
        raise RejectedCertificate(f"the witness in {ANSWER} is not the one in {path.name}")
    shown = _agree(answer, checked)
    readme = _readme(problem, formula, {"problem": answer["problem"], **shown})
    return Verified(problem, checked, (*_readme_remarks(folder, readme, answer), *_strangers(folder, path.name)))


def _question(folder: Path, answer: Mapping[str, Any]) -> Problem:
    """What is asked. No name that a folder brings along may read as a claim: README quotes it."""
    problem = family_problem(
        answer["family"], answer["parameters"], expect=answer["expect"], base=folder.absolute(), root=folder.absolute()
    )
    named = answer["problem"]
    if named != answer["family"] and not ID.fullmatch(named):
        raise RejectedCertificate(f"{ANSWER} has {named!r:.100} for the name of a problem, and it is none")
    files = [name for name, value in family_of(problem)[1].items() if isinstance(value, Path)]
    for written in (str(problem.body["parameters"][name]) for name in files):
        if not _INPUT_NAME.fullmatch(written):
            raise RejectedCertificate(
                f"the question names the file {written!r:.100}, and its files are {INPUT}/1-NAME, {INPUT}/2-NAME..., "
                "a NAME of letters, digits, `.`, `_`, `+` and `-`"
            )
    return problem


def _readme_remarks(folder: Path, text: str, answer: Mapping[str, Any]) -> list[str]:
    """A remark where there is no README: it is no evidence, and what is not there deceives nobody.

    Raises RejectedCertificate where there is another than this version writes. That `answer.json` names another version
    as the writer excuses nothing, since whoever wrote a lie can write that as well; so it is left to a person to put
    README away.
    """
    if not os.path.lexists(folder / README):
        return [f"it has no {README}"]
    if _holds(folder / README, text):
        return []
    writer = answer.get("workbench")
    named = isinstance(writer, str) and re.fullmatch(r"\d[\w.+-]{0,30}", writer) and writer != __version__
    raise RejectedCertificate(
        f"{README} is not what Workbench {__version__} writes for this folder: "
        + (f"version {writer} wrote it, says {ANSWER}" if named else "it was altered, or an earlier Workbench wrote it")
        + ". Count on none of its words. All else that was compared holds, and nothing has to be solved again: "
        f"remove {README} and verify the folder without it"
    )


def _strangers(folder: Path, certificate: str) -> list[str]:
    """A remark on what stands beside the answer, since it may claim anything."""
    own = {ANSWER, README, INPUT, PROBLEM, PLAIN, ADDED, certificate}
    own |= referee_cubes.NAMES if certificate == referee_cubes.CERTIFICATE else set()
    others = sorted(path.name for path in folder.iterdir() if path.name not in own)
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    return [f"nobody looked at {', '.join(map(ascii, others[:5]))}{more}"] if others else []


def _answer(folder: Path) -> dict[str, Any]:
    if (folder / ANSWER).stat().st_size > MOST_JSON_BYTES:
        raise ValueError("too large")
    answer = json.loads((folder / ANSWER).read_bytes())
    if not isinstance(answer, dict) or not isinstance(answer["parameters"], dict):
        raise TypeError("not an object with parameters")
    return answer


def _same(folder: Path, name: str, text: str) -> None:
    if not _holds(folder / name, text):
        raise RejectedCertificate(f"{name} is not what comes out for this question when it is encoded here")


def _holds(path: Path, text: str) -> bool:
    """Whether a file is this text; no more of it is read than that has."""
    data = text.encode("utf-8")
    with _regular(path).open("rb") as file:
        return file.read(len(data) + 1) == data


def _regular(path: Path) -> Path:
    """The path again. Raises RejectedCertificate for a pipe, which nobody may ever write to, and for a device without
    end."""
    if path.exists() and not path.is_file():
        raise RejectedCertificate(f"{path.name} is not a regular file")
    return path


def _unaltered(folder: Path, name: str, digest: str) -> None:
    # No name in answer.json may lead out of the folder.
    known = {PROBLEM, PLAIN, ADDED, referee_cubes.ICNF, referee_cubes.COVER, *CERTIFICATES.values()}
    if name not in known and not _is_input(name):
        raise RejectedCertificate(f"{ANSWER} names a file that is none of the folder's: {name[:100]!r}")
    if _sha256(folder / name) != digest:
        raise RejectedCertificate(f"{name} was altered: its hash is not that in {ANSWER}")


def _is_input(name: str) -> bool:
    path = Path(name)
    return len(path.parts) == 2 and path.parts[0] == INPUT and path.parts[1] not in ("..", ".")


def _agree(answer: Mapping[str, Any], checked: Checked) -> dict[str, Any]:
    """What the certificate shows; raises RejectedCertificate where `answer.json` says less or other than that."""
    shown = _shown_alone(
        {
            "answer": checked.answer,
            "tier": str(checked.tier),
            "rests_on": list(checked.rests_on),
            "reason": checked.reason,
            "certificate": asdict(checked.certificate),
            "verdict": "verified" if answer.get("expect") in (None, checked.answer) else "refuted",
        }
    )
    claimed = {
        **answer,
        "rests_on": _apart_from_second(answer.get("rests_on")),
        "reason": _THEIR_OPINION.sub("", str(answer.get("reason"))),
    }
    for key, value in shown.items():
        if claimed.get(key) != value:
            raise RejectedCertificate(
                f"{ANSWER} says {key} {answer.get(key)!r:.100}, and the certificate shows {value!r:.200}"
            )
    return shown


def _apart_from_second(rests_on: Any) -> Any:
    """Earlier versions wrote whether Lean's checker agreed; that says nothing of here, where it may be missing."""
    if not isinstance(rests_on, list):
        return rests_on
    return [entry for entry in rests_on if not (isinstance(entry, str) and is_second(entry))]


_OPINION = re.compile(r"; (?:Lean's own LRAT checker \([\w.]+\) agrees|only our own checker agreed\b[^\n]*)\Z")
_THEIR_OPINION = re.compile(
    r"; (?:Lean's own LRAT checker \(\d+\.\d+\.\d+\) agrees"
    r"|only our own checker agreed, where they were solved, to [\d,]+ of the proofs"
    r"|only our own checker agreed: Lean is not installed; get it with pip install 'blueprint-workbench\[lean\]'"
    r"|only our own checker agreed: Lean's needs about [\d,]+ MB of memory, and [\d,]+ MB are allowed"
    r"|only our own checker agreed: Lean's passed its limit of [\d.,]+ s and [\d,]+ MB)\Z"
)
"""The same as earlier versions wrote it into `answer.json`: not a word that they did not, since it is not compared."""
_NO_NAME = re.compile(r"[^\w.+-]")
_INPUT_NAME = re.compile(rf"{INPUT}/\d{{1,3}}-[\w.+-]+")


def _sha256(path: Path) -> str:
    with _regular(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
