/-
What Lean says of compiled modules, as JSON lines; a process that runs this runs nothing of the modules' authors.

`importModules` maps the compiled modules into memory and starts none of their code (`loadExts := false`: no
initialisers, no notation, no printers of theirs), and all below reads the constants as the kernel took them. It judges
nothing: `workbench.checkers.lean.facts` reads the lines. Written so that the official Lean and the embedded one, with
`Init.lean` and `Lean.lean` beside this file, take the same text; hence no notation. What cannot be the same is in
`Bridge.lean`: here the embedded Lean's, in the folder `official` the one for official toolchains.

Called with two arguments, a request and an answer file. The request has a keyword and its value in turn, each on a line:
`nonce` a word that every line of the answer repeats; `path` a folder of compiled modules (none: the search path stays
as it is); `import` a module to be loaded; `own` a
module of the project; `base` a module to replay upon;
`reserved` a name that no module of the project may declare; `ask` a declaration; `shallow` (any value) that what is
not the project's is to be a line with the axioms that it rests on, and not followed line by line: Mathlib is large.
-/
import Lean
import Bridge
open Lean

namespace Workbench.Audit

structure Request where
  nonce : String
  path : List String
  imports : List Name
  own : List Name
  base : List Name
  reserved : List Name
  ask : List String
  shallow : Bool

partial def read (lines : List String) (r : Request) : Request :=
  match lines with
  | .cons key (.cons value rest) =>
    -- The lists are built back to front; the order of what is asked is of no account.
    read rest (cond (BEq.beq key "nonce") { r with nonce := value }
      (cond (BEq.beq key "path") { r with path := .cons value r.path }
      (cond (BEq.beq key "import") { r with imports := .cons value.toName r.imports }
      (cond (BEq.beq key "own") { r with own := .cons value.toName r.own }
      (cond (BEq.beq key "base") { r with base := .cons value.toName r.base }
      (cond (BEq.beq key "reserved") { r with reserved := .cons value.toName r.reserved }
      (cond (BEq.beq key "shallow") { r with shallow := true }
      (cond (BEq.beq key "ask") { r with ask := .cons value r.ask } r))))))))
  | _ => r

/-- Bytes of one printed term, beyond which it is cut off. -/
def limit : Nat := 1000000

/-! Texts. Every function appends to what was written so far. -/

def text (s : String) (out : String) : String := Json.renderString s out

def shown (n : Name) : String := n.toString true (fun _ => false)

def name (n : Name) (out : String) : String := text (shown n) out

def put (s : String) (out : String) : String := out.append s

partial def separated {α : Type} (separator : String) (one : α → String → String) (many : List α) (out : String) :
    String :=
  match many with
  | .nil => out
  | .cons a .nil => one a out
  | .cons a rest => separated separator one rest (put separator (one a out))

def array {α : Type} (one : α → String → String) (many : List α) (out : String) : String :=
  put "]" (separated "," one many (put "[" out))

def flag (b : Bool) (out : String) : String := put (cond b "true" "false") out

/-! Terms, as `pp.all` shows them and without anybody's notation: every argument, every universe. A bound variable
whose name is a constant of the term, or bound around it already, gets a dagger and its depth. -/

partial def has (names : List String) (s : String) : Bool :=
  match names with
  | .nil => false
  | .cons a rest => or (BEq.beq a s) (has rest s)

partial def length {α : Type} (many : List α) (n : Nat) : Nat :=
  match many with
  | .nil => n
  | .cons _ rest => length rest (n.add 1)

def fresh (used : NameSet) (bound : List String) (n : Name) : String :=
  let s := shown n.eraseMacroScopes
  cond (or (has bound s) (used.contains n.eraseMacroScopes))
    ((s.append "✝").append (toString (length bound 0))) s

partial def nth (bound : List String) (i : Nat) : String :=
  match bound with
  | .nil => "#".append (toString i)
  | .cons s rest => cond (Nat.beq i 0) s (nth rest (i.sub 1))

def opening (i : BinderInfo) : String :=
  match i with
  | .default => "("
  | .implicit => "{"
  | .strictImplicit => "⦃"
  | .instImplicit => "["

def closing (i : BinderInfo) : String :=
  match i with
  | .default => ")"
  | .implicit => "}"
  | .strictImplicit => "⦄"
  | .instImplicit => "]"

def plainBinder (i : BinderInfo) : Bool :=
  match i with
  | .default => true
  | _ => false

partial def setOf (names : List Name) (s : NameSet := NameSet.empty) : NameSet :=
  match names with
  | .nil => s
  | .cons n rest => setOf rest (s.insert n)

def level (l : Level) (out : String) : String := put (toString l) out

/-- One term; `atom`: in brackets where it is more than one word. Stops at `limit`. -/
partial def term (used : NameSet) (bound : List String) (atom : Bool) (e : Expr) (out : String) : String :=
  cond (Nat.ble limit out.utf8ByteSize) out
  (cond e.isMData (term used bound atom e.mdataExpr! out)
  (cond e.isBVar (put (nth bound e.bvarIdx!) out)
  (cond e.isConst (constant e out)
  (cond e.isSort (sort e.sortLevel! out)
  (cond e.isLit (literal e.litValue! out)
  (cond e.isProj (put (toString e.projIdx!) (put ".#" (term used bound true e.projExpr! out)))
  (cond (not atom) (compound e out)
    (put ")" (compound e (put "(" out))))))))))
where
  constant (e : Expr) (out : String) : String :=
    match e.constLevels! with
    | .nil => put (shown e.constName!) out
    | levels => put "}" (separated "," level levels (put ".{" (put (shown e.constName!) out)))
  sort (l : Level) (out : String) : String :=
    cond l.isZero (put "Prop" out) (put "}" (level l (put "Sort.{" out)))
  literal (l : Literal) (out : String) : String :=
    match l with
    | .natVal n => put (toString n) out
    | .strVal s => text s out
  spine (e : Expr) (arguments : List Expr) (out : String) : String :=
    cond e.isApp (spine e.appFn! (.cons e.appArg! arguments) out)
      (separated "" (fun a out => term used bound true a (put " " out)) arguments
        (term used bound true e (cond e.isConst (put "@" out) out)))
  compound (e : Expr) (out : String) : String :=
    cond e.isApp (spine e .nil out)
    (cond e.isForall (arrow e out)
    (cond e.isLambda (binder "fun " " => " e out)
    (cond e.isLet (letIn e out) (put "?" out))))
  arrow (e : Expr) (out : String) : String :=
    cond (and (plainBinder e.bindingInfo!) (not (e.bindingBody!.hasLooseBVar 0)))
      (term used (.cons "_" bound) false e.bindingBody! (put " → " (term used bound true e.bindingDomain! out)))
      (binder "∀ " ", " e out)
  binder (sign stop : String) (e : Expr) (out : String) : String :=
    let x := fresh used bound e.bindingName!
    let out := put " : " (put x (put (opening e.bindingInfo!) (put sign out)))
    let out := put stop (put (closing e.bindingInfo!) (term used bound false e.bindingDomain! out))
    term used (.cons x bound) false e.bindingBody! out
  letIn (e : Expr) (out : String) : String :=
    let x := fresh used bound e.letName!
    let out := put " : " (put x (put "let " out))
    let out := put " := " (term used bound false e.letType! out)
    term used (.cons x bound) false e.letBody! (put "; " (term used bound false e.letValue! out))

/-! The same for people: without universes, without the arguments that Lean finds by itself, with the usual signs. What is
accepted is bound by the hash of the whole term above; this says what it reads like. -/

/-- Bytes of one term for people, beyond which it is cut off. -/
def enough : Nat := 6000

/-- The sign between two arguments; empty for what has none. -/
def sign (f : String) : String :=
  cond (BEq.beq f "Eq") " = " (cond (BEq.beq f "And") " ∧ " (cond (BEq.beq f "Or") " ∨ " (cond (BEq.beq f "Iff") " ↔ "
  (cond (BEq.beq f "LE.le") " ≤ " (cond (BEq.beq f "LT.lt") " < " (cond (BEq.beq f "GE.ge") " ≥ "
  (cond (BEq.beq f "GT.gt") " > " (cond (BEq.beq f "Ne") " ≠ " (cond (BEq.beq f "HAdd.hAdd") " + "
  (cond (BEq.beq f "HMul.hMul") " * " (cond (BEq.beq f "HSub.hSub") " - " (cond (BEq.beq f "HDiv.hDiv") " / "
  (cond (BEq.beq f "HMod.hMod") " % " (cond (BEq.beq f "HPow.hPow") " ^ " (cond (BEq.beq f "Dvd.dvd") " ∣ "
  (cond (BEq.beq f "HAppend.hAppend") " ++ " (cond (BEq.beq f "List.cons") " :: " (cond (BEq.beq f "Prod") " × "
  (cond (BEq.beq f "BEq.beq") " == " (cond (BEq.beq f "and") " && " (cond (BEq.beq f "or") " || "
  "")))))))))))))))))))))

partial def anyIn (s : NameSet) (names : List Name) : Bool :=
  match names with
  | .nil => false
  | .cons n rest => or (s.contains n) (anyIn s rest)

partial def headOf (e : Expr) : Expr := cond e.isApp (headOf e.appFn!) (cond e.isMData (headOf e.mdataExpr!) e)

/-- Whether a function is written out in a term. -/
partial def hasLambda (e : Expr) : Bool :=
  cond e.isApp (or (hasLambda e.appFn!) (hasLambda e.appArg!)) (cond e.isMData (hasLambda e.mdataExpr!)
    (or e.isLambda e.isLet))

partial def anyMaker (env : Environment) (names : List Name) : Bool :=
  match names with
  | .nil => false
  | .cons n rest => or (isMaker (env.find? n)) (anyMaker env rest)
where
  isMaker (c : Option ConstantInfo) : Bool :=
    match c with
    | .some (.ctorInfo _) => true
    | _ => false

/-- Whether an instance may be anything: the project has a part in it, or it was put together on the spot, as
`⟨fun _ _ => 45⟩` for `+`. That a proposition is decidable means the same whoever says so. -/
def isOpen (env : Environment) (own : NameSet) (type e : Expr) : Bool :=
  or (anyIn own e.getUsedConstants.toList)
    (and (not (isDecidable type)) (or (hasLambda e) (anyMaker env e.getUsedConstants.toList)))
where
  isDecidable (type : Expr) : Bool :=
    let head := headOf type
    cond head.isConst (has (.cons "Decidable" (.cons "DecidableEq" (.cons "DecidablePred" (.cons "DecidableRel" .nil))))
      (shown head.constName!)) false

/-- The arguments in round brackets, by the type of what is applied; and instances that may be anything. -/
partial def visible (env : Environment) (own : NameSet) (type : Expr) (arguments : List Expr) : List Expr :=
  match arguments with
  | .nil => .nil
  | .cons a rest =>
    cond type.isForall
      (cond (isSeen type.bindingInfo! type.bindingDomain! a) (.cons a (visible env own type.bindingBody! rest))
        (visible env own type.bindingBody! rest))
      (.cons a (visible env own type rest))
where
  isSeen (i : BinderInfo) (domain a : Expr) : Bool :=
    match i with
    | .default => true
    | .instImplicit => isOpen env own domain a
    | _ => false

/-- Whether what a binder gives is found in the type of an argument that is written, or of an instance, behind it. -/
partial def isDetermined (body : Expr) (i : Nat) : Bool :=
  cond body.isForall
    (or (and (isWritten body.bindingInfo!) (body.bindingDomain!.hasLooseBVar i))
      (isDetermined body.bindingBody! (i.add 1)))
    false
where
  isWritten (i : BinderInfo) : Bool :=
    match i with
    | .default => true
    | .instImplicit => true
    | _ => false

/-- Whether an argument that is not written could be anything, for all that is: the `n` of `def Small {n : Nat} : Prop`. -/
partial def isSilent (type : Expr) (arguments : List Expr) : Bool :=
  match arguments with
  | .nil => false
  | .cons _ rest =>
    cond type.isForall
      (or (and (isHidden type.bindingInfo!) (not (isDetermined type.bindingBody! 0)))
        (isSilent type.bindingBody! rest))
      false
where
  isHidden (i : BinderInfo) : Bool :=
    match i with
    | .implicit => true
    | .strictImplicit => true
    | _ => false

/-- Whether a term is `a ↔ b`, which after an arrow is put in brackets: Lean would read `p → a ↔ b` otherwise. -/
def isIff (e : Expr) : Bool :=
  cond e.isApp (cond e.appFn!.isApp (cond e.appFn!.appFn!.isConst (BEq.beq (shown e.appFn!.appFn!.constName!) "Iff")
    false) false) false

/-- One term. `depth`: 0 by itself, 1 beside a sign, 2 as an argument; what is longer than that allows is in brackets. -/
partial def reading (env : Environment) (own used : NameSet) (bound : List String) (depth : Nat) (e : Expr)
    (out : String) : String :=
  cond (Nat.ble enough out.utf8ByteSize) out
  (cond e.isMData (reading env own used bound depth e.mdataExpr! out)
  (cond e.isApp (spine e .nil out)
  (cond e.isForall (bracketed (arrow e) out)
  (cond e.isLambda (bracketed (binder "fun " " => " e) out)
  (cond e.isLet (bracketed (letIn e) out)
  (cond e.isConst (put (shown e.constName!) out)
  (cond e.isSort (sort e.sortLevel! out)
  (cond e.isProj (put (toString e.projIdx!) (put ".#" (reading env own used bound 2 e.projExpr! out)))
  (term used bound (Nat.ble 2 depth) e out)))))))))
where
  bracketed (write : String → String) (out : String) : String := bracketedFrom 1 write out
  bracketedFrom (least : Nat) (write : String → String) (out : String) : String :=
    cond (Nat.ble least depth) (put ")" (write (put "(" out))) (write out)
  sort (l : Level) (out : String) : String := put (cond l.isZero "Prop" "Type") out
  spine (e : Expr) (arguments : List Expr) (out : String) : String :=
    cond e.isApp (spine e.appFn! (.cons e.appArg! arguments) out)
    (cond e.isMData (spine e.mdataExpr! arguments out)
    (cond e.isConst (cond (silent e.constName! arguments)
        (bracketedFrom 2 (fun out => words arguments (put (shown e.constName!) (put "@" out))) out)
        (literally (shown e.constName!) arguments (typed e.constName! arguments) out))
      (bracketedFrom 2 (fun out => words arguments (reading env own used bound 2 e out)) out)))
  typed (f : Name) (arguments : List Expr) : List Expr :=
    match env.find? f with
    | .some c => visible env own c.type arguments
    | .none => arguments
  silent (f : Name) (arguments : List Expr) : Bool :=
    match env.find? f with
    | .some c => cond (and (own.contains f) (not (isTheorem c))) (isSilent c.type arguments) false
    | .none => false
  isTheorem (c : ConstantInfo) : Bool :=
    match c with
    | .thmInfo _ => true
    | _ => false
  /-- A number of another type than `Nat` is written with its type: `2 + 2 = 5` is true in `Fin 1`. -/
  literally (f : String) (arguments shown_ : List Expr) (out : String) : String :=
    match arguments with
    | .cons type (.cons _ (.cons _ .nil)) =>
      cond (and (BEq.beq f "OfNat.ofNat") (not (isNat type)))
        (put ")" (reading env own used bound 0 type (put " : " (applied f shown_ (put "(" out)))))
        (applied f shown_ out)
    | _ => applied f shown_ out
  isNat (e : Expr) : Bool := cond e.isConst (BEq.beq (shown e.constName!) "Nat") false
  applied (f : String) (arguments : List Expr) (out : String) : String :=
    match arguments with
    | .nil => put f out
    | .cons a .nil =>
      cond (BEq.beq f "OfNat.ofNat") (reading env own used bound depth a out)
      (cond (BEq.beq f "Not") (reading env own used bound 2 a (put "¬" out))
      (cond (and (BEq.beq f "Exists") a.isLambda) (bracketed (binder "∃ " ", " a) out)
        (bracketedFrom 2 (fun out => words arguments (put f out)) out)))
    | .cons a (.cons b .nil) =>
      cond (BEq.beq (sign f) "") (bracketedFrom 2 (fun out => words arguments (put f out)) out)
        (bracketed (fun out => reading env own used bound 1 b (put (sign f) (reading env own used bound 1 a out))) out)
    | _ => bracketedFrom 2 (fun out => words arguments (put f out)) out
  words (arguments : List Expr) (out : String) : String :=
    separated "" (fun a out => reading env own used bound 2 a (put " " out)) arguments out
  arrow (e : Expr) (out : String) : String :=
    cond (and (plainBinder e.bindingInfo!) (not (e.bindingBody!.hasLooseBVar 0)))
      (reading env own used (.cons "_" bound) (cond (isIff e.bindingBody!) 1 0) e.bindingBody!
        (put " → " (reading env own used bound 1 e.bindingDomain! out)))
      (binder "∀ " ", " e out)
  binder (sign stop : String) (e : Expr) (out : String) : String :=
    let x := fresh used bound e.bindingName!
    let out := put " : " (put x (put (opening e.bindingInfo!) (put sign out)))
    let out := put stop (put (closing e.bindingInfo!) (reading env own used bound 0 e.bindingDomain! out))
    reading env own used (.cons x bound) 0 e.bindingBody! out
  letIn (e : Expr) (out : String) : String :=
    let x := fresh used bound e.letName!
    let out := put " := " (put x (put "let " out))
    reading env own used (.cons x bound) 0 e.letBody! (put "; " (reading env own used bound 0 e.letValue! out))

def readable (env : Environment) (own : NameSet) (e : Expr) (out : String) : String :=
  text (reading env own (setOf e.getUsedConstants.toList) .nil 0 e "") out

/-! Constants. -/

def kind (c : ConstantInfo) : String :=
  match c with
  | .axiomInfo _ => "axiom"
  | .defnInfo _ => "def"
  | .thmInfo _ => "theorem"
  | .opaqueInfo _ => "opaque"
  | .quotInfo _ => "quot"
  | .inductInfo _ => "inductive"
  | .ctorInfo _ => "constructor"
  | .recInfo _ => "recursor"

partial def rules (many : List RecursorRule) (then_ : List (Array Name)) : List (Array Name) :=
  match many with
  | .nil => then_
  | .cons r rest => rules rest (.cons r.rhs.getUsedConstants then_)

/-- The constants in what stands behind a constant, its type aside. -/
def behind (c : ConstantInfo) : List (Array Name) :=
  match c with
  | .defnInfo v => .cons v.value.getUsedConstants .nil
  | .thmInfo v => .cons v.value.getUsedConstants .nil
  | .opaqueInfo v => .cons v.value.getUsedConstants .nil
  | .inductInfo v => .cons (List.toArray v.ctors) (.cons (List.toArray v.all) .nil)
  | .ctorInfo v => .cons (List.toArray (.cons v.induct .nil)) .nil
  | .recInfo v => rules v.rules (.cons (List.toArray v.all) .nil)
  | _ => .nil

partial def joined (many : List (Array Name)) : List Name :=
  match many with
  | .nil => .nil
  | .cons a rest => append a.toList (joined rest)
where
  append (names : List Name) (then_ : List Name) : List Name :=
    match names with
    | .nil => then_
    | .cons n rest => .cons n (append rest then_)

def value (c : ConstantInfo) : Option Expr :=
  match c with
  | .defnInfo v => .some v.value
  | .opaqueInfo v => .some v.value
  | _ => .none

def printed (e : Expr) (out : String) : String :=
  text (term (setOf e.getUsedConstants.toList) .nil false e "") out

/-- One line of the answer. -/
def line (nonce : String) (what : String) (rest : String → String) (out : String) : String :=
  put "}\n" (rest (text what (put ",\"line\":" (text nonce (put "{\"nonce\":" out)))))

def field (key : String) (write : String → String) (out : String) : String :=
  write (put "\":" (put key (put ",\"" out)))

def index (i : Option Nat) (out : String) : String :=
  match i with
  | .some i => put (toString i) out
  | .none => put "null" out

/-- A constant: what it is and rests on, by its type (`says`) and behind it. Printed are the project's own and those that
were asked, and axioms, wherever they come from. -/
def constant (env : Environment) (own wanted : NameSet) (c : ConstantInfo) (says behind : List Name) (out : String) :
    String :=
  let mine := own.contains c.name
  let out := field "name" (name c.name) out
  let out := field "module" (index (env.getModuleIdxFor? c.name)) out
  let out := field "kind" (text (kind c)) out
  let out := field "unsafe" (flag c.isUnsafe) out
  let out := field "partial" (flag c.isPartial) out
  let out := field "own" (flag mine) out
  let out := field "type_uses" (array name says) out
  let out := field "uses" (array name behind) out
  let all := or mine (wanted.contains c.name)
  cond (or all (BEq.beq (kind c) "axiom")) (shownAs c all out) out
where
  shownAs (c : ConstantInfo) (all : Bool) (out : String) : String :=
    let out := field "levels" (array name c.levelParams) out
    let out := field "type" (printed c.type) out
    cond all (shape c (valueOf c (field "reads" (readable env own c.type) out))) out
  valueOf (c : ConstantInfo) (out : String) : String :=
    match value c with
    | .some e => field "reads_value" (readable env own e) (field "value" (printed e) out)
    | .none => out
  shape (c : ConstantInfo) (out : String) : String :=
    match c with
    | .inductInfo v => field "parameters" (put (toString v.numParams)) (field "constructors" (array name v.ctors) out)
    | _ => out

partial def onto {α : Type} (names : List α) (then_ : List α) : List α :=
  match names with
  | .nil => then_
  | .cons n rest => onto rest (.cons n then_)

def isEmpty {α : Type} (many : List α) : Bool :=
  match many with
  | .nil => true
  | _ => false

def standard : List Name :=
  .cons "propext".toName (.cons "Classical.choice".toName (.cons "Quot.sound".toName .nil))

partial def known (env : Environment) (names : List Name) : List Name :=
  match names with
  | .nil => .nil
  | .cons n rest =>
    match env.find? n with
    | .none => known env rest
    | .some _ => .cons n (known env rest)

/-- The axioms but Lean's three that these constants rest on, and all that was looked at; what is `seen` is not. It calls
nothing but itself: the interpreter makes a loop of that, and of anything else a stack. -/
partial def tainted (env : Environment) (three : NameSet) (toDo : List Name) (seen : NameSet) (found : List Name) :
    Prod NameSet (List Name) :=
  match toDo with
  | .nil => ⟨seen, found⟩
  | .cons n rest =>
    cond (seen.contains n) (tainted env three rest seen found)
      (match env.find? n with
      | .none => tainted env three rest (seen.insert n) (.cons n found)
      | .some (.axiomInfo _) =>
        tainted env three rest (seen.insert n) (cond (three.contains n) found (.cons n found))
      | .some c =>
        tainted env three (onto (joined (behind c)) (onto c.type.getUsedConstants.toList rest)) (seen.insert n) found)

/-- Every constant that is reached, each once. Where the request is `shallow`, of what is not the project's a line says
that it rests on Lean's three axioms, whether it does or not, and on which others; `clean` rests on no others. -/
partial def reached (r : Request) (env : Environment) (own wanted clean seen : NameSet) (toDo : List Name)
    (out : String) : String :=
  match toDo with
  | .nil => out
  | .cons n rest =>
    cond (seen.contains n) (reached r env own wanted clean seen rest out)
      (visit n rest out)
where
  visit (n : Name) (rest : List Name) (out : String) : String :=
    match env.find? n with
    | .none => reached r env own wanted clean (seen.insert n) rest (line r.nonce "unknown" (field "name" (name n)) out)
    | .some c =>
      cond (and r.shallow (not (or (own.contains n) (BEq.beq (kind c) "axiom")))) (leaf c rest out)
        (followed c c.type.getUsedConstants.toList (joined (behind c)) clean rest out)
  leaf (c : ConstantInfo) (rest : List Name) (out : String) : String :=
    let looked := tainted env (setOf standard) (.cons c.name .nil) clean .nil
    followed c .nil (onto looked.snd (known env standard)) (cond (isEmpty looked.snd) looked.fst clean) rest out
  followed (c : ConstantInfo) (says uses : List Name) (clean : NameSet) (rest : List Name) (out : String) : String :=
    reached r env own wanted clean (seen.insert c.name) (onto uses (onto says rest))
      (line r.nonce "constant" (constant env own wanted c says uses) out)

/-- Which declaration stands behind each name that is asked. -/
partial def asked (r : Request) (env : Environment) (names : List String) (found : List Name) (out : String) :
    Prod (List Name) String :=
  match names with
  | .nil => ⟨found, out⟩
  | .cons s rest =>
    match env.find? s.toName with
    | .none => asked r env rest found (line r.nonce "absent" (field "ask" (text s)) out)
    | .some c => asked r env rest (.cons c.name found)
        (line r.nonce "present" (fun out => field "name" (name c.name) (field "ask" (text s) out)) out)

/-! The project's own modules, read again from their files. -/

structure Own where
  names : NameSet
  constants : Std.HashMap Name ConstantInfo
  clashes : List Name
  count : Nat

partial def gather (reserved : NameSet) (constants : List ConstantInfo) (o : Own) : Own :=
  match constants with
  | .nil => o
  | .cons c rest =>
    gather reserved rest {
      names := o.names.insert c.name
      constants := o.constants.insert c.name c
      clashes := cond (reserved.contains c.name) (.cons c.name o.clashes) o.clashes
      count := o.count.add 1 }

partial def modules (reserved : NameSet) (names : List Name) (o : Own) : IO Own :=
  match names with
  | .nil => pure o
  | .cons m rest => do
    let constants ← Bridge.constantsOf m
    modules reserved rest (gather reserved constants.toList o)

partial def importing (names : List Name) (then_ : List Import) : Array Import :=
  match names with
  | .nil => List.toArray then_
  | .cons m rest => importing rest (.cons { module := m } then_)

partial def paths (names : List String) : List System.FilePath :=
  match names with
  | .nil => .nil
  | .cons s rest => .cons ⟨s⟩ (paths rest)

def setPath (path : List String) : IO Unit :=
  match path with
  | .nil => pure ()
  | _ => BaseIO.toEIO (ST.Prim.Ref.set searchPathRef (paths path))

/-- The project's own constants once more through the kernel, upon the modules that are not the project's. -/
def replay (r : Request) (o : Own) (answer : String) : IO Unit :=
  cond (isEmpty o.clashes) (do
    let env ← Bridge.load (importing r.base .nil)
    Bridge.replay env o.constants
    IO.FS.writeFile ⟨answer.append ".replayed"⟩
      (line r.nonce "replayed" (field "constants" (put (toString o.count))) ""))
    (pure ())

def run (request answer : String) : IO Unit := do
  let lines ← IO.FS.lines ⟨request⟩
  let r := read lines.toList ⟨"", .nil, .nil, .nil, .nil, .nil, .nil, false⟩
  setPath (onto r.path .nil)
  let o ← modules (setOf r.reserved) r.own
    ⟨NameSet.empty, Bridge.noConstants, .nil, 0⟩
  let env ← Bridge.load (importing r.imports .nil)
  let start := line r.nonce "lean" (fun out => field "modules" (array name env.allImportedModuleNames.toList)
    (field "githash" (text githash) (field "version" (text versionString) out))) ""
  let found := asked r env r.ask .nil start
  let out := line r.nonce "own" (fun out => field "reserved" (array name o.clashes)
    (field "constants" (put (toString o.count)) out)) found.snd
  let wanted := setOf found.fst
  let out := reached r env o.names wanted NameSet.empty NameSet.empty found.fst out
  IO.FS.writeFile ⟨answer⟩ (line r.nonce "done" (fun out => out) out)
  replay r o answer

end Workbench.Audit
