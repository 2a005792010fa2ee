"""When a clinician could help: counters over the journal, each said once, calmly, with its reason.

The rules (CL, C2) are named as in `routines/rules/response.yaml`. They read scores and words that the
user gave; they never name a cause.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from statistics import median

from sciatica_coach.model.entry import Entry, EntryType, moment_of, shown, texts_in
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Stage
from sciatica_coach.model.trend import records_of, score_of
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import day_of

NERVE_WORDS = ("numb", "tingl", "weak", "pins")
SPREADING = "down-the-leg"
NERVE_WEEKS_AFTER_BIRTH = 6
DAYS_IN_WEEK = 7
FURTHEST = tuple(Furthest)


class Referral(Value):
    """A reason to see a clinician: the rule, one calm sentence, and the rule's source."""

    rule: str
    text: str
    source: tuple[str, ...]


def referrals(entries: list[Entry], now: datetime, stage: Stage, rules: ResponseRules) -> list[Referral]:
    """What is worth saying now, without what was said within the last days already."""
    counters: tuple[Callable[[], Referral | None], ...] = (
        lambda: _nerve_signs(entries, now, stage, rules),
        lambda: _high_days(entries, now, rules),
        lambda: _worse(entries, now, rules),
        lambda: _no_change(entries, now, rules),
        lambda: _spreading(entries, now, rules),
        lambda: _weekly(entries, now, rules),
    )
    said = {
        rule
        for entry in shown(entries, EntryType.CHECK)
        if _days_ago(entry, now) < rules.say_again_after_days.value
        for rule in texts_in(entry, "signs")
    }
    found = [referral for counter in counters if (referral := counter())]
    return [referral for referral in found if referral.rule not in said]


def daily_scores(entries: list[Entry]) -> dict[date, int]:
    """One score a day: the highest pain entry, or the score before a session when there is none (TR5)."""
    noted: dict[date, int] = {}
    before: dict[date, int] = {}
    for entry in entries:
        day = day_of(moment_of(entry))
        if entry["type"] == EntryType.PAIN and (score := score_of(entry)) is not None:
            noted[day] = max(noted.get(day, 0), score)
        if entry["type"] == EntryType.SESSION and (score := score_of(entry.get("pain_before"))) is not None:
            before.setdefault(day, score)
    return {**before, **noted}


def week_median(scores: dict[date, int], last: date, rules: ResponseRules) -> float | None:
    """The median of the seven days that end on a day; none with too few entries."""
    days = (last - timedelta(days=back) for back in range(DAYS_IN_WEEK))
    found = [scores[day] for day in days if day in scores]
    return float(median(found)) if len(found) >= rules.entries_a_week.value else None


def _nerve_signs(entries: list[Entry], now: datetime, stage: Stage, rules: ResponseRules) -> Referral | None:
    """Numbness, tingling or weakness in the leg for over a week, by the user's own words (CL3)."""
    early = stage.kind is StageKind.POSTPARTUM and (stage.week or 0) < NERVE_WEEKS_AFTER_BIRTH
    limit = rules.nerve_signs_days_after_birth if early else rules.nerve_signs_days
    since: datetime | None = None
    for entry in shown(entries, EntryType.PAIN):
        words = " ".join(texts_in(entry, "feels")).lower()
        if any(part in words for part in NERVE_WORDS):
            since = since or moment_of(entry)
        elif words:
            since = None
    if since is None or (now - since).total_seconds() <= limit.value * 86400:
        return None
    text = (
        f"You noted numbness, tingling or weakness for more than {limit.value:g} days. If nobody has looked at it, "
        "book a visit within days. New or growing weakness should be seen today."
    )
    return Referral(rule="CL3", text=text, source=limit.source)


def _high_days(entries: list[Entry], now: datetime, rules: ResponseRules) -> Referral | None:
    """A high score on several days running (CL4)."""
    scores, days, today = daily_scores(entries), int(rules.high_days.value), day_of(now)
    last = today if today in scores else today - timedelta(days=1)  # before today's score the run ends yesterday
    latest = [scores.get(last - timedelta(days=back), -1) for back in range(days)]
    if not all(score >= rules.high_score.value for score in latest):
        return None
    text = (
        f"Your score was {rules.high_score.value:g} or more on {days} days running. "
        "A clinician can help: book a visit within days."
    )
    return Referral(rule="CL4", text=text, source=rules.high_score.source)


def _worse(entries: list[Entry], now: datetime, rules: ResponseRules) -> Referral | None:
    """Pain up, or further down the leg, against the week before (C2 row 14)."""
    scores, today = daily_scores(entries), day_of(now)
    this, last = (week_median(scores, today - timedelta(days=back), rules) for back in (0, DAYS_IN_WEEK))
    risen = this is not None and last is not None and this - last >= rules.worse_rise.value
    places, before = (_furthest(entries, today - timedelta(days=back), rules) for back in (0, DAYS_IN_WEEK))
    lower = places is not None and before is not None and places > before
    if not risen and not lower:
        return None
    what = "is higher" if risen else "goes further down the leg"
    text = f"Your pain {what} than the week before. It is worth telling a clinician at the next visit."
    return Referral(rule="C2-14", text=text, source=rules.worse_rise.source)


def _furthest(entries: list[Entry], last: date, rules: ResponseRules) -> float | None:
    """The median of the furthest points of seven days, as a number from 0 (none) to 5 (foot)."""
    first = last - timedelta(days=DAYS_IN_WEEK - 1)
    found = [
        FURTHEST.index(entry["furthest"])
        for entry in shown(entries, EntryType.PAIN)
        if entry.get("furthest") in FURTHEST and first <= day_of(moment_of(entry)) <= last
    ]
    return float(median(found)) if len(found) >= rules.entries_a_week.value else None


def _no_change(entries: list[Entry], now: datetime, rules: ResponseRules) -> Referral | None:
    """No change that people notice after some weeks (CL1)."""
    scores, today = daily_scores(entries), day_of(now)
    current = week_median(scores, today, rules)
    if current is None or current < rules.still_hurts_at.value or not scores:
        return None
    for weeks in (rules.no_change_weeks_whatever, rules.no_change_weeks):
        start = today - timedelta(weeks=weeks.value)
        baseline = week_median(scores, start + timedelta(days=DAYS_IN_WEEK - 1), rules)
        if baseline is None or _is_less(baseline, current, rules):
            continue
        if weeks is rules.no_change_weeks and _adherence(entries, start, today) < rules.no_change_adherence.value:
            continue
        text = (
            f"Your scores have not gone down much in {weeks.value:g} weeks. "
            "That happens; a clinician can look at what else may help."
        )
        return Referral(rule="CL1", text=text, source=weeks.source)
    return None


def _is_less(baseline: float, current: float, rules: ResponseRules) -> bool:
    """Whether a score went down in a way that people notice: by so much, or by a share of it (TR1, TR2)."""
    down = baseline - current
    share = rules.meaningful_share.value
    return down >= rules.meaningful_change.value or (down >= rules.meaningful_least.value and down >= share * baseline)


def _spreading(entries: list[Entry], now: datetime, rules: ResponseRules) -> Referral | None:
    """An exercise that sent pain down the leg more than once (CE3)."""
    counts: dict[str, int] = {}
    for entry in shown(entries, EntryType.SESSION):
        if _days_ago(entry, now) > rules.spreading_days.value:
            continue
        for exercise in {
            str(record.get("exercise")) for record in records_of(entry) if record.get("hurt") == SPREADING
        }:
            counts[exercise] = counts.get(exercise, 0) + 1
    if max(counts.values(), default=0) < rules.spreading_times.value:
        return None
    text = (
        "An exercise sent pain down your leg more than once: it stays out. "
        "A physiotherapist can say what to do instead."
    )
    return Referral(rule="CE3", text=text, source=rules.spreading_times.source)


def _weekly(entries: list[Entry], now: datetime, rules: ResponseRules) -> Referral | None:
    """The weekly answers: pain that stops the day, or breaks the sleep of most nights (CL2, CL4)."""
    measures = shown(entries, EntryType.MEASURE)
    last = measures[-1] if measures else None
    if last is None or _days_ago(last, now) > DAYS_IN_WEEK:
        return None
    if last.get("moves_less") is True and len(measures) > 1 and measures[-2].get("moves_less") is True:
        text = "You noted twice running that you moved less than the week before. A clinician can help: book a visit."
        return Referral(rule="C2-14", text=text, source=rules.weekly_answers.source)
    if last.get("stops_day") is True or last.get("broken_sleep") is True:
        what = "stops your day" if last.get("stops_day") is True else "breaks your sleep"
        text = f"You noted that pain {what}. A clinician can help: book a visit within days."
        return Referral(rule="CL2", text=text, source=rules.weekly_answers.source)
    return None


def _adherence(entries: list[Entry], start: date, today: date) -> float:
    """The share of days since `start` with a session, when one a day is planned, without withheld and excused days."""
    done: set[date] = set()
    withheld: set[date] = set()
    for entry in shown(entries, EntryType.EXCUSED):
        withheld.add(day_of(moment_of(entry)))
    for entry in shown(entries, EntryType.SESSION):
        day = day_of(moment_of(entry))
        (withheld if entry.get("outcome") == "withheld" else done).add(day)
    days = {start + timedelta(days=back) for back in range((today - start).days)} - withheld
    return len(days & done) / len(days) if days else 0.0


def _days_ago(entry: Entry, now: datetime) -> float:
    return (now - moment_of(entry)).total_seconds() / 86400
