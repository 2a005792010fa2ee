"""The page of `coach history`: whole screens for diaries with a story, and no line too wide."""

import pytest
from tests import diaries
from tests.terminal.history_screens import FOLDER, screen, screens

from sciatica_coach.model.entry import Entry

SCREENS = dict(screens())
DRAWN = {chr(code) for code in range(0x2800, 0x2900)} | set("▒●◐○·^→")


@pytest.mark.parametrize("name", SCREENS)
def test_whole_screen(name: str) -> None:
    """The screen of a story is what stands in its file."""
    assert SCREENS[name] == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_no_screen_is_left_over() -> None:
    """Each file is the screen of a story."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SCREENS)


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
@pytest.mark.parametrize("name", diaries.STORIES)
def test_screens_fit(name: str, columns: int) -> None:
    """No line is wider than the terminal, and no picture than 100 columns."""
    lines = screen(getattr(diaries, name)(), columns).splitlines()
    assert all(len(line) <= columns for line in lines)
    assert all(len(line) <= 100 for line in lines if set(line) & DRAWN)


def test_narrow_terminal_has_sentences_in_place_of_a_table() -> None:
    """On 40 columns a table would break in each row: there every session is a sentence."""
    page = screen(diaries.improving(), 40)
    words = " ".join(page.split())
    assert words.count("gentle-start, completed, 9 minutes, pain") == 9
    assert "When " not in page
    assert "gentle-\n" not in page, "an id is broken"
    assert all(len(line) <= 40 for line in page.splitlines())


@pytest.mark.parametrize("name", diaries.STORIES)
def test_sentences_alone(name: str) -> None:
    """In sentences nothing is drawn, and each line ends as a sentence does."""
    lines = screen(getattr(diaries, name)(), 80, drawn=False).splitlines()
    assert not set("".join(lines)) & DRAWN
    assert all(line.endswith((".", ":", ")")) for line in lines)


@pytest.mark.parametrize("name", diaries.STORIES)
def test_no_cause_is_named(name: str) -> None:
    """Scores are told, and never that something made them so."""
    text = screen(getattr(diaries, name)(), 80).lower()
    assert not [word for word in ("because", "thanks to", "helped", "caused", "works", "cure") if word in text]


def test_three_scores_are_not_enough() -> None:
    """Three days of seven have no median: that is said, with what is missing."""
    first = screen([diaries.pain(diaries.at(back), 4) for back in (2, 1, 0)], 140).splitlines()[0]
    assert first == (
        "Not enough entries yet to say whether pain changes: there is a score on 3 days of the last 7, "
        "and 4 are needed (rule TR5)."
    )


def test_one_week_is_not_enough() -> None:
    """A first week with enough scores cannot be compared with anything."""
    first = screen([diaries.pain(diaries.at(back), 4) for back in reversed(range(5))], 140).splitlines()[0]
    assert first == (
        "Not enough entries yet to say whether pain changes: there is one such week, and two are needed (rule TR5)."
    )


def test_response_of_an_exercise_is_silent_until_there_is_enough() -> None:
    """Four sessions with scores say nothing of their exercises; the fifth does."""
    entries: list[Entry] = []
    for back in reversed(range(5)):
        assert "Pain after sessions with" not in screen([*entries, diaries.pain(diaries.at(0, "20:00"), 4)], 80)
        entries.append(diaries.session(diaries.at(back), 4, 3 + back % 2, "completed", "single-knee-to-chest"))
    assert "\nsingle-knee-to-chest  better 3, same 2, worse 0\n" in screen(entries, 80)


def test_medication_is_told_and_nothing_is_said_about_it() -> None:
    """What and when, the latest three times, and no word more."""
    taken = [diaries.entry("medication", diaries.at(back, "22:00"), medication="ibuprofen") for back in (9, 8, 7, 6)]
    text = screen(taken, 80)
    assert "Medication that you noted\nibuprofen: 4 times (… 14 Nov 22:00, 15 Nov 22:00, 16 Nov 22:00)\n" in text


def test_nobody_is_told_that_there_was_nothing() -> None:
    """Who records pain and does no sessions hears nothing of days that were planned."""
    assert "planned" not in screen([diaries.pain(diaries.at(20), 4), diaries.pain(diaries.at(0), 4)], 80)


def test_ten_years_are_drawn_by_week() -> None:
    """A line over more days than there are columns goes from week to week, and stays within the picture."""
    entries = [diaries.pain(diaries.at(back), back % 11, "calf") for back in reversed(range(3650))]
    lines = screen(entries, 80).splitlines()
    assert max(len(line) for line in lines) <= 80
