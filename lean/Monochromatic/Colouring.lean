/-
Colourings, patterns, and what it is to avoid a pattern (chapter "Colourings and patterns").

A set of elements of a type `α` is a predicate `α → Prop`, and `∀ x, E x → Y x` says that `E` is contained in `Y`.
-/

namespace Monochromatic

universe u

variable {α : Type u}

/-- A `k`-colouring of the set `X`: a map from `X` to `{0, …, k - 1}`. The book asks for `k ≥ 1`; for `k = 0` only the
empty set has a colouring, and the theorems below that need `k ≥ 1` say so. -/
abbrev Colouring (X : α → Prop) (k : Nat) : Type u := {x : α // X x} → Fin k

/-- The class of colour `i`: the set of all elements of `X` that have it. -/
def Colouring.cls {X : α → Prop} {k : Nat} (c : Colouring X k) (i : Fin k) : α → Prop :=
  fun x => ∃ h : X x, c ⟨x, h⟩ = i

/-- A set is monochromatic if it lies in one class. -/
def Colouring.IsMonochromatic {X : α → Prop} {k : Nat} (c : Colouring X k) (E : α → Prop) : Prop :=
  ∃ i : Fin k, ∀ x, E x → c.cls i x

/-- The restriction of a colouring of `Y` to a set `Z` that is contained in `Y`. -/
def Colouring.restrict {Y Z : α → Prop} {k : Nat} (c : Colouring Y k) (h : ∀ x, Z x → Y x) : Colouring Z k :=
  fun x => c ⟨x.val, h x.val x.property⟩

/-- A pattern: a family of finite non-empty sets. -/
structure Pattern (α : Type u) where
  /-- The sets that belong to the family. -/
  mem : (α → Prop) → Prop
  /-- The elements of each can be listed. -/
  finite : ∀ E, mem E → ∃ l : List α, ∀ x, E x ↔ x ∈ l
  /-- Each has an element. -/
  nonempty : ∀ E, mem E → ∃ x, E x

/-- A pattern on `X`: all its members are subsets of `X`. -/
def Pattern.On (F : Pattern α) (X : α → Prop) : Prop :=
  ∀ E, F.mem E → ∀ x, E x → X x

/-- A colouring of `Y` avoids the pattern `F` if no member of `F` that is contained in `Y` is monochromatic. -/
def Avoids {Y : α → Prop} {k : Nat} (c : Colouring Y k) (F : Pattern α) : Prop :=
  ∀ E, F.mem E → (∀ x, E x → Y x) → ¬c.IsMonochromatic E

/-- `Y` is `k`-colourable for `F` if some `k`-colouring of `Y` avoids `F`. -/
def Colourable (Y : α → Prop) (F : Pattern α) (k : Nat) : Prop :=
  ∃ c : Colouring Y k, Avoids c F

/-- `F` is `k`-unavoidable on `Y` if `Y` is not `k`-colourable for `F`. -/
def Unavoidable (Y : α → Prop) (F : Pattern α) (k : Nat) : Prop :=
  ¬Colourable Y F k

/-! ## Restriction -/

/-- A class of the restriction lies in the class of the same colour. -/
theorem Colouring.cls_of_restrict {Y Z : α → Prop} {k : Nat} {c : Colouring Y k} {h : ∀ x, Z x → Y x} {i : Fin k}
    {x : α} (hx : (c.restrict h).cls i x) : c.cls i x :=
  let ⟨hz, e⟩ := hx
  ⟨h x hz, e⟩

/-- **Restriction.** If a colouring of `Y` avoids `F`, so does its restriction to any subset of `Y`. -/
theorem Avoids.restrict {Y Z : α → Prop} {k : Nat} {F : Pattern α} {c : Colouring Y k} (hc : Avoids c F)
    (h : ∀ x, Z x → Y x) : Avoids (c.restrict h) F := by
  intro E hE hEZ ⟨i, hi⟩
  exact hc E hE (fun x hx => h x (hEZ x hx)) ⟨i, fun x hx => Colouring.cls_of_restrict (hi x hx)⟩

/-- A subset of a set that is `k`-colourable for `F` is `k`-colourable for `F`. -/
theorem Colourable.restrict {Y Z : α → Prop} {k : Nat} {F : Pattern α} (hY : Colourable Y F k)
    (h : ∀ x, Z x → Y x) : Colourable Z F k :=
  let ⟨c, hc⟩ := hY
  ⟨c.restrict h, hc.restrict h⟩

/-- A pattern that is `k`-unavoidable on `Z` is `k`-unavoidable on every set that contains `Z`. -/
theorem Unavoidable.superset {Y Z : α → Prop} {k : Nat} {F : Pattern α} (hZ : Unavoidable Z F k)
    (h : ∀ x, Z x → Y x) : Unavoidable Y F k :=
  fun hY => hZ (hY.restrict h)

/-! ## Fewer members, more colours -/

/-- A colouring that avoids `F` avoids every family of members of `F`. -/
theorem Avoids.mono {Y : α → Prop} {k : Nat} {F G : Pattern α} {c : Colouring Y k} (hc : Avoids c F)
    (h : ∀ E, G.mem E → F.mem E) : Avoids c G :=
  fun E hE => hc E (h E hE)

/-- **Monotonicity.** What is `k`-colourable for `F` is `l`-colourable for every family of members of `F` and every
`l ≥ k`. -/
theorem Colourable.mono {Y : α → Prop} {k l : Nat} {F G : Pattern α} (hY : Colourable Y F k)
    (h : ∀ E, G.mem E → F.mem E) (hkl : k ≤ l) : Colourable Y G l := by
  obtain ⟨c, hc⟩ := hY
  refine ⟨fun x => ⟨(c x).val, Nat.lt_of_lt_of_le (c x).isLt hkl⟩, fun E hE hEY ⟨i, hi⟩ => ?_⟩
  -- `E` has an element `x`; the colour `i` that all its elements have is the colour of `x` in `c`.
  obtain ⟨x, hx⟩ := G.nonempty E hE
  refine hc E (h E hE) hEY ⟨c ⟨x, hEY x hx⟩, fun y hy => ⟨hEY y hy, Fin.ext ?_⟩⟩
  obtain ⟨_, ex⟩ := hi x hx
  obtain ⟨_, ey⟩ := hi y hy
  have same := congrArg Fin.val (ey.trans ex.symm)
  exact same

/-! ## Renaming colours -/

/-- A permutation of the colours: a map that has an inverse. -/
def IsPermutation {k : Nat} (π : Fin k → Fin k) : Prop :=
  ∃ σ : Fin k → Fin k, (∀ i, σ (π i) = i) ∧ ∀ i, π (σ i) = i

/-- **Renaming colours.** If `c` avoids `F` and `π` is a permutation of the colours, then `π ∘ c` avoids `F`. -/
theorem Avoids.rename {Y : α → Prop} {k : Nat} {F : Pattern α} {c : Colouring Y k} {π : Fin k → Fin k}
    (hc : Avoids c F) (hπ : IsPermutation π) : Avoids (π ∘ c) F := by
  obtain ⟨σ, hσ, _⟩ := hπ
  intro E hE hEY ⟨i, hi⟩
  refine hc E hE hEY ⟨σ i, fun x hx => ?_⟩
  obtain ⟨hY, e⟩ := hi x hx
  refine ⟨hY, ?_⟩
  rw [← e]
  exact (hσ _).symm

/-- The map that exchanges the colours `a` and `b`. -/
def exchange {k : Nat} (a b : Fin k) : Fin k → Fin k :=
  fun i => if i = a then b else if i = b then a else i

theorem exchange_left {k : Nat} (a b : Fin k) : exchange a b a = b := if_pos rfl

theorem exchange_right {k : Nat} (a b : Fin k) : exchange a b b = a := by
  by_cases h : b = a
  · rw [h]
    exact exchange_left a a
  · rw [exchange, if_neg h, if_pos rfl]

theorem exchange_other {k : Nat} {a b i : Fin k} (ha : i ≠ a) (hb : i ≠ b) : exchange a b i = i := by
  rw [exchange, if_neg ha, if_neg hb]

theorem exchange_exchange {k : Nat} (a b i : Fin k) : exchange a b (exchange a b i) = i := by
  by_cases ha : i = a
  · rw [ha, exchange_left, exchange_right]
  · by_cases hb : i = b
    · rw [hb, exchange_right, exchange_left]
    · rw [exchange_other ha hb, exchange_other ha hb]

theorem isPermutation_exchange {k : Nat} (a b : Fin k) : IsPermutation (exchange a b) :=
  ⟨exchange a b, exchange_exchange a b, exchange_exchange a b⟩

/-- If `Y` is `k`-colourable for `F`, then for every `y` in `Y` and every colour `i` some `k`-colouring that avoids `F`
gives `y` the colour `i`. -/
theorem Colourable.with_colour {Y : α → Prop} {k : Nat} {F : Pattern α} (hY : Colourable Y F k) (y : α) (hy : Y y)
    (i : Fin k) : ∃ c : Colouring Y k, Avoids c F ∧ c ⟨y, hy⟩ = i := by
  obtain ⟨c, hc⟩ := hY
  exact ⟨exchange (c ⟨y, hy⟩) i ∘ c, hc.rename (isPermutation_exchange _ _), exchange_left _ _⟩

/-! ## Lonely elements -/

/-- The set `X` without its element `x`. -/
def erase (X : α → Prop) (x : α) : α → Prop :=
  fun y => X y ∧ y ≠ x

/-- The pattern `F` without its member `E`. -/
def Pattern.erase (F : Pattern α) (E : α → Prop) : Pattern α where
  mem A := F.mem A ∧ A ≠ E
  finite A h := F.finite A h.1
  nonempty A h := F.nonempty A h.1

/-- With two colours at least, there is one besides any given one. -/
theorem exists_other_colour {k : Nat} (hk : 2 ≤ k) (i : Fin k) : ∃ j : Fin k, j ≠ i := by
  by_cases h : i.val = 0
  · refine ⟨⟨1, hk⟩, fun e => ?_⟩
    rw [← e] at h
    exact Nat.succ_ne_zero 0 h
  · exact ⟨⟨0, Nat.lt_of_lt_of_le (Nat.zero_lt_succ 1) hk⟩, fun e => h (congrArg Fin.val e).symm⟩

/-- **Lonely elements.** Let `x` in `Y` lie in exactly one member `E` of a pattern on `Y`, where `E ≠ {x}`. With
`k ≥ 2` colours, `Y` is colourable for the pattern if and only if `Y` without `x` is colourable for the pattern without
`E`. -/
theorem colourable_iff_erase {Y : α → Prop} {F : Pattern α} {k : Nat} (hk : 2 ≤ k) (hF : F.On Y) {x : α}
    (_hx : Y x) {E : α → Prop} (hE : F.mem E) (hxE : E x) (only : ∀ A, F.mem A → A x → A = E)
    (hne : E ≠ fun y => y = x) : Colourable Y F k ↔ Colourable (erase Y x) (F.erase E) k := by
  constructor
  · intro h
    exact (h.mono (G := F.erase E) (fun _ hA => hA.1) (Nat.le_refl k)).restrict (fun _ hy => hy.1)
  · intro ⟨c, hc⟩
    -- an element `y` of `E` other than `x`
    have other : ∃ y, E y ∧ y ≠ x := by
      apply Classical.byContradiction
      intro none
      apply hne
      funext y
      apply propext
      constructor
      · intro hy
        apply Classical.byContradiction
        intro hyx
        exact none ⟨y, hy, hyx⟩
      · intro e
        rw [e]
        exact hxE
    obtain ⟨y, hyE, hyx⟩ := other
    obtain ⟨j, hj⟩ := exists_other_colour hk (c ⟨y, hF E hE y hyE, hyx⟩)
    -- the colouring of `Y`: as before, and `x` gets the colour `j`, which `y` has not
    classical
    let d : Colouring Y k := fun z => if h : z.val = x then j else c ⟨z.val, z.property, h⟩
    have at_x : ∀ h : Y x, d ⟨x, h⟩ = j := fun h => dif_pos rfl
    have off_x : ∀ z (h : Y z) (hz : z ≠ x), d ⟨z, h⟩ = c ⟨z, h, hz⟩ := fun z h hz => dif_neg hz
    refine ⟨d, fun A hA hAY ⟨i, hi⟩ => ?_⟩
    by_cases hAx : A x
    · -- then `A` is `E`, which contains `x` and `y`
      have e := only A hA hAx
      rw [e] at hi
      obtain ⟨hYx, ex⟩ := hi x hxE
      obtain ⟨hYy, ey⟩ := hi y hyE
      rw [at_x hYx] at ex
      rw [off_x y hYy hyx] at ey
      exact hj (ex.trans ey.symm)
    · -- then `A` is a member of the smaller family, and contained in `Y` without `x`
      have notE : A ≠ E := fun e => hAx (e ▸ hxE)
      have ne_x : ∀ z, A z → z ≠ x := fun z hz e => hAx (e ▸ hz)
      refine hc A ⟨hA, notE⟩ (fun z hz => ⟨hAY z hz, ne_x z hz⟩) ⟨i, fun z hz => ?_⟩
      obtain ⟨hYz, ez⟩ := hi z hz
      rw [off_x z hYz (ne_x z hz)] at ez
      exact ⟨⟨hYz, ne_x z hz⟩, ez⟩

end Monochromatic
