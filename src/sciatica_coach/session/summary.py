"""What was done in a session, folded from its events: one record for each exercise and side."""

from collections.abc import Iterable
from math import inf

from sciatica_coach.model.entry import Entry, EntryType, whole_if_whole
from sciatica_coach.model.exercise import Exercise, Side, Sides
from sciatica_coach.model.outcome import ExerciseOutcome, SessionOutcome
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.value import Value
from sciatica_coach.session.events import (
    Ended,
    EndReason,
    Event,
    LedBack,
    PainFelt,
    PainScored,
    PainTakenBack,
    Resumed,
    StepBegan,
    StepLeft,
)
from sciatica_coach.session.timeline import Step, StepKind


class ExerciseRecord(Value):
    """What was done of one exercise on one side. Seconds are those of beats and holds really done."""

    exercise: str
    outcome: ExerciseOutcome
    sets: int
    reps_done: int
    reps_planned: int
    seconds: float
    side: Side | None
    hurt: Hurt | None = None


class SessionRecord(Value):
    """What was done in a session. Active seconds are all but the pauses.

    `scores`: the pain that was said between exercises, each with the id of the last exercise before it.
    """

    outcome: SessionOutcome
    active_seconds: float
    paused_seconds: float
    exercises: tuple[ExerciseRecord, ...]
    scores: tuple[tuple[str, int], ...] = ()


class _Tally:
    """The sums of one session while its events are read."""

    def __init__(self) -> None:
        self.best: dict[int, float] = {}
        self.finished: set[int] = set()
        self.begun: dict[tuple[int, Side | None], int] = {}
        self.passed: dict[int, int] = {}
        self.exercise = 0
        self.pain: dict[int, tuple[int, Hurt | None]] = {}
        self.active = 0.0
        self.paused = 0.0
        self.outcome = SessionOutcome.INTERRUPTED


def summarise(plan: Plan, steps: tuple[Step, ...], events: Iterable[Event]) -> SessionRecord:
    """The record of a session from its events so far; `interrupted` while it has not ended.

    A step that was done more than once counts once, with the longest time spent in it: nothing that
    was finished is taken back by going back, and no hold counts for more than was planned.
    """
    tally = _Tally()
    scores: list[tuple[str, int]] = []
    for moment, event in enumerate(events):
        if isinstance(event, PainScored):
            scores.append((plan.exercises[event.exercise].id, event.score))
        _add(tally, steps, event, moment)
    records = tuple(_record(plan, steps, tally, *part) for part in _parts(plan, tally))
    did_nothing = all(record.seconds == 0 for record in records)
    if tally.outcome is SessionOutcome.COMPLETED and did_nothing:
        tally.outcome = SessionOutcome.STOPPED
    return SessionRecord(
        outcome=tally.outcome,
        active_seconds=round(tally.active, 1),
        paused_seconds=round(tally.paused, 1),
        exercises=records,
        scores=tuple(scores),
    )


def _pass_on(tally: _Tally, exercise: int, moment: int) -> None:
    """Another exercise begins: the one before it in the plan, if one comes from there, is over with all its sides."""
    if exercise == tally.exercise + 1:
        tally.passed.setdefault(tally.exercise, moment)
    tally.exercise = exercise


def _add(tally: _Tally, steps: tuple[Step, ...], event: Event, moment: int) -> None:
    match event:
        case StepBegan():
            _pass_on(tally, steps[event.step].exercise, moment)
        case StepLeft():
            step = steps[event.step]
            tally.active += event.seconds
            if step.counts and (event.seconds or event.finished):
                tally.begun.setdefault((step.exercise, step.side), moment)
                tally.best[event.step] = max(tally.best.get(event.step, 0.0), event.seconds)
            if event.finished:
                tally.finished.add(event.step)
        case Resumed():
            tally.paused += event.seconds
        case LedBack():
            tally.active += event.seconds
        case PainTakenBack():
            tally.pain.pop(event.exercise, None)
        case PainFelt():
            known = tally.pain.get(event.exercise, (event.step, None))
            tally.pain[event.exercise] = (known[0], event.hurt or known[1])
        case Ended():
            completed = event.reason is EndReason.COMPLETED
            tally.outcome = SessionOutcome.COMPLETED if completed else SessionOutcome.STOPPED


def _parts(plan: Plan, tally: _Tally) -> list[tuple[int, Side | None]]:
    """Every exercise and side in the order done: what was skipped where it was skipped, what was not reached last."""
    planned = [
        (index, side) for index, exercise in enumerate(plan.exercises) for side in sides_of(exercise, plan.first_side)
    ]

    def moment(part: tuple[int, Side | None]) -> float:
        begun = [when for done, when in tally.begun.items() if _is_part_of(part, done)]
        return min(begun, default=tally.passed.get(part[0], inf))

    return sorted(planned, key=moment)


def _is_part_of(part: tuple[int, Side | None], done: tuple[int, Side | None]) -> bool:
    """Whether a record is about something done; an open step by turns is about both sides."""
    return part[0] == done[0] and done[1] in (part[1], None)


def sides_of(exercise: Exercise, first: Side) -> tuple[Side | None, ...]:
    """The sides that have a record of their own, in the order in which they are done."""
    return (first, first.other) if exercise.side_order else (None,)


def _record(plan: Plan, steps: tuple[Step, ...], tally: _Tally, index: int, side: Side | None) -> ExerciseRecord:
    exercise = plan.exercises[index]
    own = [place for place, step in enumerate(steps) if step.counts and _belongs(step, index, side)]
    shares = 2 if exercise.sides is Sides.ALTERNATE and any(steps[place].side is None for place in own) else 1
    seconds = sum(tally.best.get(place, 0.0) for place in own) / shares
    finished = [steps[place] for place in own if place in tally.finished]
    reps = sum(exercise.reps_for(side) if step.kind is StepKind.OPEN else step.reps for step in finished)
    planned = exercise.sets * exercise.reps_for(side)
    return ExerciseRecord(
        exercise=exercise.id,
        outcome=_outcome(tally, steps, (index, side), seconds, all_done=reps >= planned),
        sets=sum(step.ends_set for step in finished),
        reps_done=reps,
        reps_planned=planned,
        seconds=round(seconds, 1),
        side=side,
        hurt=tally.pain[index][1] if _hurt(tally, steps, (index, side)) else None,
    )


def _belongs(step: Step, index: int, side: Side | None) -> bool:
    return step.exercise == index and (step.side is side or step.side is None)


def _outcome(
    tally: _Tally, steps: tuple[Step, ...], part: tuple[int, Side | None], seconds: float, *, all_done: bool
) -> ExerciseOutcome:
    if all_done:
        return ExerciseOutcome.DONE
    if _hurt(tally, steps, part):
        return ExerciseOutcome.STOPPED_FOR_PAIN
    return ExerciseOutcome.PARTIAL if seconds > 0 else ExerciseOutcome.SKIPPED


def _hurt(tally: _Tally, steps: tuple[Step, ...], part: tuple[int, Side | None]) -> bool:
    index, side = part
    return index in tally.pain and steps[tally.pain[index][0]].side in (side, None)


def record_entry(record: ExerciseRecord) -> Entry:
    """An exercise record as the journal has it."""
    entry: Entry = {
        "exercise": record.exercise,
        "outcome": record.outcome.value,
        "sets": record.sets,
        "reps_done": record.reps_done,
        "reps_planned": record.reps_planned,
        "seconds": whole_if_whole(record.seconds),
        "side": record.side.value if record.side else None,
    }
    if record.hurt:
        entry["hurt"] = record.hurt.value
    return entry


def session_entry(record: SessionRecord, routine: str | None, *, entry_id: str, at: str, ended_at: str) -> Entry:
    """A session as an entry of the journal, without the pain before and after; instants are ISO with an offset."""
    during = [{"exercise": exercise, "score": score} for exercise, score in record.scores]
    return {
        "id": entry_id,
        "type": EntryType.SESSION.value,
        "at": at,
        "ended_at": ended_at,
        "routine": routine,
        "outcome": record.outcome.value,
        "active_seconds": whole_if_whole(record.active_seconds),
        "paused_seconds": whole_if_whole(record.paused_seconds),
        "pain_before": None,
        **({"pain_during": during} if during else {}),
        "pain_after": None,
        "exercises": [record_entry(exercise) for exercise in record.exercises],
    }
