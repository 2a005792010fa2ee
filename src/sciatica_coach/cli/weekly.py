"""Once a week: the user's own activities, numbness and weakness, each from 0 to 10. Everything may be skipped."""

from datetime import timedelta

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import say
from sciatica_coach.cli.weekly_due import is_due, last_measure
from sciatica_coach.model.daily import DAYS_IN_WEEK
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, texts_in
from sciatica_coach.model.nerve_signs import last_review
from sciatica_coach.model.referral import adherence, progress_question
from sciatica_coach.model.text import one_line
from sciatica_coach.model.when import day_of, day_words
from sciatica_coach.terminal.questions import accepts, ask, ask_score, one_of, read_yes

MOST_ACTIVITIES = 3
"""As many as the form that this follows has at the least (R15): the user's own words, and no threshold."""
LONGEST_NAME = 60
COMPARED = ("better", "same", "worse")
RULES_THAT_REFER = ("CL", "C2-14", "CE3")
SHORTER = "A shorter session counts in full: `coach today --minutes {minutes:g}`."
HURDLES = {
    "pain": "On a bad day `coach today --flare` takes a few easy minutes and counts in full.",
    "time": SHORTER,
    "forgot": "`coach remind install` can tell you once a day.",
    "unsure": "Ask your physiotherapist which exercises are right for you: `coach report` writes a page to take along.",
}
"""What can get in the way, and what may make it easier (AD2). Nobody is to blame (AD3)."""


def ask_weekly(coach: Coach) -> None:
    """Ask the weekly questions when a week has gone by, but never before the first day of sessions is over."""
    last = last_measure(coach)
    if not is_due(coach, last):
        return
    if not accepts("Once a week, half a minute: how is it going? y: now.   Enter: another time. "):
        return
    entries = coach.lately
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
            **_ask_progress(coach, entries),
            **_ask_review(entries),
            **_ask_hurdle(coach, entries),
        }
    )


def _ask_progress(coach: Coach, entries: list[Entry]) -> Entry:
    """Better, the same or worse than some weeks ago, where too few scores can tell (CL1)."""
    weeks = progress_question(entries, coach.now, coach.library.response_rules())
    if weeks is None:
        return {}
    question = f"Is it better, the same or worse than {weeks} weeks ago? b, s, w, or Enter: "
    return {"compared": ask(question, one_of(COMPARED), "better, same or worse."), "compared_weeks": weeks}


def _ask_review(entries: list[Entry]) -> Entry:
    """Whether a clinician was seen, once the program has named one: the weeks of CL1 count from there."""
    reviewed = last_review(entries)
    said = [
        moment_of(entry)
        for entry in of_type(entries, EntryType.CHECK)
        if any(sign.startswith(RULES_THAT_REFER) for sign in texts_in(entry, "signs"))
    ]
    new = [moment for moment in said if reviewed is None or moment > reviewed]
    if not new:
        return {}
    question = (
        f"Have you seen a clinician about your pain since {day_words(day_of(new[0]), year=False)}? y, n, or Enter: "
    )
    return {"reviewed": ask(question, read_yes, "y or n.")}


def _ask_hurdle(coach: Coach, entries: list[Entry]) -> Entry:
    """After a whole week with few of the sessions: what got in the way, and what can be easier (AD2, AD3)."""
    rules, today = coach.library.response_rules(), coach.today
    start = today - timedelta(days=DAYS_IN_WEEK)
    sessions = [coach.day_of(entry) for entry in of_type(entries, EntryType.SESSION)]
    share = adherence(entries, start, today)
    if not sessions or min(sessions) > start or share is None or share >= rules.adherence_good.value:
        return {}
    minutes = rules.shorter_minutes.value
    if share >= rules.adherence_low.value:
        say(f"{SHORTER.format(minutes=minutes)} (rule AD2; source: {', '.join(rules.adherence_good.source)})")
        return {}
    question = f"What gets in the way of a session most ({', '.join(HURDLES)})? Enter skips: "
    hurdle = ask(question, one_of(HURDLES), f"One of {', '.join(HURDLES)}.")
    if hurdle:
        say(f"{HURDLES[hurdle].format(minutes=minutes)} (rule AD2; source: {', '.join(rules.adherence_low.source)})")
    return {"hurdle": hurdle}


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
