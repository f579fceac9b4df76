/-
Mycielski's graphs: many colours without a triangle (chapter "Graphs, the plane, and queens").
-/
import Monochromatic.Graphs

namespace Monochromatic

universe u

variable {V : Type u}

/-- Three vertices of the graph are joined to each other. -/
def Graph.HasTriangle (G : Graph V) : Prop :=
  ∃ x y z, G.adj x y ∧ G.adj y z ∧ G.adj x z

/-- The vertices of Mycielski's graph: for each vertex `v` of the given graph `v` itself and a `u`, and one `w` more. -/
inductive Mycielski (V : Type u) where
  /-- The vertex itself. -/
  | v (x : V)
  /-- The vertex that is joined to the neighbours of `x`. -/
  | u (x : V)
  /-- The vertex that is joined to all `u`. -/
  | w

/-- The edges of Mycielski's graph `M(G)`, in both directions. -/
def Mycielski.Adj (G : Graph V) : Mycielski V → Mycielski V → Prop
  | v x, v y => G.adj x y
  | u x, v y => G.adj x y
  | v x, u y => G.adj x y
  | u _, w => True
  | w, u _ => True
  | u _, u _ => False
  | v _, w => False
  | w, v _ => False
  | w, w => False

/-- Mycielski's graph `M(G)`. -/
def Graph.mycielski (G : Graph V) : Graph (Mycielski V) where
  adj := Mycielski.Adj G
  symm x y h := by
    cases x <;> cases y <;> first | exact G.symm _ _ h | exact h
  loopless x h := by
    cases x
    · exact G.loopless _ h
    · exact h
    · exact h

/-- **Mycielski.** If `G` has no triangle, then `M(G)` has none. -/
theorem mycielski_triangle (G : Graph V) (h : ¬G.HasTriangle) : ¬G.mycielski.HasTriangle := by
  intro ⟨x, y, z, hxy, hyz, hxz⟩
  cases x <;> cases y <;> cases z <;>
    first
      | exact h ⟨_, _, _, hxy, hyz, hxz⟩
      | exact hxy
      | exact hyz
      | exact hxz

/-- If `M(G)` has a proper colouring with `k + 1` colours, then `G` has one with `k`. -/
theorem exists_proper_of_mycielski {G : Graph V} {k : Nat} (h : ∃ c : Colouring G.mycielski.vertices (k + 1),
    IsProper G.mycielski c) : ∃ c : Colouring G.vertices k, IsProper G c := by
  -- the colours can be renamed so that `w` has the last one
  obtain ⟨c, hc, last⟩ := Colourable.with_colour h Mycielski.w trivial ⟨k, Nat.lt_succ_self k⟩
  have proper := (isProper_iff G.mycielski c).mp hc
  let colour : Mycielski V → Fin (k + 1) := fun x => c ⟨x, trivial⟩
  have differ : ∀ x y, Mycielski.Adj G x y → colour x ≠ colour y := proper
  -- no `u` has it; where a `v` has it, the `u` gives its colour
  have not_last : ∀ {i : Fin (k + 1)}, i ≠ colour Mycielski.w → i.val < k := by
    intro i hi
    apply Nat.lt_of_le_of_ne (Nat.le_of_lt_succ i.isLt)
    intro e
    exact hi (Fin.ext (e.trans (congrArg Fin.val last).symm))
  let d : V → Fin (k + 1) := fun x => if colour (.v x) = colour .w then colour (.u x) else colour (.v x)
  have changed : ∀ {x}, colour (.v x) = colour .w → d x = colour (.u x) := fun h => if_pos h
  have kept : ∀ {x}, colour (.v x) ≠ colour .w → d x = colour (.v x) := fun h => if_neg h
  have small : ∀ x, (d x).val < k := by
    intro x
    apply not_last
    by_cases h : colour (.v x) = colour .w
    · rw [changed h]
      exact differ (.u x) .w trivial
    · rw [kept h]
      exact h
  refine ⟨fun x => ⟨(d x.val).val, small x.val⟩, (isProper_iff G _).mpr fun x y joined e => ?_⟩
  have equal : d x = d y := by
    have e := congrArg Fin.val e
    exact Fin.ext e
  by_cases hx : colour (.v x) = colour .w
  · by_cases hy : colour (.v y) = colour .w
    · exact differ (.v x) (.v y) joined (hx.trans hy.symm)
    · rw [changed hx, kept hy] at equal
      exact differ (.u x) (.v y) joined equal
  · by_cases hy : colour (.v y) = colour .w
    · rw [kept hx, changed hy] at equal
      exact differ (.v x) (.u y) joined equal
    · rw [kept hx, kept hy] at equal
      exact differ (.v x) (.v y) joined equal

/-- **Mycielski.** The chromatic number of `M(G)` is that of `G` plus one. -/
theorem mycielski_chromatic (G : Graph V) {k : Nat} (h : IsChromaticNumber G k) :
    IsChromaticNumber G.mycielski (k + 1) := by
  obtain ⟨⟨c, hc⟩, least⟩ := h
  have proper := (isProper_iff G c).mp hc
  constructor
  · -- `u` gets the colour of `v`, and `w` a new one
    let colour : Mycielski V → Fin (k + 1)
      | .v x => ⟨(c ⟨x, trivial⟩).val, Nat.lt_succ_of_lt (c ⟨x, trivial⟩).isLt⟩
      | .u x => ⟨(c ⟨x, trivial⟩).val, Nat.lt_succ_of_lt (c ⟨x, trivial⟩).isLt⟩
      | .w => ⟨k, Nat.lt_succ_self k⟩
    have differ : ∀ x y, G.adj x y → (c ⟨x, trivial⟩).val ≠ (c ⟨y, trivial⟩).val :=
      fun x y joined e => proper x y joined (Fin.ext e)
    have new : ∀ x, (c ⟨x, trivial⟩).val ≠ k := fun x => Nat.ne_of_lt (c ⟨x, trivial⟩).isLt
    refine ⟨fun x => colour x.val, (isProper_iff G.mycielski _).mpr fun x y joined e => ?_⟩
    have e : (colour x).val = (colour y).val := congrArg Fin.val e
    cases x <;> cases y <;>
      first
        | exact differ _ _ joined e
        | exact new _ e
        | exact new _ e.symm
        | exact joined
  · intro j hj ⟨d, hd⟩
    cases j with
    | zero => exact absurd (d ⟨.w, trivial⟩).isLt (Nat.not_lt_zero _)
    | succ j => exact least j (Nat.lt_of_succ_lt_succ hj) (exists_proper_of_mycielski ⟨d, hd⟩)

end Monochromatic
