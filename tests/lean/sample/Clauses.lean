/-
Prints the clauses of the formula for Schur colourings: `lean --run Clauses.lean n k n k ...`, a line `n k` before each.
-/
import Monochromatic.Encoding

open Monochromatic

/-- The number that decimal digits stand for. -/
def number (digits : List Char) : Nat :=
  digits.foldl (fun n c => 10 * n + (c.toNat - '0'.toNat)) 0

def main : List String → IO Unit
  | n :: k :: rest => do
    IO.println (n ++ " " ++ k)
    IO.print (dimacs (schurFormula (number n.toList) (number k.toList)))
    main rest
  | _ => pure ()
