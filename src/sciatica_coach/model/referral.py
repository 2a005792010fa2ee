"""When a clinician could help: counters over the journal, each said once, calmly, with its reason.

The rules (CL, C2, PM, CE) are named as in `routines/rules/response.yaml`. They read scores and words that the
user gave; they never name a cause.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sciatica_coach.model.condition import Condition
from sciatica_coach.model.daily import DAYS_IN_WEEK, dated, places_of, scores_of, week_median
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, records_of, texts_in
from sciatica_coach.model.nerve_signs import Complaint, NerveSign, last_review, nerve_signs
from sciatica_coach.model.outcome import SessionOutcome
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.response_rules import Names, ResponseRules
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.score_change import Direction, change
from sciatica_coach.model.stage import Stage
from sciatica_coach.model.text import one_line, shortened
from sciatica_coach.model.trend import score_of
from sciatica_coach.model.trend_rules import Number
from sciatica_coach.model.value import Value
from sciatica_coach.model.weekly import weekly_measures
from sciatica_coach.model.when import day_of

TWO_WEEKS_WORSE = "worse-two-weeks"
LONGEST_NAMES = 40
BOOK = "A clinician can help: book a visit within days."


class Referral(Value):
    """A reason to see a clinician: the rule, one calm sentence, and the rule's source.

    `sign` is the sign of `safety.yaml` that it counts as, where it must be seen today and holds the sessions.
    """

    rule: str
    text: str
    source: tuple[str, ...]
    sign: str = ""


class _Case(Value):
    """What the counters look at."""

    entries: list[Entry]
    now: datetime
    stage: Stage
    rules: ResponseRules
    conditions: tuple[Condition, ...]

    @property
    def today(self) -> date:
        return day_of(self.now)

    def days_ago(self, entry: Entry) -> float:
        return (self.now - moment_of(entry)).total_seconds() / 86400

    def checks_within(self, days: float) -> list[Entry]:
        return [entry for entry in of_type(self.entries, EntryType.CHECK) if self.days_ago(entry) < days]


def referrals(
    entries: list[Entry], now: datetime, stage: Stage, rules: ResponseRules, conditions: tuple[Condition, ...] = ()
) -> list[Referral]:
    """What is worth saying now, without what was said within the last days already."""
    case = _Case(entries=entries, now=now, stage=stage, rules=rules, conditions=conditions)
    recent = case.checks_within(rules.say_again_after_days.value)
    said = {sign for entry in recent for sign in texts_in(entry, "signs")}
    if said.intersection(rules.pelvic_signs.value) or _was_ever_said("CL5", entries):
        said.add("CL5")  # the card of such a sign has said it, and a lasting condition is told once
    return [referral for referral in _found(case) if referral.sign or referral.rule not in said]


def mentions(
    entries: list[Entry], now: datetime, stage: Stage, rules: ResponseRules, conditions: tuple[Condition, ...] = ()
) -> list[Referral]:
    """What is worth telling a clinician now, whether or not it was said before."""
    return _found(_Case(entries=entries, now=now, stage=stage, rules=rules, conditions=conditions))


def progress_question(entries: list[Entry], now: datetime, rules: ResponseRules) -> int | None:
    """How many weeks back to ask "better, the same or worse than then?", where too few scores can tell (CL1).

    Counted from the first entry, or from the last review that the user reported; none when it is not due.
    """
    days = [day_of(moment_of(one)) for one in entries if one["type"] in (EntryType.PAIN, EntryType.SESSION)]
    if not days:
        return None
    reviewed, scores, today = last_review(entries), daily_scores(entries), day_of(now)
    first = max(day_of(reviewed), min(days)) if reviewed else min(days)
    for weeks in (rules.no_change_weeks_whatever, rules.no_change_weeks):
        start = today - timedelta(weeks=weeks.value)
        if first <= start:
            known = _known_baseline(scores, start, rules) is not None and week_median(scores, today, rules) is not None
            return None if known else round(weeks.value)
    return None


def daily_scores(entries: list[Entry]) -> dict[date, int]:
    """One score a day: the highest pain entry, or the score before a session when there is none (TR5)."""
    return scores_of(dated(entries))


def adherence(entries: list[Entry], start: date, today: date) -> float | None:
    """The share of days from `start` until yesterday with a session, when one a day is planned (AD2).

    Days withheld and excused are taken out; none when nothing was planned.
    """
    done: set[date] = set()
    withheld: set[date] = set()
    for entry in of_type(entries, EntryType.EXCUSED):
        withheld.add(day_of(moment_of(entry)))
    for entry in of_type(entries, EntryType.SESSION):
        day = day_of(moment_of(entry))
        (withheld if entry.get("outcome") == SessionOutcome.WITHHELD else done).add(day)
    days = {start + timedelta(days=back) for back in range((today - start).days)} - withheld
    return len(days & done) / len(days) if days else None


def _found(case: _Case) -> list[Referral]:
    """What each counter says, each rule once."""
    counters: tuple[Callable[[_Case], Referral | None], ...] = (
        _nerve_signs,
        _high_days,
        _broken_sleep,
        _worse,
        _no_change,
        _spreading,
        _stopped_days,
        _pelvic,
    )
    by_rule: dict[str, Referral] = {}
    for counter in counters:
        referral = counter(case)
        if referral:
            by_rule.setdefault(referral.rule, referral)
    return list(by_rule.values())


def _was_ever_said(rule: str, entries: list[Entry]) -> bool:
    return any(rule in texts_in(entry, "signs") for entry in of_type(entries, EntryType.CHECK))


# Numbness, tingling and weakness


def _nerve_signs(case: _Case) -> Referral | None:
    """Numbness, tingling or weakness that gets worse, or lasts and was never looked at; the most urgent first."""
    signs = nerve_signs(case.entries, case.rules)
    worse = next((_grown(sign, case.rules.worse_signs) for sign in signs if sign.is_worse), None)
    if worse:
        return worse
    found = [one for sign in signs if (one := _lasting(sign, case))]
    return next((one for one in found if one.sign), found[0] if found else None)


def _grown(sign: NerveSign, signs: Names) -> Referral:
    """It got worse: to be seen today (C2 row 9, F04)."""
    if sign.complaint is Complaint.WEAKNESS:
        text = "You noted that the weakness in your leg got worse."
        return Referral(rule="C2-9", text=text, source=signs.source, sign=signs.value[0])
    text = "You noted that the numbness or tingling in your leg got worse."
    return Referral(rule="F04", text=text, source=signs.source, sign=signs.value[-1])


def _lasting(sign: NerveSign, case: _Case) -> Referral | None:
    """For more than some days, and never looked at (CL3, by C2 row 13 and C4)."""
    rules, week = case.rules, case.stage.week or 0
    early = case.stage.kind is StageKind.POSTPARTUM and week < rules.nerve_weeks_after_birth.value
    limit = rules.nerve_signs_days_after_birth if early else rules.nerve_signs_days
    lasts = (case.now - sign.since).total_seconds() > limit.value * 86400
    if sign.examined_at or not lasts:
        return None
    what = "weakness" if sign.complaint is Complaint.WEAKNESS else "numbness or tingling"
    text = (
        f"You noted {what} in the leg for more than {limit.value:g} days. Nobody has looked at it, as far as you noted."
    )
    if early:
        return Referral(rule="CL3", text=text, source=limit.source, sign="numb-since-birth")
    if sign.complaint is Complaint.WEAKNESS:
        return Referral(rule="CL3", text=text, source=limit.source, sign="weak-for-days")
    if _told_long_ago(sign, case):
        return Referral(rule="CL3", text=text, source=rules.unexamined_days.source, sign="numb-for-days")
    text = (
        f"You noted {what} for more than {limit.value:g} days. If nobody has looked at it, "
        "book a visit within days. New or growing weakness should be seen today."
    )
    return Referral(rule="CL3", text=text, source=limit.source)


def _told_long_ago(sign: NerveSign, case: _Case) -> bool:
    """Whether the advice to book a visit was given long enough ago."""
    told = [one for one in of_type(case.entries, EntryType.CHECK) if "CL3" in texts_in(one, "signs")]
    since = [one for one in told if moment_of(one) >= sign.since]
    return bool(since) and case.days_ago(since[0]) >= case.rules.unexamined_days.value


# Scores


def _high_days(case: _Case) -> Referral | None:
    """A high score, or one before the session that is above the limit, on several days running (CL4, PM6)."""
    rules, days = case.rules, int(case.rules.high_days.value)
    if _runs(daily_scores(case.entries), case, rules.high_score.value):
        what = f"Your score was {rules.high_score.value:g} or more on {days} days running."
        return Referral(rule="CL4", text=f"{what} {BOOK}", source=rules.high_score.source)
    above = rules.stop_above_score
    if _runs(_scores_before(case.entries), case, above.value + 1):
        what = f"Your score before the session was above {above.value:g} on {days} days running."
        return Referral(rule="CL4", text=f"{what} {BOOK}", source=rules.high_days.source)
    return None


def _runs(scores: dict[date, int], case: _Case, least: float) -> bool:
    """Whether the scores of some days running were high, in a run that ended lately."""
    high = [scores.get(case.today - timedelta(days=back), -1) >= least for back in range(_days_looked_at(case))]
    days = int(case.rules.high_days.value)
    return any(all(high[end : end + days]) for end in range(len(high) - days + 1))


def _days_looked_at(case: _Case) -> int:
    return int(case.rules.high_days_ago.value + case.rules.high_days.value)


def _scores_before(entries: list[Entry]) -> dict[date, int]:
    """The score before the first session of each day."""
    found: dict[date, int] = {}
    for entry in of_type(entries, EntryType.SESSION):
        score = score_of(entry.get("pain_before"))
        if score is not None:
            found.setdefault(day_of(moment_of(entry)), score)
    return found


def is_worse(entries: list[Entry], now: datetime, rules: ResponseRules) -> bool:
    """Whether this week is worse than the week before: then nothing grows (PM3)."""
    return _worse_week(_Case(entries=entries, now=now, stage=Stage(), rules=rules, conditions=()), 0) is not None


def _worse(case: _Case) -> Referral | None:
    """Worse than the week before; to be seen today when the week before was worse too (C2 row 14, CL2)."""
    found, rules = _worse_week(case, 0), case.rules
    if found is None:
        return None
    what, source = found
    if not _worse_week(case, DAYS_IN_WEEK):
        return Referral(rule="C2-14", text=f"{what} than the week before. {BOOK}", source=source)
    recent = case.checks_within(rules.say_again_after_days.value)
    if any(TWO_WEEKS_WORSE in texts_in(entry, "signs") for entry in recent):
        return None
    text = f"{what} than the week before, and that for two weeks running."
    return Referral(rule="C2-14", text=text, source=source, sign=TWO_WEEKS_WORSE)


def _worse_week(case: _Case, back: int) -> tuple[str, tuple[str, ...]] | None:
    """In what the week that ended so many days ago was worse than the one before it, and the source of that rule."""
    scores, rules, last = daily_scores(case.entries), case.rules, case.today - timedelta(days=back)
    this, before = (week_median(scores, day, rules) for day in (last, last - timedelta(days=DAYS_IN_WEEK)))
    if this is not None and before is not None and this - before >= rules.worse_rise.value:
        return "Your pain is higher", rules.worse_rise.source
    places = places_of(dated(case.entries))
    place, earlier = (week_median(places, day, rules) for day in (last, last - timedelta(days=DAYS_IN_WEEK)))
    if place is not None and earlier is not None and place - earlier >= rules.worse_place.value:
        return "Your pain goes further down the leg", rules.worse_place.source
    answers = [one for one in weekly_measures(case.entries) if back <= case.days_ago(one) < back + DAYS_IN_WEEK]
    if answers and answers[-1].get("moves_less") is True:
        return "You noted that you moved less", rules.worse_place.source
    return None


def _no_change(case: _Case) -> Referral | None:
    """No change that people notice after some weeks, by the scores or, with too few of them, by the answer (CL1)."""
    scores, rules = daily_scores(case.entries), case.rules
    current, reviewed = week_median(scores, case.today, rules), last_review(case.entries)
    if current is not None and current < rules.still_hurts_at.value:
        return None
    for weeks in (rules.no_change_weeks_whatever, rules.no_change_weeks):
        start = case.today - timedelta(weeks=weeks.value)
        if reviewed and day_of(reviewed) > start:
            continue
        baseline = _known_baseline(scores, start, rules)
        if current is None or baseline is None:
            what = _answered(case, weeks)
        elif change(baseline, current, rules).direction is Direction.DOWN:
            continue
        else:
            what = f"Your scores have not gone down much in {weeks.value:g} weeks."
        share = adherence(case.entries, start, case.today) or 0.0
        if not what or (weeks is rules.no_change_weeks and share < rules.no_change_adherence.value):
            continue
        text = f"{what} That happens; a clinician can look at what else may help."
        return Referral(rule="CL1", text=text, source=weeks.source)
    return None


def _answered(case: _Case, weeks: Number) -> str:
    """What the user answered in this week about so many weeks ago; empty when it is better, or was not asked."""
    answers = [
        one
        for one in of_type(case.entries, EntryType.MEASURE)
        if one.get("compared_weeks") == weeks.value and case.days_ago(one) < DAYS_IN_WEEK
    ]
    words = {"same": "about the same as", "worse": "worse than"}
    compared = words.get(str(answers[-1].get("compared"))) if answers else None
    return f"You said that it is {compared} {weeks.value:g} weeks ago." if compared else ""


def _known_baseline(scores: dict[date, int], start: date, rules: ResponseRules) -> float | None:
    """The median of the seven days that begin on a day; none with too few entries."""
    return week_median(scores, start + timedelta(days=DAYS_IN_WEEK - 1), rules)


# Exercises and weekly answers


def _spreading(case: _Case) -> Referral | None:
    """An exercise that sent pain down the leg more than once (CE3)."""
    counts: dict[str, int] = {}
    rules = case.rules
    for entry in of_type(case.entries, EntryType.SESSION):
        if case.days_ago(entry) > rules.spreading_days.value:
            continue
        for exercise in {
            str(record.get("exercise")) for record in records_of(entry) if record.get("hurt") == Hurt.DOWN_THE_LEG
        }:
            counts[exercise] = counts.get(exercise, 0) + 1
    often = [one_line(exercise) for exercise, count in counts.items() if count >= rules.spreading_times.value]
    if not often:
        return None
    names = shortened(", ".join(often), LONGEST_NAMES)
    text = (
        f"An exercise ({names}) sent pain down your leg more than once: it stays out. "
        "A physiotherapist can say what to do instead."
    )
    return Referral(rule="CE3", text=text, source=rules.spreading_times.source)


def _stopped_days(case: _Case) -> Referral | None:
    """Pain that stops the usual day, by the weekly answers (CL2)."""
    if not _last_week_said(case, "stops_day"):
        return None
    return Referral(
        rule="CL2", text=f"You noted that pain stops your day. {BOOK}", source=case.rules.weekly_answers.source
    )


def _broken_sleep(case: _Case) -> Referral | None:
    """Sleep that pain breaks on most nights, by the weekly answers (CL4)."""
    if not _last_week_said(case, "broken_sleep"):
        return None
    text = f"You noted that pain breaks your sleep on most nights. {BOOK}"
    return Referral(rule="CL4", text=text, source=case.rules.high_score.source)


def _last_week_said(case: _Case, key: str) -> bool:
    measures = weekly_measures(case.entries)
    return bool(measures) and case.days_ago(measures[-1]) <= DAYS_IN_WEEK and measures[-1].get(key) is True


def _pelvic(case: _Case) -> Referral | None:
    """Signs of the pelvic floor and the pelvic joints (CL5)."""
    rules = case.rules
    recent = case.checks_within(rules.say_again_after_days.value)
    noted = {sign for entry in recent for sign in texts_in(entry, "signs")}
    if Condition.PELVIC_JOINT not in case.conditions and not noted.intersection(rules.pelvic_signs.value):
        return None
    text = (
        "You noted trouble of the pelvic floor or the pelvic joints. A pelvic health physiotherapist can help with it."
    )
    return Referral(rule="CL5", text=text, source=rules.pelvic_signs.source)
