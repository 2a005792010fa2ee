"""How far a calendar reaches and when it rings: `routines/rules/calendar.yaml`."""

from datetime import time

from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.sourced import Sourced, read_sourced_time, read_sourced_whole
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
    fields.require_all(CALENDAR_KEYS)
    return CalendarRules(
        weeks=read_sourced_whole(fields, "weeks", most=MOST_WEEKS),
        begins_at=read_sourced_time(fields, "begins_at"),
        alarm_minutes=read_sourced_whole(fields, "alarm_minutes", least=0, most=MOST_ALARM_MINUTES),
    )
