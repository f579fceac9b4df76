"""The terminal workbench: one file a screen, one a widget; it shows reports and calls the rooms that commands call."""
