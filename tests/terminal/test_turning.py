"""Pages of a long text: what is on each, what turns them, what leaves."""

import pytest
from tests.fakes import ScriptedPacer

from sciatica_coach.session.keys import Key
from sciatica_coach.terminal.turning import turn_pages

LINES = [f"line {number}" for number in range(1, 26)]


def shown(*keys: Key, rows: int = 11, above: int = 0) -> list[str]:
    """The pages that are written while these keys are pressed, each with the question below it."""
    written: list[str] = []
    pacer = ScriptedPacer([(1, key) for key in keys])
    turn_pages(LINES, pacer, written.append, lambda: rows, above)
    return [text for text in written if text != "\r\x1b[K"]


def page(first: int, last: int) -> str:
    """The text of a page."""
    return "".join(f"line {number}\n" for number in range(first, last + 1))


def test_any_key_goes_on_and_the_last_page_asks_nothing() -> None:
    """Nothing leaves the screen before a key was pressed, and no line is lost or shown twice."""
    pages = shown(Key.SPACE, Key.OTHER)
    assert pages[::2] == [page(1, 10), page(11, 20), page(21, 25)]
    assert [question.strip() for question in pages[1::2]] == [
        "\x1b[7mspace: more  q: leave  1 of 3\x1b[0m",
        "\x1b[7mspace: more  b: back  q: leave  2 of 3\x1b[0m",
    ]


def test_question_fits_on_a_narrow_line() -> None:
    """With 12 pages the question is still no wider than 40 columns: what wraps would stay on the screen."""
    questions = shown(*[Key.SPACE] * 12, rows=3)[1::2]
    assert "10 of 13" in questions[9]
    assert max(len(question) - len("\x1b[7m\x1b[0m") for question in questions) <= 40


def test_first_page_leaves_what_stands_above_it() -> None:
    """A figure above the text stays on the screen while the first page is read."""
    assert shown(Key.QUIT, above=7)[0] == page(1, 3)


def test_back_shows_the_page_before() -> None:
    """`b` goes back a page, and on the first one shows it again."""
    assert shown(Key.SPACE, Key.BACK, Key.BACK, Key.QUIT)[::2] == [page(1, 10), page(11, 20), page(1, 10), page(1, 10)]


@pytest.mark.parametrize("key", [Key.QUIT, Key.ESCAPE, Key.STOP])
def test_leaving_shows_nothing_more(key: Key) -> None:
    """q, Escape and Ctrl-C leave where one is."""
    assert shown(key)[::2] == [page(1, 10)]


@pytest.mark.parametrize("key", [Key.RESIZE, Key.AWAY])
def test_what_nobody_pressed_turns_no_page(key: Key) -> None:
    """Another size of the window, or a while in the background, is no key."""
    assert shown(key, Key.QUIT)[::2] == [page(1, 10)]


def test_terminal_of_one_row_still_shows_all() -> None:
    """However small the terminal, each page has a line."""
    assert "".join(shown(*[Key.SPACE] * 24, rows=1)[::2]) == page(1, 25)
