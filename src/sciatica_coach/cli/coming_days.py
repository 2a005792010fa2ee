"""The sessions of the coming days: what `coach today` would plan on each, as if those before it were done."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.dose import short_dose
from sciatica_coach.cli.odd_dates import check_dates
from sciatica_coach.cli.plan_entries import plan_entries
from sciatica_coach.cli.preview import planned
from sciatica_coach.cli.wishes import Wishes
from sciatica_coach.errors import UsageError, WithheldError
from sciatica_coach.files.recent import RecentJournal
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.outcome import ExerciseOutcome, SessionOutcome
from sciatica_coach.model.plan import Plan
from sciatica_coach.session.timeline import expand
from sciatica_coach.sharing.calendar import PlannedDay


def coming_days(coach: Coach, first: date, at: time, count: int) -> Iterator[PlannedDay]:
    """The sessions of so many days; none on a day on which the plan says that there is to be none.

    Args:
        coach: of now.
        first: the first day.
        at: when a session begins, on the wall clock.
        count: of days.

    Raises:
        WithheldError: a warning sign holds the sessions of today: then none are planned.
        FaultyContentError: a date of the profile cannot be.
    """
    most_past_due = coach.library.plan_rules().most_days_past_due.value
    today = planned(coach, Wishes())
    if today.withheld:
        raise WithheldError(today.withheld.text, "No calendar is written while sessions are withheld.")
    entries = plan_entries(coach)
    for day in (first + timedelta(days=number) for number in range(count)):
        if _is_over(coach, day, most_past_due):
            return
        moment = datetime.combine(day, at).astimezone()
        plan = planned(coach.at(moment, RecentJournal(home=coach.home, entries=entries)), Wishes())
        if not plan.withheld:
            entries = [*entries, _done(plan, moment)]
            yield PlannedDay(day=day, minutes=_minutes(plan), exercises=_lines(plan))


def _is_over(coach: Coach, day: date, most_past_due: int) -> bool:
    """Whether the due date is so long past on a day that it needs another profile."""
    try:
        check_dates(coach.profile, day, most_past_due)
    except UsageError:
        return True
    return False


def _done(plan: Plan, moment: datetime) -> Entry:
    """The session of a plan as if it were done: some exercises rest on the days after it."""
    return {
        "id": f"planned-{moment.isoformat()}",
        "type": EntryType.SESSION.value,
        "at": moment.isoformat(),
        "routine": plan.routine,
        "outcome": SessionOutcome.COMPLETED.value,
        "exercises": [
            {"exercise": one.id, "outcome": ExerciseOutcome.DONE.value, "reps_done": one.reps} for one in plan.exercises
        ],
    }


def _minutes(plan: Plan) -> int:
    return max(1, round(sum(step.seconds for step in expand(plan, attended=True)) / 60))


def _lines(plan: Plan) -> tuple[str, ...]:
    return tuple(f"{one.name}: {short_dose(one)}" for one in plan.exercises)
