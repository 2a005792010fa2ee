"""`coach` alone: where I stand today, and the next command."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.text import one_line
from sciatica_coach.model.trend import score_of
from sciatica_coach.model.when import day_of
from sciatica_coach.session.resume import is_unfinished

DEFAULT_ROUTINE = "gentle-start"


def show_home(*, as_json: bool) -> None:
    """Print the last session, the last pain score, and what to type next."""
    coach = Coach()
    coach.recover()
    session = coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION)
    pain = coach.journal.latest(lambda entry: entry["type"] == EntryType.PAIN)
    coach.pass_on_warnings()
    done_today = session is not None and _day(session) == coach.today.isoformat()
    if as_json:
        say_json({"today": coach.today.isoformat(), "done": done_today, "session": session, "pain": pain})
        return
    say(_session_line(session))
    if pain is not None:
        say(f"Last pain: {score_of(pain)} of 10, {_when(pain)}.")
    if done_today and session is not None and is_unfinished(session):
        say("Next: `coach today --resume` to go on with it.")
        return
    say("Next: `coach log 3` to record pain." if done_today else "Next: `coach today` to start a session.")
    say("All commands: `coach --help`.")


def _session_line(session: Entry | None) -> str:
    if session is None:
        return "No session yet."
    routine, outcome = (one_line(str(session.get(key))) for key in ("routine", "outcome"))
    return f"Last session: {routine}, {outcome}, {_when(session)}."


def _when(entry: Entry) -> str:
    return one_line(str(entry["at"])[:16].replace("T", " "))


def _day(entry: Entry) -> str:
    return day_of(moment_of(entry)).isoformat()
