/-
Van der Waerden's theorem (chapter "Arithmetic progressions").

The proof is about maps `c` from all numbers to the numbers below `k`, and about blocks of `n` consecutive numbers
`a, …, a + n - 1`. A progression of `l + 1` terms is given by its first term and its difference.
-/
import Monochromatic.Arith
import Monochromatic.Compactness
import Monochromatic.Counting
import Monochromatic.Progressions

namespace Monochromatic

/-! ## Blocks as colours -/

/-- A block of `m` colours as one number: its digits in base `k`. -/
def digits (c : Nat → Nat) (k a : Nat) : Nat → Nat
  | 0 => 0
  | m + 1 => k * digits c k a m + c (a + m)

theorem digits_lt {c : Nat → Nat} {k : Nat} (hc : ∀ x, c x < k) (a m : Nat) : digits c k a m < k ^ m := by
  induction m with
  | zero => exact Nat.zero_lt_succ 0
  | succ m ih =>
    show k * digits c k a m + c (a + m) < k ^ m * k
    apply Nat.lt_of_lt_of_le (Nat.add_lt_add_left (hc (a + m)) _)
    rw [← Nat.mul_succ, Nat.mul_comm (k ^ m)]
    exact Nat.mul_le_mul_left k ih

/-- Blocks with the same number are coloured alike. -/
theorem eq_of_digits_eq {c : Nat → Nat} {k : Nat} (hc : ∀ x, c x < k) {a b m : Nat}
    (h : digits c k a m = digits c k b m) {x : Nat} (hx : x < m) : c (a + x) = c (b + x) := by
  induction m with
  | zero => exact absurd hx (Nat.not_lt_zero x)
  | succ m ih =>
    obtain ⟨before, last⟩ := div_mod_unique (hc (a + m)) (hc (b + m)) h
    rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hx) with lt | e
    · exact ih before lt
    · rw [e]
      exact last

/-! ## Focused progressions -/

/-- In the block of `n` numbers from `a` on there is a progression of `l + 1` terms of one colour. -/
def HasProgression (c : Nat → Nat) (a n l : Nat) : Prop :=
  ∃ b d, 1 ≤ d ∧ a ≤ b ∧ b + l * d < a + n ∧ ∀ i, i ≤ l → c (b + i * d) = c b

/-- In the block of `n` numbers from `a` on there are `s` progressions of `l + 1` terms, each of one colour, these
colours distinct, and their common focus `f`, which is what would be the next term of each. -/
def HasFocused (c : Nat → Nat) (a n l s : Nat) : Prop :=
  ∃ (f : Nat) (first step : Nat → Nat), (a ≤ f ∧ f < a + n) ∧
    (∀ j, j < s → 1 ≤ step j ∧ a ≤ first j ∧ first j + (l + 1) * step j = f ∧
      ∀ i, i ≤ l → c (first j + i * step j) = c (first j)) ∧
    ∀ i j, i < j → j < s → c (first i) ≠ c (first j)

/-- Whatever the number of colours, long blocks have a progression of `l + 1` terms of one colour, and the next term. -/
def Forced (l : Nat) : Prop :=
  ∀ k, ∃ n, ∀ c : Nat → Nat, (∀ x, c x < k) → ∀ a,
    ∃ b d, 1 ≤ d ∧ a ≤ b ∧ b + (l + 1) * d < a + n ∧ ∀ i, i ≤ l → c (b + i * d) = c b

theorem HasProgression.mono {c : Nat → Nat} {a n b m l : Nat} (h : HasProgression c a n l) (left : b ≤ a)
    (right : a + n ≤ b + m) : HasProgression c b m l := by
  obtain ⟨x, d, hd, hx, last, same⟩ := h
  exact ⟨x, d, hd, Nat.le_trans left hx, Nat.lt_of_lt_of_le last right, same⟩

/-- If progressions of `l + 1` terms are forced, then a progression of `l + 2` terms or any number of focused ones. -/
theorem exists_focused {l : Nat} (forced : Forced l) (k s : Nat) :
    ∃ n, ∀ c : Nat → Nat, (∀ x, c x < k) → ∀ a, HasProgression c a n (l + 1) ∨ HasFocused c a n l s := by
  induction s with
  | zero =>
    refine ⟨1, fun c _ a => Or.inr ⟨a, id, id, ⟨Nat.le_refl a, Nat.lt_succ_self a⟩, ?_, ?_⟩⟩
    · exact fun j hj => absurd hj (Nat.not_lt_zero j)
    · exact fun i j _ hj => absurd hj (Nat.not_lt_zero j)
  | succ s ih =>
    obtain ⟨m, hm⟩ := ih
    obtain ⟨w, hw⟩ := forced (k ^ m)
    refine ⟨w * m, fun c hc a => ?_⟩
    -- pieces of length `m`; the pieces `b`, `b + d`, …, `b + l d` are coloured alike
    obtain ⟨b, d, hd, _, inside, alike⟩ := hw (fun j => digits c k (a + j * m) m) (fun j => digits_lt hc _ m) 0
    rw [Nat.zero_add] at inside
    have shift : ∀ i, i ≤ l → ∀ x, a + b * m ≤ x → x < a + b * m + m → c (x + i * (d * m)) = c x := by
      intro i hi x low high
      obtain ⟨y, e⟩ := Nat.exists_eq_add_of_le low
      subst e
      have hy : y < m := Nat.lt_of_add_lt_add_left high
      have same := eq_of_digits_eq hc (alike i hi) hy
      rw [← same, Nat.add_mul, Nat.mul_assoc, ← Nat.add_assoc, Nat.add_right_comm _ y]
    have room : a + b * m + m + (l + 1) * (d * m) ≤ a + w * m := by
      rw [Nat.add_assoc a, Nat.add_assoc a, ← Nat.succ_mul, ← Nat.mul_assoc, ← Nat.add_mul, Nat.succ_add]
      exact Nat.add_le_add_left (Nat.mul_le_mul_right m inside) a
    have piece : a + b * m + m ≤ a + w * m := Nat.le_trans (Nat.le_add_right _ _) room
    rcases hm c hc (a + b * m) with found | ⟨f, first, step, ⟨low, high⟩, focused, distinct⟩
    · exact Or.inl (found.mono (Nat.le_add_right a _) piece)
    · by_cases meets : ∃ j, j < s ∧ c (first j) = c f
      · -- the focus continues one of the progressions
        left
        obtain ⟨j, hj, e⟩ := meets
        obtain ⟨hstep, start, focus, same⟩ := focused j hj
        refine ⟨first j, step j, hstep, Nat.le_trans (Nat.le_add_right a _) start, ?_, fun i hi => ?_⟩
        · rw [focus]
          exact Nat.lt_of_lt_of_le high piece
        · rcases Nat.lt_or_eq_of_le hi with lt | eq
          · exact same i (Nat.le_of_lt_succ lt)
          · rw [eq, focus]
            exact e.symm
      · -- all progressions take longer steps, and `f` begins a new one
        right
        have positive : 1 ≤ d * m := by
          apply Nat.mul_pos hd
          exact Nat.pos_of_ne_zero fun e => by
            rw [e] at high low
            exact Nat.not_le_of_gt high low
        let first' : Nat → Nat := fun j => if j < s then first j else f
        let step' : Nat → Nat := fun j => if j < s then step j + d * m else d * m
        have old : ∀ {j}, j < s → first' j = first j ∧ step' j = step j + d * m := fun h => ⟨if_pos h, if_pos h⟩
        have new : first' s = f ∧ step' s = d * m := ⟨if_neg (Nat.lt_irrefl s), if_neg (Nat.lt_irrefl s)⟩
        refine ⟨f + (l + 1) * (d * m), first', step', ⟨?_, ?_⟩, fun j hj => ?_, fun i j hij hj => ?_⟩
        · exact Nat.le_trans (Nat.le_trans (Nat.le_add_right a _) low) (Nat.le_add_right f _)
        · exact Nat.lt_of_lt_of_le (Nat.add_lt_add_right high _) room
        · rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hj) with lt | e
          · obtain ⟨hstep, start, focus, same⟩ := focused j lt
            rw [(old lt).1, (old lt).2]
            refine ⟨Nat.le_trans hstep (Nat.le_add_right _ _), Nat.le_trans (Nat.le_add_right a _) start, ?_, ?_⟩
            · rw [Nat.mul_add, ← Nat.add_assoc, focus]
            · intro i hi
              have before : first j + i * step j < a + b * m + m := by
                apply Nat.lt_of_le_of_lt _ high
                rw [← focus]
                exact Nat.add_le_add_left (Nat.mul_le_mul_right _ (Nat.le_succ_of_le hi)) _
              rw [Nat.mul_add, ← Nat.add_assoc, shift i hi _ (Nat.le_trans start (Nat.le_add_right _ _)) before]
              exact same i hi
          · rw [e, new.1, new.2]
            exact ⟨positive, Nat.le_trans (Nat.le_add_right a _) low, rfl, fun i hi => shift i hi f low high⟩
        · rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hj) with lt | e
          · rw [(old (Nat.lt_trans hij lt)).1, (old lt).1]
            exact distinct i j hij lt
          · subst e
            rw [(old hij).1, new.1]
            exact fun e => meets ⟨i, hij, e⟩

/-- Progressions of any length are forced. -/
theorem forced (l : Nat) : Forced l := by
  induction l with
  | zero =>
    intro k
    refine ⟨2, fun c _ a => ⟨a, 1, Nat.le_refl 1, Nat.le_refl a, Nat.lt_succ_self (a + 1), fun i hi => ?_⟩⟩
    rw [Nat.le_antisymm hi (Nat.zero_le i), Nat.zero_mul, Nat.add_zero]
  | succ l ih =>
    intro k
    obtain ⟨n, hn⟩ := exists_focused ih k (k + 1)
    refine ⟨n + n, fun c hc a => ?_⟩
    have found : HasProgression c a n (l + 1) := by
      rcases hn c hc a with found | ⟨f, first, step, _, _, distinct⟩
      · exact found
      · -- `k + 1` distinct colours of `k` cannot be
        have nodup : ((List.range (k + 1)).map fun j => c (first j)).Nodup := by
          apply nodup_map _ (nodup_range (k + 1))
          intro i j hi hj e
          rcases Nat.lt_trichotomy i j with h | h | h
          · exact absurd e (distinct i j h (List.mem_range.mp hj))
          · exact h
          · exact absurd e.symm (distinct j i h (List.mem_range.mp hi))
        have le := length_le_of_nodup_of_lt (n := k) nodup fun x hx => by
          obtain ⟨j, _, e⟩ := List.mem_map.mp hx
          exact e ▸ hc (first j)
        rw [List.length_map, List.length_range] at le
        exact absurd le (Nat.not_succ_le_self k)
    obtain ⟨b, d, hd, hb, last, same⟩ := found
    refine ⟨b, d, hd, hb, ?_, same⟩
    -- the difference is less than `n`
    have small : d ≤ n := by
      have le : a + d ≤ a + n :=
        Nat.le_trans (Nat.add_le_add hb (Nat.le_mul_of_pos_left d (Nat.zero_lt_succ l))) (Nat.le_of_lt last)
      exact Nat.le_of_add_le_add_left le
    rw [Nat.succ_mul, ← Nat.add_assoc b, ← Nat.add_assoc a]
    exact Nat.add_lt_add_of_lt_of_le last small

/-- **Van der Waerden's theorem.** For all `k, l ≥ 1` there is an `n` such that every `k`-colouring of `[n]` has a
monochromatic progression of length `l`. -/
theorem van_der_waerden {k l : Nat} (hk : 1 ≤ k) (hl : 1 ≤ l) :
    ∃ n, ∀ c : Colouring (Interval n) k, ∃ P, IsProgression l P ∧ c.IsMonochromatic P := by
  obtain ⟨n, hn⟩ := forced (l - 1) k
  refine ⟨n, fun c => ?_⟩
  classical
  let colour : Nat → Nat := fun x => if h : Interval n x then (c ⟨x, h⟩).val else 0
  have value : ∀ x (h : Interval n x), colour x = (c ⟨x, h⟩).val := fun x h => dif_pos h
  have small : ∀ x, colour x < k := by
    intro x
    by_cases h : Interval n x
    · rw [value x h]
      exact (c ⟨x, h⟩).isLt
    · have zero : colour x = 0 := dif_neg h
      rw [zero]
      exact hk
  obtain ⟨b, d, hd, hb, last, same⟩ := hn colour small 1
  have inside : ∀ i, i < l → Interval n (b + i * d) := by
    intro i hi
    refine ⟨Nat.le_trans hb (Nat.le_add_right b _), Nat.le_of_lt_succ ?_⟩
    rw [Nat.sub_add_cancel hl, Nat.add_comm 1] at last
    exact Nat.lt_of_le_of_lt (Nat.add_le_add_left (Nat.mul_le_mul_right d (Nat.le_of_lt hi)) b) last
  have hb' : Interval n b := by
    have first := inside 0 hl
    rw [Nat.zero_mul, Nat.add_zero] at first
    exact first
  refine ⟨fun x => ∃ i, i < l ∧ x = b + i * d, ⟨hl, b, d, hb, hd, fun _ => Iff.rfl⟩, c ⟨b, hb'⟩, ?_⟩
  intro x ⟨i, hi, e⟩
  subst e
  refine ⟨inside i hi, Fin.ext ?_⟩
  rw [← value _ (inside i hi), ← value b hb']
  exact same i (Nat.le_sub_of_add_le hi)

/-- All van der Waerden numbers exist. -/
theorem exists_isVanDerWaerdenNumber {k : Nat} (hk : 1 ≤ k) (l : Fin k → Nat) (hl : ∀ i, 1 ≤ l i) :
    ∃ n, IsVanDerWaerdenNumber l n := by
  -- a length that is at least each of the given ones
  classical
  obtain ⟨b, hb⟩ := exists_bound k fun i => if h : i < k then l ⟨i, h⟩ else 0
  have bound : ∀ i, l i ≤ b := by
    intro i
    have le := hb i.val i.isLt
    rw [dif_pos i.isLt] at le
    exact le
  have b1 : 1 ≤ b := Nat.le_trans (hl ⟨0, hk⟩) (bound ⟨0, hk⟩)
  obtain ⟨n, hn⟩ := van_der_waerden hk b1
  have no : ¬∃ c : Colouring (Interval n) k, AvoidsProgressions c l := by
    intro ⟨c, hc⟩
    obtain ⟨P, ⟨_, a, d, ha, hd, hP⟩, i, mono⟩ := hn c
    -- its first terms are a progression of the length for its colour
    refine hc i ⟨fun x => ∃ j, j < l i ∧ x = a + j * d, ⟨hl i, a, d, ha, hd, fun _ => Iff.rfl⟩, fun x ⟨j, hj, e⟩ => ?_⟩
    exact mono x ((hP x).mpr ⟨j, Nat.lt_of_lt_of_le hj (bound i), e⟩)
  obtain ⟨m, _, hm, least⟩ := exists_least (P := fun n => ¬∃ c : Colouring (Interval n) k, AvoidsProgressions c l) n no
  refine ⟨m, hm, fun r hr => ?_⟩
  apply Classical.byContradiction
  exact least r hr

end Monochromatic
