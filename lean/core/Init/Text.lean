/-
Init.Text: characters, strings and printing, as far as programs need them. The functions on strings are bound to compiled
code and opaque: a program may use them, and no proof can say anything about their results.
-/
prelude
import Init.Control
set_option linter.unusedVariables false
universe u v w

class ToString (α : Type u) where
  toString : α → String

export ToString (toString)

/-! ## Strings -/

instance : Inhabited String := ⟨""⟩
instance : Inhabited ByteArray := ⟨ByteArray.empty⟩

namespace String

@[extern "lean_string_append"] protected opaque append : String → (@& String) → String
@[extern "lean_string_push"] opaque push : String → Char → String
@[extern "lean_string_length"] opaque length : (@& String) → Nat
@[extern "lean_string_data"] opaque toList (s : String) : List Char
@[extern "lean_string_to_utf8"] opaque toUTF8 (a : @& String) : ByteArray
@[extern "l_String_quote"] opaque quote (s : String) : String
def singleton (c : Char) : String := "".push c
def isEmpty (s : String) : Bool := s.utf8ByteSize == 0

end String

instance : Append String := ⟨String.append⟩

def String.join (l : List String) : String := l.foldl (fun r s => r ++ s) ""

def String.intercalate (s : String) : List String → String
  | [] => ""
  | a :: as => as.foldl (fun r t => r ++ s ++ t) a

/-! ## Characters -/

instance : Inhabited Char := ⟨'A'⟩

namespace Char

@[inline] def toNat (c : Char) : Nat := c.val.toNat
protected def lt (a b : Char) : Prop := a.val < b.val
protected def le (a b : Char) : Prop := a.val ≤ b.val
instance : LT Char := ⟨Char.lt⟩
instance : LE Char := ⟨Char.le⟩
instance (a b : Char) : Decidable (a < b) := inferInstanceAs (Decidable (a.val < b.val))
instance (a b : Char) : Decidable (a ≤ b) := inferInstanceAs (Decidable (a.val ≤ b.val))
def isWhitespace (c : Char) : Bool := c == ' ' || c == '\t' || c == '\r' || c == '\n'
def isUpper (c : Char) : Bool := decide ('A' ≤ c) && decide (c ≤ 'Z')
def isLower (c : Char) : Bool := decide ('a' ≤ c) && decide (c ≤ 'z')
def isAlpha (c : Char) : Bool := c.isUpper || c.isLower
def isDigit (c : Char) : Bool := decide ('0' ≤ c) && decide (c ≤ '9')
def isAlphanum (c : Char) : Bool := c.isAlpha || c.isDigit
protected def toString (c : Char) : String := String.singleton c
@[extern "l_Char_quote"] opaque quote (c : Char) : String

end Char

/-! ## Numerals -/

namespace Nat

def digitChar (n : Nat) : Char :=
  match n with
  | 0 => '0' | 1 => '1' | 2 => '2' | 3 => '3' | 4 => '4' | 5 => '5' | 6 => '6' | 7 => '7'
  | 8 => '8' | 9 => '9' | 10 => 'a' | 11 => 'b' | 12 => 'c' | 13 => 'd' | 14 => 'e' | 15 => 'f'
  | _ => '*'

def toDigitsCore (base : Nat) : (fuel : Nat) → (n : Nat) → (ds : List Char) → List Char
  | 0, _, ds => ds
  | fuel + 1, n, ds =>
    let ds' := digitChar (n % base) :: ds
    if n / base = 0 then ds' else toDigitsCore base fuel (n / base) ds'

def toDigits (base : Nat) (n : Nat) : List Char := toDigitsCore base (n + 1) n []

@[extern "l_Nat_reprFast"] opaque reprFast (n : Nat) : String

@[implemented_by reprFast] protected def repr (n : Nat) : String := String.ofList (toDigits 10 n)

end Nat

/-! ## Printing values -/

instance : ToString String := ⟨fun s => s⟩
instance : ToString Char := ⟨Char.toString⟩
instance : ToString Nat := ⟨Nat.repr⟩
instance : ToString Bool := ⟨fun b => cond b "true" "false"⟩
instance : ToString Unit := ⟨fun _ => "()"⟩
instance {p : Prop} : ToString (Decidable p) := ⟨fun d => if decide p then "true" else "false"⟩
instance : ToString (Fin n) := ⟨fun i => toString i.val⟩
instance [ToString α] : ToString (Id α) := inferInstanceAs (ToString α)

protected def List.toString [ToString α] : List α → String
  | [] => "[]"
  | x :: xs => xs.foldl (fun r y => r ++ ", " ++ toString y) ("[" ++ toString x) ++ "]"

instance [ToString α] : ToString (List α) := ⟨List.toString⟩
instance [ToString α] : ToString (Array α) := ⟨fun a => "#" ++ toString a.toList⟩
instance [ToString α] : ToString (Option α) := ⟨fun
  | none => "none"
  | some a => "(some " ++ toString a ++ ")"⟩
instance [ToString α] [ToString β] : ToString (α × β) := ⟨fun (a, b) => "(" ++ toString a ++ ", " ++ toString b ++ ")"⟩
instance [ToString ε] [ToString α] : ToString (Except ε α) := ⟨fun
  | .error e => "error: " ++ toString e
  | .ok a => "ok: " ++ toString a⟩
instance : ToString UInt8 := ⟨fun n => toString n.toNat⟩
instance : ToString UInt32 := ⟨fun n => toString n.toNat⟩

/-! ## Machine words as numbers -/

@[extern "lean_uint16_to_nat"] def UInt16.toNat (n : UInt16) : Nat := n.toBitVec.toNat
@[extern "lean_uint64_to_nat"] def UInt64.toNat (n : UInt64) : Nat := n.toBitVec.toNat
@[extern "lean_usize_to_nat"] def USize.toNat (n : USize) : Nat := n.toBitVec.toNat
@[extern "lean_uint16_of_nat"] def UInt16.ofNat (n : @& Nat) : UInt16 := ⟨BitVec.ofNat 16 n⟩
@[extern "lean_uint32_of_nat"] def UInt32.ofNat (n : @& Nat) : UInt32 := ⟨BitVec.ofNat 32 n⟩
@[extern "lean_uint64_of_nat"] def UInt64.ofNat (n : @& Nat) : UInt64 := ⟨BitVec.ofNat 64 n⟩
@[extern "lean_usize_of_nat"] def USize.ofNat (n : @& Nat) : USize := ⟨BitVec.ofNat _ n⟩
instance UInt8.instOfNat : OfNat UInt8 n := ⟨UInt8.ofNat n⟩
instance UInt16.instOfNat : OfNat UInt16 n := ⟨UInt16.ofNat n⟩
instance UInt32.instOfNat : OfNat UInt32 n := ⟨UInt32.ofNat n⟩
instance UInt64.instOfNat : OfNat UInt64 n := ⟨UInt64.ofNat n⟩
instance USize.instOfNat : OfNat USize n := ⟨USize.ofNat n⟩
instance : ToString UInt16 := ⟨fun n => toString n.toNat⟩
instance : ToString UInt64 := ⟨fun n => toString n.toNat⟩
instance : ToString USize := ⟨fun n => toString n.toNat⟩

/-! ## Interpolation `s!"..."`, indices `xs[i]`, and arrays -/

instance (priority := 50) : Inhabited (Array α) := ⟨#[]⟩

namespace Array

@[inline] protected def foldl {α : Type u} {β : Type v} (f : β → α → β) (init : β) (as : Array α) : β := as.toList.foldl f init
@[inline] protected def map {α : Type u} {β : Type v} (f : α → β) (as : Array α) : Array β := (as.toList.map f).toArray
@[inline] def isEmpty (as : Array α) : Bool := as.size == 0
protected def append (as : Array α) (bs : Array α) : Array α := bs.foldl (fun r b => r.push b) as
instance : Append (Array α) := ⟨Array.append⟩
@[inline] def singleton (a : α) : Array α := #[a]

end Array

instance : GetElem? (Array α) Nat α fun xs i => i < xs.size where
  getElem xs i h := xs.getInternal i h
  getElem? xs i := if h : i < xs.size then some (xs.getInternal i h) else none
  getElem! xs i := xs.get!Internal i
