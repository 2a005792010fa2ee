"""What time does to a session: steps give way to each other, pauses stand still, long ones lead back."""

from math import inf

import pytest
from tests.fakes import exercise, plan_of
from tests.session.telling import state, told

from sciatica_coach.model.exercise import Exercise, Position, Sides
from sciatica_coach.session.keys import Key
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import expand


def player_of(*exercises: Exercise, at: float = 0.0, slower: float = 1.0) -> Player:
    """A player of these exercises, so many seconds after the start."""
    plan = plan_of(*exercises, slower=slower)
    player = Player(plan, expand(plan))
    player.advance(at)
    return player


def pass_time(player: Player, seconds: float) -> list[tuple[float, str]]:
    """Let time pass from event to event; each moment with something to tell, and what."""
    found: list[tuple[float, str]] = []
    passed = 0.0
    while passed < seconds and not player.ended:
        wait = min(player.until_next(), seconds - passed)
        passed += wait
        events = player.advance(wait)
        if events:
            found.append((round(passed, 6), told(events)))
    return found


def test_session_begins_with_its_first_step() -> None:
    """The first event is the first lead-in."""
    assert told(player_of(exercise()).begin()) == "begin 0"


def test_hold_tells_its_half_and_its_last_seconds() -> None:
    """A hold of 10 s or more is told at its half and three, two and one second before its end."""
    assert pass_time(player_of(exercise(hold=20)), 60) == [
        (2, "3 to go"),
        (3, "2 to go"),
        (4, "1 to go"),
        (5, "finish 0 after 5, begin 1"),
        (15, "half of 1"),
        (22, "3 to go"),
        (23, "2 to go"),
        (24, "1 to go"),
        (25, "finish 1 after 20, keep 0, end (completed)"),
    ]


COUNTED = {
    "a hold of 10 s": (exercise(hold=10), ["half of 1", "3 to go", "2 to go", "1 to go"]),
    "a hold of 9 s": (exercise(hold=9), []),
    "a beat of 20 s": (exercise(beats=[("Circle", 20)]), []),
    "a beat marked as hold": (
        exercise(beats=[("Stay", 12, True)]),
        ["half of 1", "3 to go", "2 to go", "1 to go"],
    ),
    "a move of 20 s": (exercise(hold=5, move_in=20), []),
}


@pytest.mark.parametrize(("one", "marks"), COUNTED.values(), ids=COUNTED.keys())
def test_only_long_holds_are_counted_down(one: Exercise, marks: list[str]) -> None:
    """Short holds, beats and moves pass without marks within them."""
    told_within = pass_time(player_of(one, at=5), one.rep[0].seconds - 0.5)
    assert [text for _, text in told_within] == marks


@pytest.mark.parametrize(("rest", "marks"), [(4.0, 0), (5.0, 3)], ids=["4 s", "5 s"])
def test_waits_of_five_seconds_are_counted_down(rest: float, marks: int) -> None:
    """The last seconds of a rest are told from a rest of 5 s on."""
    player = player_of(exercise(hold=5, reps=2, rest=rest), at=10)
    assert len(pass_time(player, rest - 0.5)) == marks


def test_time_beyond_a_step_belongs_to_the_next() -> None:
    """A wait that is far too long runs through as many steps as fit, and loses nothing."""
    player = player_of(exercise(hold=5, reps=3, rest=4))
    player.begin()
    events = player.advance(5 + 5 + 4 + 5 + 2.5)
    assert state(player) == "running 4 at 2.5 s"
    assert "finish 1 after 5, begin 2" in told(events)


def test_late_marks_are_told_in_order_before_the_step_gives_way() -> None:
    """A wait that skips over marks tells them all, and then the end of the step."""
    player = player_of(exercise(hold=20), at=10)
    assert told(player.advance(20)) == (
        "half of 1, 3 to go, 2 to go, 1 to go, finish 1 after 20, keep 0, end (completed)"
    )


def test_added_time_moves_the_marks() -> None:
    """With 10 s more the half-way mark and the last seconds come later."""
    player = player_of(exercise(hold=20), at=10)
    player.press(Key.ADD)
    assert [at for at, _ in pass_time(player, 60)] == [10, 22, 23, 24, 25]


def test_open_step_has_no_end_of_its_own() -> None:
    """A self-paced exercise goes on until a key comes, however long it takes."""
    player = player_of(exercise(hold=10, self_paced=True), at=5)
    assert player.until_next() == inf
    assert player.advance(7200) == ()
    assert told(player.press(Key.ENTER)) == "finish 1 after 7200, keep 0, end (completed)"


def test_each_part_is_kept_when_it_is_over() -> None:
    """The end of a set on a side, and of an exercise, is told so that it can be written to disk."""
    player = player_of(exercise(hold=5, sides=Sides.EACH, move_out=2), exercise("B", hold=5))
    kept = [(at, text) for at, text in pass_time(player, 60) if "keep" in text]
    assert kept == [
        (12, "finish 2 after 2, keep 0, begin 3"),
        (24, "finish 5 after 2, keep 0, begin 6"),
        (34, "finish 7 after 5, keep 1, end (completed)"),
    ]


@pytest.mark.parametrize(
    "key", [Key.SPACE, Key.OTHER, Key.BUMP, Key.HURTS, Key.GO, Key.HELP], ids=lambda key: key.name.lower()
)
def test_nothing_times_out_while_paused(key: Key) -> None:
    """A pause of any kind lasts until a key ends it, for a day if need be."""
    player = player_of(exercise(), at=9)
    player.press(key)
    before = state(player)
    assert player.until_next() == inf
    assert player.advance(86_400) == ()
    assert state(player) == before


def test_pause_of_a_minute_goes_on_where_it_stood() -> None:
    """Up to a minute nobody needs to be led back."""
    player = player_of(exercise(), at=9)
    player.press(Key.SPACE)
    player.advance(60)
    assert told(player.press(Key.SPACE)) == "go on after 60"
    assert state(player) == "running 1 at 4 s"


def test_pause_over_a_minute_leads_back_and_restarts_the_hold() -> None:
    """After more than a minute there is time to get back into position; then the hold begins anew."""
    player = player_of(exercise(position=Position.SEATED), at=14)
    player.press(Key.SPACE)
    player.advance(61)
    assert told(player.press(Key.SPACE)) == "go on after 61, first back, leave 1 after 4"
    assert state(player) == "returning 1 at 0 s"
    assert player.seconds_left == 10
    assert pass_time(player, 30.5) == [
        (7, "3 to go"),
        (8, "2 to go"),
        (9, "1 to go"),
        (10, "back after 10, begin 1"),
        (20, "half of 1"),
        (27, "3 to go"),
        (28, "2 to go"),
        (29, "1 to go"),
        (30, "finish 1 after 20, keep 0, end (completed)"),
    ]


RESTARTS = {
    "a hold alone": (exercise(hold=20, reps=2, rest=5), 34, "returning 3 at 0 s"),
    "a hold with the move into it": (exercise(hold=20, move_in=3, move_out=2), 12, "returning 1 at 0 s"),
    "a move out, and not the hold before it": (
        exercise(hold=20, move_in=3, move_out=2),
        29,
        "returning 3 at 0 s",
    ),
    "a whole rep of beats, and no rep before": (
        exercise(beats=[("Up", 2), ("Down", 2)], reps=3),
        5 + 4 + 3,
        "returning 3 at 0 s",
    ),
    "a rest goes on": (exercise(hold=20, reps=2, rest=9), 28, "returning 2 at 3 s"),
    "a side change goes on": (exercise(hold=20, sides=Sides.EACH), 26, "returning 2 at 1 s"),
    "an open step begins anew": (exercise(self_paced=True), 9, "returning 1 at 0 s"),
    "a lead-in begins anew and needs no way back": (exercise(), 3, "running 0 at 0 s"),
}


@pytest.mark.parametrize(("one", "at", "expected"), RESTARTS.values(), ids=RESTARTS.keys())
def test_long_pause_restarts_only_what_was_broken_off(one: Exercise, at: float, expected: str) -> None:
    """After a long pause the current hold or rep begins anew; everything before it stays done."""
    player = player_of(one, at=at)
    player.press(Key.OTHER)
    player.advance(61)
    player.press(Key.SPACE)
    assert state(player) == expected


def test_way_back_takes_longer_for_who_goes_slower() -> None:
    """The way back from standing follows the position and the pace of the plan."""
    player = player_of(exercise(position=Position.SUPINE), at=25, slower=2)
    player.press(Key.SPACE)
    player.advance(61)
    player.press(Key.SPACE)
    assert player.seconds_left == 20


def test_two_short_pauses_do_not_make_a_long_one() -> None:
    """Each pause is measured by itself."""
    player = player_of(exercise(), at=9)
    for _ in range(2):
        player.press(Key.SPACE)
        player.advance(40)
        events = told(player.press(Key.SPACE))
        assert events == "go on after 40"


def test_pause_on_the_way_back_leads_back_from_the_start() -> None:
    """Who is interrupted on the way back gets the whole way again, however short the pause was."""
    player = player_of(exercise(), at=9)
    player.press(Key.SPACE)
    player.advance(61)
    player.press(Key.SPACE)
    player.advance(3)
    player.press(Key.OTHER)
    player.advance(2)
    assert told(player.press(Key.SPACE)) == "go on after 2, first back, leave 1 after 0"
    assert player.seconds_left == 5


def test_ten_seconds_more_on_the_way_back_lengthen_the_way() -> None:
    """`+` gives more time to get back, and leaves the hold as long as it was."""
    player = player_of(exercise(hold=20), at=9)
    player.press(Key.SPACE)
    player.advance(61)
    player.press(Key.SPACE)
    player.press(Key.ADD)
    assert player.seconds_left == 15
    player.advance(15)
    assert (state(player), player.seconds_left) == ("running 1 at 0 s", 20)


def test_time_beyond_the_way_back_belongs_to_the_hold() -> None:
    """A late wait on the way back loses nothing."""
    player = player_of(exercise(), at=9)
    player.press(Key.SPACE)
    player.advance(61)
    player.press(Key.SPACE)
    assert told(player.advance(5.5)) == "back after 5, begin 1"
    assert state(player) == "running 1 at 0.5 s"


def test_time_away_pauses_and_counts_as_pause() -> None:
    """When the machine slept the session stands still, and the sleep is part of the pause."""
    player = player_of(exercise(), at=9)
    assert told(player.away(30)) == "pause (away)"
    player.advance(10)
    assert told(player.press(Key.SPACE)) == "go on after 40"


def test_time_away_in_a_pause_keeps_its_reason() -> None:
    """A machine that sleeps during a pause changes nothing but the length of the pause."""
    player = player_of(exercise(), at=9)
    player.press(Key.HURTS)
    assert player.away(3600) == ()
    assert state(player) == "paused (hurt) 1 at 4 s"
    assert told(player.press(Key.QUIT)) == "leave 1 after 4, go on after 3600, end (stopped)"


def test_long_time_away_leads_back() -> None:
    """After an hour with the lid closed the user is led back into position."""
    player = player_of(exercise(), at=9)
    player.away(3600)
    player.press(Key.SPACE)
    assert state(player) == "returning 1 at 0 s"


def test_shares_and_time_left_follow_the_session() -> None:
    """The bars and the clock of the screen: where the exercise and the session stand."""
    player = player_of(exercise(hold=15), exercise("B", hold=15), at=15)
    assert (player.exercise_share, player.session_share, player.session_left) == (0.75, 0.375, 25)
    player.press(Key.SPACE)
    player.advance(500)
    assert (player.exercise_share, player.session_share, player.session_left) == (0.75, 0.375, 25)
    player.press(Key.NEXT)
    assert (player.exercise_share, player.session_share, player.session_left) == (0.0, 0.5, 20)
    player.press(Key.QUIT)
    assert player.session_left == 0


def test_way_back_is_part_of_the_time_left() -> None:
    """The clock of the session knows the way back into position."""
    player = player_of(exercise(hold=20), at=9)
    player.press(Key.SPACE)
    player.advance(61)
    player.press(Key.SPACE)
    assert player.session_left == 25
    player.advance(2)
    assert player.session_left == 23


def test_what_comes_next_is_known() -> None:
    """The exercise after this one, none at the end."""
    player = player_of(exercise("A", hold=5), exercise("B", hold=5))
    assert player.next_exercise == player.plan.exercises[1]
    player.press(Key.NEXT)
    player.advance(6)
    assert player.next_exercise is None


def test_no_event_comes_twice_from_time() -> None:
    """However finely time is cut, the same marks are told, each once."""
    coarse = player_of(exercise(hold=20)).advance(25)
    fine_player = player_of(exercise(hold=20))
    fine = [event for _ in range(2600) for event in fine_player.advance(0.01)]
    assert told(fine) == told(coarse)
