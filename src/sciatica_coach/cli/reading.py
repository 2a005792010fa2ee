"""Texts that are to be read, and may be taller than the terminal: in pages, where somebody can turn them."""

import os
import sys

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import SIGNAL_BASE, show
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
    if plain or fits or not coach.redraws or not _turn_pages(lines, above):
        show(f"{laid_out}\n")


def _turn_pages(lines: list[str], above: int) -> bool:
    """Show lines page by page, in the user's pager where there is one.

    Args:
        lines: laid out for the terminal.
        above: the rows that are taken on the first page.

    Returns:
        Whether they were shown: not where the user wants no pages.
    """
    from sciatica_coach.system.pager import show_in_pager, wanted_pager

    pager = wanted_pager(os.environ)
    if pager == [] or (pager and show_in_pager(pager, "\n".join([*lines, ""]), os.environ)):
        return bool(pager)
    from sciatica_coach.terminal.keyboard import TerminalPacer
    from sciatica_coach.terminal.tty import Terminal
    from sciatica_coach.terminal.turning import turn_pages

    with Terminal(full_screen=False) as terminal, TerminalPacer(terminal) as pacer:
        turn_pages(lines, pacer, terminal.write, lambda: size()[1], above)
    if pacer.killed_by:
        raise SystemExit(SIGNAL_BASE + pacer.killed_by)
    return True
