#!/usr/bin/env bash
# The files of lean/ outside lean/core/, compiled with an OFFICIAL Lean and its own Init. They are written so that they
# compile with both; this says whether it is so. Nobody has run it against an official toolchain yet: the machines this
# project was written on have none, and what is verified here is that it refuses what it should and goes through the files.
#
# Needs `lean` of an elan toolchain on PATH. Exits 0 where every file compiles, 1 where one does not, 3 where there is no
# `lean`, 4 where the one there is is not official, such as the embedded Lean with lean/core/.
set -euo pipefail
cd "$(dirname "$0")/.."
unset LEAN_PATH LEAN_SYSROOT

if ! command -v lean >/dev/null; then
  echo "official_init: there is no lean on PATH. Get it: https://lean-lang.org/install (elan), then" >&2
  echo "  elan toolchain install leanprover/lean4:v4.35.0" >&2
  exit 3
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# An official library has all of Lean in it, lies where its own program says, and knows nothing of our core's mark.
printf 'import Lean\n#check @Lean.Elab.Command.elabCommand\n' >"$work/whole.lean"
printf '#check Workbench.ownCore\n' >"$work/own.lean"
prefix=$(lean --print-prefix)
if ! [ -f "$prefix/lib/lean/Init.olean" ] || ! lean "$work/whole.lean" >/dev/null 2>&1 || lean "$work/own.lean" >/dev/null 2>&1; then
  echo "official_init: the lean on PATH ($(command -v lean)) is not an official one with its own library." >&2
  exit 4
fi
lean --version

# Each file after those that it imports: lines "imported importer" for tsort.
for file in $(find lean -name '*.lean' -not -path 'lean/core/*' | sort); do
  name=${file#lean/}
  printf '%s %s\n' "$name" "$name"
  sed -n 's/^import \(Monochromatic[A-Za-z.]*\)$/\1/p' "$file" | while read -r module; do
    printf '%s.lean %s\n' "${module//.//}" "$name"
  done
done >"$work/pairs"

failed=0
for name in $(tsort "$work/pairs"); do
  mkdir -p "$work/out/$(dirname "$name")"
  if said=$(LEAN_PATH=$work/out lean -R lean -o "$work/out/${name%.lean}.olean" "lean/$name" 2>&1) && [[ $said != *"declaration uses"*"sorry"* ]]; then
    echo "compiles: lean/$name"
  else
    printf 'does not compile: lean/%s\n%s\n' "$name" "$said" >&2
    failed=1
  fi
done
exit "$failed"
