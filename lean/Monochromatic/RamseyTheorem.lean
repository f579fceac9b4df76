/-
Ramsey's theorem for graphs, with the bounds of Erdős and Szekeres (chapter "Complete graphs").
-/
import Monochromatic.Arith
import Monochromatic.Neighbours

namespace Monochromatic

/-- On no vertices there is a colouring without `s` vertices of one kind and `t` of another, if `s, t ≥ 1`. -/
theorem exists_good_zero {s t : Nat} (hs : 1 ≤ s) (ht : 1 ≤ t) : ∃ c : EdgeColouring 0 2, c.Good s t :=
  ⟨fun _ => 0, fun ⟨_, card, below, _⟩ => absurd (Nat.le_trans hs (card.le below)) (by decide),
    fun ⟨_, card, below, _⟩ => absurd (Nat.le_trans ht (card.le below)) (by decide)⟩

/-- **Erdős and Szekeres.** If the complete graph on `p` vertices has no `(s - 1, t)`-colouring and that on `q` vertices
no `(s, t - 1)`-colouring, then that on `p + q` vertices has no `(s, t)`-colouring. -/
theorem erdos_szekeres {s t p q : Nat} (hs : 2 ≤ s) (ht : 2 ≤ t) (hp : ¬∃ c : EdgeColouring p 2, c.Good (s - 1) t)
    (hq : ¬∃ c : EdgeColouring q 2, c.Good s (t - 1)) : ¬∃ c : EdgeColouring (p + q) 2, c.Good s t := by
  intro ⟨c, red, blue⟩
  have hs1 : s - 1 + 1 = s := Nat.sub_add_cancel (Nat.le_trans (by decide) hs)
  have ht1 : t - 1 + 1 = t := Nat.sub_add_cancel (Nat.le_trans (by decide) ht)
  -- there is a vertex, or else the empty graph has no colouring
  rcases Nat.eq_zero_or_pos (p + q) with zero | pos
  · have hp0 : p = 0 := (Nat.add_eq_zero_iff.mp zero).1
    subst hp0
    exact hp (exists_good_zero (Nat.le_sub_of_add_le hs) (Nat.le_trans (by decide) ht))
  · have degrees := count_red_add_count_blue c pos
    rcases Nat.lt_or_ge (count (fun x => c.Between 0 x 0) (p + q)) p with few | many
    · rcases Nat.lt_or_ge (count (fun x => c.Between 1 x 0) (p + q)) q with few' | many
      · -- too few edges of either colour
        have sum := Nat.add_le_add few few'
        rw [Nat.succ_add_eq_add_succ] at sum
        exact absurd (Nat.le_trans sum (Nat.le_of_eq degrees.symm)) (Nat.not_succ_le_self _)
      · obtain ⟨d, hd, hd'⟩ := exists_of_neighbours (i := 1) (j := 0) (s := t - 1) (ht1 ▸ blue) red pos many
        exact hq ⟨d, hd', hd⟩
    · obtain ⟨d, hd, hd'⟩ := exists_of_neighbours (i := 0) (j := 1) (s := s - 1) (hs1 ▸ red) blue pos many
      exact hp ⟨d, hd, hd'⟩

/-- `R(s, t) ≤ R(s - 1, t) + R(s, t - 1)`. -/
theorem ramsey_le_add {s t a b n : Nat} (hs : 2 ≤ s) (ht : 2 ≤ t) (ha : IsRamseyNumber (s - 1) t a)
    (hb : IsRamseyNumber s (t - 1) b) (hn : IsRamseyNumber s t n) : n ≤ a + b := by
  apply Nat.le_of_not_lt
  intro lt
  exact erdos_szekeres hs ht ha.1.2 hb.1.2 (hn.2 (a + b) (Nat.le_trans ha.1.1 (Nat.le_add_right a b)) lt)

/-- **Greenwood and Gleason.** If moreover `p` and `q` are even, then not even the complete graph on `p + q - 1`
vertices has an `(s, t)`-colouring. -/
theorem greenwood_gleason {s t p q : Nat} (hs : 2 ≤ s) (ht : 2 ≤ t) (even : p % 2 = 0 ∧ q % 2 = 0)
    (hp : ¬∃ c : EdgeColouring p 2, c.Good (s - 1) t) (hq : ¬∃ c : EdgeColouring q 2, c.Good s (t - 1)) :
    ¬∃ c : EdgeColouring (p + q - 1) 2, c.Good s t := by
  intro ⟨c, red, blue⟩
  have hs1 : s - 1 + 1 = s := Nat.sub_add_cancel (Nat.le_trans (by decide) hs)
  have ht1 : t - 1 + 1 = t := Nat.sub_add_cancel (Nat.le_trans (by decide) ht)
  have positive : ∀ {r : Nat}, r ≠ 0 → 1 ≤ r := Nat.pos_of_ne_zero
  have p0 : 1 ≤ p := by
    apply positive
    intro e
    subst e
    exact hp (exists_good_zero (Nat.le_sub_of_add_le hs) (Nat.le_trans (by decide) ht))
  have q0 : 1 ≤ q := by
    apply positive
    intro e
    subst e
    exact hq (exists_good_zero (Nat.le_trans (by decide) hs) (Nat.le_sub_of_add_le ht))
  obtain ⟨a, ea⟩ := Nat.exists_eq_add_of_le' p0
  obtain ⟨b, eb⟩ := Nat.exists_eq_add_of_le' q0
  subst ea eb
  have size : a + 1 + (b + 1) - 1 = a + b + 1 := by
    rw [Nat.add_add_add_comm]
    rfl
  -- every vertex has exactly `a = p - 1` red edges
  have degree : ∀ v, v < a + 1 + (b + 1) - 1 →
      count (fun x => c.Between 0 x v) (a + 1 + (b + 1) - 1) = a := by
    intro v hv
    have degrees := count_red_add_count_blue c hv
    have few : count (fun x => c.Between 0 x v) (a + 1 + (b + 1) - 1) ≤ a := by
      apply Nat.le_of_not_lt
      intro many
      obtain ⟨d, hd, hd'⟩ := exists_of_neighbours (i := 0) (j := 1) (s := s - 1) (hs1 ▸ red) blue hv many
      exact hp ⟨d, hd, hd'⟩
    have few' : count (fun x => c.Between 1 x v) (a + 1 + (b + 1) - 1) ≤ b := by
      apply Nat.le_of_not_lt
      intro many
      obtain ⟨d, hd, hd'⟩ := exists_of_neighbours (i := 1) (j := 0) (s := t - 1) (ht1 ▸ blue) red hv many
      exact hq ⟨d, hd', hd⟩
    apply Nat.le_antisymm few
    have sum := Nat.add_right_cancel (degrees.trans size)
    apply Nat.le_of_add_le_add_right (b := b)
    rw [← sum]
    exact Nat.add_le_add_left few' _
  -- an odd number of odd numbers has an odd sum
  have sum := handshake (R := c.Between 0) (fun x y h => h.symm) (c.between_irrefl 0) (a + 1 + (b + 1) - 1)
  rw [total_const degree, size] at sum
  have odd : ∀ r : Nat, (r + 1) % 2 = 0 → r % 2 = 1 := by
    intro r h
    rcases Nat.mod_two_eq_zero_or_one r with e | e
    · rw [Nat.add_mod, e] at h
      exact absurd h (by decide)
    · exact e
  rw [Nat.mul_mod, Nat.add_mod, Nat.add_mod a b, odd a even.1, odd b even.2] at sum
  exact absurd sum (by decide)

/-! ## Ramsey's theorem -/

/-- The binomial coefficient, by Pascal's rule. -/
def binomial : Nat → Nat → Nat
  | _, 0 => 1
  | 0, _ + 1 => 0
  | n + 1, r + 1 => binomial n r + binomial n (r + 1)

theorem binomial_zero (n : Nat) : binomial n 0 = 1 := by
  cases n <;> rfl

theorem binomial_succ (n r : Nat) : binomial (n + 1) (r + 1) = binomial n r + binomial n (r + 1) := rfl

theorem binomial_self (n : Nat) : binomial n n = 1 := by
  have beyond : ∀ n r, n < r → binomial n r = 0 := by
    intro n
    induction n with
    | zero =>
      intro r hr
      cases r with
      | zero => exact absurd hr (Nat.lt_irrefl 0)
      | succ r => rfl
    | succ n ih =>
      intro r hr
      cases r with
      | zero => exact absurd hr (Nat.not_lt_zero _)
      | succ r =>
        have lt := Nat.lt_of_succ_lt_succ hr
        rw [binomial_succ, ih r lt, ih (r + 1) (Nat.lt_succ_of_lt lt)]
  induction n with
  | zero => rfl
  | succ n ih => rw [binomial_succ, ih, beyond n (n + 1) (Nat.lt_succ_self n)]

/-- One vertex is all that a `(1, t)`-colouring must not have. -/
theorem no_good_one (t : Nat) : (¬∃ c : EdgeColouring 1 2, c.Good 1 t) ∧ ¬∃ c : EdgeColouring 1 2, c.Good t 1 := by
  have clique : ∀ (c : EdgeColouring 1 2) (i : Fin 2), c.HasClique i 1 := by
    intro c i
    refine ⟨fun x => x < 1, hasCard_lt 1, fun _ h => h, fun x y hx hy lt => ?_⟩
    exact absurd (Nat.lt_of_le_of_lt (Nat.zero_le x) lt) (Nat.not_lt_of_le (Nat.le_of_lt_succ hy))
  exact ⟨fun ⟨c, h, _⟩ => h (clique c 0), fun ⟨c, _, h⟩ => h (clique c 1)⟩

/-- The complete graph on `binomial (a + b) a` vertices has no `(a + 1, b + 1)`-colouring. -/
theorem no_good_binomial (a b : Nat) : ¬∃ c : EdgeColouring (binomial (a + b) a) 2, c.Good (a + 1) (b + 1) := by
  induction a generalizing b with
  | zero =>
    rw [binomial_zero]
    exact (no_good_one (b + 1)).1
  | succ a iha =>
    induction b with
    | zero =>
      rw [Nat.add_zero, binomial_self]
      exact (no_good_one (a + 1 + 1)).2
    | succ b ihb =>
      have first := iha (b + 1)
      have sum : a + (b + 1) = a + 1 + b := by rw [Nat.add_right_comm, Nat.add_assoc]
      rw [sum] at first
      rw [← Nat.add_assoc, binomial_succ]
      exact erdos_szekeres (Nat.le_add_left 2 a) (Nat.le_add_left 2 b) first ihb

/-- **Ramsey's theorem** for graphs: for all `s, t ≥ 2` the number `R(s, t)` exists, and it is at most the binomial
coefficient of `s + t - 2` over `s - 1`. -/
theorem ramsey {s t : Nat} (hs : 2 ≤ s) (ht : 2 ≤ t) :
    ∃ n, IsRamseyNumber s t n ∧ n ≤ binomial (s + t - 2) (s - 1) := by
  obtain ⟨a, ea⟩ := Nat.exists_eq_add_of_le' (Nat.le_trans (by decide) hs : 1 ≤ s)
  obtain ⟨b, eb⟩ := Nat.exists_eq_add_of_le' (Nat.le_trans (by decide) ht : 1 ≤ t)
  subst ea eb
  have size : a + 1 + (b + 1) - 2 = a + b := by
    rw [Nat.add_add_add_comm]
    rfl
  rw [size, Nat.add_sub_cancel]
  have positive : 1 ≤ binomial (a + b) a := by
    apply Nat.pos_of_ne_zero
    intro e
    have no := no_good_binomial a b
    rw [e] at no
    exact no (exists_good_zero (Nat.le_add_left 1 a) (Nat.le_add_left 1 b))
  obtain ⟨n, le, ⟨one, no⟩, least⟩ := exists_least
    (P := fun n => 1 ≤ n ∧ ¬∃ c : EdgeColouring n 2, c.Good (a + 1) (b + 1)) _ ⟨positive, no_good_binomial a b⟩
  refine ⟨n, ⟨⟨one, no⟩, fun m hm lt => ?_⟩, le⟩
  apply Classical.byContradiction
  intro none
  exact least m lt ⟨hm, none⟩

end Monochromatic
