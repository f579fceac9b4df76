/-
Init.Control: what `do` notation desugars to (Id, Except and the transformers), and loops over lists, arrays and ranges.
-/
prelude
import Init.Bool
set_option linter.unusedVariables false
universe u v w u₁ u₂

/-! ## Id -/

def Id (type : Sort u) : Sort u := type

@[always_inline] instance : Monad Id where
  pure x := x
  bind x f := f x
  map f x := f x

@[always_inline, inline] protected def Id.run (x : Id α) : α := x

instance [Inhabited α] : Inhabited (Id α) := inferInstanceAs (Inhabited α)

/-! ## Option and Except as monads -/

instance : Monad Option where
  pure := some
  bind
    | none, _ => none
    | some a, f => f a

instance : Alternative Option where
  failure := none
  orElse
    | none, y => y ()
    | some a, _ => some a

namespace Except

@[always_inline, inline] protected def pure {ε : Type u} (a : α) : Except ε α := .ok a
@[always_inline, inline] protected def map {ε : Type u} (f : α → β) : Except ε α → Except ε β
  | .error e => .error e
  | .ok v => .ok (f v)
@[always_inline, inline] protected def bind {ε : Type u} (ma : Except ε α) (f : α → Except ε β) : Except ε β :=
  match ma with
  | .error e => .error e
  | .ok v => f v
@[always_inline, inline] protected def tryCatch {ε : Type u} (ma : Except ε α) (handle : ε → Except ε α) : Except ε α :=
  match ma with
  | .ok a => .ok a
  | .error e => handle e
@[always_inline, inline] protected def toOption : Except ε α → Option α
  | .ok a => some a
  | .error _ => none

instance {ε : Type u} : Monad (Except ε) where
  pure := Except.pure
  bind := Except.bind
  map := Except.map

instance (ε : Type u) : MonadExceptOf ε (Except ε) where
  throw := Except.error
  tryCatch := Except.tryCatch

end Except

/-! ## Transformers -/

def ExceptT (ε : Type u) (m : Type u → Type v) (α : Type u) : Type v := m (Except ε α)

namespace ExceptT
variable {ε : Type u} {m : Type u → Type v} [Monad m] {α β : Type u}

@[always_inline, inline] def mk (x : m (Except ε α)) : ExceptT ε m α := x
@[always_inline, inline] def run (x : ExceptT ε m α) : m (Except ε α) := x
@[always_inline, inline] protected def pure (a : α) : ExceptT ε m α := mk (pure (.ok a))
@[always_inline, inline] protected def bind (ma : ExceptT ε m α) (f : α → ExceptT ε m β) : ExceptT ε m β :=
  mk (bind ma.run fun
    | .ok a => f a
    | .error e => pure (.error e))
@[always_inline, inline] protected def lift (t : m α) : ExceptT ε m α := mk (Except.ok <$> t)

instance : Monad (ExceptT ε m) where
  pure := ExceptT.pure
  bind := ExceptT.bind

instance : MonadLift m (ExceptT ε m) := ⟨ExceptT.lift⟩
instance : MonadLift (Except ε) (ExceptT ε m) := ⟨fun e => mk (pure e)⟩
instance : MonadExceptOf ε (ExceptT ε m) where
  throw e := mk (pure (.error e))
  tryCatch ma handle := mk (bind ma.run fun
    | .ok a => pure (.ok a)
    | .error e => handle e)

end ExceptT

def StateT (σ : Type u) (m : Type u → Type v) (α : Type u) : Type (max u v) := σ → m (α × σ)

@[reducible] def StateM (σ : Type u) (α : Type u) : Type u := StateT σ Id α

namespace StateT
variable {σ : Type u} {m : Type u → Type v} [Monad m] {α β : Type u}

@[always_inline, inline] def run (x : StateT σ m α) (s : σ) : m (α × σ) := x s
@[always_inline, inline] def run' (x : StateT σ m α) (s : σ) : m α := (·.1) <$> x s
@[always_inline, inline] protected def pure (a : α) : StateT σ m α := fun s => pure (a, s)
@[always_inline, inline] protected def bind (x : StateT σ m α) (f : α → StateT σ m β) : StateT σ m β := fun s =>
  bind (x s) fun (a, s) => f a s
@[always_inline, inline] protected def lift (t : m α) : StateT σ m α := fun s => bind t fun a => pure (a, s)

instance : Monad (StateT σ m) where
  pure := StateT.pure
  bind := StateT.bind

instance : MonadLift m (StateT σ m) := ⟨StateT.lift⟩
instance : MonadStateOf σ (StateT σ m) where
  get := fun s => pure (s, s)
  set s' := fun _ => pure (⟨⟩, s')
  modifyGet f := fun s => pure (f s)
instance (ε) [MonadExceptOf ε m] : MonadExceptOf ε (StateT σ m) where
  throw e := StateT.lift (throwThe ε e)
  tryCatch x c := fun s => tryCatchThe ε (x s) (fun e => c e s)

end StateT

def OptionT (m : Type u → Type v) (α : Type u) : Type v := m (Option α)

namespace OptionT
variable {m : Type u → Type v} [Monad m] {α β : Type u}

@[always_inline, inline] protected def mk (x : m (Option α)) : OptionT m α := x
@[always_inline, inline] def run (x : OptionT m α) : m (Option α) := x
@[always_inline, inline] protected def bind (x : OptionT m α) (f : α → OptionT m β) : OptionT m β :=
  OptionT.mk (bind x.run fun
    | some a => f a
    | none => pure none)
@[always_inline, inline] protected def pure (a : α) : OptionT m α := OptionT.mk (pure (some a))
@[always_inline, inline] protected def fail : OptionT m α := OptionT.mk (pure none)
@[always_inline, inline] protected def orElse (x : OptionT m α) (y : Unit → OptionT m α) : OptionT m α :=
  OptionT.mk (bind x.run fun
    | some a => pure (some a)
    | none => (y ()).run)
@[always_inline, inline] protected def lift (x : m α) : OptionT m α := OptionT.mk (some <$> x)

instance : Monad (OptionT m) where
  pure := OptionT.pure
  bind := OptionT.bind

instance : Alternative (OptionT m) where
  failure := OptionT.fail
  orElse := OptionT.orElse

instance : MonadLift m (OptionT m) := ⟨OptionT.lift⟩

end OptionT

/-! ## Early exits from a `do` block: its elaborator looks these up, and the matcher of `Break.runK` too -/

abbrev EarlyReturnT (ρ m α) := ExceptT ρ m α
@[always_inline, inline] abbrev EarlyReturnT.return {ρ m α} [Monad m] (r : ρ) : EarlyReturnT ρ m α := throw r
@[always_inline, inline]
abbrev EarlyReturn.runK {ρ α : Type u} {β : Type v} (x : Except ρ α) (ret : ρ → β) (pure : α → β) : β := x.casesOn ret pure

abbrev BreakT := OptionT
@[always_inline, inline] abbrev BreakT.break {m : Type w → Type x} [Monad m] : BreakT m α := failure
/-- The elaborator of `for` builds its case analysis with this matcher, by name. -/
@[always_inline, inline] abbrev Break.runK.match_1.{u_1, u_2} {α : Type u_1} (motive : Option α → Sort u_2) (x : Option α)
    (h_1 : (a : α) → motive (some a)) (h_2 : (_ : Unit) → motive none) : motive x := x.casesOn (h_2 ()) h_1

@[always_inline, inline]
abbrev Break.runK {α : Type u} {β : Type v} (x : Option α) (breakK : Unit → β) (successK : α → β) : β :=
  match x with
  | some a => successK a
  | none => breakK ()

abbrev ContinueT := OptionT
@[always_inline, inline] abbrev ContinueT.continue {m : Type w → Type x} [Monad m] : ContinueT m α := failure
@[always_inline, inline]
abbrev Continue.runK {α : Type u} {β : Type v} (x : Option α) (continueK : Unit → β) (successK : α → β) : β :=
  match x with
  | some a => successK a
  | none => continueK ()

@[always_inline, inline] def guard {f : Type → Type v} [Alternative f] (p : Prop) [Decidable p] : f Unit :=
  if p then pure () else failure

class MonadFinally (m : Type u → Type v) where
  tryFinally' {α β} : (x : m α) → (f : Option α → m β) → m (α × β)

export MonadFinally (tryFinally')

@[always_inline, inline] def tryFinally {m : Type u → Type v} {α β : Type u} [MonadFinally m] [Functor m] (x : m α)
    (finalizer : m β) : m α := (·.1) <$> tryFinally' x fun _ => finalizer

/-! ## Loops -/

@[inline] def ForInStep.value (x : ForInStep α) : α :=
  match x with
  | .done b => b
  | .yield b => b

@[specialize] protected def List.forIn {α : Type u} {β : Type v} {m : Type v → Type w} [Monad m] (as : List α) (init : β)
    (f : α → β → m (ForInStep β)) : m β :=
  match as with
  | [] => pure init
  | a :: as => bind (f a init) fun
    | .done b => pure b
    | .yield b => List.forIn as b f

instance [Monad m] : ForIn m (List α) α where
  forIn := List.forIn

@[specialize] protected def List.forM [Monad m] (as : List α) (f : α → m PUnit) : m PUnit :=
  match as with
  | [] => pure ⟨⟩
  | a :: as => bind (f a) fun _ => List.forM as f

instance [Monad m] : ForM m (List α) α where
  forM := List.forM

@[specialize] def List.foldlM {m : Type u → Type v} [Monad m] {s : Type u} {α : Type w} : (f : s → α → m s) →
    (init : s) → List α → m s
  | _, s, [] => pure s
  | f, s, a :: as => bind (f s a) fun s' => List.foldlM f s' as

@[specialize] def List.mapM {m : Type u → Type v} [Monad m] {α : Type w} {β : Type u} (f : α → m β) : List α → m (List β)
  | [] => pure []
  | a :: as => bind (f a) fun b => bind (List.mapM f as) fun bs => pure (b :: bs)

instance [Monad m] : ForIn m (Array α) α where
  forIn xs b f := forIn xs.toList b f

instance [Monad m] : ForM m (Array α) α where
  forM xs f := forM xs.toList f

/-- An infinite loop, as `repeat` and `while` make one. Only a program may use it: it is opaque to proofs. -/
inductive Lean.Loop where
  | mk

@[inline] partial def Lean.Loop.forIn {β : Type u} {m : Type u → Type v} [Monad m] (_ : Lean.Loop) (init : β)
    (f : Unit → β → m (ForInStep β)) : m β :=
  let rec @[specialize] loop (b : β) : m β :=
    bind (f () b) fun
      | .done b => pure b
      | .yield b => loop b
  loop init

instance [Monad m] : ForIn m Lean.Loop Unit where
  forIn := Lean.Loop.forIn
