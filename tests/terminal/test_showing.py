"""The figure of one exercise, played once among the lines of a terminal."""

import pyte
import pytest
from tests.fakes import ScriptedPacer
from tests.programme import EXERCISES

from sciatica_coach.model.exercise import Exercise
from sciatica_coach.session.keys import Key
from sciatica_coach.terminal.showing import LONGEST_BEAT_SECONDS, field, play


class Screen:
    """A terminal that takes what is played, and keeps its picture after each write."""

    def __init__(self, columns: int, rows: int) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.written: list[str] = []
        self.pictures: list[list[str]] = []

    def write(self, text: str) -> None:
        """Take a frame. A terminal that is not raw goes to the first column with each new line."""
        self.stream.feed(text.replace("\n", "\r\n"))
        self.written.append(text)
        self.pictures.append([line.rstrip() for line in self.screen.display])


def shown(
    exercise: Exercise, columns: int, rows: int, *keys: tuple[float, Key], colours: bool = True
) -> tuple[Screen, ScriptedPacer]:
    """What a terminal of a size was given, and how long it took."""
    screen, pacer, room = Screen(columns, rows), ScriptedPacer(keys), field(columns, rows)
    assert room
    play(exercise, pacer, screen.write, room, colours=colours)
    return screen, pacer


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (40, 12)], ids=str)
def test_figure_fits_and_stays_in_its_place(size: tuple[int, int]) -> None:
    """At each size that has room the words are above the figure, in the same line in every picture."""
    screen, _ = shown(EXERCISES["clam"], *size)
    for picture in screen.pictures:
        assert picture[0].startswith("Left leg on top: ")
        assert any("\u2801" <= letter <= "\u28ff" for letter in "".join(picture[1:]))
        assert not picture[-1]
    assert len({tuple(picture) for picture in screen.pictures}) > 5


@pytest.mark.parametrize("size", [(20, 24), (30, 24), (80, 8)], ids=str)
def test_too_little_room_has_no_figure(size: tuple[int, int]) -> None:
    """Where nobody could read it, words take its place."""
    assert field(*size) is None


def test_each_beat_is_played_once_and_in_its_time() -> None:
    """The words go through the cues, and a long hold is shortened."""
    exercise = EXERCISES["gastroc-wall"]
    screen, pacer = shown(exercise, 80, 24)
    said = list(dict.fromkeys(picture[0] for picture in screen.pictures))
    assert [line.partition(": ")[2] for line in said] == [beat.cue for beat in exercise.rep]
    assert pacer.passed == pytest.approx(sum(min(LONGEST_BEAT_SECONDS, beat.seconds) for beat in exercise.rep))


@pytest.mark.parametrize("key", [Key.SPACE, Key.STOP, Key.OTHER, Key.RESIZE])
def test_key_ends_it(key: Key) -> None:
    """Any key, and a change of the size, which would put the lines in disorder."""
    screen, pacer = shown(EXERCISES["clam"], 80, 24, (1.0, key))
    assert pacer.passed == pytest.approx(1.0)
    assert len(screen.pictures) < 10


def test_words_that_do_not_fit_end_in_an_ellipsis() -> None:
    """On a narrow terminal the words above the figure are cut with a sign that they are."""
    screen, _ = shown(EXERCISES["figure-4-seated"], 40, 12)
    assert any(picture[0].rstrip() == "Left ankle on right thigh: Hold, keep …" for picture in screen.pictures)


def test_only_the_lines_that_changed_are_written() -> None:
    """After the first picture a frame writes the lines that differ; a frame without any writes nothing."""
    screen, pacer = shown(EXERCISES["single-knee-to-chest"], 80, 24)
    first, *others = screen.written
    assert first.count("\x1b[K") == 13
    assert all(frame.count("\x1b[K") < 12 for frame in others)
    assert len(others) < len(pacer.waits)


def test_working_side_is_said_and_not_told_by_colour_alone() -> None:
    """Without colours what works is bold; the words name the side."""
    screen, _ = shown(EXERCISES["single-knee-to-chest"], 80, 24, colours=False)
    assert all(picture[0].startswith("Left ") for picture in screen.pictures)
    assert "\x1b[1m" in screen.written[0]
    assert "\x1b[1;95m" not in screen.written[0]
