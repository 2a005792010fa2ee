"""`coach setup`: the profile, by options or in questions; and shown."""

from datetime import date, time
from enum import Enum
from typing import Any

from sciatica_coach.cli import setup_options as options
from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, NoQuestions, new_app
from sciatica_coach.cli.output import note, say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.files.profile import load_profile, save_profile
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import DAYS_OF_PREGNANCY
from sciatica_coach.model.value import replace

app = new_app()

OF_THE_STAGE = frozenset({"stage", "due", "born", "birth"})
ASKED = OF_THE_STAGE | {
    *("cleared", "side", "first", "conditions", "minutes", "equipment", "avoid", "emergency_number"),
}
"""What the questions are about."""


@app.command(
    epilog="Examples: `coach setup --stage pregnancy --due 2027-03-01 --cleared`; "
    "`coach setup --first sore --side left`; `coach setup --show`. Without options it asks. "
    "What you do not name stays as it is."
)
def setup(
    stage: options.Stage = None,
    due: options.Due = None,
    born: options.Born = None,
    birth: options.BirthKind = None,
    side: options.Side = None,
    minutes: options.Minutes = None,
    equipment: options.Things = None,
    avoid: options.Avoid = None,
    conditions: options.Conditions = None,
    cleared: options.Cleared = None,
    first: options.First = None,
    emergency_number: options.EmergencyNumber = None,
    move_hours: options.MoveHours = None,
    quiet_hours: options.QuietHours = None,
    day_begins: options.DayBegins = None,
    sound: options.SoundOf = None,
    voice: options.Voice = None,
    flash: options.Flash = None,
    ask_during: options.AskDuring = None,
    notice_read: options.NoticeRead = False,
    no_questions: NoQuestions = False,
    show: options.Show = False,
    as_json: Json = False,
) -> None:
    """Tell the program about yourself."""
    coach = Coach()
    read = options.read_options
    changes = read(stage=stage, due=due, born=born, birth=birth, cleared=cleared, conditions=conditions)
    changes |= read(side=side, first=first, minutes=minutes, equipment=equipment, avoid=avoid)
    changes |= read(emergency_number=emergency_number, move_hours=move_hours, quiet_hours=quiet_hours)
    changes |= read(day_begins=day_begins, sound=sound, voice=voice, flash=flash)
    changes |= read(ask_during=ask_during)
    changes |= read(notice_read=coach.today if notice_read else None)
    asks = not (changes or show or no_questions or as_json) and coach.attended
    if asks:
        changes = _ask(coach)
    profile = load_profile(coach.home.profile)
    if changes and not show:
        profile = _save(coach, profile, changes)
    if asks:
        _ask_facts()
    said = ASKED if asks else frozenset(changes)
    _say_profile(profile, coach.today, None if show or not changes else said, as_json=as_json)
    if asks:
        say("Saved. `coach today` starts a session; `coach setup --show` names all settings.")


def _save(coach: Coach, profile: Profile, changes: dict[str, Any]) -> Profile:
    """The profile with the changes, kept; dates that cannot be are refused first."""
    profile = replace(profile, **changes)
    check_dates(profile, coach.today, _days_past_due(coach))
    save_profile(coach.home, profile)
    _note_idle(changes, profile)
    return profile


def _say_profile(profile: Profile, today: date, said: frozenset[str] | None, *, as_json: bool) -> None:
    if as_json:
        say_json(_document(profile, today))
    else:
        say("\n".join(_page(profile, today, said)))


def _ask(coach: Coach) -> dict[str, Any]:
    """The profile by questions, after the notice; a date that cannot be is asked for again."""
    from sciatica_coach.cli.setup_form import ask_profile
    from sciatica_coach.cli.warning_signs import WarningSigns

    WarningSigns(coach, []).give_notice(asks=True, hint="")
    profile = load_profile(coach.home.profile)
    while True:
        profile = ask_profile(profile, coach.library.plan_rules().conditions)
        try:
            check_dates(profile, coach.today, _days_past_due(coach))
        except UsageError as error:
            say(f"{error.message} Please correct it.")
            continue
        return dict(vars(profile))


def _note_idle(changes: dict[str, Any], profile: Profile) -> None:
    """Say when a date was given that does not count at the stage: it would be missed in silence."""
    for key, what, kind in (
        ("due", "due date", StageKind.PREGNANCY),
        ("born", "day of the birth", StageKind.POSTPARTUM),
        ("birth", "kind of birth", StageKind.POSTPARTUM),
    ):
        if changes.get(key) and profile.stage is not kind:
            note(f"The {what} does not count yet: the stage is {profile.stage}. Add `--stage {kind}`.")


def _ask_facts() -> None:
    """Ask for the history that matters, with the new profile; what is ticked holds the sessions until it is cleared."""
    from sciatica_coach.cli.warning_signs import WarningSigns

    coach = Coach()
    signs = WarningSigns(coach, coach.journal.of_type("check"))
    for card in signs.check_facts().cards:
        say(card)
    for entry in signs.checks:
        coach.journal.add(entry)


def _days_past_due(coach: Coach) -> int:
    return coach.library.plan_rules().most_days_past_due.value


def check_dates(profile: Profile, today: date, days_past_due: int) -> None:
    """Refuse dates that cannot be: a birth to come, a due date too far ahead or so many days past."""
    if profile.stage is StageKind.POSTPARTUM and profile.born and profile.born > today:
        raise UsageError(f"The birth on {profile.born} is still to come.", "Use --stage pregnancy --due DATE.")
    if profile.stage is StageKind.PREGNANCY and profile.due:
        days = (profile.due - today).days
        if not -days_past_due <= days <= DAYS_OF_PREGNANCY:
            raise UsageError(
                f"A due date of {profile.due} does not fit a pregnancy today.",
                "Correct it with --due, or change --stage to general or postpartum.",
            )


def _document(profile: Profile, today: date) -> dict[str, Any]:
    document: dict[str, Any] = {name: _plain(value) for name, value in vars(profile).items()}
    document["week"] = profile.stage_on(today).week
    return document


def _plain(value: object) -> Any:
    match value:
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case Enum():
            return value.value
        case tuple():
            return [_plain(part) for part in value]
    return value


def _page(profile: Profile, today: date, said: frozenset[str] | None) -> list[str]:
    """The profile in lines: all of it, or what was just said with the week that follows from it."""
    document = _document(profile, today)
    if said is not None:
        told = said | {"week"} if said & OF_THE_STAGE else said
        left_out = {key for key, value in document.items() if value in (None, "") and (said == ASKED or key == "week")}
        document = {key: value for key, value in document.items() if key in told - left_out}
    return [f"{key.replace('_', ' ')}: {_words(value)}" for key, value in document.items()]


def _words(value: Any) -> str:
    if value in (None, ""):
        return "(not said)"
    if value == []:
        return options.NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
