"""The sessions of the coming weeks for the phone's calendar: RFC 5545, with alarms.

A calendar is often shared, or on a screen at work. So an event and its alarm say "Exercises"; what is done, and how
much of it, stands in the description of an event that is marked as private. Nowhere stand the name of the routine,
the stage, and why one does them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sciatica_coach.model.value import Value

if TYPE_CHECKING:
    from icalendar.cal import Component

PRODUCT = "-//coach//exercises//EN"
UID_HOST = "coach.invalid"
"""A name that RFC 2606 keeps free for ever."""
SUMMARY = "Exercises"
COMMAND = "coach today"


class PlannedDay(Value):
    """A session that is to come.

    Attributes:
        day: on which it is.
        minutes: how long it takes.
        exercises: each with its dose, in a line.
    """

    day: date
    minutes: int
    exercises: tuple[str, ...]


def calendar_text(days: Iterable[PlannedDay], at: time, alarm_minutes: int, now: datetime) -> bytes:
    """A calendar with an event for each day.

    The UID of an event is made of its day, so that importing the calendar of a later week moves what is
    there and adds the rest. Times have no zone: ten o'clock is ten o'clock wherever the phone is.

    Args:
        days: the sessions.
        at: when a session begins, on the wall clock.
        alarm_minutes: how long before that the alarm rings.
        now: with its offset; later calendars are newer versions of the same events.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    alarm = Alarm()
    _fill(alarm, {"action": "DISPLAY", "description": SUMMARY, "trigger": timedelta(minutes=-alarm_minutes)})
    for planned in days:
        event = Event()
        _fill(event, _properties(planned, at, now))
        event.add_component(alarm)
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def _fill(component: "Component", properties: dict[str, object]) -> None:
    for name, value in properties.items():
        component.add(name, value)


def _properties(planned: PlannedDay, at: time, now: datetime) -> dict[str, object]:
    stamp = now.astimezone(UTC)
    return {
        "uid": f"exercises-{planned.day.isoformat()}@{UID_HOST}",
        "dtstamp": stamp,
        "last-modified": stamp,
        "sequence": int(now.timestamp()) // 60,
        "dtstart": datetime.combine(planned.day, at),
        "duration": timedelta(minutes=planned.minutes),
        "summary": SUMMARY,
        "description": "\n".join([*planned.exercises, COMMAND]),
        "class": "PRIVATE",
        "transp": "TRANSPARENT",
    }
