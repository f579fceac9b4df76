/-! The equations that fix the operations which the kernel computes by machine arithmetic, under their names in the core. -/

example (n m : Nat) : n + Nat.succ m = Nat.succ (n + m) := Nat.add_succ n m
example (n m : Nat) : n - Nat.succ m = Nat.pred (n - m) := Nat.sub_succ n m
example (n m : Nat) : n * Nat.succ m = n * m + n := Nat.mul_succ n m
example (b n : Nat) : b ^ (n + 1) = b ^ n * b := Nat.pow_succ
example (x y : Nat) : x / y = if 0 < y ∧ y ≤ x then (x - y) / y + 1 else 0 := Nat.div_eq x y
example (x y : Nat) : x % y = if 0 < y ∧ y ≤ x then (x - y) % y else x := Nat.mod_eq x y
example (m k : Nat) : k * (m / k) + m % k = m := Nat.div_add_mod m k
example (x y : Nat) (h : 0 < y) : x % y < y := Nat.mod_lt x h
example (m n : Nat) : Nat.gcd m n = Nat.gcd (n % m) m := Nat.gcd_rec m n
example (n : Nat) : Nat.gcd 0 n = n := Nat.gcd_zero_left n
example (k m n : Nat) : k ∣ Nat.gcd m n ↔ k ∣ m ∧ k ∣ n := Nat.dvd_gcd_iff
example (n m : Nat) (h : Nat.beq n m = true) : n = m := Nat.eq_of_beq_eq_true h
example (n m : Nat) (h : Nat.beq n m = false) : ¬n = m := Nat.ne_of_beq_eq_false h
example (n m : Nat) (h : Nat.ble n m = true) : n ≤ m := Nat.le_of_ble_eq_true h
example (n m : Nat) (h : ¬Nat.ble n m = true) : ¬n ≤ m := Nat.not_le_of_not_ble_eq_true h
example (x y i : Nat) : (x &&& y).testBit i = (x.testBit i && y.testBit i) := Nat.testBit_and x y i
example (x y i : Nat) : (x ||| y).testBit i = (x.testBit i || y.testBit i) := Nat.testBit_or x y i
example (x y i : Nat) : (x ^^^ y).testBit i = ((x.testBit i) ^^ (y.testBit i)) := Nat.testBit_xor x y i
example (x y : Nat) (h : ∀ i, x.testBit i = y.testBit i) : x = y := Nat.eq_of_testBit_eq h
example (a b : Nat) : a <<< b = a * 2 ^ b := Nat.shiftLeft_eq a b
example (a b : Nat) : a >>> b = a / 2 ^ b := Nat.shiftRight_eq_div_pow a b
example (n : Nat) (h : n ≠ 0) : 2 ^ n.log2 ≤ n := Nat.log2_self_le h
example (n : Nat) (h : n ≠ 0) : n < 2 ^ (n.log2 + 1) := Nat.lt_log2_self h
