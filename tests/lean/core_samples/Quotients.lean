/-! Functions one-to-one, equivalence relations, quotients, coprime numbers, and values shown. -/

theorem injective_comp {α β γ : Type} (f : α → β) (g : β → γ) (h : Function.Injective (g ∘ f)) : Function.Injective f := by
  intro a b hab
  apply h
  show g (f a) = g (f b)
  rw [hab]

instance parity : Setoid Nat where
  r a b := a % 2 = b % 2
  iseqv := ⟨fun _ => rfl, fun h => h.symm, fun h h' => h.trans h'⟩

def Parity := Quotient parity

def odd (q : Parity) : Bool := Quotient.lift (fun n => n % 2 == 1) (fun a b (h : a % 2 = b % 2) => by simp [h]) q

example : odd (Quotient.mk parity 7) = true := rfl
example : Quotient.mk parity 3 = Quotient.mk parity 5 := Quotient.sound (show 3 % 2 = 5 % 2 by decide)
example (a b : Nat) (h : Quotient.mk parity a = Quotient.mk parity b) : a % 2 = b % 2 := Quotient.exact h
example (q : Parity) : ∃ n, Quotient.mk parity n = q := by
  induction q using Quotient.inductionOn with
  | h n => exact ⟨n, rfl⟩

example : Nat.Coprime 4 9 := by decide
example (k m n : Nat) (h : Nat.Coprime k m) (h' : k ∣ m * n) : k ∣ n := h.dvd_of_dvd_mul_left h'
example (a : Nat) (h : 1 < a) : a ^ 3 < a ^ 5 := Nat.pow_lt_pow_right h (by decide)

structure Point where
  x : Nat
  y : List Nat
  deriving Repr, DecidableEq

#eval 2 ^ 100
#eval ({ x := 1, y := [2, 3] } : Point)
#eval [some (1, true), none]
