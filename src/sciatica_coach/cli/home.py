"""`coach` alone: where I stand today, what is due, and the next command."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import can_draw, note, say, say_json
from sciatica_coach.errors import CoachError
from sciatica_coach.files.content import load_response_rules
from sciatica_coach.files.places import find_content
from sciatica_coach.model.daily import dated, scores_of
from sciatica_coach.model.due import Due, due
from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.text import one_line, plural, spoken_minutes
from sciatica_coach.model.trend import LastScore, last_score
from sciatica_coach.model.value import Value
from sciatica_coach.model.weekly import weekly_measures
from sciatica_coach.session.resume import is_unfinished, was_begun

if TYPE_CHECKING:
    from sciatica_coach.model.plan import Plan

WHY_HELD = "`coach today` to see why the sessions are held, and what comes first."
SPARK_DAYS = 14
LOOK_BACK_DAYS = 28
"""The page is made of the entries of so many days, so that years of them cost nothing."""
DUE_WORDS = {
    Due.MORNING: "how the leg was by the morning after your last session",
    Due.WEEKLY: "how the week was (half a minute)",
}


class Standing(Value):
    """Where the user stands today.

    Attributes:
        today: the day that it is.
        session: the last session.
        pain: the last pain entry.
        score: the newest score, logged by itself or with a session.
        scores: one a day, of the last days.
        done: whether a session was begun today.
        due: what `coach today` will ask.
    """

    today: date
    session: Entry | None
    pain: Entry | None
    score: LastScore | None
    scores: dict[date, int]
    done: bool
    due: tuple[Due, ...]


def show_home(*, as_json: bool) -> None:
    """Print today's plan, the last session, the pain of two weeks, what is due, and what to type next."""
    coach = Coach()
    coach.recover()
    entries = coach.journal.since((coach.now - timedelta(days=LOOK_BACK_DAYS)).timestamp())
    standing = _standing(coach, entries)
    coach.pass_on_warnings()
    plan = _plan(coach)
    command = WHY_HELD if plan and plan.withheld else _next(coach, standing)
    if as_json:
        say_json(_document(standing, plan, command))
        return
    lines = [_plan_line(plan, standing) if plan else "", _session_line(coach, standing), _pain_line(coach, standing)]
    lines += [_due_line(standing), f"Next: {command}", "All commands: `coach --help`."]
    say("\n".join(line for line in lines if line))


def _standing(coach: Coach, entries: list[Entry]) -> Standing:
    session, pain = (
        next((entry for entry in reversed(entries) if entry["type"] == kind), None)
        for kind in (EntryType.SESSION, EntryType.PAIN)
    )
    measure = next(reversed(weekly_measures(entries)), None)
    session = session or coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION)
    pain = pain or coach.journal.latest(lambda entry: entry["type"] == EntryType.PAIN)
    of_today = session is not None and coach.day_of(session) == coach.today
    return Standing(
        today=coach.today,
        session=session,
        pain=pain,
        score=last_score([*entries, *(one for one in (session, pain) if one)]),
        scores=scores_of(dated(entries, coach.day_begins)),
        done=session is not None and of_today and was_begun(session),
        due=due(session, measure, coach.today, load_response_rules(find_content()), coach.day_begins),
    )


def _plan(coach: Coach) -> "Plan | None":
    """What `coach today` would do; none, and why on standard error, if it cannot."""
    from sciatica_coach.cli.plan_entries import plan_entries
    from sciatica_coach.cli.preview import planned
    from sciatica_coach.cli.wishes import Wishes
    from sciatica_coach.files.recent import RecentJournal

    try:
        planner = coach.at(coach.now, RecentJournal(home=coach.home, entries=plan_entries(coach)))
        return planned(planner, Wishes())
    except CoachError as error:
        note(f"Today's session cannot be planned: {error.message} {error.hint}".rstrip())
        return None


def _document(standing: Standing, plan: "Plan | None", command: str) -> dict[str, Any]:
    return {
        "today": standing.today.isoformat(),
        "done": standing.done,
        "session": standing.session,
        "pain": standing.pain,
        "score": standing.score and standing.score.score,
        "plan": plan and {"routine": plan.routine, "name": plan.name, "exercises": [one.id for one in plan.exercises]},
        "due": [one.value for one in standing.due],
        "next": command,
    }


def _plan_line(plan: "Plan", standing: Standing) -> str:
    """Today's plan, or that it is done, or that the sessions are held."""
    if plan.withheld:
        return "Sessions are held for now. `coach today` says why, and what comes first."
    if standing.done:
        return ""
    from sciatica_coach.session.timeline import expand

    seconds = sum(step.seconds for step in expand(plan, attended=False))
    exercises = plural(len(plan.exercises), "exercise")
    return f"Today: {one_line(plan.name)}, {exercises}, about {spoken_minutes(seconds)}."


def _session_line(coach: Coach, standing: Standing) -> str:
    session = standing.session
    if session is None:
        return "No session yet."
    routine, outcome = (one_line(str(session.get(key))) for key in ("routine", "outcome"))
    return f"Last session: {routine}, {outcome}, {_when(coach, session)}."


def _pain_line(coach: Coach, standing: Standing) -> str:
    """The last score; the two weeks before it as bars, where they can be drawn."""
    last = standing.score
    if last is None:
        return ""
    where = f", {last.where}" if last.where else ""
    words = f"Last pain: {last.score} of 10, {_when(coach, last.entry)}{where}."
    days = [standing.today - timedelta(days=back) for back in reversed(range(SPARK_DAYS))]
    scores = [standing.scores.get(day) for day in days]
    if sum(score is not None for score in scores) < 2:  # noqa: PLR2004 - one is no line
        return words
    if not can_draw():
        known = [score for score in scores if score is not None]
        return f"{words}\nIn {SPARK_DAYS} days it was between {min(known)} and {max(known)}."
    from sciatica_coach.terminal.sparkline import sparkline

    return f"{words}\nPain in {SPARK_DAYS} days: {sparkline(scores)}"


def _due_line(standing: Standing) -> str:
    words = " and ".join(DUE_WORDS[one] for one in standing.due)
    return f"Due: {words}. `coach today` asks." if words else ""


def _next(coach: Coach, standing: Standing) -> str:
    """What to type next, and what it does."""
    session = standing.session
    if not standing.done or session is None:
        return "`coach today` to start a session."
    if not is_unfinished(session):
        return "`coach log 3` to record pain."
    if session.get("routine") not in coach.library.routine_ids:
        return "`coach today --resume --routine FILE`, with the same file, to go on with it."
    return "`coach today --resume` to go on with it."


def _when(coach: Coach, entry: Entry) -> str:
    """When an entry was: today and yesterday in words, other days as a date."""
    back = (coach.today - coach.day_of(entry)).days
    clock = _clock(moment_of(entry))
    if back in (0, 1):
        return f"{'today' if back == 0 else 'yesterday'} {clock}"
    return f"{one_line(str(entry['at'])[:10])} {clock}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"
