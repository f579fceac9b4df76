/-
Init.ListLemmas: the lemmas about the functions of Init.List. Official names and statements, proofs of our own.
-/
prelude
import Init.List
set_option linter.unusedVariables false
universe u v w

namespace List
variable {α : Type u} {β : Type v} {γ : Type w}

/-! ## Length, append, reverse -/

@[simp] theorem length_nil : length ([] : List α) = 0 := rfl
@[simp] theorem length_cons {a : α} {as : List α} : (a :: as).length = as.length + 1 := rfl
theorem length_singleton {a : α} : length [a] = 1 := rfl
theorem cons_ne_nil (a : α) (l : List α) : a :: l ≠ [] := fun h => nomatch h
attribute [simp] cons_ne_nil
theorem cons_inj_right (a : α) {l l' : List α} : a :: l = a :: l' ↔ l = l' := ⟨fun h => by injection h, fun h => h ▸ rfl⟩
theorem eq_nil_of_length_eq_zero : ∀ {l : List α}, length l = 0 → l = []
  | [], _ => rfl
@[simp] theorem length_eq_zero_iff {l : List α} : length l = 0 ↔ l = [] := ⟨eq_nil_of_length_eq_zero, fun h => h ▸ rfl⟩
theorem length_pos_iff {l : List α} : 0 < length l ↔ l ≠ [] := Nat.pos_iff_ne_zero.trans (not_congr length_eq_zero_iff)
@[simp] theorem append_eq {as bs : List α} : List.append as bs = as ++ bs := rfl
@[simp] theorem nil_append (as : List α) : [] ++ as = as := rfl
@[simp] theorem cons_append {a : α} {as bs : List α} : (a :: as) ++ bs = a :: (as ++ bs) := rfl
@[simp] theorem append_nil : ∀ as : List α, as ++ [] = as
  | [] => rfl
  | a :: as => congrArg (a :: ·) (append_nil as)
@[simp] theorem append_assoc : ∀ as bs cs : List α, (as ++ bs) ++ cs = as ++ (bs ++ cs)
  | [], _, _ => rfl
  | a :: as, bs, cs => congrArg (a :: ·) (append_assoc as bs cs)
theorem append_cons (as : List α) (b : α) (bs : List α) : as ++ b :: bs = as ++ [b] ++ bs := by rw [append_assoc]; rfl
@[simp] theorem length_append : ∀ {as bs : List α}, (as ++ bs).length = as.length + bs.length
  | [], bs => (Nat.zero_add _).symm
  | a :: as, bs => by
    show (as ++ bs).length + 1 = as.length + 1 + bs.length
    rw [length_append, Nat.add_right_comm]
theorem append_cancel_left {as bs cs : List α} (h : as ++ bs = as ++ cs) : bs = cs := by
  induction as with
  | nil => exact h
  | cons a as ih => exact ih (by injection h)
@[simp] theorem append_cancel_left_eq (as bs cs : List α) : (as ++ bs = as ++ cs) = (bs = cs) := propext ⟨append_cancel_left, fun h => h ▸ rfl⟩
@[simp] theorem append_eq_nil_iff {p q : List α} : p ++ q = [] ↔ p = [] ∧ q = [] :=
  ⟨fun h => match p, q, h with | [], [], _ => ⟨rfl, rfl⟩, fun h => by rw [h.1, h.2]; rfl⟩
@[simp] theorem mem_append {a : α} {s t : List α} : a ∈ s ++ t ↔ a ∈ s ∨ a ∈ t := by
  induction s with
  | nil => exact ⟨.inr, fun h => h.elim (fun h => nomatch h) id⟩
  | cons b s ih => rw [cons_append, mem_cons, mem_cons, ih, or_assoc]
theorem mem_append_left {a : α} {as : List α} (bs : List α) (h : a ∈ as) : a ∈ as ++ bs := mem_append.mpr (.inl h)
theorem mem_append_right {a : α} (as : List α) {bs : List α} (h : a ∈ bs) : a ∈ as ++ bs := mem_append.mpr (.inr h)
theorem append_of_mem {a : α} : ∀ {l : List α}, a ∈ l → ∃ s t : List α, l = s ++ a :: t
  | _, .head l => ⟨[], l, rfl⟩
  | _, .tail b h => match append_of_mem h with | ⟨s, t, e⟩ => ⟨b :: s, t, by rw [e]; rfl⟩

theorem reverseAux_eq_append : ∀ {as bs : List α}, reverseAux as bs = reverseAux as [] ++ bs
  | [], _ => rfl
  | a :: as, bs => by
    show reverseAux as (a :: bs) = reverseAux as [a] ++ bs
    rw [reverseAux_eq_append (bs := a :: bs), reverseAux_eq_append (bs := [a]), append_assoc]
    rfl
@[simp] theorem reverse_nil : reverse ([] : List α) = [] := rfl
@[simp] theorem reverse_cons {a : α} {as : List α} : reverse (a :: as) = reverse as ++ [a] :=
  reverseAux_eq_append (as := as) (bs := [a])
@[simp] theorem reverse_append : ∀ {as bs : List α}, (as ++ bs).reverse = bs.reverse ++ as.reverse
  | [], bs => (append_nil _).symm
  | a :: as, bs => by rw [cons_append, reverse_cons, reverse_append, reverse_cons, append_assoc]
@[simp] theorem reverse_reverse : ∀ as : List α, as.reverse.reverse = as
  | [] => rfl
  | a :: as => by rw [reverse_cons, reverse_append, reverse_reverse as]; rfl
@[simp] theorem length_reverse : ∀ {as : List α}, (as.reverse).length = as.length
  | [] => rfl
  | a :: as => by rw [reverse_cons, length_append, length_reverse]; rfl
@[simp] theorem mem_reverse {x : α} : ∀ {as : List α}, x ∈ reverse as ↔ x ∈ as
  | [] => .rfl
  | a :: as => by rw [reverse_cons, mem_append, mem_singleton, mem_cons, mem_reverse, or_comm]

/-! ## map, filter, fold -/

@[simp] theorem map_nil {f : α → β} : map f [] = [] := rfl
@[simp] theorem map_cons {f : α → β} {a : α} {l : List α} : map f (a :: l) = f a :: map f l := rfl
@[simp] theorem length_map {as : List α} (f : α → β) : (as.map f).length = as.length := by
  induction as with
  | nil => rfl
  | cons a as ih => exact congrArg (· + 1) ih
@[simp] theorem map_append {f : α → β} : ∀ {l₁ l₂ : List α}, map f (l₁ ++ l₂) = map f l₁ ++ map f l₂
  | [], _ => rfl
  | a :: l₁, l₂ => congrArg (f a :: ·) map_append
@[simp] theorem map_id (l : List α) : map (id : α → α) l = l := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (a :: ·) ih
@[simp] theorem map_id' (l : List α) : map (fun a => a) l = l := map_id l
@[simp] theorem map_map {g : β → γ} {f : α → β} {l : List α} : map g (map f l) = map (g ∘ f) l := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (g (f a) :: ·) ih
theorem map_congr_left {f g : α → β} {l : List α} (h : ∀ a, a ∈ l → f a = g a) : map f l = map g l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [map_cons, map_cons, h a mem_cons_self, ih fun x hx => h x (.tail a hx)]
@[simp] theorem mem_map {b : β} {f : α → β} : ∀ {l : List α}, b ∈ l.map f ↔ ∃ a, a ∈ l ∧ f a = b
  | [] => ⟨fun h => (not_mem_nil h).elim, fun ⟨_, h, _⟩ => (not_mem_nil h).elim⟩
  | a :: l => by
    rw [map_cons, mem_cons, mem_map, exists_mem_cons]
    exact or_congr eq_comm .rfl
theorem mem_map_of_mem {a : α} {l : List α} {f : α → β} (h : a ∈ l) : f a ∈ map f l := mem_map.mpr ⟨a, h, rfl⟩
theorem forall_mem_map {f : α → β} {l : List α} {P : β → Prop} : (∀ i, i ∈ l.map f → P i) ↔ ∀ j, j ∈ l → P (f j) :=
  ⟨fun h j hj => h _ (mem_map_of_mem hj), fun h i hi => match mem_map.mp hi with | ⟨a, ha, e⟩ => e ▸ h a ha⟩
@[simp] theorem map_eq_nil_iff {f : α → β} {l : List α} : map f l = [] ↔ l = [] :=
  ⟨fun h => match l, h with | [], _ => rfl, fun h => h ▸ rfl⟩

@[simp] theorem filter_nil {p : α → Bool} : filter p [] = [] := rfl
theorem filter_cons {p : α → Bool} {x : α} {xs : List α} : (x :: xs).filter p = if p x then x :: (xs.filter p) else xs.filter p := by
  show (match p x with | true => _ | false => _) = _
  cases p x <;> rfl
@[simp] theorem filter_cons_of_pos {p : α → Bool} {a : α} {l : List α} (pa : p a) : filter p (a :: l) = a :: filter p l := by
  rw [filter_cons, if_pos pa]
@[simp] theorem filter_cons_of_neg {p : α → Bool} {a : α} {l : List α} (pa : ¬p a) : filter p (a :: l) = filter p l := by
  rw [filter_cons, if_neg pa]
@[simp] theorem mem_filter {p : α → Bool} {as : List α} {x : α} : x ∈ filter p as ↔ x ∈ as ∧ p x := by
  induction as with
  | nil => exact ⟨fun h => (nomatch h), fun h => nomatch h.1⟩
  | cons a as ih =>
    rw [filter_cons]
    split
    · next pa =>
      rw [mem_cons, mem_cons, ih]
      exact ⟨fun h => h.elim (fun e => ⟨.inl e, e ▸ pa⟩) (fun h => ⟨.inr h.1, h.2⟩), fun h => h.1.imp id fun h' => ⟨h', h.2⟩⟩
    · next pa =>
      rw [mem_cons, ih]
      exact ⟨fun h => ⟨.inr h.1, h.2⟩, fun h => ⟨h.1.resolve_left fun e => pa (e ▸ h.2), h.2⟩⟩
theorem length_filter_le (p : α → Bool) : ∀ l : List α, (filter p l).length ≤ l.length
  | [] => Nat.le_refl 0
  | a :: l => by
    rw [filter_cons]
    split
    · exact Nat.succ_le_succ (length_filter_le p l)
    · exact Nat.le_succ_of_le (length_filter_le p l)
@[simp] theorem filter_append {p : α → Bool} : ∀ {l₁ l₂ : List α}, filter p (l₁ ++ l₂) = filter p l₁ ++ filter p l₂
  | [], _ => rfl
  | a :: l₁, l₂ => by
    rw [cons_append, filter_cons, filter_cons, filter_append]
    split <;> rfl
@[simp] theorem mem_filterMap {f : α → Option β} {l : List α} {b : β} : b ∈ filterMap f l ↔ ∃ a, a ∈ l ∧ f a = some b := by
  induction l with
  | nil => exact ⟨fun h => (nomatch h), fun ⟨_, h, _⟩ => nomatch h⟩
  | cons a l ih =>
    rw [exists_mem_cons, ← ih]
    show b ∈ (match f a with | none => filterMap f l | some b => b :: filterMap f l) ↔ _
    cases h : f a with
    | none => exact ⟨.inr, fun h' => h'.elim (fun e => nomatch e) id⟩
    | some c =>
      show b ∈ c :: filterMap f l ↔ _
      rw [mem_cons, Option.some_inj]
      exact or_congr eq_comm .rfl

@[simp] theorem foldl_nil {f : β → α → β} {b : β} : [].foldl f b = b := rfl
@[simp] theorem foldl_cons {f : β → α → β} {b : β} {a : α} {l : List α} : (a :: l).foldl f b = l.foldl f (f b a) := rfl
@[simp] theorem foldr_nil {f : α → β → β} {b : β} : [].foldr f b = b := rfl
@[simp] theorem foldr_cons {f : α → β → β} {b : β} {a : α} {l : List α} : (a :: l).foldr f b = f a (l.foldr f b) := rfl
@[simp] theorem foldl_append {f : β → α → β} {b : β} : ∀ {l l' : List α}, (l ++ l').foldl f b = l'.foldl f (l.foldl f b) := by
  intro l l'
  induction l generalizing b with
  | nil => rfl
  | cons a l ih => exact ih
@[simp] theorem foldr_append {f : α → β → β} {b : β} {l l' : List α} : (l ++ l').foldr f b = l.foldr f (l'.foldr f b) := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (f a) ih
@[simp] theorem all_nil {p : α → Bool} : [].all p = true := rfl
@[simp] theorem all_cons {p : α → Bool} {a : α} {l : List α} : (a :: l).all p = (p a && l.all p) := rfl
@[simp] theorem any_nil {p : α → Bool} : [].any p = false := rfl
@[simp] theorem any_cons {p : α → Bool} {a : α} {l : List α} : (a :: l).any p = (p a || l.any p) := rfl
@[simp] theorem all_append {p : α → Bool} : ∀ {l₁ l₂ : List α}, (l₁ ++ l₂).all p = (l₁.all p && l₂.all p)
  | [], _ => rfl
  | a :: l₁, l₂ => by rw [cons_append, all_cons, all_cons, all_append, Bool.and_assoc]
@[simp] theorem any_append {p : α → Bool} : ∀ {l₁ l₂ : List α}, (l₁ ++ l₂).any p = (l₁.any p || l₂.any p)
  | [], _ => rfl
  | a :: l₁, l₂ => by rw [cons_append, any_cons, any_cons, any_append, Bool.or_assoc]

/-! ## flatten, flatMap, replicate, range -/

@[simp] theorem flatten_nil : flatten ([] : List (List α)) = [] := rfl
@[simp] theorem flatten_cons {l : List α} {L : List (List α)} : (l :: L).flatten = l ++ L.flatten := rfl
@[simp] theorem mem_flatten {a : α} : ∀ {L : List (List α)}, a ∈ L.flatten ↔ ∃ l, l ∈ L ∧ a ∈ l
  | [] => ⟨fun h => (not_mem_nil h).elim, fun ⟨_, h, _⟩ => (not_mem_nil h).elim⟩
  | l :: L => by rw [flatten_cons, mem_append, mem_flatten, exists_mem_cons]
@[simp] theorem flatMap_nil {f : α → List β} : flatMap f [] = [] := rfl
@[simp] theorem flatMap_cons {f : α → List β} {a : α} {l : List α} : flatMap f (a :: l) = f a ++ flatMap f l := rfl
@[simp] theorem mem_flatMap {f : α → List β} {b : β} {l : List α} : b ∈ flatMap f l ↔ ∃ a, a ∈ l ∧ b ∈ f a := by
  induction l with
  | nil => exact ⟨fun h => (nomatch h), fun ⟨_, h, _⟩ => nomatch h⟩
  | cons a l ih => rw [flatMap_cons, mem_append, ih, exists_mem_cons]
@[simp] theorem length_replicate {n : Nat} {a : α} : (replicate n a).length = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg (· + 1) ih
@[simp] theorem replicate_zero {a : α} : replicate 0 a = [] := rfl
theorem replicate_succ {a : α} {n : Nat} : replicate (n + 1) a = a :: replicate n a := rfl
@[simp] theorem mem_replicate {a b : α} : ∀ {n : Nat}, b ∈ replicate n a ↔ n ≠ 0 ∧ b = a
  | 0 => ⟨fun h => (not_mem_nil h).elim, fun h => absurd rfl h.1⟩
  | n + 1 => by
    rw [replicate_succ, mem_cons, mem_replicate]
    exact ⟨fun h => ⟨Nat.succ_ne_zero n, h.elim id And.right⟩, fun h => .inl h.2⟩

private theorem range_loop_eq : ∀ (n : Nat) (ns : List Nat), range.loop n ns = range.loop n [] ++ ns
  | 0, _ => rfl
  | n + 1, ns => by
    show range.loop n (n :: ns) = range.loop n [n] ++ ns
    rw [range_loop_eq n (n :: ns), range_loop_eq n [n], append_assoc]
    rfl
theorem range_succ {n : Nat} : range (n + 1) = range n ++ [n] := range_loop_eq n [n]
@[simp] theorem range_zero : range 0 = [] := rfl
@[simp] theorem length_range : ∀ {n : Nat}, (range n).length = n
  | 0 => rfl
  | n + 1 => by rw [range_succ, length_append, length_range]; rfl
@[simp] theorem mem_range {m : Nat} : ∀ {n : Nat}, m ∈ range n ↔ m < n
  | 0 => ⟨fun h => (not_mem_nil h).elim, fun h => absurd h (Nat.not_lt_zero m)⟩
  | n + 1 => by
    rw [range_succ, mem_append, mem_range, mem_singleton, Nat.lt_succ, Nat.le_iff_lt_or_eq]
@[simp] theorem mem_range'_1 {m s : Nat} : ∀ {n : Nat}, m ∈ range' s n ↔ s ≤ m ∧ m < s + n := by
  intro n
  induction n generalizing s with
  | zero => exact ⟨fun h => (nomatch h), fun h => absurd (Nat.lt_of_lt_of_le h.2 h.1) (Nat.lt_irrefl m)⟩
  | succ n ih =>
    show m ∈ s :: range' (s + 1) n ↔ _
    rw [mem_cons, ih, Nat.add_right_comm]
    exact ⟨fun h => h.elim (fun e => e ▸ ⟨Nat.le_refl _, Nat.lt_add_of_pos_right (Nat.zero_lt_succ n)⟩) (fun h => ⟨Nat.le_of_lt h.1, h.2⟩),
      fun h => (Nat.lt_or_eq_of_le h.1).elim (fun lt => .inr ⟨lt, h.2⟩) (fun e => .inl e.symm)⟩

/-! ## Indices -/

theorem get_cons_zero {a : α} {as : List α} {h : 0 < (a :: as).length} : (a :: as).get ⟨0, h⟩ = a := rfl
theorem get_cons_succ {i : Nat} {a : α} {as : List α} {h : (i + 1) < (a :: as).length} :
    (a :: as).get ⟨i + 1, h⟩ = as.get ⟨i, Nat.lt_of_succ_lt_succ h⟩ := rfl
@[simp] theorem getElem_cons_zero {a : α} {as : List α} {h : 0 < (a :: as).length} : (a :: as)[0] = a := rfl
@[simp] theorem getElem_cons_succ {a : α} {as : List α} {i : Nat} {h : i + 1 < (a :: as).length} :
    (a :: as)[i + 1] = as[i]'(Nat.lt_of_succ_lt_succ h) := rfl
@[simp] theorem get_eq_getElem {l : List α} {i : Fin l.length} : l.get i = l[i.1]'i.2 := rfl

@[simp] theorem getElem?_nil {i : Nat} : ([] : List α)[i]? = none := rfl
theorem getElem?_cons_zero {a : α} {l : List α} : (a :: l)[0]? = some a := rfl
@[simp] theorem getElem?_cons_succ {a : α} {l : List α} {i : Nat} : (a :: l)[i + 1]? = l[i]? := rfl
attribute [simp] getElem?_cons_zero
theorem getElem?_eq_getElem : ∀ {l : List α} {i : Nat} (h : i < l.length), l[i]? = some (l[i]'h)
  | _ :: _, 0, _ => rfl
  | _ :: l, _ + 1, h => getElem?_eq_getElem (l := l) (Nat.lt_of_succ_lt_succ h)
theorem getElem?_eq_none : ∀ {l : List α} {i : Nat}, l.length ≤ i → l[i]? = none
  | [], _, _ => rfl
  | _ :: l, 0, h => absurd h (Nat.not_succ_le_zero _)
  | _ :: l, i + 1, h => getElem?_eq_none (l := l) (Nat.le_of_succ_le_succ h)
theorem getElem_mem : ∀ {l : List α} {n : Nat} (h : n < l.length), l[n]'h ∈ l
  | a :: l, 0, _ => .head l
  | a :: l, n + 1, h => .tail a (getElem_mem (l := l) (Nat.lt_of_succ_lt_succ h))
theorem getElem_of_mem {a : α} : ∀ {l : List α}, a ∈ l → ∃ (i : Nat) (h : i < l.length), l[i]'h = a
  | _ :: _, .head _ => ⟨0, Nat.zero_lt_succ _, rfl⟩
  | _ :: _, .tail _ m => match getElem_of_mem m with | ⟨i, h, e⟩ => ⟨i + 1, Nat.succ_lt_succ h, e⟩
theorem mem_iff_getElem {a : α} {l : List α} : a ∈ l ↔ ∃ (i : Nat) (h : i < l.length), l[i]'h = a :=
  ⟨getElem_of_mem, fun ⟨_, h, e⟩ => e ▸ getElem_mem h⟩
theorem ext_getElem {l₁ l₂ : List α} (hl : length l₁ = length l₂)
    (h : ∀ (i : Nat) (h₁ : i < length l₁) (h₂ : i < length l₂), l₁[i]'h₁ = l₂[i]'h₂) : l₁ = l₂ := by
  induction l₁ generalizing l₂ with
  | nil => exact (eq_nil_of_length_eq_zero hl.symm).symm
  | cons a l₁ ih =>
    cases l₂ with
    | nil => exact Nat.noConfusion hl
    | cons b l₂ =>
      have e : a = b := h 0 (Nat.zero_lt_succ _) (Nat.zero_lt_succ _)
      rw [e, ih (Nat.succ.inj hl) fun i h₁ h₂ => h (i + 1) (Nat.succ_lt_succ h₁) (Nat.succ_lt_succ h₂)]
@[simp] theorem getElem_map (f : α → β) : ∀ {l : List α} {i : Nat} {h : i < (map f l).length},
    (map f l)[i]'h = f (l[i]'(length_map f ▸ h))
  | _ :: _, 0, _ => rfl
  | _ :: l, i + 1, h => getElem_map f (l := l) (h := Nat.lt_of_succ_lt_succ h)

/-! ## take, drop, zip, count -/

@[simp] theorem take_zero {l : List α} : l.take 0 = [] := rfl
@[simp] theorem take_nil {i : Nat} : ([] : List α).take i = [] := by cases i <;> rfl
@[simp] theorem take_succ_cons {a : α} {as : List α} {i : Nat} : (a :: as).take (i + 1) = a :: as.take i := rfl
@[simp] theorem drop_zero {l : List α} : l.drop 0 = l := rfl
@[simp] theorem drop_nil {i : Nat} : ([] : List α).drop i = [] := by cases i <;> rfl
@[simp] theorem drop_succ_cons {a : α} {l : List α} {i : Nat} : (a :: l).drop (i + 1) = l.drop i := rfl
@[simp] theorem take_append_drop : ∀ (i : Nat) (l : List α), l.take i ++ l.drop i = l
  | 0, _ => rfl
  | _ + 1, [] => rfl
  | i + 1, a :: l => congrArg (a :: ·) (take_append_drop i l)
@[simp] theorem length_take : ∀ {i : Nat} {l : List α}, (l.take i).length = min i l.length
  | 0, l => (Nat.min_eq_left (Nat.zero_le _)).symm
  | i + 1, [] => rfl
  | i + 1, a :: l => by
    rw [take_succ_cons, length_cons, length_take, length_cons]
    rw [Nat.min_def, Nat.min_def]
    by_cases h : i ≤ l.length
    · rw [if_pos h, if_pos (Nat.succ_le_succ h)]
    · rw [if_neg h, if_neg fun h' => h (Nat.le_of_succ_le_succ h')]
@[simp] theorem length_drop : ∀ {i : Nat} {l : List α}, (l.drop i).length = l.length - i
  | 0, _ => rfl
  | i + 1, [] => (Nat.zero_sub _).symm
  | i + 1, a :: l => by rw [drop_succ_cons, length_drop, length_cons, Nat.add_sub_add_right_one]
@[simp] theorem length_zipWith {f : α → β → γ} : ∀ {l₁ : List α} {l₂ : List β}, (zipWith f l₁ l₂).length = min l₁.length l₂.length
  | [], l₂ => (Nat.min_eq_left (Nat.zero_le _)).symm
  | _ :: _, [] => (Nat.min_eq_right (Nat.zero_le _)).symm
  | a :: l₁, b :: l₂ => by
    show (zipWith f l₁ l₂).length + 1 = min (l₁.length + 1) (l₂.length + 1)
    rw [length_zipWith, Nat.min_def, Nat.min_def]
    by_cases h : l₁.length ≤ l₂.length
    · rw [if_pos h, if_pos (Nat.succ_le_succ h)]
    · rw [if_neg h, if_neg fun h' => h (Nat.le_of_succ_le_succ h')]
@[simp] theorem countP_nil {p : α → Bool} : countP p [] = 0 := rfl
theorem countP_cons {p : α → Bool} {a : α} {l : List α} : countP p (a :: l) = countP p l + if p a then 1 else 0 := by
  show (bif p a then countP p l + 1 else countP p l) = _
  cases p a <;> rfl
theorem countP_eq_length_filter {p : α → Bool} : ∀ {l : List α}, countP p l = (filter p l).length
  | [] => rfl
  | a :: l => by
    rw [countP_cons, countP_eq_length_filter, filter_cons]
    cases p a <;> rfl
theorem countP_le_length {p : α → Bool} {l : List α} : countP p l ≤ l.length := by
  rw [countP_eq_length_filter]
  exact length_filter_le p l
@[simp] theorem countP_append {p : α → Bool} {l₁ l₂ : List α} : countP p (l₁ ++ l₂) = countP p l₁ + countP p l₂ := by
  rw [countP_eq_length_filter, countP_eq_length_filter, countP_eq_length_filter, filter_append, length_append]
@[simp] theorem count_nil [BEq α] {a : α} : count a [] = 0 := rfl
theorem count_cons [BEq α] {a b : α} {l : List α} : count a (b :: l) = count a l + if b == a then 1 else 0 := countP_cons

@[simp] protected theorem sum_nil [Add α] [Zero α] : ([] : List α).sum = 0 := rfl
@[simp] theorem sum_cons [Add α] [Zero α] {a : α} {l : List α} : (a :: l).sum = a + l.sum := rfl

/-! ## Subsets, sublists, pairwise relations -/

protected def Subset (l₁ l₂ : List α) := ∀ ⦃a : α⦄, a ∈ l₁ → a ∈ l₂
instance : HasSubset (List α) := ⟨List.Subset⟩
theorem subset_def {l₁ l₂ : List α} : l₁ ⊆ l₂ ↔ ∀ {a : α}, a ∈ l₁ → a ∈ l₂ := ⟨fun h _ ha => h ha, fun h _ ha => h ha⟩
@[simp] theorem Subset.refl (l : List α) : l ⊆ l := fun _ h => h
theorem Subset.trans {l₁ l₂ l₃ : List α} (h₁ : l₁ ⊆ l₂) (h₂ : l₂ ⊆ l₃) : l₁ ⊆ l₃ := fun _ h => h₂ (h₁ h)
instance [DecidableEq α] : DecidableRel (Subset : List α → List α → Prop) := fun l₁ l₂ =>
  inferInstanceAs (Decidable (∀ a, a ∈ l₁ → a ∈ l₂))

inductive Sublist {α} : List α → List α → Prop
  | slnil : Sublist [] []
  | cons a : Sublist l₁ l₂ → Sublist l₁ (a :: l₂)
  | cons₂ a : Sublist l₁ l₂ → Sublist (a :: l₁) (a :: l₂)

theorem Sublist.length_le {l₁ l₂ : List α} : Sublist l₁ l₂ → length l₁ ≤ length l₂
  | .slnil => Nat.le_refl 0
  | .cons _ s => Nat.le_succ_of_le s.length_le
  | .cons₂ _ s => Nat.succ_le_succ s.length_le
theorem Sublist.subset {l₁ l₂ : List α} (h : Sublist l₁ l₂) : l₁ ⊆ l₂ := by
  induction h with
  | slnil => exact fun _ h => h
  | cons a _ ih => exact fun _ h => .tail a (ih h)
  | cons₂ a _ ih => exact fun x h => (mem_cons.mp h).elim (fun e => e ▸ mem_cons_self) (fun h => .tail a (ih h))

inductive Pairwise {α} (R : α → α → Prop) : List α → Prop
  | nil : Pairwise R []
  | cons : ∀ {a : α} {l : List α}, (∀ a', a' ∈ l → R a a') → Pairwise R l → Pairwise R (a :: l)

@[simp] theorem pairwise_cons {R : α → α → Prop} {a : α} {l : List α} : Pairwise R (a :: l) ↔ (∀ a', a' ∈ l → R a a') ∧ Pairwise R l :=
  ⟨fun | .cons h₁ h₂ => ⟨h₁, h₂⟩, fun ⟨h₁, h₂⟩ => .cons h₁ h₂⟩

instance instDecidablePairwise {R : α → α → Prop} [DecidableRel R] : (l : List α) → Decidable (Pairwise R l)
  | [] => isTrue .nil
  | a :: l =>
    have := instDecidablePairwise (R := R) l
    decidable_of_decidable_of_iff pairwise_cons.symm

def Nodup : List α → Prop := Pairwise (· ≠ ·)
@[simp] theorem nodup_nil : @Nodup α [] := .nil
@[simp] theorem nodup_cons {a : α} {l : List α} : Nodup (a :: l) ↔ ¬a ∈ l ∧ Nodup l :=
  pairwise_cons.trans (and_congr_left' ⟨fun h m => h a m rfl, fun h x hx e => h (e ▸ hx)⟩)
instance nodupDecidable [DecidableEq α] : ∀ l : List α, Decidable (Nodup l) := instDecidablePairwise

end List


