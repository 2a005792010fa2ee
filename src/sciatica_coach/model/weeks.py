"""Pain, furthest point and sessions by week, for a page that a clinician reads in a hurry."""

from datetime import date, timedelta
from statistics import median, median_high

from sciatica_coach.model.entry import Entry, EntryType, moment_of, shown
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.referral import DAYS_IN_WEEK, FURTHEST, daily_scores, week_median
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.trend import DID_SOMETHING
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import day_of


class Week(Value):
    """Seven days or, at the beginning, fewer. None stands for too few entries; days, not entries, are counted."""

    first: date
    last: date
    pain: float | None
    furthest: Furthest | None
    done: int
    planned: int


def weeks_of(entries: list[Entry], first: date, last: date, rules: ResponseRules) -> tuple[Week, ...]:
    """The weeks that end on the last day, oldest first; what lies outside of the days counts for nothing."""
    inside = [entry for entry in entries if first <= day_of(moment_of(entry)) <= last]
    scores, places = daily_scores(inside), _daily_places(inside)
    done, out = _session_days(inside)
    weeks: list[Week] = []
    end = last
    while end >= first:
        start = max(first, end - timedelta(days=DAYS_IN_WEEK - 1))
        days = {start + timedelta(days=number) for number in range((end - start).days + 1)}
        planned = days - (out - done) - ({last} - done)  # the last day is not over yet
        weeks.append(
            Week(
                first=start,
                last=end,
                pain=week_median(scores, end, rules),
                furthest=_median_place([places[day] for day in days if day in places], rules),
                done=len(days & done),
                planned=len(planned),
            )
        )
        end = start - timedelta(days=1)
    return tuple(reversed(weeks))


def joined(weeks: tuple[Week, ...], count: int) -> tuple[Week, ...]:
    """So many weeks as one, from the latest back: the medians of their medians, and days a week as a mean."""
    ends = range(len(weeks), 0, -count)
    return tuple(_as_one(weeks[max(0, end - count) : end]) for end in reversed(ends))


def _as_one(weeks: tuple[Week, ...]) -> Week:
    scores = [week.pain for week in weeks if week.pain is not None]
    places = [FURTHEST.index(week.furthest) for week in weeks if week.furthest is not None]
    return Week(
        first=weeks[0].first,
        last=weeks[-1].last,
        pain=median(scores) if scores else None,
        furthest=FURTHEST[median_high(places)] if places else None,
        done=round(sum(week.done for week in weeks) / len(weeks)),
        planned=round(sum(week.planned for week in weeks) / len(weeks)),
    )


def pain_change(weeks: tuple[Week, ...], rules: ResponseRules) -> str:
    """The last median against the first, in the words that its rule allows (TR1, TR2, TR6); no cause is named."""
    known = [week.pain for week in weeks if week.pain is not None]
    if len(known) < 2:  # noqa: PLR2004 - one is no change
        return "Not enough entries yet to compare weeks."
    before, after = known[0], known[-1]
    down = before - after
    least = rules.meaningful_least.value
    share = down >= least and down >= rules.meaningful_share.value * before
    if down >= rules.meaningful_change.value or share:
        return f"Down {down:g}: a change that people usually notice."
    if -down >= rules.worse_rise.value:
        return f"Up {-down:g}: a change that people usually notice."
    return "A smaller change than people usually notice."


def place_change(weeks: tuple[Week, ...]) -> str:
    """Whether the furthest point moved between the first and the last week that have one."""
    known = [FURTHEST.index(week.furthest) for week in weeks if week.furthest is not None]
    if len(known) < 2:  # noqa: PLR2004 - one is no change
        return "Not enough entries yet to compare weeks."
    if known[-1] == known[0]:
        return "The same place."
    return "Moved up the leg." if known[-1] < known[0] else "Moved further down the leg."


def _daily_places(entries: list[Entry]) -> dict[date, int]:
    """The furthest point of each day, as a number from 0 (none) to 5 (foot)."""
    places: dict[date, int] = {}
    for entry in shown(entries, EntryType.PAIN):
        if entry.get("furthest") in FURTHEST:
            day = day_of(moment_of(entry))
            places[day] = max(places.get(day, 0), FURTHEST.index(entry["furthest"]))
    return places


def _median_place(places: list[int], rules: ResponseRules) -> Furthest | None:
    """The median; between two places, the lower one down the leg."""
    return FURTHEST[median_high(places)] if len(places) >= rules.entries_a_week.value else None


def _session_days(entries: list[Entry]) -> tuple[set[date], set[date]]:
    """The days with a session that was begun, and the days that do not count: excused or withheld."""
    done: set[date] = set()
    out = {day_of(moment_of(entry)) for entry in shown(entries, EntryType.EXCUSED)}
    for entry in shown(entries, EntryType.SESSION):
        if entry.get("outcome") in DID_SOMETHING:
            done.add(day_of(moment_of(entry)))
        elif entry.get("outcome") == "withheld":
            out.add(day_of(moment_of(entry)))
    return done, out
