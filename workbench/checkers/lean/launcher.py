"""The embedded Lean as a program: `python -I -S launcher.py LIBRARY arguments...`.

The library's exported `lean_main` is the whole `lean` command. It looks up compiled functions among the symbols of the
process, hence `RTLD_GLOBAL`; it ends the process itself. This file is a program of its own and is imported by nobody.
"""

import ctypes
import os
import sys


def main(library: str, *arguments: str) -> int:
    """Run `lean` with these arguments; returns its exit code where it returns at all."""
    lean = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    argv = [b"lean", *map(os.fsencode, arguments)]
    return int(lean.lean_main(len(argv), (ctypes.c_char_p * (len(argv) + 1))(*argv, None)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
