"""Lean as a checker: toolchains, the core library's cache, building modules, auditing what they declare."""
