/-
Finite sets and their numbers of elements; the pigeonhole principle (chapter "Colourings and patterns").
-/
import Monochromatic.Colouring

namespace Monochromatic

universe u

variable {α : Type u}

/-- The set `X` is finite and has `n` elements: they can be listed without repetition in a list of length `n`. -/
def HasCard (X : α → Prop) (n : Nat) : Prop :=
  ∃ l : List α, l.Nodup ∧ l.length = n ∧ ∀ x, X x ↔ x ∈ l

/-! ## Lists without repetition -/

/-- A list falls into the elements that have a property and those that do not. -/
theorem length_filter_add_length_filter_not (p : α → Bool) (l : List α) :
    (l.filter p).length + (l.filter (fun x => !p x)).length = l.length := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    cases h : p a
    · rw [List.filter_cons_of_neg (by simp [h]), List.filter_cons_of_pos (by simp [h]),
        List.length_cons, List.length_cons, ← ih, Nat.add_assoc]
    · rw [List.filter_cons_of_pos h, List.filter_cons_of_neg (by simp [h]),
        List.length_cons, List.length_cons, ← ih, Nat.add_right_comm]

/-- Picking twice leaves no more than picking by the second property alone. -/
theorem length_filter_filter_le (p q : α → Bool) (l : List α) :
    ((l.filter p).filter q).length ≤ (l.filter q).length := by
  induction l with
  | nil => exact Nat.le_refl 0
  | cons a l ih =>
    by_cases hp : p a = true
    · rw [List.filter_cons_of_pos hp]
      by_cases hq : q a = true
      · rw [List.filter_cons_of_pos hq, List.filter_cons_of_pos hq]
        exact Nat.succ_le_succ ih
      · rw [List.filter_cons_of_neg hq, List.filter_cons_of_neg hq]
        exact ih
    · rw [List.filter_cons_of_neg hp]
      by_cases hq : q a = true
      · rw [List.filter_cons_of_pos hq]
        exact Nat.le_succ_of_le ih
      · rw [List.filter_cons_of_neg hq]
        exact ih

/-- What is picked from a list without repetition has none. -/
theorem nodup_filter (p : α → Bool) {l : List α} (h : l.Nodup) : (l.filter p).Nodup := by
  induction l with
  | nil => exact List.nodup_nil
  | cons a l ih =>
    obtain ⟨ha, hl⟩ := List.nodup_cons.mp h
    by_cases hp : p a = true
    · rw [List.filter_cons_of_pos hp]
      exact List.nodup_cons.mpr ⟨fun m => ha (List.mem_filter.mp m).1, ih hl⟩
    · rw [List.filter_cons_of_neg hp]
      exact ih hl

/-- The image of a list without repetition has none where the map is injective on the list. -/
theorem nodup_map {β : Type u} {f : α → β} {l : List α} (hf : ∀ a b, a ∈ l → b ∈ l → f a = f b → a = b)
    (h : l.Nodup) : (l.map f).Nodup := by
  induction l with
  | nil => exact List.nodup_nil
  | cons a l ih =>
    obtain ⟨ha, hl⟩ := List.nodup_cons.mp h
    rw [List.map_cons]
    refine List.nodup_cons.mpr ⟨fun m => ?_, ih (fun x y hx hy => ?_) hl⟩
    · obtain ⟨b, hb, e⟩ := List.mem_map.mp m
      exact ha (hf b a (List.mem_cons_of_mem a hb) List.mem_cons_self e ▸ hb)
    · exact hf x y (List.mem_cons_of_mem a hx) (List.mem_cons_of_mem a hy)

/-- The numbers below `n` are listed without repetition. -/
theorem nodup_range (n : Nat) : (List.range n).Nodup := by
  induction n with
  | zero => exact List.nodup_nil
  | succ n ih =>
    rw [List.range_succ]
    have apart : ∀ l : List Nat, l.Nodup → ¬n ∈ l → (l ++ [n]).Nodup := by
      intro l hl hn
      induction l with
      | nil => exact List.nodup_cons.mpr ⟨List.not_mem_nil, List.nodup_nil⟩
      | cons a l ihl =>
        obtain ⟨ha, hl⟩ := List.nodup_cons.mp hl
        refine List.nodup_cons.mpr ⟨fun m => ?_, ihl hl fun m => hn (List.mem_cons_of_mem a m)⟩
        rcases List.mem_append.mp m with m | m
        · exact ha m
        · exact hn (List.mem_singleton.mp m ▸ List.mem_cons_self)
    exact apart _ ih fun m => Nat.lt_irrefl n (List.mem_range.mp m)

/-- In a list without repetition, one element at most is equal to a given one. -/
theorem length_filter_eq_le_one (p : α → Bool) {l : List α} (h : l.Nodup)
    (hp : ∀ a b, p a = true → p b = true → a = b) : (l.filter p).length ≤ 1 := by
  induction l with
  | nil => exact Nat.zero_le 1
  | cons a l ih =>
    obtain ⟨ha, hl⟩ := List.nodup_cons.mp h
    by_cases h : p a = true
    · -- then no other element of the list has the property
      have none : l.filter p = [] := by
        apply List.eq_nil_iff_forall_not_mem.mpr
        intro b hb
        obtain ⟨hbl, hb⟩ := List.mem_filter.mp hb
        exact ha (hp b a hb h ▸ hbl)
      rw [List.filter_cons_of_pos h, none]
      exact Nat.le_refl 1
    · rw [List.filter_cons_of_neg h]
      exact ih hl

/-- A list without repetition of numbers below `n` has length at most `n`. -/
theorem length_le_of_nodup_of_lt {n : Nat} {l : List Nat} (hl : l.Nodup) (h : ∀ x, x ∈ l → x < n) : l.length ≤ n := by
  induction n generalizing l with
  | zero =>
    have none : l = [] := List.eq_nil_iff_forall_not_mem.mpr fun x hx => Nat.not_lt_zero x (h x hx)
    rw [none]
    exact Nat.le_refl 0
  | succ n ih =>
    -- `n` itself is in the list once at most, and the others are smaller
    rw [← length_filter_add_length_filter_not (fun x => x == n) l, Nat.add_comm]
    apply Nat.add_le_add
    · apply ih (nodup_filter _ hl)
      intro x hx
      obtain ⟨hxl, hne⟩ := List.mem_filter.mp hx
      have ne : x ≠ n := by
        intro e
        rw [e] at hne
        simp at hne
      exact Nat.lt_of_le_of_ne (Nat.le_of_lt_succ (h x hxl)) ne
    · apply length_filter_eq_le_one _ hl
      intro a b ha hb
      exact (eq_of_beq ha).trans (eq_of_beq hb).symm

/-- A set of numbers below `n` has at most `n` elements. -/
theorem HasCard.le {X : Nat → Prop} {s n : Nat} (hX : HasCard X s) (h : ∀ x, X x → x < n) : s ≤ n := by
  obtain ⟨l, hl, e, hm⟩ := hX
  rw [← e]
  exact length_le_of_nodup_of_lt hl fun x hx => h x ((hm x).mpr hx)

/-- All numbers below `n` are `n` in number. -/
theorem hasCard_lt (n : Nat) : HasCard (fun x => x < n) n :=
  ⟨List.range n, nodup_range n, List.length_range, fun _ => List.mem_range.symm⟩

/-- Two distinct elements are two in number. -/
theorem hasCard_pair {x y : α} (h : x ≠ y) : HasCard (fun z => z = x ∨ z = y) 2 := by
  refine ⟨[x, y], ?_, rfl, fun z => ?_⟩
  · exact List.nodup_cons.mpr ⟨fun m => h (List.mem_singleton.mp m),
      List.nodup_cons.mpr ⟨List.not_mem_nil, List.nodup_nil⟩⟩
  · rw [List.mem_cons, List.mem_singleton]

/-- A set of two elements has two elements. -/
theorem HasCard.exists_pair {S : α → Prop} (h : HasCard S 2) : ∃ x y, S x ∧ S y ∧ x ≠ y := by
  obtain ⟨l, nodup, length, mem⟩ := h
  match l, length with
  | [x, y], _ =>
    refine ⟨x, y, (mem x).mpr List.mem_cons_self, (mem y).mpr (List.mem_cons_of_mem x List.mem_cons_self), fun e => ?_⟩
    exact (List.nodup_cons.mp nodup).1 (List.mem_singleton.mpr e)

/-! ## The pigeonhole principle -/

/-- The pigeonhole principle for a list and a map into the numbers below `k`. -/
theorem pigeonhole_list {f : α → Nat} {k m : Nat} {l : List α} (hf : ∀ x, x ∈ l → f x < k) (h : k * m < l.length) :
    ∃ i, i < k ∧ m < (l.filter (fun x => f x == i)).length := by
  induction k generalizing l with
  | zero =>
    cases l with
    | nil => exact absurd h (Nat.not_lt_zero _)
    | cons a l => exact absurd (hf a List.mem_cons_self) (Nat.not_lt_zero _)
  | succ k ih =>
    by_cases big : m < (l.filter (fun x => f x == k)).length
    · exact ⟨k, Nat.lt_succ_self k, big⟩
    · -- then more than `k * m` elements have the other values
      have rest : k * m < (l.filter (fun x => !(f x == k))).length := by
        apply Nat.lt_of_add_lt_add_right (n := m)
        rw [← Nat.succ_mul]
        apply Nat.lt_of_lt_of_le h
        rw [← length_filter_add_length_filter_not (fun x => f x == k) l, Nat.add_comm]
        exact Nat.add_le_add_left (Nat.le_of_not_lt big) _
      have small : ∀ x, x ∈ l.filter (fun x => !(f x == k)) → f x < k := by
        intro x hx
        obtain ⟨hxl, hne⟩ := List.mem_filter.mp hx
        have ne : f x ≠ k := by
          intro e
          rw [e] at hne
          simp at hne
        exact Nat.lt_of_le_of_ne (Nat.le_of_lt_succ (hf x hxl)) ne
      obtain ⟨i, hi, hm⟩ := ih small rest
      exact ⟨i, Nat.lt_succ_of_lt hi, Nat.lt_of_lt_of_le hm (length_filter_filter_le _ _ l)⟩

/-- **The pigeonhole principle.** In every `k`-colouring of a finite set with more than `k * m` elements, some class
has more than `m` elements. -/
theorem pigeonhole {X : α → Prop} {k m n : Nat} (c : Colouring X k) (hX : HasCard X n) (h : k * m < n) :
    ∃ (i : Fin k) (r : Nat), HasCard (c.cls i) r ∧ m < r := by
  obtain ⟨l, hl, e, hm⟩ := hX
  -- the colours as numbers; elements outside of `X` do not matter
  classical
  let f : α → Nat := fun x => if hx : X x then (c ⟨x, hx⟩).val else 0
  have value : ∀ x (hx : X x), f x = (c ⟨x, hx⟩).val := fun x hx => dif_pos hx
  have bound : ∀ x, x ∈ l → f x < k := by
    intro x hx
    rw [value x ((hm x).mpr hx)]
    exact (c _).isLt
  obtain ⟨i, hi, big⟩ := pigeonhole_list bound (e ▸ h)
  refine ⟨⟨i, hi⟩, _, ⟨l.filter (fun x => f x == i), nodup_filter _ hl, rfl, fun x => ?_⟩, big⟩
  rw [List.mem_filter, ← hm x]
  constructor
  · intro ⟨hx, ex⟩
    refine ⟨hx, ?_⟩
    rw [value x hx, ex]
    exact BEq.rfl
  · intro ⟨hx, ex⟩
    refine ⟨hx, Fin.ext ?_⟩
    rw [← value x hx]
    exact eq_of_beq ex

end Monochromatic
