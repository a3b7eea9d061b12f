"""Diptych: official conference texts in two languages, side by side."""

__version__ = "0.1.0"
