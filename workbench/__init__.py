"""Workbench: a blueprint says what is to hold, a machine is asked, and green means evidence."""

__version__ = "0.1.0"
