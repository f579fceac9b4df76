/-
Pythagorean triples (chapter "Pythagorean triples").
-/
import Monochromatic.Compactness

namespace Monochromatic

/-- The set `{a, b, c}`. -/
def triple (a b c : Nat) : Nat → Prop :=
  fun x => x = a ∨ x = b ∨ x = c

/-- The pattern of all Pythagorean triples: the sets `{a, b, c}` of positive integers with `a² + b² = c²`. -/
def pythagoreanTriples : Pattern Nat where
  mem E := ∃ a b c, 1 ≤ a ∧ 1 ≤ b ∧ 1 ≤ c ∧ a ^ 2 + b ^ 2 = c ^ 2 ∧ E = triple a b c
  finite E h := by
    obtain ⟨a, b, c, _, _, _, _, e⟩ := h
    subst e
    refine ⟨[a, b, c], fun x => ?_⟩
    simp [triple]
  nonempty E h := by
    obtain ⟨a, b, c, _, _, _, _, e⟩ := h
    subst e
    exact ⟨a, Or.inl rfl⟩

/-! ## Dilation -/

/-- The set of all `d x` with `x` in `E`. -/
def dilate (d : Nat) (E : Nat → Prop) : Nat → Prop :=
  fun y => ∃ x, E x ∧ y = d * x

theorem dilate_triple (d a b c : Nat) : dilate d (triple a b c) = triple (d * a) (d * b) (d * c) := by
  funext y
  apply propext
  constructor
  · intro ⟨x, hx, e⟩
    rcases hx with h | h | h <;> subst h
    · exact Or.inl e
    · exact Or.inr (Or.inl e)
    · exact Or.inr (Or.inr e)
  · intro h
    rcases h with e | e | e
    · exact ⟨a, Or.inl rfl, e⟩
    · exact ⟨b, Or.inr (Or.inl rfl), e⟩
    · exact ⟨c, Or.inr (Or.inr rfl), e⟩

theorem dilate_inj {d : Nat} (hd : 1 ≤ d) {E E' : Nat → Prop} (h : dilate d E = dilate d E') : E = E' := by
  have half : ∀ {E E' : Nat → Prop}, dilate d E = dilate d E' → ∀ x, E x → E' x := by
    intro E E' h x hx
    have image : dilate d E' (d * x) := h ▸ ⟨x, hx, rfl⟩
    obtain ⟨y, hy, e⟩ := image
    exact Nat.eq_of_mul_eq_mul_left hd e ▸ hy
  funext x
  exact propext ⟨half h x, half h.symm x⟩

theorem square_dilate (d a b c : Nat) :
    (d * a) ^ 2 + (d * b) ^ 2 = d ^ 2 * (a ^ 2 + b ^ 2) ∧ (d * c) ^ 2 = d ^ 2 * c ^ 2 := by
  rw [Nat.mul_pow, Nat.mul_pow, Nat.mul_pow, Nat.mul_add]
  exact ⟨rfl, rfl⟩

/-- A set is a Pythagorean triple if and only if its dilation is one. -/
theorem mem_dilate {d : Nat} (hd : 1 ≤ d) (E : Nat → Prop) :
    pythagoreanTriples.mem E ↔ pythagoreanTriples.mem (dilate d E) := by
  constructor
  · intro ⟨a, b, c, ha, hb, hc, sum, e⟩
    refine ⟨d * a, d * b, d * c, Nat.mul_pos hd ha, Nat.mul_pos hd hb, Nat.mul_pos hd hc, ?_, ?_⟩
    · rw [(square_dilate d a b c).1, (square_dilate d a b c).2, sum]
    · rw [e, dilate_triple]
  · intro ⟨a, b, c, ha, hb, hc, sum, e⟩
    -- `a`, `b` and `c` are multiples of `d`
    have multiple : ∀ x, triple a b c x → ∃ y, E y ∧ x = d * y := by
      intro x hx
      rw [← e] at hx
      exact hx
    obtain ⟨a', _, ea⟩ := multiple a (Or.inl rfl)
    obtain ⟨b', _, eb⟩ := multiple b (Or.inr (Or.inl rfl))
    obtain ⟨c', _, ec⟩ := multiple c (Or.inr (Or.inr rfl))
    subst ea eb ec
    have pos : ∀ {x}, 1 ≤ d * x → 1 ≤ x := by
      intro x h
      apply Nat.pos_of_ne_zero
      intro e
      rw [e, Nat.mul_zero] at h
      exact absurd h (by decide)
    refine ⟨a', b', c', pos ha, pos hb, pos hc, ?_, ?_⟩
    · rw [(square_dilate d a' b' c').1, (square_dilate d a' b' c').2] at sum
      exact Nat.eq_of_mul_eq_mul_left (Nat.pow_pos hd) sum
    · rw [← dilate_triple] at e
      exact dilate_inj hd e

/-- **Dilation.** For `d ≥ 1`, `{a, b, c}` is a Pythagorean triple if and only if `{da, db, dc}` is one. -/
theorem pythagorean_dilate {d : Nat} (hd : 1 ≤ d) (a b c : Nat) :
    pythagoreanTriples.mem (triple a b c) ↔ pythagoreanTriples.mem (triple (d * a) (d * b) (d * c)) := by
  rw [← dilate_triple]
  exact mem_dilate hd _

/-- The set of all multiples `d x` of `d`, where `x ≥ 1`. -/
def Multiples (d : Nat) : Nat → Prop :=
  dilate d Positive

/-- The colouring `x ↦ f (d x)` of `ℕ`, where `f` is one of the multiples of `d`. -/
def Colouring.shrink {d k : Nat} (f : Colouring (Multiples d) k) : Colouring Positive k :=
  fun x => f ⟨d * x.val, x.val, x.property, rfl⟩

/-- A colouring `f` of the multiples of `d` avoids the Pythagorean triples if and only if `x ↦ f (d x)` does. -/
theorem avoids_shrink {d k : Nat} (hd : 1 ≤ d) (f : Colouring (Multiples d) k) :
    Avoids f pythagoreanTriples ↔ Avoids f.shrink pythagoreanTriples := by
  constructor
  · intro hf E hE inside ⟨i, hi⟩
    refine hf (dilate d E) ((mem_dilate hd E).mp hE) (fun y ⟨x, hx, e⟩ => ⟨x, inside x hx, e⟩) ⟨i, ?_⟩
    intro y ⟨x, hx, e⟩
    subst e
    obtain ⟨h, colour⟩ := hi x hx
    exact ⟨⟨x, h, rfl⟩, colour⟩
  · intro hf E hE inside ⟨i, hi⟩
    -- `E` is the dilation of the set of all `x ≥ 1` with `d x` in `E`
    have e : dilate d (fun x => 1 ≤ x ∧ E (d * x)) = E := by
      funext y
      apply propext
      constructor
      · intro ⟨x, hx, e⟩
        exact e ▸ hx.2
      · intro hy
        obtain ⟨x, hx, e⟩ := inside y hy
        exact ⟨x, ⟨hx, e ▸ hy⟩, e⟩
    refine hf _ ((mem_dilate hd _).mpr (e.symm ▸ hE)) (fun x hx => hx.1) ⟨i, fun x hx => ?_⟩
    obtain ⟨_, colour⟩ := hi (d * x) hx.2
    exact ⟨hx.1, colour⟩

/-! ## A multiple of five -/

/-- **A multiple of five.** Every Pythagorean triple has a member that is divisible by `5`. -/
theorem pythagorean_five_dvd (E : Nat → Prop) (hE : pythagoreanTriples.mem E) : ∃ x, E x ∧ 5 ∣ x := by
  obtain ⟨a, b, c, _, _, _, sum, e⟩ := hE
  subst e
  -- the equation modulo five
  have square : ∀ x, x ^ 2 % 5 = (x % 5) * (x % 5) % 5 := fun x => by rw [Nat.pow_two, Nat.mul_mod]
  have residues := congrArg (· % 5) sum
  have residues : ((a % 5) * (a % 5) % 5 + (b % 5) * (b % 5) % 5) % 5 = (c % 5) * (c % 5) % 5 := by
    rw [← square, ← square, ← square, ← Nat.add_mod]
    exact residues
  have cases : ∀ a, a < 5 → ∀ b, b < 5 → ∀ c, c < 5 → (a * a % 5 + b * b % 5) % 5 = c * c % 5 →
      a = 0 ∨ b = 0 ∨ c = 0 := by decide
  have small : ∀ x, x % 5 < 5 := fun x => Nat.mod_lt x (by decide)
  rcases cases _ (small a) _ (small b) _ (small c) residues with h | h | h
  · exact ⟨a, Or.inl rfl, Nat.dvd_of_mod_eq_zero h⟩
  · exact ⟨b, Or.inr (Or.inl rfl), Nat.dvd_of_mod_eq_zero h⟩
  · exact ⟨c, Or.inr (Or.inr rfl), Nat.dvd_of_mod_eq_zero h⟩

/-! ## Euclid's parametrisation -/

/-- **Euclid.** If `m > n ≥ 1` then `{m² - n², 2 m n, m² + n²}` is a Pythagorean triple. -/
theorem pythagorean_euclid {m n : Nat} (hn : 1 ≤ n) (hm : n < m) :
    pythagoreanTriples.mem (triple (m ^ 2 - n ^ 2) (2 * m * n) (m ^ 2 + n ^ 2)) := by
  have pos : 1 ≤ m := Nat.le_of_lt (Nat.lt_of_le_of_lt hn hm)
  have less : n ^ 2 < m ^ 2 := by
    rw [Nat.pow_two, Nat.pow_two]
    exact Nat.mul_self_lt_mul_self hm
  refine ⟨_, _, _, Nat.sub_pos_of_lt less, Nat.mul_pos (Nat.mul_pos (by decide) pos) hn,
    Nat.le_trans (Nat.pow_pos pos) (Nat.le_add_right _ _), ?_, rfl⟩
  -- with `m² = x + n²` both sides are `x² + 4 x n² + 4 n⁴`
  obtain ⟨x, e⟩ := Nat.exists_eq_add_of_le' (Nat.le_of_lt less)
  have double : (2 * m * n) ^ 2 = 4 * (m ^ 2 * n ^ 2) := by
    rw [Nat.mul_pow, Nat.mul_pow, Nat.mul_assoc]
  rw [double, e, Nat.add_sub_cancel]
  generalize n ^ 2 = y
  rw [Nat.pow_two, Nat.pow_two, Nat.add_assoc x y y, ← Nat.two_mul, Nat.add_mul x y y, Nat.mul_add 4, Nat.add_mul x,
    Nat.mul_add x, Nat.mul_add (2 * y), Nat.add_assoc]
  congr 1
  rw [← Nat.add_assoc]
  have cross : x * (2 * y) + 2 * y * x = 4 * (x * y) := by
    rw [Nat.mul_left_comm, Nat.mul_assoc, Nat.mul_comm y x, ← Nat.add_mul]
  have square : 2 * y * (2 * y) = 4 * (y * y) := Nat.mul_mul_mul_comm 2 y 2 y
  rw [cross, square]

/-! ## Three equivalent questions -/

/-- All Pythagorean triples consist of positive integers. -/
theorem pythagoreanTriples_on : pythagoreanTriples.On Positive := by
  intro E ⟨a, b, c, ha, hb, hc, _, e⟩ x hx
  subst e
  rcases hx with h | h | h <;> subst h <;> assumption

/-- Every colouring of `ℕ` comes from one of the multiples of `d`. -/
theorem exists_shrink_eq {d k : Nat} (hd : 1 ≤ d) (g : Colouring Positive k) :
    ∃ f : Colouring (Multiples d) k, f.shrink = g := by
  have back : ∀ y, Multiples d y → Positive (y / d) ∧ ∀ x, y = d * x → y / d = x := by
    intro y ⟨x, hx, e⟩
    have quotient : ∀ x, y = d * x → y / d = x := fun x e => by rw [e, Nat.mul_div_cancel_left x hd]
    rw [quotient x e]
    exact ⟨hx, fun x' e' => (quotient x e).symm.trans (quotient x' e')⟩
  refine ⟨fun y => g ⟨y.val / d, (back y.val y.property).1⟩, funext fun x => congrArg g (Subtype.ext ?_)⟩
  exact (back _ ⟨x.val, x.property, rfl⟩).2 x.val rfl

/-- **Three equivalent questions.** The Pythagorean triples are `k`-unavoidable on `ℕ` if and only if they are so on
some `[n]`, and if and only if they are so on the multiples of every `d ≥ 1`. -/
theorem pythagorean_finite (k : Nat) :
    (Unavoidable Positive pythagoreanTriples k ↔ ∃ n, Unavoidable (Interval n) pythagoreanTriples k) ∧
      (Unavoidable Positive pythagoreanTriples k ↔ ∀ d, 1 ≤ d → Unavoidable (Multiples d) pythagoreanTriples k) := by
  constructor
  · constructor
    · intro h
      apply Classical.byContradiction
      intro no
      refine h (compactness pythagoreanTriples_on fun n => ?_)
      apply Classical.byContradiction
      intro hn
      exact no ⟨n, hn⟩
    · intro ⟨n, hn⟩
      exact hn.superset fun x hx => hx.1
  · constructor
    · intro h d hd ⟨f, hf⟩
      exact h ⟨f.shrink, (avoids_shrink hd f).mp hf⟩
    · intro h ⟨g, hg⟩
      obtain ⟨f, e⟩ := exists_shrink_eq (d := 1) (Nat.le_refl 1) g
      exact h 1 (Nat.le_refl 1) ⟨f, (avoids_shrink (Nat.le_refl 1) f).mpr (e.symm ▸ hg)⟩

end Monochromatic
