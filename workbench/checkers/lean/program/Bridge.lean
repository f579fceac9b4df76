/- The calls in `Audit.lean` that official versions of Lean have under other names or types: as the embedded one has them. -/
import Lean
import Lean.Replay
open Lean

namespace Workbench.Audit.Bridge

/-- The constants of a compiled module, read from its file. -/
def constantsOf (m : Name) : IO (Array ConstantInfo) := do
  let file ← findOLean m
  let read ← readModuleData file
  pure read.fst.constants

/-- An environment of these modules; nothing of theirs is run. -/
def load (imports : Array Import) : IO Environment := importModules imports Options.empty

def noConstants : Std.HashMap Name ConstantInfo := Std.HashMap.emptyWithCapacity

/-- These constants once more through the kernel, upon an environment. -/
def replay (env : Environment) (constants : Std.HashMap Name ConstantInfo) : IO Unit := do
  let _ ← env.replay constants
  pure ()

end Workbench.Audit.Bridge
