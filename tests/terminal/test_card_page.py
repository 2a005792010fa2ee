"""A reference card on the terminal: its words are all there, and no line is wider than it or than is good to read."""

import re

import pytest
from tests.programme import ROUTINES

from sciatica_coach.files.cards import load_card
from sciatica_coach.terminal.card_page import WIDEST_PAGE, card_page

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
CARD = load_card(ROUTINES / "cards" / "flare-up.md")


def words(text: str) -> list[str]:
    """The words of a text, without what Markdown and its drawing put around them."""
    return re.findall(r"\w+", ESCAPES.sub("", text))


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_card_fits_the_terminal(columns: int) -> None:
    """Every word of a card is shown, in lines that fit."""
    page = card_page(f"# {CARD.title}\n\n{CARD.body}\n", columns)
    lines = ESCAPES.sub("", page).splitlines()
    assert max(len(line.rstrip()) for line in lines) <= min(columns, WIDEST_PAGE)
    assert set(words(CARD.title) + words(CARD.body)) - set(words(page)) == set()


def test_what_is_marked_stands_out() -> None:
    """What a card marks as strong is bold on the terminal."""
    assert "\x1b[1m" in card_page("Do it **twice**.", 80)
