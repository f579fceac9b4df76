/-
Init.List: functions on lists and options, membership, and the quantifiers that `decide` settles: over the members of a list,
and over the numbers below a bound. The lemmas about the functions follow in Init.ListLemmas.
-/
prelude
import Init.Bool
import Init.Nat
set_option linter.unusedVariables false
universe u v w

/-! ## Option -/

namespace Option
variable {α : Type u} {β : Type v}

@[inline] def isSome : Option α → Bool
  | some _ => true
  | none => false
@[inline] def isNone : Option α → Bool
  | some _ => false
  | none => true
@[inline] def toList : Option α → List α
  | none => []
  | some a => [a]
@[inline] protected def bind : Option α → (α → Option β) → Option β
  | none, _ => none
  | some a, f => f a
@[inline] protected def filter (p : α → Bool) : Option α → Option α
  | some a => if p a then some a else none
  | none => none
@[macro_inline] protected def orElse : Option α → (Unit → Option α) → Option α
  | some a, _ => some a
  | none, b => b ()
@[inline] def get : (o : Option α) → isSome o → α
  | some x, _ => x

@[simp] theorem isSome_none : (none : Option α).isSome = false := rfl
@[simp] theorem isSome_some {a : α} : (some a).isSome = true := rfl
@[simp] theorem isNone_none : (none : Option α).isNone = true := rfl
@[simp] theorem isNone_some {a : α} : (some a).isNone = false := rfl
@[simp] theorem getD_none {a : α} : none.getD a = a := rfl
@[simp] theorem getD_some {a b : α} : (some a).getD b = a := rfl
@[simp] theorem map_none (f : α → β) : none.map f = none := rfl
@[simp] theorem map_some (f : α → β) {a : α} : (some a).map f = some (f a) := rfl
@[simp] theorem bind_none (f : α → Option β) : none.bind f = none := rfl
@[simp] theorem bind_some (a : α) (f : α → Option β) : (some a).bind f = f a := rfl
@[simp] theorem some_ne_none (x : α) : some x ≠ none := fun h => nomatch h
theorem some_inj {a b : α} : some a = some b ↔ a = b := ⟨fun h => by injection h, fun h => h ▸ rfl⟩
theorem eq_none_iff_forall_ne_some {o : Option α} : o = none ↔ ∀ a, o ≠ some a :=
  ⟨fun h a e => (nomatch h.symm.trans e), fun h => match o, h with | none, _ => rfl | some a, h => absurd rfl (h a)⟩
theorem isSome_iff_exists {x : Option α} : x.isSome ↔ ∃ a, x = some a :=
  match x with
  | none => ⟨fun h => Bool.noConfusion h, fun ⟨_, h⟩ => nomatch h⟩
  | some a => ⟨fun _ => ⟨a, rfl⟩, fun _ => rfl⟩

end Option

/-! ## Functions on lists -/

namespace List
variable {α : Type u} {β : Type v} {γ : Type w}

instance : Append (List α) := ⟨List.append⟩

@[specialize] def foldr (f : α → β → β) (init : β) : (l : List α) → β
  | [] => init
  | a :: as => f a (foldr f init as)
def reverseAux : List α → List α → List α
  | [], r => r
  | a :: l, r => reverseAux l (a :: r)
def reverse (as : List α) : List α := reverseAux as []
def filter (p : α → Bool) : (l : List α) → List α
  | [] => []
  | a :: as => match p a with
    | true => a :: filter p as
    | false => filter p as
def filterMap (f : α → Option β) : List α → List β
  | [] => []
  | a :: as => match f a with
    | none => filterMap f as
    | some b => b :: filterMap f as
def all : List α → (α → Bool) → Bool
  | [], _ => true
  | h :: t, p => p h && all t p
def any : List α → (α → Bool) → Bool
  | [], _ => false
  | h :: t, p => p h || any t p
def elem [BEq α] (a : α) : (l : List α) → Bool
  | [] => false
  | b :: bs => match a == b with
    | true => true
    | false => elem a bs
abbrev contains [BEq α] (as : List α) (a : α) : Bool := elem a as
def isEmpty : List α → Bool
  | [] => true
  | _ :: _ => false
def head : (as : List α) → as ≠ [] → α
  | a :: _, _ => a
def head? : List α → Option α
  | [] => none
  | a :: _ => some a
def headD (as : List α) (fallback : α) : α := match as with
  | [] => fallback
  | a :: _ => a
def tail : List α → List α
  | [] => []
  | _ :: as => as
def getLast : ∀ (as : List α), as ≠ [] → α
  | [], h => absurd rfl h
  | [a], _ => a
  | _ :: b :: as, _ => getLast (b :: as) (fun h => nomatch h)
def getLast? : List α → Option α
  | [] => none
  | a :: as => some (getLast (a :: as) (fun h => nomatch h))
def take : (n : Nat) → (xs : List α) → List α
  | 0, _ => []
  | _ + 1, [] => []
  | n + 1, a :: as => a :: take n as
def drop : (n : Nat) → (xs : List α) → List α
  | 0, as => as
  | _ + 1, [] => []
  | n + 1, _ :: as => drop n as
def takeWhile (p : α → Bool) : (xs : List α) → List α
  | [] => []
  | hd :: tl => match p hd with
    | true => hd :: takeWhile p tl
    | false => []
def dropWhile (p : α → Bool) : List α → List α
  | [] => []
  | a :: l => match p a with
    | true => dropWhile p l
    | false => a :: l
def find? (p : α → Bool) : List α → Option α
  | [] => none
  | a :: as => match p a with
    | true => some a
    | false => find? p as
def lookup [BEq α] : α → List (α × β) → Option β
  | _, [] => none
  | a, (k, b) :: as => match a == k with
    | true => some b
    | false => lookup a as
def zipWith (f : α → β → γ) : (xs : List α) → (ys : List β) → List γ
  | x :: xs, y :: ys => f x y :: zipWith f xs ys
  | _, _ => []
def zip : List α → List β → List (α × β) := zipWith Prod.mk
def unzip : (l : List (α × β)) → List α × List β
  | [] => ([], [])
  | (a, b) :: t => (a :: (unzip t).1, b :: (unzip t).2)
def replicate : (n : Nat) → (a : α) → List α
  | 0, _ => []
  | n + 1, a => a :: replicate n a
def range.loop : Nat → List Nat → List Nat
  | 0, ns => ns
  | n + 1, ns => loop n (n :: ns)
def range (n : Nat) : List Nat := range.loop n []
def range' : (start len : Nat) → (step : Nat := 1) → List Nat
  | _, 0, _ => []
  | s, n + 1, step => s :: range' (s + step) n step
protected def erase [BEq α] : List α → α → List α
  | [], _ => []
  | a :: as, b => match a == b with
    | true => as
    | false => a :: List.erase as b
def eraseIdx : (l : List α) → (i : Nat) → List α
  | [], _ => []
  | _ :: as, 0 => as
  | a :: as, n + 1 => a :: eraseIdx as n
protected def sum [Add α] [Zero α] (l : List α) : α := foldr (· + ·) 0 l
def countP (p : α → Bool) : (l : List α) → Nat
  | [] => 0
  | a :: as => bif p a then countP p as + 1 else countP p as
def count [BEq α] (a : α) (l : List α) : Nat := countP (· == a) l
def mapIdx.go (f : Nat → α → β) : List α → Nat → List β
  | [], _ => []
  | a :: as, i => f i a :: mapIdx.go f as (i + 1)
def mapIdx (f : Nat → α → β) (as : List α) : List β := mapIdx.go f as 0
def insert [BEq α] (a : α) (l : List α) : List α := if l.elem a then l else a :: l
def partition (p : α → Bool) (as : List α) : List α × List α := (as.filter p, as.filter (fun a => !p a))

/-! ## Membership -/

inductive Mem (a : α) : List α → Prop where
  | head (as : List α) : Mem a (a :: as)
  | tail (b : α) {as : List α} : Mem a as → Mem a (b :: as)

set_option warning.simp.varHead false

instance : Membership α (List α) where
  mem l a := Mem a l

@[simp] theorem not_mem_nil {a : α} : ¬a ∈ [] := fun h => nomatch h
@[simp] theorem mem_cons {a b : α} {l : List α} : a ∈ b :: l ↔ a = b ∨ a ∈ l :=
  ⟨fun h => by cases h; exact .inl rfl; exact .inr ‹_›, fun h => h.elim (fun e => e ▸ .head l) (.tail b)⟩
theorem mem_cons_self {a : α} {l : List α} : a ∈ a :: l := .head l
attribute [simp] mem_cons_self
theorem mem_cons_of_mem (y : α) {a : α} {l : List α} : a ∈ l → a ∈ y :: l := .tail y
theorem mem_singleton {a b : α} : a ∈ [b] ↔ a = b := ⟨fun h => (mem_cons.mp h).elim id fun h => (nomatch h), fun h => h ▸ mem_cons_self⟩
theorem eq_nil_iff_forall_not_mem {l : List α} : l = [] ↔ ∀ a, ¬a ∈ l :=
  ⟨fun h a m => by rw [h] at m; exact (nomatch m), fun h => match l, h with | [], _ => rfl | a :: l, h => absurd mem_cons_self (h a)⟩
theorem exists_mem_of_ne_nil (l : List α) (h : l ≠ []) : ∃ x, x ∈ l := match l, h with | a :: l, _ => ⟨a, mem_cons_self⟩
theorem length_pos_of_mem {a : α} : ∀ {l : List α}, a ∈ l → 0 < l.length
  | _ :: _, _ => Nat.zero_lt_succ _

theorem mem_of_elem_eq_true [BEq α] [LawfulBEq α] {a : α} : ∀ {as : List α}, elem a as = true → a ∈ as
  | [], h => Bool.noConfusion h
  | b :: bs, h => by
    unfold elem at h
    cases e : a == b
    · rw [e] at h
      exact .tail b (mem_of_elem_eq_true h)
    · rw [eq_of_beq e]
      exact .head bs
theorem elem_eq_true_of_mem [BEq α] [LawfulBEq α] {a : α} : ∀ {as : List α}, a ∈ as → elem a as = true
  | b :: bs, h => by
    unfold elem
    cases e : a == b
    · cases h with
      | head => rw [beq_self_eq_true] at e; exact Bool.noConfusion e
      | tail _ h => exact elem_eq_true_of_mem h
    · rfl
theorem elem_iff [BEq α] [LawfulBEq α] {a : α} {as : List α} : elem a as = true ↔ a ∈ as := ⟨mem_of_elem_eq_true, elem_eq_true_of_mem⟩
@[simp] theorem contains_iff_mem [BEq α] [LawfulBEq α] {a : α} {as : List α} : as.contains a ↔ a ∈ as := elem_iff
instance [BEq α] [LawfulBEq α] (a : α) (as : List α) : Decidable (a ∈ as) := decidable_of_decidable_of_iff elem_iff

theorem forall_mem_cons {p : α → Prop} {a : α} {l : List α} : (∀ x, x ∈ a :: l → p x) ↔ p a ∧ ∀ x, x ∈ l → p x :=
  ⟨fun h => ⟨h a mem_cons_self, fun x hx => h x (.tail a hx)⟩, fun h x hx => by cases hx; exact h.1; exact h.2 x ‹_›⟩
theorem exists_mem_cons {p : α → Prop} {a : α} {l : List α} : (∃ x, x ∈ a :: l ∧ p x) ↔ p a ∨ ∃ x, x ∈ l ∧ p x :=
  ⟨fun ⟨x, hx, hp⟩ => by cases hx; exact .inl hp; exact .inr ⟨x, ‹_›, hp⟩,
   fun h => h.elim (fun hp => ⟨a, mem_cons_self, hp⟩) (fun ⟨x, hx, hp⟩ => ⟨x, .tail a hx, hp⟩)⟩
@[simp] theorem forall_mem_nil (p : α → Prop) : ∀ (x) (_ : x ∈ @nil α), p x := fun _ h => nomatch h

@[simp] theorem all_eq_true {p : α → Bool} : ∀ {l : List α}, l.all p = true ↔ ∀ x, x ∈ l → p x
  | [] => ⟨fun _ _ h => (nomatch h), fun _ => rfl⟩
  | a :: l => by
    show (p a && all l p) = true ↔ _
    rw [Bool.and_eq_true, forall_mem_cons]
    exact and_congr .rfl all_eq_true
@[simp] theorem any_eq_true {p : α → Bool} : ∀ {l : List α}, l.any p = true ↔ ∃ x, x ∈ l ∧ p x
  | [] => ⟨fun h => Bool.noConfusion h, fun ⟨_, h, _⟩ => nomatch h⟩
  | a :: l => by
    show (p a || any l p) = true ↔ _
    rw [Bool.or_eq_true, exists_mem_cons]
    exact or_congr .rfl any_eq_true

instance decidableBAll (p : α → Prop) [DecidablePred p] (l : List α) : Decidable (∀ x, x ∈ l → p x) :=
  decidable_of_decidable_of_iff (p := l.all (fun x => decide (p x)) = true)
    (all_eq_true.trans ⟨fun h x hx => of_decide_eq_true (h x hx), fun h x hx => decide_eq_true (h x hx)⟩)
instance decidableBEx (p : α → Prop) [DecidablePred p] (l : List α) : Decidable (∃ x, x ∈ l ∧ p x) :=
  decidable_of_decidable_of_iff (p := l.any (fun x => decide (p x)) = true)
    (any_eq_true.trans ⟨fun ⟨x, hx, h⟩ => ⟨x, hx, of_decide_eq_true h⟩, fun ⟨x, hx, h⟩ => ⟨x, hx, decide_eq_true h⟩⟩)

/-! ## Indices -/

def get?Internal : (as : List α) → (i : Nat) → Option α
  | a :: _, 0 => some a
  | _ :: as, n + 1 => get?Internal as n
  | _, _ => none

def get!Internal [Inhabited α] : (as : List α) → (i : Nat) → α
  | a :: _, 0 => a
  | _ :: as, n + 1 => get!Internal as n
  | _, _ => default

instance : GetElem? (List α) Nat α fun as i => i < as.length where
  getElem as i h := as.get ⟨i, h⟩
  getElem? as i := as.get?Internal i
  getElem! as i := as.get!Internal i

end List

/-! ## Bounded quantifiers over Nat -/

namespace Nat

instance decidableBallLT : ∀ (n : Nat) (P : ∀ k, k < n → Prop) [∀ n h, Decidable (P n h)], Decidable (∀ n h, P n h)
  | 0, _, _ => isTrue fun n h => absurd h (Nat.not_lt_zero n)
  | n + 1, P, H =>
    match decidableBallLT n (fun k h => P k (Nat.lt_succ_of_lt h)), H n (Nat.lt_succ_self n) with
    | isFalse h, _ => isFalse fun h' => h fun k hk => h' k (Nat.lt_succ_of_lt hk)
    | isTrue h, isTrue hn => isTrue fun k hk =>
      (Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hk)).elim (fun lt => h k lt) (fun e => by subst e; exact hn)
    | isTrue _, isFalse hn => isFalse fun h' => hn (h' n (Nat.lt_succ_self n))

instance decidableForallFin (P : Fin n → Prop) [DecidablePred P] : Decidable (∀ i, P i) :=
  decidable_of_decidable_of_iff (p := ∀ k h, P ⟨k, h⟩) ⟨fun m ⟨k, h⟩ => m k h, fun m k h => m ⟨k, h⟩⟩

instance decidableBallLE (n : Nat) (P : ∀ k, k ≤ n → Prop) [∀ n h, Decidable (P n h)] : Decidable (∀ n h, P n h) :=
  decidable_of_decidable_of_iff (p := ∀ k (h : k < n + 1), P k (Nat.le_of_lt_succ h))
    ⟨fun m k h => m k (Nat.lt_succ_of_le h), fun m k _ => m k _⟩

instance decidableExistsLT {p : Nat → Prop} [h : DecidablePred p] : DecidablePred fun n => ∃ m, m < n ∧ p m
  | 0 => isFalse fun ⟨m, h, _⟩ => Nat.not_lt_zero m h
  | n + 1 =>
    match decidableExistsLT (p := p) n, h n with
    | isTrue h, _ => isTrue (match h with | ⟨m, hm, hp⟩ => ⟨m, Nat.lt_succ_of_lt hm, hp⟩)
    | isFalse _, isTrue hn => isTrue ⟨n, Nat.lt_succ_self n, hn⟩
    | isFalse h, isFalse hn => isFalse fun ⟨m, hm, hp⟩ =>
      (Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hm)).elim (fun lt => h ⟨m, lt, hp⟩) (fun e => hn (e ▸ hp))

instance decidableExistsLE {p : Nat → Prop} [DecidablePred p] : DecidablePred fun n => ∃ m, m ≤ n ∧ p m := fun n =>
  decidable_of_decidable_of_iff (p := ∃ m, m < n + 1 ∧ p m)
    ⟨fun ⟨m, h, hp⟩ => ⟨m, Nat.le_of_lt_succ h, hp⟩, fun ⟨m, h, hp⟩ => ⟨m, Nat.lt_succ_of_le h, hp⟩⟩

instance decidableExistsFin (P : Fin n → Prop) [DecidablePred P] : Decidable (∃ i, P i) :=
  have (k : Nat) : Decidable (∃ h : k < n, P ⟨k, h⟩) :=
    if h : k < n then decidable_of_decidable_of_iff (p := P ⟨k, h⟩) ⟨fun hp => ⟨h, hp⟩, fun ⟨_, hp⟩ => hp⟩
    else isFalse fun ⟨h', _⟩ => h h'
  decidable_of_decidable_of_iff (p := ∃ k, k < n ∧ ∃ h : k < n, P ⟨k, h⟩)
    ⟨fun ⟨k, _, h, hp⟩ => ⟨⟨k, h⟩, hp⟩, fun ⟨⟨k, h⟩, hp⟩ => ⟨k, h, h, hp⟩⟩

end Nat
