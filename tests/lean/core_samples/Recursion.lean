/-! Recursion, structural and well-founded, and the inductions that go with it. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

example : fib 10 = 55 := by decide
example : fib 10 = 55 := rfl

mutual
def isEven : Nat → Bool
  | 0 => true
  | n + 1 => isOdd n
def isOdd : Nat → Bool
  | 0 => false
  | n + 1 => isEven n
end

example : isEven 10 = true := by decide

def sumTo (n : Nat) : Nat := go n 0
where
  go : Nat → Nat → Nat
    | 0, acc => acc
    | n + 1, acc => go n (acc + n + 1)

example : sumTo 4 = 10 := rfl

def digits (n : Nat) : Nat := if _h : n = 0 then 0 else digits (n / 2) + 1
def countdown (n : Nat) : Nat := if _h : n = 0 then 0 else countdown (n - 1) + 1

def ackermann : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ackermann m 1
  | m + 1, n + 1 => ackermann m (ackermann (m + 1) n)
termination_by m n => (m, n)

def euclid (m n : Nat) : Nat := if h : m = 0 then n else euclid (n % m) m
termination_by m
decreasing_by exact Nat.mod_lt n (Nat.pos_of_ne_zero h)

theorem euclid_eq (m n : Nat) : euclid m n = Nat.gcd m n := by
  induction m using Nat.strongRecOn generalizing n with
  | ind m ih =>
    unfold euclid
    split
    · next h => rw [h, Nat.gcd_zero_left]
    · next h => rw [ih (n % m) (Nat.mod_lt n (Nat.pos_of_ne_zero h)), ← Nat.gcd_rec]

theorem countdown_eq (n : Nat) : countdown n = n := by
  induction n with
  | zero => unfold countdown; simp
  | succ n ih =>
    unfold countdown
    simp [ih]

theorem infinite_descent (p : Nat → Prop) (h : ∀ n, p n → ∃ m, m < n ∧ p m) : ∀ n, ¬p n := by
  intro n
  induction n using Nat.strongRecOn with
  | ind n ih =>
    intro hn
    obtain ⟨m, hm, hp⟩ := h n hn
    exact ih m hm hp

theorem sum_formula (n : Nat) : 2 * ((List.range (n + 1)).foldl (· + ·) 0) = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [List.range_succ, List.foldl_append, List.foldl_cons, List.foldl_nil, Nat.mul_add, ih, ← Nat.add_mul, Nat.mul_comm]
