"""Which little exercises may be done today, by the rules of planning, and whether sessions are withheld at all."""

from collections.abc import Callable
from datetime import timedelta

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.warning_signs import Standing, WarningSigns
from sciatica_coach.errors import UsageError
from sciatica_coach.model.eligibility import Today
from sciatica_coach.model.entry import EntryType, merge
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.plan import withhold
from sciatica_coach.model.resting import resting_exercises


def is_held(coach: Coach) -> bool:
    """Whether a warning sign, or a clearance that was not given, withholds the sessions."""
    return bool(_standing(coach).withheld or withhold(coach.profile))


def may_do(coach: Coach) -> Callable[[str], bool]:
    """Tells whether an exercise may be done today, by its id; none may while the sessions are withheld."""
    standing = _standing(coach)
    if standing.withheld or withhold(coach.profile):
        return lambda _: False
    rules, now = coach.library.plan_rules(), coach.now
    journal = coach.journal
    lately = journal.since((now - timedelta(days=rules.out_within_days.value)).timestamp())
    entries = merge(
        [*journal.of_type(EntryType.SESSION, word=Hurt.DOWN_THE_LEG), *journal.of_type(EntryType.CHANGE), *lately]
    )
    today = Today(
        profile=coach.profile,
        stage=coach.profile.stage_on(coach.today, rules.unknown_week.value),
        rules=rules,
        conditions=coach.library.conditions(coach.profile.conditions),
        gates=standing.gates,
        resting=resting_exercises(entries, now, rules),
        strength_done=False,
    )

    def fits(exercise_id: str) -> bool:
        try:
            return today.refusal(coach.library.exercise(exercise_id)) is None
        except UsageError:  # an exercise that is not there
            return False

    return fits


def _standing(coach: Coach) -> Standing:
    return WarningSigns(coach, coach.journal.of_type(EntryType.CHECK)).without_asking(())
