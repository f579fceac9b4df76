/-
Init: the core library of this project for the embedded Lean. Every file without `prelude` imports it.

It stands in for the official library, which no package registry carries, and is TRUSTED code: docs/lean-core.md says what
rests on it, what is in it and how to extend it.
-/
prelude
import Init.IO
import Init.ListLemmas
import Init.NatMore
import Init.Quotient
import Init.Repr
import Init.WF

/-- The mark of this library: an audit that finds it knows that its verdicts rest on our own core. -/
def Workbench.ownCore : Bool := true
