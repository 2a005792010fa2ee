"""Expands a plan into the steps of a session, all of them, before the start."""

from collections.abc import Iterator

from sciatica_coach.model.exercise import Exercise, Position, Side, Sides
from sciatica_coach.model.lead_in import STARTING_PLACE
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.value import Value, replace
from sciatica_coach.model.word import Word


class StepKind(Word):
    """What a step is for."""

    LEAD_IN = "lead-in"
    MOVE = "move"
    BEAT = "beat"
    OPEN = "open"
    REST = "rest"
    SIDE_CHANGE = "side-change"


class Step(Value):
    """The smallest timed piece of a session.

    Attributes:
        exercise: the place of its exercise in the plan, from 0.
        seconds: its length; for an open step, an estimate.
        side: the side at work, or the one to get ready for.
        set, rep: from 1; 0 where they mean nothing.
        reps: how many reps are done when it ends (0 within a rep).
        ends_set: whether a set is done when it ends.
        beat: which beat of the rep it is, from 0; none for a step that is no beat.
        ends_block: whether the exercises before it, all in one position, are over: another position comes now.
    """

    kind: StepKind
    exercise: int
    seconds: float
    cue: str = ""
    side: Side | None = None
    set: int = 0
    rep: int = 0
    hold: bool = False
    reps: int = 0
    ends_set: bool = False
    beat: int | None = None
    ends_block: bool = False

    @property
    def counts(self) -> bool:
        """Whether its seconds are exercise done, and not a lead-in, a move, a rest or a change."""
        return self.kind in (StepKind.BEAT, StepKind.OPEN)


def expand(plan: Plan, *, attended: bool = True) -> tuple[Step, ...]:
    """All steps of a plan in order.

    Args:
        plan: what is to be done.
        attended: whether somebody can press Enter; without, self-paced exercises keep time like others.
    """
    steps: list[Step] = []
    lead_ins = plan.lead_in.sequence(plan.stage, plan.exercises)
    place = STARTING_PLACE
    for index, (exercise, seconds) in enumerate(zip(plan.exercises, lead_ins, strict=True)):
        moves = exercise.position not in (place, Position.ANY)
        place = exercise.position if moves else place
        steps.append(
            Step(
                kind=StepKind.LEAD_IN,
                exercise=index,
                seconds=seconds * plan.pace,
                side=_sides(exercise, plan.first_side)[0],
                ends_block=moves and index > 0,
            )
        )
        steps.extend(_steps_of(plan, index, attended=attended))
    return tuple(steps)


def work_seconds(plan: Plan, exercise: Exercise) -> float:
    """The length of an exercise in a plan's stage and pace, without its lead-in."""
    alone = replace(plan, exercises=(exercise,))
    return sum(step.seconds for step in _steps_of(alone, 0, attended=False))


def seconds_by_exercise(plan: Plan, steps: tuple[Step, ...]) -> tuple[float, ...]:
    """The length of each exercise in the plan's order, its lead-in and side changes included."""
    totals = [0.0] * len(plan.exercises)
    for step in steps:
        totals[step.exercise] += step.seconds
    return tuple(totals)


def _steps_of(plan: Plan, index: int, *, attended: bool) -> Iterator[Step]:
    exercise = plan.exercises[index]
    if exercise.self_paced and attended:
        yield from _self_paced(plan, index)
    elif exercise.sides is Sides.ALTERNATE:
        yield from _sets(plan, index, _sides(exercise, plan.first_side))
    else:
        for turn, side in enumerate(_sides(exercise, plan.first_side)):
            if turn:
                yield _side_change(plan, index, side)
            yield from _sets(plan, index, (side,))


def _sides(exercise: Exercise, first: Side) -> tuple[Side | None, ...]:
    return (first, first.other) if exercise.side_order else (None,)


def _sets(plan: Plan, index: int, sides: tuple[Side | None, ...]) -> Iterator[Step]:
    exercise = plan.exercises[index]
    for set_number in range(1, exercise.sets + 1):
        if set_number > 1:
            yield from _rest(plan, index, sides[0], set_number)
        most = max(exercise.reps_for(side) for side in sides)
        turns = [(rep, side) for rep in range(1, most + 1) for side in sides if rep <= exercise.reps_for(side)]
        for turn, (rep, side) in enumerate(turns):
            if turn and exercise.held:
                yield from _rest(plan, index, side, set_number)
            yield from _rep(exercise, index, side, set_number, rep)


def _rep(exercise: Exercise, index: int, side: Side | None, set_number: int, rep: int) -> Iterator[Step]:
    last = max(place for place, beat in enumerate(exercise.rep) if beat.counts)
    for place, beat in enumerate(exercise.rep):
        ends_rep = place == last
        yield Step(
            kind=StepKind.BEAT if beat.counts else StepKind.MOVE,
            exercise=index,
            seconds=beat.seconds,
            cue=beat.cue.replace("{side}", side.capitalize() if side else "").strip(),
            side=side,
            set=set_number,
            rep=rep,
            hold=beat.hold,
            reps=int(ends_rep),
            ends_set=ends_rep and rep == exercise.reps_for(side),
            beat=place,
        )


def _rest(plan: Plan, index: int, side: Side | None, set_number: int) -> Iterator[Step]:
    seconds = plan.exercises[index].rest_seconds * plan.pace
    if seconds:
        yield Step(kind=StepKind.REST, exercise=index, seconds=seconds, side=side, set=set_number)


def _side_change(plan: Plan, index: int, side: Side | None) -> Step:
    exercise = plan.exercises[index]
    seconds = max(exercise.rest_seconds, exercise.side_seconds)
    if exercise.position is Position.SIDE_LYING:
        seconds = max(seconds, plan.lead_in.for_stage(plan.stage).side_turn)
    return Step(kind=StepKind.SIDE_CHANGE, exercise=index, seconds=seconds * plan.pace, side=side)


def _self_paced(plan: Plan, index: int) -> Iterator[Step]:
    exercise = plan.exercises[index]
    alternate = exercise.sides is Sides.ALTERNATE
    sides: tuple[Side | None, ...] = (None,) if alternate else _sides(exercise, plan.first_side)
    for turn, side in enumerate(sides):
        done = _sides(exercise, plan.first_side) if alternate else (side,)
        if turn:
            yield _side_change(plan, index, side)
        for set_number in range(1, exercise.sets + 1):
            if set_number > 1:
                yield from _rest(plan, index, side, set_number)
            yield Step(
                kind=StepKind.OPEN,
                exercise=index,
                seconds=exercise.rep_seconds * sum(exercise.reps_for(one) for one in done),
                cue=exercise.rep[0].cue.replace("{side}", "").strip(),
                side=side,
                set=set_number,
                reps=exercise.reps_for(side),
                ends_set=True,
            )
