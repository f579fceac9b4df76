/-
Brauer's theorem (chapter "What ties them together").
-/
import Monochromatic.VanDerWaerden

namespace Monochromatic

/-- Brauer's theorem for maps into the numbers below `k`, and for progressions of `l + 1` terms. -/
theorem brauer_maps (l k : Nat) : ∃ n, ∀ c : Nat → Nat, (∀ x, Interval n x → c x < k) →
    ∃ a d, 1 ≤ a ∧ 1 ≤ d ∧ d ≤ n ∧ a + l * d ≤ n ∧ ∀ i, i ≤ l → c (a + i * d) = c d := by
  induction k with
  | zero => exact ⟨1, fun c hc => absurd (hc 1 ⟨Nat.le_refl 1, Nat.le_refl 1⟩) (Nat.not_lt_zero _)⟩
  | succ k ih =>
    obtain ⟨m, hm⟩ := ih
    obtain ⟨w, hw⟩ := forced (l * m) (k + 1)
    refine ⟨m * w + w, fun c hc => ?_⟩
    -- a long progression `b, b + d, …, b + l m d` of one colour, red
    let inner : Nat → Nat := fun x => if Interval (m * w + w) x then c x else 0
    have value : ∀ {x}, Interval (m * w + w) x → inner x = c x := fun h => if_pos h
    have small : ∀ x, inner x < k + 1 := by
      intro x
      by_cases h : Interval (m * w + w) x
      · rw [value h]
        exact hc x h
      · have zero : inner x = 0 := if_neg h
        rw [zero]
        exact Nat.zero_lt_succ k
    obtain ⟨b, d, hd, hb, last, same⟩ := hw inner small 1
    rw [Nat.add_comm 1 w] at last
    have last := Nat.le_of_lt_succ last
    have le_w : ∀ i, i ≤ l * m → b + i * d ≤ w := fun i hi =>
      Nat.le_trans (Nat.add_le_add_left (Nat.mul_le_mul_right d (Nat.le_succ_of_le hi)) b) last
    have dw : d ≤ w := by
      apply Nat.le_trans _ last
      rw [Nat.succ_mul, ← Nat.add_assoc]
      exact Nat.le_add_left d _
    have inside : ∀ i, i ≤ l * m → Interval (m * w + w) (b + i * d) := fun i hi =>
      ⟨Nat.le_trans hb (Nat.le_add_right b _), Nat.le_trans (le_w i hi) (Nat.le_add_left w _)⟩
    have multiple : ∀ j, 1 ≤ j → j ≤ m → Interval (m * w + w) (j * d) := fun j h1 hj =>
      ⟨Nat.mul_pos h1 hd, Nat.le_trans (Nat.mul_le_mul hj dw) (Nat.le_add_right _ w)⟩
    have start : b + 0 * d = b := by rw [Nat.zero_mul, Nat.add_zero]
    have hb' : Interval (m * w + w) b := start ▸ inside 0 (Nat.zero_le _)
    have red : ∀ i, i ≤ l * m → c (b + i * d) = c b := fun i hi =>
      (value (inside i hi)).symm.trans ((same i hi).trans (value hb'))
    by_cases meets : ∃ j, (1 ≤ j ∧ j ≤ m) ∧ c (j * d) = c b
    · -- some `j d` is red: it is the difference of a red progression
      obtain ⟨j, ⟨h1, hj⟩, e⟩ := meets
      have term : ∀ i, i ≤ l → b + i * (j * d) = b + i * j * d ∧ i * j ≤ l * m := fun i hi =>
        ⟨by rw [Nat.mul_assoc], Nat.mul_le_mul hi hj⟩
      refine ⟨b, j * d, hb, (multiple j h1 hj).1, (multiple j h1 hj).2, ?_, fun i hi => ?_⟩
      · rw [(term l (Nat.le_refl l)).1]
        exact (inside _ (term l (Nat.le_refl l)).2).2
      · rw [(term i hi).1, red _ (term i hi).2, e]
    · -- otherwise `d, 2 d, …, m d` have one colour less
      have other : ∀ x, Interval m x → c (x * d) ≠ c b := fun x hx e => meets ⟨x, hx, e⟩
      have fewer : ∀ x, Interval m x → squeeze (c b) (c (x * d)) < k := fun x hx =>
        squeeze_lt (hc b hb') (hc _ (multiple x hx.1 hx.2)) (other x hx)
      obtain ⟨a, e, ha, he, hem, ham, alike⟩ := hm (fun x => squeeze (c b) (c (x * d))) fewer
      have within : ∀ i, i ≤ l → Interval m (a + i * e) := fun i hi =>
        ⟨Nat.le_trans ha (Nat.le_add_right a _),
          Nat.le_trans (Nat.add_le_add_left (Nat.mul_le_mul_right e hi) a) ham⟩
      have term : ∀ i, a * d + i * (e * d) = (a + i * e) * d := by
        intro i
        rw [Nat.add_mul, Nat.mul_assoc]
      have difference : Interval m e := ⟨he, hem⟩
      refine ⟨a * d, e * d, Nat.mul_pos ha hd, Nat.mul_pos he hd, (multiple e he hem).2, ?_, fun i hi => ?_⟩
      · rw [term]
        exact (multiple _ (within l (Nat.le_refl l)).1 (within l (Nat.le_refl l)).2).2
      · rw [term]
        exact squeeze_inj (other _ (within i hi)) (other e difference) (alike i hi)

/-- **Brauer's theorem.** For all `k, l ≥ 1` there is an `n` such that in every `k`-colouring of `[n]` some progression
of length `l` and its difference `d` have, all together, the same colour. -/
theorem brauer (k l : Nat) (_hk : 1 ≤ k) (_hl : 1 ≤ l) : ∃ n, ∀ c : Colouring (Interval n) k,
    ∃ i a d, 1 ≤ a ∧ 1 ≤ d ∧ c.cls i d ∧ ∀ j, j < l → c.cls i (a + j * d) := by
  obtain ⟨n, hn⟩ := brauer_maps (l - 1) k
  refine ⟨n, fun c => ?_⟩
  classical
  let colour : Nat → Nat := fun x => if h : Interval n x then (c ⟨x, h⟩).val else 0
  have value : ∀ x (h : Interval n x), colour x = (c ⟨x, h⟩).val := fun x h => dif_pos h
  obtain ⟨a, d, ha, hd, hdn, last, same⟩ := hn colour fun x hx => by
    rw [value x hx]
    exact (c ⟨x, hx⟩).isLt
  have hd' : Interval n d := ⟨hd, hdn⟩
  refine ⟨c ⟨d, hd'⟩, a, d, ha, hd, ⟨hd', rfl⟩, fun j hj => ?_⟩
  have hj : j ≤ l - 1 := Nat.le_sub_of_add_le hj
  have inside : Interval n (a + j * d) :=
    ⟨Nat.le_trans ha (Nat.le_add_right a _),
      Nat.le_trans (Nat.add_le_add_left (Nat.mul_le_mul_right d hj) a) last⟩
  refine ⟨inside, Fin.ext ?_⟩
  rw [← value _ inside, ← value d hd']
  exact same j hj

end Monochromatic
