/-
The functions of the library that `audit.lean` calls, bound by their official names: the library finds the compiled
function by the name of the declaration, whatever stands after `extern`. With an official toolchain `import Lean` means
its own module, and this one is not there.
-/
set_option linter.all false
namespace Lean

structure Name where
  (first second : Nat)
structure Level where
  (first second : Nat)
structure Expr where
  (first second : Nat)
structure NameSet where
  (first second : Nat)
structure Options where
  (first second : Nat)
structure Environment where
  (first second : Nat)
instance {α : Type} : Inhabited (IO.Ref α) := ⟨⟨Nat.zero, Nat.zero⟩⟩
instance : Inhabited Name := ⟨⟨Nat.zero, Nat.zero⟩⟩
instance : Inhabited Level := ⟨⟨Nat.zero, Nat.zero⟩⟩
instance : Inhabited Expr := ⟨⟨Nat.zero, Nat.zero⟩⟩
instance : Inhabited NameSet := ⟨⟨Nat.zero, Nat.zero⟩⟩
instance : Inhabited Options := ⟨⟨Nat.zero, Nat.zero⟩⟩
instance : Inhabited Environment := ⟨⟨Nat.zero, Nat.zero⟩⟩

@[extern "versionString"] opaque versionString : String
@[extern "githash"] opaque githash : String
@[extern "Json.renderString"] opaque Json.renderString (s : String) (acc : String) : String

@[extern "toName"] opaque _root_.String.toName (s : String) : Name
@[extern "toString"] opaque Name.toString (n : Name) (escape : Bool) (isToken : String → Bool) : String
@[extern "eraseMacroScopes"] opaque Name.eraseMacroScopes (n : Name) : Name
@[extern "instBEq"] opaque Name.instBEq : BEq Name
@[extern "instHashableName"] opaque instHashableName : Hashable Name
attribute [instance] Name.instBEq instHashableName

@[extern "empty"] opaque NameSet.empty : NameSet
@[extern "contains"] opaque NameSet.contains (s : NameSet) (n : Name) : Bool
@[extern "insert"] opaque NameSet.insert (s : NameSet) (n : Name) : NameSet

@[extern "instToString"] opaque Level.instToString : ToString Level
attribute [instance] Level.instToString
@[extern "isZero"] opaque Level.isZero (l : Level) : Bool

inductive BinderInfo where
  | default | implicit | strictImplicit | instImplicit
instance : Inhabited BinderInfo := ⟨.default⟩
inductive Literal where
  | natVal (val : Nat)
  | strVal (val : String)
instance : Inhabited Literal := ⟨.natVal Nat.zero⟩

namespace Expr
@[extern "isBVar"] opaque isBVar (e : Expr) : Bool
@[extern "isSort"] opaque isSort (e : Expr) : Bool
@[extern "isConst"] opaque isConst (e : Expr) : Bool
@[extern "isApp"] opaque isApp (e : Expr) : Bool
@[extern "isLambda"] opaque isLambda (e : Expr) : Bool
@[extern "isForall"] opaque isForall (e : Expr) : Bool
@[extern "isLet"] opaque isLet (e : Expr) : Bool
@[extern "isLit"] opaque isLit (e : Expr) : Bool
@[extern "isMData"] opaque isMData (e : Expr) : Bool
@[extern "isProj"] opaque isProj (e : Expr) : Bool
@[extern "bvarIdx!"] opaque bvarIdx! (e : Expr) : Nat
@[extern "sortLevel!"] opaque sortLevel! (e : Expr) : Level
@[extern "constName!"] opaque constName! (e : Expr) : Name
@[extern "constLevels!"] opaque constLevels! (e : Expr) : List Level
@[extern "appFn!"] opaque appFn! (e : Expr) : Expr
@[extern "appArg!"] opaque appArg! (e : Expr) : Expr
@[extern "bindingName!"] opaque bindingName! (e : Expr) : Name
@[extern "bindingDomain!"] opaque bindingDomain! (e : Expr) : Expr
@[extern "bindingBody!"] opaque bindingBody! (e : Expr) : Expr
@[extern "bindingInfo!"] opaque bindingInfo! (e : Expr) : BinderInfo
@[extern "letName!"] opaque letName! (e : Expr) : Name
@[extern "letType!"] opaque letType! (e : Expr) : Expr
@[extern "letValue!"] opaque letValue! (e : Expr) : Expr
@[extern "letBody!"] opaque letBody! (e : Expr) : Expr
@[extern "litValue!"] opaque litValue! (e : Expr) : Literal
@[extern "mdataExpr!"] opaque mdataExpr! (e : Expr) : Expr
@[extern "projIdx!"] opaque projIdx! (e : Expr) : Nat
@[extern "projExpr!"] opaque projExpr! (e : Expr) : Expr
@[extern "hasLooseBVar"] opaque hasLooseBVar (e : Expr) (i : Nat) : Bool
@[extern "getUsedConstants"] opaque getUsedConstants (e : Expr) : Array Name
end Expr

structure ConstantVal where
  name : Name
  levelParams : List Name
  type : Expr
structure AxiomVal extends ConstantVal where
  isUnsafe : Bool
inductive ReducibilityHints where
  | opaque : ReducibilityHints
  | abbrev : ReducibilityHints
  | regular : Nat → ReducibilityHints
inductive DefinitionSafety where
  | «unsafe» | safe | «partial»
structure DefinitionVal extends ConstantVal where
  value : Expr
  hints : ReducibilityHints
  safety : DefinitionSafety
  all : List Name
structure TheoremVal extends ConstantVal where
  value : Expr
  all : List Name
structure OpaqueVal extends ConstantVal where
  value : Expr
  isUnsafe : Bool
  all : List Name
inductive QuotKind where
  | type | ctor | lift | ind
structure QuotVal extends ConstantVal where
  kind : QuotKind
structure InductiveVal extends ConstantVal where
  numParams : Nat
  numIndices : Nat
  all : List Name
  ctors : List Name
  numNested : Nat
  isRec : Bool
  isUnsafe : Bool
  isReflexive : Bool
structure ConstructorVal extends ConstantVal where
  induct : Name
  cidx : Nat
  numParams : Nat
  numFields : Nat
  isUnsafe : Bool
structure RecursorRule where
  ctor : Name
  nfields : Nat
  rhs : Expr
structure RecursorVal extends ConstantVal where
  all : List Name
  numParams : Nat
  numIndices : Nat
  numMotives : Nat
  numMinors : Nat
  rules : List RecursorRule
  k : Bool
  isUnsafe : Bool
inductive ConstantInfo where
  | axiomInfo (val : AxiomVal)
  | defnInfo (val : DefinitionVal)
  | thmInfo (val : TheoremVal)
  | opaqueInfo (val : OpaqueVal)
  | quotInfo (val : QuotVal)
  | inductInfo (val : InductiveVal)
  | ctorInfo (val : ConstructorVal)
  | recInfo (val : RecursorVal)
instance : Inhabited ConstantInfo :=
  ⟨.axiomInfo { name := Inhabited.default, levelParams := .nil, type := Inhabited.default, isUnsafe := false }⟩

namespace ConstantInfo
@[extern "name"] opaque name (c : ConstantInfo) : Name
@[extern "type"] opaque type (c : ConstantInfo) : Expr
@[extern "levelParams"] opaque levelParams (c : ConstantInfo) : List Name
@[extern "isUnsafe"] opaque isUnsafe (c : ConstantInfo) : Bool
@[extern "isPartial"] opaque isPartial (c : ConstantInfo) : Bool
end ConstantInfo

structure Import where
  module : Name
  importAll : Bool := false
  isExported : Bool := true
  isMeta : Bool := false
structure ModuleData where
  isModule : Bool
  imports : Array Import
  constNames : Array Name
  constants : Array ConstantInfo
  extraConstNames : Array Name
  entries : Array Nat
instance : Inhabited ModuleData :=
  ⟨⟨false, Inhabited.default, Inhabited.default, Inhabited.default, Inhabited.default, Inhabited.default⟩⟩
structure CompactedRegion where
  (first second : Nat)
instance : Inhabited CompactedRegion := ⟨⟨Nat.zero, Nat.zero⟩⟩
structure EnvironmentHeader where
  (first second : Nat)
instance : Inhabited EnvironmentHeader := ⟨⟨Nat.zero, Nat.zero⟩⟩
inductive OLeanLevel where
  | exported | server | «private»

@[extern "Options.empty"] opaque Options.empty : Options
@[extern "searchPathRef"] opaque searchPathRef : IO.Ref (List System.FilePath)
@[extern "findOLean"] opaque findOLean (module : Name) : IO System.FilePath
@[extern "readModuleData"] opaque readModuleData (file : System.FilePath) : IO (Prod ModuleData CompactedRegion)
@[extern "importModules"] opaque importModules (imports : Array Import) (opts : Options) (trustLevel : Nat := 0)
  (plugins : Array System.FilePath := List.toArray .nil) (leakEnv : Bool := false) (loadExts : Bool := false)
  (level : OLeanLevel := .private) (arts : NameSet := NameSet.empty) : IO Environment
@[extern "find?"] opaque Environment.find? (env : Environment) (n : Name) (skipRealize : Bool := false) :
  Option ConstantInfo
@[extern "getModuleIdxFor?"] opaque Environment.getModuleIdxFor? (env : Environment) (n : Name) : Option Nat
@[extern "allImportedModuleNames"] opaque Environment.allImportedModuleNames (env : Environment) : Array Name

end Lean

namespace Std
structure HashMap (α : Type) (β : Type) [BEq α] [Hashable α] where
  (first second : Nat)
variable {α β : Type} [BEq α] [Hashable α]
instance : Inhabited (HashMap α β) := ⟨⟨Nat.zero, Nat.zero⟩⟩
@[extern "emptyWithCapacity"] opaque HashMap.emptyWithCapacity (capacity : Nat := 8) : HashMap α β
@[extern "insert"] opaque HashMap.insert (m : HashMap α β) (a : α) (b : β) : HashMap α β
end Std
