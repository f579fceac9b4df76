"""Attacks on Workbench in numbers that one run of the tests cannot afford: `make crash`, `make fuzz`, `make soundness`.

A small share of each, the same code, is part of `make test` (`tests/campaigns/`).
"""
