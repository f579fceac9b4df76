/-! A program: `do` notation, mutable variables, loops, exceptions, interpolation and printing. -/

def sum (xs : List Nat) : Nat := Id.run do
  let mut total := 0
  for x in xs do
    if x == 3 then
      continue
    total := total + x
  return total

def firstBig (xs : Array Nat) : Option Nat := Id.run do
  for x in xs do
    if x > 10 then
      return some x
  return none

def half (n : Nat) : Except String Nat := do
  if n % 2 == 1 then
    throw s!"{n} is odd"
  return n / 2

example : sum [1, 2, 3, 4] = 7 := by decide

def counter : IO Nat := do
  let r ← IO.mkRef 0
  for _ in [1, 2, 3] do
    r.modify (· + 2)
  r.get

def main (args : List String) : IO Unit := do
  let out ← IO.getStdout
  out.putStrLn s!"sum {sum [1, 2, 3, 4]} big {firstBig #[1, 20, 3]} args {args.length}"
  match half 7 with
  | .ok n => IO.println s!"half {n}"
  | .error e => IO.println s!"error {e}"
  IO.println s!"counter {← counter}"
  try
    throw (IO.userError "caught")
  catch e =>
    IO.println s!"{e}"
  let mut a : Array Nat := #[]
  for i in [5, 6, 7] do
    a := a.push (i * i)
  IO.println s!"{a} {a.size} {a[1]!} {a[7]?} {("x\"y\n").quote}"
  let mut n := 0
  while n < 3 do
    n := n + 1
  unless n == 3 do
    throw (IO.userError "while")
  out.flush
