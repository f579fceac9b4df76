"""Compile a function with numba and keep the machine code from one process to the next, where that is possible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def compiled(signature: Any, **options: Any) -> Callable[[F], F]:
    """A decorator that compiles for `signature` at once, without the GIL; the next process loads the machine code.

    Where the cache cannot be used (no folder can be written, the disk is full, its files are damaged) the function is
    compiled without one: slower to start, otherwise the same. An error in the function itself shows on that second
    attempt as it would on the first. `options` go to numba. A function that is always inlined, or whose argument types
    numba is to find out, has None as signature; a damaged cache of such a one shows at its first call.
    """
    from numba import njit

    def compile_function(function: F) -> F:
        try:
            return njit(signature, cache=True, nogil=True, **options)(function)  # type: ignore[no-any-return]  # numba is untyped
        except Exception:  # a cache fails in many ways (OSError, RuntimeError, unpickling): none may stop the checker
            return njit(signature, nogil=True, **options)(function)  # type: ignore[no-any-return]

    return compile_function
