/-
Intervals of positive integers, and from them to all of these (chapter "Colourings and patterns": compactness).
-/
import Monochromatic.Colouring

namespace Monochromatic

/-- The interval `[n] = {1, …, n}`; `[0]` is empty. -/
def Interval (n : Nat) : Nat → Prop :=
  fun x => 1 ≤ x ∧ x ≤ n

instance (n x : Nat) : Decidable (Interval n x) :=
  inferInstanceAs (Decidable (1 ≤ x ∧ x ≤ n))

theorem Interval.mono {m n : Nat} (h : m ≤ n) : ∀ x, Interval m x → Interval n x :=
  fun _ hx => ⟨hx.1, Nat.le_trans hx.2 h⟩

/-- The set `ℕ` of positive integers. -/
def Positive : Nat → Prop :=
  fun x => 1 ≤ x

/-! ## Compactness -/

/-- Finitely many numbers have a bound. -/
theorem exists_bound (k : Nat) (f : Nat → Nat) : ∃ b, ∀ i, i < k → f i ≤ b := by
  induction k with
  | zero => exact ⟨0, fun i hi => absurd hi (Nat.not_lt_zero i)⟩
  | succ k ih =>
    obtain ⟨b, hb⟩ := ih
    refine ⟨b + f k, fun i hi => ?_⟩
    rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hi) with lt | e
    · exact Nat.le_trans (hb i lt) (Nat.le_add_right b (f k))
    · rw [e]
      exact Nat.le_add_left (f k) b

/-- The elements of a list of numbers have a bound. -/
theorem exists_bound_list (l : List Nat) : ∃ b, ∀ x, x ∈ l → x ≤ b := by
  induction l with
  | nil => exact ⟨0, fun x hx => absurd hx List.not_mem_nil⟩
  | cons a l ih =>
    obtain ⟨b, hb⟩ := ih
    refine ⟨a + b, fun x hx => ?_⟩
    rcases List.mem_cons.mp hx with e | h
    · rw [e]
      exact Nat.le_add_right a b
    · exact Nat.le_trans (hb x h) (Nat.le_add_left b a)

/-- What `p` says of `1, …, m` goes on as far as one likes: each `[n]` has a colouring that avoids `F` and is `p` on
`[m]`. -/
def Extends (F : Pattern Nat) {k : Nat} (p : Nat → Fin k) (m : Nat) : Prop :=
  ∀ n, m ≤ n → ∃ c : Colouring (Interval n) k, Avoids c F ∧ ∀ x (hx : Interval n x), x ≤ m → c ⟨x, hx⟩ = p x

/-- What goes on as far as one likes does so with some colour for the next number. -/
theorem Extends.next {F : Pattern Nat} {k : Nat} {p : Nat → Fin k} {m : Nat} (h : Extends F p m) :
    ∃ p' : Nat → Fin k, Extends F p' (m + 1) ∧ ∀ x, x ≤ m → p' x = p x := by
  apply Classical.byContradiction
  intro no
  -- with the colour `i` for `m + 1` it goes on no further than some `n`
  let change : Fin k → Nat → Fin k := fun i x => if x = m + 1 then i else p x
  have same : ∀ i x, x ≤ m → change i x = p x := fun i x hx => if_neg (Nat.ne_of_lt (Nat.lt_succ_of_le hx))
  have stops : ∀ i : Fin k, ∃ n, m + 1 ≤ n ∧ ¬∃ c : Colouring (Interval n) k,
      Avoids c F ∧ ∀ x (hx : Interval n x), x ≤ m + 1 → c ⟨x, hx⟩ = change i x := by
    intro i
    apply Classical.byContradiction
    intro never
    refine no ⟨change i, fun n hn => ?_, same i⟩
    apply Classical.byContradiction
    intro none
    exact never ⟨n, hn, none⟩
  classical
  let far : Nat → Nat := fun i => if h : i < k then Classical.choose (stops ⟨i, h⟩) else 0
  obtain ⟨b, hb⟩ := exists_bound k far
  -- a colouring of `[n]` for an `n` beyond all of these gives `m + 1` one of the colours
  obtain ⟨c, hc, agrees⟩ := h (m + 1 + b) (Nat.le_trans (Nat.le_succ m) (Nat.le_add_right _ b))
  have next : Interval (m + 1 + b) (m + 1) := ⟨Nat.le_add_left 1 m, Nat.le_add_right _ b⟩
  obtain ⟨_, none⟩ := Classical.choose_spec (stops (c ⟨m + 1, next⟩))
  have near : Classical.choose (stops (c ⟨m + 1, next⟩)) ≤ m + 1 + b := by
    have bound := hb _ (c ⟨m + 1, next⟩).isLt
    have e : far (c ⟨m + 1, next⟩).val = Classical.choose (stops (c ⟨m + 1, next⟩)) := dif_pos (c ⟨m + 1, next⟩).isLt
    rw [e] at bound
    exact Nat.le_trans bound (Nat.le_add_left b (m + 1))
  refine none ⟨c.restrict (Interval.mono near), hc.restrict _, fun x hx le => ?_⟩
  rcases Nat.lt_or_eq_of_le le with lt | e
  · exact (agrees x _ (Nat.le_of_lt_succ lt)).trans (same _ x (Nat.le_of_lt_succ lt)).symm
  · subst e
    exact (if_pos rfl).symm

/-- **Compactness.** If `[n]` is `k`-colourable for the pattern `F` on `ℕ` for every `n`, then `ℕ` is. -/
theorem compactness {F : Pattern Nat} (hF : F.On Positive) {k : Nat} (h : ∀ n, Colourable (Interval n) F k) :
    Colourable Positive F k := by
  -- there is a colour
  obtain ⟨one, _⟩ := h 1
  let first : Fin k := one ⟨1, Nat.le_refl 1, Nat.le_refl 1⟩
  have start : Extends F (fun _ => first) 0 := by
    intro n _
    obtain ⟨c, hc⟩ := h n
    exact ⟨c, hc, fun x hx le => absurd (Nat.le_trans hx.1 le) (by decide)⟩
  -- longer and longer colourings that go on as far as one likes, each a continuation of the one before
  let step : (m : Nat) → {p : Nat → Fin k // Extends F p m} := fun m =>
    Nat.rec ⟨fun _ => first, start⟩
      (fun _ p => ⟨Classical.choose p.property.next, (Classical.choose_spec p.property.next).1⟩) m
  have keeps : ∀ m x, x ≤ m → (step (m + 1)).val x = (step m).val x := fun m =>
    (Classical.choose_spec (step m).property.next).2
  have stays : ∀ x d, (step (x + d)).val x = (step x).val x := by
    intro x d
    induction d with
    | zero => rfl
    | succ d ih => exact (keeps (x + d) x (Nat.le_add_right x d)).trans ih
  -- all of them together
  refine ⟨fun x => (step x.val).val x.val, fun E hE _ ⟨i, hi⟩ => ?_⟩
  obtain ⟨l, hl⟩ := F.finite E hE
  obtain ⟨b, hb⟩ := exists_bound_list l
  have inside : ∀ x, E x → Interval b x := fun x hx => ⟨hF E hE x hx, hb x ((hl x).mp hx)⟩
  obtain ⟨c, hc, agrees⟩ := (step b).property b (Nat.le_refl b)
  refine hc E hE inside ⟨i, fun x hx => ⟨inside x hx, ?_⟩⟩
  obtain ⟨_, colour⟩ := hi x hx
  obtain ⟨d, e⟩ := Nat.exists_eq_add_of_le (inside x hx).2
  have same := stays x d
  rw [← e] at same
  exact (agrees x _ (inside x hx).2).trans (same.trans colour)

end Monochromatic
