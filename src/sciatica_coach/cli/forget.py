"""`coach forget`: remove every trace, after asking."""

from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, NoQuestions, new_app
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.cli.remind import remove_reminders
from sciatica_coach.errors import UsageError
from sciatica_coach.files.traces import Traces, find_traces, remove_traces
from sciatica_coach.model.text import one_line, plural

app = new_app()

WORD = "forget"


@app.command(
    epilog="Examples: `coach forget` asks first; `coach forget --yes` does not; "
    "`coach export -o log-copy.json` before it keeps a copy. Files that you exported stay where they are."
)
def forget(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    keep_routines: Annotated[bool, typer.Option("--keep-routines", help="Keep the routines that you wrote.")] = False,
    no_questions: NoQuestions = False,
    as_json: Json = False,
) -> None:
    """Remove every trace of you from this computer."""
    coach = Coach()
    traces = find_traces(coach.home, keep_routines=keep_routines)
    if traces.paths and not yes:
        _ask(coach, traces, asks=coach.attended and not no_questions and not as_json)
    reminders = remove_reminders(coach)
    removed = remove_traces(coach.home, keep_routines=keep_routines)
    if as_json:
        say_json(
            {
                "removed": [str(path) for path in removed.paths],
                "left": [str(path) for path in (*removed.unknown, *removed.elsewhere)],
                "reminders": reminders,
            }
        )
    else:
        say("\n".join([*_report(removed), *(f"Removed the reminder from {name}." for name in reminders)]))


def _ask(coach: Coach, traces: Traces, *, asks: bool) -> None:
    """Show what would go, and go on only at the whole word.

    Raises:
        UsageError: nobody said yes: nothing is removed.
    """
    if not asks:
        raise UsageError("Nothing was removed.", "`coach forget --yes` removes everything without asking.")
    from sciatica_coach.terminal.questions import ask

    say(f"This removes all that this program keeps of you in {coach.home.root}:")
    say("\n".join(_list(traces)))
    say("It cannot be brought back. `coach export -o FILE` keeps a copy of your log.")
    if ask(f"Type `{WORD}` to remove it, or Enter to keep everything: ", _read_word, f"`{WORD}`, or Enter.") is None:
        raise UsageError("Nothing was removed.")


def _read_word(answer: str) -> bool | None:
    return True if answer.strip().strip("`").lower() == WORD else None


def _report(traces: Traces) -> list[str]:
    if not traces.paths:
        return ["There was nothing to remove.", *_left(traces)]
    return ["Removed:", *_list(traces), *_left(traces)]


def _list(traces: Traces) -> list[str]:
    lines = [f"  {one_line(str(path))}" for path in traces.paths]
    if traces.routines:
        lines.append(f"  With them: {plural(len(traces.routines), 'file')} of routines and exercises that you wrote.")
    return lines


def _left(traces: Traces) -> list[str]:
    """What stays, and why, so that nobody thinks that it went."""
    lines = []
    if traces.elsewhere:
        lines += ["Only the link to it was removed; remove it yourself if it is about you:"]
        lines += [f"  {one_line(str(path))}" for path in traces.elsewhere]
    if traces.unknown:
        lines += ["Left as it is, since this program did not make it:"]
        lines += [f"  {one_line(str(path))}" for path in traces.unknown]
    return lines
