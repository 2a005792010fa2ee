"""The entry point: finds the command, runs it, and turns every fault into a sentence and an exit code.

Commands are imported when they are called. Their one-line helps stand here, so that `coach --help`
imports none of them; a test holds the two together.
"""

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated, Any, NoReturn

from sciatica_coach import __version__
from sciatica_coach.errors import CoachError, UnreadableError, UsageError
from sciatica_coach.late_patterns import patterns_compiled_when_used
from sciatica_coach.terminal.wrap import NARROWEST_COLUMNS

with patterns_compiled_when_used():
    import typer
    from typer.core import TyperCommand, TyperGroup
    from typer.main import get_command as build_command

    from sciatica_coach.cli.output import finish, note  # and json

BUG = 1
INTERRUPTED = 130

COMMANDS = {
    "today": "Guide me through a session, and keep time for me.",
    "log": "Record how much it hurts, now or earlier.",
    "history": "Show how it goes: pain, how far down the leg, sessions, what followed them.",
    "routines": "List, show, check and make routines.",
    "exercises": "List and show exercises; put back one that was left out.",
    "move": "Remind me to move, every half hour, with one tiny thing to do.",
    "remind": "A daily reminder by the system's own scheduler: install, list, remove.",
    "check": "Go through the warning signs: what needs help now, today, or at the next visit.",
    "learn": "Read the reference cards: daily movement, flare-ups, when to get help.",
    "undo": "Take back the entry that was written last, or the change that came after it.",
    "edit": "Correct an entry.",
    "report": "Write one page for your physiotherapist, midwife or doctor.",
    "export": "Write the log for a spreadsheet, another program, a clinic or a calendar.",
    "import": "Merge the log of another computer, a backup or an export into this one.",
    "setup": "Tell the program about yourself.",
    "doctor": "Look whether everything works, and mend it.",
    "forget": "Remove every trace of you from this computer.",
}

MODULES = {"import": "import_journal"}
"""The module of a command, where Python cannot have one of the command's name."""

TYPER_COLUMNS = 52

EPILOG = "Example: `coach today` starts a guided session; `coach log 4` records pain of 4 out of 10."


class LazyGroup(TyperGroup):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's signature
        """The names of all commands, in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's signature
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"sciatica_coach.cli.{MODULES.get(cmd_name, cmd_name)}")
        command = build_command(module.app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's signature
        """The list of commands in `--help`, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """`coach help log` is `coach log --help`, as people know it from other programs."""
        return super().parse_args(ctx, [*args[1:], "--help"] if args[:1] == ["help"] else args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is meant; where there is none, the nearest is named."""
        if args[0] not in COMMANDS:
            self.commands = _named()
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """What the shell offers for the first word, without importing a command."""
        group = TyperGroup(name=self.name, commands=_named(), params=self.params)
        return group.shell_complete(typer.Context(group, info_name=ctx.info_name), incomplete)


def _named() -> dict[str, Any]:
    """Every command by its name and line of help alone."""
    return {name: TyperCommand(name=name, help=line) for name, line in COMMANDS.items()}


def _narrow_columns() -> int | None:
    """The width of help pages where the terminal is narrower than the 50 columns that Typer takes for granted."""
    columns = get_terminal_size().columns
    return columns if NARROWEST_COLUMNS <= columns < TYPER_COLUMNS else None


app = typer.Typer(
    cls=LazyGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _narrow_columns()},
    epilog=EPILOG,
)


def _print_version(value: bool) -> None:
    if value:
        from sciatica_coach.cli.output import say

        say(f"sciatica-coach {__version__}")
        raise typer.Exit


@app.callback()
def coach(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback prints it
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (only without a command).")] = False,
) -> None:
    """A timer and a diary for the exercises that you and your clinician agreed on.

    It keeps time, keeps a diary, and shows your own scores. It does not examine, diagnose or treat you.
    """
    if ctx.invoked_subcommand is None:
        from sciatica_coach.cli.home import show_home

        show_home(as_json=as_json)
    elif as_json:
        raise UsageError("`--json` goes behind the command.", f"Write `coach {ctx.invoked_subcommand} --json`.")


def main() -> NoReturn:
    """Run the program, and end with one of the exit codes that README.md lists."""
    code = _run()
    gc.freeze()  # at the end Python looks for garbage in all that was imported: 7 ms of 55, 12 of 86 in a preview
    sys.exit(code)


def _run() -> int:
    if sys.stderr is None:  # closed by whoever started us: what belongs there must not go to standard output
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the program ends
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # for help pages; an 8-bit terminal lacks some of their letters
    try:
        build_command(app)(prog_name="coach", standalone_mode=True)
    except SystemExit as ending:
        code = _code_of(ending)
        if code == INTERRUPTED:  # Typer ends so after Ctrl-C: the shell's prompt belongs on a line of its own
            note("")
        return _finish(code)
    except CoachError as error:
        return _tell(error)
    except KeyboardInterrupt:
        note("")
        return INTERRUPTED
    except (ImportError, OSError) as error:
        return _finish(0) or _tell_of_the_system(error)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a sentence in place of a traceback
        return _tell_bug(error)
    return _finish(0)


def _code_of(ending: SystemExit) -> int:
    """The exit code that Typer asks for; it takes a reader of `--help` that went away for an error."""
    if isinstance(ending.__context__, BrokenPipeError):
        return 0
    return ending.code if isinstance(ending.code, int) else int(bool(ending.code))


def _finish(code: int) -> int:
    try:
        finish()
    except CoachError as error:
        return _tell(error)
    return code


def _tell(error: CoachError) -> int:
    note(f"{error.message}\n{error.hint}".rstrip())
    return error.exit_code


def _tell_of_the_system(error: ImportError | OSError) -> int:
    """What the system refused is no mistake of ours, if it can be said what that was."""
    if isinstance(error, ImportError):
        return _tell(_incomplete(error))
    if getattr(error.__context__, "exit_code", None) == UsageError.exit_code:
        return UsageError.exit_code  # standard error takes no more: nobody can be told what was mistyped
    return _tell(_refused(error)) if error.filename else _tell_bug(error)


def _incomplete(error: ImportError) -> CoachError:
    """A part of the program that is gone or cannot be read. What is known to be optional is told where it is missed."""
    return UnreadableError(
        f"A part of the program cannot be read: {error}. Nothing that was saved is lost.",
        "Look at the disk, and install the program once more.",
    )


def _refused(error: OSError) -> CoachError:
    """The fault of a disk or of permissions that no command expects in this place: the system names the file."""
    return UnreadableError(
        f"{os.fsdecode(error.filename)} cannot be used: {(error.strerror or str(error)).lower()}. "
        "Nothing that was saved is lost.",
        "Mend the disk or the permissions, then try again.",
    )


def _tell_bug(error: Exception) -> int:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
    note(
        f"This is a mistake in sciatica-coach, not yours: {type(error).__name__}: {error} ({where}). "
        "Nothing that was saved is lost.\nPlease report it with this text where you got the program."
    )
    return BUG
