"""Whatever comes between: signals, a stopped program, a closed window, another size. On a real terminal."""

import shutil
import signal

import pytest
from tests.faults.journals import fill
from tests.programme import check
from tests.stories.person import Person, Program, copy_program, told

STARTED = ("today", "--no-questions", "--routine")
STOPPED = ["one left done 1/1", "one right done 1/1", "two partial 0/1", "three skipped 0/1"]
PLACES = """\
name: Places
exercises:
  - {name: One, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts, hold: 0.3}
  - {name: Two, category: stretch, position: seated, steps: [Sit.], stop_if: it hurts, hold: 100, hold_cue: Hold long}
"""


@pytest.fixture(scope="module")
def slow_places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, str]:
    """The program with lead-ins of five seconds, and a routine in two positions."""
    root = tmp_path_factory.mktemp("slow")
    (root / "places.yaml").write_text(PLACES)
    return copy_program(root / "program", lead_in_seconds=5.0), str(root / "places.yaml")


def test_ctrl_c_stops_saves_and_asks_nothing_more(person: Person, routine: str) -> None:
    """The first Ctrl-C in a session stops and saves it, and no question follows, though there is one after `q`."""
    with person:
        person.starts("today", "--no-signs", "--pain", "3", "--routine", routine)
        person.sees("Hold long")
        person.types("\x03")
        assert person.sees_the_end() == (0, "same")
        assert "How much does it hurt now?" not in person.screen
        assert (person.session["outcome"], person.session["pain_before"]) == ("stopped", {"score": 3})
        assert person.session["pain_after"] is None


def test_session_asks_before_and_after(person: Person, routine: str) -> None:
    """The answers before and after stand in the entry, and the change is told in words."""
    with person:
        person.starts("today", "--no-signs", "--routine", routine)
        person.sees("How much does it hurt now?")
        person.types("5\r0\rcalf\r")
        person.sees("Hold long")
        person.types("q")
        person.sees("Session stopped.")
        person.sees("How much does it hurt now?")
        person.types("3\r0\rcalf\r")
        assert person.sees_the_end() == (0, "same")
        assert "Pain: 5 before, 3 after: 2 lower." in person.screen
        before, after = person.session["pain_before"], person.session["pain_after"]
        assert before == {"score": 5, "leg": 5, "back": 0, "furthest": "calf"}
        assert after == {"score": 3, "leg": 3, "back": 0, "furthest": "calf"}


def test_ctrl_c_at_the_question_before_records_nothing(person: Person, routine: str) -> None:
    """Who leaves at the question has done nothing: exit 130, no entry, no draft, and the terminal as it was."""
    with person:
        person.starts("today", "--no-signs", "--routine", routine)
        person.sees("How much does it hurt now?")
        person.types("\x03")
        assert person.sees_the_end() == (130, "same")
        assert [entry for entry in person.entries if entry["type"] == "session"] == []
        assert not list(person.home.glob("draft-*"))
        assert "Traceback" not in person.screen


def test_ctrl_c_at_the_question_before_takes_back_the_warning_signs(person: Person, routine: str) -> None:
    """What was said of warning signs is saved when the session starts: who leaves before it has recorded nothing."""
    fill(person.home, check("2024-11-20T07:00:00+01:00", "amber", "cancer-history"))
    before = (person.home / "log.json").read_bytes()
    with person:
        person.starts("today", "--routine", routine)
        person.sees("Press Enter when you have read this:")
        person.types("\r")
        person.sees("Number:")
        person.types("1\r")
        person.sees("Enter: none of these.")
        person.types("\r")
        person.sees("How much does it hurt now?")
        person.types("\x03")
        assert person.sees_the_end() == (130, "same")
        assert (person.home / "log.json").read_bytes() == before


def test_ctrl_c_at_the_question_after_keeps_the_session(person: Person, routine: str) -> None:
    """The session was saved before the question: exit 130 records no pain, and loses nothing."""
    with person:
        person.starts("today", "--no-signs", "--pain", "5", "--routine", routine)
        person.sees("Hold long")
        person.types("q")
        person.sees("Session stopped.")
        person.sees("How much does it hurt now?")
        person.types("\x03")
        assert person.sees_the_end() == (130, "same")
        assert (told(person.session), person.session["pain_after"]) == (STOPPED, None)


def test_five_times_ctrl_c_is_one_stop(person: Person, routine: str) -> None:
    """Impatience leaves one entry and no traceback."""
    with person:
        person.starts(*STARTED, routine)
        person.sees("Hold long")
        person.types("\x03\x03\x03\x03\x03")
        code, terminal = person.sees_the_end()
        assert (code in (0, 130), terminal) == (True, "same")
        assert told(person.session) == STOPPED
        assert "Traceback" not in person.screen


DEADLY = {"SIGTERM": (signal.SIGTERM, 143), "SIGHUP": (signal.SIGHUP, 129), "SIGQUIT": (signal.SIGQUIT, 131)}


@pytest.mark.parametrize(("number", "code"), DEADLY.values(), ids=DEADLY.keys())
def test_signal_ends_the_session_after_saving_it(
    person: Person, routine: str, number: signal.Signals, code: int
) -> None:
    """A signal that ends the program leaves the saved session, 128 + n, and the terminal as it was."""
    with person:
        person.starts(*STARTED, routine)
        person.sees("Hold long")
        person.sends(number)
        assert person.sees_the_end() == (code, "same")
        assert not person.cursor_is_hidden
        assert (told(person.session), person.session["outcome"]) == (STOPPED, "stopped")


def test_closed_window_loses_nothing(person: Person, routine: str) -> None:
    """When the terminal is gone the session is saved, and nothing is told to nobody."""
    person.direct = (*STARTED, routine)
    with person:
        person.sees("Hold long")
        person.closes_the_window()
        assert person.waits_until_it_is_gone() == 129
        assert (told(person.session), person.session["outcome"]) == (STOPPED, "stopped")
        assert not list(person.home.glob("draft-*"))


def test_ctrl_z_gives_the_terminal_back_and_fg_comes_back_paused(person: Person, routine: str) -> None:
    """Stopped, the shell has its terminal and cursor; back again, the session is paused where it was."""
    with person:
        person.types("A=$(stty -g); clear\r")
        person.types(" ".join([*person.program.words, *STARTED, routine]) + "\r")
        person.sees("Hold long")
        person.waits_for(lambda: "98 seconds" in person.screen, "two seconds")
        person.types("\x1a")
        person.sees("Stopped")
        assert person.state == "T"
        assert not person.cursor_is_hidden
        person.types('clear; [ "$A" = "$(stty -g)" ] && echo as-"before"\r')
        person.sees("as-before")
        person.looks(1.2)
        person.types("fg\r")
        screen = person.sees("Paused: the computer was asleep or")
        assert "98 seconds" in screen
        assert person.cursor_is_hidden
        person.types(" ")
        person.sees("Hold long")
        person.sees("97 seconds")
        person.types("q")
        person.sees("Session stopped.")
        person.types('clear; [ "$A" = "$(stty -g)" ] && echo as-"before-$?"\r')
        person.sees("as-before-0")
        assert told(person.session) == STOPPED
        seconds = person.session["exercises"][2]["seconds"]
        assert 2 <= seconds <= 4
        assert person.session["paused_seconds"] >= 1


def test_program_that_was_frozen_comes_back_paused(person: Person, routine: str) -> None:
    """After SIGSTOP and SIGCONT the session is paused, and the gap counts as pause and not as exercise.

    Frozen right at the start of a hold, while bells are still to ring: they are forgotten.
    """
    person.direct = (*STARTED, routine)
    with person:
        person.sees("Hold long")
        person.sends(signal.SIGSTOP)
        person.looks(3.5)
        person.sends(signal.SIGCONT)
        screen = person.sees("Paused: the computer was asleep or")
        assert any(f"{left} seconds" in screen for left in (98, 99, 100))
        person.types(" ")
        person.sees("Hold long")
        person.types("q")
        assert person.waits_until_it_is_gone() == 0
        assert person.session["exercises"][2]["seconds"] < 3
        assert 2 <= person.session["paused_seconds"] <= 8


def test_program_that_was_frozen_under_a_shell_takes_the_terminal_again(person: Person, routine: str) -> None:
    """Frozen without being asked, the program finds the shell's modes on the terminal, and sets its own."""
    with person:
        person.types("A=$(stty -g); clear\r")
        person.types(" ".join([*person.program.words, *STARTED, routine]) + "\r")
        person.sees("99 seconds")
        person.sends(signal.SIGSTOP)
        person.sees("Stopped")
        person.looks(3)
        person.types("clear; fg\r")
        person.sees("Paused: the computer was asleep or")
        assert person.cursor_is_hidden
        person.types("q")
        person.sees("Session stopped.")
        person.types('clear; [ "$A" = "$(stty -g)" ] && echo as-"before-$?"\r')
        person.sees("as-before-0")
        assert person.session["exercises"][2]["seconds"] < 3


def test_screen_follows_the_window(person: Person, routine: str) -> None:
    """Small, wide and back: each size shows the whole of what it has room for, and the session goes on."""
    with person:
        person.starts(*STARTED, routine)
        person.sees("Hold long")
        person.resizes(40, 12)
        person.waits_for(lambda: person.screen.startswith("Two") and "2/3" in person.screen, "the small picture")
        assert person.screen.endswith("? keys   q stop")
        assert "Hold long" in person.screen
        person.resizes(200, 50)
        person.sees("m sound off, on   ? keys   q stop")
        assert person.screen.splitlines()[0].endswith("left")
        person.resizes(20, 5)
        person.waits_for(lambda: " Hold long" in person.screen and "Tiny" not in person.screen, "one line")
        person.resizes(80, 24)
        person.sees("Exercise 2 of 3")
        person.types("q")
        assert person.sees_the_end() == (0, "same")


def test_ctrl_s_is_a_key_like_any_other(person: Person, routine: str) -> None:
    """Ctrl-S pauses the session, and does not freeze the terminal with the clock running on unseen."""
    with person:
        person.starts(*STARTED, routine)
        person.sees("Hold long")
        person.types("\x13")
        person.sees("Paused: a key was pressed.")
        person.types("q")
        assert person.sees_the_end() == (0, "same")


def test_stopped_session_is_gone_on_with_where_it_was_left(person: Person, routine: str) -> None:
    """`--resume` begins with the first exercise that is not done, and both parts become one entry."""
    own = person.home / "routines"
    own.mkdir(parents=True)
    shutil.copy(routine, own / "tiny.yaml")
    with person:
        person.starts("today", "--no-questions", "--routine", "tiny")
        person.sees("Hold long")
        person.types("q")
        assert person.sees_the_end() == (0, "same")
        person.starts("today", "--no-questions", "--resume")
        person.sees("Exercise 1 of 2")
        person.sees("Hold long")
        person.types("n")
        person.sees("Session done.")
        assert person.sees_the_end() == (0, "same")
        assert told(person.session) == ["one left done 1/1", "one right done 1/1", "two partial 0/1", "three done 1/1"]
        assert person.session["outcome"] == "completed"
        assert "  One: done" in person.screen


def test_pain_between_two_positions_is_noted(person: Person, slow_places: tuple[Program, str]) -> None:
    """A digit while the position changes pauses, Enter notes it; the entry has it, and the end names it."""
    person.program, routine = slow_places
    with person:
        person.starts("today", "--no-signs", "--pain", "3", "--routine", routine)
        person.sees("How much does it hurt now? Type 0 to 10")
        person.types("6")
        person.sees("10 the worst: 6_")
        person.types("\r")
        person.sees("Better to stop here.")
        person.types("q")
        person.sees("Session stopped.")
        person.sees("How much does it hurt now?")
        person.types("2\r2\r\r")
        assert person.sees_the_end() == (0, "same")
        assert "Pain: 3 before, 6 at most in the session, 2 after: 1 lower." in person.screen
        assert person.session["pain_during"] == [{"exercise": "one", "score": 6}]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=lambda one: one.name)
def test_signal_at_a_suggestion_leaves_the_terminal_as_it_was(person: Person, number: signal.Signals) -> None:
    """The program ends by it, and the shell's next line is shown as it is typed."""
    with person:
        person.starts("today", "--no-signs", "--pain", "8")
        person.sees("Enter: the usual one.")
        person.sends(number)
        assert person.sees_the_end() == (128 + number, "same")


def test_pain_before_the_first_part_counts_in_the_second(person: Person, slow_places: tuple[Program, str]) -> None:
    """A session that is gone on with began with its own pain: what is no higher than that is not too much (PM6)."""
    person.program, routine = slow_places
    with person:
        person.starts("today", "--no-signs", "--pain", "8", "--pain-after", "2", "--routine", routine)
        person.sees("Exercise 1 of 2")
        person.types("q")
        assert person.sees_the_end() == (0, "same")
        person.starts("today", "--no-signs", "--resume", "--pain-after", "2", "--routine", routine)
        person.sees("How much does it hurt now? Type 0 to 10")
        person.types("7\r")
        person.sees("Hold long")
        assert "Better to stop here." not in person.screen
        person.types("q")
        assert person.sees_the_end() == (0, "same")
        assert person.session["pain_during"] == [{"exercise": "one", "score": 7}]


def test_pain_between_two_positions_can_be_switched_off(person: Person, slow_places: tuple[Program, str]) -> None:
    """With `ask_during: false`, and where an option says the pain, a digit is a key like any other."""
    person.program, routine = slow_places
    with person:
        person.starts("setup", "--no-ask-during", "--notice-read")
        assert person.sees_the_end() == (0, "same")
        person.starts("today", "--no-signs", "--pain", "3", "--pain-after", "2", "--routine", routine)
        person.sees("Get ready. Sit")
        assert "Type 0 to 10" not in person.screen
        person.types("4")
        person.sees("Paused: a key was pressed.")
        person.types("q")
        assert person.sees_the_end() == (0, "same")
        assert "pain_during" not in person.session


def test_pain_in_the_session_by_an_option(person: Person, routine: str) -> None:
    """`--pain-during` is kept as the pain in the session, and names no exercise."""
    with person:
        person.starts("today", "--no-questions", "--pain-during", "5", "--routine", routine)
        person.sees("Hold long")
        person.types("q")
        assert person.sees_the_end() == (0, "same")
        assert person.session["pain_during"] == [{"exercise": None, "score": 5}]
