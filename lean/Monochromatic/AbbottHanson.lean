/-
Large Schur colourings from small ones (chapter "Sums": Abbott and Hanson 1972, Schur 1916).

The book writes `x = (2n + 1) q + r` with `-n ≤ r ≤ n`. Here all numbers are natural, so `x + n` is divided with
remainder: the remainder is `r + n`, and `r ≥ 1` says that it is more than `n`.
-/
import Monochromatic.Arith
import Monochromatic.Schur

namespace Monochromatic

/-- The length of the interval that a colouring of `[n]` and one of `[m]` give a colouring of. -/
theorem product_length (n m : Nat) : 2 * n * m + n + m + n < (2 * n + 1) * (m + 1) := by
  have e : (2 * n + 1) * (m + 1) = 2 * n * m + n + m + n + 1 := by
    rw [Nat.mul_add_one, Nat.add_one_mul]
    generalize 2 * n * m = a
    rw [two_mul_add_one, Nat.add_right_comm a n m, Nat.add_assoc (a + m) n n]
    rfl
  rw [e]
  exact Nat.lt_succ_self _

/-- **Abbott and Hanson.** If `[n]` has a Schur `k`-colouring and `[m]` has a Schur `l`-colouring, then
`[2nm + n + m]` has a Schur `(k + l)`-colouring. -/
theorem IsSchurColouring.product {n m k l : Nat} {c : Colouring (Interval n) k} {d : Colouring (Interval m) l}
    (hc : IsSchurColouring c) (hd : IsSchurColouring d) :
    ∃ e : Colouring (Interval (2 * n * m + n + m)) (k + l), IsSchurColouring e := by
  -- `x + n = (2 n + 1) * q x + s x`
  let q : Nat → Nat := fun x => (x + n) / (2 * n + 1)
  let s : Nat → Nat := fun x => (x + n) % (2 * n + 1)
  have split : ∀ x, (2 * n + 1) * q x + s x = x + n := fun x => Nat.div_add_mod _ _
  have small : ∀ x, s x < 2 * n + 1 := fun x => Nat.mod_lt _ (Nat.zero_lt_succ _)
  have right : ∀ x, n < s x → Interval n (s x - n) := by
    intro x h
    refine ⟨Nat.sub_pos_of_lt h, ?_⟩
    rw [Nat.sub_le_iff_le_add, ← Nat.two_mul]
    exact Nat.le_of_lt_succ (small x)
  have left : ∀ x, Interval (2 * n * m + n + m) x → ¬n < s x → Interval m (q x) := by
    intro x hx h
    constructor
    · apply Nat.pos_of_ne_zero
      intro e
      have sum := split x
      rw [e, Nat.mul_zero, Nat.zero_add] at sum
      rw [sum] at h
      exact h (Nat.lt_add_of_pos_left hx.1)
    · apply Nat.le_of_lt_succ
      apply (Nat.div_lt_iff_lt_mul (Nat.zero_lt_succ _)).mpr
      rw [Nat.mul_comm]
      exact Nat.lt_of_le_of_lt (Nat.add_le_add_right hx.2 n) (product_length n m)
  let e : Colouring (Interval (2 * n * m + n + m)) (k + l) := fun x =>
    if h : n < s x.val then ⟨(c ⟨s x.val - n, right _ h⟩).val, Nat.lt_add_right l (c _).isLt⟩
    else ⟨k + (d ⟨q x.val, left _ x.property h⟩).val, Nat.add_lt_add_left (d _).isLt k⟩
  have of_right : ∀ x (hx : Interval (2 * n * m + n + m) x) (h : n < s x),
      (e ⟨x, hx⟩).val = (c ⟨s x - n, right x h⟩).val := fun x hx h => congrArg Fin.val (dif_pos h)
  have of_left : ∀ x (hx : Interval (2 * n * m + n + m) x) (h : ¬n < s x),
      (e ⟨x, hx⟩).val = k + (d ⟨q x, left x hx h⟩).val := fun x hx h => congrArg Fin.val (dif_neg h)
  refine ⟨e, fun i ⟨x, y, z, ⟨hx, ex⟩, ⟨hy, ey⟩, ⟨hz, ez⟩, sum⟩ => ?_⟩
  by_cases hi : i.val < k
  · -- the colour is one of `c`
    have all : ∀ w (hw : Interval (2 * n * m + n + m) w), e ⟨w, hw⟩ = i → n < s w := by
      intro w hw ew
      apply Classical.byContradiction
      intro h
      rw [← ew, of_left w hw h] at hi
      exact Nat.not_lt_of_le (Nat.le_add_right _ _) hi
    have rx := all x hx ex
    have ry := all y hy ey
    have rz := all z hz ez
    have take : ∀ w, n < s w → (2 * n + 1) * q w + (s w - n) = w := by
      intro w h
      apply Nat.add_right_cancel (m := n)
      rw [Nat.add_assoc, Nat.sub_add_cancel (Nat.le_of_lt h), split w]
    have equal : (2 * n + 1) * (q x + q y) + ((s x - n) + (s y - n)) = (2 * n + 1) * q z + (s z - n) := by
      rw [mul_add_add_add, take x rx, take y ry, take z rz, sum]
    have bound : (s x - n) + (s y - n) < 2 * n + 1 := by
      rw [two_mul_add_one]
      exact Nat.lt_succ_of_le (Nat.add_le_add (right x rx).2 (right y ry).2)
    have bound' : s z - n < 2 * n + 1 := Nat.lt_of_le_of_lt (Nat.sub_le _ _) (small z)
    refine hc.ne (right x rx) (right y ry) (right z rz) (div_mod_unique bound bound' equal).2 ⟨?_, ?_⟩
    · apply Fin.ext
      rw [← of_right x hx rx, ← of_right z hz rz, ex, ez]
    · apply Fin.ext
      rw [← of_right y hy ry, ← of_right z hz rz, ey, ez]
  · -- the colour is one of `d`
    have all : ∀ w (hw : Interval (2 * n * m + n + m) w), e ⟨w, hw⟩ = i → ¬n < s w := by
      intro w hw ew h
      rw [← ew, of_right w hw h] at hi
      exact hi (c _).isLt
    have lx := all x hx ex
    have ly := all y hy ey
    have lz := all z hz ez
    have equal : (2 * n + 1) * (q x + q y) + (s x + s y) = (2 * n + 1) * q z + (s z + n) := by
      rw [mul_add_add_add, split x, split y, ← Nat.add_assoc _ (s z) n, split z, Nat.add_add_add_comm, sum,
        Nat.add_assoc]
    have bound : s x + s y < 2 * n + 1 := by
      rw [two_mul_add_one]
      exact Nat.lt_succ_of_le (Nat.add_le_add (Nat.le_of_not_lt lx) (Nat.le_of_not_lt ly))
    have bound' : s z + n < 2 * n + 1 := by
      rw [two_mul_add_one]
      exact Nat.lt_succ_of_le (Nat.add_le_add_right (Nat.le_of_not_lt lz) n)
    refine hd.ne (left x hx lx) (left y hy ly) (left z hz lz) (div_mod_unique bound bound' equal).1 ⟨?_, ?_⟩
    · apply Fin.ext
      apply Nat.add_left_cancel (n := k)
      rw [← of_left x hx lx, ← of_left z hz lz, ex, ez]
    · apply Fin.ext
      apply Nat.add_left_cancel (n := k)
      rw [← of_left y hy ly, ← of_left z hz lz, ey, ez]

/-- If `[n]` has a Schur `k`-colouring, then `[3n + 1]` has a Schur `(k + 1)`-colouring. -/
theorem IsSchurColouring.triple {n k : Nat} {c : Colouring (Interval n) k} (hc : IsSchurColouring c) :
    ∃ e : Colouring (Interval (3 * n + 1)) (k + 1), IsSchurColouring e := by
  obtain ⟨⟨d, hd⟩, _⟩ := schur_one
  have length : 3 * n + 1 = 2 * n * 1 + n + 1 := by rw [Nat.mul_one, Nat.succ_mul]
  rw [length]
  exact hc.product hd

/-- For every `k ≥ 1` the interval `[(3 ^ k - 1) / 2]` has a Schur `k`-colouring. -/
theorem exists_isSchurColouring (k : Nat) (hk : 1 ≤ k) :
    ∃ c : Colouring (Interval ((3 ^ k - 1) / 2)) k, IsSchurColouring c := by
  induction k with
  | zero => exact absurd hk (by decide)
  | succ k ih =>
    cases k with
    | zero => exact schur_one.1
    | succ k =>
      -- `(3 ^ (k + 1) - 1) / 2 = 3 * ((3 ^ k - 1) / 2) + 1`, as `3 ^ k` is odd
      have odd : ∀ j, ∃ h, 3 ^ j = 2 * h + 1 := by
        intro j
        induction j with
        | zero => exact ⟨0, rfl⟩
        | succ j ih =>
          obtain ⟨h, e⟩ := ih
          refine ⟨3 * h + 1, ?_⟩
          rw [Nat.pow_succ, e, Nat.add_mul, Nat.mul_add, Nat.mul_comm (2 * h) 3, Nat.mul_left_comm]
      have half : ∀ h, (2 * h + 1 - 1) / 2 = h := fun h => Nat.mul_div_cancel_left h (by decide)
      obtain ⟨h, e⟩ := odd (k + 1)
      have e' : 3 ^ (k + 1 + 1) = 2 * (3 * h + 1) + 1 := by
        rw [Nat.pow_succ, e, Nat.add_mul, Nat.mul_add, Nat.mul_comm (2 * h) 3, Nat.mul_left_comm]
      rw [e, half] at ih
      rw [e', half]
      obtain ⟨c, hc⟩ := ih (Nat.succ_le_succ (Nat.zero_le k))
      exact hc.triple

end Monochromatic
