"""Long lines, broken between words for a terminal."""

import os
from typing import TextIO

NARROWEST_COLUMNS = 20


def broken(text: str, stream: TextIO | None) -> str:
    """The text with its long lines broken between words, indented like their beginning."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns if stream and stream.isatty() else 0
    except (OSError, ValueError):
        columns = 0
    return wrapped(text, columns)


def wrapped(text: str, columns: int) -> str:
    """The text with the lines that are longer than so many columns broken between words; an id stays in one piece."""
    lines = text.split("\n")
    if columns < NARROWEST_COLUMNS or all(len(line) <= columns for line in lines):
        return text
    from textwrap import fill

    return "\n".join(
        line if len(line) <= columns else fill(line, columns, subsequent_indent=_indent(line), break_on_hyphens=False)
        for line in lines
    )


def _indent(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" 0123456789.")))
