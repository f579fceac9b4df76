"""Fuzzing: each reader of Workbench is fed with what was right once and is damaged now (`make fuzz`).

Each module with `READERS` says what its readers are fed with and what must hold of what they accept; the others are
the engine: `case` judges one input, `child` feeds a reader within a process, `attack` watches it from outside.
"""

from campaigns.fuzz.campaign import run

__all__ = ["run"]
