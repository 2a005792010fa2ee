"""Dates of the profile that cannot be, such as a birth to come: no plan is made for a week that nobody is in."""

from datetime import date

from sciatica_coach.cli.coach import Coach
from sciatica_coach.errors import UsageError
from sciatica_coach.model.node import Fault
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import DAYS_OF_PREGNANCY

HINT = "`coach setup` corrects it, or tells where you are now. Nothing was lost."


def check_dates(profile: Profile, today: date, days_past_due: int) -> None:
    """Refuse dates that cannot be: a birth to come, a due date too far ahead or so many days past.

    Args:
        profile: has the dates.
        today: by the calendar; a birth after midnight is of a day that begins only hours later, as days are counted.
        days_past_due: how long past a due date may be.
    """
    if profile.stage is StageKind.POSTPARTUM and profile.born and profile.born > today:
        raise UsageError(f"The birth on {profile.born} is still to come.", "Use --stage pregnancy --due DATE.")
    if profile.stage is StageKind.PREGNANCY and profile.due:
        days = (profile.due - today).days
        if not -days_past_due <= days <= DAYS_OF_PREGNANCY:
            raise UsageError(
                f"A due date of {profile.due} does not fit a pregnancy today.",
                "Correct it with --due, or change --stage to general or postpartum.",
            )


def refuse_odd_dates(coach: Coach) -> None:
    """Refuse to go on with a date of the profile that a hand, or time, has made impossible.

    Raises:
        FaultyContentError: with the line of the date, as for any fault of the profile.
    """
    profile, today = coach.profile, coach.now.date()
    is_past = profile.due is not None and profile.due < today
    try:
        check_dates(profile, today, coach.library.plan_rules().most_days_past_due.value if is_past else 0)
    except UsageError as error:
        from sciatica_coach.files.content import FaultyContentError, FileFault
        from sciatica_coach.files.profile import line_of_key

        path = coach.home.profile
        line = line_of_key(path, "due" if profile.stage is StageKind.PREGNANCY else "born")
        fault = FaultyContentError([FileFault(file=path, fault=Fault(line=line, message=error.message))])
        fault.hint = HINT
        raise fault from None
