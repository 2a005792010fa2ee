"""`coach today`: plan, ask, run, save, and say what was done."""

from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import SCORE, Json, NoQuestions, NoSigns, Plain, Signs, complete_routines, split, whole
from sciatica_coach.cli.wishes import SessionOptions, Wishes
from sciatica_coach.model.value import replace

app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})

MOST_MINUTES = 120

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
Pain = Annotated[int | None, typer.Option(parser=SCORE, metavar="0-10", help="Pain before.")]
PainAfter = Annotated[int | None, typer.Option(parser=SCORE, metavar="0-10", help="Pain after.")]
MorningAfter = Annotated[
    str | None,
    typer.Option("--morning", help="The leg was back to usual by the morning after: yes, no or not-sure."),
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
    pain_after: PainAfter = None,
    morning: MorningAfter = None,
    sign: Signs = None,
    no_signs: NoSigns = False,
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
    wishes = Wishes(
        routine=routine,
        flare=flare,
        minutes=minutes,
        resume=resume,
        signs=tuple(split(sign)),
        no_signs=no_signs,
        morning=morning,
        why=why,
    )
    options = SessionOptions(
        asks=not no_questions,
        plain=plain,
        big=big,
        quiet=quiet,
        voice=voice,
        saves=not (no_save or rehearse),
        rehearse=rehearse,
        pain=pain,
        pain_after=pain_after,
        as_json=as_json,
    )
    _start(coach, wishes, options, preview=preview)


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
