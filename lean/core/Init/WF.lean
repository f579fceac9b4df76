/-
Init.WF: well-founded recursion and induction.
-/
prelude
import Init.Fin
set_option linter.unusedVariables false
universe u v w

inductive Acc {α : Sort u} (r : α → α → Prop) : α → Prop where
  | intro (x : α) (h : (y : α) → r y x → Acc r y) : Acc r x

noncomputable abbrev Acc.ndrec.{u1, u2} {α : Sort u2} {r : α → α → Prop} {C : α → Sort u1}
    (m : (x : α) → ((y : α) → r y x → Acc r y) → ((y : α) → (a : r y x) → C y) → C x) {a : α} (n : Acc r a) : C a := n.rec m

theorem Acc.inv {α : Sort u} {r : α → α → Prop} {x y : α} (h₁ : Acc r x) (h₂ : r y x) : Acc r y := h₁.recOn (fun _ ac _ h₂ => ac y h₂) h₂

inductive WellFounded {α : Sort u} (r : α → α → Prop) : Prop where
  | intro (h : ∀ a, Acc r a) : WellFounded r

class WellFoundedRelation (α : Sort u) where
  rel : α → α → Prop
  wf : WellFounded rel

namespace WellFounded
variable {α : Sort u} {r : α → α → Prop}

theorem apply (wf : WellFounded r) (a : α) : Acc r a := wf.rec fun h => h a

theorem recursion (hwf : WellFounded r) {C : α → Sort v} (a : α) (h : ∀ x, (∀ y, r y x → C y) → C x) : Nonempty (C a) :=
  ⟨(apply hwf a).rec fun x _ ih => h x ih⟩

theorem induction (hwf : WellFounded r) {C : α → Prop} (a : α) (h : ∀ x, (∀ y, r y x → C y) → C x) : C a :=
  (apply hwf a).rec fun x _ ih => h x ih

variable {C : α → Sort v} (F : ∀ x, (∀ y, r y x → C y) → C x)

noncomputable def fixF (x : α) (a : Acc r x) : C x := a.rec fun x _ ih => F x ih

theorem fixF_eq (x : α) (acx : Acc r x) : fixF F x acx = F x (fun (y : α) (p : r y x) => fixF F y (Acc.inv acx p)) :=
  acx.rec fun _ _ _ => rfl

end WellFounded

-- The order of the implicit arguments matters: Lean builds applications of `fix` by position.
@[irreducible] noncomputable def WellFounded.fix {α : Sort u} {C : α → Sort v} {r : α → α → Prop} (hwf : WellFounded r)
    (F : ∀ x, (∀ y, r y x → C y) → C x) (x : α) : C x := WellFounded.fixF F x (hwf.apply x)

theorem WellFounded.fix_eq {α : Sort u} {C : α → Sort v} {r : α → α → Prop} (hwf : WellFounded r)
    (F : ∀ x, (∀ y, r y x → C y) → C x) (x : α) : fix hwf F x = F x (fun y _ => fix hwf F y) := by
  delta fix
  exact fixF_eq F x (hwf.apply x)


def InvImage {α : Sort u} {β : Sort v} (r : β → β → Prop) (f : α → β) : α → α → Prop := fun a b => r (f a) (f b)

theorem InvImage.accAux {α : Sort u} {β : Sort v} {r : β → β → Prop} {f : α → β} {b : β} (ac : Acc r b) :
    (x : α) → f x = b → Acc (InvImage r f) x := by
  induction ac with
  | intro b _ ih =>
    intro x e
    exact ⟨x, fun y hy => ih (f y) (e ▸ hy) y rfl⟩

theorem InvImage.wf {α : Sort u} {β : Sort v} {r : β → β → Prop} (f : α → β) (h : WellFounded r) : WellFounded (InvImage r f) :=
  ⟨fun a => InvImage.accAux (h.apply (f a)) a rfl⟩

@[reducible] def invImage {α : Sort u} {β : Sort v} (f : α → β) (h : WellFoundedRelation β) : WellFoundedRelation α where
  rel := InvImage h.rel f
  wf := InvImage.wf f h.wf

namespace Nat

private theorem acc_lt : (n k : Nat) → k < n → Acc (fun a b : Nat => a < b) k
  | 0, k, h => absurd h (Nat.not_lt_zero k)
  | n + 1, k, h => ⟨k, fun m hm => acc_lt n m (Nat.lt_of_lt_of_le hm (Nat.le_of_lt_succ h))⟩

@[instance_reducible] def lt_wfRel : WellFoundedRelation Nat where
  rel := (· < ·)
  wf := ⟨fun n => acc_lt (n + 1) n (Nat.lt_succ_self n)⟩

@[elab_as_elim] protected noncomputable def strongRecOn {motive : Nat → Sort u} (n : Nat)
    (ind : ∀ n, (∀ m, m < n → motive m) → motive n) : motive n := Nat.lt_wfRel.wf.fix ind n

@[elab_as_elim] protected theorem strong_induction_on {p : Nat → Prop} (n : Nat) (h : ∀ n, (∀ m, m < n → p m) → p n) : p n :=
  Nat.strongRecOn n h

@[elab_as_elim] protected noncomputable def caseStrongRecOn {motive : Nat → Sort u} (a : Nat) (zero : motive 0)
    (ind : ∀ n, (∀ m, m ≤ n → motive m) → motive (succ n)) : motive a :=
  Nat.strongRecOn a fun n => match n with
    | 0 => fun _ => zero
    | n + 1 => fun h => ind n fun m hm => h m (Nat.lt_succ_of_le hm)


end Nat

@[reducible] def measure {α : Sort u} (f : α → Nat) : WellFoundedRelation α := invImage f Nat.lt_wfRel
@[reducible] def sizeOfWFRel {α : Sort u} [SizeOf α] : WellFoundedRelation α := measure sizeOf

instance (priority := low) {α : Sort u} [SizeOf α] : WellFoundedRelation α := sizeOfWFRel

/-! ## Lexicographic orders -/

namespace Prod
variable {α : Type u} {β : Type v} (ra : α → α → Prop) (rb : β → β → Prop)

protected inductive Lex : α × β → α × β → Prop where
  | left {a₁} (b₁) {a₂} (b₂) (h : ra a₁ a₂) : Prod.Lex (a₁, b₁) (a₂, b₂)
  | right (a) {b₁ b₂} (h : rb b₁ b₂) : Prod.Lex (a, b₁) (a, b₂)

theorem lexAccessible {ra : α → α → Prop} {rb : β → β → Prop} {a : α} (aca : Acc ra a) (acb : (b : β) → Acc rb b) (b : β) :
    Acc (Prod.Lex ra rb) (a, b) := by
  induction aca generalizing b with
  | intro a _ iha =>
    induction acb b with
    | intro b _ ihb =>
      refine ⟨_, fun p lt => ?_⟩
      cases lt with
      | left b₁ _ h => exact iha _ h _
      | right _ h => exact ihb _ h

@[reducible] def lex (ha : WellFoundedRelation α) (hb : WellFoundedRelation β) : WellFoundedRelation (α × β) where
  rel := Prod.Lex ha.rel hb.rel
  wf := ⟨fun (a, b) => lexAccessible (ha.wf.apply a) hb.wf.apply b⟩

instance [ha : WellFoundedRelation α] [hb : WellFoundedRelation β] : WellFoundedRelation (α × β) := lex ha hb

end Prod

namespace PSigma
variable {α : Sort u} {β : α → Sort v}

protected inductive Lex (r : α → α → Prop) (s : ∀ a, β a → β a → Prop) : PSigma β → PSigma β → Prop where
  | left : ∀ {a₁ : α} (b₁ : β a₁) {a₂ : α} (b₂ : β a₂), r a₁ a₂ → PSigma.Lex r s ⟨a₁, b₁⟩ ⟨a₂, b₂⟩
  | right : ∀ (a : α) {b₁ b₂ : β a}, s a b₁ b₂ → PSigma.Lex r s ⟨a, b₁⟩ ⟨a, b₂⟩

theorem lexAccessible {r : α → α → Prop} {s : (a : α) → β a → β a → Prop} {a} (aca : Acc r a)
    (acb : (a : α) → WellFounded (s a)) (b : β a) : Acc (PSigma.Lex r s) ⟨a, b⟩ := by
  induction aca with
  | intro a _ iha =>
    induction (acb a).apply b with
    | intro b _ ihb =>
      refine ⟨_, fun p lt => ?_⟩
      cases lt with
      | left b₁ _ h => exact iha _ h b₁
      | right _ h => exact ihb _ h

@[reducible] def lex (ha : WellFoundedRelation α) (hb : (a : α) → WellFoundedRelation (β a)) : WellFoundedRelation (PSigma β) where
  rel := PSigma.Lex ha.rel (fun a => (hb a).rel)
  wf := ⟨fun ⟨a, b⟩ => lexAccessible (ha.wf.apply a) (fun a => (hb a).wf) b⟩

instance [ha : WellFoundedRelation α] [hb : (a : α) → WellFoundedRelation (β a)] : WellFoundedRelation (PSigma β) := lex ha hb

end PSigma

/-! ## What the compiler of recursive definitions looks up -/

@[simp] theorem sizeOf_nat (n : Nat) : sizeOf n = n := rfl
@[simp] theorem sizeOf_default {α : Sort u} (n : α) : sizeOf n = 0 := rfl

/-- The identity, kept from unfolding. -/
@[irreducible] def Lean.opaqueId {α : Sort u} (x : α) : α := x

def wfParam {α : Sort u} (a : α) : α := a
def binderNameHint {α : Sort u} {β : Sort v} {γ : Sort w} (v : α) (binder : β) (e : γ) : γ := e

/-- Recursion along a measure in Nat, with fuel. -/
noncomputable def WellFounded.Nat.fix {α : Sort u} {motive : α → Sort v} (h : α → Nat)
    (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x) (x : α) : motive x :=
  (InvImage.wf h Nat.lt_wfRel.wf).fix F x

theorem WellFounded.Nat.fix_eq {α : Sort u} {motive : α → Sort v} (h : α → Nat)
    (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x) (x : α) :
    WellFounded.Nat.fix h F x = F x (fun y _ => WellFounded.Nat.fix h F y) := WellFounded.fix_eq _ F x


/-! ## Steps that `decreasing_tactic` may try. (Official Lean finds them by `omega`, which this core does not have.) -/

macro_rules | `(tactic| decreasing_trivial) => `(tactic| exact Nat.sub_one_lt (by assumption))
macro_rules | `(tactic| decreasing_trivial) => `(tactic| exact Nat.div_lt_self (Nat.pos_of_ne_zero (by assumption)) (by decide))
macro_rules | `(tactic| decreasing_trivial) => `(tactic| exact Nat.mod_lt _ (Nat.pos_of_ne_zero (by assumption)))
