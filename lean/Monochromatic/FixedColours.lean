/-
The formula for Schur colourings with the colours of `1` and `2` fixed, as it is put to a solver (chapter "Sums").
-/
import Monochromatic.Encoding

namespace Monochromatic

/-- The clauses that give `1` the colour `0` and `2` the colour `1`, where these are numbers of `[n]`. The last colour is
not given to anything: it would be forced. -/
def fixedColours (n k : Nat) : List (List Literal) :=
  (List.range (min (min n 2) (k - 1))).map fun i => [atom k (i + 1) i]

/-- The formula for Schur colourings together with these clauses. -/
def fixedSchurFormula (n k : Nat) : List (List Literal) :=
  schurFormula n k ++ fixedColours n k

/-- Schur colourings stay such when the colours are renamed. -/
theorem IsSchurColouring.rename {n k : Nat} {c : Colouring (Interval n) k} (hc : IsSchurColouring c)
    {π : Fin k → Fin k} (hπ : IsPermutation π) : IsSchurColouring (X := Interval n) (π ∘ c) := by
  have positive : ∀ x, Interval n x → 1 ≤ x := fun _ hx => hx.1
  exact (isSchurColouring_iff_avoids positive _).mpr (((isSchurColouring_iff_avoids positive c).mp hc).rename hπ)

/-- Where there is a Schur colouring, there is one that gives `1` the colour `0` if there are two colours, and `2` the
colour `1` if there are three. -/
theorem IsSchurColouring.exists_fixed {n k : Nat} {c : Colouring (Interval n) k} (hc : IsSchurColouring c) :
    ∃ d : Colouring (Interval n) k, IsSchurColouring d ∧
      ∀ i, i < min (min n 2) (k - 1) → ∃ h : Interval n (i + 1), (d ⟨i + 1, h⟩).val = i := by
  rcases Nat.eq_zero_or_pos (min (min n 2) (k - 1)) with zero | pos
  · exact ⟨c, hc, fun i hi => absurd (zero ▸ hi) (Nat.not_lt_zero i)⟩
  · have hn : 1 ≤ n := Nat.le_trans pos (Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_left _ _))
    have hk : 1 ≤ k := Nat.le_trans pos (Nat.le_trans (Nat.min_le_right _ _) (Nat.sub_le k 1))
    have h1 : Interval n 1 := ⟨Nat.le_refl 1, hn⟩
    let zero : Fin k := ⟨0, hk⟩
    -- first `1` gets the colour `0`
    let d : Colouring (Interval n) k := exchange (c ⟨1, h1⟩) zero ∘ c
    have hd : IsSchurColouring d := hc.rename (isPermutation_exchange _ _)
    have d1 : d ⟨1, h1⟩ = zero := exchange_left _ _
    by_cases second : 1 < min (min n 2) (k - 1)
    · -- then `2`, which has another colour, gets the colour `1`
      have h2n : 2 ≤ n := Nat.le_trans second (Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_left _ _))
      have h2k : 2 ≤ k := Nat.le_trans second (Nat.le_trans (Nat.min_le_right _ _) (Nat.sub_le k 1))
      have h2 : Interval n 2 := ⟨by decide, h2n⟩
      let one : Fin k := ⟨1, h2k⟩
      have differ : zero ≠ d ⟨2, h2⟩ := fun e => hd.ne h1 h1 h2 rfl ⟨d1.trans e, d1.trans e⟩
      have zero_ne_one : zero ≠ one := fun e => absurd (congrArg Fin.val e) Nat.zero_ne_one
      refine ⟨exchange (d ⟨2, h2⟩) one ∘ d, hd.rename (isPermutation_exchange _ _), fun i hi => ?_⟩
      have two : ∀ i, i < 2 → i = 0 ∨ i = 1 := by decide
      rcases two i (Nat.lt_of_lt_of_le hi (Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_right _ _))) with e | e
      · subst e
        refine ⟨h1, ?_⟩
        show (exchange (d ⟨2, h2⟩) one (d ⟨1, h1⟩)).val = 0
        rw [d1, exchange_other differ zero_ne_one]
      · subst e
        refine ⟨h2, ?_⟩
        show (exchange (d ⟨2, h2⟩) one (d ⟨2, h2⟩)).val = 1
        rw [exchange_left]
    · refine ⟨d, hd, fun i hi => ?_⟩
      have first : i = 0 := Nat.lt_one_iff.mp (Nat.lt_of_lt_of_le hi (Nat.le_of_not_lt second))
      subst first
      exact ⟨h1, congrArg Fin.val d1⟩

/-- **Two colours fixed.** The formula with these clauses is satisfiable if and only if `[n]` has a Schur
`k`-colouring. -/
theorem fixedSchurFormula_correct (n k : Nat) :
    (∃ v, Satisfies v (fixedSchurFormula n k)) ↔ ∃ c : Colouring (Interval n) k, IsSchurColouring c := by
  constructor
  · intro ⟨v, hv⟩
    exact (schurFormula_correct n k).mp ⟨v, fun clause member => hv clause (List.mem_append_left _ member)⟩
  · intro ⟨c, hc⟩
    obtain ⟨d, hd, fixed⟩ := hc.exists_fixed
    obtain ⟨v, hv⟩ := exists_assignment d
    refine ⟨v, fun clause member => ?_⟩
    rcases List.mem_append.mp member with h | h
    · exact satisfies_of_colours hd hv clause h
    · obtain ⟨i, hi, e⟩ := List.mem_map.mp h
      have hi := List.mem_range.mp hi
      obtain ⟨hx, colour⟩ := fixed i hi
      subst e
      have less : i < k := colour ▸ (d ⟨i + 1, hx⟩).isLt
      exact ⟨atom k (i + 1) i, List.mem_cons_self, (hv _ hx i less).mpr colour⟩

end Monochromatic
