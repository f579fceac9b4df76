/-! Every tactic of the core, on small statements. -/
variable {p q r : Prop}

theorem intro_exact : p → q → p ∧ q := by
  intro a b
  exact ⟨a, b⟩

theorem apply_refine (f : p → q) (g : q → r) : p → r := by
  intro h
  apply g
  refine f ?_
  exact h

theorem constructor_left_right (hp : p) : (p ∨ q) ∧ (q ∨ p) := by
  constructor
  · left; assumption
  · right; exact hp

theorem contradiction' (hp : p) (hn : ¬p) : q := by contradiction
theorem exfalso' (hp : p) (hn : ¬p) : q := by
  exfalso
  exact hn hp

theorem cases_with (h : p ∨ q) : q ∨ p := by
  cases h with
  | inl hp => exact .inr hp
  | inr hq => exact .inl hq

theorem cases_plain (h : p ∨ q) : q ∨ p := by
  cases h
  case inl hp => exact .inr hp
  case inr hq => exact .inl hq

theorem rcases' (h : (p ∧ q) ∨ r) : r ∨ p := by
  rcases h with ⟨hp, _⟩ | hr
  · exact .inr hp
  · exact .inl hr

theorem obtain' (h : ∃ n : Nat, n = 3 ∧ p) : p := by
  obtain ⟨n, hn, hp⟩ := h
  exact hp

theorem rintro' : (p ∧ q) ∨ r → r ∨ q := by
  rintro (⟨-, hq⟩ | hr)
  · exact .inr hq
  · exact .inl hr

def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2

theorem induction_with (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih]

theorem induction_plain (n : Nat) : double n = n + n := by
  induction n
  · rfl
  · next n ih =>
    show double n + 2 = (n + 1) + (n + 1)
    rw [ih]
    simp only [Nat.add_assoc, Nat.add_left_comm]

theorem rw' (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by rw [h, h']
theorem rw_back (a b c : Nat) (h : a = b) (h' : a = c) : b = c := by rw [← h, h']
theorem rw_at (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by
  rw [h'] at h
  exact h
theorem rwa' (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by rwa [h'] at h

theorem rfl' : 2 + 2 = 4 := by rfl
theorem rfl_iff : p ↔ p := by rfl
theorem decide' : 7 * 6 = 42 ∧ ¬(3 = 4) := by decide
theorem decide_kernel : 123456 * 654321 = 80779853376 := by decide +kernel

theorem simp' (a : Nat) (h : a = 3) : a + 0 = 3 := by simp [h]
theorem simp_only (h : p) : p ∧ True := by simp only [and_true, h]
theorem simp_at (h : p ∧ True) : p := by
  simp at h
  exact h
theorem simp_star (a b : Nat) (h : a = b) (h' : b = 2) : a = 2 := by simp [*]
theorem simp_back (a b : Nat) (h : a = b) : b = a := by simp [← h]
theorem simp_all' (a b : Nat) (h : a = b) (h' : p → b = 2) (hp : p) : a = 2 := by simp_all

theorem split_if (n : Nat) : (if n = 0 then 1 else 1) = 1 := by
  split
  · rfl
  · rfl

theorem split_match (o : Option Nat) : (match o with | none => 0 | some _ => 0) = 0 := by
  split <;> rfl

theorem calc' (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by
  calc a = b := h
    _ = c := h'

theorem calc_le (a b c : Nat) (h : a ≤ b) (h' : b < c) : a < c :=
  calc
    a ≤ b := h
    _ < c := h'

theorem injection' (a b : Nat) (h : Nat.succ a = Nat.succ b) : a = b := by
  injection h

theorem injection_some (a b : Nat) (h : some a = some b) : a = b := by
  injection h with e

theorem subst' (a b : Nat) (f : Nat → Nat) (h : a = b) : f a = f b := by
  subst h
  rfl

theorem funext' (f : Nat → Nat) (h : ∀ n, f n = n) : f = fun n => n := by
  funext n
  exact h n

theorem by_cases' (f : Bool → Nat) (b : Bool) (h : f true = 1) (h' : f false = 1) : f b = 1 := by
  by_cases hb : b = true
  · rw [hb, h]
  · rw [Bool.eq_false_of_ne_true hb, h']

theorem have_show (h : p ∧ q) : q := by
  have hq : q := h.2
  show q
  exact hq

theorem suffices' (h : p ∧ q) : q ∧ p := by
  suffices hh : q from ⟨hh, h.1⟩
  exact h.2

theorem first' : p → p ∨ q := by
  intro h
  first
  | exact h
  | exact .inl h

theorem all_goals' (h : p) : p ∧ p := by
  constructor
  all_goals exact h

theorem repeat' (h : p) : p ∧ p ∧ p := by
  repeat (first | exact h | constructor)

theorem try' (h : p) : p := by
  try rw [and_comm]
  exact h

theorem exists' : ∃ n : Nat, n + 1 = 3 := by
  exists 2

theorem anonymous : ∃ n : Nat, n + 1 = 3 := ⟨2, rfl⟩
theorem trivial' : True := by trivial
theorem unfold' : double 1 = 2 := by
  unfold double
  unfold double
  rfl
theorem change' (n : Nat) : n + 1 = Nat.succ n := by
  change Nat.succ n = Nat.succ n
  rfl
theorem specialize' (h : ∀ n : Nat, n = n → p) : p := by
  specialize h 3 rfl
  exact h
theorem generalize' : (2 + 3) * 1 = 2 + 3 := by
  generalize 2 + 3 = n
  exact Nat.mul_one n
theorem rename_i' : p → p := by
  intro
  rename_i h
  exact h
theorem intros' : p → q → p := by
  intros hp hq
  exact hp
theorem symm' (a b : Nat) (h : a = b) : b = a := by
  symm
  exact h
theorem match_tactic (h : p ∧ q) : q := by
  match h with
  | ⟨_, hq⟩ => exact hq
theorem conv' (a b : Nat) (h : a = b) : a + 1 = b + 1 := by
  conv => lhs; rw [h]
theorem nomatch' (h : False) : p := by nomatch h
theorem congr' (f : Nat → Nat) (a b : Nat) (h : a = b) : f a = f b := by
  congr
theorem ac (a b : Nat) (h : a ≤ b) (h2 : ¬ a ≤ b) : False := by
  exact absurd h h2
theorem iterate' (h : p) : p ∧ p := by
  and_intros <;> assumption
theorem simpa' (h : p ∧ True) : p := by simpa using h
theorem apply_assumption (h : p) (f : p → q) : q := by
  apply f
  assumption
theorem let' : ∃ n : Nat, n = 2 := by
  let n := 2
  exact ⟨n, rfl⟩
theorem ne' : (1 : Nat) ≠ 2 := by
  intro h
  cases h
theorem decide_ne : (1 : Nat) ≠ 2 := by decide
theorem subst_vars (a b : Nat) (h : b = a + 1) : b = a + 1 := by
  subst h
  rfl
