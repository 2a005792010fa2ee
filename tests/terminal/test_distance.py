"""The view from a distance fills the terminal with the seconds, the side and one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import exercise, plan_of

from sciatica_coach.model.exercise import Sides
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import expand
from sciatica_coach.terminal.block import HEIGHT, block, halved
from sciatica_coach.terminal.distance import FULL, fill, one_word

SIZES = {"80x24": (80, 24, 21, 38), "120x40": (120, 40, 35, 58), "200x50": (200, 50, 42, 60), "40x12": (40, 12, 7, 19)}


@pytest.mark.parametrize(("columns", "rows", "tall", "wide"), SIZES.values(), ids=SIZES.keys())
@pytest.mark.parametrize("side", ["LEFT", "RIGHT"])
def test_letters_use_most_of_the_terminal(columns: int, rows: int, tall: int, wide: int, side: str) -> None:
    """The number takes nearly the whole height, and everything together nearly the whole width."""
    lines = fill("20", [side, "HOLD"], columns, rows - 1, FULL)
    assert sum(bool(line.strip()) for line in lines) >= tall
    inked = [len(line.rstrip()) - (len(line) - len(line.lstrip())) for line in lines if line.strip()]
    assert max(inked) >= max(wide, columns * 0.7)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (200, 50)])
def test_side_and_word_are_large_too(columns: int, rows: int) -> None:
    """No letter of the side or of the word is thinner than two columns."""
    text = "\n".join(fill("20", ["LEFT", "HOLD"], columns, rows - 1, FULL))
    assert all(len(run) >= 2 for run in text.split() if set(run) == {FULL})


def test_small_terminal_has_the_side_in_half_blocks() -> None:
    """At 40x12 the side stands below the number, with two dots to a character."""
    lines = [line.strip() for line in fill("20", ["LEFT", "HOLD"], 40, 11, FULL)]
    assert [line.strip() for line in halved(block("LEFT", wide=1))] == lines[7:11]


def test_terminal_without_unicode_has_plain_words() -> None:
    """Where there are no half blocks, the words stand there as words."""
    lines = fill("20", ["LEFT", "HOLD"], 40, 11, "#")
    assert "LEFT  HOLD" in "\n".join(lines)
    assert "\n".join(lines).isascii()


@given(
    st.sampled_from(["0", "9", "20", "99", "1:40", "59:59"]),
    st.lists(
        st.sampled_from(["LEFT", "RIGHT", "HOLD", "READY", "STRAIGHTEN", "\N{CYRILLIC CAPITAL LETTER YA}"]), max_size=2
    ),
    st.integers(20, 240),
    st.integers(8, 70),
    st.sampled_from([FULL, "#"]),
)
def test_nothing_exceeds_the_terminal(number: str, words: list[str], columns: int, rows: int, ink: str) -> None:
    """At every size the lines fit, and the number is whole wherever its digits have room at all."""
    lines = fill(number, words, columns, rows, ink)
    assert len(lines) <= rows
    if columns >= 22:
        assert max(map(len, lines)) <= columns
        assert sum(bool(line.strip()) for line in lines) >= HEIGHT


WORDS = {
    "different verbs": (("Draw the knee in", "Hold, keep breathing", "Lower slowly"), ("DRAW", "HOLD", "LOWER")),
    "one verb, two ways": (("Toes up", "Toes away"), ("UP", "AWAY")),
    "a verb that says little": (("Let the knee open", "Ease off"), ("OPEN", "EASE")),
    "a side first": (("{side} leg back", "Bring it in"), ("BACK", "BRING")),
    "one word": (("Up", "Down"), ("UP", "DOWN")),
}


@pytest.mark.parametrize(("cues", "words"), WORDS.values(), ids=WORDS.keys())
def test_one_word_tells_the_beats_apart(cues: tuple[str, ...], words: tuple[str, ...]) -> None:
    """Of each cue the word is shown that the others do not have."""
    sides = Sides.ALTERNATE if "{side}" in cues[0] else Sides.NONE
    plan = plan_of(exercise(beats=[(cue, 2) for cue in cues], sides=sides))
    player = Player(plan, expand(plan))
    player.advance(6)
    found = []
    for _ in cues:
        found.append(one_word(player))
        player.advance(2)
    assert tuple(found) == words


def test_what_is_no_beat_has_its_own_word() -> None:
    """Getting ready, resting and changing over are told in a word."""
    plan = plan_of(exercise(hold=5, reps=2, rest=5, sides=Sides.EACH))
    player = Player(plan, expand(plan))
    found = []
    while not player.ended:
        found.append(one_word(player))
        player.advance(player.seconds_left)
    assert found == ["READY", "HOLD", "REST", "HOLD", "CHANGE", "HOLD", "REST", "HOLD"]
