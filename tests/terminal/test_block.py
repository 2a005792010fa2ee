"""Large letters have one height, the width that is announced, and are all different."""

from itertools import combinations

import pytest

from sciatica_coach.model.exercise import Side
from sciatica_coach.terminal.block import HEIGHT, block, width

WORDS = ["0123456789", "9:59", "14400", *(side.upper() for side in Side), "PAUSED", "ABCDEFGHIJKLMNOPQRSTUVWXYZ-"]


def test_block_is_a_picture() -> None:
    """A number in blocks reads as this."""
    assert "\n".join(line.rstrip() for line in block("12:5", wide=2, ink="#")) == (
        "  ##      ####        ########\n"
        "####    ##    ##      ##\n"
        "  ##          ##  ##  ##\n"
        "  ##        ##        ######\n"
        "  ##      ##      ##        ##\n"
        "  ##    ##                  ##\n"
        "######  ########      ######"
    )


@pytest.mark.parametrize("text", WORDS)
def test_every_needed_character_has_a_shape(text: str) -> None:
    """Each digit, and each letter of the words that are shown large, is drawn."""
    assert all(any(dot != " " for dot in line) for line in block(text))
    assert all(width(one) for one in text)
    assert width(text, 1) == sum(width(one, 1) for one in text) + len(text) - 1


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize(("wide", "tall"), [(1, 1), (2, 1), (3, 2), (6, 3)])
def test_block_has_the_announced_size(text: str, wide: int, tall: int) -> None:
    """All lines are as wide as `width` says, and there are seven for each dot of height."""
    lines = block(text, wide=wide, tall=tall)
    assert {len(line) for line in lines} == {width(text, wide)}
    assert len(lines) == HEIGHT * tall


def test_no_two_characters_look_alike() -> None:
    """Each digit and letter has a shape of its own."""
    shapes = {character: tuple(block(character)) for character in "0123456789:LEFTRIGHPAUSD"}
    assert not [pair for pair in combinations(shapes, 2) if shapes[pair[0]] == shapes[pair[1]]]


def test_unknown_characters_are_left_out() -> None:
    """A character without a shape takes no room."""
    assert block("1\u00e92") == block("12")
    assert width("\u00e9") == 0
