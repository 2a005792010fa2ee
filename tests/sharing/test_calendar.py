"""The calendar: read back with a library, stable from one import to the next, and silent about health."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar

from sciatica_coach.sharing.calendar import PlannedDay, calendar_text

NOW = datetime.fromisoformat("2026-11-26T12:00:00+01:00")
LINES = ("Clam, on your side: 10 reps, each side", "Knee rolls; lying: 6 reps")
DAYS = [PlannedDay(day=date(2026, 11, 27) + timedelta(days=number), minutes=12, exercises=LINES) for number in range(3)]


def text_at(now: datetime = NOW, at: time = time(10, 30), days: list[PlannedDay] = DAYS) -> bytes:
    """The calendar as it is written at a moment."""
    return calendar_text(days, at, 10, now)


def events(text: bytes) -> list[Any]:
    """The events of a calendar, read back."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_event_for_each_day() -> None:
    """At the wall clock's time wherever the phone is, as long as the session takes."""
    found = events(text_at())
    assert [event["DTSTART"].dt for event in found] == [datetime(2026, 11, day, 10, 30) for day in (27, 28, 29)]  # noqa: DTZ001 - floating on purpose
    assert {event["DURATION"].dt for event in found} == {timedelta(minutes=12)}


def test_alarm_before_each() -> None:
    """A display alarm, so many minutes before."""
    for event in events(text_at()):
        (alarm,) = event.walk("VALARM")
        assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(minutes=-10))
        assert "DESCRIPTION" in alarm


def test_second_import_updates_and_does_not_double() -> None:
    """The same days have the same UIDs at another time of day, and are a newer version of the same events."""
    first = {str(event["UID"]): event for event in events(text_at())}
    later = {str(event["UID"]): event for event in events(text_at(NOW + timedelta(hours=1), time(18)))}
    assert first.keys() == later.keys()
    assert len(first) == 3
    for uid, event in later.items():
        assert event["SEQUENCE"] > first[uid]["SEQUENCE"]
        assert event["DTSTAMP"].dt > first[uid]["DTSTAMP"].dt
        assert event["LAST-MODIFIED"].dt == NOW.astimezone(UTC) + timedelta(hours=1)


def test_exercises_in_the_description() -> None:
    """Each with its dose in a line, then the command; commas and semicolons come back as they were."""
    for event in events(text_at()):
        assert str(event["DESCRIPTION"]).split("\n") == [*LINES, "coach today"]


def test_nothing_about_why() -> None:
    """On a shared calendar it says exercises, privately, and not for what; it does not block the day."""
    text = text_at().decode().lower()
    for word in ("sciatica", "pain", "pregnan", "leg", "birth", "session"):
        assert word not in text
    for event in events(text_at()):
        assert (str(event["SUMMARY"]), str(event["CLASS"]), str(event["TRANSP"])) == (
            "Exercises",
            "PRIVATE",
            "TRANSPARENT",
        )


def test_form_of_the_standard() -> None:
    """CRLF, at most 75 octets a line, and what a calendar must have."""
    text = text_at()
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    calendar: Any = Calendar.from_ical(text)
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]
    assert not [component.errors for component in calendar.walk() if component.errors]
