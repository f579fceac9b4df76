/-
The neighbours of a vertex by the colours of their edges (chapter "Complete graphs": Erdős and Szekeres 1935, Greenwood
and Gleason 1955, Ramsey 1930).
-/
import Monochromatic.Ramsey

namespace Monochromatic

/-! ## Counting numbers below a bound -/

/-- The sum `f 0 + … + f (n - 1)`. -/
def total (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => total f n + f n

theorem total_add (f g : Nat → Nat) (n : Nat) : total (fun x => f x + g x) n = total f n + total g n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    show total (fun x => f x + g x) n + (f n + g n) = total f n + f n + (total g n + g n)
    rw [ih, Nat.add_add_add_comm]

theorem total_const {f : Nat → Nat} {n a : Nat} (h : ∀ x, x < n → f x = a) : total f n = n * a := by
  induction n with
  | zero => exact (Nat.zero_mul a).symm
  | succ n ih =>
    show total f n + f n = (n + 1) * a
    rw [ih fun x hx => h x (Nat.lt_succ_of_lt hx), h n (Nat.lt_succ_self n), Nat.succ_mul]

open Classical in
/-- `1` for what is true and `0` for what is not. -/
noncomputable def indicator (p : Prop) : Nat :=
  if p then 1 else 0

theorem indicator_of {p : Prop} (h : p) : indicator p = 1 := if_pos h

theorem indicator_of_not {p : Prop} (h : ¬p) : indicator p = 0 := if_neg h

/-- How many of the numbers below `n` have a property. -/
noncomputable def count (P : Nat → Prop) (n : Nat) : Nat :=
  total (fun x => indicator (P x)) n

theorem count_succ (P : Nat → Prop) (n : Nat) : count P (n + 1) = count P n + indicator (P n) := rfl

/-- Where `p` numbers below `n` or more have a property, there are `p` such in increasing order. -/
theorem exists_increasing {P : Nat → Prop} {n p : Nat} (h : p ≤ count P n) :
    ∃ f : Nat → Nat, (∀ x, x < p → f x < n ∧ P (f x)) ∧ ∀ x y, x < y → y < p → f x < f y := by
  induction n generalizing p with
  | zero =>
    have zero : p = 0 := Nat.le_antisymm h (Nat.zero_le p)
    subst zero
    exact ⟨id, fun x hx => absurd hx (Nat.not_lt_zero x), fun x y _ hy => absurd hy (Nat.not_lt_zero y)⟩
  | succ n ih =>
    rw [count_succ] at h
    have up : ∀ {x}, x < n → x < n + 1 := Nat.lt_succ_of_lt
    by_cases hn : P n
    · rw [indicator_of hn] at h
      cases p with
      | zero => exact ⟨id, fun x hx => absurd hx (Nat.not_lt_zero x), fun x y _ hy => absurd hy (Nat.not_lt_zero y)⟩
      | succ p =>
        -- `n` comes last
        obtain ⟨f, hf, mono⟩ := ih (Nat.le_of_succ_le_succ h)
        have before : ∀ {x}, x < p → (if x < p then f x else n) = f x := fun hx => if_pos hx
        have last : (if p < p then f p else n) = n := if_neg (Nat.lt_irrefl p)
        refine ⟨fun x => if x < p then f x else n, fun x hx => ?_, fun x y hxy hy => ?_⟩
        · show (if x < p then f x else n) < n + 1 ∧ P (if x < p then f x else n)
          rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hx) with lt | e
          · rw [before lt]
            exact ⟨up (hf x lt).1, (hf x lt).2⟩
          · rw [e, last]
            exact ⟨Nat.lt_succ_self n, hn⟩
        · have hx : x < p := Nat.lt_of_lt_of_le hxy (Nat.le_of_lt_succ hy)
          show (if x < p then f x else n) < (if y < p then f y else n)
          rw [before hx]
          rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hy) with lt | e
          · rw [before lt]
            exact mono x y hxy lt
          · subst e
            rw [last]
            exact (hf x hx).1
    · rw [indicator_of_not hn] at h
      obtain ⟨f, hf, mono⟩ := ih h
      exact ⟨f, fun x hx => ⟨up (hf x hx).1, (hf x hx).2⟩, mono⟩

/-- A symmetric relation that nothing has to itself holds for an even number of ordered pairs. -/
theorem handshake {R : Nat → Nat → Prop} (symm : ∀ x y, R x y → R y x) (irrefl : ∀ x, ¬R x x) (n : Nat) :
    total (fun v => count (fun x => R x v) n) n % 2 = 0 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    show (total (fun v => count (fun x => R x v) n + indicator (R n v)) n +
      (count (fun x => R x n) n + indicator (R n n))) % 2 = 0
    have same : total (fun v => indicator (R n v)) n = count (fun x => R x n) n := by
      show total (fun v => indicator (R n v)) n = total (fun v => indicator (R v n)) n
      congr 1
      funext v
      by_cases h : R n v
      · rw [indicator_of h, indicator_of (symm n v h)]
      · rw [indicator_of_not h, indicator_of_not fun h' => h (symm v n h')]
    rw [total_add, same, indicator_of_not (irrefl n), Nat.add_zero, Nat.add_assoc, ← Nat.mul_two,
      Nat.add_mul_mod_self_right]
    exact ih

/-! ## The neighbours of a vertex -/

/-- The edge between `x` and `y` has the colour `i`. -/
def EdgeColouring.Between {n k : Nat} (c : EdgeColouring n k) (i : Fin k) (x y : Nat) : Prop :=
  c.cls i (x, y) ∨ c.cls i (y, x)

theorem EdgeColouring.between_irrefl {n k : Nat} (c : EdgeColouring n k) (i : Fin k) (x : Nat) : ¬c.Between i x x := by
  intro h
  rcases h with h | h <;> exact Nat.lt_irrefl x h.1.1

/-- Of the vertices other than `v`, each is joined to it by a red edge or by a blue one, and not by both. -/
theorem count_red_add_count_blue {n : Nat} (c : EdgeColouring n 2) {v : Nat} (hv : v < n) :
    count (fun x => c.Between 0 x v) n + count (fun x => c.Between 1 x v) n + 1 = n := by
  have one : ∀ x, x < n → indicator (c.Between 0 x v) + indicator (c.Between 1 x v) + indicator (x = v) = 1 := by
    intro x hx
    by_cases e : x = v
    · subst e
      rw [indicator_of_not (c.between_irrefl 0 x), indicator_of_not (c.between_irrefl 1 x), indicator_of rfl]
    · have colour : ∃ i, ∀ j, c.Between j x v ↔ i = j := by
        rcases Nat.lt_or_gt_of_ne e with lt | gt
        · refine ⟨c ⟨(x, v), lt, hv⟩, fun j => ⟨fun h => ?_, fun e => Or.inl ⟨⟨lt, hv⟩, e⟩⟩⟩
          rcases h with ⟨_, e⟩ | ⟨h, _⟩
          · exact e
          · exact absurd h.1 (Nat.lt_asymm lt)
        · refine ⟨c ⟨(v, x), gt, hx⟩, fun j => ⟨fun h => ?_, fun e => Or.inr ⟨⟨gt, hx⟩, e⟩⟩⟩
          rcases h with ⟨h, _⟩ | ⟨_, e⟩
          · exact absurd h.1 (Nat.lt_asymm gt)
          · exact e
      obtain ⟨i, hi⟩ := colour
      have apart : (0 : Fin 2) ≠ 1 := by decide
      rcases red_or_blue i with red | blue
      · rw [indicator_of ((hi 0).mpr red), indicator_of_not fun h => apart (red.symm.trans ((hi 1).mp h)),
          indicator_of_not e]
      · rw [indicator_of ((hi 1).mpr blue), indicator_of_not fun h => apart (((hi 0).mp h).symm.trans blue),
          indicator_of_not e]
  have self : total (fun x => indicator (x = v)) n = 1 := by
    have before : ∀ m, m ≤ v → total (fun x => indicator (x = v)) m = 0 := by
      intro m hm
      rw [total_const (a := 0) fun x hx => indicator_of_not (Nat.ne_of_lt (Nat.lt_of_lt_of_le hx hm)), Nat.mul_zero]
    have after : ∀ d, total (fun x => indicator (x = v)) (v + 1 + d) = 1 := by
      intro d
      induction d with
      | zero =>
        show total (fun x => indicator (x = v)) v + indicator (v = v) = 1
        rw [before v (Nat.le_refl v), indicator_of rfl]
      | succ d ih =>
        show total (fun x => indicator (x = v)) (v + 1 + d) + indicator (v + 1 + d = v) = 1
        rw [ih, indicator_of_not]
        intro e
        exact Nat.not_succ_le_self v (Nat.le_trans (Nat.le_add_right (v + 1) d) (Nat.le_of_eq e))
    obtain ⟨d, e⟩ := Nat.exists_eq_add_of_le hv
    rw [e]
    exact after d
  have all := total_const one
  rw [total_add, total_add, self, Nat.mul_one] at all
  exact all

/-- The colouring of the complete graph on `p` vertices that is `c` on the vertices `f 0 < … < f (p - 1)`. -/
def EdgeColouring.pull {n k p : Nat} (c : EdgeColouring n k) (f : Nat → Nat) (below : ∀ x, x < p → f x < n)
    (mono : ∀ x y, x < y → y < p → f x < f y) : EdgeColouring p k :=
  fun e => c ⟨(f e.val.1, f e.val.2), mono _ _ e.property.1 e.property.2, below _ e.property.2⟩

/-- Vertices all of whose pairs have one colour come with `f` to such vertices. -/
theorem EdgeColouring.HasClique.push {n k p s : Nat} {c : EdgeColouring n k} {f : Nat → Nat}
    {below : ∀ x, x < p → f x < n} {mono : ∀ x y, x < y → y < p → f x < f y} {i : Fin k}
    (h : (c.pull f below mono).HasClique i s) :
    ∃ T : Nat → Prop, HasCard T s ∧ (∀ y, T y → ∃ x, x < p ∧ y = f x) ∧ ∀ x y, T x → T y → x < y → c.cls i (x, y) := by
  obtain ⟨S, ⟨l, nodup, length, mem⟩, small, clique⟩ := h
  have order : ∀ {a b}, S a → S b → f a < f b → a < b := by
    intro a b ha hb lt
    rcases Nat.lt_trichotomy a b with h | h | h
    · exact h
    · subst h
      exact absurd lt (Nat.lt_irrefl _)
    · exact absurd (mono b a h (small a ha)) (Nat.lt_asymm lt)
  refine ⟨fun y => ∃ x, S x ∧ y = f x, ⟨l.map f, nodup_map ?_ nodup, ?_, fun y => ⟨?_, ?_⟩⟩, ?_, ?_⟩
  · intro a b ha hb e
    rcases Nat.lt_trichotomy a b with h | h | h
    · exact absurd e (Nat.ne_of_lt (mono a b h (small b ((mem b).mpr hb))))
    · exact h
    · exact absurd e.symm (Nat.ne_of_lt (mono b a h (small a ((mem a).mpr ha))))
  · rw [List.length_map, length]
  · intro ⟨x, hx, e⟩
    exact List.mem_map.mpr ⟨x, (mem x).mp hx, e.symm⟩
  · intro m
    obtain ⟨x, hx, e⟩ := List.mem_map.mp m
    exact ⟨x, (mem x).mpr hx, e.symm⟩
  · intro y ⟨x, hx, e⟩
    exact ⟨x, small x hx, e⟩
  · intro x y ⟨a, ha, ea⟩ ⟨b, hb, eb⟩ lt
    subst ea eb
    obtain ⟨edge, colour⟩ := clique a b ha hb (order ha hb lt)
    exact ⟨⟨lt, below b (small b hb)⟩, colour⟩

/-- If `p` neighbours of a vertex are joined to it by edges of the colour `i`, and there are no `s + 1` vertices all of
whose pairs have the colour `i` and no `t` all of whose pairs have the colour `j`, then the complete graph on `p`
vertices has a colouring without `s` of the first kind and without `t` of the second. -/
theorem exists_of_neighbours {n p s t : Nat} {c : EdgeColouring n 2} {i j : Fin 2} (hi : ¬c.HasClique i (s + 1))
    (hj : ¬c.HasClique j t) {v : Nat} (hv : v < n) (h : p ≤ count (fun x => c.Between i x v) n) :
    ∃ d : EdgeColouring p 2, ¬d.HasClique i s ∧ ¬d.HasClique j t := by
  obtain ⟨f, hf, mono⟩ := exists_increasing h
  refine ⟨c.pull f (fun x hx => (hf x hx).1) mono, fun clique => ?_, fun clique => ?_⟩
  · -- the vertex `v` can be added
    obtain ⟨T, ⟨l, nodup, length, mem⟩, from_f, pairs⟩ := clique.push
    have joined : ∀ x, T x → x < n ∧ c.Between i x v := by
      intro x hx
      obtain ⟨a, ha, e⟩ := from_f x hx
      exact e ▸ hf a ha
    have new : ¬T v := fun h => c.between_irrefl i v (joined v h).2
    refine hi ⟨fun x => x = v ∨ T x,
      ⟨v :: l, List.nodup_cons.mpr ⟨fun m => new ((mem v).mpr m), nodup⟩, ?_, ?_⟩, ?_, ?_⟩
    · rw [List.length_cons, length]
    · intro x
      rw [List.mem_cons, ← mem x]
    · intro x hx
      rcases hx with e | hx
      · exact e ▸ hv
      · exact (joined x hx).1
    · intro x y hx hy lt
      rcases hx with ex | hx <;> rcases hy with ey | hy
      · exact absurd lt (ex ▸ ey ▸ Nat.lt_irrefl v)
      · subst ex
        rcases (joined y hy).2 with h | h
        · exact absurd h.1.1 (Nat.lt_asymm lt)
        · exact h
      · subst ey
        rcases (joined x hx).2 with h | h
        · exact h
        · exact absurd h.1.1 (Nat.lt_asymm lt)
      · exact pairs x y hx hy lt
  · obtain ⟨T, card, from_f, pairs⟩ := clique.push
    refine hj ⟨T, card, fun x hx => ?_, pairs⟩
    obtain ⟨a, ha, e⟩ := from_f x hx
    exact e ▸ (hf a ha).1

end Monochromatic
