/-
Init.Types: the remaining types and classes that notation stands for: Iff, Exists, sums and dependent pairs, set-like
operators, indexing, loops and coercions. Written without notation, so that Init.Notation can bind all of it at once.
-/
prelude
import Init.Meta
set_option linter.unusedVariables false
set_option linter.defProp false
universe u v w

structure Iff (a b : Prop) : Prop where
  intro ::
  mp : a → b
  mpr : b → a

inductive Exists {α : Sort u} (p : α → Prop) : Prop where
  | intro (w : α) (h : p w) : Exists p

@[reducible] def Ne {α : Sort u} (a b : α) : Prop := Not (Eq a b)

@[inline] def bne {α : Type u} [BEq α] (a b : α) : Bool := not (BEq.beq a b)

inductive Sum (α : Type u) (β : Type v) where
  | inl (val : α) : Sum α β
  | inr (val : β) : Sum α β

inductive PSum (α : Sort u) (β : Sort v) where
  | inl (val : α) : PSum α β
  | inr (val : β) : PSum α β

@[pp_using_anonymous_constructor]
structure Sigma {α : Type u} (β : α → Type v) where
  fst : α
  snd : β fst

attribute [unbox] Sigma

@[pp_using_anonymous_constructor]
structure PSigma {α : Sort u} (β : α → Sort v) where
  fst : α
  snd : β fst

class HasEquiv (α : Sort u) where
  Equiv : α → α → Sort v

class EmptyCollection (α : Type u) where
  emptyCollection : α

class Insert (α : outParam (Type u)) (γ : Type v) where
  insert : α → γ → γ

class Singleton (α : outParam (Type u)) (β : Type v) where
  singleton : α → β

class HasSubset (α : Type u) where
  Subset : α → α → Prop

class HasSSubset (α : Type u) where
  SSubset : α → α → Prop

export HasSubset (Subset)
export HasSSubset (SSubset)

@[reducible] def Superset {α : Type u} [HasSubset α] (a b : α) : Prop := Subset b a
@[reducible] def SSuperset {α : Type u} [HasSSubset α] (a b : α) : Prop := SSubset b a

class Union (α : Type u) where
  union : α → α → α

class Inter (α : Type u) where
  inter : α → α → α

class SDiff (α : Type u) where
  sdiff : α → α → α

/-! ## Functors and monads, once more -/

@[always_inline, inline] def Functor.mapRev {f : Type u → Type v} [Functor f] {α β : Type u} : f α → (α → β) → f β :=
  fun a f => Functor.map f a

@[always_inline, inline] def Functor.discard {f : Type u → Type v} {α : Type u} [Functor f] (x : f α) : f PUnit :=
  Functor.mapConst PUnit.unit x

@[always_inline, inline]
def Bind.bindLeft {m : Type u → Type v} [Bind m] {α β : Type u} (f : α → m β) (ma : m α) : m β := bind ma f

@[always_inline, inline] def Bind.kleisliRight {α : Type w} {m : Type u → Type v} {β γ : Type u} [Bind m] (f₁ : α → m β)
    (f₂ : β → m γ) (a : α) : m γ := bind (f₁ a) f₂

@[always_inline, inline] def Bind.kleisliLeft {α : Type w} {m : Type u → Type v} {β γ : Type u} [Bind m] (f₂ : β → m γ)
    (f₁ : α → m β) (a : α) : m γ := bind (f₁ a) f₂

class Alternative (f : Type u → Type v) extends Applicative f where
  failure : {α : Type u} → f α
  orElse : {α : Type u} → f α → (Unit → f α) → f α

instance (f : Type u → Type v) (α : Type u) [Alternative f] : OrElse (f α) := ⟨Alternative.orElse⟩

export Alternative (failure)

class ToBool (α : Type u) where
  toBool : α → Bool

export ToBool (toBool)

instance : ToBool Bool where
  toBool b := b

@[macro_inline] def andM {m : Type u → Type v} {β : Type u} [Monad m] [ToBool β] (x y : m β) : m β :=
  bind x fun b => match toBool b with
    | true => y
    | false => pure b

@[macro_inline] def orM {m : Type u → Type v} {β : Type u} [Monad m] [ToBool β] (x y : m β) : m β :=
  bind x fun b => match toBool b with
    | true => pure b
    | false => y

/-! ## Loops -/

inductive ForInStep (α : Type u) where
  | done : α → ForInStep α
  | yield : α → ForInStep α

instance {α : Type u} [Inhabited α] : Inhabited (ForInStep α) where
  default := .done default

class ForIn (m : Type u₁ → Type u₂) (ρ : Type u) (α : outParam (Type v)) where
  forIn {β} (xs : ρ) (b : β) (f : α → β → m (ForInStep β)) : m β

export ForIn (forIn)

class ForIn' (m : Type u₁ → Type u₂) (ρ : Type u) (α : outParam (Type v)) (d : outParam (Membership α ρ)) where
  forIn' {β} (x : ρ) (b : β) (f : (a : α) → Membership.mem x a → β → m (ForInStep β)) : m β

export ForIn' (forIn')

class ForM (m : Type u → Type v) (γ : Type w₁) (α : outParam (Type w₂)) where
  forM (coll : γ) (f : α → m PUnit) : m PUnit

export ForM (forM)

inductive DoResultPRBC (α β σ : Type u) where
  | pure : α → σ → DoResultPRBC α β σ
  | return : β → σ → DoResultPRBC α β σ
  | break : σ → DoResultPRBC α β σ
  | continue : σ → DoResultPRBC α β σ

inductive DoResultPR (α β σ : Type u) where
  | pure : α → σ → DoResultPR α β σ
  | return : β → σ → DoResultPR α β σ

inductive DoResultBC (σ : Type u) where
  | break : σ → DoResultBC σ
  | continue : σ → DoResultBC σ

inductive DoResultSBC (α σ : Type u) where
  | pureReturn : α → σ → DoResultSBC α σ
  | break : σ → DoResultSBC α σ
  | continue : σ → DoResultSBC α σ

/-! ## Coercions -/

class Coe (α : semiOutParam (Sort u)) (β : Sort v) where
  coe : α → β

attribute [coe_decl] Coe.coe

class CoeTC (α : Sort u) (β : Sort v) where
  coe : α → β

attribute [coe_decl] CoeTC.coe

instance [Coe β γ] [CoeTC α β] : CoeTC α γ where coe a := Coe.coe (CoeTC.coe a : β)
instance [Coe α β] : CoeTC α β where coe a := Coe.coe a
instance : CoeTC α α where coe a := a

class CoeOut (α : Sort u) (β : semiOutParam (Sort v)) where
  coe : α → β

attribute [coe_decl] CoeOut.coe

class CoeOTC (α : Sort u) (β : Sort v) where
  coe : α → β

attribute [coe_decl] CoeOTC.coe

instance [CoeOut α β] [CoeOTC β γ] : CoeOTC α γ where coe a := CoeOTC.coe (CoeOut.coe a : β)
instance [CoeTC α β] : CoeOTC α β where coe a := CoeTC.coe a
instance : CoeOTC α α where coe a := a

class CoeHead (α : Sort u) (β : semiOutParam (Sort v)) where
  coe : α → β

attribute [coe_decl] CoeHead.coe

class CoeHTC (α : Sort u) (β : Sort v) where
  coe : α → β

attribute [coe_decl] CoeHTC.coe

instance [CoeHead α β] [CoeOTC β γ] : CoeHTC α γ where coe a := CoeOTC.coe (CoeHead.coe a : β)
instance [CoeOTC α β] : CoeHTC α β where coe a := CoeOTC.coe a
instance : CoeHTC α α where coe a := a

class CoeTail (α : semiOutParam (Sort u)) (β : Sort v) where
  coe : α → β

attribute [coe_decl] CoeTail.coe

class CoeHTCT (α : Sort u) (β : Sort v) where
  coe : α → β

attribute [coe_decl] CoeHTCT.coe

instance [CoeTail β γ] [CoeHTC α β] : CoeHTCT α γ where coe a := CoeTail.coe (CoeHTC.coe a : β)
instance [CoeHTC α β] : CoeHTCT α β where coe a := CoeHTC.coe a
instance : CoeHTCT α α where coe a := a

class CoeDep (α : Sort u) (_ : α) (β : Sort v) where
  coe : β

attribute [coe_decl] CoeDep.coe

class CoeT (α : Sort u) (_ : α) (β : Sort v) where
  coe : β

attribute [coe_decl] CoeT.coe

instance [CoeHTCT α β] : CoeT α a β where coe := CoeHTCT.coe a
instance [CoeDep α a β] : CoeT α a β where coe := CoeDep.coe a
instance : CoeT α a α where coe := a

class CoeFun (α : Sort u) (γ : outParam (α → Sort v)) where
  coe : (f : α) → γ f

attribute [coe_decl] CoeFun.coe

class CoeSort (α : Sort u) (β : outParam (Sort v)) where
  coe : α → β

attribute [coe_decl] CoeSort.coe

instance boolToProp : Coe Bool Prop where coe b := Eq b true
instance boolToSort : CoeSort Bool Prop where coe b := Eq b true
instance decPropToBool (p : Prop) [Decidable p] : CoeDep Prop p Bool where coe := decide p
instance optionCoe {α : Type u} : Coe α (Option α) where coe := some
instance subtypeCoe {α : Sort v} {p : α → Prop} : CoeOut (Subtype p) α where coe v := v.val
instance : CoeOut (Fin n) Nat := ⟨Fin.val⟩
instance [CoeFun α fun _ => β] : CoeOut α β where coe a := CoeFun.coe a
instance [CoeSort α β] : CoeOut α β where coe a := CoeSort.coe a

attribute [coe] Subtype.val

namespace Lean

instance : CoeHead (TSyntax ks) Syntax where coe stx := stx.raw
instance : Coe SyntaxNodeKind SyntaxNodeKinds where coe k := List.cons k List.nil
instance : CoeTail (TSyntax (List.cons k List.nil)) (TSyntax (List.cons k ks)) where coe stx := ⟨stx.raw⟩
instance : Coe (TSyntax (List.cons identKind List.nil)) (TSyntax (List.cons `term List.nil)) where coe stx := ⟨stx.raw⟩
instance : Coe (TSyntax (List.cons strLitKind List.nil)) (TSyntax (List.cons `term List.nil)) where coe stx := ⟨stx.raw⟩
instance : Coe (TSyntax (List.cons numLitKind List.nil)) (TSyntax (List.cons `term List.nil)) where coe stx := ⟨stx.raw⟩
instance : CoeHead (TSyntaxArray ks) (Array Syntax) where coe as := TSyntaxArray.raw as

end Lean

/-! ## Indexing -/

class GetElem (coll : Type u) (idx : Type v) (elem : outParam (Type w)) (valid : outParam (coll → idx → Prop)) where
  getElem (xs : coll) (i : idx) (h : valid xs i) : elem

export GetElem (getElem)

abbrev decidableGetElem? [GetElem coll idx elem valid] (xs : coll) (i : idx) [Decidable (valid xs i)] : Option elem :=
  dite (valid xs i) (fun h => some (getElem xs i h)) (fun _ => none)

class GetElem? (coll : Type u) (idx : Type v) (elem : outParam (Type w)) (valid : outParam (coll → idx → Prop))
    extends GetElem coll idx elem valid where
  getElem? : coll → idx → Option elem
  getElem! [Inhabited elem] (xs : coll) (i : idx) : elem :=
    match getElem? xs i with
    | some e => e
    | none => panic "index out of bounds"

export GetElem? (getElem? getElem!)

instance List.instGetElemNatLtLength : GetElem (List α) Nat α fun as i => LT.lt i as.length where
  getElem as i h := as.get ⟨i, h⟩

instance Array.instGetElemNatLtSize : GetElem (Array α) Nat α fun xs i => LT.lt i xs.size where
  getElem xs i h := xs.getInternal i h

/-! ## Sizes, for well-founded recursion -/

class SizeOf (α : Sort u) where
  sizeOf : α → Nat

export SizeOf (sizeOf)

@[reducible] def default.sizeOf (α : Sort u) : α → Nat
  | _ => 0

instance (priority := 100) instSizeOfDefault (α : Sort u) : SizeOf α where
  sizeOf := default.sizeOf α

instance instSizeOfNat : SizeOf Nat where
  sizeOf n := n
