/-
The calls in `Audit.lean` that official versions of Lean have under other names or types.

NOT YET RUN: no official toolchain was there when this was written. It is written against the sources of Lean 4.20 to 4.35
(https://github.com/leanprover/lean4): `Lean.Environment`, `Lean.Replay`, `LeanChecker`. Where versions differ, `first`
takes the first that has a type; a version in which none has, or in which `importModules` cannot be told to load no
extensions, does not compile this file, and then nothing is audited. With an official Lean at hand, `make test-lake`.
-/
import Lean
import Lean.Replay
open Lean

namespace Workbench.Audit.Bridge

/-- The constants in a module's files, of which the last one has all: a module with the header `module` has three. -/
def ofParts (files : Array System.FilePath) : IO (Array ConstantInfo) := by
  first
  | exact (do
      let parts ← readModuleDataParts files
      match parts.back? with
      | some part => return part.1.constants
      | none => throw (IO.userError "a compiled module is empty"))
  | exact (throw (IO.userError "this Lean cannot read a compiled module that has several parts"))

/-- The constants of a compiled module, read from its files. -/
def constantsOf (m : Name) : IO (Array ConstantInfo) := do
  let file ← findOLean m
  let server : System.FilePath := ⟨file.toString ++ ".server"⟩
  let hidden : System.FilePath := ⟨file.toString ++ ".private"⟩
  if ← hidden.pathExists then
    ofParts #[file, server, hidden]
  else
    let read ← readModuleData file
    return read.1.constants

/-- An environment of these modules; nothing of theirs is run. -/
def load (imports : Array Import) : IO Environment :=
  importModules imports {} (loadExts := false)

def noConstants : Std.HashMap Name ConstantInfo := {}

/-- Without what the environment has already: two modules may both have made the same lemma about a library's constant,
and the kernel, which takes a name once, then checks the others upon the one that is there. -/
def missing (env : Environment) (constants : Std.HashMap Name ConstantInfo) : Std.HashMap Name ConstantInfo :=
  constants.fold (fun left n c => if (env.find? n).isSome then left else left.insert n c) {}

/-- These constants once more through the kernel, upon an environment. -/
def replay (env : Environment) (constants : Std.HashMap Name ConstantInfo) : IO Unit := by
  first
  | exact (do let _ ← Lean.Kernel.Environment.replay (missing env constants) env.toKernelEnv; return ())
  | exact (do let _ ← Lean.Environment.replay (missing env constants) env.toKernelEnv; return ())
  | exact (do let _ ← Lean.Environment.replay (missing env constants) env; return ())
  | exact (do let _ ← Lean.Kernel.Environment.replay env.toKernelEnv (missing env constants); return ())

end Workbench.Audit.Bridge
