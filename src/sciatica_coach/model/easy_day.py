"""Whether today is a bad day, on which less is offered (PM6, D5). It is offered, never imposed."""

from datetime import date, datetime, timedelta

from sciatica_coach.model.daily import week_median
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.flare import current_flare, lessened_days, settles
from sciatica_coach.model.plan import Reason
from sciatica_coach.model.referral import daily_scores
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.trend_rules import Number
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import day_of

EASY_SESSION = "There is an easy session of a few minutes for such a day. It counts in full."


class Less(Value):
    """What is offered on a bad day, and why: a share of the reps of the usual session, or else the easy session."""

    reason: Reason
    share: float | None = None


def easy_day(score: int, entries: list[Entry], now: datetime, rules: ResponseRules, flare: str) -> Less | None:
    """What is offered today; none when nothing speaks for less.

    Args:
        score: the pain before the session.
        entries: the journal, at least of the two weeks before.
        now: the moment of the question.
        rules: the thresholds.
        flare: the id of the easy routine.
    """
    today = day_of(now)
    scores = daily_scores(entries)
    usual = week_median(scores, today - timedelta(days=1), rules)
    if score > rules.stop_above_score.value:
        return _high(score, scores, today, usual, rules)
    if current_flare(entries, today, flare, rules):
        return _in_flare(score, entries, today, rules, flare)
    if usual is None or score - usual < rules.easy_day_rise.value or _was_easy(entries, today, rules, flare):
        return None
    return _easy("D5", f"Your pain is {score} now; in the week before it was mostly {usual:g}", rules.easy_day_rise)


def _high(score: int, scores: dict[date, int], today: date, usual: float | None, rules: ResponseRules) -> Less:
    """The easy session when pain is high; and that it was high before, where it usually is not."""
    high, days = rules.stop_above_score, round(rules.easy_day_high_days.value)
    before = [scores.get(today - timedelta(days=back), -1) for back in range(1, days)]
    if usual is not None and usual <= high.value and all(one > high.value for one in before):
        text = f"Your pain was above {high.value:g} on {days} days running; it is {score} now"
        return _easy("D5", text, rules.easy_day_high_days)
    return _easy("PM6", f"Your pain is {score} now, above {high.value:g}", high)


def _in_flare(score: int, entries: list[Entry], today: date, rules: ResponseRules, flare: str) -> Less | None:
    """What is offered on a later day of a flare-up: the easy session, then a share of the usual one, then all of it."""
    current = current_flare(entries, today, flare, rules)
    settled = settles(score, entries, current, rules) if current else None
    if current is None or settled is None:
        return None
    number = current.day_number(today)
    text = f"This is day {number} of your flare-up"
    if number < rules.flare_share_from_day.value:
        return _easy("D5", text, rules.flare_share_from_day)
    if not settled:
        return _easy("D5", f"{text}, and your pain of {score} has not settled yet", rules.flare_settled_rise)
    if number >= rules.flare_whole_from_day.value:
        return None
    share = rules.flare_share
    text = f"{text}, and it settles: {round(100 * share.value)} of 100 of the reps today, all of them in a few days."
    return Less(reason=Reason(rule="D5", text=text, source=", ".join(share.source)), share=share.value)


def _easy(rule: str, what: str, number: Number) -> Less:
    return Less(reason=Reason(rule=rule, text=f"{what}. {EASY_SESSION}", source=", ".join(number.source)))


def _was_easy(entries: list[Entry], today: date, rules: ResponseRules, flare: str) -> bool:
    """Whether a flare-up was within the last days: then a score alone begins no other one."""
    oldest = today - timedelta(days=rules.easy_day_again_days.value)
    return any(day > oldest for day in lessened_days(entries, flare))
