"""`coach setup`: the profile, by options or in questions; and shown."""

from datetime import date, time
from typing import Any

from sciatica_coach.cli import setup_options as options
from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.odd_dates import check_dates
from sciatica_coach.cli.options import Json, NoQuestions, new_app
from sciatica_coach.cli.output import note, say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.files.profile import load_profile, save_profile
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.value import replace
from sciatica_coach.model.word import Word

app = new_app()

OF_THE_STAGE = frozenset({"stage", "due", "born", "birth"})
ASKED = OF_THE_STAGE | {
    *("cleared", "side", "first", "conditions", "minutes", "equipment", "avoid", "emergency_number"),
}
"""What the questions are about."""
SAVED = "Saved. `coach today` starts a session; `coach setup --show` names all settings."
COUNTS_AT = {
    "due": ("due date", StageKind.PREGNANCY),
    "born": ("day of the birth", StageKind.POSTPARTUM),
    "birth": ("kind of birth", StageKind.POSTPARTUM),
}
"""What counts at one stage alone: its key, its words, and that stage."""


@app.command(
    epilog="Examples: `coach setup --stage pregnancy --due 2027-03-01 --cleared`; "
    "`coach setup --first sore --side left`; `coach setup --show`. Without options it asks; "
    "where one changes the stage, it asks what belongs to that. What you do not name stays as it is."
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
    attended = not (show or no_questions or as_json) and coach.attended
    asks = attended and not changes
    before = profile = load_profile(coach.home.profile)
    if asks:
        profile = _save(coach, _ask(coach))
    elif changes and not show:
        profile = replace(before, **changes)
        check_dates(profile, coach.now.date(), _days_past_due(coach))
        if attended and _began_anew(before, profile):
            profile = _ask_what_is_new(coach, profile, changes)
        profile = _save(coach, profile)
        _note_idle(changes, profile)
    if asks or (attended and _began_anew(before, profile)):
        _ask_history()
    said = ASKED if asks else frozenset() if show else changes.keys() | _changed(before, profile)
    _tell(profile, coach.today, frozenset(said), as_json=as_json)


def _save(coach: Coach, profile: Profile) -> Profile:
    """The profile, kept; dates that cannot be are refused first."""
    check_dates(profile, coach.now.date(), _days_past_due(coach))
    save_profile(coach.home, profile)
    return profile


def _began_anew(before: Profile, after: Profile) -> bool:
    """Whether the stage, or what its weeks count from, is another one: the history is asked for again then."""
    return (before.stage, before.stage_began) != (after.stage, after.stage_began)


def _changed(before: Profile, after: Profile) -> set[str]:
    """What differs between two profiles, by its keys."""
    return {key for key, value in vars(after).items() if value != getattr(before, key)}


def _tell(profile: Profile, today: date, said: frozenset[str], *, as_json: bool) -> None:
    """The profile: what was just said of it, or all of it where nothing was."""
    if as_json:
        say_json(_document(profile, today))
        return
    lines = _page(profile, today, said)
    say("\n".join([*lines, SAVED] if said == ASKED else lines))


def _ask(coach: Coach) -> Profile:
    """The profile by questions, after the notice; a date that cannot be is asked for again."""
    from sciatica_coach.cli.setup_form import ask_profile
    from sciatica_coach.cli.warning_signs import WarningSigns

    WarningSigns(coach, []).give_notice(asks=True, hint="")
    profile = load_profile(coach.home.profile)
    while True:
        profile = ask_profile(profile, coach.library.condition_rules().conditions)
        try:
            check_dates(profile, coach.now.date(), _days_past_due(coach))
        except UsageError as error:
            say(f"{error.message} Please correct it.")
            continue
        return profile


def _ask_what_is_new(coach: Coach, profile: Profile, changes: dict[str, Any]) -> Profile:
    """At another stage: the kind of birth, and the conditions, as far as no option says them (C5, D0)."""
    from sciatica_coach.cli.setup_form import ask_birth, ask_conditions

    if profile.stage is StageKind.POSTPARTUM and profile.birth is None:
        profile = replace(profile, birth=ask_birth(profile))
    if "conditions" in changes:
        return profile
    return replace(profile, conditions=ask_conditions(profile, coach.library.condition_rules().conditions))


def _note_idle(changes: dict[str, Any], profile: Profile) -> None:
    """Say when a date was given that does not count at the stage: it would be missed in silence."""
    for key, (what, kind) in COUNTS_AT.items():
        if changes.get(key) and profile.stage is not kind:
            note(f"The {what} does not count yet: the stage is {profile.stage}. Add `--stage {kind}`.")


def _ask_history() -> None:
    """Ask for what matters before the first session, with the new profile; a sign holds the sessions until cleared."""
    from sciatica_coach.cli.nerve_questions import ask_present
    from sciatica_coach.cli.warning_signs import WarningSigns

    coach = Coach()
    signs = WarningSigns(coach, coach.journal.of_type("check"))
    history = signs.check_facts()
    ask_present(coach)
    for card in history.cards:
        say(card)
    for entry in signs.checks:
        coach.journal.add(entry)


def _days_past_due(coach: Coach) -> int:
    return coach.library.plan_rules().most_days_past_due.value


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
        case Word():
            return value.value
        case tuple():
            return [_plain(part) for part in value]
    return value


def _page(profile: Profile, today: date, said: frozenset[str]) -> list[str]:
    """The profile in lines, or what was just said of it, with the week that follows from that.

    Without a date of another stage: a pregnancy can end, and then nothing speaks of it.
    """
    document = _document(profile, today)
    left_out = {key for key, (_, kind) in COUNTS_AT.items() if kind is not profile.stage and getattr(profile, key)}
    if said:
        told = said | {"week"} if said & OF_THE_STAGE else said
        left_out |= document.keys() - told
        left_out |= {key for key, value in document.items() if value in (None, "") and (said == ASKED or key == "week")}
    return [f"{key.replace('_', ' ')}: {_words(value)}" for key, value in document.items() if key not in left_out]


def _words(value: Any) -> str:
    if value in (None, ""):
        return "(not said)"
    if value == []:
        return options.NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
