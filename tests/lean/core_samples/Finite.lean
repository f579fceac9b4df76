/-! Finite combinatorics by `decide`. -/

example : ∀ x, x < 10 → x * x < 100 := by decide
example : ∀ x < 10, x * x < 100 := by decide
example : ∀ x ≤ 10, x * x ≤ 100 := by decide
example : ∃ x, x < 10 ∧ x * x = 49 := by decide
example : ∃ x ≤ 10, x * x = 100 := by decide
example : ¬∃ x < 10, x * x = 50 := by decide
example : ∀ x : Fin 5, ∀ y : Fin 5, x + y = y + x := by decide
example : ∃ x : Fin 7, x * x = 2 := by decide
example : ∀ x ∈ [1, 2, 3], x < 4 := by decide
example : ∃ x ∈ [1, 2, 3], x * x = 9 := by decide
example : 3 ∈ [1, 2, 3] := by decide
example : ¬4 ∈ [1, 2, 3] := by decide
example : ∀ b : Bool, (b || !b) = true := by decide
example : [1, 2, 3] ≠ [1, 2, 4] := by decide
example : some 3 = some 3 := by decide
example : (1, true) ≠ (1, false) := by decide
example : (3 : Nat) ∣ 12 ∧ ¬(5 : Nat) ∣ 12 := by decide
example : (2 < 3 → 3 < 4) ∧ (2 = 3 ↔ 4 = 5) := by decide
example : [1, 2, 3].Nodup := by decide
example : 'a' ≠ 'b' := by decide
example : (if 2 < 3 then 1 else 2) = 1 := by decide
example : Nat.gcd 12 18 = 6 := by decide
example : 2 ^ 10 = 1024 ∧ 1000 / 7 = 142 ∧ 1000 % 7 = 6 := by decide
example : 0b1100 &&& 0b1010 = 0b1000 ∧ 0b1100 ||| 0b1010 = 0b1110 ∧ 0b1100 ^^^ 0b1010 = 0b0110 := by decide
example : 1 <<< 10 = 1024 ∧ 1024 >>> 3 = 128 ∧ Nat.log2 1023 = 9 := by decide

/-- Of three numbers below 2 two are equal. -/
theorem pigeonhole : ∀ a b c : Fin 2, a = b ∨ b = c ∨ a = c := by decide

/-- Schur's number for two colours is 4: every colouring of 1..5 has a monochromatic x + y = z. -/
def mono (c : Nat → Bool) : Bool :=
  [(1, 1), (1, 2), (1, 3), (1, 4), (2, 2), (2, 3)].any fun (x, y) => c x == c y && c y == c (x + y)

theorem schur_two : ∀ code < 32, mono (fun n => code.testBit (n - 1)) = true := by decide

/-- Ramsey: of the edges between six vertices, coloured with two colours, three form a triangle of one colour. An edge
colouring is a list of 15 Booleans; colourings are extended edge by edge, and those with a triangle are not looked at again. -/
def triangleClosedBy : Nat → List (Nat × Nat)
  | 2 => [(0, 1)] | 4 => [(0, 3)] | 5 => [(1, 3), (2, 4)] | 7 => [(0, 6)] | 8 => [(1, 6), (3, 7)]
  | 9 => [(2, 6), (4, 7), (5, 8)] | 11 => [(0, 10)] | 12 => [(1, 10), (3, 11)] | 13 => [(2, 10), (4, 11), (5, 12)]
  | 14 => [(6, 10), (7, 11), (8, 12), (9, 13)] | _ => []

def closes (colours : List Bool) (c : Bool) : Bool :=
  (triangleClosedBy colours.length).any fun (i, j) =>
    colours[colours.length - 1 - i]? == some c && colours[colours.length - 1 - j]? == some c

def unavoidable : Nat → List Bool → Bool
  | 0, _ => false
  | n + 1, colours => [true, false].all fun c => closes colours c || unavoidable n (c :: colours)

theorem ramsey_three_three : unavoidable 15 [] = true := by decide +kernel
