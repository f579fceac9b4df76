theorem lists_01 (x y : Nat) (xs ys zs : List Nat) : ([1, 6, 3] : List Nat).length = 3 := by sorry

theorem lists_02 (x y : Nat) (xs ys zs : List Nat) : (x :: xs ++ [7, 0, 9]).length = xs.length + 4 := by sorry

theorem lists_03 (x y : Nat) (xs ys zs : List Nat) : (xs ++ ys) ++ zs = xs ++ (ys ++ zs) := by sorry

theorem lists_04 (x y : Nat) (xs ys zs : List Nat) : (x :: xs ++ [1, 0, 7, 0, 5]).length = xs.length + 6 := by sorry

theorem lists_05 (x y : Nat) (xs ys zs : List Nat) : (xs ++ [4, 9, 8]).length = xs.length + 3 := by sorry

theorem lists_06 (x y : Nat) (xs ys zs : List Nat) : ([3, 2, 2, 2] : List Nat).length = 4 := by sorry

theorem lists_07 (x y : Nat) (xs ys zs : List Nat) : (7 :: [8] : List Nat) = [7] ++ [8] := by sorry

theorem lists_08 (x y : Nat) (xs ys zs : List Nat) : (xs ++ [4, 7, 4, 7]).length = xs.length + 4 := by sorry

theorem lists_09 (x y : Nat) (xs ys zs : List Nat) : (x :: xs ++ [8, 6, 0]).length = xs.length + 4 := by sorry

theorem lists_10 (x y : Nat) (xs ys zs : List Nat) : ([3, 9, 1, 9, 6] ++ xs).length = xs.length + 5 := by sorry

theorem lists_11 (x y : Nat) (xs ys zs : List Nat) : xs ++ [] = xs ++ ([] ++ []) ∨ x = 8 := by sorry

theorem lists_12 (x y : Nat) (xs ys zs : List Nat) : (3 :: [5, 1, 3, 6] : List Nat) = [3] ++ [5, 1, 3, 6] := by sorry

theorem lists_13 (x y : Nat) (xs ys zs : List Nat) : ([2, 7, 7] ++ xs).length = xs.length + 3 := by sorry

theorem lists_14 (x y : Nat) (xs ys zs : List Nat) : (x :: xs ++ [4, 8, 0]).length = xs.length + 4 := by sorry

theorem lists_15 (x y : Nat) (xs ys zs : List Nat) : (8 :: [5] : List Nat) = [8] ++ [5] := by sorry

theorem lists_16 (x y : Nat) (xs ys zs : List Nat) : ([6, 1, 4] : List Nat).length = 3 := by sorry

theorem lists_17 (x y : Nat) (xs ys zs : List Nat) : xs ++ [] = xs ++ ([] ++ []) ∨ x = 9 := by sorry

theorem lists_18 (x y : Nat) (xs ys zs : List Nat) : ([0, 3, 7, 3, 7] ++ xs).length = xs.length + 5 := by sorry

theorem lists_19 (x y : Nat) (xs ys zs : List Nat) : xs ++ [] = xs ++ ([] ++ []) ∨ x = 6 := by sorry

theorem lists_20 (x y : Nat) (xs ys zs : List Nat) : (xs ++ ys).length = ys.length + xs.length := by sorry
