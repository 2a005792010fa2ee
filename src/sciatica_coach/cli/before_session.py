"""Between the warning signs and the session: the questions that the plan depends on, and the plan.

Imported after the warning signs, so that their first question is there at once.
"""

from sciatica_coach.cli.adjust import Morning, keep_morning, offer_change, offer_easy_day
from sciatica_coach.cli.choose_plan import allowed_today, choose_plan
from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.nerve_questions import ask_nerve_signs
from sciatica_coach.cli.options import choose
from sciatica_coach.cli.pain_form import ask_pain_now
from sciatica_coach.cli.referrals import say_referrals
from sciatica_coach.cli.suggestions import Asked
from sciatica_coach.cli.unfinished import unfinished_today
from sciatica_coach.cli.warning_signs import said_of
from sciatica_coach.cli.weekly import ask_weekly
from sciatica_coach.cli.wishes import SessionOptions, Wishes
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.gate import Gate
from sciatica_coach.model.plan import Plan, Withheld, withhold
from sciatica_coach.model.value import Value
from sciatica_coach.terminal.questions import ask


class Answers(Value):
    """What was answered before a session.

    Attributes:
        unfinished: the session of today to go on with.
        before: the pain now; none where it is not known.
        is_told: whether something was said of seeing a clinician.
        withheld: why there is no session, where the pain is to be seen by somebody first.
    """

    unfinished: Entry | None
    before: Entry | None
    is_told: bool = False
    withheld: Withheld | None = None


def ask_before_session(coach: Coach, wishes: Wishes, options: SessionOptions) -> Answers:
    """Whether to go on with a session of today, the morning after the last one, the week, nerve signs, and the pain."""
    if not options.saves:
        return Answers(unfinished=None, before=_pain_before(coach, options, None))
    unfinished = unfinished_today(coach, wishes, asks=options.asks)
    keep_morning(coach, choose(wishes.morning, Morning, "--morning"), asks=options.asks)
    if options.asks:
        ask_weekly(coach)
        ask_nerve_signs(coach)
    before = _pain_before(coach, options, unfinished)
    referred = say_referrals(coach, before, said_of(wishes), asks=options.asks)
    return Answers(unfinished=unfinished, before=before, is_told=referred.is_told, withheld=referred.withheld)


def _pain_before(coach: Coach, options: SessionOptions, unfinished: Entry | None) -> Entry | None:
    """The pain now, as an option says, or asked for; not where a session goes on, or there is none anyway."""
    if options.before is not None or not options.asks or unfinished or withhold(coach.profile):
        return options.before
    return ask_pain_now()


def wait_to_be_read() -> None:
    """Wait for Enter, where the session would be painted over what was just said."""
    ask("Enter: start the session. ", lambda _: True, "")


def plan_session(
    coach: Coach, wishes: Wishes, options: SessionOptions, gates: frozenset[Gate], answers: Answers
) -> Plan:
    """The plan of the day, after an offer of less on a bad day, and of one change that the rules suggest."""
    unfinished, before = answers.unfinished, answers.before
    offers = options.saves and not unfinished
    asked = Asked(agreed=options.agreed, asks=options.asks and options.saves)
    if offers and before:
        wishes = offer_easy_day(coach, wishes, before["score"], asked)
    plan = choose_plan(coach, wishes, gates, unfinished)
    if not offers or not plan.adapted or plan.withheld:
        return plan
    score = before["score"] if before else None
    if offer_change(coach, plan, allowed_today(coach, wishes, gates, plan), score, asked):
        return choose_plan(coach, wishes, gates, unfinished)
    return plan
