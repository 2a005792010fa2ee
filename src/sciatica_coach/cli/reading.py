"""Texts that are to be read, and may be taller than the terminal: in pages, where somebody can turn them."""

import sys

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import show
from sciatica_coach.terminal.size import size
from sciatica_coach.terminal.wrap import broken


def read_out(coach: Coach, text: str, *, plain: bool = False, above: int = 0, is_laid_out: bool = False) -> None:
    """Show a text: page by page where it is taller than a terminal that can be painted over, at once elsewhere.

    Args:
        coach: the run of the program.
        text: its long lines are broken between words.
        plain: whether somebody asked for words alone.
        above: the rows of the terminal that are taken already.
        is_laid_out: whether no line is longer than the terminal, but for the codes of its colours.
    """
    text = text.removesuffix("\n")
    laid_out = text if is_laid_out else broken(text, sys.stdout)
    lines = laid_out.split("\n")
    fits = len(lines) + above < size()[1]
    if plain or fits or not coach.redraws or not coach.turn_pages(lines, above):
        show(f"{laid_out}\n")
