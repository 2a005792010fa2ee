"""`coach doctor`: looks whether everything works, says how to mend what does not, and mends files with `--repair`."""

from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, NoQuestions, new_app
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.places import reason

app = new_app()

Repair = Annotated[bool, typer.Option("--repair", help="Mend the files: shows what it would do, and asks first.")]


@app.command(
    epilog="Examples: `coach doctor` looks at the files, plays each sound and asks whether you noticed it; "
    "`coach doctor --no-questions` only looks; `coach doctor --repair` mends the files, and asks first."
)
def doctor(repair: Repair = False, no_questions: NoQuestions = False, as_json: Json = False) -> None:
    """Look whether everything works, and mend it.

    Without `--repair` no file is changed, but for the profile when you say what you noticed. It ends with 65 when the
    log cannot be read.
    """
    coach = Coach()
    asks = coach.attended and not (no_questions or as_json)
    try:
        if repair:
            from sciatica_coach.cli.repair import repair_files

            repair_files(coach, asks=asks, as_json=as_json)
        else:
            _look(coach, asks=asks, as_json=as_json)
    except OSError as error:
        raise UnreadableError(
            f"The files in {coach.home.root} cannot be looked through: {reason(error)}.",
            "What they hold is not changed by that: mend the disk or the permissions, then try again.",
        ) from error


def _look(coach: Coach, *, asks: bool, as_json: bool) -> None:
    """Look at the files, then at the machine."""
    from sciatica_coach.cli.examine import examine
    from sciatica_coach.cli.files_report import look_at_files

    files = look_at_files(coach)
    if not as_json:
        say("\n".join(["Files", *files.lines, ""]))
    found = examine(coach, asks=asks, as_json=as_json)
    if as_json:
        say_json({"files": files.document, **found.document})
    if not files.is_usable:
        raise UnreadableError(
            "The log cannot be used as it is. Nothing is lost by waiting.",
            "`coach doctor --repair` shows what can be brought back, and asks first.",
        )
