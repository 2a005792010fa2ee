"""What the journal says before a session: the morning after, one suggestion, and when to see somebody."""

from datetime import timedelta
from enum import StrEnum

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import say
from sciatica_coach.cli.wishes import Wishes
from sciatica_coach.model.easy_day import easy_day
from sciatica_coach.model.entry import EntryType, moment_of
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.response import DID_SOMETHING, ROUTINE, Suggestion, change_entry, suggest
from sciatica_coach.model.value import replace
from sciatica_coach.model.when import day_of
from sciatica_coach.terminal.questions import ask

LOOK_BACK_DAYS = 70
MORNING_ASKED_WITHIN_DAYS = 3
MORNING_QUESTION = "Was the leg back to its usual level by the morning after your last session?"


class Morning(StrEnum):
    """Whether extra pain had settled by the morning after a session."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


def keep_morning(coach: Coach, given: Morning | None, *, asks: bool) -> None:
    """Ask about the morning after the last session, once, on a later day; and keep the answer with that session."""
    last = coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION)
    if last is None or last.get("outcome") not in DID_SOMETHING or last.get("morning"):
        return
    days = (coach.today - day_of(moment_of(last))).days
    if not 1 <= days <= MORNING_ASKED_WITHIN_DAYS or not (asks or given):
        return
    answer = given or ask(f"{MORNING_QUESTION} y, n, or Enter if not sure: ", _read_morning, "y or n.")
    morning = answer or Morning.NOT_SURE
    coach.journal.add({**last, "morning": morning.value, "edited_at": coach.now.isoformat()})


def offer_easy_day(coach: Coach, wishes: Wishes, score: int) -> Wishes:
    """Offer the easy session on a bad day; the wishes with the answer, which is kept."""
    if wishes.flare or wishes.routine is not None:
        return wishes
    now, library = coach.now, coach.library
    flare = library.plan_rules().flare.value
    entries = coach.journal.since((now - timedelta(days=LOOK_BACK_DAYS)).timestamp())
    reason = easy_day(score, entries, now, library.response_rules(), flare)
    if reason is None:
        return wishes
    say(f"{reason.text}\n(rule {reason.rule}; source: {reason.source})")
    accepted = ask("y: the easy session.   Enter: the usual one. ", _read_accept, "y, or Enter.") is True
    offer = Suggestion(
        exercise="", key=ROUTINE, before=0.0, after=0.0, rule=reason.rule, text=reason.text, source=(reason.source,)
    )
    entry = change_entry(offer, accepted=accepted, entry_id=coach.new_id, at=now.isoformat())
    coach.journal.add({**entry, "from": None, "to": flare})
    return replace(wishes, flare=accepted)


def offer_change(coach: Coach, plan: Plan) -> bool:
    """Offer the one change that the rules suggest, if any; whether it was accepted."""
    now = coach.now
    entries = coach.journal.since((now - timedelta(days=LOOK_BACK_DAYS)).timestamp())
    library = coach.library
    suggestion = suggest(plan.exercises, entries, now, library.response_rules(), library.plan_rules().flare.value)
    if suggestion is None:
        return False
    say(f"{suggestion.text}\n(rule {suggestion.rule}; source: {', '.join(suggestion.source)})")
    accepted = ask("y: do that.   Enter: leave it as it is. ", _read_accept, "y, or Enter.") is True
    entry = change_entry(suggestion, accepted=accepted, entry_id=coach.new_id, at=now.isoformat())
    coach.journal.add(entry)
    return accepted


def _read_morning(answer: str) -> Morning | None:
    """Yes or no as a letter or a word; `not sure` is no no."""
    words = answer.lower()
    if words.startswith(("not", "unsure", "?")):
        return Morning.NOT_SURE
    return {"y": Morning.YES, "yes": Morning.YES, "n": Morning.NO, "no": Morning.NO}.get(words)


def _read_accept(answer: str) -> bool | None:
    return {"y": True, "n": False}.get(answer[:1].lower())
