"""What each key does in each mode: a table a mode, complete, so that a new key or mode must be thought of."""

from collections.abc import Callable

import pytest
from tests.fakes import exercise, plan_of
from tests.session.telling import state, told

from sciatica_coach.model.exercise import Category, Position, Sides
from sciatica_coach.session.keys import DIGITS, KEY_WORDS, Key
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import expand

PLAN = plan_of(
    exercise("Lean", hold=20, reps=2, rest=5),
    exercise("Glide", beats=[("Up", 2), ("Down", 2)], category=Category.NERVE_GLIDE),
    exercise("Own pace", hold=10, self_paced=True),
)
"""Steps: Lean 0 to 3 (lead-in, hold, rest, hold), Glide 4 to 6 (lead-in, two beats), Own pace 7 and 8."""


def running() -> Player:
    """Four seconds into the first hold."""
    player = Player(PLAN, expand(PLAN))
    player.advance(9)
    return player


def paused_by(key: Key) -> Player:
    """Three seconds after a key that pauses."""
    player = running()
    player.press(key)
    player.advance(3)
    return player


def returning() -> Player:
    """Two seconds into the way back into position, after a pause of 61 s."""
    player = running()
    player.press(Key.SPACE)
    player.advance(61)
    player.press(Key.SPACE)
    player.advance(2)
    return player


def open_step() -> Player:
    """Four seconds into a step without a clock."""
    player = running()
    player.press(Key.NEXT)
    player.press(Key.NEXT)
    player.advance(9)
    return player


PLACES = plan_of(exercise("Stretch", hold=20), exercise("Tilt", hold=20, position=Position.SUPINE))
"""Steps: Stretch, standing, 0 and 1; Tilt, lying, 2 and 3: its lead-in is from 25 to 35 s."""


def between() -> Player:
    """Two seconds into getting ready for another position, where the pain can be said; above 5 it is too much."""
    player = Player(PLACES, expand(PLACES), is_too_much=lambda score: score > 5)
    player.advance(27)
    return player


def between_after(*keys: Key) -> Player:
    """Three seconds after some keys pressed there."""
    player = between()
    for key in keys:
        player.press(key)
    player.advance(3)
    return player


NUMBERS = sorted(DIGITS)
WITHOUT_A_MEANING = [Key.OTHER, Key.ESCAPE, Key.BACKSPACE, Key.SNOOZE, *NUMBERS]
OUTSIDE = {Key.MUTE: "", Key.VIEW: "", Key.AWAY: "", Key.RESIZE: ""}
"""Keys that leave the course of a session as it is, in every mode."""

RUNNING = OUTSIDE | {
    Key.SPACE: "pause (asked) > paused (asked) 1 at 4 s",
    Key.ENTER: "pause (asked) > paused (asked) 1 at 4 s",
    Key.NEXT: "leave 1 after 4, keep 0, begin 4 > running 4 at 0 s",
    Key.BACK: "leave 1 after 4, keep 0, begin 0 > running 0 at 0 s",
    Key.RESTART: "leave 1 after 4, keep 0, begin 0 > running 0 at 0 s",
    Key.GO: "pause (choosing) > paused (choosing) 1 at 4 s",
    Key.ADD: "add 10 > running 1 at 4 s",
    Key.HURTS: "pain in 0, pause (hurt) > paused (hurt) 1 at 4 s",
    Key.HELP: "pause (help) > paused (help) 1 at 4 s",
    Key.QUIT: "leave 1 after 4, end (stopped) > ended 1 at 4 s",
    Key.STOP: "leave 1 after 4, end (stopped) > ended 1 at 4 s",
    Key.BUMP: "pause (bump) > paused (bump) 1 at 4 s",
    **dict.fromkeys(WITHOUT_A_MEANING, "pause (other-key) > paused (other-key) 1 at 4 s"),
}
PAUSED = (
    OUTSIDE
    | dict.fromkeys([*WITHOUT_A_MEANING, Key.BUMP], "")
    | {
        Key.SPACE: "go on after 3 > running 1 at 4 s",
        Key.ENTER: "go on after 3 > running 1 at 4 s",
        Key.NEXT: "leave 1 after 4, keep 0, begin 4, pause (asked) > paused (asked) 4 at 0 s",
        Key.BACK: "leave 1 after 4, keep 0, begin 0, pause (asked) > paused (asked) 0 at 0 s",
        Key.RESTART: "leave 1 after 4, keep 0, begin 0, pause (asked) > paused (asked) 0 at 0 s",
        Key.GO: "pause (choosing) > paused (choosing) 1 at 4 s",
        Key.ADD: "add 10 > paused (asked) 1 at 4 s",
        Key.HURTS: "pain in 0, pause (hurt) > paused (hurt) 1 at 4 s",
        Key.HELP: "pause (help) > paused (help) 1 at 4 s",
        Key.QUIT: "leave 1 after 4, go on after 3, end (stopped) > ended 1 at 4 s",
        Key.STOP: "leave 1 after 4, go on after 3, end (stopped) > ended 1 at 4 s",
    }
)
HURT = PAUSED | {
    Key.DIGIT_1: "pain in 0: here, leave 1 after 4, keep 0, begin 4, pause (left) > paused (left) 4 at 0 s",
    Key.DIGIT_2: "pain in 0: down-the-leg, leave 1 after 4, keep 0, begin 4, pause (left) > paused (left) 4 at 0 s",
    Key.SPACE: "leave 1 after 4, keep 0, begin 4, go on after 3 > running 4 at 0 s",
    Key.ENTER: "leave 1 after 4, keep 0, begin 4, go on after 3 > running 4 at 0 s",
    Key.RESTART: "no pain in 0, leave 1 after 4, keep 0, begin 0, pause (asked) > paused (asked) 0 at 0 s",
    Key.ADD: "add 10 > paused (hurt) 1 at 4 s",
    Key.GO: "",
    Key.HELP: "",
    Key.HURTS: "",
}
CHOOSING = (
    PAUSED
    | {Key.ADD: "add 10 > paused (choosing) 1 at 4 s"}
    | {digit: f" > paused (choosing) 1 at 4 s typed {digit}" for digit in NUMBERS}
)
HELP = PAUSED | {Key.ADD: "add 10 > paused (help) 1 at 4 s"}
RETURNING = OUTSIDE | {
    Key.SPACE: "back after 2, pause (asked) > paused (asked) 1 at 0 s",
    Key.ENTER: "back after 2, pause (asked) > paused (asked) 1 at 0 s",
    Key.NEXT: "back after 2, leave 1 after 0, keep 0, begin 4 > running 4 at 0 s",
    Key.BACK: "back after 2, leave 1 after 0, keep 0, begin 0 > running 0 at 0 s",
    Key.RESTART: "back after 2, leave 1 after 0, keep 0, begin 0 > running 0 at 0 s",
    Key.GO: "back after 2, pause (choosing) > paused (choosing) 1 at 0 s",
    Key.ADD: "add 10 > returning 1 at 0 s",
    Key.HURTS: "pain in 0, back after 2, pause (hurt) > paused (hurt) 1 at 0 s",
    Key.HELP: "back after 2, pause (help) > paused (help) 1 at 0 s",
    Key.QUIT: "back after 2, leave 1 after 0, end (stopped) > ended 1 at 0 s",
    Key.STOP: "back after 2, leave 1 after 0, end (stopped) > ended 1 at 0 s",
    Key.BUMP: "back after 2, pause (bump) > paused (bump) 1 at 0 s",
    **dict.fromkeys(WITHOUT_A_MEANING, "back after 2, pause (other-key) > paused (other-key) 1 at 0 s"),
}
OPEN_STEP = OUTSIDE | {
    Key.SPACE: "pause (asked) > paused (asked) 8 at 4 s",
    Key.ENTER: "finish 8 after 4, keep 2, end (completed) > ended 9 at 0 s",
    Key.NEXT: "leave 8 after 4, keep 2, end (completed) > ended 8 at 4 s",
    Key.BACK: "leave 8 after 4, keep 2, begin 4 > running 4 at 0 s",
    Key.RESTART: "leave 8 after 4, keep 2, begin 7 > running 7 at 0 s",
    Key.GO: "pause (choosing) > paused (choosing) 8 at 4 s",
    Key.ADD: "",
    Key.HURTS: "pain in 2, pause (hurt) > paused (hurt) 8 at 4 s",
    Key.HELP: "pause (help) > paused (help) 8 at 4 s",
    Key.QUIT: "leave 8 after 4, end (stopped) > ended 8 at 4 s",
    Key.STOP: "leave 8 after 4, end (stopped) > ended 8 at 4 s",
    Key.BUMP: "pause (bump) > paused (bump) 8 at 4 s",
    **dict.fromkeys(WITHOUT_A_MEANING, "pause (other-key) > paused (other-key) 8 at 4 s"),
}
BETWEEN = OUTSIDE | {
    Key.SPACE: "pause (asked) > paused (asked) 2 at 2 s",
    Key.ENTER: "pause (asked) > paused (asked) 2 at 2 s",
    Key.NEXT: "leave 2 after 2, keep 1, end (completed) > ended 2 at 2 s",
    Key.BACK: "leave 2 after 2, keep 1, begin 0 > running 0 at 0 s",
    Key.RESTART: "leave 2 after 2, keep 1, begin 2 > running 2 at 0 s",
    Key.GO: "pause (choosing) > paused (choosing) 2 at 2 s",
    Key.ADD: "add 10 > running 2 at 2 s",
    Key.HURTS: "pain in 1, pause (hurt) > paused (hurt) 2 at 2 s",
    Key.HELP: "pause (help) > paused (help) 2 at 2 s",
    Key.QUIT: "leave 2 after 2, end (stopped) > ended 2 at 2 s",
    Key.STOP: "leave 2 after 2, end (stopped) > ended 2 at 2 s",
    Key.BUMP: "pause (bump) > paused (bump) 2 at 2 s",
    **dict.fromkeys(WITHOUT_A_MEANING, "pause (other-key) > paused (other-key) 2 at 2 s"),
    **{digit: f"pause (score) > paused (score) 2 at 2 s typed {digit}" for digit in NUMBERS},
}
IN_A_PAUSE = BETWEEN | {
    **dict.fromkeys([*WITHOUT_A_MEANING, Key.BUMP], ""),
    Key.SPACE: "go on after 3 > running 2 at 2 s",
    Key.ENTER: "go on after 3 > running 2 at 2 s",
    Key.NEXT: "leave 2 after 2, keep 1, go on after 3, end (completed) > ended 2 at 2 s",
    Key.BACK: "leave 2 after 2, keep 1, begin 0, pause (asked) > paused (asked) 0 at 0 s",
    Key.RESTART: "leave 2 after 2, keep 1, begin 2, pause (asked) > paused (asked) 2 at 0 s",
    Key.QUIT: "leave 2 after 2, go on after 3, end (stopped) > ended 2 at 2 s",
    Key.STOP: "leave 2 after 2, go on after 3, end (stopped) > ended 2 at 2 s",
}
SCORE = IN_A_PAUSE | {
    Key.ENTER: "pain 1 after 0, go on after 3 > running 2 at 2 s",
    Key.NEXT: "leave 2 after 2, keep 1, go on after 3, end (completed) > ended 2 at 2 s typed 1",
    Key.QUIT: "leave 2 after 2, go on after 3, end (stopped) > ended 2 at 2 s typed 1",
    Key.STOP: "leave 2 after 2, go on after 3, end (stopped) > ended 2 at 2 s typed 1",
    Key.BACK: "leave 2 after 2, keep 1, begin 0, pause (asked) > paused (asked) 0 at 0 s",
    Key.ADD: "add 10 > paused (score) 2 at 2 s typed 1",
    Key.BACKSPACE: " > paused (score) 2 at 2 s",
    **{digit: f" > paused (score) 2 at 2 s typed {digit}" for digit in NUMBERS},
    Key.DIGIT_0: " > paused (score) 2 at 2 s typed 10",
}
HIGH = IN_A_PAUSE | {Key.ADD: "add 10 > paused (high) 2 at 2 s", **dict.fromkeys(NUMBERS, "")}
MODES: dict[str, tuple[Callable[[], Player], dict[Key, str]]] = {
    "running": (running, RUNNING),
    "paused": (lambda: paused_by(Key.SPACE), PAUSED),
    "hurt": (lambda: paused_by(Key.HURTS), HURT),
    "choosing": (lambda: paused_by(Key.GO), CHOOSING),
    "help": (lambda: paused_by(Key.HELP), HELP),
    "returning": (returning, RETURNING),
    "open step": (open_step, OPEN_STEP),
    "between positions": (between, BETWEEN),
    "score": (lambda: between_after(Key.DIGIT_1), SCORE),
    "too much": (lambda: between_after(Key.DIGIT_7, Key.ENTER), HIGH),
}


@pytest.mark.parametrize(
    ("player_in_mode", "key", "expected"),
    [
        pytest.param(make, key, table[key], id=f"{mode}-{key.name.lower()}")
        for mode, (make, table) in MODES.items()
        for key in Key
    ],
)
def test_key(player_in_mode: Callable[[], Player], key: Key, expected: str) -> None:
    """A key makes exactly these events, and leaves the session so; without any, all stays as it was."""
    player = player_in_mode()
    before = state(player)
    events, _, after = expected.partition(" > ") if expected else ("", "", before)
    assert (told(player.press(key)), state(player)) == (events, after)


@pytest.mark.parametrize(("make", "table"), MODES.values(), ids=MODES.keys())
def test_sound_and_large_view_turn_on_and_off_in_every_mode(make: Callable[[], Player], table: dict[Key, str]) -> None:
    """`m` and `v` turn their flags over, once more back again, and nothing else."""
    assert table[Key.MUTE] == table[Key.VIEW] == ""
    player = make()
    flags = []
    for key in (Key.MUTE, Key.VIEW, Key.MUTE, Key.VIEW):
        player.press(key)
        flags.append((player.muted, player.large))
    assert flags == [(True, False), (True, True), (False, True), (False, False)]


def test_digit_too_many_of_an_exercise_is_no_pain_score() -> None:
    """Where the pain could be said, an exercise is still chosen: its number has so many digits, and no more."""
    player = between_after(Key.GO, Key.DIGIT_1)
    assert (told(player.press(Key.DIGIT_2)), state(player)) == ("", "paused (choosing) 2 at 2 s typed 1")


def test_no_key_does_anything_after_the_end() -> None:
    """A session that is over stays over."""
    player = running()
    player.press(Key.QUIT)
    ended = state(player)
    assert [player.press(key) for key in Key] == [()] * len(Key)
    assert (player.away(5), state(player)) == ((), ended)


def test_every_meaning_on_the_screen_belongs_to_a_key() -> None:
    """The keys that the screen names are keys that do something while a session runs."""
    for name, _ in KEY_WORDS:
        assert RUNNING[Key(name)] or Key(name) in (Key.MUTE, Key.VIEW)


def at_step(place: int) -> Player:
    """Half a second into a step of the plan."""
    steps = expand(PLAN)
    player = Player(PLAN, steps)
    player.advance(sum(step.seconds for step in steps[:place]) + 0.5)
    assert player.index == place
    return player


LONGER = {"lead-in": (0, True), "hold": (1, True), "rest": (2, True), "glide": (5, False), "open": (8, False)}


@pytest.mark.parametrize(("place", "may"), LONGER.values(), ids=LONGER.keys())
def test_ten_seconds_more_only_where_one_may_stay(place: int, may: bool) -> None:  # noqa: FBT001 - a column of a table
    """`+` makes holds and waits longer by 10 s each time, and never a beat that must move."""
    player = at_step(place)
    before = player.seconds_left
    events = [told(player.press(Key.ADD)) for _ in range(2)]
    assert events == ["add 10" if may else ""] * 2
    assert player.seconds_left == before + (20 if may else 0)


def test_a_glide_is_never_made_longer_even_where_a_beat_is_marked_as_hold() -> None:
    """A nerve glide moves: no beat of it takes 10 s more."""
    plan = plan_of(exercise(beats=[("Toes up", 2, True)], category=Category.NERVE_GLIDE))
    player = Player(plan, expand(plan))
    player.advance(5.5)
    assert told(player.press(Key.ADD)) == ""
    assert player.seconds_left == 1.5


def test_side_change_may_be_longer() -> None:
    """Turning over may take 10 s more."""
    plan = plan_of(exercise(hold=1, sides=Sides.EACH))
    player = Player(plan, expand(plan))
    player.advance(6.5)
    assert told(player.press(Key.ADD)) == "add 10"


def test_move_into_a_hold_is_never_longer() -> None:
    """A move has its own time."""
    plan = plan_of(exercise(move_in=3))
    player = Player(plan, expand(plan))
    player.advance(6)
    assert told(player.press(Key.ADD)) == ""


def test_added_seconds_are_for_this_time_of_that_step_alone() -> None:
    """The other holds keep their length."""
    player = running()
    player.press(Key.ADD)
    assert player.session_left == 26 + 5 + 20 + 5 + 4 + 15


TWELVE = plan_of(*(exercise(f"Exercise {number}", hold=10) for number in range(1, 13)))
GO_TO = {
    "one digit": ([Key.DIGIT_3, Key.ENTER], "running 4 at 0 s"),
    "space does as well": ([Key.DIGIT_3, Key.SPACE], "running 4 at 0 s"),
    "two digits": ([Key.DIGIT_1, Key.DIGIT_2, Key.ENTER], "running 22 at 0 s"),
    "a third digit is not taken": (
        [Key.DIGIT_1, Key.DIGIT_1, Key.DIGIT_9],
        "paused (choosing) 1 at 4 s typed 11",
    ),
    "backspace takes one back": (
        [Key.DIGIT_1, Key.DIGIT_2, Key.BACKSPACE, Key.DIGIT_1, Key.ENTER],
        "running 20 at 0 s",
    ),
    "backspace with nothing typed": ([Key.BACKSPACE], "paused (choosing) 1 at 4 s"),
    "zero is no exercise": ([Key.DIGIT_0, Key.ENTER], "paused (choosing) 1 at 4 s"),
    "past the last": ([Key.DIGIT_1, Key.DIGIT_3, Key.ENTER], "paused (choosing) 1 at 4 s"),
    "a wrong number may be mended": (
        [Key.DIGIT_9, Key.DIGIT_9, Key.ENTER, Key.DIGIT_2, Key.ENTER],
        "running 2 at 0 s",
    ),
    "without a number one stays": ([Key.ENTER], "running 1 at 4 s"),
    "g again begins anew": ([Key.DIGIT_1, Key.GO, Key.DIGIT_2], "paused (choosing) 1 at 4 s typed 2"),
    "a slip on the way changes nothing": (
        [Key.DIGIT_1, Key.OTHER, Key.BUMP, Key.RESIZE, Key.DIGIT_2],
        "paused (choosing) 1 at 4 s typed 12",
    ),
}


@pytest.mark.parametrize(("keys", "expected"), GO_TO.values(), ids=GO_TO.keys())
def test_go_to_an_exercise_by_its_number(keys: list[Key], expected: str) -> None:
    """`g`, a number and Enter go to the lead-in of that exercise; a number that is none asks again."""
    player = Player(TWELVE, expand(TWELVE))
    player.advance(9)
    player.press(Key.GO)
    for key in keys:
        player.press(key)
    assert state(player) == expected


def test_next_on_the_last_exercise_ends_the_session() -> None:
    """There is nothing after the last exercise but the end."""
    player = running()
    for _ in range(2):
        player.press(Key.NEXT)
    assert told(player.press(Key.NEXT)) == "leave 7 after 0, keep 2, end (completed)"
    assert player.ended


def test_hurt_in_the_last_exercise_ends_the_session_with_the_answer() -> None:
    """After pain in the last exercise there is nothing left to wait for."""
    player = open_step()
    player.press(Key.HURTS)
    assert told(player.press(Key.DIGIT_2)) == "pain in 2: down-the-leg, leave 8 after 4, keep 2, end (completed)"


def test_back_on_the_first_exercise_begins_it_anew() -> None:
    """Before the first exercise there is nothing."""
    player = running()
    assert told(player.press(Key.BACK)) == "leave 1 after 4, keep 0, begin 0"


def test_back_from_a_later_exercise_goes_to_the_one_before() -> None:
    """`b` goes one exercise back, to its lead-in."""
    player = open_step()
    player.press(Key.BACK)
    assert state(player) == "running 4 at 0 s"


def test_pain_is_asked_for_in_the_middle_of_any_pause() -> None:
    """`h` counts while one stands still too: pain often shows after the movement."""
    player = paused_by(Key.HELP)
    player.press(Key.HURTS)
    assert state(player) == "paused (hurt) 1 at 4 s"
