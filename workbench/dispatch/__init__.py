"""Runs checkers: what to ask (plan), who asks (runner), within which limits (sandbox); writes evidence."""
