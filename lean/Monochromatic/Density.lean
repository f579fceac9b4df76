/-
Large sets without Pythagorean triples and without sums (chapter "Pythagorean triples").
-/
import Monochromatic.Counting
import Monochromatic.Pythagoras
import Monochromatic.Schur

namespace Monochromatic

/-- The numbers of `[n]` that `d` does not divide. -/
def NotMultiples (d n : Nat) : Nat → Prop :=
  fun x => Interval n x ∧ ¬d ∣ x

/-- Of the numbers of `[n]`, `d` divides one in `d`: the others are `r` in number, where `d r = (d - 1) n + n % d`. -/
theorem hasCard_notMultiples (d n : Nat) (hd : 1 ≤ d) :
    ∃ r, HasCard (NotMultiples d n) r ∧ d * r = (d - 1) * n + n % d := by
  induction n with
  | zero =>
    refine ⟨0, ⟨[], List.nodup_nil, rfl, fun x => ⟨fun h => ?_, fun h => absurd h List.not_mem_nil⟩⟩, ?_⟩
    · exact absurd (Nat.le_trans h.1.1 h.1.2) (by decide)
    · rw [Nat.mul_zero, Nat.mul_zero, Nat.zero_mod]
  | succ n ih =>
    obtain ⟨r, ⟨l, nodup, length, mem⟩, count⟩ := ih
    have positive : 1 ≤ n + 1 := Nat.le_add_left 1 n
    have smaller : ∀ x, Interval (n + 1) x → x ≠ n + 1 → Interval n x :=
      fun x hx ne => ⟨hx.1, Nat.le_of_lt_succ (Nat.lt_of_le_of_ne hx.2 ne)⟩
    have remainder : n % d + 1 ≤ d := Nat.mod_lt n hd
    by_cases h : d ∣ n + 1
    · -- the number `n + 1` is a multiple: nothing is added
      refine ⟨r, ⟨l, nodup, length, fun x => ⟨fun ⟨hx, hdx⟩ => ?_, fun hx => ?_⟩⟩, ?_⟩
      · exact (mem x).mp ⟨smaller x hx fun e => hdx (e ▸ h), hdx⟩
      · obtain ⟨hi, hdx⟩ := (mem x).mpr hx
        exact ⟨Interval.mono (Nat.le_succ n) x hi, hdx⟩
      · have last : n % d + 1 = d := by
          apply Nat.le_antisymm remainder
          have multiple : (n % d + 1) % d = 0 := by
            rw [Nat.mod_add_mod]
            exact Nat.mod_eq_zero_of_dvd h
          exact Nat.le_of_dvd (Nat.zero_lt_succ _) (Nat.dvd_of_mod_eq_zero multiple)
        rw [count, Nat.mod_eq_zero_of_dvd h, Nat.mul_add_one, Nat.add_zero, Nat.eq_sub_of_add_eq last]
    · -- it is not: one more
      refine ⟨r + 1, ⟨(n + 1) :: l, List.nodup_cons.mpr ⟨fun m => ?_, nodup⟩, ?_, fun x => ?_⟩, ?_⟩
      · exact Nat.not_succ_le_self n ((mem (n + 1)).mpr m).1.2
      · rw [List.length_cons, length]
      · rw [List.mem_cons]
        constructor
        · intro ⟨hx, hdx⟩
          by_cases e : x = n + 1
          · exact Or.inl e
          · exact Or.inr ((mem x).mp ⟨smaller x hx e, hdx⟩)
        · intro hx
          rcases hx with e | hx
          · rw [e]
            exact ⟨⟨positive, Nat.le_refl _⟩, h⟩
          · obtain ⟨hi, hdx⟩ := (mem x).mpr hx
            exact ⟨Interval.mono (Nat.le_succ n) x hi, hdx⟩
      · have next : (n + 1) % d = n % d + 1 := by
          have less : n % d + 1 < d := by
            apply Nat.lt_of_le_of_ne remainder
            intro e
            apply h
            apply Nat.dvd_of_mod_eq_zero
            rw [← Nat.mod_add_mod, e, Nat.mod_self]
          rw [← Nat.mod_add_mod, Nat.mod_eq_of_lt less]
        have whole : d - 1 + 1 = d := Nat.sub_add_cancel hd
        rw [Nat.mul_add_one, count, next, Nat.mul_add_one, Nat.add_add_add_comm, whole]

/-- **No density theorem.** For every `n` the interval `[n]` has a subset of at least `4 n / 5` elements that contains
no Pythagorean triple, and a sum-free subset of at least `n / 2` elements. -/
theorem no_density (n : Nat) :
    (∃ (A : Nat → Prop) (r : Nat), (∀ x, A x → Interval n x) ∧ HasCard A r ∧ 4 * n ≤ 5 * r ∧
        ∀ E, pythagoreanTriples.mem E → ¬∀ x, E x → A x) ∧
      ∃ (A : Nat → Prop) (r : Nat), (∀ x, A x → Interval n x) ∧ HasCard A r ∧ n ≤ 2 * r ∧ SumFree A := by
  constructor
  · obtain ⟨r, card, count⟩ := hasCard_notMultiples 5 n (by decide)
    refine ⟨NotMultiples 5 n, r, fun x hx => hx.1, card, ?_, fun E hE inside => ?_⟩
    · rw [count]
      exact Nat.le_add_right _ _
    · obtain ⟨x, hx, five⟩ := pythagorean_five_dvd E hE
      exact (inside x hx).2 five
  · obtain ⟨r, card, count⟩ := hasCard_notMultiples 2 n (by decide)
    refine ⟨NotMultiples 2 n, r, fun x hx => hx.1, card, ?_, fun ⟨x, y, z, hx, hy, hz, e⟩ => ?_⟩
    · rw [count, Nat.one_mul]
      exact Nat.le_add_right _ _
    · -- the sum of two odd numbers is even
      have odd : ∀ {w}, NotMultiples 2 n w → w % 2 = 1 := fun h =>
        (Nat.mod_two_eq_zero_or_one _).resolve_left fun e => h.2 (Nat.dvd_of_mod_eq_zero e)
      have parity := congrArg (· % 2) e
      have parity : (x + y) % 2 = z % 2 := parity
      rw [Nat.add_mod, odd hx, odd hy, odd hz] at parity
      exact absurd parity (by decide)

end Monochromatic
