"""Machines that answer: each turns a problem into a claim with a certificate, and re-checks certificates.

A checker stores nothing and starts no process of its own accord; `dispatch` runs it.
"""

from workbench.checkers.base import Checker, Claim, RejectedCertificate, certify

__all__ = ["Checker", "Claim", "RejectedCertificate", "certify"]
