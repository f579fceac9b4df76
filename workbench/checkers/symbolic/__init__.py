"""The symbolic checker: identities and answers. SymPy proposes; what can be, is re-checked exactly without it."""
