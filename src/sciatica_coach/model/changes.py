"""What accepted changes make of doses: entries of the type `change`, in the order in which they were accepted.

A change that nobody could do, or that this version does not know, is passed over.
"""

from collections.abc import Iterable
from datetime import date

from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type
from sciatica_coach.model.exercise import Category, Exercise, Side
from sciatica_coach.model.fields import LONGEST_SECONDS, MOST_REPS, MOST_SETS
from sciatica_coach.model.text import plural
from sciatica_coach.model.value import replace
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of

SHARE, REPS, HOLD, SETS = "share", "reps", "hold", "sets"
HARDER, EASIER = "harder", "easier"
"""Another exercise in the place of one, from then on."""
DOSE_KEYS = (SHARE, REPS, HOLD, SETS, HARDER, EASIER)
"""What the suggestions change. The other keys change no dose for good."""
ROUTINE = "routine"
"""What an easy day changes: another routine for once."""
TODAY = "today"
"""What a day within a flare-up changes: a share of the reps, for that day."""
BACK = "back"
"""What the user changes: an exercise that was left out may be done again."""
_MOST = {SHARE: 1, TODAY: 1, REPS: MOST_REPS, HOLD: LONGEST_SECONDS, SETS: MOST_SETS}


def dose_changes(entries: list[Entry]) -> list[Entry]:
    """The changes of a dose, accepted or not."""
    return [entry for entry in of_type(entries, EntryType.CHANGE) if entry.get("key") in DOSE_KEYS]


def is_accepted(entry: Entry) -> bool:
    """Whether the user said yes."""
    return entry.get("accepted") is True


def dose_at(entry: Entry, end: str) -> float:
    """The dose at one end of a change, `from` or `to`; 0 where no exercise could have it."""
    value = entry.get(end)
    most = _MOST.get(str(entry.get("key")), 0)
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most
    return float(value) if fits and value else 0.0


def amount(key: str, value: float | str) -> str:
    """A dose in words: `12 reps`, `35 seconds`, `1 set`."""
    if key == HOLD:
        return f"{value:g} seconds"
    return plural(round(float(value)), "set" if key == SETS else "rep")


def with_changes(exercises: Iterable[Exercise], entries: list[Entry], least_reps: int) -> list[Exercise]:
    """The exercises with the doses of all accepted changes.

    Args:
        exercises: with the doses of their files or routines.
        entries: the changes, in their order.
        least_reps: so few reps are left at the least (PR5c).
    """
    changed = list(exercises)
    for entry in of_type(entries, EntryType.CHANGE):
        value = dose_at(entry, "to")
        if is_accepted(entry) and value:
            changed = [_changed(exercise, entry, value, least_reps) for exercise in changed]
    return changed


def accepted_share(entries: list[Entry]) -> float:
    """What is left of the whole after all accepted "do less of everything": 1 when there was none."""
    share = 1.0
    for entry in of_type(entries, EntryType.CHANGE):
        if is_accepted(entry) and entry.get("key") == SHARE:
            share *= dose_at(entry, "to") or 1
    return share


def share_of_day(entries: list[Entry], day: date, begins: int = DAY_BEGINS_AT_HOUR) -> float:
    """The share of the reps that was accepted for one day (D5), which begins at an hour: 1 when none was."""
    shares = [
        dose_at(entry, "to") or 1.0
        for entry in of_type(entries, EntryType.CHANGE)
        if is_accepted(entry) and entry.get("key") == TODAY and day_of(moment_of(entry), begins) == day
    ]
    return shares[-1] if shares else 1.0


def variants(entries: list[Entry]) -> dict[str, str]:
    """Which exercise stands in the place of which other one, by their ids: the harder or easier one that was accepted.

    The way back from one to the other takes both away.
    """
    found: dict[str, str] = {}
    for entry in of_type(entries, EntryType.CHANGE):
        start, end = entry.get("from"), entry.get("to")
        if not is_accepted(entry) or entry.get("key") not in (HARDER, EASIER):
            continue
        if not isinstance(start, str) or not isinstance(end, str) or start == end:
            continue
        if found.get(end) == start:
            del found[end]
        else:
            found[start] = end
    return found


def shared(exercise: Exercise, share: float, least_reps: int) -> Exercise:
    """The exercise with a share of its reps, rounded down so that less is less, but never under the least (PR5c)."""
    least = 1 if exercise.held else least_reps
    sides = {side: max(min(reps, least), int(reps * share)) for side, reps in exercise.side_reps.items()}
    return replace(exercise, reps=max(min(exercise.reps, least), int(exercise.reps * share)), side_reps=sides)


def with_hold(exercise: Exercise, seconds: float) -> Exercise:
    """The exercise with another hold."""
    return replace(exercise, rep=tuple(replace(beat, seconds=seconds) if beat.hold else beat for beat in exercise.rep))


def _changed(exercise: Exercise, entry: Entry, value: float, least_reps: int) -> Exercise:
    if entry.get("exercise") not in (None, exercise.id):
        return exercise
    whole = max(1, round(value))
    match entry.get("key"):
        case "reps" if entry.get("side") in tuple(Side):
            changed = replace(exercise, side_reps={**exercise.side_reps, Side(entry["side"]): whole})
        case "reps":
            changed = replace(exercise, reps=whole)
        case "sets":
            changed = replace(exercise, sets=whole)
        case "hold" if exercise.category is not Category.NERVE_GLIDE:
            changed = with_hold(exercise, value)
        case "share":
            changed = shared(exercise, value, least_reps)
        case _:
            changed = exercise
    return changed
