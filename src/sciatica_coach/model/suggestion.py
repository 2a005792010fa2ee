"""One change of a dose, offered and answered; and all that it depends on."""

from collections.abc import Callable
from datetime import date, datetime

from sciatica_coach.model.changes import dose_changes
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type
from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.trend import DID_SOMETHING
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import day_of

Allowed = Callable[[str], Exercise | None]
"""An exercise by its id, if it may be done today and is not in the plan already."""


def nothing_else(_: str) -> Exercise | None:
    """No other exercise is allowed."""
    return None


class Situation(Value):
    """All that a suggestion depends on.

    Attributes:
        exercises: today's, with the doses that they have now.
        entries: the journal, at least of the last weeks.
        now: the moment of the session.
        rules: the thresholds.
        flare: the id of the routine for a bad day; after it every suggestion waits (PR5c).
        allowed: finds the harder or easier exercise that may take the place of one.
        score: the pain before this session, as far as it is known.
        stage_began: the day on which the user's stage began; what was done before it does not count (PR2).
    """

    exercises: tuple[Exercise, ...]
    entries: list[Entry]
    now: datetime
    rules: ResponseRules
    flare: str = ""
    allowed: Allowed = nothing_else
    score: int | None = None
    stage_began: date | None = None

    @property
    def sessions(self) -> list[Entry]:
        """The sessions of this stage in which something was done."""
        first = self.stage_began or date.min
        done = (one for one in of_type(self.entries, EntryType.SESSION) if one.get("outcome") in DID_SOMETHING)
        return [one for one in done if day_of(moment_of(one)) >= first]

    @property
    def changes(self) -> list[Entry]:
        """The changes of a dose, accepted or not."""
        return dose_changes(self.entries)


class Suggestion(Value):
    """One change of a dose, to be accepted or not.

    An empty exercise means the whole routine; a side means that side alone. Before and after are numbers, or the ids
    of two exercises; without anything before, the id of a routine.
    """

    exercise: str
    key: str
    before: float | str | None
    after: float | str
    rule: str
    text: str
    source: tuple[str, ...]
    side: Side | None = None


def change_entry(suggestion: Suggestion, *, accepted: bool, entry_id: str, at: str) -> Entry:
    """A suggestion and its answer as an entry of the journal."""
    return {
        "id": entry_id,
        "type": EntryType.CHANGE.value,
        "at": at,
        "exercise": suggestion.exercise or None,
        "side": suggestion.side.value if suggestion.side else None,
        "key": suggestion.key,
        "from": suggestion.before,
        "to": suggestion.after,
        "rule": suggestion.rule,
        "reason": suggestion.text,
        "accepted": accepted,
    }
