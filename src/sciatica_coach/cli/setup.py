"""`coach setup`: the profile, by options or in questions; and shown."""

from collections.abc import Callable
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, TypeVar

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, choose, split, whole
from sciatica_coach.cli.output import note, say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.files.profile import load_profile, save_profile
from sciatica_coach.model.condition import Condition
from sciatica_coach.model.exercise import Equipment
from sciatica_coach.model.pain import PainSide
from sciatica_coach.model.profile import AVOIDABLE, FirstSide, Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth
from sciatica_coach.model.text import did_you_mean, one_line
from sciatica_coach.model.value import replace
from sciatica_coach.model.when import parse_date, time_of_day

app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})

T = TypeVar("T")
MOST_MINUTES = 120
LONGEST_NUMBER = 40
NONE = "none"
EARLIEST_DAYS = 280
LATEST_DAYS = 14
"""Past the due date by more than 14 days the program asks again (routine default, no source)."""


@app.command(
    epilog="Examples: `coach setup --stage pregnancy --due 2027-03-01 --cleared`; "
    "`coach setup --first sore --side left`; `coach setup --show`. Without options it asks. "
    "What you do not name stays as it is."
)
def setup(
    stage: Annotated[str | None, typer.Option(help="general, pregnancy or postpartum.")] = None,
    due: Annotated[str | None, typer.Option(metavar="DATE", help="The due date.")] = None,
    born: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the birth.")] = None,
    birth: Annotated[str | None, typer.Option(help="vaginal or caesarean.")] = None,
    side: Annotated[str | None, typer.Option(help="What hurts: left, right or both.")] = None,
    minutes: Annotated[
        int | None, typer.Option(parser=whole(1, MOST_MINUTES), metavar="N", help="Minutes a day.")
    ] = None,
    equipment: Annotated[list[str] | None, typer.Option(help="What you have: mat,chair,wall …, or none.")] = None,
    avoid: Annotated[list[str] | None, typer.Option(help="To avoid: floor,prone,all-fours …, or none.")] = None,
    conditions: Annotated[
        list[str] | None, typer.Option(help="What some exercises do not go with: painful-pelvic-joint …, or none.")
    ] = None,
    cleared: Annotated[
        bool | None,
        typer.Option("--cleared/--not-cleared", help="A clinician said that you may exercise."),
    ] = None,
    first: Annotated[str | None, typer.Option(help="The first side: left, right, sore or other.")] = None,
    emergency_number: Annotated[str | None, typer.Option(metavar="NUMBER", help="Whom to call.")] = None,
    move_hours: Annotated[
        str | None, typer.Option(metavar="FROM-UNTIL", help="When `coach move` may remind you: 08:00-20:00.")
    ] = None,
    quiet_hours: Annotated[
        str | None, typer.Option(metavar="FROM-UNTIL", help="When no daily reminder comes: 22:00-06:00.")
    ] = None,
    no_questions: Annotated[bool, typer.Option("--no-questions", help="Ask nothing.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Show the profile and change nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Tell the program about yourself."""
    coach = Coach()
    given = {
        "stage": choose(stage, StageKind, "--stage"),
        "due": parse_date(due, "--due") if due else None,
        "born": parse_date(born, "--born") if born else None,
        "birth": choose(birth, Birth, "--birth"),
        "side": choose(side, PainSide, "--side"),
        "minutes": minutes,
        "equipment": _listed(split(equipment), _equipment),
        "avoid": _listed(split(avoid), _avoidable),
        "conditions": _listed(split(conditions), _condition),
        "cleared": cleared,
        "first": choose(first, FirstSide, "--first"),
        "emergency_number": _number(emergency_number) if emergency_number else None,
        **_hours(move_hours, "--move-hours", "move"),
        **_hours(quiet_hours, "--quiet-hours", "quiet"),
    }
    changes: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    asks = not (changes or show or no_questions or as_json) and coach.attended
    if asks:
        changes = _ask(coach)
    profile = load_profile(coach.home.profile)
    if changes and not show:
        profile = replace(profile, **changes)
        check_dates(profile, coach.today)
        save_profile(coach.home, profile)
        _note_idle(changes, profile)
    if asks:
        _ask_facts()
    if as_json:
        say_json(_document(profile, coach.today))
    else:
        say("\n".join(_page(profile, coach.today)))


def _ask(coach: Coach) -> dict[str, Any]:
    """The profile by questions, after the notice; a date that cannot be is asked for again."""
    from sciatica_coach.cli.setup_form import ask_profile
    from sciatica_coach.cli.warning_signs import WarningSigns

    WarningSigns(coach, []).give_notice(asks=True)
    profile = load_profile(coach.home.profile)
    while True:
        profile = ask_profile(profile, coach.library.plan_rules().conditions)
        try:
            check_dates(profile, coach.today)
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


def _listed(words: list[str], read: Callable[[str], T]) -> tuple[T, ...] | None:
    """The values of an option that lists; nothing for the one word `none`, and no value when it was not given."""
    if words == [NONE]:
        return ()
    return tuple(read(word) for word in words) or None


def _hours(text: str | None, option: str, key: str) -> dict[str, time]:
    """The two keys of the profile that hours such as `08:00-20:00` fill; none when the option was not given."""
    if text is None:
        return {}
    begin, _, end = text.partition("-")
    start, stop = time_of_day(begin.strip()), time_of_day(end.strip())
    if start is None or stop is None:
        raise UsageError(f"{option} cannot read `{one_line(text)}`.", f"Write for example `{option} 08:00-20:00`.")
    return {f"{key}_from": start, f"{key}_until": stop}


def _number(text: str) -> str:
    number = one_line(text)
    if len(number) > LONGEST_NUMBER:
        raise UsageError(f"--emergency-number is {len(number)} characters long.", f"Use at most {LONGEST_NUMBER}.")
    return number


def _equipment(word: str) -> Equipment:
    found = choose(word, Equipment, "--equipment")
    assert found is not None  # noqa: S101 - a word always gives a choice or an error
    return found


def _condition(word: str) -> Condition:
    found = choose(word, Condition, "--conditions")
    assert found is not None  # noqa: S101 - a word always gives a choice or an error
    return found


def _avoidable(word: str) -> str:
    if word not in AVOIDABLE:
        hint = did_you_mean(word, AVOIDABLE) or f"Use {', '.join(sorted(AVOIDABLE))}."
        raise UsageError(f"--avoid does not know `{word}`.", hint)
    return word


def check_dates(profile: Profile, today: date) -> None:
    """Refuse dates that cannot be: a birth to come, a due date long past or too far ahead."""
    if profile.stage is StageKind.POSTPARTUM and profile.born and profile.born > today:
        raise UsageError(f"The birth on {profile.born} is still to come.", "Use --stage pregnancy --due DATE.")
    if profile.stage is StageKind.PREGNANCY and profile.due:
        days = (profile.due - today).days
        if not -LATEST_DAYS <= days <= EARLIEST_DAYS:
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


def _page(profile: Profile, today: date) -> list[str]:
    return [f"{key.replace('_', ' ')}: {_words(value)}" for key, value in _document(profile, today).items()]


def _words(value: Any) -> str:
    if value in (None, ""):
        return "(not said)"
    if value == []:
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
