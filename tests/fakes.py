"""The world of a session without a world: a clock and keys from a script, a screen and sounds that remember.

And small builders, so that a test says only what it is about.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

from sciatica_coach.model.exercise import (
    Beat,
    Category,
    Equipment,
    Exercise,
    Position,
    Side,
    Sides,
)
from sciatica_coach.model.lead_in import PLACES, LeadInTimes, Pace
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.stage import Stage
from sciatica_coach.model.text import slug
from sciatica_coach.session.events import Event
from sciatica_coach.session.keys import Key
from sciatica_coach.session.loop import run
from sciatica_coach.session.player import Player
from sciatica_coach.session.ports import Tick
from sciatica_coach.session.summary import SessionRecord, summarise
from sciatica_coach.session.timeline import Step, expand

E = TypeVar("E")
Cue = float | str
"""When a key of a script comes: so many seconds after the one before, or when this text is to be seen."""
Script = Sequence[tuple[Cue, Key] | tuple[Cue, Key, float]]
"""When each key comes, and which; for a time away a third value, its seconds."""


class WaitsForeverError(AssertionError):
    """A session waits for a key, and the script has none left."""


@dataclass(slots=True)
class ScriptedPacer:
    """Plays a script of keys, and otherwise lets exactly the asked time pass. No real time goes by.

    Args:
        script: the keys, in order.
        late: how much longer than asked each wait without a key takes, in turn; after the last, nothing.
        sees: the text of the screen, for a script that waits for one.
        reacts_after: how long it takes from a text on the screen to the key that waits for it.
        at_last: the key that is pressed when the script is over and a session waits for a key alone.

    Attributes:
        passed: all seconds that went by, those away included.
        waits: the seconds that were asked for.
    """

    script: Script = ()
    late: Iterable[float] = ()
    sees: Callable[[], str] | None = None
    reacts_after: float = 0.0
    at_last: Key | None = None
    passed: float = 0.0
    waits: list[float] = field(default_factory=list)
    _next: int = 0
    _since_key: float = 0.0

    def __post_init__(self) -> None:
        self.late = iter(self.late)

    def wait(self, seconds: float) -> Tick:
        """Let the time pass, or the part of it until the next key of the script."""
        self.waits.append(seconds)
        until_key = self._until_key()
        if until_key <= seconds and until_key < inf:
            return self._press(until_key)
        if seconds == inf:
            if self.at_last and self._next == len(self.script):
                return Tick(elapsed=0.0, key=self.at_last)
            raise WaitsForeverError(
                f"After {self.passed:g} s the session waits for a key, and the script has none: "
                f"{self._next} of {len(self.script)} pressed."
            )
        took = seconds + next(iter(self.late), 0.0)
        self.passed += took
        self._since_key += took
        return Tick(elapsed=took)

    @property
    def is_over(self) -> bool:
        """Whether every key of the script has been pressed."""
        return self._next == len(self.script)

    def _until_key(self) -> float:
        if self._next == len(self.script):
            return inf
        when = self.script[self._next][0]
        if isinstance(when, str):
            return self.reacts_after if self.sees and when in self.sees() else inf
        return max(0.0, when - self._since_key)

    def _press(self, seconds: float) -> Tick:
        _, key, *away = self.script[self._next]
        self._next += 1
        self._since_key = 0.0
        self.passed += seconds + sum(away)
        return Tick(elapsed=seconds, key=key, away=sum(away))


@dataclass(slots=True)
class RecordingScreen:
    """A screen that remembers what it was told.

    Args:
        stays_true: what it answers while the session moves by itself; otherwise only a key changes anything.
        diary: takes a line for each call, to see what came before what.
    """

    stays_true: float = inf
    diary: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    shown: int = 0

    def show(self, player: Player, events: tuple[Event, ...]) -> float:
        """Remember the events, and the step at hand."""
        self.shown += 1
        self.events.extend(events)
        self.diary.append(f"screen {player.index}")
        return inf if player.until_next() == inf else self.stays_true


@dataclass(slots=True)
class RecordingSounds:
    """Sounds that remember the events they were asked to play."""

    diary: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def play(self, event: Event, player: Player) -> None:  # noqa: ARG002 - the port has it
        """Remember the event."""
        self.events.append(event)
        self.diary.append(f"sound {type(event).__name__}")

    def hush(self) -> None:
        """Remember that all was to be silent."""
        self.diary.append("hush")


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A session that was run to its end: its events, its player and its pacer."""

    plan: Plan
    steps: tuple[Step, ...]
    events: tuple[Event, ...]
    player: Player
    pacer: ScriptedPacer

    @property
    def record(self) -> SessionRecord:
        """What was done."""
        return summarise(self.plan, self.steps, self.events)


def play(
    plan: Plan, pacer: ScriptedPacer, *, stays_true: float = inf, attended: bool = True, stop_above: int | None = None
) -> Played:
    """Run a session of a plan to its end; with a score to stop above, it asks for the pain between two positions."""
    steps = expand(plan, attended=attended)
    player = Player(plan, steps, is_too_much=None if stop_above is None else lambda score: score > stop_above)
    events = tuple(run(player, pacer, RecordingScreen(stays_true=stays_true), RecordingSounds()))
    return Played(plan=plan, steps=steps, events=events, player=player, pacer=pacer)


def of_kind(events: Iterable[Event], kind: type[E]) -> list[E]:
    """The events of one kind."""
    return [event for event in events if isinstance(event, kind)]


SAME_PLACE, NEW_PLACE = 5.0, 10.0
LONGER_SAME_PLACE, LONGER_NEW_PLACE = 8.0, 20.0


def pace(*, same: float, new: float, side_turn: float) -> Pace:
    """Lead-in times that know only two cases: the place that one is in, and any other."""
    change: dict[Position, dict[Position, float]] = {
        one: {other: same if one is other else new for other in PLACES} for one in PLACES
    }
    return Pace(change=change, same=same, side_turn=side_turn)


LEAD_IN = LeadInTimes(
    general=pace(same=SAME_PLACE, new=NEW_PLACE, side_turn=15.0),
    longer=pace(same=LONGER_SAME_PLACE, new=LONGER_NEW_PLACE, side_turn=25.0),
    other_equipment=12.0,
    longer_from_week=28,
    longer_after_vaginal_birth_weeks=6,
    longer_after_caesarean_birth_weeks=8,
    sources=("default",),
)
"""Getting ready takes 5 s in the same place and 10 s in another; 8 and 20 where it takes longer."""


def exercise(  # noqa: PLR0913 - a builder has as many parameters as the thing that it builds
    name: str = "Lean",
    *,
    hold: float | None = None,
    beats: Sequence[tuple[str, float] | tuple[str, float, bool]] = (),
    move_in: float = 0.0,
    move_out: float = 0.0,
    sides: Sides = Sides.NONE,
    sets: int = 1,
    reps: int = 1,
    side_reps: dict[Side, int] | None = None,
    rest: float = 0.0,
    position: Position = Position.STANDING,
    category: Category = Category.STRETCH,
    self_paced: bool = False,
    side_seconds: float = 5,
    side_words: dict[Side, str] | None = None,
    equipment: tuple[Equipment, ...] = (),
    steps: tuple[str, ...] = ("Do it slowly.",),
    feel: str = "",
    take_care: str = "",
) -> Exercise:
    """An exercise; one hold of 20 s unless `hold` or `beats` say otherwise."""
    rep = (
        *((Beat(cue="In", seconds=move_in, counts=False),) if move_in else ()),
        *(
            tuple(Beat(cue=beat[0], seconds=beat[1], hold=len(beat) > 2 and beat[2]) for beat in beats)
            or (Beat(cue="Hold", seconds=hold or 20.0, hold=True),)
        ),
        *((Beat(cue="Out", seconds=move_out, counts=False),) if move_out else ()),
    )
    return Exercise(
        id=slug(name),
        name=name,
        category=category,
        position=position,
        rep=rep,
        held=not beats,
        sides=sides,
        sets=sets,
        reps=reps,
        side_reps=side_reps or {},
        rest_seconds=rest,
        self_paced=self_paced,
        side_seconds=side_seconds,
        side_words=side_words or {},
        equipment=equipment,
        steps=steps,
        stop_if="pain travels further down the leg",
        feel=feel,
        take_care=take_care,
    )


def plan_of(
    *exercises: Exercise, stage: Stage | None = None, first_side: Side = Side.LEFT, slower: float = 1.0
) -> Plan:
    """A plan of these exercises, with the lead-in times of this module."""
    return Plan(
        routine="test-routine",
        name="Test routine",
        stage=stage or Stage(),
        exercises=exercises or (exercise(),),
        first_side=first_side,
        pace=slower,
        lead_in=LEAD_IN,
    )
