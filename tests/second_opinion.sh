#!/usr/bin/env bash
# A referee's folder, checked by a program that is not ours: lrat-trim, compiled from the C source that PySAT's source
# distribution carries. Needs cc and the set-up of `make test`. The same proof with one literal flipped must fail.
# `verify --independent` has to find it on PATH and to say that it agrees: to a folder, to a binary proof, and to cubes.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

.venv/bin/pip download --quiet --disable-pip-version-check --no-deps --no-binary python-sat \
  --dest "$work" "python-sat==$(.venv/bin/python -c 'from importlib.metadata import version; print(version("python-sat"))')"
tar -xzf "$work"/python_sat-*.tar.gz -C "$work"
tar -xzf "$work"/python_sat-*/solvers/cadical300.tar.gz -C "$work"
cc -O2 -o "$work/lrat-trim" "$work"/cadical-*/test/cnf/lrat-trim.c

judge() { "$work/lrat-trim" "$1/problem.cnf" "$1/proof.lrat" 2>&1 | grep -E '^s ' || true; }
for question in "schur n=14 colours=3" "ramsey n=14 s=3 t=5" "van-der-waerden n=77 lengths=3,9"; do
  folder=$work/${question%% *}
  # shellcheck disable=SC2086  # the question is three words
  .venv/bin/workbench solve $question --keep "$folder" >/dev/null
  [ "$(judge "$folder")" = "s VERIFIED" ] || { echo "lrat-trim does not accept: $question" >&2; exit 1; }
  sed -E '1,/^[0-9]+ [^d0]/ s/^([0-9]+) (-?[0-9]+)/\1 -\2/; s/--//' "$folder/proof.lrat" >"$folder/flipped" && mv "$folder/flipped" "$folder/proof.lrat"
  [ "$(judge "$folder")" != "s VERIFIED" ] || { echo "lrat-trim accepts a flipped literal: $question" >&2; exit 1; }
  echo "lrat-trim agrees: $question"
done

who_says() {  # PROGRAM ARGUMENTS...: what the program says of each answer, by the report of `verify --independent`
  local program=$1
  shift
  PATH="$work:$PATH" .venv/bin/workbench verify --independent --format json "$@" 2>/dev/null | .venv/bin/python -c '
import json, sys
for answer in json.load(sys.stdin)["answers"]:
    print(*[one["said"] for one in answer["opinions"] if one["program"] == sys.argv[1]])' "$program"
}
agreed() {  # WHAT ARGUMENTS...
  local what=$1
  shift
  for program in lrat-trim plain_lrat; do
    [ "$(who_says "$program" "$@")" = agreed ] || { echo "$program is not said to agree: $what" >&2; exit 1; }
  done
  echo "verify --independent lists lrat-trim and plain_lrat: $what"
}
.venv/bin/workbench solve pigeonhole holes=6 --keep "$work/pigeons" >/dev/null
.venv/bin/workbench solve pigeonhole holes=3 --cubes --keep "$work/cubes" >/dev/null
"$work/lrat-trim" -q "$work/pigeons/problem.cnf" "$work/pigeons/proof.lrat" "$work/binary.lrat" || [ $? -eq 20 ]
[ "$(head -c 1 "$work/binary.lrat")" = a ] || { echo "lrat-trim wrote no binary proof" >&2; exit 1; }
agreed "a referee's folder, with RAT steps" "$work/pigeons"
agreed "a formula and a proof, binary" "$work/pigeons/problem.cnf" "$work/binary.lrat"
agreed "a refutation in cubes" "$work/cubes"

# What the first checker lets pass by mistake does not get past lrat-trim: both proofs are handed over as they are.
.venv/bin/python - "$work" <<'PYTHON'
import re, sys
from pathlib import Path
from workbench.opinions.lrat_programs import proof_opinions
from workbench.opinions.proofs import Part
from workbench.opinions.review import Terms
import os

work = Path(sys.argv[1])
os.environ["PATH"] = f"{work}:{os.environ['PATH']}"
right = (work / "pigeons" / "proof.lrat").read_bytes()
cut = re.sub(rb"\n(\d+ (?:-?[1-9]\d* )+0 )(\d+) ", rb"\n\1", right, count=1)
for name, proof, expected in (("right", right, "agreed"), ("wrong", cut, "rejected")):
    (work / name).write_bytes(proof)
    opinions = proof_opinions([Part(work / "pigeons" / "problem.cnf", work / name)], Terms().desk(), lambda line: None)
    said = {one.program: str(one.said) for one in opinions}
    assert said["lrat-trim"] == said["plain_lrat"] == said["lean-std-lrat"] == expected, (name, said)
print("a proof without one of its hints: lrat-trim, plain_lrat and Lean's reject it")
PYTHON
