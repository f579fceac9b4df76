"""A binary LRAT proof as text, for programs that read no other: `python -I as_text.py ROOT PLAIN_LRAT PROOF`.

Read by the plain checker's reader; writes `proof.txt`, up to where the proof is no proof any more. Whoever is given the
text judges it as it is: what refutes a formula refutes it, whoever wrote it.
"""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    plain = runpy.run_path(sys.argv[2])
    with Path("proof.txt").open("w", encoding="ascii") as text:
        last = 0
        try:
            for _, identifier, literals, hints in plain["binary_steps"](Path(sys.argv[3]).read_bytes()):
                if literals is None:
                    print(last, "d", *hints, 0, file=text)
                else:
                    last = identifier
                    print(identifier, *literals, 0, *hints, 0, file=text)
        except plain["NotVerified"] as fault:
            print(fault)
