/-
Arithmetic progressions and van der Waerden numbers (chapter "Arithmetic progressions").
-/
import Monochromatic.Schur

namespace Monochromatic

/-- The set `P` is a progression of length `l ≥ 1`: it is `{a, a + d, …, a + (l - 1) d}` with `a, d ≥ 1`. -/
def IsProgression (l : Nat) (P : Nat → Prop) : Prop :=
  1 ≤ l ∧ ∃ a d, 1 ≤ a ∧ 1 ≤ d ∧ ∀ x, P x ↔ ∃ i, i < l ∧ x = a + i * d

/-- A colouring avoids the lengths `l 0, …, l (k - 1)` if for no `i` the class of colour `i` contains a progression of
length `l i`. -/
def AvoidsProgressions {X : Nat → Prop} {k : Nat} (c : Colouring X k) (l : Fin k → Nat) : Prop :=
  ∀ i, ¬∃ P, IsProgression (l i) P ∧ ∀ x, P x → c.cls i x

/-- `W(l 0, …, l (k - 1)) = n`: this is the least `n` such that no `k`-colouring of `[n]` avoids these lengths. -/
def IsVanDerWaerdenNumber {k : Nat} (l : Fin k → Nat) (n : Nat) : Prop :=
  (¬∃ c : Colouring (Interval n) k, AvoidsProgressions c l) ∧
    ∀ m, m < n → ∃ c : Colouring (Interval m) k, AvoidsProgressions c l

/-! ## Scaling, shifting, reflecting -/

/-- **The image of a progression** under `x ↦ u x + v` is a progression of the same length. -/
theorem IsProgression.affine {l : Nat} {P : Nat → Prop} (hP : IsProgression l P) {u v : Nat} (hu : 1 ≤ u)
    (_hv : 1 ≤ v) : IsProgression l (fun y => ∃ x, P x ∧ y = u * x + v) := by
  obtain ⟨hl, a, d, ha, hd, h⟩ := hP
  refine ⟨hl, u * a + v, u * d, ?_, Nat.mul_pos hu hd, fun y => ?_⟩
  · exact Nat.le_trans (Nat.mul_pos hu ha) (Nat.le_add_right _ v)
  · have term : ∀ i, u * (a + i * d) + v = u * a + v + i * (u * d) := by
      intro i
      rw [Nat.mul_add, Nat.add_right_comm, Nat.mul_left_comm]
    constructor
    · intro ⟨x, hx, e⟩
      obtain ⟨i, hi, ex⟩ := (h x).mp hx
      exact ⟨i, hi, by rw [e, ex, term]⟩
    · intro ⟨i, hi, e⟩
      exact ⟨a + i * d, (h _).mpr ⟨i, hi, rfl⟩, by rw [e, term]⟩

/-- `[n]` is its own image under `x ↦ n + 1 - x`. -/
theorem Interval.reflect {n x : Nat} (h : Interval n x) : Interval n (n + 1 - x) :=
  ⟨Nat.sub_pos_of_lt (Nat.lt_succ_of_le h.2), Nat.sub_le_iff_le_add.mpr (Nat.add_le_add_left h.1 n)⟩

theorem Interval.reflect_reflect {n x : Nat} (h : Interval n x) : n + 1 - (n + 1 - x) = x :=
  Nat.sub_sub_self (Nat.le_succ_of_le h.2)

/-- The image of a progression in `[n]` under `x ↦ n + 1 - x` is a progression of the same length. -/
theorem IsProgression.reflect {l n : Nat} {P : Nat → Prop} (hP : IsProgression l P) (hn : ∀ x, P x → Interval n x) :
    IsProgression l (fun y => ∃ x, P x ∧ y = n + 1 - x) := by
  obtain ⟨hl, a, d, ha, hd, h⟩ := hP
  -- the last term becomes the first
  have last : Interval n (a + (l - 1) * d) := hn _ ((h _).mpr ⟨l - 1, Nat.sub_one_lt (Nat.ne_of_gt hl), rfl⟩)
  have term : ∀ i j, i + j = l - 1 → n + 1 - (a + i * d) = n + 1 - (a + (l - 1) * d) + j * d := by
    intro i j e
    apply Nat.sub_eq_of_eq_add
    rw [Nat.add_assoc, Nat.add_left_comm (j * d), Nat.add_comm (j * d), ← Nat.add_mul, e]
    exact (Nat.sub_add_cancel (Nat.le_succ_of_le last.2)).symm
  have other : ∀ i, i < l → i + (l - 1 - i) = l - 1 := fun i hi => Nat.add_sub_of_le (Nat.le_sub_of_add_le hi)
  refine ⟨hl, n + 1 - (a + (l - 1) * d), d, last.reflect.1, hd, fun y => ⟨?_, ?_⟩⟩
  · intro ⟨x, hx, e⟩
    obtain ⟨i, hi, ex⟩ := (h x).mp hx
    refine ⟨l - 1 - i, Nat.lt_of_le_of_lt (Nat.sub_le _ _) (Nat.sub_one_lt (Nat.ne_of_gt hl)), ?_⟩
    rw [e, ex]
    exact term i _ (other i hi)
  · intro ⟨j, hj, e⟩
    refine ⟨a + (l - 1 - j) * d, (h _).mpr ⟨l - 1 - j, ?_, rfl⟩, ?_⟩
    · exact Nat.lt_of_le_of_lt (Nat.sub_le _ _) (Nat.sub_one_lt (Nat.ne_of_gt hl))
    · rw [e]
      exact (term _ j (by rw [Nat.add_comm]; exact other j hj)).symm

/-- The colouring `x ↦ c (n + 1 - x)` of `[n]`. -/
def Colouring.reflect {n k : Nat} (c : Colouring (Interval n) k) : Colouring (Interval n) k :=
  fun x => c ⟨n + 1 - x.val, x.property.reflect⟩

theorem Colouring.cls_reflect {n k : Nat} (c : Colouring (Interval n) k) {i : Fin k} {x : Nat} (hx : c.cls i x) :
    c.reflect.cls i (n + 1 - x) := by
  obtain ⟨h, e⟩ := hx
  refine ⟨h.reflect, ?_⟩
  rw [← e]
  exact congrArg c (Subtype.ext h.reflect_reflect)

theorem Colouring.reflect_reflect {n k : Nat} (c : Colouring (Interval n) k) : c.reflect.reflect = c :=
  funext fun x => congrArg c (Subtype.ext x.property.reflect_reflect)

/-- **A colouring `c` of `[n]` avoids given lengths** if and only if `x ↦ c (n + 1 - x)` does. -/
theorem AvoidsProgressions.reflect {n k : Nat} (c : Colouring (Interval n) k) (l : Fin k → Nat) :
    AvoidsProgressions c l ↔ AvoidsProgressions c.reflect l := by
  have half : ∀ c : Colouring (Interval n) k, AvoidsProgressions c l → AvoidsProgressions c.reflect l := by
    intro c hc i ⟨P, hP, inside⟩
    refine hc i ⟨_, hP.reflect fun x hx => (inside x hx).1, fun y ⟨x, hx, e⟩ => ?_⟩
    rw [e, ← c.reflect_reflect]
    exact c.reflect.cls_reflect (inside x hx)
  exact ⟨half c, fun h => c.reflect_reflect ▸ half c.reflect h⟩

/-! ## Length two -/

/-- The lengths `s` and `t` for two colours. -/
def pair (s t : Nat) : Fin 2 → Nat :=
  fun i => if i = 0 then s else t

/-- Where the lengths `2` and `l` are avoided, no two numbers have the first colour. -/
theorem not_two_first {n l : Nat} {c : Colouring (Interval n) 2} (hc : AvoidsProgressions c (pair 2 l)) {x y : Nat}
    (hx : c.cls 0 x) (hy : c.cls 0 y) : ¬x < y := by
  intro lt
  refine hc 0 ⟨fun z => z = x ∨ z = y,
    ⟨(by decide : 1 ≤ 2), x, y - x, hx.1.1, Nat.sub_pos_of_lt lt, fun z => ⟨?_, ?_⟩⟩, ?_⟩
  · intro h
    rcases h with e | e
    · exact ⟨0, (by decide : 0 < 2), by rw [e, Nat.zero_mul, Nat.add_zero]⟩
    · exact ⟨1, (by decide : 1 < 2), by rw [e, Nat.one_mul, Nat.add_sub_of_le (Nat.le_of_lt lt)]⟩
  · intro ⟨i, hi, e⟩
    have two : ∀ i, i < 2 → i = 0 ∨ i = 1 := by decide
    rcases two i hi with h | h <;> subst h
    · exact Or.inl (by rw [e, Nat.zero_mul, Nat.add_zero])
    · exact Or.inr (by rw [e, Nat.one_mul, Nat.add_sub_of_le (Nat.le_of_lt lt)])
  · intro z hz
    rcases hz with e | e
    · exact e ▸ hx
    · exact e ▸ hy

/-- Where the lengths `2` and `r + 1` are avoided, every progression of length `r + 1` in `[n]` holds a number of the
first colour. -/
theorem exists_first {n r : Nat} {c : Colouring (Interval n) 2} (hc : AvoidsProgressions c (pair 2 (r + 1))) {a d : Nat}
    (ha : 1 ≤ a) (hd : 1 ≤ d) (hn : a + r * d ≤ n) : ∃ i, i ≤ r ∧ c.cls 0 (a + i * d) := by
  apply Classical.byContradiction
  intro no
  refine hc 1 ⟨fun x => ∃ i, i < r + 1 ∧ x = a + i * d, ⟨Nat.zero_lt_succ r, a, d, ha, hd, fun _ => Iff.rfl⟩, ?_⟩
  intro x ⟨i, hi, e⟩
  have hi := Nat.le_of_lt_succ hi
  have inside : Interval n x := by
    rw [e]
    exact ⟨Nat.le_trans ha (Nat.le_add_right _ _),
      Nat.le_trans (Nat.add_le_add_left (Nat.mul_le_mul_right d hi) a) hn⟩
  have colours : ∀ j : Fin 2, j = 0 ∨ j = 1 := by decide
  rcases colours (c ⟨x, inside⟩) with h | h
  · subst e
    exact absurd ⟨i, hi, inside, h⟩ no
  · exact ⟨inside, h⟩

/-- The interval `[m]` has a colouring that avoids the lengths `2` and `r + 1` if `m ≤ 2 r`, and if `m ≤ 2 r + 1` and
`r + 1` is odd: the number `r + 1` gets the first colour, all others get the second. -/
theorem exists_avoids_two {m r : Nat} (hr : 1 ≤ r) (hm : m ≤ r * 2 + 1) (h : m ≤ r * 2 ∨ (r + 1) % 2 = 1) :
    ∃ c : Colouring (Interval m) 2, AvoidsProgressions c (pair 2 (r + 1)) := by
  let c : Colouring (Interval m) 2 := fun x => if x.val = r + 1 then 0 else 1
  have first : ∀ x, c.cls 0 x → x = r + 1 := by
    intro x ⟨_, e⟩
    apply Classical.byContradiction
    intro ne
    have one : (1 : Fin 2) = 0 := (if_neg ne).symm.trans e
    exact absurd one (by decide)
  have second : ∀ x, c.cls 1 x → x ≠ r + 1 := by
    intro x ⟨_, e⟩ eq
    have zero : (0 : Fin 2) = 1 := (if_pos eq).symm.trans e
    exact absurd zero (by decide)
  refine ⟨c, fun i => ?_⟩
  have colours : ∀ j : Fin 2, j = 0 ∨ j = 1 := by decide
  rcases colours i with hi | hi <;> subst hi <;> intro ⟨P, ⟨_, a, d, ha, hd, hP⟩, inside⟩
  · -- a progression of length `2` has two terms
    have e0 := first _ (inside (a + 0 * d) ((hP _).mpr ⟨0, (by decide : 0 < 2), rfl⟩))
    have e1 := first _ (inside (a + 1 * d) ((hP _).mpr ⟨1, (by decide : 1 < 2), rfl⟩))
    have e := Nat.add_left_cancel (e0.trans e1.symm)
    rw [Nat.zero_mul, Nat.one_mul] at e
    exact Nat.ne_of_lt hd e
  · -- a progression of length `r + 1` in `[m]` contains `r + 1`
    have term : ∀ i, i ≤ r → P (a + i * d) := fun i hi => (hP _).mpr ⟨i, Nat.lt_succ_of_le hi, rfl⟩
    have last : a + r * d ≤ m := (inside _ (term r (Nat.le_refl r))).1.2
    have hits : ¬∃ i, i ≤ r ∧ a + i * d = r + 1 := fun ⟨i, hi, e⟩ => second _ (inside _ (term i hi)) e
    rcases Nat.lt_or_ge d 2 with small | large
    · -- it is an interval
      have one : d = 1 := Nat.le_antisymm (Nat.le_of_lt_succ small) hd
      subst one
      have ha' : a ≤ r + 1 := by
        apply Nat.le_of_add_le_add_right (b := r)
        rw [Nat.mul_one] at last
        apply Nat.le_trans last
        rw [Nat.add_right_comm, ← Nat.mul_two]
        exact hm
      refine hits ⟨r + 1 - a, ?_, ?_⟩
      · rw [Nat.sub_le_iff_le_add]
        exact Nat.add_le_add_left ha r
      · rw [Nat.mul_one, Nat.add_sub_of_le ha']
    · -- it begins with `1` and has the difference `2`, and `r + 1` is odd
      have long : 1 + r * 2 ≤ m :=
        Nat.le_trans (Nat.add_le_add ha (Nat.mul_le_mul_left r large)) last
      have odd : (r + 1) % 2 = 1 := by
        rcases h with h | h
        · exact absurd (Nat.le_trans long h) (by rw [Nat.add_comm]; exact Nat.not_succ_le_self _)
        · exact h
      have top : a + r * d ≤ 1 + r * 2 := by
        rw [Nat.add_comm 1]
        exact Nat.le_trans last hm
      have one : a = 1 := by
        apply Nat.le_antisymm _ ha
        apply Nat.le_of_add_le_add_right (b := r * 2)
        exact Nat.le_trans (Nat.add_le_add_left (Nat.mul_le_mul_left r large) a) top
      subst one
      have two : d = 2 := by
        apply Nat.le_antisymm _ large
        exact Nat.le_of_mul_le_mul_left (Nat.le_of_add_le_add_left top) hr
      subst two
      refine hits ⟨r / 2, Nat.div_le_self r 2, ?_⟩
      -- `r` is even
      have even : r % 2 = 0 := by
        rcases Nat.mod_two_eq_zero_or_one r with e | e
        · exact e
        · rw [Nat.add_mod, e] at odd
          exact absurd odd (by decide)
      rw [Nat.div_mul_cancel (Nat.dvd_of_mod_eq_zero even), Nat.add_comm]

/-- **Length two.** For `l ≥ 2`, `W(2, l) = 2 l` if `l` is odd, and `W(2, l) = 2 l - 1` if `l` is even. -/
theorem van_der_waerden_two (l : Nat) (hl : 2 ≤ l) :
    (l % 2 = 1 → IsVanDerWaerdenNumber (pair 2 l) (2 * l)) ∧
      (l % 2 = 0 → IsVanDerWaerdenNumber (pair 2 l) (2 * l - 1)) := by
  obtain ⟨r, e⟩ := Nat.exists_eq_add_of_le' (Nat.le_trans (by decide) hl : 1 ≤ l)
  subst e
  have hr : 1 ≤ r := Nat.le_of_succ_le_succ hl
  have double : 2 * (r + 1) = r * 2 + 2 := by rw [Nat.mul_comm, Nat.succ_mul]
  rw [double]
  constructor
  · intro odd
    refine ⟨fun ⟨c, hc⟩ => ?_, fun m hm => exists_avoids_two hr (Nat.le_of_lt_succ hm) (Or.inr odd)⟩
    -- the intervals from `1` to `l` and from `l + 1` to `2 l` each hold a number of the first colour
    obtain ⟨i, hi, hx⟩ := exists_first hc (a := 1) (d := 1) (by decide) (by decide) (by
      rw [Nat.mul_one, Nat.mul_two, Nat.add_comm]
      exact Nat.add_le_add (Nat.le_add_right r r) (by decide))
    obtain ⟨j, _, hy⟩ := exists_first hc (a := r + 2) (d := 1) (Nat.le_add_left 1 (r + 1)) (by decide) (by
      rw [Nat.mul_one, Nat.mul_two, Nat.add_right_comm]
      exact Nat.le_refl _)
    refine not_two_first hc hx hy ?_
    rw [Nat.mul_one, Nat.mul_one, Nat.add_comm 1]
    exact Nat.lt_of_lt_of_le (Nat.succ_lt_succ (Nat.lt_succ_of_le hi)) (Nat.le_add_right _ j)
  · intro even
    refine ⟨fun ⟨c, hc⟩ => ?_, fun m hm => ?_⟩
    · -- the intervals from `1` to `l` and from `l` to `2 l - 1` have only `l` in common
      obtain ⟨i, hi, hx⟩ := exists_first hc (a := 1) (d := 1) (by decide) (by decide) (by
        rw [Nat.mul_one, Nat.mul_two, Nat.add_comm]
        exact Nat.succ_le_succ (Nat.le_add_right r r))
      obtain ⟨j, _, hy⟩ := exists_first hc (a := r + 1) (d := 1) (Nat.le_add_left 1 r) (by decide) (by
        rw [Nat.mul_one, Nat.mul_two, Nat.add_right_comm]
        exact Nat.le_refl _)
      -- and the odd numbers from `1` to `2 l - 1` do not contain it
      obtain ⟨t, _, hz⟩ := exists_first hc (a := 1) (d := 2) (by decide) (by decide) (by
        rw [Nat.add_comm]
        exact Nat.le_refl _)
      have same : ∀ {x y}, c.cls 0 x → c.cls 0 y → x = y := fun hx hy =>
        Nat.le_antisymm (Nat.le_of_not_lt (not_two_first hc hy hx)) (Nat.le_of_not_lt (not_two_first hc hx hy))
      have low : 1 + i * 1 ≤ r + 1 := by
        rw [Nat.mul_one, Nat.add_comm]
        exact Nat.succ_le_succ hi
      have high : r + 1 ≤ r + 1 + j * 1 := Nat.le_add_right _ _
      have middle : 1 + i * 1 = r + 1 := Nat.le_antisymm low (same hx hy ▸ high)
      have odd : 1 + t * 2 = r + 1 := (same hz hx).trans middle
      rw [← odd, Nat.add_mul_mod_self_right] at even
      exact absurd even (by decide)
    · have hm : m ≤ r * 2 := Nat.le_of_lt_succ hm
      exact exists_avoids_two hr (Nat.le_succ_of_le hm) (Or.inl hm)

end Monochromatic
