"""A reference card as a page: its Markdown in the width and the letters of the terminal."""

from io import StringIO

from rich.console import Console
from rich.markdown import Markdown

WIDEST_PAGE = 80


def card_page(markdown: str, columns: int) -> str:
    """The page for a terminal of so many columns; never wider than what is good to read."""
    page = StringIO()
    Console(file=page, width=min(WIDEST_PAGE, columns), force_terminal=True).print(Markdown(markdown))
    return page.getvalue()
