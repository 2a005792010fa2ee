"""The bell's patterns are told apart by ear, and ring at the right moments."""

from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
from tests.fakes import RecordingScreen, ScriptedPacer, exercise, plan_of

from sciatica_coach.model.exercise import Sides
from sciatica_coach.session.events import Ended, EndReason, Event, HalfWay, LastSeconds, PartEnded, StepBegan, StepLeft
from sciatica_coach.session.keys import Key
from sciatica_coach.session.loop import run
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import StepKind, expand
from sciatica_coach.terminal import bell
from sciatica_coach.terminal.bell import Bell, Silence, pattern

PATTERNS = {
    "start": bell.START,
    "half-way": bell.HALF_WAY,
    "last seconds": bell.LAST_SECOND,
    "end": bell.END,
    "side change": bell.SIDE_CHANGE,
}
SHORTEST_GAP_SECONDS = 0.2
"""Terminals make one ring of two that follow closer."""


@pytest.mark.parametrize(("one", "other"), list(combinations(PATTERNS, 2)))
def test_patterns_sound_different(one: str, other: str) -> None:
    """Start, half-way, last seconds, end and change of side differ pairwise: in number or in rhythm."""
    gaps = [_gaps(PATTERNS[name]) for name in (one, other)]
    alike = len(gaps[0]) == len(gaps[1]) and all(abs(first - second) < 0.2 for first, second in zip(*gaps, strict=True))
    assert not alike


def _gaps(times: tuple[float, ...]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize("times", [*PATTERNS.values(), bell.SESSION_END], ids=[*PATTERNS, "session end"])
def test_rings_of_a_pattern_do_not_melt_into_one(times: tuple[float, ...]) -> None:
    """The first ring comes at once, and none so close to another that a terminal would swallow it."""
    assert times[0] == 0
    assert all(gap >= SHORTEST_GAP_SECONDS for gap in _gaps(times))


class Ears:
    """Hears a session: each ring with the moment of the session at which it comes."""

    def __init__(self, pacer: ScriptedPacer) -> None:
        self.heard: list[float] = []
        self._pacer = pacer

    def ring(self) -> None:
        """A ring now."""
        self.heard.append(round(self._pacer.passed, 3))

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """A ring later: noted at its own time."""
        before = len(self.heard)
        action()
        assert len(self.heard) == before + 1
        self.heard[-1] = round(self.heard[-1] + seconds, 3)


def test_session_rings_at_its_moments() -> None:
    """A hold of 20 s on each side: count-down, start, half-way, last seconds, change, and the end."""
    plan = plan_of(exercise(hold=20, sides=Sides.EACH))
    pacer = ScriptedPacer()
    ears = Ears(pacer)
    list(run(Player(plan, expand(plan)), pacer, RecordingScreen(), Bell(ears.ring, ears.later)))
    left = [5, 5.5, 5.75, 15, 15.25, 22, 23, 24]
    change = [25, 25.25, 25.9, 26.15, 27, 28, 29]
    right = [at + 25 for at in left]
    end = [50 + at for at in bell.SESSION_END]
    assert ears.heard == [2, 3, 4, *left, *change, *right, *end]


BEATS = plan_of(exercise(beats=[("Up", 2), ("Down", 2)], reps=2), exercise("B", hold=5, reps=2, rest=8, move_in=3))


def _steps(kind: StepKind) -> list[int]:
    return [place for place, step in enumerate(expand(BEATS)) if step.kind is kind]


def _pattern_at(place: int) -> tuple[float, ...]:
    return pattern(StepBegan(step=place), Player(BEATS, expand(BEATS)))


def test_each_beat_rings_once_and_the_first_one_starts() -> None:
    """A glide has a steady beat: the start pattern first, then one ring for each move."""
    assert [_pattern_at(place) for place in (1, 2, 3, 4)] == [bell.START, bell.BEAT, bell.BEAT, bell.BEAT]


def test_rest_and_next_exercise_ring_the_end() -> None:
    """When the work is over, the ear is told."""
    assert {_pattern_at(place) for place in [*_steps(StepKind.REST), *_steps(StepKind.LEAD_IN)[1:]]} == {bell.END}


def test_session_begins_in_silence() -> None:
    """The first lead-in needs no sound: one has just pressed a key."""
    assert _pattern_at(0) == ()


OTHER_EVENTS: dict[str, tuple[Event, bool]] = {
    "half-way": (HalfWay(step=1), True),
    "last seconds": (LastSeconds(step=1, seconds=3), True),
    "end": (Ended(reason=EndReason.COMPLETED), True),
    "a step left": (StepLeft(step=1, seconds=3, finished=True), False),
    "a part kept": (PartEnded(exercise=0), False),
}


@pytest.mark.parametrize(("event", "rings"), OTHER_EVENTS.values(), ids=OTHER_EVENTS.keys())
def test_only_what_matters_to_the_user_rings(event: Event, rings: bool) -> None:  # noqa: FBT001 - a column of a table
    """Book-keeping makes no sound."""
    assert bool(pattern(event, Player(BEATS, expand(BEATS)))) is rings


def test_silence_is_silent() -> None:
    """`--quiet` plays nothing, whatever happens."""
    player = Player(BEATS, expand(BEATS))
    events = [*player.begin(), *player.press(Key.SPACE), *player.press(Key.QUIT)]
    for event in events:
        Silence().play(event, player)
