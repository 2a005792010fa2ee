"""The daily reminder: what keeps it silent."""

from datetime import datetime, time, timedelta, timezone

import pytest
from tests.programme import LIBRARY, entry

from sciatica_coach.model.profile import Profile
from sciatica_coach.model.reminding import why_silent

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 7, 30, tzinfo=ZONE)
RULES = LIBRARY.reminder_rules()


def silent(*entries: dict[str, object], **around: bool) -> str:
    """Why nothing is shown with these entries and circumstances."""
    circumstances = {"quiet": False, "held": False, "in_session": False, **around}
    return why_silent(list(entries), NOW, **circumstances)


def test_day_begins_when_the_profile_says() -> None:
    """At half past seven it is still yesterday for somebody whose day begins at eight."""
    done = [entry("session", "2026-11-21T20:00:00+01:00", outcome="completed")]
    assert why_silent(done, NOW, quiet=False, held=False, in_session=False) == ""
    assert why_silent(done, NOW, quiet=False, held=False, in_session=False, begins=8) == "done"


def test_nothing_done_is_a_reason_to_remind() -> None:
    """With an empty journal the reminder is shown."""
    assert silent() == ""


SESSIONS = {
    "completed": "done",
    "stopped": "done",
    "withheld": "done",
    "interrupted": "",
}


@pytest.mark.parametrize(("outcome", "reason"), SESSIONS.items())
def test_session_of_today(outcome: str, reason: str) -> None:
    """A session that was done or ended by choice silences it; one that a crash cut off does not."""
    assert silent(entry("session", "2026-11-22T06:00:00+01:00", outcome=outcome)) == reason


def test_session_of_yesterday_does_not_count() -> None:
    """Each day has its own reminder."""
    assert silent(entry("session", "2026-11-21T20:00:00+01:00", outcome="completed")) == ""


def test_night_belongs_to_the_day_before() -> None:
    """A session at three in the morning was yesterday's; one at half past four is today's."""
    assert silent(entry("session", "2026-11-22T03:00:00+01:00", outcome="completed")) == ""
    assert silent(entry("session", "2026-11-22T04:30:00+01:00", outcome="completed")) == "done"


def test_other_offsets_are_reckoned_in_the_local_day() -> None:
    """A session written in UTC counts on the day that it was here."""
    assert silent(entry("session", "2026-11-22T02:30:00+00:00", outcome="completed")) == ""
    assert silent(entry("session", "2026-11-22T03:30:00+00:00", outcome="completed")) == "done"


def test_excused_day() -> None:
    """An excused day silences it; pain and activities do not."""
    assert silent(entry("excused", "2026-11-22T06:00:00+01:00", reason="flare")) == "excused"
    assert silent(entry("activity", "2026-11-22T06:00:00+01:00"), entry("pain", "2026-11-22T06:10:00+01:00")) == ""


@pytest.mark.parametrize(
    ("circumstance", "reason"), [("quiet", "quiet hours"), ("held", "withheld"), ("in_session", "in session")]
)
def test_circumstances(circumstance: str, reason: str) -> None:
    """Quiet hours, a hold, and a running session silence it."""
    assert silent(**{circumstance: True}) == reason


def test_quiet_hours_are_the_profiles() -> None:
    """The usual quiet hours hold until the profile names others; equal times mean that there are none."""
    assert RULES.is_quiet(Profile(), time(23))
    assert not RULES.is_quiet(Profile(), time(7, 30))
    assert RULES.is_quiet(Profile(quiet_until=time(8)), time(7, 30))
    assert not RULES.is_quiet(Profile(quiet_from=time(0), quiet_until=time(0)), time(23))
