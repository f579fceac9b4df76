/-
Sum-free sets, Schur colourings and Schur numbers (chapter "Sums").
-/
import Monochromatic.Compactness

namespace Monochromatic

/-- A set of numbers is sum-free if there are no `x`, `y`, `z` in it with `x + y = z`; `x = y` is allowed. -/
def SumFree (A : Nat → Prop) : Prop :=
  ¬∃ x y z, A x ∧ A y ∧ A z ∧ x + y = z

/-- A Schur colouring of a set of positive integers: its classes are sum-free. -/
def IsSchurColouring {X : Nat → Prop} {k : Nat} (c : Colouring X k) : Prop :=
  ∀ i, SumFree (c.cls i)

/-- `S(k) = n`: the interval `[n]` has a Schur `k`-colouring, and `[n + 1]` has none. -/
def IsSchurNumber (k n : Nat) : Prop :=
  (∃ c : Colouring (Interval n) k, IsSchurColouring c) ∧ ¬∃ c : Colouring (Interval (n + 1)) k, IsSchurColouring c

/-! ## The pattern of sums -/

/-- The pattern of all sets `{x, y, x + y}` with `x, y ≥ 1`. -/
def sums : Pattern Nat where
  mem E := ∃ x y, 1 ≤ x ∧ 1 ≤ y ∧ ∀ z, E z ↔ z = x ∨ z = y ∨ z = x + y
  finite E h := by
    obtain ⟨x, y, _, _, hE⟩ := h
    refine ⟨[x, y, x + y], fun z => (hE z).trans ?_⟩
    simp
  nonempty E h := by
    obtain ⟨x, y, _, _, hE⟩ := h
    exact ⟨x, (hE x).mpr (Or.inl rfl)⟩

/-- A colouring of a set of positive integers is a Schur colouring if and only if it avoids the pattern of sums. -/
theorem isSchurColouring_iff_avoids {X : Nat → Prop} {k : Nat} (hX : ∀ x, X x → 1 ≤ x) (c : Colouring X k) :
    IsSchurColouring c ↔ Avoids c sums := by
  constructor
  · intro hc E ⟨x, y, _, _, hE⟩ _ ⟨i, hi⟩
    exact hc i ⟨x, y, x + y, hi x ((hE x).mpr (Or.inl rfl)), hi y ((hE y).mpr (Or.inr (Or.inl rfl))),
      hi (x + y) ((hE (x + y)).mpr (Or.inr (Or.inr rfl))), rfl⟩
  · intro hc i ⟨x, y, z, hx, hy, hz, e⟩
    refine hc (fun w => w = x ∨ w = y ∨ w = x + y) ?_ ?_ ⟨i, ?_⟩
    · exact ⟨x, y, hX x hx.1, hX y hy.1, fun _ => Iff.rfl⟩
    · intro w hw
      rcases hw with h | h | h
      · exact h ▸ hx.1
      · exact h ▸ hy.1
      · rw [h, e]
        exact hz.1
    · intro w hw
      rcases hw with h | h | h
      · exact h ▸ hx
      · exact h ▸ hy
      · rw [h, e]
        exact hz

/-- The restriction of a Schur colouring is one. -/
theorem IsSchurColouring.restrict {X Z : Nat → Prop} {k : Nat} {c : Colouring X k} (hc : IsSchurColouring c)
    (h : ∀ x, Z x → X x) : IsSchurColouring (c.restrict h) :=
  fun i ⟨x, y, z, hx, hy, hz, e⟩ =>
    hc i ⟨x, y, z, Colouring.cls_of_restrict hx, Colouring.cls_of_restrict hy, Colouring.cls_of_restrict hz, e⟩

/-- There is at most one `n` with `S(k) = n`. -/
theorem IsSchurNumber.unique {k m n : Nat} (hm : IsSchurNumber k m) (hn : IsSchurNumber k n) : m = n := by
  have le : ∀ {a b}, IsSchurNumber k a → IsSchurNumber k b → a ≤ b := by
    intro a b ⟨⟨c, hc⟩, _⟩ ⟨_, no⟩
    apply Nat.le_of_not_lt
    intro lt
    exact no ⟨c.restrict (Interval.mono lt), hc.restrict _⟩
  exact Nat.le_antisymm (le hm hn) (le hn hm)

/-! ## One colour, two colours -/

/-- In a Schur colouring, `x`, `y` and `x + y` do not have one colour. -/
theorem IsSchurColouring.ne {X : Nat → Prop} {k : Nat} {c : Colouring X k} (hc : IsSchurColouring c) {x y z : Nat}
    (hx : X x) (hy : X y) (hz : X z) (e : x + y = z) : ¬(c ⟨x, hx⟩ = c ⟨z, hz⟩ ∧ c ⟨y, hy⟩ = c ⟨z, hz⟩) :=
  fun ⟨ex, ey⟩ => hc (c ⟨z, hz⟩) ⟨x, y, z, ⟨hx, ex⟩, ⟨hy, ey⟩, ⟨hz, rfl⟩, e⟩

/-- **One colour**: `S(1) = 1`. -/
theorem schur_one : IsSchurNumber 1 1 := by
  constructor
  · refine ⟨fun _ => 0, fun _ ⟨x, y, z, hx, hy, hz, e⟩ => ?_⟩
    -- the sum of two positive integers is not `1`
    have two : 2 ≤ z := e ▸ Nat.add_le_add hx.1.1 hy.1.1
    exact absurd (Nat.le_trans two hz.1.2) (by decide)
  · intro ⟨c, hc⟩
    have one : Interval 2 1 := by decide
    have two : Interval 2 2 := by decide
    have equal : ∀ i j : Fin 1, i = j := by decide
    exact hc.ne one one two rfl ⟨equal _ _, equal _ _⟩

/-- A map `f` colours `[n]` as Schur asks if `x`, `y` and `x + y` never have one value in it. All is finite here. -/
theorem isSchurColouring_of {n k : Nat} {f : Nat → Fin k}
    (h : ∀ x, x ≤ n → ∀ y, y ≤ n → 1 ≤ x → 1 ≤ y → x + y ≤ n → ¬(f x = f (x + y) ∧ f y = f (x + y))) :
    IsSchurColouring (fun x => f x.val : Colouring (Interval n) k) := by
  intro i ⟨x, y, z, ⟨hx, ex⟩, ⟨hy, ey⟩, ⟨hz, ez⟩, e⟩
  subst e
  exact h x hx.2 y hy.2 hx.1 hy.1 hz.2 ⟨ex.trans ez.symm, ey.trans ez.symm⟩

/-- **Two colours**: every Schur `2`-colouring of `[4]` has the classes `{1, 4}` and `{2, 3}`, and it cannot be extended
to `[5]`. -/
theorem schur_two_unique (c : Colouring (Interval 4) 2) (hc : IsSchurColouring c) :
    (∃ i j : Fin 2, (∀ x, c.cls i x ↔ x = 1 ∨ x = 4) ∧ (∀ x, c.cls j x ↔ x = 2 ∨ x = 3)) ∧
      ¬∃ d : Colouring (Interval 5) 2, IsSchurColouring d ∧ ∀ x, d.restrict (Interval.mono (by decide)) x = c x := by
  have h1 : Interval 4 1 := by decide
  have h2 : Interval 4 2 := by decide
  have h3 : Interval 4 3 := by decide
  have h4 : Interval 4 4 := by decide
  -- the colours of `1`, `2`, `3`, `4`, from `1 + 1 = 2`, `2 + 2 = 4`, `1 + 3 = 4` and `1 + 2 = 3`
  have forced : ∀ c1 c2 c3 c4 : Fin 2, ¬(c1 = c2 ∧ c1 = c2) → ¬(c2 = c4 ∧ c2 = c4) → ¬(c1 = c4 ∧ c3 = c4) →
      ¬(c1 = c3 ∧ c2 = c3) → c4 = c1 ∧ c3 = c2 ∧ c1 ≠ c2 := by decide
  obtain ⟨e4, e3, ne⟩ := forced _ _ _ _ (hc.ne h1 h1 h2 rfl) (hc.ne h2 h2 h4 rfl) (hc.ne h1 h3 h4 rfl)
    (hc.ne h1 h2 h3 rfl)
  have four : ∀ x, x ≤ 4 → 1 ≤ x → x = 1 ∨ x = 2 ∨ x = 3 ∨ x = 4 := by decide
  constructor
  · refine ⟨c ⟨1, h1⟩, c ⟨2, h2⟩, fun x => ⟨?_, ?_⟩, fun x => ⟨?_, ?_⟩⟩
    · intro ⟨hx, ex⟩
      rcases four x hx.2 hx.1 with e | e | e | e <;> subst e
      · exact Or.inl rfl
      · exact absurd ex.symm ne
      · exact absurd (ex.symm.trans e3) ne
      · exact Or.inr rfl
    · intro h
      rcases h with e | e <;> subst e
      · exact ⟨h1, rfl⟩
      · exact ⟨h4, e4⟩
    · intro ⟨hx, ex⟩
      rcases four x hx.2 hx.1 with e | e | e | e <;> subst e
      · exact absurd ex ne
      · exact Or.inl rfl
      · exact Or.inr rfl
      · exact absurd (e4.symm.trans ex) ne
    · intro h
      rcases h with e | e <;> subst e
      · exact ⟨h2, rfl⟩
      · exact ⟨h3, e3⟩
  · intro ⟨d, hd, same⟩
    have h5 : Interval 5 5 := by decide
    have up : ∀ x, Interval 4 x → Interval 5 x := Interval.mono (by decide)
    -- neither colour is left for `5 = 1 + 4 = 2 + 3`
    have stuck : ∀ c1 c2 c3 c4 c5 : Fin 2, c4 = c1 → c3 = c2 → c1 ≠ c2 → ¬(c1 = c5 ∧ c4 = c5) →
        ¬(c2 = c5 ∧ c3 = c5) → False := by decide
    refine stuck (d ⟨1, up 1 h1⟩) (d ⟨2, up 2 h2⟩) (d ⟨3, up 3 h3⟩) (d ⟨4, up 4 h4⟩) (d ⟨5, h5⟩) ?_ ?_ ?_
      (hd.ne _ _ h5 rfl) (hd.ne _ _ h5 rfl)
    · exact (same ⟨4, h4⟩).trans (e4.trans (same ⟨1, h1⟩).symm)
    · exact (same ⟨3, h3⟩).trans (e3.trans (same ⟨2, h2⟩).symm)
    · exact fun e => ne ((same ⟨1, h1⟩).symm.trans (e.trans (same ⟨2, h2⟩)))

/-- `S(2) = 4`. -/
theorem schur_two : IsSchurNumber 2 4 := by
  constructor
  · exact ⟨_, isSchurColouring_of (f := fun x => if x = 1 ∨ x = 4 then 0 else 1) (by decide)⟩
  · intro ⟨d, hd⟩
    have up : ∀ x, Interval 4 x → Interval 5 x := Interval.mono (by decide)
    exact (schur_two_unique (d.restrict up) (hd.restrict up)).2 ⟨d, hd, fun _ => rfl⟩

end Monochromatic
