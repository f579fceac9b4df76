"""The audit's answer: a declaration is accepted only where a naive reading of the same bytes finds it proved too."""

from __future__ import annotations

from pathlib import Path

from campaigns.fuzz.lean_audit_answers import ASKED, NONCE, audit_bytes, large_audits
from campaigns.fuzz.lean_audit_naive import proved
from campaigns.fuzz.lean_lines import WORDS
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import PART
from campaigns.fuzz.reader import Reader
from workbench.checkers.lean.facts import BrokenAnswer, Facts, read_answer
from workbench.checkers.lean.judge import ACCEPTED, judge
from workbench.problems.declaration import ANYTHING, DEFINITION, THEOREM, Declaration

PLACES = {"": "A.lean", "A": "A.lean", "B": "B.lean"}


def read_audit(data: bytes, scratch: Path) -> str:
    """`official` or `embedded`, the answer, what the replay left: nothing is accepted that `proved` does not see."""
    head, _, rest = data.partition(b"\n")
    answer, mark, replayed = rest.partition(PART)
    try:
        found = read_answer(answer, replayed if mark else None, NONCE, ASKED)
    except BrokenAnswer:
        return "broken"
    facts = Facts(found, opaque=head == b"official")
    accepted = 0
    for name in ASKED:
        fact = facts.of(name)
        assert (fact is None) == (name in found.absent), "a fact of what is absent, or none of what is there"
        if fact is None:
            continue
        assert fact.sha256 and fact.states.count("\n") < len(data), "what it says has no end"
        for wants in (THEOREM, DEFINITION, ANYTHING):
            asked = Declaration(name, wants)
            said = judge(asked, fact, file=PLACES.get(fact.module), toolchain="Lean", rests_on=("own core",))
            if said.outcome == ACCEPTED:
                accepted += 1
                reason = proved(name, wants, answer, replayed if mark else b"", opaque=head == b"official")
                assert not reason, f"accepted, and {reason}"
    return "accepted" if accepted else "rejected"


READER = Reader(
    "Lean's audits",
    inputs(audit_bytes, (*WORDS, PART, b'"t"', b"propext", b"official\n")),
    read_audit,
    large_audits,
)
