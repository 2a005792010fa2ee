"""How far a calendar reaches and when it rings: `routines/rules/calendar.yaml`."""

from datetime import time

from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.sourced import Sourced, read_sourced
from sciatica_coach.model.value import Value

MOST_WEEKS = 26
MOST_ALARM_MINUTES = 24 * 60


class CalendarRules(Value):
    """The numbers of a calendar, each with its source."""

    weeks: Sourced[int]
    begins_at: Sourced[time]
    alarm_minutes: Sourced[int]


CALENDAR_KEYS = frozenset(CalendarRules.value_names)


def read_calendar_rules(mapping: Mapping, faults: list[Fault]) -> CalendarRules:
    """The numbers from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, CALENDAR_KEYS, "The rules of the calendar")
    for key in sorted(CALENDAR_KEYS):
        fields.require(key, "…")
    return CalendarRules(
        weeks=read_sourced(fields, "weeks", lambda inner: inner.whole("value", 1, most=MOST_WEEKS), 1),
        begins_at=read_sourced(fields, "begins_at", _read_time, time()),
        alarm_minutes=read_sourced(
            fields, "alarm_minutes", lambda inner: inner.whole("value", 1, least=0, most=MOST_ALARM_MINUTES), 1
        ),
    )


def _read_time(fields: Fields) -> time:
    text = fields.text("value")
    try:
        return time.fromisoformat(text)
    except ValueError:
        fields.fault(fields.line_of("value"), f'`value: {text}` is not a time: write it as `value: "10:00"`.')
        return time()
