"""Sets of problems of 1 MB that do a reader no good."""

from __future__ import annotations

from collections.abc import Iterable

from campaigns.fuzz.texts import filled
from workbench.problems.spec import MOST_BYTES

_ANSWER = b'{"kind": "answer", "answer": {"question": "?", "expression": "%s", "answer": %s}}\n'
_SCHUR = b'{"kind": "sat", "sat": {"family": "schur", "parameters": {"n": %s, "colours": 2}}}\n'
_MB = 1_000_000


def large_jsonl() -> Iterable[tuple[str, bytes]]:
    yield "as many answers as fit", filled(_ANSWER % (b"1", b"1"))
    yield "as many SAT problems as fit", filled(_SCHUR % b"4")
    yield "as many bad lines as fit", filled(b"1\n")
    yield "as many bad objects as fit", filled(b"{}\n")
    yield "as many half objects as fit", filled(b"{\n")
    yield "bad and good lines in turn", filled(b"{\n[]\n" + _SCHUR % b"4")
    yield "empty lines", b"\n" * _MB
    yield "lines of spaces", filled(b" \n")
    yield "carriage returns", filled(b"\r\n")
    yield "carriage returns alone", filled(b"\r")
    yield "one line", filled(b"x")
    yield "one line that just fits", b'{"id": "' + filled(b"x", MOST_BYTES - 20) + b'"}\n'
    yield "four lines that just fit", (filled(b"[", MOST_BYTES - 1) + b"\n") * 4
    yield "lines one byte too long", (filled(b"x", MOST_BYTES + 1) + b"\n") * 3
    yield "brackets", filled(b"[")
    yield "nested arrays", filled(b"[", 100_000) + filled(b"]", 100_000) + b"\n"
    yield "nested objects", filled(b'{"a":', 250_000) + b"1" + filled(b"}", 10) + b"\n"
    yield "nested as deep as is read", (b"[" * 900 + b"]" * 900 + b"\n") * 500
    yield "numbers of 4,300 digits", filled(_ANSWER % (b"1", b"9" * 4300))
    yield "numbers of 4,301 digits", filled(_ANSWER % (b"1", b"9" * 4301))
    yield "numbers of 200,000 digits", (_SCHUR % (b"9" * 200_000)) * 5
    yield "numbers of 200,000 digits in quotes", (_SCHUR % (b'"' + b"9" * 200_000 + b'"')) * 5
    yield "decimals of 200,000 digits", (_ANSWER % (b"1", b"0." + b"9" * 200_000)) * 5
    yield "large exponents", filled(_ANSWER % (b"1", b"1e999999999"))
    yield "one key again and again", (b"{" + filled(b'"id":1,', 250_000) + b'"id":1}\n') * 4
    yield "many keys", b"{" + b",".join(b'"k%d":1' % at for at in range(20_000)) + b"}\n"
    yield "one unknown key", b'{"id": "a", "kind": "sat", "' + filled(b"k", 250_000) + b'": 1}\n'
    yield "one unknown parameter", (_SCHUR % (b'1, "' + b"k" * 200_000 + b'": 1')) * 5
    yield "one family", (_SCHUR % b"1").replace(b"schur", b"s" * 200_000) * 5
    yield "one path", b'{"kind": "dimacs", "dimacs": {"file": "' + filled(b"a/", 200_000) + b'"}}\n'
    yield "one absolute path", b'{"kind": "dimacs", "dimacs": {"file": "/' + filled(b"a", 200_000) + b'"}}\n'
    yield "one path that leads out", b'{"kind": "dimacs", "dimacs": {"file": "' + filled(b"../", 200_000) + b'"}}\n'
    yield "one expression", (_ANSWER % (filled(b"1+", 250_000) + b"1", b"1")) * 4
    yield "one list", (_SCHUR % (b"[" + filled(b"1,", 250_000) + b"1]")) * 4
    yield (
        "many variables",
        b'{"kind": "identity", "identity": {"left": "x", "right": "x", "variables": ['
        + b",".join(b'"x%d"' % at for at in range(25_000))
        + b"]}}\n",
    )
    yield "NUL", filled(b"\0")
    yield "NUL on each line", filled(b"\0\n")
    yield "no UTF-8", filled(b"\xff\n")
    yield "byte order marks", filled(b"\xef\xbb\xbf")
    yield "byte order marks on each line", filled(b"\xef\xbb\xbf\n")
    yield "lone surrogates", filled(_ANSWER % (b"\\ud800", b'"\\udfff"'))
    yield "lone surrogates in bytes", filled(_ANSWER % (b"\xed\xa0\x80", b"1"))
    yield "backslashes", filled(b'"' + b"\\" * 1000 + b"\n")
    yield "accents", filled(_ANSWER % (b"\xcc\x81" * 1000, b"1"))


def large_csv() -> Iterable[tuple[str, bytes]]:
    answers, schur = b"question,expression,answer\n", b"family,n,colours\n"
    yield "as many answers as fit", answers + filled(b"?,1,1\n")
    yield "as many SAT problems as fit", schur + filled(b"schur,4,2\n")
    yield "as many bad rows as fit", answers + filled(b"x\n")
    yield "bad and good rows in turn", schur + filled(b"x\nschur,4,2\n")
    yield "as many rows that are no CSV as fit", answers + filled(b'"a"b\n')
    yield "empty lines", answers + b"\n" * _MB
    yield "empty lines alone", b"\n" * _MB
    yield "empty cells", answers + filled(b",,\n")
    yield "carriage returns", answers + filled(b"\r")
    yield "half a million columns", filled(b"a,")
    yield "half a million columns of other names", b",".join(b"%d" % at for at in range(150_000)) + b"\n"
    yield "half a million cells", answers + filled(b"a,")
    yield "a thousand columns", b",".join(b"c%d" % at for at in range(1000)) + b"\n" + filled(b"1," * 999 + b"1\n")
    yield "one column", filled(b"x")
    yield "one cell", answers + filled(b"x")
    yield "one cell that just fits", answers + b"?,1," + b"x" * 131_072 + b"\n"
    yield "one cell in quotes", answers + b'"' + filled(b"x") + b'",1,1\n'
    yield "one number", schur + (b"schur," + b"9" * 130_000 + b",2\n") * 7
    yield "one family", schur + (b"s" * 130_000 + b",4,2\n") * 7
    yield "one path", b"kind,file\n" + (b"dimacs," + filled(b"a/", 130_000) + b"\n") * 7
    yield "one unknown column", b"family,n,colours," + b"k" * 130_000 + b"\nschur,4,2,1\n"
    yield "a quote that is never closed", answers + b'?,1,"' + filled(b"1\n?,1,")
    yield "a quote in the header", b'"' + filled(b"a,b\n")
    yield "quotes", answers + filled(b'"')
    yield "quotes and commas", answers + filled(b'","')
    yield "quoted line breaks", answers + filled(b'"\n","\n","\n"\n')
    yield "quoted line breaks without end", answers + filled(b'"\n",')
    yield "NUL", answers + filled(b"\0")
    yield "no UTF-8", answers + filled(b"\xff,1,1\n")
    yield "no UTF-8 in the header", filled(b"\xff,")
    yield "byte order marks", filled(b"\xef\xbb\xbf")
    yield "lone surrogates in bytes", answers + filled(b"?,\xed\xa0\x80,1\n")
    yield "line separators that are none", answers + filled(b"\xe2\x80\xa8\xc2\x85\x0c\x0b")
    yield "variables", b"left,right,variables\n" + filled(b"x,x," + b"x " * 60_000 + b"\n")
