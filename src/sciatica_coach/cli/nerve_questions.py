"""Numbness and weakness in the leg: at set-up whether they are there, and each day while they are how they go."""

from datetime import date

from sciatica_coach.cli.coach import Coach
from sciatica_coach.errors import UsageError
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.nerve_signs import CHANGED, SINCE, Change, Complaint, NerveSign, nerve_signs
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.trend_rules import Number
from sciatica_coach.model.when import day_of, day_words, parse_date
from sciatica_coach.terminal.questions import ask, one_of, read_yes

NAMES = {Complaint.NUMBNESS: "numbness or tingling", Complaint.WEAKNESS: "weakness"}


def ask_nerve_signs(coach: Coach) -> None:
    """Ask how each complaint goes that was noted, once a day while it is there (D0, CL3). All may be skipped."""
    entries = coach.lately
    rules = coach.library.response_rules()
    signs = [sign for sign in nerve_signs(entries, rules) if _is_due(sign, coach.today, rules.nerve_signs_asked_days)]
    if not signs:
        return
    for group in ([sign for sign in signs if sign.asked_at], [sign for sign in signs if sign.asked_at is None]):
        if group:
            _ask_group(coach, group)


def ask_present(coach: Coach) -> None:
    """At set-up: whether there is numbness or weakness that the log does not know of, since when, and whether seen."""
    known = {sign.complaint for sign in nerve_signs(coach.lately, coach.library.response_rules())}
    asked = [one for one in Complaint if one not in known]
    found = [one for one in asked if ask(f"Is there {NAMES[one]} in the leg? y, n, or Enter: ", read_yes, "y or n.")]
    if found:
        _keep(
            coach, {f"{one}{CHANGED}": Change.SAME.value for one in found}, found, asks_since=True, asks_examined=True
        )


def _ask_group(coach: Coach, signs: list[NerveSign]) -> None:
    """Ask for complaints that were all asked for before, or all were not: what is said of one counts for each."""
    changes = {sign.complaint: _ask_change(coach, sign) for sign in signs}
    left = [sign for sign in signs if changes[sign.complaint] != Change.GONE]
    _keep(
        coach,
        {f"{complaint}{CHANGED}": change for complaint, change in changes.items()},
        [sign.complaint for sign in left],
        asks_since=any(sign.asked_at is None for sign in left),
        asks_examined=any(sign.examined_at is None or changes[sign.complaint] == Change.WORSE for sign in left),
    )


def _keep(coach: Coach, answers: Entry, left: list[Complaint], *, asks_since: bool, asks_examined: bool) -> None:
    """Ask what else there is to ask of the complaints that are there, and keep it all."""
    if asks_since:
        answers[SINCE] = _ask_since(" and ".join(NAMES[one] for one in left), coach.profile, coach.today)
    if asks_examined:
        answers["examined"] = ask("Has a clinician looked at it, as it is now? y, n, or Enter: ", read_yes, "y or n.")
    coach.journal.add(
        {"id": coach.new_id, "type": EntryType.MEASURE.value, "at": coach.now.isoformat(), **answers},
    )


def _is_due(sign: NerveSign, today: date, days: Number) -> bool:
    return sign.asked_at is None or (today - day_of(sign.asked_at)).days >= days.value


def _ask_change(coach: Coach, sign: NerveSign) -> str | None:
    """How a complaint goes; not asked on the day on which it began."""
    if day_of(sign.since, coach.day_begins) == coach.today:
        return None
    first = day_words(day_of(sign.since), year=False)
    question = f"You noted {NAMES[sign.complaint]} in the leg, first on {first}. Is it the same, better, worse or gone?"
    return ask(f"{question} Enter skips. ", one_of(tuple(Change)), "same, better, worse or gone.")


def _ask_since(names: str, profile: Profile, today: date) -> str | None:
    """The day on which it began, as a text; none when it is not known."""
    born = profile.born if profile.stage is StageKind.POSTPARTUM else None
    birth = ", b: since the birth" if born else ""

    def read(answer: str) -> str | None:
        if born and answer.lower() in ("b", "birth"):
            return born.isoformat()
        try:
            day = parse_date(answer, "the day")
        except UsageError:
            return None
        return day.isoformat() if day <= today else None

    return ask(
        f"You noted {names} in the leg. Since when, as {today.isoformat()}{birth}? Enter if you do not know. ",
        read,
        "Year-month-day, not to come.",
    )
