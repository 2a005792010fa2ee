"""`coach doctor`: tries what a session needs of the terminal and of the machine, and says how to mend what fails."""

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, NoQuestions

app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    epilog="Examples: `coach doctor` plays each sound and asks whether you noticed it; "
    "`coach doctor --no-questions` only looks."
)
def doctor(
    no_questions: NoQuestions = False,
    as_json: Json = False,
) -> None:
    """Try the terminal, the sounds and the voice, and keep what works."""
    from sciatica_coach.cli.examine import examine

    coach = Coach()
    examine(coach, asks=coach.attended and not (no_questions or as_json), as_json=as_json)
