"""A timer and diary in the terminal for home exercises against sciatica."""

__version__ = "0.1.0"
