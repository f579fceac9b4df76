"""The terminal workbench: one file a screen, one a widget. It shows a `Desk` and calls what the commands call."""
