"""Whether today is a bad day, on which the easy session is offered (PM6, D5). It is offered, never imposed."""

from datetime import datetime, timedelta

from sciatica_coach.model.daily import dated, scores_of, week_median
from sciatica_coach.model.entry import Entry, EntryType, moment_of, shown
from sciatica_coach.model.plan import Reason
from sciatica_coach.model.response_rules import Number, ResponseRules
from sciatica_coach.model.when import day_of


def easy_day(score: int, entries: list[Entry], now: datetime, rules: ResponseRules, flare: str) -> Reason | None:
    """Why the easy session is offered; none when nothing speaks for it.

    Args:
        score: the pain before the session.
        entries: the journal, at least of the last eight days.
        now: the moment of the question.
        rules: the thresholds.
        flare: the id of the easy routine; after it a rise is not told again for some days.
    """
    if score > rules.stop_above_score.value:
        text = f"Your pain is {score} now, above {rules.stop_above_score.value:g}"
        return _reason("PM6", text, rules.stop_above_score)
    usual = week_median(scores_of(dated(entries)), day_of(now) - timedelta(days=1), rules)
    if usual is None or score - usual < rules.easy_day_rise.value or _was_easy(entries, now, rules, flare):
        return None
    text = f"Your pain is {score} now; in the week before it was mostly {usual:g}"
    return _reason("D5", text, rules.easy_day_rise)


def _reason(rule: str, what: str, number: Number) -> Reason:
    text = f"{what}. There is an easy session of a few minutes for such a day. It counts in full."
    return Reason(rule=rule, text=text, source=", ".join(number.source))


def _was_easy(entries: list[Entry], now: datetime, rules: ResponseRules, flare: str) -> bool:
    oldest = now - timedelta(days=rules.easy_day_again_days.value)
    return any(
        entry.get("routine") == flare and moment_of(entry) > oldest for entry in shown(entries, EntryType.SESSION)
    )
