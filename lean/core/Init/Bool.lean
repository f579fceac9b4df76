/-
Init.Bool: lawful boolean equality, lemmas about Bool and `decide`, and decidable equality of pairs, options and sums.
-/
prelude
import Init.Core
set_option linter.unusedVariables false
universe u v w

/-! ## Lawful equality tests -/

class ReflBEq (α) [BEq α] : Prop where
  protected rfl {a : α} : a == a

class LawfulBEq (α : Type u) [BEq α] : Prop extends ReflBEq α where
  eq_of_beq : {a b : α} → a == b → a = b

export LawfulBEq (eq_of_beq)

@[simp] theorem BEq.rfl [BEq α] [ReflBEq α] {a : α} : a == a := ReflBEq.rfl
theorem BEq.refl [BEq α] [ReflBEq α] (a : α) : a == a := ReflBEq.rfl

instance (priority := high) [DecidableEq α] : LawfulBEq α where
  eq_of_beq := of_decide_eq_true
  rfl := of_decide_eq_self_eq_true _

instance : LawfulBEq Bool := inferInstance
instance : LawfulBEq Nat := inferInstance

@[simp] theorem beq_iff_eq [BEq α] [LawfulBEq α] {a b : α} : a == b ↔ a = b := ⟨eq_of_beq, fun h => h ▸ BEq.rfl⟩
theorem beq_self_eq_true [BEq α] [ReflBEq α] (a : α) : (a == a) = true := BEq.rfl
attribute [simp] beq_self_eq_true
theorem beq_eq_false_iff_ne [BEq α] [LawfulBEq α] {a b : α} : (a == b) = false ↔ a ≠ b :=
  ⟨fun h e => Bool.noConfusion (h.symm.trans (beq_iff_eq.mpr e)), fun h => Bool.eq_false_of_ne_true fun h' => h (eq_of_beq h')⟩
attribute [simp] beq_eq_false_iff_ne
theorem ne_of_beq_false [BEq α] [LawfulBEq α] {a b : α} (h : (a == b) = false) : a ≠ b := beq_eq_false_iff_ne.mp h
theorem beq_false_of_ne [BEq α] [LawfulBEq α] {a b : α} (h : a ≠ b) : (a == b) = false := beq_eq_false_iff_ne.mpr h
@[simp] theorem bne_iff_ne [BEq α] [LawfulBEq α] {a b : α} : a != b ↔ a ≠ b := by
  unfold bne
  cases h : a == b
  · exact iff_of_true rfl (ne_of_beq_false h)
  · exact iff_of_false (fun h => Bool.noConfusion h) (fun n => n (eq_of_beq h))
@[simp] theorem bne_self_eq_false [BEq α] [LawfulBEq α] (a : α) : (a != a) = false := by
  unfold bne
  rw [beq_self_eq_true]
  rfl

/-! ## Bool -/

namespace Bool

@[simp] theorem or_false (b : Bool) : (b || false) = b := by cases b <;> rfl
@[simp] theorem or_true (b : Bool) : (b || true) = true := by cases b <;> rfl
@[simp] theorem false_or (b : Bool) : (false || b) = b := rfl
@[simp] theorem true_or (b : Bool) : (true || b) = true := rfl
@[simp] theorem or_self (b : Bool) : (b || b) = b := by cases b <;> rfl
@[simp] theorem or_eq_true (a b : Bool) : ((a || b) = true) = (a = true ∨ b = true) := by
  cases a <;> cases b <;> simp
@[simp] theorem and_false (b : Bool) : (b && false) = false := by cases b <;> rfl
@[simp] theorem and_true (b : Bool) : (b && true) = b := by cases b <;> rfl
@[simp] theorem false_and (b : Bool) : (false && b) = false := rfl
@[simp] theorem true_and (b : Bool) : (true && b) = b := rfl
@[simp] theorem and_self (b : Bool) : (b && b) = b := by cases b <;> rfl
@[simp] theorem and_eq_true (a b : Bool) : ((a && b) = true) = (a = true ∧ b = true) := by
  cases a <;> cases b <;> simp
theorem and_assoc (a b c : Bool) : (a && b && c) = (a && (b && c)) := by cases a <;> rfl
theorem or_assoc (a b c : Bool) : (a || b || c) = (a || (b || c)) := by cases a <;> rfl
theorem and_comm (a b : Bool) : (a && b) = (b && a) := by cases a <;> cases b <;> rfl
theorem or_comm (a b : Bool) : (a || b) = (b || a) := by cases a <;> cases b <;> rfl
@[simp] theorem not_not (b : Bool) : (!!b) = b := by cases b <;> rfl
@[simp] theorem not_true : (!true) = false := rfl
@[simp] theorem not_false : (!false) = true := rfl
@[simp] theorem not_eq_true' (b : Bool) : ((!b) = true) = (b = false) := by cases b <;> simp
@[simp] theorem not_eq_false' (b : Bool) : ((!b) = false) = (b = true) := by cases b <;> simp
@[simp] theorem not_eq_true (b : Bool) : (¬(b = true)) = (b = false) := by cases b <;> simp
@[simp] theorem not_eq_false (b : Bool) : (¬(b = false)) = (b = true) := by cases b <;> simp
@[simp] theorem not_and (x y : Bool) : (!(x && y)) = (!x || !y) := by cases x <;> rfl
@[simp] theorem not_or (x y : Bool) : (!(x || y)) = (!x && !y) := by cases x <;> rfl
@[simp] theorem and_not_self (x : Bool) : (x && !x) = false := by cases x <;> rfl
@[simp] theorem not_and_self (x : Bool) : (!x && x) = false := by cases x <;> rfl
@[simp] theorem or_not_self (x : Bool) : (x || !x) = true := by cases x <;> rfl
@[simp] theorem not_or_self (x : Bool) : (!x || x) = true := by cases x <;> rfl
theorem and_or_distrib_left (x y z : Bool) : (x && (y || z)) = (x && y || x && z) := by cases x <;> rfl
theorem or_and_distrib_left (x y z : Bool) : (x || y && z) = ((x || y) && (x || z)) := by cases x <;> rfl
theorem eq_iff_iff {a b : Bool} : a = b ↔ (a ↔ b) := by cases a <;> cases b <;> simp
theorem eq_false_iff {b : Bool} : b = false ↔ b ≠ true := by cases b <;> simp
theorem ne_false_iff {b : Bool} : b ≠ false ↔ b = true := by cases b <;> simp
theorem eq_false_or_eq_true : (b : Bool) → b = true ∨ b = false
  | true => .inl rfl
  | false => .inr rfl
theorem dichotomy : (b : Bool) → b = false ∨ b = true
  | true => .inr rfl
  | false => .inl rfl
@[simp] theorem forall_bool {p : Bool → Prop} : (∀ b, p b) ↔ p false ∧ p true :=
  ⟨fun h => ⟨h false, h true⟩, fun ⟨h₁, h₂⟩ b => by cases b <;> assumption⟩
@[simp] theorem exists_bool {p : Bool → Prop} : (∃ b, p b) ↔ p false ∨ p true :=
  ⟨fun ⟨b, h⟩ => by cases b; exact .inl h; exact .inr h, fun h => h.elim (⟨_, ·⟩) (⟨_, ·⟩)⟩

/-- Exclusive or, written `a ^^ b`. -/
@[inline] def xor : Bool → Bool → Bool := bne

@[extern "grammar", term_parser] opaque «term_^^_» : Lean.TrailingParserDescr
@[extern "macro", macro Bool.«term_^^_»] opaque «_aux_Init_Data_Bool___macroRules_Bool_term_^^__1» : Lean.Macro

instance (p : Bool → Prop) [inst : DecidablePred p] : Decidable (∀ x, p x) :=
  decidable_of_decidable_of_iff (p := p false ∧ p true) forall_bool.symm

instance (p : Bool → Prop) [inst : DecidablePred p] : Decidable (∃ x, p x) :=
  decidable_of_decidable_of_iff (p := p false ∨ p true) exists_bool.symm

/-- 1 for true and 0 for false. -/
def toNat (b : Bool) : Nat := cond b 1 0

end Bool

theorem beq_true (b : Bool) : (b == true) = b := by cases b <;> rfl
theorem beq_false (b : Bool) : (b == false) = !b := by cases b <;> rfl
attribute [simp] beq_true beq_false
theorem Bool.eq_true_imp_eq_true {a b : Bool} (h : a = true → b = true) (ha : a = true) : b = true := h ha
@[simp] theorem cond_true (a b : α) : cond true a b = a := rfl
@[simp] theorem cond_false (a b : α) : cond false a b = b := rfl
@[simp] theorem cond_self (c : Bool) (t : α) : cond c t t = t := by cases c <;> rfl

@[simp] theorem decide_eq_true_eq [Decidable p] : (decide p = true) = p := propext ⟨of_decide_eq_true, decide_eq_true⟩
@[simp] theorem decide_eq_false_iff_not {_ : Decidable p} : (decide p = false) ↔ ¬p := ⟨of_decide_eq_false, decide_eq_false⟩
theorem decide_eq_true_iff {p : Prop} [Decidable p] : decide p = true ↔ p := ⟨of_decide_eq_true, decide_eq_true⟩
@[simp] theorem decide_true (h : Decidable True) : @decide True h = true := decide_eq_true trivial
@[simp] theorem decide_false (h : Decidable False) : @decide False h = false := decide_eq_false not_false
@[simp] theorem decide_not [g : Decidable p] [h : Decidable (Not p)] : decide (Not p) = !(decide p) := by
  by_cases hp : p
  · rw [decide_eq_true hp, decide_eq_false (fun n => n hp)]
    rfl
  · rw [decide_eq_false hp, decide_eq_true hp]
    rfl
@[simp] theorem Bool.decide_eq_true {b : Bool} [Decidable (b = true)] : decide (b = true) = b := by cases b <;> simp
@[simp] theorem Bool.decide_and (p q : Prop) [dpq : Decidable (p ∧ q)] [dp : Decidable p] [dq : Decidable q] :
    decide (p ∧ q) = (p && q) := by
  by_cases hp : p <;> by_cases hq : q <;> simp [hp, hq]
@[simp] theorem Bool.decide_or (p q : Prop) [dpq : Decidable (p ∨ q)] [dp : Decidable p] [dq : Decidable q] :
    decide (p ∨ q) = (p || q) := by
  by_cases hp : p <;> by_cases hq : q <;> simp [hp, hq]

/-! ## Equality of pairs, options, sums, subtypes -/

theorem Prod.ext : {p q : α × β} → p.1 = q.1 → p.2 = q.2 → p = q
  | (_, _), (_, _), rfl, rfl => rfl

theorem Prod.ext_iff {p q : α × β} : p = q ↔ p.1 = q.1 ∧ p.2 = q.2 := ⟨fun h => h ▸ ⟨rfl, rfl⟩, fun h => Prod.ext h.1 h.2⟩

instance [DecidableEq α] [DecidableEq β] : DecidableEq (α × β) := fun p q =>
  decidable_of_decidable_of_iff (p := p.1 = q.1 ∧ p.2 = q.2) Prod.ext_iff.symm

instance [Inhabited α] [Inhabited β] : Inhabited (α × β) := ⟨(default, default)⟩

@[simp] theorem Prod.mk.eta {p : α × β} : (p.1, p.2) = p := rfl
@[simp] theorem Prod.forall {p : α × β → Prop} : (∀ x, p x) ↔ ∀ a b, p (a, b) := ⟨fun h a b => h (a, b), fun h x => h x.1 x.2⟩
@[simp] theorem Prod.exists {p : α × β → Prop} : (∃ x, p x) ↔ ∃ a b, p (a, b) :=
  ⟨fun ⟨x, h⟩ => ⟨x.1, x.2, h⟩, fun ⟨a, b, h⟩ => ⟨(a, b), h⟩⟩

@[inline] def Prod.map {α₁ : Type u₁} {α₂ : Type u₂} {β₁ : Type v₁} {β₂ : Type v₂} (f : α₁ → α₂) (g : β₁ → β₂) :
    (p : α₁ × β₁) → α₂ × β₂
  | (a, b) => (f a, g b)

def Prod.swap (p : α × β) : β × α := (p.2, p.1)

instance [DecidableEq α] : DecidableEq (Option α)
  | none, none => isTrue rfl
  | none, some _ => isFalse (fun h => nomatch h)
  | some _, none => isFalse (fun h => nomatch h)
  | some a, some b => decidable_of_decidable_of_iff (p := a = b) ⟨fun h => h ▸ rfl, fun h => by injection h⟩

instance [DecidableEq α] [DecidableEq β] : DecidableEq (Sum α β)
  | .inl a, .inl b => decidable_of_decidable_of_iff (p := a = b) ⟨fun h => h ▸ rfl, fun h => by injection h⟩
  | .inr a, .inr b => decidable_of_decidable_of_iff (p := a = b) ⟨fun h => h ▸ rfl, fun h => by injection h⟩
  | .inl _, .inr _ => isFalse (fun h => nomatch h)
  | .inr _, .inl _ => isFalse (fun h => nomatch h)

theorem Subtype.ext {p : α → Prop} : {a b : {x // p x}} → a.1 = b.1 → a = b
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl

protected theorem Subtype.eq {α : Type u} {p : α → Prop} {a b : {x // p x}} (h : a.1 = b.1) : a = b := Subtype.ext h

theorem Subtype.ext_iff {p : α → Prop} {a b : {x // p x}} : a = b ↔ a.1 = b.1 := ⟨fun h => h ▸ rfl, Subtype.ext⟩

instance {α : Type u} {p : α → Prop} [DecidableEq α] : DecidableEq {x : α // p x} := fun a b =>
  decidable_of_decidable_of_iff (p := a.1 = b.1) Subtype.ext_iff.symm

@[simp] theorem Subtype.exists {p : α → Prop} {q : {a // p a} → Prop} : (∃ x, q x) ↔ ∃ a, ∃ b, q ⟨a, b⟩ :=
  ⟨fun ⟨⟨a, b⟩, h⟩ => ⟨a, b, h⟩, fun ⟨a, b, h⟩ => ⟨⟨a, b⟩, h⟩⟩
@[simp] theorem Subtype.forall {p : α → Prop} {q : {a // p a} → Prop} : (∀ x, q x) ↔ ∀ a b, q ⟨a, b⟩ :=
  ⟨fun h a b => h ⟨a, b⟩, fun h ⟨a, b⟩ => h a b⟩

instance : DecidableEq PUnit := fun _ _ => isTrue rfl
instance : DecidableEq Empty := fun a => nomatch a
instance : Inhabited PUnit := ⟨⟨⟩⟩
instance : Inhabited Prop := ⟨True⟩
