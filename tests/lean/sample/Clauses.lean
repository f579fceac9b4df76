/-
Prints the clauses of the formulas for Schur colourings: `lean --run Clauses.lean n k n k ...`. For each pair a line
`n k`, the formula, a line `fixed`, and the formula with the colours of `1` and `2` fixed.
-/
import Monochromatic.FixedColours

open Monochromatic

/-- The number that decimal digits stand for. -/
def number (digits : List Char) : Nat :=
  digits.foldl (fun n c => 10 * n + (c.toNat - '0'.toNat)) 0

def main : List String → IO Unit
  | n :: k :: rest => do
    IO.println (n ++ " " ++ k)
    IO.print (dimacs (schurFormula (number n.toList) (number k.toList)))
    IO.println "fixed"
    IO.print (dimacs (fixedSchurFormula (number n.toList) (number k.toList)))
    main rest
  | _ => pure ()
