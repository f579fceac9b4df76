/-
Init.IO: the state of the world, references, errors and the standard streams: what `lean --run` needs to run a program.
An action is a function of a token without content, `Void σ`, which compiled code does not carry.
-/
prelude
import Init.Text
set_option linter.unusedVariables false
universe u v w

opaque Void.nonemptyType (σ : Type) : NonemptyType.{0}
def Void (σ : Type) : Type := (Void.nonemptyType σ).type
instance Void.instNonempty : Nonempty (Void σ) := (Void.nonemptyType σ).property
@[extern "lean_void_mk"] opaque Void.mk (x : σ) : Void σ

structure ST.Out (σ : Type) (α : Type) where
  val : α
  state : Void σ

def ST (σ : Type) (α : Type) := Void σ → ST.Out σ α

@[always_inline, inline] protected def ST.pure (x : α) : ST σ α := fun s => .mk x s
@[always_inline, inline] protected def ST.bind (x : ST σ α) (f : α → ST σ β) : ST σ β := fun s =>
  match x s with
  | .mk x s => f x s

instance (σ : Type) : Monad (ST σ) where
  pure := ST.pure
  bind := ST.bind

instance {σ : Type} {α : Type} [Inhabited α] : Inhabited (ST σ α) where
  default := fun s => .mk default s

inductive EST.Out (ε : Type) (σ : Type) (α : Type) where
  | ok : α → Void σ → EST.Out ε σ α
  | error : ε → Void σ → EST.Out ε σ α

def EST (ε : Type) (σ : Type) (α : Type) : Type := Void σ → EST.Out ε σ α

namespace EST

@[always_inline, inline] protected def pure (a : α) : EST ε σ α := fun s => .ok a s
@[always_inline, inline] protected def bind (x : EST ε σ α) (f : α → EST ε σ β) : EST ε σ β := fun s =>
  match x s with
  | .ok a s => f a s
  | .error e s => .error e s
@[always_inline, inline] protected def throw (e : ε) : EST ε σ α := fun s => .error e s
@[always_inline, inline] protected def tryCatch (x : EST ε σ α) (handle : ε → EST ε σ α) : EST ε σ α := fun s =>
  match x s with
  | .ok a s => .ok a s
  | .error e s => handle e s

end EST

instance (ε σ : Type) : Monad (EST ε σ) where
  pure := EST.pure
  bind := EST.bind

instance (ε σ : Type) : MonadExceptOf ε (EST ε σ) where
  throw := EST.throw
  tryCatch := EST.tryCatch

@[always_inline] instance : MonadFinally (EST ε σ) where
  tryFinally' x f := fun s =>
    match x s with
    | .ok x s =>
      match f (some x) s with
      | .ok y s => .ok (x, y) s
      | .error e s => .error e s
    | .error e s =>
      match f none s with
      | .ok _ s => .error e s
      | .error e s => .error e s

instance {ε σ : Type} {α : Type} [Inhabited ε] : Inhabited (EST ε σ α) where
  default := fun s => .error default s

@[always_inline] instance {ε σ} : MonadLift (ST σ) (EST ε σ) := ⟨fun x s =>
  match x s with
  | .mk a s => .ok a s⟩

class STWorld (σ : outParam Type) (m : Type → Type)
instance {σ m n} [MonadLift m n] [STWorld σ m] : STWorld σ n := ⟨⟩
instance {σ} : STWorld σ (ST σ) := ⟨⟩
instance {ε σ} : STWorld σ (EST ε σ) := ⟨⟩

/-! ## References -/

namespace ST

opaque RefPointed : NonemptyType.{0}

structure Ref (σ : Type) (α : Type) : Type where
  ref : RefPointed.type
  h : Nonempty α

instance {σ α} [s : Nonempty α] : Nonempty (Ref σ α) := ⟨{ ref := Classical.choice RefPointed.property, h := s }⟩

namespace Prim

private noncomputable def someValue {σ α} (r : Ref σ α) : ST σ α :=
  let _ : Inhabited α := Classical.inhabited_of_nonempty r.h
  pure default

@[extern "lean_st_mk_ref"] opaque mkRef {σ α} (a : α) : ST σ (Ref σ α) :=
  pure { ref := Classical.choice RefPointed.property, h := ⟨a⟩ }
@[extern "lean_st_ref_get"] opaque Ref.get {σ α} (r : @& Ref σ α) : ST σ α := someValue r
@[extern "lean_st_ref_set"] opaque Ref.set {σ α} (r : @& Ref σ α) (a : α) : ST σ Unit
@[extern "lean_st_ref_swap"] opaque Ref.swap {σ α} (r : @& Ref σ α) (a : α) : ST σ α := someValue r

end Prim

variable {σ : Type} {m : Type → Type} [Monad m] [MonadLiftT (ST σ) m]

@[inline] def mkRef {α : Type} (a : α) : m (Ref σ α) := liftM <| Prim.mkRef a
@[inline] def Ref.get {α : Type} (r : Ref σ α) : m α := liftM <| Prim.Ref.get r
@[inline] def Ref.set {α : Type} (r : Ref σ α) (a : α) : m Unit := liftM <| Prim.Ref.set r a
@[inline] def Ref.modify {α : Type} (r : Ref σ α) (f : α → α) : m Unit :=
  liftM (bind (Prim.Ref.get r) fun a => Prim.Ref.set r (f a))

end ST

/-! ## Errors -/

inductive IO.Error where
  | alreadyExists (filename : Option String) (osCode : UInt32) (details : String)
  | otherError (osCode : UInt32) (details : String)
  | resourceBusy (osCode : UInt32) (details : String)
  | resourceVanished (osCode : UInt32) (details : String)
  | unsupportedOperation (osCode : UInt32) (details : String)
  | hardwareFault (osCode : UInt32) (details : String)
  | unsatisfiedConstraints (osCode : UInt32) (details : String)
  | illegalOperation (osCode : UInt32) (details : String)
  | protocolError (osCode : UInt32) (details : String)
  | timeExpired (osCode : UInt32) (details : String)
  | interrupted (filename : String) (osCode : UInt32) (details : String)
  | noFileOrDirectory (filename : String) (osCode : UInt32) (details : String)
  | invalidArgument (filename : Option String) (osCode : UInt32) (details : String)
  | permissionDenied (filename : Option String) (osCode : UInt32) (details : String)
  | resourceExhausted (filename : Option String) (osCode : UInt32) (details : String)
  | inappropriateType (filename : Option String) (osCode : UInt32) (details : String)
  | noSuchThing (filename : Option String) (osCode : UInt32) (details : String)
  | unexpectedEof
  | userError (msg : String)

instance : Inhabited IO.Error := ⟨.unexpectedEof⟩

def IO.Error.toString : IO.Error → String
  | .userError msg => msg
  | .unexpectedEof => "end of file"
  | .interrupted file code details | .noFileOrDirectory file code details => s!"{details} (error code: {code})\n  file: {file}"
  | .alreadyExists file code details | .invalidArgument file code details | .permissionDenied file code details
  | .resourceExhausted file code details | .inappropriateType file code details | .noSuchThing file code details =>
    match file with
    | some file => s!"{details} (error code: {code})\n  file: {file}"
    | none => s!"{details} (error code: {code})"
  | .otherError code details | .resourceBusy code details | .resourceVanished code details
  | .unsupportedOperation code details | .hardwareFault code details | .unsatisfiedConstraints code details
  | .illegalOperation code details | .protocolError code details | .timeExpired code details =>
    s!"{details} (error code: {code})"

instance : ToString IO.Error := ⟨IO.Error.toString⟩

def IO.userError (s : String) : IO.Error := .userError s
instance : Coe String IO.Error := ⟨IO.userError⟩

/-! ## IO -/

opaque IO.RealWorld.nonemptyType : NonemptyType.{0}
def IO.RealWorld : Type := IO.RealWorld.nonemptyType.type
instance : Nonempty IO.RealWorld := IO.RealWorld.nonemptyType.property

abbrev BaseIO := ST IO.RealWorld
abbrev EIO (ε : Type) : Type → Type := EST ε IO.RealWorld
abbrev IO : Type → Type := EIO IO.Error

@[always_inline, inline] def BaseIO.toEIO (act : BaseIO α) : EIO ε α := fun s =>
  match act s with
  | .mk a s => .ok a s

@[always_inline, inline] def EIO.toBaseIO (act : EIO ε α) : BaseIO (Except ε α) := fun s =>
  match act s with
  | .ok a s => .mk (.ok a) s
  | .error e s => .mk (.error e) s

@[always_inline, inline] def EIO.toIO (f : ε → IO.Error) (act : EIO ε α) : IO α := fun s =>
  match act s with
  | .ok a s => .ok a s
  | .error e s => .error (f e) s

namespace IO

abbrev Ref (α : Type) := ST.Ref RealWorld α
def mkRef (a : α) : BaseIO (Ref α) := ST.mkRef a

def ofExcept [ToString ε] (e : Except ε α) : IO α :=
  match e with
  | .ok a => pure a
  | .error e => throw (userError (toString e))

structure FS.Stream where
  flush : IO Unit
  read : USize → IO ByteArray
  write : ByteArray → IO Unit
  getLine : IO String
  putStr : String → IO Unit
  isTty : BaseIO Bool

instance : Inhabited FS.Stream := ⟨⟨default, default, default, default, default, default⟩⟩

def FS.Stream.putStrLn (strm : FS.Stream) (s : String) : IO Unit := strm.putStr (s.push '\n')

@[extern "lean_get_stdin"] opaque getStdin : BaseIO FS.Stream
@[extern "lean_get_stdout"] opaque getStdout : BaseIO FS.Stream
@[extern "lean_get_stderr"] opaque getStderr : BaseIO FS.Stream
@[extern "lean_io_exit"] opaque Process.exit : UInt8 → IO α
@[extern "lean_io_mono_ms_now"] opaque monoMsNow : BaseIO Nat

def print [ToString α] (s : α) : IO Unit := do
  let out ← getStdout
  out.putStr (toString s)

def println [ToString α] (s : α) : IO Unit := print ((toString s).push '\n')

def eprint [ToString α] (s : α) : IO Unit := do
  let out ← getStderr
  out.putStr (toString s)

def eprintln [ToString α] (s : α) : IO Unit := eprint ((toString s).push '\n')

end IO
