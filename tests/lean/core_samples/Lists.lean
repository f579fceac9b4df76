/-! Lists, options and their lemmas, by `simp` and by hand. -/
variable {α β : Type}

example : [1, 2] ++ [3] = [1, 2, 3] := by simp
example : [1, 2, 3].map (· + 1) = [2, 3, 4] := by simp
example : [1, 2, 3].length = 3 := by simp
example : [1, 2, 3].reverse = [3, 2, 1] := by simp
example : [1, 2, 3].foldl (· + ·) 0 = 6 := by simp
example : [1, 2, 3, 4].filter (· > 2) = [3, 4] := by decide
example : List.range 4 = [0, 1, 2, 3] := by decide
example : [1, 2, 3][1] = 2 := by rfl
example : [1, 2, 3][7]? = none := by rfl
example : [1, 2, 3].all (· < 4) = true := by simp
example : [1, 2, 3].sum = 6 := by simp

theorem length_two_lists (xs ys : List α) : (xs ++ ys).length = ys.length + xs.length := by
  rw [List.length_append, Nat.add_comm]

theorem mem_of_map (f : α → β) (xs : List α) (x : α) (h : x ∈ xs) : f x ∈ xs.map f := by
  simp
  exact ⟨x, h, rfl⟩

theorem filter_sub (p : α → Bool) (xs : List α) : ∀ x ∈ xs.filter p, x ∈ xs := by
  intro x hx
  rw [List.mem_filter] at hx
  exact hx.1

theorem reverse_twice (xs : List α) : xs.reverse.reverse = xs := by simp

theorem map_compose (f : α → β) (g : β → Nat) (xs : List α) : (xs.map f).map g = xs.map fun x => g (f x) := by
  induction xs with
  | nil => rfl
  | cons x xs ih => simp only [List.map_cons, ih]

theorem all_below (n : Nat) : ∀ k ∈ List.range n, k < n := by simp

theorem index (xs : List Nat) (i : Nat) (h : i < xs.length) : xs[i] ∈ xs := List.getElem_mem h

example (x : Option Nat) (h : x.isSome) : ∃ a, x = some a := Option.isSome_iff_exists.mp h

def insertSorted (a : Nat) : List Nat → List Nat
  | [] => [a]
  | b :: bs => if a ≤ b then a :: b :: bs else b :: insertSorted a bs

theorem length_insertSorted (a : Nat) (xs : List Nat) : (insertSorted a xs).length = xs.length + 1 := by
  induction xs with
  | nil => rfl
  | cons b bs ih =>
    unfold insertSorted
    split
    · rfl
    · simp [ih]

theorem mem_insertSorted (a x : Nat) (xs : List Nat) : x ∈ insertSorted a xs ↔ x = a ∨ x ∈ xs := by
  induction xs with
  | nil => simp [insertSorted]
  | cons b bs ih =>
    unfold insertSorted
    split
    · simp
    · simp [ih]
      constructor
      · rintro (h | h | h)
        · exact .inr (.inl h)
        · exact .inl h
        · exact .inr (.inr h)
      · rintro (h | h | h)
        · exact .inr (.inl h)
        · exact .inl h
        · exact .inr (.inr h)
