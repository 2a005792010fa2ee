"""`coach today`: plan, ask, run, save, and say what was done."""

from typing import Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import (
    Json,
    NoQuestions,
    NoSigns,
    Plain,
    Signs,
    Unchanged,
    complete_exercises,
    complete_routines,
    new_app,
    read_pain,
    split,
    whole,
)
from sciatica_coach.cli.wishes import Agreed, SessionOptions, Wishes
from sciatica_coach.errors import UsageError
from sciatica_coach.model.pain import HIGHEST_SCORE, LOWEST_SCORE
from sciatica_coach.model.value import replace

app = new_app()

MOST_MINUTES = 120
SUGGEST = ("D5", "PM6", "PR3", "PR5", "C4")
"""The rules that suggest less or more: on a bad day, before a session, and after one."""

Routine = Annotated[
    str | None,
    typer.Option(
        metavar="ID|FILE",
        help="A routine, or a file. Without it: the one for your stage, or your last one.",
        autocompletion=complete_routines,
    ),
]
Minutes = Annotated[int | None, typer.Option(parser=whole(1, MOST_MINUTES), metavar="N", help="About so many minutes.")]
Flare = Annotated[bool, typer.Option("--flare", help="A short, easy session for a bad day.")]
Preview = Annotated[bool, typer.Option("--preview", help="Show the plan and do nothing.")]
Why = Annotated[bool, typer.Option("--why", help="Say why the plan is as it is.")]
Pain = Annotated[
    Any, typer.Option(parser=read_pain, metavar="0-10", help="Pain before: 4, or leg=4,back=2,furthest=calf.")
]
PainDuring = Annotated[
    int | None,
    typer.Option(min=LOWEST_SCORE, max=HIGHEST_SCORE, metavar="0-10", help="The most pain in the session."),
]
PainAfter = Annotated[Any, typer.Option(parser=read_pain, metavar="0-10", help="Pain after, the same.")]
MorningAfter = Annotated[
    str | None,
    typer.Option("--morning", help="The leg was back to usual by the morning after: yes, no or not-sure."),
]
Clinician = Annotated[
    str | None,
    typer.Option(
        metavar="ANSWER",
        help="Of the sign that holds the sessions: told-fine, told-not, not-yet, or slip (ticked by mistake).",
    ),
]
Accept = Annotated[
    list[str] | None,
    typer.Option(metavar="RULE", help=f"Yes to a suggestion, by its rule, if there is one: {', '.join(SUGGEST)}."),
]
Decline = Annotated[list[str] | None, typer.Option(metavar="RULE", help="No to it.")]
SignsAfter = Annotated[
    list[str] | None,
    typer.Option("--sign-after", metavar="ID", help="What the session brought on, such as heaviness, or none."),
]
BroughtOn = Annotated[
    str | None,
    typer.Option(metavar="EXERCISE", help="Which exercise brought it on.", autocompletion=complete_exercises),
]
Big = Annotated[bool, typer.Option("--big", help="Fill the terminal with the seconds and the side.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No sounds, and no voice.")]
Voice = Annotated[
    bool | None,
    typer.Option(
        "--voice/--no-voice", help="Speak, or do not. Without it: as your profile says, or where there is a voice."
    ),
]
Resume = Annotated[
    bool | None, typer.Option("--resume/--no-resume", help="Go on with a session of today that was stopped.")
]
NoSave = Annotated[bool, typer.Option("--no-save", help="Write nothing.")]
Rehearse = Annotated[bool, typer.Option("--rehearse", help="20 times as fast; asks and writes nothing.")]


@app.command(
    epilog="Examples: `coach today`; `coach today --preview --why`; `coach today --routine chair --pain 4`; "
    "`coach today --routine my-own.yaml`; `coach today --rehearse` runs through it 20 times as fast."
)
def today(
    routine: Routine = None,
    minutes: Minutes = None,
    flare: Flare = False,
    preview: Preview = False,
    why: Why = False,
    no_questions: NoQuestions = False,
    pain: Pain = None,
    pain_during: PainDuring = None,
    pain_after: PainAfter = None,
    morning: MorningAfter = None,
    sign: Signs = None,
    no_signs: NoSigns = False,
    unchanged: Unchanged = None,
    clinician: Clinician = None,
    accept: Accept = None,
    decline: Decline = None,
    sign_after: SignsAfter = None,
    brought_on: BroughtOn = None,
    plain: Plain = False,
    big: Big = False,
    quiet: Quiet = False,
    voice: Voice = None,
    resume: Resume = None,
    no_save: NoSave = False,
    rehearse: Rehearse = False,
    as_json: Json = False,
) -> None:
    """Guide me through a session, and keep time for me."""
    coach = Coach()
    wishes = Wishes(routine=routine, flare=flare, minutes=minutes, resume=resume, morning=morning, why=why)
    wishes = replace(wishes, signs=tuple(split(sign)), no_signs=no_signs)
    wishes = replace(wishes, unchanged=tuple(split(unchanged)), clinician=clinician)
    options = SessionOptions(
        asks=not no_questions,
        plain=plain,
        big=big,
        quiet=quiet,
        voice=voice,
        saves=not (no_save or rehearse),
        rehearse=rehearse,
        before=pain,
        during=pain_during,
        after=pain_after,
        agreed=_agreed(accept, decline),
        signs_after=_listed(sign_after),
        brought_on=brought_on,
        as_json=as_json,
    )
    _start(coach, wishes, options, preview=preview)


def _agreed(accept: list[str] | None, decline: list[str] | None) -> Agreed:
    """The rules that are accepted and declined, each of them one that suggests something."""
    accepted, declined = (tuple(word.upper() for word in split(words)) for words in (accept, decline))
    for rule in (*accepted, *declined):
        if rule not in SUGGEST:
            raise UsageError(f"No rule `{rule}` suggests anything.", f"These do: {', '.join(SUGGEST)}.")
    if both := set(accepted) & set(declined):
        raise UsageError(f"{', '.join(sorted(both))} cannot be both accepted and declined.", "Keep one of the two.")
    return Agreed(accepted=accepted, declined=declined)


def _listed(words: list[str] | None) -> tuple[str, ...] | None:
    """The words of an option; nothing for the one word `none`, and no answer when it was not given."""
    found = tuple(split(words))
    return None if words is None else () if found == ("none",) else found


def _start(coach: Coach, wishes: Wishes, options: SessionOptions, *, preview: bool) -> None:
    """Show the session, or guide through it: questions only where somebody can answer them."""
    as_json = options.as_json
    if preview:
        from sciatica_coach.cli.preview import preview_session

        preview_session(coach, wishes, as_json=as_json)
        return
    from sciatica_coach.cli.guided import guide

    asks = options.asks and coach.attended and not (options.rehearse or as_json)
    guide(coach, wishes, replace(options, asks=asks, plain=options.plain or not coach.redraws or as_json))
