"""Once a week: the user's own activities, numbness and weakness, each from 0 to 10. Everything may be skipped."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import say
from sciatica_coach.model.due import is_weekly_due
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.text import one_line
from sciatica_coach.terminal.questions import ask, ask_score, read_yes

MOST_ACTIVITIES = 3
LONGEST_NAME = 60


def ask_weekly(coach: Coach) -> None:
    """Ask the weekly questions when a week has gone by, but never before the first day of sessions is over."""
    last = last_measure(coach)
    if not is_due(coach, last):
        return
    if (
        ask("Once a week, half a minute: how is it going? y: now.   Enter: another time. ", read_yes, "y or n.")
        is not True
    ):
        return
    names = _names(last)
    say("0: cannot do it at all. 10: as well as before the pain.")
    activities = [{"name": name, "score": ask_score(f"{name}?")} for name in names]
    say("0: none. 10: the worst that you can think of.")
    coach.journal.add(
        {
            "id": coach.new_id,
            "type": EntryType.MEASURE.value,
            "at": coach.now.isoformat(),
            "activities": activities,
            "numbness": ask_score("Numbness or tingling in the leg, over this week?"),
            "weakness": ask_score("Weakness in the leg, over this week?"),
            "moves_less": ask("Did you move less than the week before? y, n, or Enter: ", read_yes, "y or n."),
            "stops_day": ask("Did pain stop your usual day this week? y, n, or Enter: ", read_yes, "y or n."),
            "broken_sleep": ask("Did pain break your sleep on most nights? y, n, or Enter: ", read_yes, "y or n."),
        }
    )


def last_measure(coach: Coach) -> Entry | None:
    """The weekly answers of the last time."""
    return coach.journal.latest(lambda entry: entry["type"] == EntryType.MEASURE)


def is_due(coach: Coach, last: Entry | None) -> bool:
    """Whether the weekly questions are due."""
    session = None if last else coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION)
    return is_weekly_due(session, last, coach.today, coach.day_begins)


def _names(last: Entry | None) -> list[str]:
    """The user's own activities: those of the last time, or asked for now."""
    known = last.get("activities") if last else None
    names = [one_line(str(one.get("name"))) for one in known or [] if isinstance(one, dict) and one.get("name")]
    if names:
        return names[:MOST_ACTIVITIES]
    say("Name up to three things that the pain makes hard and that you want back, such as: sit through a film.")
    for number in range(1, MOST_ACTIVITIES + 1):
        name = ask(f"{number} (Enter: no more): ", lambda answer: one_line(answer)[:LONGEST_NAME], "")
        if name is None:
            break
        names.append(name)
    return names
