"""Where a session is on its way through the steps: which step, how far into it, and what is ahead. Knows no keys."""

from sciatica_coach.model.exercise import Category, Exercise, Position
from sciatica_coach.model.lead_in import STARTING_PLACE
from sciatica_coach.model.plan import Plan
from sciatica_coach.session.events import Event, HalfWay, LastSeconds
from sciatica_coach.session.timeline import Step, StepKind

COUNTED_DOWN_FROM_SECONDS = 10.0
"""Holds of this length or more have a half-way mark and a count of their last three seconds."""
SHORTEST_COUNTED_WAIT_SECONDS = 5.0


class Course:
    """The steps of a plan, the one at hand, and the seconds spent in it.

    Attributes:
        plan: what is done; it never changes.
        steps: all of its steps; they never change, but time may be added to them.
        index: the place of the step at hand; behind the last one after the end.
        elapsed: seconds from the beginning of the step at hand.
    """

    def __init__(self, plan: Plan, steps: tuple[Step, ...]) -> None:
        self.plan = plan
        self.steps = steps
        self.index = 0
        self.elapsed = 0.0
        self._added: dict[int, float] = {}

    @property
    def step(self) -> Step:
        """The step at hand; the last one after the end."""
        return self.steps[min(self.index, len(self.steps) - 1)]

    @property
    def exercise(self) -> Exercise:
        """The exercise at hand."""
        return self.plan.exercises[self.step.exercise]

    @property
    def next_exercise(self) -> Exercise | None:
        """The exercise after this one."""
        following = self.step.exercise + 1
        return self.plan.exercises[following] if following < len(self.plan.exercises) else None

    @property
    def is_open(self) -> bool:
        """Whether the step at hand has no clock and waits for Enter."""
        return self.step.kind is StepKind.OPEN

    @property
    def can_add(self) -> bool:
        """Whether the step at hand may be made longer: not a moving beat, and never a nerve glide's."""
        step = self.step
        if step.kind is StepKind.BEAT:
            return step.hold and self.exercise.category is not Category.NERVE_GLIDE
        return step.kind in (StepKind.LEAD_IN, StepKind.REST, StepKind.SIDE_CHANGE)

    def lengthen(self, seconds: float) -> None:
        """Make the step at hand so much longer, each time that it is done."""
        self._added[self.index] = self._added.get(self.index, 0.0) + seconds

    # How long, and how much of it

    @property
    def step_seconds(self) -> float:
        """The length of the step at hand, added time included."""
        return self._length(min(self.index, len(self.steps) - 1))

    @property
    def planned_left(self) -> float:
        """Seconds to the end of the last step."""
        ahead = sum(self._length(place) for place in range(self.index + 1, len(self.steps)))
        return ahead + max(0.0, self.step_seconds - self.elapsed)

    @property
    def exercise_share(self) -> float:
        """How much of the exercise at hand is over, lead-in included, from 0 to 1."""
        return self._share([place for place, step in enumerate(self.steps) if step.exercise == self.step.exercise])

    @property
    def session_share(self) -> float:
        """How much of the session is over, from 0 to 1."""
        return self._share(list(range(len(self.steps))))

    def _length(self, place: int) -> float:
        return self.steps[place].seconds + self._added.get(place, 0.0)

    def _share(self, places: list[int]) -> float:
        whole = sum(self._length(place) for place in places)
        done = sum(self._length(place) for place in places if place < self.index)
        within = min(self.elapsed, self.step_seconds) if self.index in places else 0.0
        return min(1.0, (done + within) / whole) if whole else 0.0

    # Where to

    def start_of(self, exercise: int) -> int:
        """The place of the first step of an exercise: its lead-in."""
        return next(place for place, step in enumerate(self.steps) if step.exercise == exercise)

    @property
    def start_of_rep(self) -> int:
        """The place of the first step of the rep at hand; the one at hand where it is part of no rep."""
        start = self.index
        while self.steps[start].rep and self._same_rep(start - 1) and not self.steps[start - 1].reps:
            start -= 1
        return start

    def _same_rep(self, place: int) -> bool:
        one, other = self.steps[place], self.step
        return (one.exercise, one.side, one.set, one.rep) == (other.exercise, other.side, other.set, other.rep)

    @property
    def way_back(self) -> float:
        """Seconds to get up from anywhere and back into the position of the exercise."""
        place = self.exercise.position
        pace = self.plan.lead_in.for_stage(self.plan.stage)
        seconds = pace.same if place is Position.ANY else pace.change[STARTING_PLACE][place]
        return seconds * self.plan.pace

    def milestones(self) -> list[tuple[float, Event]]:
        """The moments within the step at hand that are told, by seconds from its beginning."""
        step, length = self.step, self.step_seconds
        found: list[tuple[float, Event]] = []
        if step.hold and length >= COUNTED_DOWN_FROM_SECONDS:
            found.append((length / 2, HalfWay(step=self.index)))
        counted = COUNTED_DOWN_FROM_SECONDS if step.counts else SHORTEST_COUNTED_WAIT_SECONDS
        if length >= counted and (step.hold or not step.counts) and step.kind is not StepKind.MOVE:
            found.extend((length - mark, LastSeconds(step=self.index, seconds=mark)) for mark in (3, 2, 1))
        return found
