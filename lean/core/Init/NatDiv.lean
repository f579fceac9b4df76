/-
Init.NatDiv: division, remainder, divisibility and greatest common divisors.

`Nat.div` and `Nat.mod` are defined in Init.Prelude, `Nat.gcd` here, all with a bound on the number of steps ("fuel").
`div_eq`, `mod_eq` and `gcd_rec` are the equations that fix their meaning; nothing after them looks at the fuel.
-/
prelude
import Init.Nat
set_option linter.unusedVariables false
universe u v w

namespace Nat

/-! ## The equations of division and remainder -/

private theorem div_fuel {y : Nat} (hy : 0 < y) : (f g x : Nat) → (hf : x < f) → (hg : x < g) →
    Nat.div.go y hy f x hf = Nat.div.go y hy g x hg
  | 0, _, x, hf, _ => absurd hf (Nat.not_lt_zero x)
  | _, 0, x, _, hg => absurd hg (Nat.not_lt_zero x)
  | f + 1, g + 1, x, hf, hg => by
    show dite (y ≤ x) _ _ = dite (y ≤ x) _ _
    by_cases h : y ≤ x
    · rw [dif_pos h, dif_pos h, div_fuel hy f g (x - y)]
    · rw [dif_neg h, dif_neg h]

theorem div_eq (x y : Nat) : x / y = if 0 < y ∧ y ≤ x then (x - y) / y + 1 else 0 := by
  show Nat.div x y = if 0 < y ∧ y ≤ x then Nat.div (x - y) y + 1 else 0
  delta Nat.div
  by_cases hy : 0 < y
  · by_cases h : y ≤ x
    · rw [if_pos ⟨hy, h⟩, dif_pos hy, dif_pos hy]
      show dite (y ≤ x) _ _ = _
      rw [dif_pos h, div_fuel hy x (succ (x - y)) (x - y)]
    · rw [if_neg fun h' => h h'.2, dif_pos hy]
      show dite (y ≤ x) _ _ = _
      rw [dif_neg h]
  · rw [if_neg fun h' => hy h'.1, dif_neg hy]

private theorem mod_fuel {y : Nat} (hy : 0 < y) : (f g x : Nat) → (hf : x < f) → (hg : x < g) →
    Nat.modCore.go y hy f x hf = Nat.modCore.go y hy g x hg
  | 0, _, x, hf, _ => absurd hf (Nat.not_lt_zero x)
  | _, 0, x, _, hg => absurd hg (Nat.not_lt_zero x)
  | f + 1, g + 1, x, hf, hg => by
    show dite (y ≤ x) _ _ = dite (y ≤ x) _ _
    by_cases h : y ≤ x
    · rw [dif_pos h, dif_pos h, mod_fuel hy f g (x - y)]
    · rw [dif_neg h, dif_neg h]

private theorem modCore_eq (x y : Nat) : Nat.modCore x y = if 0 < y ∧ y ≤ x then Nat.modCore (x - y) y else x := by
  delta Nat.modCore
  by_cases hy : 0 < y
  · by_cases h : y ≤ x
    · rw [if_pos ⟨hy, h⟩, dif_pos hy, dif_pos hy]
      show dite (y ≤ x) _ _ = _
      rw [dif_pos h, mod_fuel hy x (succ (x - y)) (x - y)]
    · rw [if_neg fun h' => h h'.2, dif_pos hy]
      show dite (y ≤ x) _ _ = _
      rw [dif_neg h]
  · rw [if_neg fun h' => hy h'.1, dif_neg hy]

private theorem mod_eq_modCore : (x y : Nat) → x % y = Nat.modCore x y
  | 0, y => by
    rw [modCore_eq]
    show 0 = _
    split
    · next h => exact absurd (Nat.lt_of_lt_of_le h.1 h.2) (Nat.lt_irrefl 0)
    · rfl
  | x + 1, y => by
    show (if y ≤ x + 1 then Nat.modCore (x + 1) y else x + 1) = _
    by_cases h : y ≤ x + 1
    · rw [if_pos h]
    · rw [if_neg h, modCore_eq, if_neg fun h' => h h'.2]

theorem mod_eq (x y : Nat) : x % y = if 0 < y ∧ y ≤ x then (x - y) % y else x := by
  rw [mod_eq_modCore, mod_eq_modCore, modCore_eq]

theorem div_eq_of_lt {a b : Nat} (h : a < b) : a / b = 0 := by
  rw [div_eq, if_neg fun h' => Nat.not_le_of_gt h h'.2]
theorem mod_eq_of_lt {a b : Nat} (h : a < b) : a % b = a := by
  rw [mod_eq, if_neg fun h' => Nat.not_le_of_gt h h'.2]
theorem div_eq_sub_div {a b : Nat} (h₁ : 0 < b) (h₂ : b ≤ a) : a / b = (a - b) / b + 1 := by rw [div_eq, if_pos ⟨h₁, h₂⟩]
theorem mod_eq_sub_mod {a b : Nat} (h : a ≥ b) : a % b = (a - b) % b := by
  by_cases hb : 0 < b
  · rw [mod_eq, if_pos ⟨hb, h⟩]
  · rw [Nat.le_antisymm (Nat.not_lt.mp hb) (Nat.zero_le b)]
    rfl
@[simp] protected theorem div_zero (b : Nat) : b / 0 = 0 := by rw [div_eq, if_neg fun h => Nat.lt_irrefl 0 h.1]
@[simp] protected theorem zero_div (b : Nat) : 0 / b = 0 := by
  rw [div_eq, if_neg fun h => Nat.lt_irrefl 0 (Nat.lt_of_lt_of_le h.1 h.2)]
@[simp] theorem mod_zero (a : Nat) : a % 0 = a := by rw [mod_eq, if_neg fun h => Nat.lt_irrefl 0 h.1]
@[simp] theorem zero_mod (b : Nat) : 0 % b = 0 := rfl

/-- Strong induction along `x ↦ x - y`. -/
theorem div.inductionOn {motive : Nat → Nat → Prop} (x y : Nat) (ind : ∀ x y, 0 < y ∧ y ≤ x → motive (x - y) y → motive x y)
    (base : ∀ x y, ¬(0 < y ∧ y ≤ x) → motive x y) : motive x y := by
  have all : ∀ n x, x < n → motive x y := by
    intro n
    induction n with
    | zero => exact fun x h => absurd h (Nat.not_lt_zero x)
    | succ n ih =>
      intro x hx
      by_cases h : 0 < y ∧ y ≤ x
      · exact ind x y h (ih (x - y) (div_rec_fuel_lemma h.1 h.2 hx))
      · exact base x y h
  exact all (x + 1) x (Nat.lt_succ_self x)

theorem mod.inductionOn {motive : Nat → Nat → Prop} (x y : Nat) (ind : ∀ x y, 0 < y ∧ y ≤ x → motive (x - y) y → motive x y)
    (base : ∀ x y, ¬(0 < y ∧ y ≤ x) → motive x y) : motive x y := div.inductionOn x y ind base

theorem div_add_mod (m k : Nat) : k * (m / k) + m % k = m :=
  div.inductionOn (motive := fun m k => k * (m / k) + m % k = m) m k
    (fun m k h ih => by
      rw [div_eq, mod_eq, if_pos h, if_pos h, mul_add_one, Nat.add_right_comm, ih, Nat.sub_add_cancel h.2])
    (fun m k h => by rw [div_eq, mod_eq, if_neg h, if_neg h, Nat.mul_zero, Nat.zero_add])
theorem mod_add_div (m k : Nat) : m % k + k * (m / k) = m := (Nat.add_comm _ _).trans (div_add_mod m k)
theorem div_add_mod' (a b : Nat) : a / b * b + a % b = a := by rw [Nat.mul_comm]; exact div_add_mod a b

theorem mod_le (x y : Nat) : x % y ≤ x := Nat.le_trans (le_add_right _ _) (le_of_eq (mod_add_div x y))
@[simp] theorem mod_one (x : Nat) : x % 1 = 0 := lt_one_iff.mp (mod_lt x zero_lt_one)
@[simp] protected theorem div_one (n : Nat) : n / 1 = n := by
  have h := div_add_mod n 1
  rwa [mod_one, Nat.one_mul] at h
@[simp] theorem mod_self (n : Nat) : n % n = 0 := by rw [mod_eq_sub_mod (Nat.le_refl n), Nat.sub_self]; rfl
protected theorem div_self (h : 0 < n) : n / n = 1 := by rw [div_eq_sub_div h (Nat.le_refl n), Nat.sub_self, Nat.zero_div]
theorem div_le_self (n k : Nat) : n / k ≤ n := by
  by_cases hk : 0 < k
  · exact Nat.le_trans (Nat.le_mul_of_pos_left _ hk) (le_of_add_right_le (le_of_eq (div_add_mod n k)))
  · rw [Nat.le_antisymm (Nat.not_lt.mp hk) (Nat.zero_le k), Nat.div_zero]
    exact Nat.zero_le n
theorem div_lt_self {n k : Nat} (hn : 0 < n) (hk : 1 < k) : n / k < n := by
  by_cases h : 0 < n / k
  · exact Nat.lt_of_lt_of_le (Nat.lt_of_lt_of_le (lt_add_of_pos_right h) (Nat.two_mul (n / k) ▸ Nat.mul_le_mul_right (n / k) hk))
      (le_of_add_right_le (le_of_eq (div_add_mod n k)))
  · rw [Nat.le_antisymm (Nat.not_lt.mp h) (Nat.zero_le _)]
    exact hn
@[simp] theorem add_mod_right (x z : Nat) : (x + z) % z = x % z := by rw [mod_eq_sub_mod (le_add_left z x), Nat.add_sub_cancel]
@[simp] theorem add_mod_left (x z : Nat) : (x + z) % x = z % x := by rw [Nat.add_comm, add_mod_right]
theorem add_div_right (x : Nat) {z : Nat} (h : 0 < z) : (x + z) / z = (x / z) + 1 := by
  rw [div_eq_sub_div h (le_add_left z x), Nat.add_sub_cancel]
theorem add_div_left (x : Nat) {z : Nat} (h : 0 < z) : (z + x) / z = (x / z) + 1 := by rw [Nat.add_comm, add_div_right x h]
@[simp] theorem add_mul_mod_self_left (x y z : Nat) : (x + y * z) % y = x % y := by
  induction z with
  | zero => rfl
  | succ z ih => rw [mul_add_one, ← Nat.add_assoc, add_mod_right, ih]
@[simp] theorem add_mul_mod_self_right (x y z : Nat) : (x + y * z) % z = x % z := by rw [Nat.mul_comm, add_mul_mod_self_left]
@[simp] theorem mul_mod_right (m n : Nat) : (m * n) % m = 0 := by
  have h := add_mul_mod_self_left 0 m n
  rwa [Nat.zero_add] at h
@[simp] theorem mul_mod_left (m n : Nat) : (m * n) % n = 0 := by rw [Nat.mul_comm, mul_mod_right]
theorem add_mul_div_left (x z : Nat) {y : Nat} (H : 0 < y) : (x + y * z) / y = x / y + z := by
  induction z with
  | zero => rfl
  | succ z ih => rw [mul_add_one, ← Nat.add_assoc, add_div_right _ H, ih, Nat.add_assoc]
theorem add_mul_div_right (x y : Nat) {z : Nat} (H : 0 < z) : (x + y * z) / z = x / z + y := by
  rw [Nat.mul_comm, add_mul_div_left x y H]
protected theorem mul_div_cancel (m : Nat) {n : Nat} (H : 0 < n) : m * n / n = m := by
  have h := add_mul_div_right 0 m H
  rwa [Nat.zero_add, Nat.zero_div, Nat.zero_add] at h
protected theorem mul_div_cancel_left (m : Nat) {n : Nat} (H : 0 < n) : n * m / n = m := by
  rw [Nat.mul_comm, Nat.mul_div_cancel m H]
theorem div_mul_le_self (m n : Nat) : m / n * n ≤ m := Nat.le_trans (le_add_right _ _) (le_of_eq (div_add_mod' m n))
theorem mul_div_le (m n : Nat) : n * (m / n) ≤ m := Nat.mul_comm (m / n) n ▸ div_mul_le_self m n
theorem lt_mul_div_succ (m : Nat) {n : Nat} (hn : 0 < n) : m < n * (m / n + 1) := by
  have h : n * (m / n) + m % n < n * (m / n) + n := Nat.add_lt_add_left (mod_lt m hn) _
  rwa [div_add_mod] at h
theorem le_div_iff_mul_le (k0 : 0 < k) : x ≤ y / k ↔ x * k ≤ y :=
  ⟨fun h => Nat.le_trans (Nat.mul_le_mul_right k h) (div_mul_le_self y k),
   fun h => Nat.le_of_not_lt fun lt => Nat.not_le_of_gt (lt_mul_div_succ y k0)
     (Nat.le_trans (Nat.mul_le_mul_left k lt) (Nat.mul_comm k x ▸ h))⟩
theorem div_lt_iff_lt_mul (Hk : 0 < k) : x / k < y ↔ x < y * k := by
  rw [← Nat.not_le, ← Nat.not_le, le_div_iff_mul_le Hk]
theorem div_le_div_right {a b : Nat} (h : a ≤ b) (c : Nat) : a / c ≤ b / c := by
  by_cases hc : 0 < c
  · exact (le_div_iff_mul_le hc).mpr (Nat.le_trans (div_mul_le_self a c) h)
  · rw [Nat.le_antisymm (Nat.not_lt.mp hc) (Nat.zero_le c), Nat.div_zero, Nat.div_zero]
    exact Nat.le_refl 0
protected theorem div_eq_of_lt_le (lo : k * n ≤ m) (hi : m < (k + 1) * n) : m / n = k := by
  have hn : 0 < n := pos_of_ne_zero fun e => by rw [e] at hi; exact Nat.not_lt_zero m hi
  exact Nat.le_antisymm (le_of_lt_succ ((div_lt_iff_lt_mul hn).mpr hi)) ((le_div_iff_mul_le hn).mpr lo)
theorem mod_two_eq_zero_or_one (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 :=
  match n % 2, @Nat.mod_lt n 2 (zero_lt_succ 1) with
  | 0, _ => .inl rfl
  | 1, _ => .inr rfl
  | _ + 2, h => absurd (lt_of_succ_lt_succ (lt_of_succ_lt_succ h)) (Nat.not_lt_zero _)
@[simp] theorem mod_mod (a n : Nat) : (a % n) % n = a % n := by
  by_cases h : 0 < n
  · exact mod_eq_of_lt (mod_lt a h)
  · rw [Nat.le_antisymm (Nat.not_lt.mp h) (Nat.zero_le n), mod_zero, mod_zero]
@[simp] theorem mod_add_mod (m n k : Nat) : (m % n + k) % n = (m + k) % n := by
  have h := add_mul_mod_self_left (m % n + k) n (m / n)
  rw [Nat.add_right_comm, mod_add_div] at h
  exact h.symm
@[simp] theorem add_mod_mod (m n k : Nat) : (m + n % k) % k = (m + n) % k := by
  rw [Nat.add_comm, mod_add_mod, Nat.add_comm]
theorem add_mod (a b n : Nat) : (a + b) % n = ((a % n) + (b % n)) % n := by rw [add_mod_mod, mod_add_mod]
theorem mul_mod (a b n : Nat) : a * b % n = (a % n) * (b % n) % n := by
  have h : a * b = (a % n) * (b % n) + n * ((a % n) * (b / n) + a / n * b) := by
    have ha := mod_add_div a n
    have hb := mod_add_div b n
    calc a * b = (a % n + n * (a / n)) * b := by rw [ha]
      _ = (a % n) * b + n * (a / n) * b := Nat.right_distrib _ _ _
      _ = (a % n) * (b % n + n * (b / n)) + n * (a / n) * b := by rw [hb]
      _ = (a % n) * (b % n) + n * ((a % n) * (b / n) + a / n * b) := by
        rw [Nat.left_distrib, Nat.left_distrib n, Nat.mul_left_comm (a % n) n, Nat.mul_assoc n, Nat.add_assoc]
  rw [h, add_mul_mod_self_left]
@[simp] theorem mod_mul_mod (m n k : Nat) : (m % n) * k % n = m * k % n := by
  rw [mul_mod, mod_mod, ← mul_mod]
@[simp] theorem mul_mod_mod (m n k : Nat) : m * (n % k) % k = m * n % k := by
  rw [mul_mod, mod_mod, ← mul_mod]

/-! ## Divisibility -/

instance instDvd : Dvd Nat := ⟨fun a b => ∃ c, b = a * c⟩

protected theorem dvd_refl (a : Nat) : a ∣ a := ⟨1, (Nat.mul_one a).symm⟩
protected theorem dvd_rfl {a : Nat} : a ∣ a := Nat.dvd_refl a
protected theorem dvd_zero (a : Nat) : a ∣ 0 := ⟨0, rfl⟩
protected theorem one_dvd (n : Nat) : 1 ∣ n := ⟨n, (Nat.one_mul n).symm⟩
protected theorem dvd_mul_left (a b : Nat) : a ∣ b * a := ⟨b, Nat.mul_comm b a⟩
protected theorem dvd_mul_right (a b : Nat) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_trans {a b c : Nat} : a ∣ b → b ∣ c → a ∣ c := fun ⟨d, hd⟩ ⟨e, he⟩ => ⟨d * e, by rw [he, hd, Nat.mul_assoc]⟩
protected theorem dvd_mul_left_of_dvd {a b : Nat} (h : a ∣ b) (c : Nat) : a ∣ c * b := Nat.dvd_trans h (Nat.dvd_mul_left b c)
protected theorem dvd_mul_right_of_dvd {a b : Nat} (h : a ∣ b) (c : Nat) : a ∣ b * c := Nat.dvd_trans h (Nat.dvd_mul_right b c)
protected theorem eq_zero_of_zero_dvd {a : Nat} : 0 ∣ a → a = 0 := fun ⟨c, h⟩ => h.trans (Nat.zero_mul c)
@[simp] protected theorem zero_dvd {n : Nat} : 0 ∣ n ↔ n = 0 := ⟨Nat.eq_zero_of_zero_dvd, fun h => h ▸ Nat.dvd_zero 0⟩
protected theorem dvd_add {m n k : Nat} : k ∣ m → k ∣ n → k ∣ m + n := fun ⟨d, hd⟩ ⟨e, he⟩ => ⟨d + e, by rw [hd, he, Nat.left_distrib]⟩
protected theorem dvd_sub {k m n : Nat} : k ∣ m → k ∣ n → k ∣ m - n := fun ⟨d, hd⟩ ⟨e, he⟩ => ⟨d - e, by rw [hd, he, Nat.mul_sub]⟩
protected theorem dvd_add_iff_right {k m : Nat} (h : k ∣ m) : k ∣ n ↔ k ∣ m + n :=
  ⟨Nat.dvd_add h, fun h' => Nat.add_sub_cancel_left m n ▸ Nat.dvd_sub h' h⟩
protected theorem dvd_add_right {m k : Nat} (h : k ∣ m) : k ∣ m + n ↔ k ∣ n := (Nat.dvd_add_iff_right h).symm
theorem le_of_dvd {m n : Nat} (h1 : 0 < n) : m ∣ n → m ≤ n := fun ⟨c, h⟩ => by
  rw [h] at h1 ⊢
  exact Nat.le_mul_of_pos_right m (Nat.pos_of_mul_pos_left h1)
protected theorem dvd_antisymm : {m n : Nat} → m ∣ n → n ∣ m → m = n
  | 0, n, h, _ => (Nat.eq_zero_of_zero_dvd h).symm
  | m + 1, 0, _, h => Nat.eq_zero_of_zero_dvd h
  | m + 1, n + 1, h, h' => Nat.le_antisymm (le_of_dvd (zero_lt_succ n) h) (le_of_dvd (zero_lt_succ m) h')
theorem mod_eq_zero_of_dvd {m n : Nat} : m ∣ n → n % m = 0 := fun ⟨c, h⟩ => h ▸ mul_mod_right m c
theorem dvd_of_mod_eq_zero {k n : Nat} (h : n % k = 0) : k ∣ n := ⟨n / k, by rw [← Nat.add_zero (k * (n / k)), ← h, div_add_mod]⟩
theorem dvd_iff_mod_eq_zero {k n : Nat} : k ∣ n ↔ n % k = 0 := ⟨mod_eq_zero_of_dvd, dvd_of_mod_eq_zero⟩
theorem mod_eq_zero_iff_dvd {k n : Nat} : n % k = 0 ↔ k ∣ n := dvd_iff_mod_eq_zero.symm
instance decidable_dvd {m n : Nat} : Decidable (m ∣ n) := decidable_of_decidable_of_iff dvd_iff_mod_eq_zero.symm
protected theorem div_mul_cancel {n m : Nat} (h : n ∣ m) : m / n * n = m := by
  have e := div_add_mod' m n
  rwa [mod_eq_zero_of_dvd h] at e
protected theorem mul_div_cancel' {n m : Nat} (h : n ∣ m) : n * (m / n) = m := by rw [Nat.mul_comm, Nat.div_mul_cancel h]
theorem dvd_mod_iff {k m n : Nat} (h : k ∣ n) : k ∣ m % n ↔ k ∣ m := by
  have e := Nat.dvd_add_iff_right (n := m % n) (Nat.dvd_trans h (Nat.dvd_mul_right n (m / n)))
  rwa [div_add_mod] at e
theorem dvd_mod {k m n : Nat} (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m % n := (dvd_mod_iff h₂).mpr h₁
theorem eq_one_of_dvd_one {n : Nat} (h : n ∣ 1) : n = 1 := Nat.dvd_antisymm h (Nat.one_dvd n)
protected theorem mul_dvd_mul {a b c d : Nat} : a ∣ b → c ∣ d → a * c ∣ b * d := fun ⟨e, he⟩ ⟨f, hf⟩ =>
  ⟨e * f, by rw [he, hf, Nat.mul_mul_mul_comm]⟩

/-! ## Greatest common divisors -/

/-- Euclid's algorithm in at most `fuel` steps. -/
def gcd.go : (fuel m n : Nat) → Nat
  | 0, _, n => n
  | fuel + 1, m, n => if m = 0 then n else gcd.go fuel (n % m) m

/-- The greatest common divisor, with `gcd 0 n = n`. The first argument falls in each step, so `m` steps are enough. -/
@[extern "lean_nat_gcd"]
def gcd (m n : @& Nat) : Nat := gcd.go m m n

private theorem gcd_fuel : (f g m n : Nat) → m ≤ f → m ≤ g → gcd.go f m n = gcd.go g m n
  | 0, 0, _, _, _, _ => rfl
  | 0, g + 1, m, n, hf, _ => by
    rw [eq_zero_of_le_zero hf]
    rfl
  | f + 1, 0, m, n, _, hg => by
    rw [eq_zero_of_le_zero hg]
    rfl
  | f + 1, g + 1, m, n, hf, hg => by
    show (if m = 0 then n else _) = if m = 0 then n else _
    by_cases h : m = 0
    · rw [if_pos h, if_pos h]
    · have lt := mod_lt n (pos_of_ne_zero h)
      rw [if_neg h, if_neg h,
        gcd_fuel f g (n % m) m (le_of_lt_succ (Nat.lt_of_lt_of_le lt hf)) (le_of_lt_succ (Nat.lt_of_lt_of_le lt hg))]

@[simp] theorem gcd_zero_left (y : Nat) : gcd 0 y = y := rfl
private theorem gcd_go_zero : (f n : Nat) → gcd.go f 0 n = n
  | 0, _ => rfl
  | _ + 1, _ => rfl
theorem gcd_rec (m n : Nat) : gcd m n = gcd (n % m) m :=
  match m with
  | 0 => by
    rw [mod_zero]
    cases n with
    | zero => rfl
    | succ n => exact (gcd_go_zero n (n + 1)).symm
  | m + 1 => by
    have lt := mod_lt n (zero_lt_succ m)
    exact gcd_fuel m (n % (m + 1)) (n % (m + 1)) (m + 1) (le_of_lt_succ lt) (Nat.le_refl _)
theorem gcd_succ (x y : Nat) : gcd (succ x) y = gcd (y % succ x) (succ x) := gcd_rec (succ x) y
theorem gcd_add_one (x y : Nat) : gcd (x + 1) y = gcd (y % (x + 1)) (x + 1) := gcd_rec (x + 1) y
@[simp] theorem gcd_zero_right (n : Nat) : gcd n 0 = n := by rw [gcd_rec, zero_mod, gcd_zero_left]
@[simp] theorem gcd_one_left (n : Nat) : gcd 1 n = 1 := by rw [gcd_rec, mod_one, gcd_zero_left]
@[simp] theorem gcd_self (n : Nat) : gcd n n = n := by rw [gcd_rec, mod_self, gcd_zero_left]

theorem gcd.induction {P : Nat → Nat → Prop} (m n : Nat) (H0 : ∀ n, P 0 n) (H1 : ∀ m n, 0 < m → P (n % m) m → P m n) : P m n := by
  have all : ∀ k m n, m < k → P m n := by
    intro k
    induction k with
    | zero => exact fun m _ h => absurd h (Nat.not_lt_zero m)
    | succ k ih =>
      intro m n h
      cases m with
      | zero => exact H0 n
      | succ m => exact H1 (m + 1) n (zero_lt_succ m) (ih _ _ (Nat.lt_of_lt_of_le (mod_lt n (zero_lt_succ m)) (le_of_lt_succ h)))
  exact all (m + 1) m n (Nat.lt_succ_self m)

theorem gcd_dvd (m n : Nat) : (gcd m n ∣ m) ∧ (gcd m n ∣ n) :=
  gcd.induction (P := fun m n => (gcd m n ∣ m) ∧ (gcd m n ∣ n)) m n
    (fun n => ⟨Nat.dvd_zero _, gcd_zero_left n ▸ Nat.dvd_refl n⟩)
    (fun m n h ih => by rw [gcd_rec]; exact ⟨ih.2, (dvd_mod_iff ih.2).mp ih.1⟩)
theorem gcd_dvd_left (m n : Nat) : gcd m n ∣ m := (gcd_dvd m n).1
theorem gcd_dvd_right (m n : Nat) : gcd m n ∣ n := (gcd_dvd m n).2
theorem dvd_gcd : k ∣ m → k ∣ n → k ∣ gcd m n :=
  gcd.induction (P := fun m n => k ∣ m → k ∣ n → k ∣ gcd m n) m n (fun n _ h => by rw [gcd_zero_left]; exact h)
    (fun m n _ ih hm hn => by rw [gcd_rec]; exact ih (dvd_mod hn hm) hm)
theorem dvd_gcd_iff : k ∣ gcd m n ↔ k ∣ m ∧ k ∣ n :=
  ⟨fun h => ⟨Nat.dvd_trans h (gcd_dvd_left m n), Nat.dvd_trans h (gcd_dvd_right m n)⟩, fun h => dvd_gcd h.1 h.2⟩
theorem gcd_comm (m n : Nat) : gcd m n = gcd n m :=
  Nat.dvd_antisymm (dvd_gcd (gcd_dvd_right m n) (gcd_dvd_left m n)) (dvd_gcd (gcd_dvd_right n m) (gcd_dvd_left n m))
theorem gcd_one_right (n : Nat) : gcd n 1 = 1 := (gcd_comm n 1).trans (gcd_one_left n)

end Nat
