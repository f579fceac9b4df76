/-
What the definitions of the sample say of small cases: each holds where it should, and fails where it should.
-/
import Monochromatic

open Monochromatic

/-! ## Sums -/

example : IsSchurNumber 2 4 := schur_two
example : ¬IsSchurNumber 2 3 := fun h => absurd (schur_two.unique h) (by decide)
example : ¬IsSchurNumber 2 5 := fun h => absurd (schur_two.unique h) (by decide)
example : ¬IsSchurNumber 1 2 := fun h => absurd (schur_one.unique h) (by decide)
example : ¬SumFree (fun x => x = 3 ∨ x = 6) := fun h => h ⟨3, 3, 6, Or.inl rfl, Or.inl rfl, Or.inr rfl, rfl⟩
example : SumFree (fun x => x = 1 ∨ x = 4) := by
  intro ⟨x, y, z, hx, hy, hz, e⟩
  rcases hx with h | h <;> rcases hy with h' | h' <;> rcases hz with h'' | h'' <;>
    subst h <;> subst h' <;> subst h'' <;> revert e <;> decide

/-- The classes of the proof of `S(3) = 13` are sum-free. -/
example : ∃ c : Colouring (Interval 13) 3, IsSchurColouring c :=
  ⟨_, isSchurColouring_of (f := fun x => if x ∈ [1, 4, 10, 13] then 0 else if x ∈ [2, 3, 11, 12] then 1 else 2)
    (by decide +kernel)⟩

/-- There is no Schur colouring in no colours, unless there is nothing to colour. -/
example : ¬∃ c : Colouring (Interval 1) 0, IsSchurColouring c := fun ⟨c, _⟩ => (c ⟨1, by decide⟩).elim0
example : ∃ c : Colouring (Interval 0) 0, IsSchurColouring c :=
  ⟨fun x => absurd (Nat.le_trans x.property.1 x.property.2) (by decide), fun i => i.elim0⟩

/-- The number `2 e` lies between `5` and `6`, and `6 e` is more than `16`. -/
example : ExceedsE 6 2 ∧ ¬ExceedsE 5 2 := ⟨exceedsE_three 2 (by decide), fun h => absurd (h 2) (by decide)⟩
example : ¬ExceedsE 16 6 := fun h => absurd (h 3) (by decide)
example : factorial 5 = 120 ∧ partialSum 1 3 = 16 := by decide

/-! ## The formula -/

example : schurFormula 2 1 = [[⟨true, 1⟩], [⟨true, 2⟩], [⟨false, 1⟩, ⟨false, 2⟩]] := rfl
example : schurFormula 3 2 =
    [[⟨true, 1⟩, ⟨true, 2⟩], [⟨true, 1⟩, ⟨true, 2⟩, ⟨true, 3⟩], [⟨false, 1⟩, ⟨false, 2⟩],
      [⟨false, 1⟩, ⟨false, 2⟩, ⟨false, 3⟩]] := rfl
example : ∃ v, Satisfies v (schurFormula 4 2) := (schurFormula_correct 4 2).mpr schur_two.1
example : ¬∃ v, Satisfies v (schurFormula 5 2) := fun h => schur_two.2 ((schurFormula_correct 5 2).mp h)
example : ¬∃ v, Satisfies v [[]] := fun ⟨v, h⟩ => by
  obtain ⟨a, ha, _⟩ := h [] (by simp)
  exact absurd ha (by simp)

example : fixedColours 2 1 = [] ∧ fixedColours 2 2 = [[⟨false, 1⟩]] ∧ fixedColours 9 3 = [[⟨true, 1⟩], [⟨true, 5⟩]] :=
  ⟨rfl, rfl, rfl⟩
example : ¬∃ v, Satisfies v (fixedSchurFormula 5 2) := fun h => schur_two.2 ((fixedSchurFormula_correct 5 2).mp h)

/-! ## Pythagorean triples -/

example : pythagoreanTriples.mem (triple 3 4 5) :=
  ⟨3, 4, 5, by decide, by decide, by decide, by decide, rfl⟩
example : pythagoreanTriples.mem (triple 5 12 13) := pythagorean_euclid (m := 3) (n := 2) (by decide) (by decide)
example : ¬pythagoreanTriples.mem (triple 1 2 3) := fun h => by
  obtain ⟨x, hx, d⟩ := pythagorean_five_dvd _ h
  obtain ⟨q, e⟩ := d
  subst e
  rcases hx with h | h | h <;> have h := congrArg (· % 5) h <;>
    rw [show (5 * q) % 5 = 0 from Nat.mul_mod_right 5 q] at h <;> revert h <;> decide

/-- Seven does not do what five does. -/
example : ¬∀ a, a < 7 → ∀ b, b < 7 → ∀ c, c < 7 → (a * a + b * b) % 7 = c * c % 7 → a = 0 ∨ b = 0 ∨ c = 0 := by decide

/-! ## Progressions -/

example : IsProgression 3 (fun x => x = 2 ∨ x = 5 ∨ x = 8) := by
  refine ⟨by decide, 2, 3, by decide, by decide, fun x => ⟨?_, ?_⟩⟩
  · intro h
    rcases h with h | h | h <;> subst h
    · exact ⟨0, by decide, rfl⟩
    · exact ⟨1, by decide, rfl⟩
    · exact ⟨2, by decide, rfl⟩
  · intro ⟨i, hi, e⟩
    have all : ∀ i, i < 3 → 2 + i * 3 = 2 ∨ 2 + i * 3 = 5 ∨ 2 + i * 3 = 8 := by decide
    exact e ▸ all i hi
example : ¬IsProgression 0 (fun _ => False) := fun h => absurd h.1 (by decide)
/-- The difference is not zero: one number is no progression of length two. -/
example : ¬IsProgression 2 (fun x => x = 3) := by
  intro ⟨_, a, d, _, hd, h⟩
  have e0 := (h (a + 0 * d)).mpr ⟨0, by decide, rfl⟩
  have e1 := (h (a + 1 * d)).mpr ⟨1, by decide, rfl⟩
  have e := Nat.add_left_cancel (e0.trans e1.symm)
  rw [Nat.zero_mul, Nat.one_mul] at e
  exact Nat.ne_of_lt hd e
example : IsVanDerWaerdenNumber (pair 2 3) 6 := (van_der_waerden_two 3 (by decide)).1 rfl
example : IsVanDerWaerdenNumber (pair 2 4) 7 := (van_der_waerden_two 4 (by decide)).2 rfl
example : ¬IsVanDerWaerdenNumber (pair 2 4) 8 := fun h =>
  ((van_der_waerden_two 4 (by decide)).2 rfl).1 (h.2 7 (by decide))

/-! ## Complete graphs -/

example : IsRamseyNumber 2 3 3 := ramsey_two 3 (by decide)
example : ¬IsRamseyNumber 2 3 4 := fun h => (ramsey_two 3 (by decide)).1.2 (h.2 3 (by decide) (by decide))
example : IsRamseyNumber 4 2 4 := (ramsey_comm 2 4 4).mp (ramsey_two 4 (by decide))

example : binomial 4 2 = 6 ∧ binomial 6 3 = 20 ∧ binomial 2 3 = 0 := by decide
example : ∃ n, IsRamseyNumber 3 3 n ∧ n ≤ 6 := ramsey (s := 3) (t := 3) (by decide) (by decide)
example : ¬∃ c : EdgeColouring 9 2, c.Good 3 4 :=
  greenwood_gleason (s := 3) (t := 4) (p := 4) (q := 6) (by decide) (by decide) (by decide)
    (ramsey_two 4 (by decide)).1.2 no_good_six

/-- The pentagon: five vertices do have a `(3, 3)`-colouring. -/
example : ∃ c : EdgeColouring 5 2, c.Good 3 3 := by
  let c : EdgeColouring 5 2 := fun e => if e.val.2 - e.val.1 = 1 ∨ e.val.2 - e.val.1 = 4 then 0 else 1
  have table : ∀ z, z < 5 → ∀ y, y < z → ∀ x, x < y → ∀ i : Fin 2,
      ¬((if y - x = 1 ∨ y - x = 4 then (0 : Fin 2) else 1) = i ∧
        (if z - y = 1 ∨ z - y = 4 then (0 : Fin 2) else 1) = i ∧
        (if z - x = 1 ∨ z - x = 4 then (0 : Fin 2) else 1) = i) := by decide +kernel
  have no : ∀ i, ¬c.HasClique i 3 := by
    intro i ⟨S, card, below, clique⟩
    obtain ⟨x, y, z, ⟨hx, hy, hz⟩, xy, yz⟩ := card.exists_ordered
    exact table z (below z hz) y yz x xy i
      ⟨(clique x y hx hy xy).2, (clique y z hy hz yz).2, (clique x z hx hz (Nat.lt_trans xy yz)).2⟩
  exact ⟨c, no 0, no 1⟩

/-! ## Graphs and queens -/

/-- An edge, and its chromatic number. -/
def edge : Graph Bool where
  adj u v := u ≠ v
  symm _ _ := Ne.symm
  loopless _ h := h rfl

theorem chromatic_edge : IsChromaticNumber edge 2 := by
  refine ⟨⟨fun v => if v.val then 1 else 0, (isProper_iff _ _).mpr ?_⟩, fun j hj ⟨c, hc⟩ => ?_⟩
  · intro u v h
    cases u <;> cases v
    · exact absurd rfl h
    · exact by decide
    · exact by decide
    · exact absurd rfl h
  · have ne := (isProper_iff _ _).mp hc true false (fun h => Bool.noConfusion h)
    have equal : ∀ i j : Fin 1, i = j := by decide
    have one : ∀ i, i < 2 → i = 0 ∨ i = 1 := by decide
    rcases one j hj with h | h <;> subst h
    · exact (c ⟨true, trivial⟩).elim0
    · exact ne (equal _ _)

example : ¬∃ k, IsChromaticNumber edge k ∧ k < 2 := fun ⟨k, h, lt⟩ => by
  obtain ⟨⟨c, hc⟩, _⟩ := h
  have ne := (isProper_iff _ _).mp hc true false (fun h => Bool.noConfusion h)
  have equal : ∀ i j : Fin 1, i = j := by decide
  have one : ∀ i, i < 2 → i = 0 ∨ i = 1 := by decide
  rcases one k lt with e | e <;> subst e
  · exact (c ⟨true, trivial⟩).elim0
  · exact ne (equal _ _)

/-- Mycielski's graph of an edge is the cycle of length five, with three colours. -/
example : IsChromaticNumber edge.mycielski 3 := mycielski_chromatic edge chromatic_edge

example : distance 3 7 = 4 ∧ distance 7 3 = 4 := by decide
example : Attack (1, 1) (4, 4) := ⟨by decide, Or.inr (Or.inr rfl)⟩
example : Attack (1, 4) (4, 1) := ⟨by decide, Or.inr (Or.inr rfl)⟩
example : ¬Attack (1, 1) (2, 3) := fun h => by
  obtain ⟨_, h | h | h⟩ := h <;> exact absurd h (by decide)
example : ¬Attack (1, 1) (1, 1) := fun h => h.1 rfl
example : ∃ c : Colouring (Board 5) 5, ∀ i, IsQueens 5 (c.cls i) := queens_tiling 5 (by decide)
example : ∃ Q, IsQueens 7 Q :=
  let ⟨c, hc⟩ := queens_tiling 7 (by decide)
  ⟨c.cls 0, hc 0⟩

/-! ## Counting -/

example : HasCard (fun x => x = 2 ∨ x = 5) 2 := hasCard_pair (by decide)
example : ¬HasCard (fun x => x < 3) 4 := fun h => absurd (h.le fun _ hx => hx) (by decide)

/-- Among three pigeons in two holes two share one, and this is sharp. -/
example (c : Colouring (fun x => x < 3) 2) : ∃ (i : Fin 2) (r : Nat), HasCard (c.cls i) r ∧ 1 < r :=
  pigeonhole c (hasCard_lt 3) (by decide)
example : ¬∀ b c : Fin 2, b = c := by decide
example : ¬∀ b c d e : Fin 2, (b = c ∧ c = d) ∨ (b = c ∧ c = e) ∨ (b = d ∧ d = e) ∨ (c = d ∧ d = e) := by decide
