/-
Init.NatBits: the operations on binary digits, and the logarithm to base 2.

TRUSTED, as Init.Prelude says: the kernel computes land, lor, xor, shiftLeft, shiftRight and log2 by machine arithmetic. The
equations and the theorems about `testBit` fix what they mean.
-/
prelude
import Init.Bool
import Init.NatDiv
set_option linter.unusedVariables false
universe u v w

namespace Nat

/-! ## Definitions -/

/-- `f` applied digit by digit, in at most `fuel` steps. -/
def bitwise.go (f : Bool → Bool → Bool) : (fuel n m : Nat) → Nat
  | 0, _, m => if f false true then m else 0
  | fuel + 1, n, m =>
    if n = 0 then if f false true then m else 0
    else if m = 0 then if f true false then n else 0
    else
      let r := bitwise.go f fuel (n / 2) (m / 2)
      if f (decide (n % 2 = 1)) (decide (m % 2 = 1)) then r + r + 1 else r + r

/-- `f` applied digit by digit. Halving ends after fewer than `n` steps. -/
def bitwise (f : Bool → Bool → Bool) (n m : Nat) : Nat := bitwise.go f n n m

@[extern "lean_nat_land"] def land : @& Nat → @& Nat → Nat := bitwise and
@[extern "lean_nat_lor"] def lor : @& Nat → @& Nat → Nat := bitwise or
@[extern "lean_nat_lxor"] def xor : @& Nat → @& Nat → Nat := bitwise bne

@[extern "lean_nat_shiftl"]
def shiftLeft : @& Nat → @& Nat → Nat
  | n, 0 => n
  | n, succ m => shiftLeft (2 * n) m

@[extern "lean_nat_shiftr"]
def shiftRight : @& Nat → @& Nat → Nat
  | n, 0 => n
  | n, succ m => shiftRight n m / 2

/-- How often `n` can be halved before it is below 2, in at most `fuel` steps. -/
def log2.go : (fuel n : Nat) → Nat
  | 0, _ => 0
  | fuel + 1, n => if 2 ≤ n then log2.go fuel (n / 2) + 1 else 0

@[extern "lean_nat_log2"] def log2 (n : @& Nat) : Nat := log2.go n n

instance : AndOp Nat := ⟨Nat.land⟩
instance : OrOp Nat := ⟨Nat.lor⟩
instance : XorOp Nat := ⟨Nat.xor⟩
instance : ShiftLeft Nat := ⟨Nat.shiftLeft⟩
instance : ShiftRight Nat := ⟨Nat.shiftRight⟩

@[simp] theorem land_eq {m n : Nat} : m.land n = m &&& n := rfl
@[simp] theorem lor_eq {m n : Nat} : m.lor n = m ||| n := rfl
@[simp] theorem xor_eq {m n : Nat} : m.xor n = m ^^^ n := rfl
@[simp] theorem shiftLeft_eq' {m n : Nat} : m.shiftLeft n = m <<< n := rfl
@[simp] theorem shiftRight_eq' {m n : Nat} : m.shiftRight n = m >>> n := rfl

/-! ## Powers -/

theorem pow_succ {b n : Nat} : b ^ (n + 1) = b ^ n * b := rfl
@[simp] theorem pow_zero (b : Nat) : b ^ 0 = 1 := rfl
theorem pow_add_one {b n : Nat} : b ^ (n + 1) = b ^ n * b := rfl
protected theorem pow_one (a : Nat) : a ^ 1 = a := Nat.one_mul a
attribute [simp] Nat.pow_one
protected theorem pow_two (b : Nat) : b ^ 2 = b * b := congrArg (· * b) (Nat.one_mul b)
@[simp] protected theorem one_pow : ∀ n : Nat, 1 ^ n = 1
  | 0 => rfl
  | n + 1 => (Nat.mul_one _).trans (Nat.one_pow n)
protected theorem zero_pow {n : Nat} (H : 0 < n) : 0 ^ n = 0 := match n, H with | _ + 1, _ => rfl
protected theorem pow_add (a m : Nat) : ∀ n, a ^ (m + n) = a ^ m * a ^ n
  | 0 => (Nat.mul_one _).symm
  | n + 1 => by
    show a ^ (m + n) * a = a ^ m * (a ^ n * a)
    rw [Nat.pow_add a m n, Nat.mul_assoc]
protected theorem pow_mul (a m : Nat) : ∀ n, a ^ (m * n) = (a ^ m) ^ n
  | 0 => rfl
  | n + 1 => by
    show a ^ (m * n + m) = (a ^ m) ^ n * a ^ m
    rw [Nat.pow_add, Nat.pow_mul a m n]
protected theorem mul_pow (a b : Nat) : ∀ n, (a * b) ^ n = a ^ n * b ^ n
  | 0 => rfl
  | n + 1 => by
    show (a * b) ^ n * (a * b) = a ^ n * a * (b ^ n * b)
    rw [Nat.mul_pow a b n, Nat.mul_mul_mul_comm]
theorem pow_le_pow_left {m n : Nat} (h : m ≤ n) : ∀ i : Nat, m ^ i ≤ n ^ i
  | 0 => Nat.le_refl 1
  | i + 1 => Nat.mul_le_mul (pow_le_pow_left h i) h
theorem pow_le_pow_right {n m i : Nat} (h : n > 0) (hle : m ≤ i) : n ^ m ≤ n ^ i := match le.dest hle with
  | ⟨k, e⟩ => by
    rw [← e, Nat.pow_add]
    exact Nat.le_mul_of_pos_right _ (Nat.pow_pos h)
protected theorem two_pow_pos (w : Nat) : 0 < 2 ^ w := Nat.pow_pos (zero_lt_succ 1)
theorem lt_two_pow_self : ∀ {n : Nat}, n < 2 ^ n
  | 0 => zero_lt_one
  | n + 1 => by
    have h := @lt_two_pow_self n
    rw [pow_succ, Nat.mul_two]
    exact Nat.lt_of_le_of_lt h (lt_add_of_pos_left (Nat.two_pow_pos n))

/-! ## The equations of the bitwise operations -/

private theorem half_le_pred {n : Nat} (h : n ≠ 0) (hn : n ≤ f + 1) : n / 2 ≤ f :=
  le_of_lt_succ (Nat.lt_of_lt_of_le (div_lt_self (pos_of_ne_zero h) (Nat.le_refl 2)) hn)

private theorem bitwise_fuel (f : Bool → Bool → Bool) : (a b n m : Nat) → n ≤ a → n ≤ b → bitwise.go f a n m = bitwise.go f b n m
  | 0, 0, _, _, _, _ => rfl
  | 0, b + 1, n, m, ha, _ => by
    rw [eq_zero_of_le_zero ha]
    rfl
  | a + 1, 0, n, m, _, hb => by
    rw [eq_zero_of_le_zero hb]
    rfl
  | a + 1, b + 1, n, m, ha, hb => by
    by_cases h : n = 0
    · rw [h]
      rfl
    · show (if n = 0 then _ else _) = (if n = 0 then _ else _)
      rw [if_neg h, if_neg h, bitwise_fuel f a b (n / 2) (m / 2) (half_le_pred h ha) (half_le_pred h hb)]

theorem bitwise_zero_left (f : Bool → Bool → Bool) (m : Nat) : bitwise f 0 m = if f false true then m else 0 := rfl

theorem bitwise_zero_right (f : Bool → Bool → Bool) : (n : Nat) → bitwise f n 0 = if f true false then n else 0
  | 0 => by
    show (if f false true then 0 else 0) = (if f true false then 0 else 0)
    rw [ite_self, ite_self]
  | _ + 1 => rfl

/-- The equation that fixes `bitwise`: one digit, then the halves. -/
theorem bitwise_of_ne_zero {f : Bool → Bool → Bool} {n m : Nat} (hn : n ≠ 0) (hm : m ≠ 0) :
    bitwise f n m = if f (decide (n % 2 = 1)) (decide (m % 2 = 1))
      then bitwise f (n / 2) (m / 2) + bitwise f (n / 2) (m / 2) + 1
      else bitwise f (n / 2) (m / 2) + bitwise f (n / 2) (m / 2) := by
  cases n with
  | zero => exact absurd rfl hn
  | succ n =>
    show (if n + 1 = 0 then if f false true then m else 0 else if m = 0 then if f true false then n + 1 else 0 else _) = _
    rw [if_neg hn, if_neg hm, bitwise_fuel f n ((n + 1) / 2) ((n + 1) / 2) (m / 2) (half_le_pred hn (Nat.le_refl _)) (Nat.le_refl _)]
    rfl

private theorem double_add_one_div (r : Nat) : (r + r + 1) / 2 = r := by
  rw [← Nat.two_mul, Nat.add_comm, add_mul_div_left 1 r (zero_lt_succ 1), div_eq_of_lt (Nat.le_refl 2), Nat.zero_add]
private theorem double_div (r : Nat) : (r + r) / 2 = r := by
  rw [← Nat.two_mul, Nat.mul_div_cancel_left r (zero_lt_succ 1)]
private theorem double_add_one_mod (r : Nat) : (r + r + 1) % 2 = 1 := by
  rw [← Nat.two_mul, Nat.add_comm, add_mul_mod_self_left]
private theorem double_mod (r : Nat) : (r + r) % 2 = 0 := by
  rw [← Nat.two_mul, mul_mod_right]

/-- The last digit of `bitwise f n m`. -/
theorem bitwise_mod_two {f : Bool → Bool → Bool} (hf : f false false = false) (n m : Nat) :
    decide (bitwise f n m % 2 = 1) = f (decide (n % 2 = 1)) (decide (m % 2 = 1)) := by
  by_cases hn : n = 0
  · rw [hn, bitwise_zero_left]
    show _ = f false _
    cases h : f false true
    · rw [if_neg (fun e => Bool.noConfusion e)]
      cases decide (m % 2 = 1)
      · exact hf.symm
      · exact h.symm
    · rw [if_pos rfl]
      cases decide (m % 2 = 1)
      · exact hf.symm
      · exact h.symm
  · by_cases hm : m = 0
    · rw [hm, bitwise_zero_right]
      show _ = f _ false
      cases h : f true false
      · rw [if_neg (fun e => Bool.noConfusion e)]
        cases decide (n % 2 = 1)
        · exact hf.symm
        · exact h.symm
      · rw [if_pos rfl]
        cases decide (n % 2 = 1)
        · exact hf.symm
        · exact h.symm
    · rw [bitwise_of_ne_zero hn hm]
      cases f (decide (n % 2 = 1)) (decide (m % 2 = 1))
      · rw [if_neg (fun e => Bool.noConfusion e), double_mod]
        rfl
      · rw [if_pos rfl, double_add_one_mod]
        rfl

/-- The digits of `bitwise f n m` but the last. -/
theorem bitwise_div_two {f : Bool → Bool → Bool} (n m : Nat) : bitwise f n m / 2 = bitwise f (n / 2) (m / 2) := by
  by_cases hn : n = 0
  · rw [hn, Nat.zero_div, bitwise_zero_left, bitwise_zero_left]
    split
    · rfl
    · exact Nat.zero_div 2
  · by_cases hm : m = 0
    · rw [hm, Nat.zero_div, bitwise_zero_right, bitwise_zero_right]
      split
      · rfl
      · exact Nat.zero_div 2
    · rw [bitwise_of_ne_zero hn hm]
      split
      · exact double_add_one_div _
      · exact double_div _

/-! ## Shifts and single digits -/

@[simp] theorem shiftLeft_zero (n : Nat) : n <<< 0 = n := rfl
theorem shiftLeft_succ_inside (m n : Nat) : m <<< (n + 1) = (2 * m) <<< n := rfl
theorem shiftLeft_succ : ∀ (m n : Nat), m <<< (n + 1) = 2 * (m <<< n)
  | _, 0 => rfl
  | m, n + 1 => shiftLeft_succ (2 * m) n
theorem shiftLeft_eq (a : Nat) : ∀ b, a <<< b = a * 2 ^ b
  | 0 => (Nat.mul_one a).symm
  | b + 1 => by rw [shiftLeft_succ, shiftLeft_eq a b, pow_succ, Nat.mul_comm, Nat.mul_assoc]
@[simp] theorem shiftRight_zero (n : Nat) : n >>> 0 = n := rfl
theorem shiftRight_succ (m n : Nat) : m >>> (n + 1) = (m >>> n) / 2 := rfl
theorem shiftRight_succ_inside : ∀ m n : Nat, m >>> (n + 1) = (m / 2) >>> n
  | _, 0 => rfl
  | m, n + 1 => congrArg (· / 2) (shiftRight_succ_inside m n)
@[simp] theorem zero_shiftRight : ∀ n : Nat, 0 >>> n = 0
  | 0 => rfl
  | n + 1 => by rw [shiftRight_succ, zero_shiftRight n]
protected theorem div_div_eq_div_mul (m n k : Nat) : m / n / k = m / (n * k) := by
  by_cases hn : 0 < n
  · by_cases hk : 0 < k
    · apply Nat.le_antisymm
      · rw [le_div_iff_mul_le (Nat.mul_pos hn hk), Nat.mul_comm n k, ← Nat.mul_assoc, ← le_div_iff_mul_le hn]
        exact div_mul_le_self _ _
      · rw [le_div_iff_mul_le hk, le_div_iff_mul_le hn, Nat.mul_assoc, Nat.mul_comm k n]
        exact div_mul_le_self _ _
    · rw [Nat.le_antisymm (Nat.not_lt.mp hk) (Nat.zero_le k)]
      rw [Nat.mul_zero, Nat.div_zero, Nat.div_zero]
  · rw [Nat.le_antisymm (Nat.not_lt.mp hn) (Nat.zero_le n)]
    rw [Nat.zero_mul, Nat.div_zero, Nat.zero_div]
theorem shiftRight_eq_div_pow (m : Nat) : ∀ n, m >>> n = m / 2 ^ n
  | 0 => (Nat.div_one m).symm
  | n + 1 => by rw [shiftRight_succ, shiftRight_eq_div_pow m n, Nat.div_div_eq_div_mul, pow_succ]

/-- The digit of `m` at position `n`, counted from the least. -/
def testBit (m n : Nat) : Bool := (1 &&& (m >>> n)) != 0

private theorem one_and_eq (n : Nat) : 1 &&& n = n % 2 := by
  show bitwise and 1 n = _
  by_cases h : n = 0
  · rw [h]
    rfl
  · rw [bitwise_of_ne_zero (succ_ne_zero 0) h]
    show (if and true (decide (n % 2 = 1)) then bitwise and 0 (n / 2) + bitwise and 0 (n / 2) + 1 else _) = _
    cases mod_two_eq_zero_or_one n with
    | inl e => rw [e]; rfl
    | inr e => rw [e]; rfl

@[simp] theorem one_and_eq_mod_two (n : Nat) : 1 &&& n = n % 2 := one_and_eq n

theorem testBit_eq_decide_div_mod_eq {x i : Nat} : x.testBit i = decide (x / 2 ^ i % 2 = 1) := by
  unfold testBit
  rw [one_and_eq, shiftRight_eq_div_pow]
  cases mod_two_eq_zero_or_one (x / 2 ^ i) with
  | inl e => rw [e]; rfl
  | inr e => rw [e]; rfl

theorem testBit_zero (x : Nat) : testBit x 0 = decide (x % 2 = 1) := by
  rw [testBit_eq_decide_div_mod_eq, pow_zero, Nat.div_one]
theorem testBit_succ (x n : Nat) : testBit x (succ n) = testBit (x / 2) n := by
  unfold testBit
  rw [shiftRight_succ_inside]
theorem testBit_add_one (x i : Nat) : testBit x (i + 1) = testBit (x / 2) i := testBit_succ x i

theorem testBit_bitwise {f : Bool → Bool → Bool} (of_false_false : f false false = false) (x y i : Nat) :
    (bitwise f x y).testBit i = f (x.testBit i) (y.testBit i) := by
  induction i generalizing x y with
  | zero => rw [testBit_zero, testBit_zero, testBit_zero, bitwise_mod_two of_false_false]
  | succ i ih => rw [testBit_succ, testBit_succ, testBit_succ, bitwise_div_two, ih]

@[simp] theorem testBit_and (x y i : Nat) : (x &&& y).testBit i = (x.testBit i && y.testBit i) := testBit_bitwise rfl x y i
@[simp] theorem testBit_or (x y i : Nat) : (x ||| y).testBit i = (x.testBit i || y.testBit i) := testBit_bitwise rfl x y i
@[simp] theorem testBit_xor (x y i : Nat) : (x ^^^ y).testBit i = ((x.testBit i) ^^ (y.testBit i)) := testBit_bitwise rfl x y i

/-- Two numbers with the same digits are equal. -/
theorem eq_of_testBit_eq {x y : Nat} (pred : ∀ i, testBit x i = testBit y i) : x = y := by
  have all : ∀ n x y, x < n → (∀ i, testBit x i = testBit y i) → x = y := by
    intro n
    induction n with
    | zero => exact fun x _ h => absurd h (Nat.not_lt_zero x)
    | succ n ih =>
      intro x y hx h
      have low : x % 2 = y % 2 := by
        have e := h 0
        rw [testBit_zero, testBit_zero] at e
        cases mod_two_eq_zero_or_one x with
        | inl ex => cases mod_two_eq_zero_or_one y with
          | inl ey => rw [ex, ey]
          | inr ey => rw [ex, ey] at e; exact absurd e (fun n => Bool.noConfusion n)
        | inr ex => cases mod_two_eq_zero_or_one y with
          | inl ey => rw [ex, ey] at e; exact absurd e (fun n => Bool.noConfusion n)
          | inr ey => rw [ex, ey]
      have high : x / 2 = y / 2 := by
        by_cases hx0 : x = 0
        · have zero : ∀ k z, z < k → (∀ i, testBit z i = false) → z = 0 := by
            intro k
            induction k with
            | zero => exact fun z hz => absurd hz (Nat.not_lt_zero z)
            | succ k ihk =>
              intro z hz hzero
              by_cases e : z = 0
              · exact e
              · have half := ihk (z / 2) (Nat.lt_of_lt_of_le (div_lt_self (pos_of_ne_zero e) (Nat.le_refl 2)) (le_of_lt_succ hz))
                  (fun i => (testBit_succ z i).symm.trans (hzero (i + 1)))
                have last : z % 2 = 0 := by
                  have e0 := hzero 0
                  rw [testBit_zero] at e0
                  cases mod_two_eq_zero_or_one z with
                  | inl h0 => exact h0
                  | inr h1 => rw [h1] at e0; exact absurd e0 (fun n => Bool.noConfusion n)
                have d := div_add_mod z 2
                rw [half, last] at d
                exact d.symm
          have hy := zero (y / 2 + 1) (y / 2) (Nat.lt_succ_self _) (fun i => by
            rw [← testBit_succ, ← h, hx0, testBit_eq_decide_div_mod_eq, Nat.zero_div]
            rfl)
          rw [hx0, hy, Nat.zero_div]
        · exact ih (x / 2) (y / 2) (Nat.lt_of_lt_of_le (div_lt_self (pos_of_ne_zero hx0) (Nat.le_refl 2)) (le_of_lt_succ hx))
            (fun i => by rw [← testBit_succ, ← testBit_succ]; exact h (i + 1))
      rw [← div_add_mod x 2, ← div_add_mod y 2, low, high]
  exact all (x + 1) x y (Nat.lt_succ_self x) pred

@[simp] theorem and_self (x : Nat) : x &&& x = x := eq_of_testBit_eq fun i => by rw [testBit_and, Bool.and_self]
@[simp] theorem or_self (x : Nat) : x ||| x = x := eq_of_testBit_eq fun i => by rw [testBit_or, Bool.or_self]
theorem and_comm (x y : Nat) : x &&& y = y &&& x := eq_of_testBit_eq fun i => by rw [testBit_and, testBit_and, Bool.and_comm]
theorem or_comm (x y : Nat) : x ||| y = y ||| x := eq_of_testBit_eq fun i => by rw [testBit_or, testBit_or, Bool.or_comm]

/-! ## The logarithm -/

private theorem log2_fuel : (f g n : Nat) → n ≤ f → n ≤ g → log2.go f n = log2.go g n
  | 0, 0, _, _, _ => rfl
  | 0, g + 1, n, hf, _ => by
    rw [eq_zero_of_le_zero hf]
    rfl
  | f + 1, 0, n, _, hg => by
    rw [eq_zero_of_le_zero hg]
    rfl
  | f + 1, g + 1, n, hf, hg => by
    show (if 2 ≤ n then _ else _) = (if 2 ≤ n then _ else _)
    by_cases h : 2 ≤ n
    · have h0 : n ≠ 0 := ne_zero_of_lt h
      rw [if_pos h, if_pos h, log2_fuel f g (n / 2) (half_le_pred h0 hf) (half_le_pred h0 hg)]
    · rw [if_neg h, if_neg h]

theorem log2_def (n : Nat) : log2 n = if 2 ≤ n then log2 (n / 2) + 1 else 0 := by
  cases n with
  | zero => rfl
  | succ n =>
    show (if 2 ≤ n + 1 then log2.go n ((n + 1) / 2) + 1 else 0) = _
    rw [log2_fuel n ((n + 1) / 2) _ (half_le_pred (succ_ne_zero n) (Nat.le_refl _)) (Nat.le_refl _)]
    rfl

theorem log2_terminates : ∀ n, 2 ≤ n → n / 2 < n := fun n h => div_lt_self (Nat.lt_of_lt_of_le (zero_lt_succ 1) h) (Nat.le_refl 2)

/-- `2 ^ log2 n ≤ n < 2 ^ (log2 n + 1)`: this alone fixes the logarithm. -/
theorem log2_self_le_and_lt {n : Nat} (h : n ≠ 0) : 2 ^ log2 n ≤ n ∧ n < 2 ^ (log2 n + 1) := by
  have all : ∀ k n, n < k → n ≠ 0 → 2 ^ log2 n ≤ n ∧ n < 2 ^ (log2 n + 1) := by
    intro k
    induction k with
    | zero => exact fun n hn => absurd hn (Nat.not_lt_zero n)
    | succ k ih =>
      intro n hn h0
      rw [log2_def]
      by_cases h2 : 2 ≤ n
      · have half0 : n / 2 ≠ 0 := ne_of_gt ((le_div_iff_mul_le (zero_lt_succ 1)).mpr h2)
        have e := ih (n / 2) (Nat.lt_of_lt_of_le (log2_terminates n h2) (le_of_lt_succ hn)) half0
        rw [if_pos h2]
        exact ⟨(le_div_iff_mul_le (zero_lt_succ 1)).mp e.1, (div_lt_iff_lt_mul (zero_lt_succ 1)).mp e.2⟩
      · rw [if_neg h2]
        exact ⟨pos_of_ne_zero h0, Nat.lt_of_not_le h2⟩
  exact all (n + 1) n (Nat.lt_succ_self n) h
theorem log2_self_le {n : Nat} (h : n ≠ 0) : 2 ^ log2 n ≤ n := (log2_self_le_and_lt h).1
theorem lt_log2_self {n : Nat} (h : n ≠ 0) : n < 2 ^ (log2 n + 1) := (log2_self_le_and_lt h).2

end Nat
