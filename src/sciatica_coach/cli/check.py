"""`coach check`: the warning signs, as a card and as questions. Needs no profile and no log."""

from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, NoQuestions, NoSigns, Signs, Unchanged, new_app, split
from sciatica_coach.cli.output import note, say, say_columns, say_json
from sciatica_coach.cli.warning_signs import Said, WarningSigns
from sciatica_coach.errors import CoachError, WithheldError
from sciatica_coach.model.safety import Assessment, Hold

app = new_app()

ListSigns = Annotated[bool, typer.Option("--list", help="Name all signs, each with its ID and level, and ask nothing.")]


@app.command(
    epilog="Examples: `coach check`; `coach check --list` names the signs; "
    "`coach check --sign hot-swollen-limb --json`. "
    "A red or amber sign holds the sessions until you say what a clinician said."
)
def check(
    sign: Signs = None,
    no_signs: NoSigns = False,
    unchanged: Unchanged = None,
    list_: ListSigns = False,
    no_questions: NoQuestions = False,
    as_json: Json = False,
) -> None:
    """Go through the warning signs: what needs help now, today, or at the next visit."""
    coach = Coach()
    fault = coach.forgive_profile()
    if fault:
        note(f"{fault.message} Your stage is not known: the list is the one for everybody.")
    signs = WarningSigns(coach, _checks(coach))
    if list_ and not as_json:
        say_columns([(one.id, f"{one.ask} ({one.level})") for one in signs.signs])
        return
    asks = coach.attended and not (no_questions or as_json or list_)
    said = Said(signs=tuple(split(sign)), no_signs=no_signs, unchanged=tuple(split(unchanged)))
    assessment = signs.check(said, asks=asks)
    try:
        _answer(signs, assessment, as_json=as_json)  # first: help that is needed now does not wait for the disk
    finally:  # kept also where the answer could not be printed
        for entry in signs.checks:
            coach.journal.add(entry)
    if assessment and assessment.holds:
        raise typer.Exit(WithheldError.exit_code)


def _answer(signs: WarningSigns, assessment: Assessment | None, *, as_json: bool) -> None:
    """Say what to do about the signs that were ticked; without an answer, all there are."""
    hold = signs.hold()
    if as_json:
        say_json(_document(signs, assessment, hold))
    elif assessment is None:
        say(f"{signs.rules.list_intro}\n{signs.whole_list()}")
    elif hold:
        say("\n".join(assessment.cards) or signs.hold_card(hold))
    else:
        say("\n".join(assessment.cards) or signs.rules.none_ticked)


def _document(signs: WarningSigns, assessment: Assessment | None, hold: Hold | None) -> dict[str, object]:
    return {
        "signs": [{"id": one.id, "ask": one.ask, "level": one.level.value} for one in signs.signs],
        "ticked": list(assessment.signs) if assessment else None,
        "level": assessment.level.value if assessment and assessment.level else None,
        "cards": list(assessment.cards) if assessment else [],
        "held": hold.level.value if hold else None,
    }


def _checks(coach: Coach) -> list[dict[str, object]]:
    """The earlier checks; none when the log cannot be read, since the card must be shown all the same."""
    try:
        return coach.journal.of_type("check")
    except CoachError as error:
        note(f"{error.message} Earlier answers are not known.")
        return []
