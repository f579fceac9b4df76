/-
Differences make triangles into sums (chapter "What ties them together").
-/
import Monochromatic.Ramsey
import Monochromatic.Schur

namespace Monochromatic

/-- For a colouring `c` of `[n]`, the colouring of the edges of the complete graph on `0, …, n` that gives the edge
between `i` and `j`, where `i < j`, the colour `c (j - i)`. -/
def differences {n k : Nat} (c : Colouring (Interval n) k) : EdgeColouring (n + 1) k :=
  fun e => c ⟨e.val.2 - e.val.1, Nat.sub_pos_of_lt e.property.1,
    Nat.le_trans (Nat.sub_le _ _) (Nat.le_of_lt_succ e.property.2)⟩

/-- A set of three numbers has three members in order of size. -/
theorem HasCard.exists_ordered {S : Nat → Prop} (h : HasCard S 3) :
    ∃ x y z, (S x ∧ S y ∧ S z) ∧ x < y ∧ y < z := by
  obtain ⟨l, nodup, length, mem⟩ := h
  match l, length with
  | [x, y, z], _ =>
    have hx : S x := (mem x).mpr (by simp)
    have hy : S y := (mem y).mpr (by simp)
    have hz : S z := (mem z).mpr (by simp)
    obtain ⟨ha, nodup⟩ := List.nodup_cons.mp nodup
    have xy : x ≠ y := fun e => ha (by simp [e])
    have xz : x ≠ z := fun e => ha (by simp [e])
    have yz : y ≠ z := fun e => (List.nodup_cons.mp nodup).1 (by simp [e])
    rcases Nat.lt_or_gt_of_ne xy with xy | yx
    · rcases Nat.lt_or_gt_of_ne yz with yz | zy
      · exact ⟨x, y, z, ⟨hx, hy, hz⟩, xy, yz⟩
      · rcases Nat.lt_or_gt_of_ne xz with xz | zx
        · exact ⟨x, z, y, ⟨hx, hz, hy⟩, xz, zy⟩
        · exact ⟨z, x, y, ⟨hz, hx, hy⟩, zx, xy⟩
    · rcases Nat.lt_or_gt_of_ne xz with xz | zx
      · exact ⟨y, x, z, ⟨hy, hx, hz⟩, yx, xz⟩
      · rcases Nat.lt_or_gt_of_ne yz with yz | zy
        · exact ⟨y, z, x, ⟨hy, hz, hx⟩, yz, zx⟩
        · exact ⟨z, y, x, ⟨hz, hy, hx⟩, zy, yx⟩

/-- **Differences make triangles into sums.** If the colouring of the edges by differences has three vertices all of
whose pairs have one colour, then `c` is not a Schur colouring. -/
theorem schur_of_triangle {n k : Nat} (c : Colouring (Interval n) k) (h : ∃ i, (differences c).HasClique i 3) :
    ¬IsSchurColouring c := by
  intro hc
  obtain ⟨i, S, card, _, clique⟩ := h
  obtain ⟨x, y, z, ⟨hx, hy, hz⟩, xy, yz⟩ := card.exists_ordered
  have xz := Nat.lt_trans xy yz
  obtain ⟨_, exy⟩ := clique x y hx hy xy
  obtain ⟨_, eyz⟩ := clique y z hy hz yz
  obtain ⟨_, exz⟩ := clique x z hx hz xz
  refine hc i ⟨y - x, z - y, z - x, ⟨_, exy⟩, ⟨_, eyz⟩, ⟨_, exz⟩, ?_⟩
  rw [Nat.add_comm, ← Nat.add_sub_assoc (Nat.le_of_lt xy), Nat.sub_add_cancel (Nat.le_of_lt yz)]

end Monochromatic
