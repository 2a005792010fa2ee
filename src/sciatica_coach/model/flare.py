"""Flare-ups: when one began, which day of it today is, and whether it settles (rule D5)."""

from datetime import date, datetime, timedelta

from sciatica_coach.model.changes import ROUTINE, TODAY, is_accepted
from sciatica_coach.model.daily import week_median
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, texts_in
from sciatica_coach.model.referral import Referral, daily_scores
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.trend import DID_SOMETHING
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import day_of

EXCUSED_FLARE = "flare"
"""The reason of an excused day (`coach log --excused flare`) that is a day of a flare-up."""


class Flare(Value):
    """A flare-up: the first day with less, and the last one so far."""

    first: date
    last: date

    def day_number(self, day: date) -> int:
        """Which day of the flare-up a day is, from 1."""
        return (day - self.first).days + 1


def lessened_days(entries: list[Entry], flare: str) -> set[date]:
    """The days on which less was done because of a flare-up: the easy session, a share of the usual one, or none.

    Args:
        entries: the journal.
        flare: the id of the easy routine; empty when there is none.
    """
    sessions = {
        day_of(moment_of(entry))
        for entry in of_type(entries, EntryType.SESSION)
        if flare and entry.get("routine") == flare and entry.get("outcome") in DID_SOMETHING
    }
    changes = {
        day_of(moment_of(entry))
        for entry in of_type(entries, EntryType.CHANGE)
        if is_accepted(entry) and entry.get("key") in (ROUTINE, TODAY)
    }
    excused = {
        day_of(moment_of(entry))
        for entry in of_type(entries, EntryType.EXCUSED)
        if entry.get("reason") == EXCUSED_FLARE
    }
    return sessions | changes | excused


def flares(entries: list[Entry], flare: str, rules: ResponseRules) -> list[Flare]:
    """All flare-ups, in order: days with less that lie no further apart than one flare-up lasts."""
    found: list[Flare] = []
    for day in sorted(lessened_days(entries, flare)):
        if found and found[-1].day_number(day) <= rules.flare_last_day.value:
            found[-1] = Flare(first=found[-1].first, last=day)
        else:
            found.append(Flare(first=day, last=day))
    return found


def current_flare(entries: list[Entry], day: date, flare: str, rules: ResponseRules) -> Flare | None:
    """The flare-up that began on an earlier day and is not over on this one."""
    earlier = [one for one in flares(entries, flare, rules) if one.first < day]
    return earlier[-1] if earlier and earlier[-1].day_number(day) <= rules.flare_last_day.value else None


def settles(score: int, entries: list[Entry], flare: Flare, rules: ResponseRules) -> bool | None:
    """Whether a flare-up settles by a score of today; none when nothing is known to compare it with."""
    scores = daily_scores(entries)
    usual = week_median(scores, flare.first - timedelta(days=1), rules)
    first = scores.get(flare.first)
    if usual is None and first is None:
        return None
    near = usual is not None and score <= usual + rules.flare_settled_rise.value
    lower = first is not None and score <= first - rules.flare_settled_fall.value
    return near or lower


def flare_referrals(entries: list[Entry], now: datetime, flare: str, rules: ResponseRules) -> list[Referral]:
    """What is worth saying now, without what was said within the last days already."""
    said = any("D5" in texts_in(entry, "signs") for entry in _lately_said(entries, day_of(now), rules))
    return [] if said else flare_mentions(entries, now, flare, rules)


def flare_mentions(entries: list[Entry], now: datetime, flare: str, rules: ResponseRules) -> list[Referral]:
    """When a clinician could help with flare-ups: the third in a month, or one that does not settle in a week."""
    today, found = day_of(now), flares(entries, flare, rules)
    days = rules.many_flares_days
    many = [one for one in found if (today - one.first).days < days.value]
    if len(many) >= rules.many_flares.value:
        text = (
            f"You had {len(many)} flare-ups in {days.value:g} days. A clinician can help you plan for the next one: "
            "book a visit."
        )
        return [Referral(rule="D5", text=text, source=rules.many_flares.source)]
    if found and _goes_on(found[-1], entries, today, rules):
        text = (
            f"Your flare-up has not settled in {rules.flare_last_day.value:g} days. "
            "A clinician can help: book a visit within days."
        )
        return [Referral(rule="D5", text=text, source=rules.flare_last_day.source)]
    return []


def _lately_said(entries: list[Entry], today: date, rules: ResponseRules) -> list[Entry]:
    days = rules.say_again_after_days.value
    return [entry for entry in of_type(entries, EntryType.CHECK) if (today - day_of(moment_of(entry))).days < days]


def _goes_on(flare: Flare, entries: list[Entry], today: date, rules: ResponseRules) -> bool:
    """Whether the latest score, from the last day of a flare-up or the week after it, has not settled."""
    number, last = flare.day_number(today), rules.flare_last_day.value
    scores = {day: score for day, score in daily_scores(entries).items() if flare.day_number(day) >= last}
    if not last <= number < last + rules.easy_day_again_days.value or not scores:
        return False
    return settles(scores[max(scores)], entries, flare, rules) is False
