"""What the journal says before a session: the morning after, less on a bad day, and one suggestion."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.suggestions import Asked, offer
from sciatica_coach.cli.wishes import Wishes
from sciatica_coach.model.changes import ROUTINE, TODAY
from sciatica_coach.model.due import is_morning_due
from sciatica_coach.model.easy_day import easy_day
from sciatica_coach.model.entry import EntryType, merge
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.response import suggest
from sciatica_coach.model.suggestion import Allowed, Situation, Suggestion
from sciatica_coach.model.value import replace
from sciatica_coach.model.word import Word
from sciatica_coach.terminal.questions import ask

MORNING_QUESTION = "Was the leg back to its usual level by the morning after your last session?"


class Morning(Word):
    """Whether extra pain had settled by the morning after a session."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


def keep_morning(coach: Coach, given: Morning | None, *, asks: bool) -> None:
    """Ask about the morning after the last session, once, on a later day; and keep the answer with that session."""
    last = coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION)
    if last is None or not (asks or given):
        return
    if not is_morning_due(last, coach.today, coach.library.response_rules(), coach.day_begins):
        return
    answer = given or ask(f"{MORNING_QUESTION} y, n, or Enter if not sure: ", _read_morning, "y or n.")
    morning = answer or Morning.NOT_SURE
    coach.journal.add({**last, "morning": morning.value, "edited_at": coach.now.isoformat()})


def offer_easy_day(coach: Coach, wishes: Wishes, score: int, asked: Asked) -> Wishes:
    """Offer less on a bad day; the wishes with the answer, which is kept.

    An easy session is a wish. A share of the usual one is in the journal, where the plan of the day finds it.
    """
    if wishes.easy or wishes.routine is not None:
        return wishes
    library = coach.library
    flare = library.plan_rules().flare.value
    less = easy_day(score, coach.lately, coach.now, library.response_rules(), flare)
    if less is None:
        return wishes
    reason, share = less.reason, less.share
    less_today = Suggestion(
        exercise="",
        key=ROUTINE if share is None else TODAY,
        before=None if share is None else 1.0,
        after=flare if share is None else share,
        rule=reason.rule,
        text=reason.text,
        source=(reason.source,),
    )
    yes, no = ("the easy session.", "the usual one.") if share is None else ("do that.", "all of it.")
    accepted = offer(coach, less_today, f"y: {yes}   Enter: {no} ", asked)
    return replace(wishes, flare=True) if accepted and share is None else wishes


def offer_change(coach: Coach, plan: Plan, allowed: Allowed, score: int | None, asked: Asked) -> bool:
    """Offer the one change that the rules suggest, if any; whether it was accepted.

    Args:
        coach: the run of the program.
        plan: the session of today without it.
        allowed: finds the harder or easier exercise that may take the place of one.
        score: the pain before this session, as far as it is known.
        asked: how it is answered.
    """
    library = coach.library
    entries = merge([*coach.lately, *coach.journal.of_type(EntryType.CHANGE)])
    suggestion = suggest(
        Situation(
            exercises=plan.exercises,
            entries=entries,
            now=coach.now,
            rules=library.response_rules(),
            flare=library.plan_rules().flare.value,
            allowed=allowed,
            score=score,
            stage_began=coach.profile.stage_began,
        )
    )
    return suggestion is not None and offer(coach, suggestion, "y: do that.   Enter: leave it as it is. ", asked)


def _read_morning(answer: str) -> Morning | None:
    """Yes or no as a letter or a word; `not sure` is no no."""
    words = answer.lower()
    if words.startswith(("not", "unsure", "?")):
        return Morning.NOT_SURE
    return {"y": Morning.YES, "yes": Morning.YES, "n": Morning.NO, "no": Morning.NO}.get(words)
