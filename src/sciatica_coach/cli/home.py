"""`coach` alone: where I stand today, and the next command."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.text import one_line
from sciatica_coach.model.trend import score_of
from sciatica_coach.model.when import day_of
from sciatica_coach.session.resume import is_unfinished, was_begun


def show_home(*, as_json: bool) -> None:
    """Print the last session, the last pain score, and what to type next."""
    coach = Coach()
    coach.recover()
    session = coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION)
    pain = coach.journal.latest(lambda entry: entry["type"] == EntryType.PAIN)
    coach.pass_on_warnings()
    done_today = session is not None and was_begun(session) and _day(session) == coach.today.isoformat()
    if as_json:
        say_json({"today": coach.today.isoformat(), "done": done_today, "session": session, "pain": pain})
        return
    say(_session_line(session))
    if pain is not None:
        say(f"Last pain: {score_of(pain)} of 10, {_when(pain)}.")
    say(_next_line(coach, session, done_today=done_today))
    say("All commands: `coach --help`.")


def _next_line(coach: Coach, session: Entry | None, *, done_today: bool) -> str:
    if session is not None and not was_begun(session) and _day(session) == coach.today.isoformat():
        return "Next: `coach today` says why it was withheld, and what comes first."
    if not done_today or session is None:
        return "Next: `coach today` to start a session."
    if not is_unfinished(session):
        return "Next: `coach log 3` to record pain."
    if session.get("routine") not in coach.library.routine_ids:
        return "Next: `coach today --resume --routine FILE`, with the same file, to go on with it."
    return "Next: `coach today --resume` to go on with it."


def _session_line(session: Entry | None) -> str:
    if session is None:
        return "No session yet."
    routine, outcome = (one_line(str(session.get(key))) for key in ("routine", "outcome"))
    return f"Last session: {routine}, {outcome}, {_when(session)}."


def _when(entry: Entry) -> str:
    return one_line(str(entry["at"])[:16].replace("T", " "))


def _day(entry: Entry) -> str:
    return day_of(moment_of(entry)).isoformat()
