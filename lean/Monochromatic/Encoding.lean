/-
The propositional formula that is put to a solver for Schur colourings, and that it says what it should (chapter
"Sums"). It is, clause by clause, the plain formula of the family `schur` of problems; tests compare the two.
-/
import Monochromatic.Arith
import Monochromatic.Schur

namespace Monochromatic

/-- A literal: one of the variables `1, 2, 3, …`, or its negation. -/
structure Literal where
  /-- `true` for the variable, `false` for its negation. -/
  positive : Bool
  /-- The number of the variable. -/
  var : Nat

/-- The literal that says the opposite. -/
def Literal.negate (a : Literal) : Literal :=
  ⟨!a.positive, a.var⟩

/-- A literal holds under an assignment of truth values to the variables. -/
def Literal.Holds (v : Nat → Bool) (a : Literal) : Prop :=
  v a.var = a.positive

/-- An assignment satisfies a formula, a list of clauses, if in each clause some literal holds. -/
def Satisfies (v : Nat → Bool) (formula : List (List Literal)) : Prop :=
  ∀ clause, clause ∈ formula → ∃ a, a ∈ clause ∧ a.Holds v

/-- The literal for "`x` has colour `i`". With two colours, variable `x` says that `x` has colour `1`; with any other
number `k` of them, variable `(x - 1) k + i + 1` says that `x` has colour `i`. -/
def atom (k x i : Nat) : Literal :=
  if k = 2 then ⟨i == 1, x⟩ else ⟨true, (x - 1) * k + i + 1⟩

/-- The sets `{x, y, x + y}` in `[n]`, where `x ≤ y`: first by `x` and then by `y`, each without repetition. -/
def solutions (n : Nat) : List (List Nat) :=
  (List.range' 1 (n / 2)).flatMap fun x =>
    (List.range' x (n - x + 1 - x)).map fun y => if x < y then [x, y, x + y] else [x, x + x]

/-- For each of the numbers `1, …, n`: it has some colour. With two colours this needs no clause. -/
def choices (n k : Nat) : List (List Literal) :=
  if k = 2 then [] else (List.range' 1 n).map fun x => (List.range k).map (atom k x)

/-- For each colour and each set `{x, y, x + y}`: not all its elements have this colour. -/
def exclusions (n k : Nat) : List (List Literal) :=
  (List.range k).flatMap fun i => (solutions n).map fun s => s.map fun x => (atom k x i).negate

/-- The formula for: `[n]` has a Schur `k`-colouring. -/
def schurFormula (n k : Nat) : List (List Literal) :=
  choices n k ++ exclusions n k

/-! ## As text -/

/-- A literal as DIMACS writes it. -/
def Literal.dimacs (a : Literal) : String :=
  (if a.positive then "" else "-") ++ toString a.var

/-- The clauses as DIMACS writes them, one a line. -/
def dimacs (formula : List (List Literal)) : String :=
  formula.foldl (fun text clause => clause.foldl (fun text a => text ++ a.dimacs ++ " ") text ++ "0\n") ""

/-! ## That it says what it should -/

theorem Literal.holds_negate (v : Nat → Bool) (a : Literal) : a.negate.Holds v ↔ ¬a.Holds v := by
  show v a.var = (!a.positive) ↔ ¬v a.var = a.positive
  cases v a.var <;> cases a.positive <;> decide

theorem atom_two (x i : Nat) : atom 2 x i = ⟨i == 1, x⟩ := if_pos rfl

theorem atom_other {k : Nat} (hk : k ≠ 2) (x i : Nat) : atom k x i = ⟨true, (x - 1) * k + i + 1⟩ := if_neg hk

theorem mem_solutions {n : Nat} {s : List Nat} :
    s ∈ solutions n ↔ ∃ x y, 1 ≤ x ∧ x ≤ y ∧ x + y ≤ n ∧ s = if x < y then [x, y, x + y] else [x, x + x] := by
  -- the bounds of `x` and `y` in the two lists
  have bounds : ∀ x y, (1 ≤ x ∧ x < 1 + n / 2) ∧ (x ≤ y ∧ y < x + (n - x + 1 - x)) ↔ 1 ≤ x ∧ x ≤ y ∧ x + y ≤ n := by
    intro x y
    have half : x < 1 + n / 2 ↔ x + x ≤ n := by
      rw [Nat.add_comm 1, Nat.lt_succ_iff, Nat.le_div_iff_mul_le (by decide), Nat.mul_two]
    have last : x + x ≤ n → (y < x + (n - x + 1 - x) ↔ x + y ≤ n) := by
      intro h
      have hx : x ≤ n := Nat.le_trans (Nat.le_add_right x x) h
      rw [Nat.add_sub_of_le (Nat.le_succ_of_le (Nat.le_sub_of_add_le h)), Nat.lt_succ_iff,
        Nat.le_sub_iff_add_le hx, Nat.add_comm]
    constructor
    · intro ⟨⟨h1, h2⟩, h3, h4⟩
      exact ⟨h1, h3, (last (half.mp h2)).mp h4⟩
    · intro ⟨h1, h2, h3⟩
      have h : x + x ≤ n := Nat.le_trans (Nat.add_le_add_left h2 x) h3
      exact ⟨⟨h1, half.mpr h⟩, h2, (last h).mpr h3⟩
  constructor
  · intro h
    obtain ⟨x, hx, h⟩ := List.mem_flatMap.mp h
    obtain ⟨y, hy, e⟩ := List.mem_map.mp h
    obtain ⟨h1, h2, h3⟩ := (bounds x y).mp ⟨List.mem_range'_1.mp hx, List.mem_range'_1.mp hy⟩
    exact ⟨x, y, h1, h2, h3, e.symm⟩
  · intro ⟨x, y, h1, h2, h3, e⟩
    obtain ⟨hx, hy⟩ := (bounds x y).mpr ⟨h1, h2, h3⟩
    exact List.mem_flatMap.mpr ⟨x, List.mem_range'_1.mpr hx, List.mem_map.mpr ⟨y, List.mem_range'_1.mpr hy, e.symm⟩⟩

/-- Under an assignment that satisfies the formula, every number has some colour. -/
theorem exists_colour {n k : Nat} {v : Nat → Bool} (hv : Satisfies v (schurFormula n k)) {x : Nat}
    (hx : Interval n x) : ∃ i : Fin k, (atom k x i.val).Holds v := by
  by_cases hk : k = 2
  · subst hk
    cases e : v x
    · refine ⟨0, ?_⟩
      rw [atom_two]
      exact e
    · refine ⟨1, ?_⟩
      rw [atom_two]
      exact e
  · have clause : (List.range k).map (atom k x) ∈ schurFormula n k := by
      apply List.mem_append_left
      rw [choices, if_neg hk]
      apply List.mem_map.mpr
      refine ⟨x, List.mem_range'_1.mpr ⟨hx.1, ?_⟩, rfl⟩
      rw [Nat.add_comm]
      exact Nat.lt_succ_of_le hx.2
    obtain ⟨a, ha, holds⟩ := hv _ clause
    obtain ⟨i, hi, e⟩ := List.mem_map.mp ha
    exact ⟨⟨i, List.mem_range.mp hi⟩, e ▸ holds⟩

/-- Under an assignment that satisfies the formula, `x`, `y` and `x + y` do not all have the colour `i`. -/
theorem not_all_holds {n k : Nat} {v : Nat → Bool} (hv : Satisfies v (schurFormula n k)) {x y i : Nat} (hi : i < k)
    (h1 : 1 ≤ x) (hxy : x ≤ y) (hn : x + y ≤ n) (hx : (atom k x i).Holds v) (hy : (atom k y i).Holds v)
    (hz : (atom k (x + y) i).Holds v) : False := by
  have member := mem_solutions.mpr ⟨x, y, h1, hxy, hn, rfl⟩
  have clause :
      (if x < y then [x, y, x + y] else [x, x + x]).map (fun w => (atom k w i).negate) ∈ schurFormula n k := by
    apply List.mem_append_right
    exact List.mem_flatMap.mpr ⟨i, List.mem_range.mpr hi, List.mem_map.mpr ⟨_, member, rfl⟩⟩
  obtain ⟨a, ha, holds⟩ := hv _ clause
  obtain ⟨w, hw, e⟩ := List.mem_map.mp ha
  rw [← e, Literal.holds_negate] at holds
  apply holds
  by_cases lt : x < y
  · rw [if_pos lt] at hw
    simp at hw
    rcases hw with h | h | h <;> rw [h] <;> assumption
  · have same : y = x := Nat.le_antisymm (Nat.le_of_not_lt lt) hxy
    rw [same] at hz
    rw [if_neg lt] at hw
    simp at hw
    rcases hw with h | h <;> rw [h] <;> assumption

/-- For every colouring there is an assignment under which the literals say what the colours are. -/
theorem exists_assignment {n k : Nat} (c : Colouring (Interval n) k) :
    ∃ v : Nat → Bool, ∀ x (hx : Interval n x) i, i < k → ((atom k x i).Holds v ↔ (c ⟨x, hx⟩).val = i) := by
  classical
  by_cases hk : k = 2
  · subst hk
    refine ⟨fun var => decide (∃ h : Interval n var, (c ⟨var, h⟩).val = 1), fun x hx i hi => ?_⟩
    rw [atom_two]
    have meaning : (∃ h : Interval n x, (c ⟨x, h⟩).val = 1) ↔ (c ⟨x, hx⟩).val = 1 :=
      ⟨fun ⟨_, e⟩ => e, fun e => ⟨hx, e⟩⟩
    show decide (∃ h : Interval n x, (c ⟨x, h⟩).val = 1) = (i == 1) ↔ (c ⟨x, hx⟩).val = i
    have two : ∀ j, j < 2 → j = 0 ∨ j = 1 := by decide
    have colour := two _ (c ⟨x, hx⟩).isLt
    rcases two i hi with e | e <;> subst e
    · refine decide_eq_false_iff_not.trans ⟨fun h => colour.resolve_right fun e => h ⟨hx, e⟩, fun e h => ?_⟩
      exact absurd (e.symm.trans (meaning.mp h)) (by decide)
    · exact decide_eq_true_iff.trans meaning
  · refine ⟨fun var => decide (∃ x, ∃ h : Interval n x, (atom k x (c ⟨x, h⟩).val).var = var), fun x hx i hi => ?_⟩
    show decide (∃ y, ∃ h : Interval n y, (atom k y (c ⟨y, h⟩).val).var = (atom k x i).var) = (atom k x i).positive ↔ _
    rw [show (atom k x i).positive = true by rw [atom_other hk], decide_eq_true_iff]
    constructor
    · intro ⟨y, hy, e⟩
      rw [atom_other hk, atom_other hk] at e
      have e := Nat.succ.inj e
      rw [Nat.mul_comm, Nat.mul_comm (x - 1)] at e
      obtain ⟨ex, ei⟩ := div_mod_unique (c ⟨y, hy⟩).isLt hi e
      have same : y = x := by rw [← Nat.sub_add_cancel hy.1, ← Nat.sub_add_cancel hx.1, ex]
      subst same
      exact ei
    · intro e
      exact ⟨x, hx, by rw [e]⟩

/-- An assignment under which the literals say what the colours of a Schur colouring are satisfies the formula. -/
theorem satisfies_of_colours {n k : Nat} {v : Nat → Bool} {c : Colouring (Interval n) k} (hc : IsSchurColouring c)
    (hv : ∀ x (hx : Interval n x) i, i < k → ((atom k x i).Holds v ↔ (c ⟨x, hx⟩).val = i)) :
    Satisfies v (schurFormula n k) := by
  intro clause member
  rcases List.mem_append.mp member with h | h
  · -- the clause says that `x` has some colour
    by_cases hk : k = 2
    · rw [choices, if_pos hk] at h
      exact absurd h List.not_mem_nil
    · rw [choices, if_neg hk] at h
      obtain ⟨x, hx, e⟩ := List.mem_map.mp h
      obtain ⟨h1, hn⟩ := List.mem_range'_1.mp hx
      have hx : Interval n x := ⟨h1, Nat.le_of_lt_succ (by rw [Nat.add_comm] at hn; exact hn)⟩
      have hi := (c ⟨x, hx⟩).isLt
      subst e
      exact ⟨atom k x (c ⟨x, hx⟩).val, List.mem_map_of_mem (List.mem_range.mpr hi), (hv x hx _ hi).mpr rfl⟩
  · -- the clause says that `x`, `y` and `x + y` do not all have the colour `i`
    obtain ⟨i, hi, h⟩ := List.mem_flatMap.mp h
    obtain ⟨s, hs, e⟩ := List.mem_map.mp h
    obtain ⟨x, y, h1, hxy, hn, es⟩ := mem_solutions.mp hs
    have hi := List.mem_range.mp hi
    subst e
    apply Classical.byContradiction
    intro no
    -- then all three have it
    have all : ∀ w, w ∈ s → (atom k w i).Holds v := by
      intro w hw
      apply Classical.byContradiction
      intro h
      exact no ⟨(atom k w i).negate, List.mem_map_of_mem hw, (Literal.holds_negate v _).mpr h⟩
    have hz : Interval n (x + y) := ⟨Nat.le_trans h1 (Nat.le_add_right x y), hn⟩
    have hx : Interval n x := ⟨h1, Nat.le_trans (Nat.le_add_right x y) hn⟩
    have hy : Interval n y := ⟨Nat.le_trans h1 hxy, Nat.le_trans (Nat.le_add_left y x) hn⟩
    have members : x ∈ s ∧ y ∈ s ∧ x + y ∈ s := by
      rw [es]
      by_cases lt : x < y
      · rw [if_pos lt]
        simp
      · have same : y = x := Nat.le_antisymm (Nat.le_of_not_lt lt) hxy
        rw [if_neg lt, same]
        simp
    have ex := (hv x hx i hi).mp (all x members.1)
    have ey := (hv y hy i hi).mp (all y members.2.1)
    have ez := (hv _ hz i hi).mp (all _ members.2.2)
    exact hc.ne hx hy hz rfl ⟨Fin.ext (ex.trans ez.symm), Fin.ext (ey.trans ez.symm)⟩

/-- **The formula says what it should**: it is satisfiable if and only if `[n]` has a Schur `k`-colouring. -/
theorem schurFormula_correct (n k : Nat) :
    (∃ v, Satisfies v (schurFormula n k)) ↔ ∃ c : Colouring (Interval n) k, IsSchurColouring c := by
  constructor
  · intro ⟨v, hv⟩
    refine ⟨fun x => Classical.choose (exists_colour hv x.property),
      fun i ⟨x, y, z, ⟨hx, ex⟩, ⟨hy, ey⟩, ⟨hz, ez⟩, e⟩ => ?_⟩
    subst e
    -- each of the three has the colour `i` that was chosen for it
    have holds : ∀ w (hw : Interval n w), Classical.choose (exists_colour hv hw) = i → (atom k w i.val).Holds v :=
      fun w hw e => e ▸ Classical.choose_spec (exists_colour hv hw)
    rcases Nat.le_total x y with le | le
    · exact not_all_holds hv i.isLt hx.1 le hz.2 (holds x hx ex) (holds y hy ey) (holds _ hz ez)
    · have sum := holds _ hz ez
      rw [Nat.add_comm] at sum
      exact not_all_holds hv i.isLt hy.1 le (Nat.add_comm x y ▸ hz.2) (holds y hy ey) (holds x hx ex) sum
  · intro ⟨c, hc⟩
    obtain ⟨v, hv⟩ := exists_assignment c
    exact ⟨v, satisfies_of_colours hc hv⟩

end Monochromatic
