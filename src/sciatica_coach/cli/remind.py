"""`coach remind`: a daily reminder by the system's own scheduler; installed, listed, removed, and fired."""

import os
from datetime import datetime, time, timedelta
from typing import Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, NoQuestions, new_app
from sciatica_coach.cli.output import note, say, say_json, show
from sciatica_coach.errors import CannotWriteError, UsageError
from sciatica_coach.files.places import HOME_VARIABLE
from sciatica_coach.model.text import clean, did_you_mean, one_line
from sciatica_coach.model.when import later_in_the_day, time_of_day
from sciatica_coach.system.scheduler import Scheduler
from sciatica_coach.system.timetable import Job

app = new_app(
    no_args_is_help=True,
    help="A daily reminder by the system's own scheduler: install, list, remove.",
)

NOTIFICATION = "Time for your few minutes of today"
NOTHING = "No reminder is installed."

Yes = Annotated[bool, typer.Option("--yes", help="Install it without asking.")]
With = Annotated[str | None, typer.Option("--with", help="The scheduler: systemd or cron on Linux.")]


@app.command(
    epilog="Examples: `coach remind install --at 07:30`; `coach remind install --at 18:00 --with cron --yes`. "
    "What will be written is shown first."
)
def install(
    at: Annotated[str | None, typer.Option(metavar="HH:MM", help="The time of the day.")] = None,
    scheduler: With = None,
    yes: Yes = False,
    no_questions: NoQuestions = False,
    as_json: Json = False,
) -> None:
    """Install the daily reminder, in place of an earlier one."""
    coach = Coach()
    asks = coach.attended and not (no_questions or as_json)
    moment = _moment(at, asks=asks)
    times = _times(coach, moment)
    chosen = _choose(coach, scheduler)
    job = Job(words=(*coach.program, "remind", "due", "--home", str(coach.home.root)), times=times)
    if not as_json:
        _show(chosen, job)
    is_agreed = yes or (asks and _agrees())
    if is_agreed:
        _replace(coach, chosen, job)
    if as_json:
        say_json(_document(chosen, job, installed=is_agreed))
    if is_agreed and not as_json:
        say(f"Installed. Next: {_words_of(_next(times, coach.now))}. `coach remind remove` takes it away again.")
        if not coach.notifier.can_show:
            note("Nothing here shows notifications, so the reminder would not be seen: on Linux, install notify-send.")
    elif not is_agreed and asks:
        say("Nothing was written.")
    elif not is_agreed:
        raise UsageError("Nothing was written, because nobody could be asked.", "Add --yes to install it.")


@app.command("list", epilog="Example: `coach remind list`.")
def list_reminders(as_json: Json = False) -> None:
    """Show what is installed, and when it comes next."""
    coach = Coach()
    found = [(one, times) for one in coach.schedulers if (times := _times_in(one))]
    if as_json:
        say_json({"reminders": [_row(coach, one, times) for one, times in found]})
        return
    for one, times in found:
        row = _row(coach, one, times)
        say(f"{one.name}: every day at {row['at'][0]}. Next: {_words_of(_next(times, coach.now))}.")
        if len(times) > 1:
            say(f"If the session is still not done, once more at {row['at'][1]}.")
    if not found:
        say(f"{NOTHING} `coach remind install --at 07:30` installs one.")


@app.command(epilog="Example: `coach remind remove`.")
def remove(as_json: Json = False) -> None:
    """Remove the daily reminder."""
    removed = remove_reminders(Coach())
    if as_json:
        say_json({"removed": removed})
    else:
        say("\n".join(f"Removed the reminder from {name}." for name in removed) or NOTHING)


@app.command(hidden=True, epilog="Example: `coach remind due` is what the scheduler runs.")
def due(
    home: Annotated[str | None, typer.Option(metavar="DIR", help="Where the log is.")] = None,
    as_json: Json = False,
) -> None:
    """Show the reminder, unless today's session is done, the day is excused, or these are quiet hours."""
    if home:
        os.environ[HOME_VARIABLE] = home
    coach = Coach()
    reason = _why_silent(coach)
    shown = False
    if not reason:
        notifier = coach.notifier
        notifier.notify(NOTIFICATION)
        shown = notifier.finish()
    if as_json:
        say_json({"due": not reason, "silent": reason or None, "shown": shown})


def remove_reminders(coach: Coach) -> list[str]:
    """Remove the reminder from every scheduler that has one; returns their names.

    Raises:
        CannotWriteError: one could not be removed.
    """
    removed = []
    for one in coach.schedulers:
        if _times_in(one):
            one.remove()
            removed.append(one.name)
    return removed


def _why_silent(coach: Coach) -> str:
    from sciatica_coach.cli.fitting import is_held
    from sciatica_coach.model.reminding import why_silent

    now = coach.now
    rules = coach.library.reminder_rules()
    return why_silent(
        coach.journal.since((now - timedelta(days=2)).timestamp()),
        now,
        quiet=rules.is_quiet(coach.profile, now.time()),
        held=is_held(coach),
        in_session=coach.in_session,
        begins=coach.day_begins,
    )


def _moment(at: str | None, *, asks: bool) -> time:
    if at is None and asks:
        from sciatica_coach.terminal.questions import ask

        found = ask("At what time, as 07:30? ", time_of_day, "Hours and minutes, such as 07:30 or 18:00.")
        if found:
            return found
    if at is None:
        raise UsageError("There is no time for the reminder.", "Write for example `coach remind install --at 07:30`.")
    moment = time_of_day(at.strip())
    if moment is None:
        raise UsageError(f"--at cannot read `{one_line(at)}`.", "Write hours and minutes: --at 07:30.")
    return moment


def _times(coach: Coach, moment: time) -> tuple[time, ...]:
    """When it comes, and once more; the second time is left out in quiet hours, and a first one there is refused."""
    rules = coach.library.reminder_rules()
    if rules.is_quiet(coach.profile, moment):
        raise UsageError(
            f"{moment:%H:%M} is in the quiet hours: it would never be shown.",
            "`coach setup --quiet-hours 22:00-06:00` changes them.",
        )
    again = later_in_the_day(moment, rules.again_after_minutes.value)
    return (moment,) if rules.is_quiet(coach.profile, again) else (moment, again)


def _choose(coach: Coach, name: str | None) -> Scheduler:
    here = {one.name: one for one in coach.schedulers}
    if name is not None and name not in here:
        hint = did_you_mean(name, tuple(here)) or f"Use {' or '.join(here)}."
        raise UsageError(f"--with does not know `{one_line(name)}`.", hint)
    asked = [here[name]] if name else here.values()
    found = next((one for one in asked if one.can_be_used()), None)
    if found is None:
        raise CannotWriteError(
            f"No scheduler answers here ({', '.join(one.name for one in asked)}): nothing was installed.",
            "Install cron, or set an alarm on a phone.",
        )
    return found


def _replace(coach: Coach, chosen: Scheduler, job: Job) -> None:
    """Install the new one; those of other schedulers go, so that it never comes twice."""
    chosen.install(job)
    for one in coach.schedulers:
        if one.name != chosen.name and _times_in(one):
            one.remove()


def _times_in(scheduler: Scheduler) -> tuple[time, ...]:
    """When its reminder comes; a scheduler that cannot be asked has none of ours."""
    try:
        return scheduler.times()
    except CannotWriteError as error:
        note(error.message)
        return ()


def _show(chosen: Scheduler, job: Job) -> None:
    for piece in chosen.pieces(job):
        say(f"To be written to {one_line(piece.where)}:")
        show(f"\n{clean(piece.text)}\n")  # as it is: lines broken for the terminal would be other lines


def _agrees() -> bool:
    from sciatica_coach.terminal.questions import ask_yes

    return ask_yes("Install it?")


def _document(chosen: Scheduler, job: Job, *, installed: bool) -> dict[str, Any]:
    return {
        "scheduler": chosen.name,
        "at": [f"{one:%H:%M}" for one in job.times],
        "files": [{"file": piece.where, "text": piece.text} for piece in chosen.pieces(job)],
        "installed": installed,
    }


def _row(coach: Coach, scheduler: Scheduler, times: tuple[time, ...]) -> dict[str, Any]:
    return {
        "scheduler": scheduler.name,
        "at": [f"{one:%H:%M}" for one in times],
        "next": _next(times, coach.now).isoformat(),
    }


def _next(times: tuple[time, ...], now: datetime) -> datetime:
    """When the scheduler fires next, by the clock on the wall."""
    days = (now.date(), now.date() + timedelta(days=1))
    moments = (datetime.combine(day, one) for day in days for one in times)
    return min(moment for moment in moments if moment > now.replace(tzinfo=None)).astimezone()


def _words_of(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}, {moment:%H:%M}"
