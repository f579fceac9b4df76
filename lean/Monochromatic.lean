/-
The Lean half of the blueprint `monochromatic`: its definitions, and those of its lemmas that have a proof here.

Ordinary Lean 4 files without Mathlib: they use nothing but `Init`. What the embedded Lean's core library has of it is
enough, and `tests/official_init.sh` compiles them with an official Lean.
-/
import Monochromatic.AbbottHanson
import Monochromatic.Arith
import Monochromatic.Brauer
import Monochromatic.Colouring
import Monochromatic.Compactness
import Monochromatic.Counting
import Monochromatic.Density
import Monochromatic.Encoding
import Monochromatic.FixedColours
import Monochromatic.Graphs
import Monochromatic.Mycielski
import Monochromatic.Neighbours
import Monochromatic.Progressions
import Monochromatic.Pythagoras
import Monochromatic.Queens
import Monochromatic.Ramsey
import Monochromatic.RamseyTheorem
import Monochromatic.Schur
import Monochromatic.Ties
import Monochromatic.Triangles
import Monochromatic.VanDerWaerden
