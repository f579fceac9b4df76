/-
Edge colourings of complete graphs and Ramsey numbers (chapter "Complete graphs").
-/
import Monochromatic.Counting

namespace Monochromatic

/-- The edges of the complete graph on the vertices `0, …, n - 1`: all pairs of vertices, the smaller one first. -/
def Edge (n : Nat) : Nat × Nat → Prop :=
  fun e => e.1 < e.2 ∧ e.2 < n

/-- A `k`-colouring of the edges of the complete graph on `n` vertices. -/
abbrev EdgeColouring (n k : Nat) : Type :=
  Colouring (Edge n) k

instance (n : Nat) (e : Nat × Nat) : Decidable (Edge n e) :=
  inferInstanceAs (Decidable (e.1 < e.2 ∧ e.2 < n))

/-- There are `s` vertices all of whose pairs have the colour `i`. -/
def EdgeColouring.HasClique {n k : Nat} (c : EdgeColouring n k) (i : Fin k) (s : Nat) : Prop :=
  ∃ S : Nat → Prop, HasCard S s ∧ (∀ x, S x → x < n) ∧ ∀ x y, S x → S y → x < y → c.cls i (x, y)

/-- An `(s, t)`-colouring, in red `0` and blue `1`: no `s` vertices have all their pairs red, and no `t` vertices have
all their pairs blue. -/
def EdgeColouring.Good {n : Nat} (c : EdgeColouring n 2) (s t : Nat) : Prop :=
  ¬c.HasClique 0 s ∧ ¬c.HasClique 1 t

/-- `R(s, t) = n`: this is the least `n ≥ 1` such that the complete graph on `n` vertices has no `(s, t)`-colouring. -/
def IsRamseyNumber (s t n : Nat) : Prop :=
  (1 ≤ n ∧ ¬∃ c : EdgeColouring n 2, c.Good s t) ∧ ∀ m, 1 ≤ m → m < n → ∃ c : EdgeColouring m 2, c.Good s t

/-! ## The first values -/

/-- A colour of two is red or blue. -/
theorem red_or_blue (i : Fin 2) : i = 0 ∨ i = 1 := by
  have all : ∀ i : Fin 2, i = 0 ∨ i = 1 := by decide
  exact all i

/-- Exchanging red and blue exchanges `s` and `t`. -/
theorem EdgeColouring.Good.exchange {n s t : Nat} {c : EdgeColouring n 2} (h : c.Good s t) :
    EdgeColouring.Good (n := n) (exchange 0 1 ∘ c) t s := by
  have back : ∀ (i j : Fin 2) (r : Nat), Monochromatic.exchange 0 1 i = j →
      EdgeColouring.HasClique (n := n) (Monochromatic.exchange 0 1 ∘ c) i r → c.HasClique j r := by
    intro i j r e ⟨S, card, below, clique⟩
    refine ⟨S, card, below, fun x y hx hy lt => ?_⟩
    obtain ⟨edge, colour⟩ := clique x y hx hy lt
    refine ⟨edge, ?_⟩
    rw [← e, ← colour]
    exact (exchange_exchange 0 1 _).symm
  exact ⟨fun red => h.2 (back 0 1 t (exchange_left 0 1) red), fun blue => h.1 (back 1 0 s (exchange_right 0 1) blue)⟩

theorem exists_good_comm (s t n : Nat) :
    (∃ c : EdgeColouring n 2, c.Good s t) ↔ ∃ c : EdgeColouring n 2, c.Good t s :=
  ⟨fun ⟨_, h⟩ => ⟨_, h.exchange⟩, fun ⟨_, h⟩ => ⟨_, h.exchange⟩⟩

/-- **`R(s, t) = R(t, s)`**, where one side exists if the other does. -/
theorem ramsey_comm (s t n : Nat) : IsRamseyNumber s t n ↔ IsRamseyNumber t s n := by
  have half : ∀ s t, IsRamseyNumber s t n → IsRamseyNumber t s n := by
    intro s t ⟨⟨pos, no⟩, below⟩
    exact ⟨⟨pos, fun h => no ((exists_good_comm s t n).mpr h)⟩,
      fun m hm lt => (exists_good_comm s t m).mp (below m hm lt)⟩
  exact ⟨half s t, half t s⟩

/-- **`R(2, t) = t`** for `t ≥ 2`. -/
theorem ramsey_two (t : Nat) (ht : 2 ≤ t) : IsRamseyNumber 2 t t := by
  refine ⟨⟨Nat.le_trans (by decide) ht, fun ⟨c, noRed, noBlue⟩ => ?_⟩, fun m _ hm => ?_⟩
  · -- no edge is red, so all `t` vertices have all their pairs blue
    refine noBlue ⟨fun x => x < t, hasCard_lt t, fun _ h => h, fun x y _ hy lt => ⟨⟨lt, hy⟩, ?_⟩⟩
    rcases red_or_blue (c ⟨(x, y), ⟨lt, hy⟩⟩) with red | blue
    · refine absurd ⟨fun z => z = x ∨ z = y, hasCard_pair (Nat.ne_of_lt lt), ?_, ?_⟩ noRed
      · intro z hz
        rcases hz with e | e
        · exact e ▸ Nat.lt_trans lt hy
        · exact e ▸ hy
      · intro u v hu hv huv
        rcases hu with eu | eu <;> rcases hv with ev | ev <;> subst eu <;> subst ev
        · exact absurd huv (Nat.lt_irrefl _)
        · exact ⟨⟨lt, hy⟩, red⟩
        · exact absurd huv (Nat.lt_asymm lt)
        · exact absurd huv (Nat.lt_irrefl _)
    · exact blue
  · -- with fewer than `t` vertices, all edges can be blue
    refine ⟨fun _ => 1, fun ⟨S, card, _, clique⟩ => ?_, fun ⟨S, card, below, _⟩ => ?_⟩
    · have apart : (1 : Fin 2) ≠ 0 := by decide
      obtain ⟨x, y, hx, hy, ne⟩ := card.exists_pair
      rcases Nat.lt_or_gt_of_ne ne with lt | lt
      · obtain ⟨_, e⟩ := clique x y hx hy lt
        exact apart e
      · obtain ⟨_, e⟩ := clique y x hy hx lt
        exact apart e
    · exact Nat.not_le_of_gt hm (card.le below)

/-! ## Six vertices -/

/-- Three colours are not all the same. -/
def Mixed (a b c : Fin 2) : Prop :=
  ¬(a = b ∧ b = c)

instance (a b c : Fin 2) : Decidable (Mixed a b c) :=
  inferInstanceAs (Decidable ¬(a = b ∧ b = c))

/-- Of five colours out of two, some three are the same. -/
theorem three_of_five : ∀ b c d e f : Fin 2,
    (b = c ∧ c = d) ∨ (b = c ∧ c = e) ∨ (b = c ∧ c = f) ∨ (b = d ∧ d = e) ∨ (b = d ∧ d = f) ∨ (b = e ∧ e = f) ∨
      (c = d ∧ d = e) ∨ (c = d ∧ d = f) ∨ (c = e ∧ e = f) ∨ (d = e ∧ e = f) := by
  decide

/-- If the pairs of one vertex with three others have one colour, the four vertices hold three whose pairs are alike. -/
theorem four_by_cases : ∀ ax ay az xy xz yz : Fin 2, ax = ay ∧ ay = az → Mixed ax ay xy → Mixed ax az xz →
    Mixed ay az yz → ¬Mixed xy xz yz := by
  decide

/-- Three vertices whose pairs have the colour `i` are what `HasClique` asks for. -/
theorem EdgeColouring.hasClique_three {n k : Nat} {c : EdgeColouring n k} {i : Fin k} {x y z : Nat}
    (hxy : c.cls i (x, y)) (hxz : c.cls i (x, z)) (hyz : c.cls i (y, z)) : c.HasClique i 3 := by
  have ltxy : x < y := hxy.1.1
  have ltyz : y < z := hyz.1.1
  have ltxz : x < z := hxz.1.1
  have ltz : z < n := hyz.1.2
  refine ⟨fun w => w = x ∨ w = y ∨ w = z, ⟨[x, y, z], ?_, rfl, fun w => ?_⟩, fun w hw => ?_, fun u v hu hv lt => ?_⟩
  · simp [Nat.ne_of_lt ltxy, Nat.ne_of_lt ltyz, Nat.ne_of_lt ltxz]
  · simp
  · rcases hw with e | e | e <;> subst e
    · exact Nat.lt_trans ltxz ltz
    · exact Nat.lt_trans ltyz ltz
    · exact ltz
  · rcases hu with eu | eu | eu <;> rcases hv with ev | ev | ev <;> subst eu <;> subst ev <;>
      first
        | assumption
        | exact absurd lt (Nat.lt_irrefl _)
        | exact absurd lt (Nat.lt_asymm (by assumption))

/-- In a `(3, 3)`-colouring, no three vertices have their pairs alike. -/
theorem EdgeColouring.Good.mixed {n : Nat} {c : EdgeColouring n 2} (hc : c.Good 3 3) {x y z : Nat}
    (hxy : Edge n (x, y)) (hxz : Edge n (x, z)) (hyz : Edge n (y, z)) :
    Mixed (c ⟨(x, y), hxy⟩) (c ⟨(x, z), hxz⟩) (c ⟨(y, z), hyz⟩) := by
  intro ⟨e, e'⟩
  have clique : c.HasClique (c ⟨(y, z), hyz⟩) 3 :=
    EdgeColouring.hasClique_three ⟨hxy, e.trans e'⟩ ⟨hxz, e'⟩ ⟨hyz, rfl⟩
  rcases red_or_blue (c ⟨(y, z), hyz⟩) with red | blue
  · exact hc.1 (red ▸ clique)
  · exact hc.2 (blue ▸ clique)

/-- **Six at a party**, the upper half: the complete graph on six vertices has no `(3, 3)`-colouring. -/
theorem no_good_six : ¬∃ c : EdgeColouring 6 2, c.Good 3 3 := by
  intro ⟨c, hc⟩
  have edge : ∀ x y, x < y → y < 6 → Edge 6 (x, y) := fun x y lt hy => ⟨lt, hy⟩
  -- three vertices `x`, `y`, `z` joined to `0` by edges of one colour cannot be
  have no : ∀ x y z (h0 : 0 < x) (hxy : x < y) (hyz : y < z) (hz : z < 6),
      ¬(c ⟨(0, x), edge 0 x h0 (Nat.lt_trans hxy (Nat.lt_trans hyz hz))⟩ =
            c ⟨(0, y), edge 0 y (Nat.lt_trans h0 hxy) (Nat.lt_trans hyz hz)⟩ ∧
          c ⟨(0, y), edge 0 y (Nat.lt_trans h0 hxy) (Nat.lt_trans hyz hz)⟩ =
            c ⟨(0, z), edge 0 z (Nat.lt_trans h0 (Nat.lt_trans hxy hyz)) hz⟩) := by
    intro x y z h0 hxy hyz hz same
    have exy := edge x y hxy (Nat.lt_trans hyz hz)
    have exz := edge x z (Nat.lt_trans hxy hyz) hz
    have eyz := edge y z hyz hz
    exact four_by_cases _ _ _ _ _ _ same (hc.mixed _ _ exy) (hc.mixed _ _ exz) (hc.mixed _ _ eyz)
      (hc.mixed exy exz eyz)
  rcases three_of_five (c ⟨(0, 1), by decide⟩) (c ⟨(0, 2), by decide⟩) (c ⟨(0, 3), by decide⟩) (c ⟨(0, 4), by decide⟩)
    (c ⟨(0, 5), by decide⟩) with h | h | h | h | h | h | h | h | h | h <;>
    exact no _ _ _ (by decide) (by decide) (by decide) (by decide) h

end Monochromatic
