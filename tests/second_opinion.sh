#!/usr/bin/env bash
# A referee's folder, checked by a program that is not ours: lrat-trim, compiled from the C source that PySAT's source
# distribution carries. Needs cc and the set-up of `make test`. The same proof with one literal flipped must fail.
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
