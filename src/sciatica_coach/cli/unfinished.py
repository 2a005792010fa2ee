"""The session of today that was stopped, and whether to go on with it."""

from pathlib import Path

from sciatica_coach.cli.choose_plan import is_file
from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import note
from sciatica_coach.cli.wishes import Wishes
from sciatica_coach.errors import UsageError
from sciatica_coach.model.entry import Entry
from sciatica_coach.session.resume import is_unfinished, was_begun


def unfinished_today(coach: Coach, wishes: Wishes, *, asks: bool) -> Entry | None:
    """The session of today to go on with, if there is one and the user wants that."""
    if wishes.resume is False or (wishes.resume is None and not asks):
        return None
    last = coach.journal.latest(was_begun)
    if last is None or not _fits(coach, last, wishes):
        if wishes.resume:
            note("There is no unfinished session of today to go on with: starting anew.")
        return None
    if wishes.resume:
        return last
    from sciatica_coach.terminal.questions import ask_yes

    return last if ask_yes("You stopped a session earlier today. Go on with it?") else None


def _fits(coach: Coach, last: Entry, wishes: Wishes) -> bool:
    routine = last.get("routine")
    if not is_unfinished(last) or coach.day_of(last) != coach.today:
        return False
    if wishes.routine is not None and is_file(wishes.routine):
        return Path(wishes.routine).stem == routine
    if wishes.routine not in (None, routine):
        return False
    if wishes.resume and routine not in coach.library.routine_ids:
        raise UsageError(
            f"The session of today was one of `{routine}`, which is not among your routines.",
            f"Name its file to go on with it: `coach today --resume --routine {routine}.yaml`.",
        )
    return routine in coach.library.routine_ids
