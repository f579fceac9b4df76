/-
Queens that do not attack each other (chapter "Graphs, the plane, and queens").
-/
import Monochromatic.Counting
import Monochromatic.Schur

namespace Monochromatic

/-- The squares of the board of order `n`: the pairs in `[n] × [n]`. -/
def Board (n : Nat) : Nat × Nat → Prop :=
  fun s => Interval n s.1 ∧ Interval n s.2

/-- The distance `|a - b|` of two numbers. -/
def distance (a b : Nat) : Nat :=
  (a - b) + (b - a)

/-- Two distinct squares attack each other if they lie in one column, one row or one diagonal. -/
def Attack (s t : Nat × Nat) : Prop :=
  s ≠ t ∧ (s.1 = t.1 ∨ s.2 = t.2 ∨ distance s.1 t.1 = distance s.2 t.2)

/-- A queens solution of order `n`: a set of `n` squares of which no two attack each other. -/
def IsQueens (n : Nat) (Q : Nat × Nat → Prop) : Prop :=
  HasCard Q n ∧ (∀ s, Q s → Board n s) ∧ ∀ s t, Q s → Q t → ¬Attack s t

/-! ## A board tiled by solutions -/

/-- Equal distances are equal differences, up to sign. -/
theorem diagonals {a b c d : Nat} (h : distance a b = distance c d) : a + d = b + c ∨ a + c = b + d := by
  have sorted : ∀ {a b}, a ≤ b → distance a b = b - a ∧ distance b a = b - a := by
    intro a b h
    rw [distance, distance, Nat.sub_eq_zero_of_le h, Nat.zero_add, Nat.add_zero]
    exact ⟨rfl, rfl⟩
  rcases Nat.le_total a b with ab | ba
  · rw [(sorted ab).1] at h
    obtain ⟨p, e⟩ := Nat.exists_eq_add_of_le ab
    rw [e, Nat.add_sub_cancel_left] at h
    rcases Nat.le_total c d with cd | dc
    · rw [(sorted cd).1] at h
      left
      rw [e, h, Nat.add_assoc, Nat.sub_add_cancel cd]
    · rw [(sorted dc).2] at h
      right
      rw [e, h, Nat.add_assoc, Nat.sub_add_cancel dc]
  · rw [(sorted ba).2] at h
    obtain ⟨p, e⟩ := Nat.exists_eq_add_of_le ba
    rw [e, Nat.add_sub_cancel_left] at h
    rcases Nat.le_total c d with cd | dc
    · rw [(sorted cd).1] at h
      right
      rw [e, h, Nat.add_assoc, Nat.sub_add_cancel cd]
    · rw [(sorted dc).2] at h
      left
      rw [e, h, Nat.add_assoc, Nat.sub_add_cancel dc]

/-- Numbers that are congruent modulo `n` differ by a multiple of `n`. -/
theorem dvd_sub_of_mod_eq {n a b : Nat} (h : a % n = b % n) : n ∣ b - a := by
  have e : b - a = n * (b / n - a / n) := by
    calc b - a = (n * (b / n) + b % n) - (n * (a / n) + a % n) := by rw [Nat.div_add_mod, Nat.div_add_mod]
      _ = n * (b / n) - n * (a / n) := by rw [h, Nat.add_sub_add_right]
      _ = n * (b / n - a / n) := (Nat.mul_sub _ _ _).symm
  exact ⟨_, e⟩

/-- If a factor `k` can be cancelled modulo `n`, then numbers below `n` are determined by `r + k u` modulo `n`. -/
theorem eq_of_congruent {n k r u v : Nat} (hk : ∀ w, n ∣ k * w → n ∣ w) (hu : u < n) (hv : v < n)
    (h : (r + k * u) % n = (r + k * v) % n) : u = v := by
  have le : ∀ {u v}, v < n → (r + k * u) % n = (r + k * v) % n → v ≤ u := by
    intro u v hv h
    have multiple := dvd_sub_of_mod_eq h
    rw [Nat.add_sub_add_left, ← Nat.mul_sub] at multiple
    rcases Nat.eq_zero_or_pos (v - u) with zero | pos
    · exact Nat.le_of_sub_eq_zero zero
    · exact absurd (Nat.le_of_dvd pos (hk _ multiple)) (Nat.not_le_of_gt (Nat.lt_of_le_of_lt (Nat.sub_le v u) hv))
  exact Nat.le_antisymm (le hu h.symm) (le hv h)

/-- What is congruent stays so when a number is added. -/
theorem add_congruent {n a b : Nat} (c : Nat) (h : a % n = b % n) : (a + c) % n = (b + c) % n := by
  rw [Nat.add_mod, h, ← Nat.add_mod]

/-- Modulo an odd number the factor `2` can be cancelled. -/
theorem cancel_two {n : Nat} (hn : n % 2 = 1) (w : Nat) (h : n ∣ 2 * w) : n ∣ w := by
  obtain ⟨q, e⟩ := h
  have even : q % 2 = 0 := by
    have parity := congrArg (· % 2) e
    have parity : 0 = n * q % 2 := (Nat.mul_mod_right 2 w).symm.trans parity
    rw [Nat.mul_mod, hn, Nat.one_mul, Nat.mod_mod] at parity
    exact parity.symm
  obtain ⟨p, ep⟩ := Nat.dvd_of_mod_eq_zero even
  exact ⟨p, Nat.eq_of_mul_eq_mul_left (by decide : 0 < 2) (by rw [e, ep, Nat.mul_left_comm])⟩

/-- Modulo a number that `3` does not divide the factor `3` can be cancelled. -/
theorem cancel_three {n : Nat} (hn : n % 3 ≠ 0) (w : Nat) (h : n ∣ 3 * w) : n ∣ w := by
  obtain ⟨q, e⟩ := h
  have third : q % 3 = 0 := by
    have residue := congrArg (· % 3) e
    have residue : 0 = n * q % 3 := (Nat.mul_mod_right 3 w).symm.trans residue
    rw [Nat.mul_mod] at residue
    have cases : ∀ a, a < 3 → ∀ b, b < 3 → a ≠ 0 → 0 = a * b % 3 → b = 0 := by decide
    exact cases _ (Nat.mod_lt n (by decide)) _ (Nat.mod_lt q (by decide)) hn residue
  obtain ⟨p, ep⟩ := Nat.dvd_of_mod_eq_zero third
  exact ⟨p, Nat.eq_of_mul_eq_mul_left (by decide : 0 < 3) (by rw [e, ep, Nat.mul_left_comm])⟩

/-- The colour of a square: `y - 2 x` modulo `n`, written with `n - x` in place of `-x`. -/
def tile (n : Nat) (s : Nat × Nat) : Nat :=
  (s.2 + 2 * (n - s.1)) % n

/-- Where `n` is prime to `6`, two squares of one colour never attack each other. -/
theorem not_attack {n : Nat} (h2 : n % 2 = 1) (h3 : n % 3 ≠ 0) {s t : Nat × Nat} (hs : Board n s) (ht : Board n t)
    (same : tile n s = tile n t) : ¬Attack s t := by
  obtain ⟨x, y⟩ := s
  obtain ⟨z, w⟩ := t
  intro ⟨ne, line⟩
  apply ne
  obtain ⟨hx, hy⟩ : Interval n x ∧ Interval n y := hs
  obtain ⟨hz, hw⟩ : Interval n z ∧ Interval n w := ht
  have one : ∀ w, n ∣ 1 * w → n ∣ w := fun w h => Nat.one_mul w ▸ h
  have sx : x + (n - x) = n := Nat.add_sub_of_le hx.2
  have sz : z + (n - z) = n := Nat.add_sub_of_le hz.2
  have below : ∀ {a}, Interval n a → n - a < n := fun h => Nat.sub_lt (Nat.lt_of_lt_of_le h.1 h.2) h.1
  have same : (y + 2 * (n - x)) % n = (w + 2 * (n - z)) % n := same
  -- it is enough that the columns agree, and for this that `n - x` and `n - z` do
  have rows : x = z → y = w := by
    intro e
    subst e
    have shifted : ∀ a, Interval n a → a + 2 * (n - x) = 1 + 2 * (n - x) + 1 * (a - 1) := by
      intro a ha
      rw [Nat.one_mul, Nat.add_right_comm, Nat.add_sub_of_le ha.1]
    rw [shifted y hy, shifted w hw] at same
    have less : ∀ {a}, Interval n a → a - 1 < n := fun h =>
      Nat.lt_of_lt_of_le (Nat.sub_lt h.1 (by decide)) h.2
    have e := eq_of_congruent one (less hy) (less hw) same
    rw [← Nat.sub_add_cancel hy.1, e, Nat.sub_add_cancel hw.1]
  have columns : n - x = n - z → x = z := by
    intro e
    apply Nat.add_right_cancel (m := n - x)
    rw [sx, e, sz]
  suffices e : n - x = n - z by
    have ex := columns e
    rw [ex, rows ex]
  rcases line with e | e | e
  · have e : x = z := e
    rw [e]
  · have e : y = w := e
    subst e
    exact eq_of_congruent (cancel_two h2) (below hx) (below hz) same
  · have regroup : ∀ a b c d : Nat, a + b + (c + d) = c + a + (d + b) := by
      intro a b c d
      rw [Nat.add_add_add_comm, Nat.add_comm a c, Nat.add_comm b d]
    rcases diagonals e with e | e
    · -- `y - x = w - z`
      have e : x + w = z + y := e
      have sum : y + (n - x) = w + (n - z) := by
        apply Nat.add_right_cancel (m := z + x)
        rw [regroup, ← e, sx, Nat.add_comm z x, regroup, sz]
      have half : ∀ a u, a + 2 * u = a + u + 1 * u := by
        intro a u
        rw [Nat.one_mul, Nat.two_mul, Nat.add_assoc]
      rw [half, half, sum] at same
      exact eq_of_congruent one (below hx) (below hz) same
    · -- `y + x = w + z`
      have e : x + y = z + w := e
      have sum : y + (n - z) = w + (n - x) := by
        apply Nat.add_right_cancel (m := x + z)
        rw [regroup, e, sz, Nat.add_comm x z, regroup, sx]
      have more := add_congruent (n - z) same
      rw [Nat.add_right_comm, sum, Nat.add_assoc, Nat.add_assoc] at more
      have third : ∀ u, u + 2 * u = 3 * u ∧ 2 * u + u = 3 * u := by
        intro u
        rw [Nat.succ_mul 2 u, Nat.add_comm]
        exact ⟨rfl, rfl⟩
      rw [(third _).1, (third _).2] at more
      exact eq_of_congruent (cancel_three h3) (below hx) (below hz) more

/-- A number that is prime to `6` is odd, and `3` does not divide it. -/
theorem prime_to_six {n : Nat} (hn : Nat.gcd n 6 = 1) : n % 2 = 1 ∧ n % 3 ≠ 0 := by
  have no : ∀ d, 2 ≤ d → d ∣ 6 → n % d ≠ 0 := by
    intro d hd six e
    have common : d ∣ Nat.gcd n 6 := Nat.dvd_gcd (Nat.dvd_of_mod_eq_zero e) six
    rw [hn] at common
    exact absurd (Nat.le_trans hd (Nat.le_of_dvd (by decide) common)) (by decide)
  exact ⟨(Nat.mod_two_eq_zero_or_one n).resolve_left (no 2 (by decide) ⟨3, rfl⟩), no 3 (by decide) ⟨2, rfl⟩⟩

/-- **A board tiled by solutions.** If `n` is prime to `6`, the board of order `n` has an `n`-colouring each class of
which is a queens solution. -/
theorem queens_tiling (n : Nat) (hn : Nat.gcd n 6 = 1) :
    ∃ c : Colouring (Board n) n, ∀ i, IsQueens n (c.cls i) := by
  obtain ⟨h2, h3⟩ := prime_to_six hn
  have pos : 0 < n := by
    apply Nat.pos_of_ne_zero
    intro e
    rw [e] at h2
    exact absurd h2 (by decide)
  let c : Colouring (Board n) n := fun s => ⟨tile n s.val, Nat.mod_lt _ pos⟩
  have apart : ∀ {i s t}, c.cls i s → c.cls i t → ¬Attack s t := by
    intro i s t ⟨hs, es⟩ ⟨ht, et⟩
    exact not_attack h2 h3 hs ht (congrArg Fin.val (es.trans et.symm))
  refine ⟨c, fun i => ⟨?_, fun s hs => hs.1, fun s t => apart⟩⟩
  -- in each column `n - j` one square has the colour `i`
  let row : Nat → Nat := fun j => (i.val + (n - 1) + 2 * (n - j)) % n + 1
  have inside : ∀ j, j < n → c.cls i (n - j, row j) := by
    intro j hj
    refine ⟨⟨⟨Nat.sub_pos_of_lt hj, Nat.sub_le n j⟩, Nat.le_add_left 1 _, Nat.mod_lt _ pos⟩, Fin.ext ?_⟩
    show (row j + 2 * (n - (n - j))) % n = i.val
    have sum : i.val + (n - 1) + 2 * (n - j) + (1 + 2 * j) = i.val + n * 3 := by
      rw [Nat.add_add_add_comm, Nat.add_assoc i.val, Nat.sub_add_cancel pos, ← Nat.mul_add,
        Nat.sub_add_cancel (Nat.le_of_lt hj), Nat.add_assoc, Nat.mul_comm n 3, Nat.succ_mul 2 n, Nat.add_comm n]
    rw [Nat.sub_sub_self (Nat.le_of_lt hj), Nat.add_assoc, Nat.mod_add_mod, sum, Nat.add_mul_mod_self_left,
      Nat.mod_eq_of_lt i.isLt]
  refine ⟨(List.range n).map fun j => (n - j, row j), nodup_map ?_ (nodup_range n), ?_, fun s => ⟨?_, ?_⟩⟩
  · intro a b ha hb e
    have e : n - a = n - b := congrArg Prod.fst e
    rw [← Nat.sub_sub_self (Nat.le_of_lt (List.mem_range.mp ha)), e,
      Nat.sub_sub_self (Nat.le_of_lt (List.mem_range.mp hb))]
  · rw [List.length_map, List.length_range]
  · intro hs
    obtain ⟨x, y⟩ := s
    have hx : Interval n x := hs.1.1
    have less : n - x < n := Nat.sub_lt pos hx.1
    have other := inside (n - x) less
    rw [Nat.sub_sub_self hx.2] at other
    apply List.mem_map.mpr
    refine ⟨n - x, List.mem_range.mpr less, ?_⟩
    rw [Nat.sub_sub_self hx.2]
    apply Classical.byContradiction
    intro ne
    exact apart other hs ⟨ne, Or.inl rfl⟩
  · intro m
    obtain ⟨j, hj, e⟩ := List.mem_map.mp m
    exact e ▸ inside j (List.mem_range.mp hj)

end Monochromatic
