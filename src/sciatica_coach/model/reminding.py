"""The daily reminder: when it stays silent, and why: `routines/rules/reminder.yaml`."""

from datetime import datetime, time

from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.sourced import Sourced, read_sourced_time, read_sourced_whole
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of, is_within

LONGEST_AGAIN_MINUTES = 720
ENDED = ("completed", "stopped", "withheld")
"""Outcomes of a session after which nobody needs to be told of it: it was done, ended by choice, or held."""


class ReminderRules(Value):
    """All rules of the daily reminder. Each number has its source beside it."""

    again_after_minutes: Sourced[int]
    quiet_from: Sourced[time]
    quiet_until: Sourced[time]

    def is_quiet(self, profile: Profile, moment: time) -> bool:
        """Whether a time of the day lies in somebody's quiet hours; equal times mean that there are none."""
        start = profile.quiet_from or self.quiet_from.value
        return is_within(moment, start, profile.quiet_until or self.quiet_until.value)


REMINDER_KEYS = frozenset(ReminderRules.value_names)


def read_reminder_rules(mapping: Mapping, faults: list[Fault]) -> ReminderRules:
    """The rules of the daily reminder from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, REMINDER_KEYS, "The rules of the daily reminder")
    fields.require_all(REMINDER_KEYS)
    return ReminderRules(
        again_after_minutes=read_sourced_whole(fields, "again_after_minutes", most=LONGEST_AGAIN_MINUTES),
        quiet_from=read_sourced_time(fields, "quiet_from"),
        quiet_until=read_sourced_time(fields, "quiet_until"),
    )


def why_silent(  # noqa: PLR0913 - each is a circumstance of its own
    entries: list[Entry],
    now: datetime,
    *,
    quiet: bool,
    held: bool,
    in_session: bool,
    begins: int = DAY_BEGINS_AT_HOUR,
) -> str:
    """Why there is nothing to be reminded of at this moment; empty when there is.

    Args:
        entries: those of the journal of the last two days.
        now: the moment, with its offset.
        quiet: whether these are quiet hours.
        held: whether a warning sign, or a clearance not given, withholds the sessions.
        in_session: whether a session runs.
        begins: the hour at which a day begins.
    """
    today = day_of(now, begins)
    of_today = [entry for entry in entries if day_of(moment_of(entry).astimezone(now.tzinfo), begins) == today]
    reasons = {
        "done": any(one["type"] == EntryType.SESSION and one.get("outcome") in ENDED for one in of_today),
        "excused": any(one["type"] == EntryType.EXCUSED for one in of_today),
        "withheld": held,
        "in session": in_session,
        "quiet hours": quiet,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")
