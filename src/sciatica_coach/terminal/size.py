"""How large the terminal is."""

import os
import sys


def size(default: tuple[int, int] = (80, 24)) -> tuple[int, int]:
    """Columns and rows of the terminal on standard output; the default where there is none."""
    try:
        found = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return default
    return (found.columns or default[0], found.lines or default[1])
