"""`coach routines`: list, show, check, new, where."""

from pathlib import Path
from typing import Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.dose import dose_words
from sciatica_coach.cli.odd_dates import refuse_odd_dates
from sciatica_coach.cli.options import Json, complete_routines, new_app
from sciatica_coach.cli.output import end_with, note, say, say_columns, say_json
from sciatica_coach.cli.reading import read_out
from sciatica_coach.errors import CannotWriteError, CoachError, UnreadableError, UsageError
from sciatica_coach.files.content import FileFault
from sciatica_coach.files.durable import write_new
from sciatica_coach.files.library import readable
from sciatica_coach.files.places import PRIVATE_DIRECTORY, reason
from sciatica_coach.model.node import Fault
from sciatica_coach.model.text import ID, one_line, plural

app = new_app(
    help="List, show, check and make routines.",
    epilog="Example: `coach routines show gentle-start`.",
    no_args_is_help=True,
)

TEMPLATE = """\
# A routine of your own. Change what you like, then run: coach routines check
name: {name}
for: [{stage}]
description: Say in one sentence what it is for.
exercises:
  - exercise: pelvic-tilt-seated      # `coach exercises list` names them all
    reps: 8                           # keys beside an exercise replace its own dose
  - exercise: figure-4-seated
    hold: 20
"""


@app.command("list", epilog="Example: `coach routines list`.")
def list_(as_json: Json = False) -> None:
    """List all routines: shipped ones and your own."""
    library = Coach().library
    routines, errors = readable(library.routine, library.routine_ids)
    if as_json:
        say_json(
            [{"id": one.id, "name": one.name, "for": one.stages, "description": one.description} for one in routines]
        )
    else:
        say_columns([(routine.id, routine.description or routine.name) for routine in routines])
    end_with(errors)


@app.command(epilog="Example: `coach routines show gentle-start`.")
def show(
    routine_id: Annotated[str, typer.Argument(metavar="ID", help="The routine.", autocompletion=complete_routines)],
    as_json: Json = False,
) -> None:
    """Show a routine: its exercises in order, with their doses."""
    coach = Coach()
    routine = coach.library.routine(routine_id)
    if as_json:
        say_json(
            {
                "id": routine.id,
                "name": routine.name,
                "for": routine.stages,
                "description": routine.description,
                "exercises": [
                    {"exercise": one.id, "name": one.name, "dose": dose_words(one)} for one in routine.exercises
                ],
            }
        )
        return
    lines = [f"{number}. {one.name}: {dose_words(one)}" for number, one in enumerate(routine.exercises, start=1)]
    read_out(coach, "\n".join([routine.name, routine.description, "", *lines]))


@app.command(epilog="Examples: `coach routines check`; `coach routines check my-routine.yaml`.")
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="The files; none: everything.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check content files (routines, exercises, rules, cards), and name every fault with its line."""
    coach = Coach()
    paths = files or coach.library.files()
    checked = [_checked(coach, path) for path in paths]
    faults = [fault for _, found in checked for fault in found]
    if files and not as_json:
        _say_kinds(files, [kind for kind, _ in checked])
    if not files:
        faults += _faults_of_rules(coach)
    found = tuple(dict.fromkeys(faults))
    if as_json:
        say_json([_row(fault) for fault in found])
    elif found:
        note("\n".join(map(str, found)))
    else:
        say(f"{plural(len(paths), 'file')} checked: no fault found.")
    if found:
        raise typer.Exit(UnreadableError.exit_code)


@app.command(epilog="Example: `coach routines new morning`.")
def new(
    routine_id: Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits and hyphens.")],
    as_json: Json = False,
) -> None:
    """Make a routine of your own, for your stage, to change in an editor."""
    if not ID.fullmatch(routine_id):
        raise UsageError(
            f"`{routine_id}` cannot be an id.", "Use small letters, digits and hyphens, such as `my-morning`."
        )
    coach = Coach()
    fault = coach.forgive_profile()
    if fault:
        note(f"{fault.message} Your stage is not known: the routine is for the general one.")
    coach.home.make()
    path = coach.home.routines / f"{routine_id}.yaml"
    try:
        if not coach.home.routines.is_dir():
            coach.home.routines.mkdir(mode=PRIVATE_DIRECTORY)
            coach.home.routines.chmod(PRIVATE_DIRECTORY)  # whatever the umask took away
        name = routine_id.replace("-", " ").capitalize()
        write_new(path, TEMPLATE.format(name=name, stage=coach.profile.stage).encode())
    except FileExistsError:
        raise UsageError(f"{path} is already there.", "Choose another name, or change that file.") from None
    except OSError as error:
        raise CannotWriteError(f"{path} could not be made: {reason(error)}.") from error
    if as_json:
        say_json({"file": str(path)})
    else:
        say(f"Made {path}\nChange it in an editor, then: coach routines check {path}")


@app.command(epilog="Example: `coach routines where`.")
def where(as_json: Json = False) -> None:
    """Say where the shipped routines are, and where your own go."""
    library = Coach().library
    if as_json:
        say_json({"own": str(library.own), "shipped": str(library.shipped), "rules": library.rules_version})
    else:
        say(f"Your own: {library.own}\nShipped:  {library.shipped}\nRules:    version {library.rules_version}")


def _checked(coach: Coach, path: Path) -> tuple[str, list[FileFault]]:
    """What a file is, and what is wrong with it; one that cannot be read must not hide the faults of the others."""
    try:
        return coach.library.check(path)
    except UnreadableError as error:
        message = error.message.removeprefix(f"{path} ").rstrip(".")
        return "", [FileFault(file=path, fault=Fault(line=1, message=f"This {message}. {error.hint}"))]


def _say_kinds(files: list[Path], kinds: list[str]) -> None:
    """Tell what a file is taken for that is no routine, so that its faults are understood."""
    from sciatica_coach.files.kinds import ROUTINE

    for path, kind in zip(files, kinds, strict=True):
        if kind and kind != ROUTINE:
            say(f"{one_line(str(path))} is checked as {kind}.")


def _faults_of_rules(coach: Coach) -> list[FileFault]:
    """What is wrong with the rules and with the profile."""
    found = [fault for path in coach.library.rule_files() for fault in _checked(coach, path)[1]]
    try:
        refuse_odd_dates(coach)
    except CoachError as error:
        found.extend(getattr(error, "faults", []))
    return found


def _row(fault: FileFault) -> dict[str, Any]:
    return {"file": str(fault.file), "line": fault.fault.line, "message": fault.fault.message}
