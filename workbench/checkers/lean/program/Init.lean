/-
The little that `audit.lean` needs of `Init`, for the embedded Lean, which brings none of its own.

The audit does not rest on the core in `lean/core/`, which is what it audits. Nothing here is ever imported by an
author's file: it lies in a folder of its own, and the audit looks for the audited modules elsewhere. Data types have
the layout of the official ones, since the functions that take and give them are the library's own, compiled.
-/
prelude
set_option genInjectivity false
set_option linter.all false
universe u v w

set_option bootstrap.inductiveCheckResultingUniverse false in
inductive PUnit : Sort u where
  | unit : PUnit
abbrev Unit : Type := PUnit
@[match_pattern] abbrev Unit.unit : Unit := PUnit.unit
unsafe axiom lcErased : Type
unsafe axiom lcAny : Type
unsafe axiom lcVoid : Type
unsafe axiom lcProof {α : Prop} : α
unsafe axiom lcCast {α : Sort u} {β : Sort v} (a : α) : β
unsafe axiom lcUnreachable {α : Sort u} : α

def id {α : Sort u} (a : α) : α := a
inductive True : Prop where
  | intro : True
inductive False : Prop
def Not (a : Prop) : Prop := a → False
inductive Eq : α → α → Prop where
  | refl (a : α) : Eq a a
abbrev Eq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : Eq a b) : motive b :=
  Eq.rec (motive := fun α _ => motive α) m h
inductive HEq : {α : Sort u} → α → {β : Sort u} → β → Prop where
  | refl (a : α) : HEq a a
@[match_pattern] def rfl {α : Sort u} {a : α} : Eq a a := Eq.refl a
theorem Eq.symm {α : Sort u} {a b : α} (h : Eq a b) : Eq b a := h.rec rfl
theorem Eq.trans {α : Sort u} {a b c : α} (h : Eq a b) (k : Eq b c) : Eq a c := k.rec h
def cast {α β : Sort u} (h : Eq α β) (a : α) : β := h.rec a
theorem eq_of_heq {α : Sort u} {a a' : α} (h : HEq a a') : Eq a a' :=
  have : (α β : Sort u) → (a : α) → (b : β) → HEq a b → (h : Eq α β) → Eq (cast h a) b :=
    fun _ _ _ _ h₁ => h₁.rec (fun _ => rfl)
  this α α a a' h rfl
theorem heq_of_eq {α : Sort u} {a a' : α} (h : Eq a a') : HEq a a' := h.rec (HEq.refl a)
structure PULift.{r, s} (α : Sort s) : Sort (max s r 1) where
  up ::
  down : α
set_option genCtorIdx false in
inductive Bool : Type where
  | false : Bool
  | true : Bool
export Bool (false true)
structure PProd (α : Sort u) (β : Sort v) where
  fst : α
  snd : β
@[macro_inline] def cond {α : Sort u} (c : Bool) (x y : α) : α :=
  match c with
  | true => x
  | false => y
structure Prod (α : Type u) (β : Type v) where
  mk ::
  fst : α
  snd : β
set_option genCtorIdx false in
inductive Nat where
  | zero : Nat
  | succ (n : Nat) : Nat

class OfNat (α : Type u) (_ : Nat) where
  ofNat : α
@[default_instance 100]
instance instOfNatNat (n : Nat) : OfNat Nat n where
  ofNat := n
class Inhabited (α : Sort u) where
  default : α
class inductive Nonempty (α : Sort u) : Prop where
  | intro (val : α) : Nonempty α
instance (α : Sort u) [Inhabited α] : Nonempty α := ⟨Inhabited.default⟩
noncomputable axiom Classical.choice {α : Sort u} : Nonempty α → α

set_option checkBinderAnnotations false in
abbrev inferInstance {α : Sort u} [i : α] : α := i
instance {α : Sort u} {β : Sort v} [Nonempty β] : Nonempty (α → β) := ⟨fun _ => Classical.choice inferInstance⟩
instance : Inhabited Nat := ⟨Nat.zero⟩
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_add"] def Nat.add : Nat → Nat → Nat
  | n, .zero => n
  | n, .succ m => .succ (Nat.add n m)
attribute [match_pattern] Nat.add
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_mul"] def Nat.mul : Nat → Nat → Nat
  | _, .zero => .zero
  | n, .succ m => Nat.add (Nat.mul n m) n
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_pred"] def Nat.pred : Nat → Nat
  | .zero => .zero
  | .succ n => n
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_sub"] def Nat.sub : Nat → Nat → Nat
  | n, .zero => n
  | n, .succ m => Nat.pred (Nat.sub n m)
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_dec_eq"] def Nat.beq : Nat → Nat → Bool
  | .zero, .zero => true
  | .succ n, .succ m => Nat.beq n m
  | _, _ => false
set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_dec_le"] def Nat.ble : Nat → Nat → Bool
  | .zero, _ => true
  | .succ _, .zero => false
  | .succ n, .succ m => Nat.ble n m
inductive Option (α : Type u) where
  | none : Option α
  | some (val : α) : Option α
inductive List (α : Type u) where
  | nil : List α
  | cons (head : α) (tail : List α) : List α
structure Array (α : Type u) where
  first : List α
  second : List α
structure NonemptyType.{u₁} where
  type : Type u₁
  inh : Nonempty type
instance : Nonempty NonemptyType := ⟨⟨PUnit, ⟨PUnit.unit⟩⟩⟩
def Void.nonemptyType (σ : Type) : NonemptyType := ⟨PUnit, ⟨PUnit.unit⟩⟩
def Void (σ : Type) : Type := (Void.nonemptyType σ).type
instance (σ : Type) : Nonempty (Void σ) := (Void.nonemptyType σ).inh
inductive EST.Out (ε : Type) (σ : Type) (α : Type) where
  | ok : α → Void σ → EST.Out ε σ α
  | error : ε → Void σ → EST.Out ε σ α
structure ST.Out (σ α : Type) where
  val : α
  state : Void σ
def IO.RealWorld : Type := Unit
def EST (ε σ α : Type) : Type := Void σ → EST.Out ε σ α
def ST (σ α : Type) : Type := Void σ → ST.Out σ α

inductive Except (ε : Type u) (α : Type v) where
  | error : ε → Except ε α
  | ok : α → Except ε α

inductive Decidable (p : Prop) : Type where
  | isFalse (h : Not p) : Decidable p
  | isTrue (h : p) : Decidable p
attribute [class] Decidable
def Decidable.decide (p : Prop) [h : Decidable p] : Bool :=
  h.casesOn (fun _ => false) (fun _ => true)

@[macro_inline] def dite {α : Sort u} (c : Prop) [h : Decidable c] (t : c → α) (e : Not c → α) : α :=
  h.casesOn e t
theorem Nat.eq_of_beq_eq_true : (n m : Nat) → Eq (Nat.beq n m) true → Eq n m := fun n =>
  n.rec (fun m => m.casesOn (fun _ => rfl) (fun _ h => Bool.noConfusion h))
    (fun n ih m => m.casesOn (fun h => Bool.noConfusion h) (fun m h => (ih m h).rec rfl))
theorem Nat.ne_of_beq_eq_false : (n m : Nat) → Eq (Nat.beq n m) false → Not (Eq n m) := fun n =>
  n.rec (fun m => m.casesOn (fun h _ => Bool.noConfusion h) (fun _ _ h => Nat.noConfusion h))
    (fun n ih m => m.casesOn (fun _ h => Nat.noConfusion h) (fun m h e => ih m h (Nat.noConfusion e (fun h => h))))
@[extern "lean_nat_dec_eq"] def Nat.decEq (n m : Nat) : Decidable (Eq n m) :=
  match h : Nat.beq n m with
  | true => .isTrue (Nat.eq_of_beq_eq_true n m h)
  | false => .isFalse (Nat.ne_of_beq_eq_false n m h)
instance instDecidableEqNat (n m : Nat) : Decidable (Eq n m) := Nat.decEq n m
@[reducible] def optParam (α : Sort u) (default : α) : Sort u := α

instance instPi {α : Sort u} {β : α → Sort v} [i : (a : α) → Inhabited (β a)] : Inhabited ((a : α) → β a) :=
  ⟨fun a => (i a).default⟩

/-- Twins of the compiled types whose fields nobody here looks at: two fields, so that they are objects. -/
structure String where
  ofList ::
  first : List Nat
  second : List Nat
instance : Inhabited String := ⟨⟨List.nil, List.nil⟩⟩
instance {α : Type u} : Inhabited (List α) := ⟨List.nil⟩
instance {α : Type u} : Inhabited (Array α) := ⟨⟨List.nil, List.nil⟩⟩
instance {α : Type u} : Inhabited (Option α) := ⟨Option.none⟩
instance {α : Type u} {β : Type v} [a : Inhabited α] [b : Inhabited β] : Inhabited (Prod α β) :=
  ⟨⟨a.default, b.default⟩⟩
instance : Inhabited Bool := ⟨false⟩
instance {p : Prop} [h : Inhabited p] : Inhabited (Decidable p) := ⟨Decidable.isTrue h.default⟩

class BEq (α : Type u) where
  beq : α → α → Bool
class Hashable (α : Type u) where
  hash : α → Nat
class ToString (α : Type u) where
  toString : α → String
export ToString (toString)
instance {α : Type u} : Inhabited (BEq α) := ⟨⟨fun _ _ => true⟩⟩
instance {α : Type u} : Inhabited (Hashable α) := ⟨⟨fun _ => Nat.zero⟩⟩
instance {α : Type u} : Inhabited (ToString α) := ⟨⟨fun _ => Inhabited.default⟩⟩

def or (a b : Bool) : Bool := cond a true b
def and (a b : Bool) : Bool := cond a b false
def not (a : Bool) : Bool := cond a false true

@[extern "lean_string_append"] opaque String.append (a : String) (b : String) : String
@[extern "lean_string_utf8_byte_size"] opaque String.utf8ByteSize (a : String) : Nat
@[extern "instToStringNat"] opaque instToStringNat : ToString Nat
attribute [instance] instToStringNat
@[extern "List.toArray"] opaque List.toArray {α : Type u} (a : List α) : Array α
@[extern "String.splitOn"] opaque String.splitOn (a sep : String) : List String
@[extern "lean_mk_empty_array_with_capacity"] opaque Array.mkEmpty {α : Type u} (capacity : Nat) : Array α
@[extern "lean_array_push"] opaque Array.push {α : Type u} (a : Array α) (v : α) : Array α
@[extern "Array.toList"] opaque Array.toList {α : Type u} (a : Array α) : List α
@[extern "lean_array_get_size"] opaque Array.size {α : Type u} (a : Array α) : Nat

/-- What reaches the answer is decided by the compiled comparison of the library. -/
@[extern "lean_string_dec_eq"] opaque String.decEq (a b : String) : Bool
instance : BEq String := ⟨String.decEq⟩

class Pure (f : Type u → Type v) where
  pure {α : Type u} : α → f α
class Bind (m : Type u → Type v) where
  bind {α β : Type u} : m α → (α → m β) → m β
export Pure (pure)
export Bind (bind)
class Functor (f : Type u → Type v) where
  map {α β : Type u} : (α → β) → f α → f β
class Seq (f : Type u → Type v) where
  seq {α β : Type u} : f (α → β) → (Unit → f α) → f β
class SeqLeft (f : Type u → Type v) where
  seqLeft {α β : Type u} : f α → (Unit → f β) → f α
class SeqRight (f : Type u → Type v) where
  seqRight {α β : Type u} : f α → (Unit → f β) → f β
class Applicative (f : Type u → Type v) extends Functor f, Pure f, Seq f, SeqLeft f, SeqRight f
class Monad (m : Type u → Type v) extends Applicative m, Bind m

structure IO.Error where
  (first second : Nat)
instance : Inhabited IO.Error := ⟨⟨Nat.zero, Nat.zero⟩⟩
abbrev EIO (ε α : Type) : Type := EST ε IO.RealWorld α
abbrev IO : Type → Type := EIO IO.Error
abbrev BaseIO (α : Type) : Type := ST IO.RealWorld α
instance {α : Type} : Inhabited (IO α) := ⟨fun w => EST.Out.error Inhabited.default w⟩
instance {σ α : Type} [i : Inhabited α] : Inhabited (ST σ α) := ⟨fun w => ST.Out.mk i.default w⟩
instance : Inhabited Unit := ⟨PUnit.unit⟩

def EST.bind {ε σ α β : Type} (x : EST ε σ α) (f : α → EST ε σ β) : EST ε σ β := fun w =>
  match x w with
  | .ok a w => f a w
  | .error e w => .error e w
def EST.pure {ε σ α : Type} (a : α) : EST ε σ α := fun w => .ok a w
instance {ε σ : Type} : Monad (EST ε σ) where
  pure := EST.pure
  bind := EST.bind
  map f x := EST.bind x (fun a => EST.pure (f a))
  seq f x := EST.bind f (fun f => EST.bind (x Unit.unit) (fun a => EST.pure (f a)))
  seqLeft x y := EST.bind x (fun a => EST.bind (y Unit.unit) (fun _ => EST.pure a))
  seqRight x y := EST.bind x (fun _ => y Unit.unit)
def BaseIO.toEIO {ε α : Type} (x : BaseIO α) : EIO ε α := fun w =>
  match x w with
  | ⟨a, w⟩ => .ok a w

/-- One field: it is a `String` when it is compiled. -/
structure System.FilePath where
  mk ::
  toString : String
instance : Inhabited System.FilePath := ⟨⟨Inhabited.default⟩⟩
@[extern "IO.FS.lines"] opaque IO.FS.lines (name : System.FilePath) : IO (Array String)
@[extern "IO.FS.writeFile"] opaque IO.FS.writeFile (name : System.FilePath) (content : String) : IO Unit
structure IO.Ref (α : Type) where
  (first second : Nat)
@[extern "lean_st_ref_set"] opaque ST.Prim.Ref.set {σ α : Type} (r : IO.Ref α) (a : α) : ST σ Unit
