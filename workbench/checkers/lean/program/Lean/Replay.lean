/- What `audit.lean` needs of the module that an official toolchain has under this name. -/
import Lean
set_option linter.all false
namespace Lean

@[extern "replay"] opaque Environment.replay (newConstants : Std.HashMap Name ConstantInfo) (env : Environment) :
  IO Environment

end Lean
