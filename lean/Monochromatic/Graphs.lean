/-
Proper colourings of graphs (chapter "Graphs, the plane, and queens").
-/
import Monochromatic.Colouring

namespace Monochromatic

universe u

/-- A graph without loops on the vertices `V`. -/
structure Graph (V : Type u) where
  /-- Two vertices are joined by an edge. -/
  adj : V → V → Prop
  /-- Edges have no direction. -/
  symm : ∀ u v, adj u v → adj v u
  /-- No vertex is joined to itself. -/
  loopless : ∀ v, ¬adj v v

variable {V : Type u}

/-- The edges of a graph as a pattern on its vertices: all sets `{u, v}` of two vertices that are joined. -/
def Graph.edges (G : Graph V) : Pattern V where
  mem E := ∃ u v, G.adj u v ∧ ∀ x, E x ↔ x = u ∨ x = v
  finite E h := by
    obtain ⟨u, v, _, hE⟩ := h
    refine ⟨[u, v], fun x => (hE x).trans ?_⟩
    simp
  nonempty E h := by
    obtain ⟨u, v, _, hE⟩ := h
    exact ⟨u, (hE u).mpr (Or.inl rfl)⟩

/-- The set of all vertices. -/
def Graph.vertices (_G : Graph V) : V → Prop :=
  fun _ => True

/-- A colouring of the vertices is proper if it avoids the pattern of the edges. -/
def IsProper {k : Nat} (G : Graph V) (c : Colouring G.vertices k) : Prop :=
  Avoids c G.edges

/-- The chromatic number of a graph is `k`: the least `k` such that it has a proper `k`-colouring. The book asks for a
finite graph, so that there is one. -/
def IsChromaticNumber (G : Graph V) (k : Nat) : Prop :=
  (∃ c : Colouring G.vertices k, IsProper G c) ∧ ∀ j, j < k → ¬∃ c : Colouring G.vertices j, IsProper G c

/-- A colouring is proper if and only if the ends of every edge differ in colour. -/
theorem isProper_iff {k : Nat} (G : Graph V) (c : Colouring G.vertices k) :
    IsProper G c ↔ ∀ u v, G.adj u v → c ⟨u, trivial⟩ ≠ c ⟨v, trivial⟩ := by
  constructor
  · intro hc u v joined e
    refine hc (fun x => x = u ∨ x = v) ⟨u, v, joined, fun _ => Iff.rfl⟩ (fun _ _ => trivial)
      ⟨c ⟨v, trivial⟩, fun x hx => ⟨trivial, ?_⟩⟩
    rcases hx with h | h <;> subst h
    · exact e
    · rfl
  · intro hc E ⟨u, v, joined, hE⟩ _ ⟨i, hi⟩
    obtain ⟨_, eu⟩ := hi u ((hE u).mpr (Or.inl rfl))
    obtain ⟨_, ev⟩ := hi v ((hE v).mpr (Or.inr rfl))
    exact hc u v joined (eu.trans ev.symm)

end Monochromatic
