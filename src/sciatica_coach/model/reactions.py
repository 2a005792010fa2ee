"""What happened with each exercise: counts over sessions, as they were noted. Nothing here names a cause."""

from collections import Counter
from datetime import date

from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, records_of
from sciatica_coach.model.outcome import ExerciseOutcome, SessionOutcome
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.trend import score_of
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of

DONE = (ExerciseOutcome.DONE, ExerciseOutcome.PARTIAL, ExerciseOutcome.STOPPED_FOR_PAIN)
WENT_DOWN, IT_HURT = "went down the leg", "it hurt"
WITHHELD = "withheld because of a warning sign, or not cleared yet"
BROKEN_OFF = "broken off (computer or window closed)"
BY_CHOICE = "stopped by choice, no reason noted"
REASONS = (WENT_DOWN, IT_HURT, WITHHELD, BROKEN_OFF, BY_CHOICE)
"""Why something ended early; what a clinician asks about first stands first."""
HURT, DOWN, LOWER, SAME, HIGHER = "hurt", "down", "lower", "same", "higher"
SESSIONS = "sessions"


class Reaction(Value):
    """One exercise: in how many sessions it was done, hurt, or sent pain down the leg, and the scores after those."""

    exercise: str
    sessions: int
    hurt: int
    down: int
    lower: int
    same: int
    higher: int


class Stop(Value):
    """A session or an exercise that ended early: the day, what ended, and why as far as it was noted.

    `exercise` is empty when a whole session ended.
    """

    day: date
    exercise: str
    side: str
    why: str


def reactions(entries: list[Entry]) -> tuple[Reaction, ...]:
    """Each exercise that was done, those that sent pain down the leg or hurt first."""
    tallies: dict[str, Counter[str]] = {}
    for session in of_type(entries, EntryType.SESSION):
        for exercise, marks in _marks(session).items():
            tally = tallies.get(exercise) or tallies.setdefault(exercise, Counter())
            for mark in marks:  # by hand: `update` takes four times as long for a few marks
                tally[mark] += 1
    found = [
        Reaction(
            exercise=exercise,
            sessions=tally[SESSIONS],
            hurt=tally[HURT],
            down=tally[DOWN],
            lower=tally[LOWER],
            same=tally[SAME],
            higher=tally[HIGHER],
        )
        for exercise, tally in tallies.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.down, -one.hurt, -one.sessions, one.exercise)))


def stops(entries: list[Entry], begins: int = DAY_BEGINS_AT_HOUR) -> tuple[Stop, ...]:
    """What ended early, the latest first.

    Args:
        entries: in order.
        begins: the hour at which a day begins.
    """
    found: list[Stop] = []
    for session in of_type(entries, EntryType.SESSION):
        day = day_of(moment_of(session), begins)
        hurt = [
            Stop(
                day=day, exercise=str(record.get("exercise")), side=str(record.get("side") or ""), why=_why_hurt(record)
            )
            for record in records_of(session)
            if _is_hurt(record)
        ]
        why = _why_session(session, hurt=bool(hurt))
        found += [*hurt, *([Stop(day=day, exercise="", side="", why=why)] if why else [])]
    return tuple(reversed(found))


def mornings(entries: list[Entry]) -> tuple[int, int]:
    """How often the leg was back to its usual level by the morning after, and how often it was not."""
    answers = [entry.get("morning") for entry in of_type(entries, EntryType.SESSION)]
    return answers.count("yes"), answers.count("no")


def _marks(session: Entry) -> dict[str, set[str]]:
    """What one session says of each exercise that was done in it."""
    change = _change(score_of(session.get("pain_before")), score_of(session.get("pain_after")))
    marks: dict[str, set[str]] = {}
    for record in records_of(session):
        if record.get("outcome") not in DONE:
            continue
        mine = marks.setdefault(str(record.get("exercise")), {SESSIONS, *change})
        if _is_hurt(record):
            mine.add(DOWN if record.get("hurt") == Hurt.DOWN_THE_LEG else HURT)
    return marks


def _change(before: int | None, after: int | None) -> tuple[str, ...]:
    """What became of the score; nothing where one of both is missing."""
    if before is None or after is None:
        return ()
    return (LOWER if after < before else HIGHER if after > before else SAME,)


def _is_hurt(record: Entry) -> bool:
    return bool(record.get("hurt")) or record.get("outcome") == ExerciseOutcome.STOPPED_FOR_PAIN


def _why_hurt(record: Entry) -> str:
    return WENT_DOWN if record.get("hurt") == Hurt.DOWN_THE_LEG else IT_HURT


def _why_session(session: Entry, *, hurt: bool) -> str:
    """Why a session ended early; nothing where the exercise that hurt says it already."""
    match session.get("outcome"):
        case SessionOutcome.WITHHELD:
            return WITHHELD
        case SessionOutcome.INTERRUPTED:
            return BROKEN_OFF
        case SessionOutcome.STOPPED:
            return "" if hurt else BY_CHOICE
    return ""
