"""What is written to turn one line into another leaves the screen as if all of it had been written."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_coach.terminal.repaint import repaint

COLUMNS = 20
CODES = ("", "\x1b[1m", "\x1b[36m", "\x1b[1;95m", "\x1b[2m", "\x1b[7m", "\x1b[0m", "\x1b[44m")
PIECES = st.tuples(st.sampled_from(CODES), st.text("ab ⣿⡇", max_size=5), st.booleans())
LINES = st.lists(PIECES, max_size=6).map(
    lambda pieces: _cut([(code, text + ("\x1b[0m" if ends else "")) for code, text, ends in pieces])
)


def _cut(pieces: list[tuple[str, str]]) -> str:
    """As much of the pieces as fits on a line."""
    line, wide = "", 0
    for code, text in pieces:
        letters = text.replace("\x1b[0m", "")
        if wide + len(letters) > COLUMNS:
            break
        line, wide = line + code + text, wide + len(letters)
    return line


def screen_after(*texts: str) -> list[tuple[str, ...]]:
    """The cells of a terminal that was given these texts: letters with all that is seen of their style."""
    screen = pyte.Screen(COLUMNS, 3)
    stream = pyte.Stream(screen)
    for text in texts:
        stream.feed(text)
    cells = [screen.buffer[1][column] for column in range(COLUMNS)]
    return [_seen(cell) for cell in cells]


def _seen(cell: pyte.screens.Char) -> tuple[str, ...]:
    ground = cell.bg, str(cell.reverse)
    return (" ", *ground) if cell.data == " " else (cell.data, cell.fg, str(cell.bold), *ground)


@given(LINES, LINES)
def test_screen_is_as_if_the_line_was_written_whole(before: str, after: str) -> None:
    """From any line to any other one, letters and colours are those of the second."""
    whole = screen_after(repaint(2, None, after))
    assert screen_after(repaint(2, None, before), repaint(2, before, after)) == whole


@given(LINES)
def test_same_line_writes_nothing(line: str) -> None:
    """What looks the same is not written, even when its codes are others."""
    assert repaint(2, line, line) == ""
    assert repaint(2, line, line + "\x1b[0m") == ""


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        ("⣿⣿⣿⣿⣿⣿⣿", "⣿⣿⡇⣿⣿⣿⣿", "\x1b[2;3H⡇"),
        ("⣿⣿⣿⣿⣿⣿⣿", "⡇⣿⣿⣿⣿⣿⡇", "\x1b[2;1H⡇\x1b[2;7H⡇"),
        ("⣿⣿⣿⣿⣿⣿⣿", "⣿⡇⣿⡇⣿⣿⣿", "\x1b[2;2H⡇⣿⡇"),
        ("⣿⣿  ⣿", "⣿", "\x1b[2;2H\x1b[K"),
        ("Hold      12 seconds", "Hold      11 seconds", "\x1b[2;11H11 seconds"),
        ("\x1b[1mGo ⣿\x1b[0m", "\x1b[1mNo ⣿\x1b[0m", "\x1b[2;1H\x1b[1mNo\x1b[0m"),
        ("", "\x1b[1mNow go\x1b[0m", "\x1b[2;1H\x1b[1mNow go\x1b[0m"),
    ],
)
def test_only_what_differs_is_written(before: str, after: str, written: str) -> None:
    """The characters of a drawing that differ, what is close together in one run; and phrases as a whole."""
    assert repaint(2, before, after) == written


@pytest.mark.parametrize("line", ["腰の体操", "e\u0301", "a\u200db"])
def test_characters_that_are_not_one_cell_wide_are_written_with_their_line(line: str) -> None:
    """Nobody knows for certain where on the line they end."""
    assert repaint(2, "abc", line) == f"\x1b[2;1H\x1b[0m\x1b[K{line}\x1b[0m"
    assert repaint(2, line, "abc") == "\x1b[2;1H\x1b[0m\x1b[Kabc\x1b[0m"
