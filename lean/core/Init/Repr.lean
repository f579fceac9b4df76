/-
Init.Repr: how `#eval` shows a value, and what `deriving Repr` makes. `Int` is here as the type of an indentation, with literals
alone: there is no theory of it.
-/
prelude
import Init.IO
set_option linter.unusedVariables false
universe u v w

set_option genCtorIdx false in
inductive Int : Type where
  | ofNat : Nat → Int
  | negSucc : Nat → Int

attribute [extern "lean_nat_to_int"] Int.ofNat
attribute [extern "lean_int_neg_succ_of_nat"] Int.negSucc

instance instOfNatInt {n : Nat} : OfNat Int n := ⟨Int.ofNat n⟩
instance : Inhabited Int := ⟨Int.ofNat 0⟩

namespace Std

inductive Format.FlattenBehavior where
  | allOrNone
  | fill

open Format

inductive Format where
  | nil : Format
  | line : Format
  | align (force : Bool) : Format
  | text : String → Format
  | nest (indent : Int) : Format → Format
  | append : Format → Format → Format
  | group : Format → (behavior : FlattenBehavior := FlattenBehavior.allOrNone) → Format
  | tag : Nat → Format → Format

namespace Format

instance : Inhabited Format := ⟨nil⟩
instance : Append Format := ⟨Format.append⟩
instance : Coe String Format := ⟨text⟩

def join (xs : List Format) : Format := xs.foldl (· ++ ·) nil
@[extern "l_Std_Format_pretty"]
opaque pretty (f : Format) (width : Nat := 120) (indent : Nat := 0) (column : Nat := 0) : String
def nestD (f : Format) : Format := nest 2 f
def bracket (l : String) (x : Format) (r : String) : Format := group (nest (Int.ofNat l.length) (l ++ x ++ r))
def paren (x : Format) : Format := bracket "(" x ")"
def sbracket (x : Format) : Format := bracket "[" x "]"
def bracketFill (l : String) (x : Format) (r : String) : Format :=
  group (nest (Int.ofNat l.length) (l ++ x ++ r)) (behavior := .fill)
def indentD (f : Format) : Format := nestD (line ++ f)

end Format

class ToFormat (α : Type u) where
  format : α → Format

export ToFormat (format)

instance : ToFormat Format := ⟨fun f => f⟩
instance : ToFormat String := ⟨Format.text⟩

def Format.joinSep {α : Type u} [ToFormat α] : List α → Format → Format
  | [], _ => nil
  | a :: as, sep => as.foldl (fun r b => r ++ sep ++ format b) (format a)

end Std

instance : ToString Std.Format := ⟨fun f => f.pretty⟩

open Std

class Repr (α : Type u) where
  reprPrec : α → Nat → Format

export Repr (reprPrec)

abbrev repr [Repr α] : α → Format := (reprPrec · 0)
def reprStr [Repr α] (a : α) : String := (reprPrec a 0).pretty
abbrev reprArg [Repr α] (a : α) : Format := reprPrec a 1024

class ReprAtom (α : Type u) where

def Repr.addAppParen (f : Format) (prec : Nat) : Format := if prec ≥ 1024 then Format.paren f else f

instance : Repr Nat := ⟨fun n _ => n.repr⟩
instance : Repr Bool := ⟨fun b _ => cond b "true" "false"⟩
instance : Repr String := ⟨fun s _ => s.quote⟩
instance : Repr Char := ⟨fun c _ => c.quote⟩
instance : Repr Unit := ⟨fun _ _ => "()"⟩
instance : Repr (Fin n) := ⟨fun i _ => i.val.repr⟩
instance : Repr UInt8 := ⟨fun n _ => n.toNat.repr⟩
instance : Repr UInt16 := ⟨fun n _ => n.toNat.repr⟩
instance : Repr UInt32 := ⟨fun n _ => n.toNat.repr⟩
instance : Repr UInt64 := ⟨fun n _ => n.toNat.repr⟩
instance : Repr Format := ⟨fun f _ => f⟩
instance {p : Prop} : Repr (Decidable p) := ⟨fun d _ => if decide p then "isTrue _" else "isFalse _"⟩
instance [Repr α] : Repr (Option α) := ⟨fun
  | none, _ => "none"
  | some a, prec => Repr.addAppParen ("some " ++ reprArg a) prec⟩
instance [Repr α] [Repr β] : Repr (α × β) := ⟨fun (a, b) _ => Format.paren (repr a ++ ("," ++ Format.line) ++ repr b)⟩
instance [Repr α] [Repr β] : Repr (Sum α β) := ⟨fun
  | .inl a, prec => Repr.addAppParen ("Sum.inl " ++ reprArg a) prec
  | .inr b, prec => Repr.addAppParen ("Sum.inr " ++ reprArg b) prec⟩
instance [Repr α] [Repr β] : Repr (Except α β) := ⟨fun
  | .error a, prec => Repr.addAppParen ("Except.error " ++ reprArg a) prec
  | .ok b, prec => Repr.addAppParen ("Except.ok " ++ reprArg b) prec⟩
instance {p : α → Prop} [Repr α] : Repr (Subtype p) := ⟨fun s prec => reprPrec s.val prec⟩

protected def List.repr [Repr α] (as : List α) (_ : Nat) : Format :=
  match as with
  | [] => "[]"
  | _ => Format.bracketFill "[" (Format.joinSep (as.map repr) ("," ++ Format.line)) "]"

instance [Repr α] : Repr (List α) := ⟨List.repr⟩
instance [Repr α] : Repr (Array α) := ⟨fun a _ => "#" ++ repr a.toList⟩
