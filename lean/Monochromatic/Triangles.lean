/-
Triangles in many colours, and Schur's theorem (chapters "Complete graphs" and "What ties them together": Schur 1916,
Greenwood and Gleason 1955).
-/
import Monochromatic.AbbottHanson
import Monochromatic.Arith
import Monochromatic.Neighbours
import Monochromatic.Ties

namespace Monochromatic

/-! ## Comparison with multiples of `e` -/

/-- The factorial `n!`. -/
def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

/-- The partial sum `x / 0! + x / 1! + … + x / m!`, times `m!`. -/
def partialSum (x : Nat) : Nat → Nat
  | 0 => x
  | m + 1 => (m + 1) * partialSum x m + x

/-- `n > e x`, for `x ≥ 1`. The number `e x` is the sum of all `x / i!`, and no integer, as `e` is irrational. So it is
less than `n` if and only if every partial sum is. -/
def ExceedsE (n x : Nat) : Prop :=
  ∀ m, partialSum x m < n * factorial m

theorem factorial_pos (n : Nat) : 1 ≤ factorial n := by
  induction n with
  | zero => exact Nat.le_refl 1
  | succ n ih => exact Nat.mul_pos (Nat.zero_lt_succ n) ih

theorem partialSum_eq (x m : Nat) : partialSum x m = x * partialSum 1 m := by
  induction m with
  | zero => exact (Nat.mul_one x).symm
  | succ m ih =>
    show (m + 1) * partialSum x m + x = x * ((m + 1) * partialSum 1 m + 1)
    rw [ih, Nat.mul_add, Nat.mul_one, Nat.mul_left_comm]

/-- What exceeds `e k!` exceeds the integer `k! (1 / 0! + … + 1 / k!)`. -/
theorem ExceedsE.lt {n k : Nat} (h : ExceedsE n (factorial k)) : partialSum 1 k < n := by
  have at_k := h k
  rw [partialSum_eq, Nat.mul_comm n] at at_k
  exact Nat.lt_of_mul_lt_mul_left at_k

/-- `3` is more than `e`. -/
theorem exceedsE_three (x : Nat) (hx : 1 ≤ x) : ExceedsE (3 * x) x := by
  have bound : ∀ m, partialSum x m + x ≤ 3 * x * factorial m := by
    intro m
    induction m with
    | zero =>
      show x + x ≤ 3 * x * 1
      rw [Nat.mul_one, ← Nat.two_mul]
      exact Nat.mul_le_mul_right x (by decide)
    | succ m ih =>
      show (m + 1) * partialSum x m + x + x ≤ 3 * x * ((m + 1) * factorial m)
      cases m with
      | zero =>
        show 1 * x + x + x ≤ 3 * x * (1 * 1)
        rw [Nat.mul_one, Nat.one_mul, ← Nat.two_mul, ← Nat.succ_mul]
        exact Nat.le_refl _
      | succ m =>
        rw [Nat.mul_left_comm, Nat.add_assoc, ← Nat.two_mul]
        apply Nat.le_trans _ (Nat.mul_le_mul_left (m + 1 + 1) ih)
        rw [Nat.mul_add]
        exact Nat.add_le_add_left (Nat.mul_le_mul_right x (Nat.le_add_left 2 m)) _
  exact fun m => Nat.lt_of_lt_of_le (Nat.lt_add_of_pos_right hx) (bound m)

/-! ## Triangles -/

/-- The length of a part of the numbers below `n` is the count of its property. -/
theorem length_filter_range (p : Nat → Bool) (n : Nat) :
    ((List.range n).filter p).length = count (fun x => p x = true) n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [List.range_succ, List.filter_append, List.length_append, ih, count_succ]
    by_cases h : p n = true
    · rw [indicator_of h, List.filter_cons_of_pos h]
      rfl
    · rw [indicator_of_not h, List.filter_cons_of_neg h]
      rfl

/-- With `k` colours, `k! (1 / 0! + … + 1 / k!) + 1` vertices have a triangle of one colour. -/
theorem exists_triangle (k : Nat) {n : Nat} (hn : partialSum 1 k < n) (c : EdgeColouring n k) :
    ∃ i, c.HasClique i 3 := by
  induction k generalizing n with
  | zero => exact (c ⟨(0, 1), Nat.zero_lt_succ 0, hn⟩).elim0
  | succ k ih =>
    -- the last vertex, and the colours of its edges
    obtain ⟨v, e⟩ := Nat.exists_eq_add_of_le' (Nat.lt_of_le_of_lt (Nat.zero_le _) hn : 1 ≤ n)
    subst e
    have hv : (k + 1) * partialSum 1 k < v := Nat.lt_of_succ_lt_succ hn
    let colour : Nat → Nat := fun x => if h : x < v then (c ⟨(x, v), h, Nat.lt_succ_self v⟩).val else 0
    have value : ∀ x (h : x < v), colour x = (c ⟨(x, v), h, Nat.lt_succ_self v⟩).val := fun x h => dif_pos h
    obtain ⟨i, hi, many⟩ := pigeonhole_list (f := colour) (k := k + 1) (m := partialSum 1 k) (l := List.range v)
      (fun x hx => by rw [value x (List.mem_range.mp hx)]; exact (c _).isLt) (by rw [List.length_range]; exact hv)
    rw [length_filter_range] at many
    obtain ⟨f, hf, mono⟩ := exists_increasing many
    have below : ∀ x, x < partialSum 1 k + 1 → f x < v + 1 := fun x hx => Nat.lt_succ_of_lt (hf x hx).1
    have joined : ∀ x, x < partialSum 1 k + 1 → c.cls ⟨i, hi⟩ (f x, v) := by
      intro x hx
      obtain ⟨lt, same⟩ := hf x hx
      refine ⟨⟨lt, Nat.lt_succ_self v⟩, Fin.ext ?_⟩
      rw [← value _ lt]
      exact eq_of_beq same
    let d : EdgeColouring (partialSum 1 k + 1) (k + 1) := c.pull f below mono
    by_cases meets : ∃ x y, d.cls ⟨i, hi⟩ (x, y)
    · -- an edge between two of the other ends has this colour
      obtain ⟨x, y, edge, same⟩ := meets
      have hx : x < partialSum 1 k + 1 := Nat.lt_trans edge.1 edge.2
      exact ⟨⟨i, hi⟩, EdgeColouring.hasClique_three ⟨⟨mono x y edge.1 edge.2, below y edge.2⟩, same⟩ (joined x hx)
        (joined y edge.2)⟩
    · -- none has: these vertices have one colour less
      have other : ∀ e, (d e).val ≠ i := fun e same => meets ⟨e.val.1, e.val.2, e.property, Fin.ext same⟩
      let fewer : EdgeColouring (partialSum 1 k + 1) k := fun e =>
        ⟨squeeze i (d e).val, squeeze_lt hi (d e).isLt (other e)⟩
      obtain ⟨j, S, card, small, clique⟩ := ih (Nat.lt_succ_self _) fewer
      -- three vertices of one colour among the fewer have one colour in `d`
      obtain ⟨x, y, z, ⟨hx, hy, hz⟩, xy, yz⟩ := card.exists_ordered
      obtain ⟨exy, sxy⟩ := clique x y hx hy xy
      obtain ⟨exz, sxz⟩ := clique x z hx hz (Nat.lt_trans xy yz)
      obtain ⟨eyz, syz⟩ := clique y z hy hz yz
      have equal : ∀ {a b}, fewer a = j → fewer b = j → d a = d b := by
        intro a b ha hb
        have same := congrArg Fin.val (ha.trans hb.symm)
        exact Fin.ext (squeeze_inj (other a) (other b) same)
      have triangle : d.HasClique (d ⟨(x, y), exy⟩) 3 :=
        EdgeColouring.hasClique_three ⟨exy, rfl⟩ ⟨exz, equal sxz sxy⟩ ⟨eyz, equal syz sxy⟩
      obtain ⟨T, cardT, from_f, pairs⟩ := triangle.push
      refine ⟨_, T, cardT, fun w hw => ?_, pairs⟩
      obtain ⟨a, ha, e⟩ := from_f w hw
      exact e ▸ below a ha

/-- **More colours.** If `k ≥ 1` and `n > e k!`, every `k`-colouring of the edges of the complete graph on `n` vertices
has a monochromatic triangle. -/
theorem ramsey_triangles {k n : Nat} (_hk : 1 ≤ k) (hn : ExceedsE n (factorial k)) (c : EdgeColouring n k) :
    ∃ i, c.HasClique i 3 :=
  exists_triangle k hn.lt c

/-! ## Schur's theorem -/

/-- **Schur's theorem.** If `k ≥ 1` and `n > e k! - 1`, then `[n]` has no Schur `k`-colouring. -/
theorem schur {k n : Nat} (hk : 1 ≤ k) (hn : ExceedsE (n + 1) (factorial k)) :
    ¬∃ c : Colouring (Interval n) k, IsSchurColouring c :=
  fun ⟨c, hc⟩ => schur_of_triangle c (ramsey_triangles hk hn (differences c)) hc

/-- For `k ≥ 1` the number `S(k)` exists, and `(3 ^ k - 1) / 2 ≤ S(k) ≤ e k! - 1`; the latter says that `S(k) + 1` does
not exceed `e k!`. -/
theorem exists_isSchurNumber {k : Nat} (hk : 1 ≤ k) :
    ∃ s, IsSchurNumber k s ∧ (3 ^ k - 1) / 2 ≤ s ∧ ¬ExceedsE (s + 1) (factorial k) := by
  have top : ExceedsE (3 * factorial k) (factorial k) := exceedsE_three _ (factorial_pos k)
  obtain ⟨t, e⟩ := Nat.exists_eq_add_of_le' (Nat.mul_pos (by decide) (factorial_pos k) : 1 ≤ 3 * factorial k)
  rw [e] at top
  -- the least `n` for which `[n]` has no Schur colouring is not `0`
  obtain ⟨n, _, none, least⟩ := exists_least (P := fun n => ¬∃ c : Colouring (Interval n) k, IsSchurColouring c) t
    (schur hk top)
  cases n with
  | zero =>
    refine absurd ⟨fun x => absurd (Nat.le_trans x.property.1 x.property.2) (by decide), ?_⟩ none
    exact fun i ⟨x, _, _, hx, _⟩ => absurd (Nat.le_trans hx.1.1 hx.1.2) (by decide)
  | succ s =>
    have has : ∃ c : Colouring (Interval s) k, IsSchurColouring c := by
      apply Classical.byContradiction
      exact least s (Nat.lt_succ_self s)
    refine ⟨s, ⟨has, none⟩, ?_, fun h => schur hk h has⟩
    apply Nat.le_of_not_lt
    intro lt
    obtain ⟨c, hc⟩ := exists_isSchurColouring k hk
    exact none ⟨c.restrict (Interval.mono lt), hc.restrict _⟩

end Monochromatic
