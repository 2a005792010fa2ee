"""Help, completion and the list of commands."""

from importlib import import_module

import pytest
import typer
from tests.program import call, run

from sciatica_coach.cli.main import COMMANDS, MODULES

GROUPS = {
    "routines": ("list", "show", "check", "new", "where"),
    "exercises": ("list", "show", "back"),
    "remind": ("install", "list", "remove"),
}
EVERY = [(), *((name,) for name in COMMANDS), *((name, sub) for name, subs in GROUPS.items() for sub in subs)]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: " ".join(words) or "coach")
def test_help(words: tuple[str, ...]) -> None:
    """Every command explains itself, by `--help` and by `-h`, with its usage, and ends with 0."""
    result = call(*words, "--help")
    assert (result.code, result.err) == (0, "")
    assert call(*words, "-h") == result
    assert result.out.startswith(f"Usage: {' '.join(('coach', *words))} ")


@pytest.mark.parametrize("words", [(), ("log",), ("today",), ("routines",), ("remind", "install")], ids=str)
def test_help_fits_a_narrow_terminal(words: tuple[str, ...]) -> None:
    """On 40 columns a help page is broken between words, and not by the terminal in the middle of one."""
    lines = run(*words, "--help", env={"COLUMNS": "40"}).out.splitlines()
    assert [line for line in lines if len(line) > 40] == []


@pytest.mark.parametrize(
    "words", [words for words in EVERY if words[-1:] not in (("routines",), ("exercises",), ("remind",))], ids=" ".join
)
def test_help_has_an_example(words: tuple[str, ...]) -> None:
    """Every command's help has an example that names the command as it is typed."""
    text = " ".join(call(*words, "--help").out.split())
    assert "Example" in text
    assert f"`coach {' '.join(words)}".rstrip() in text.partition("Example")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_list_of_commands_tells_what_each_says_of_itself(name: str) -> None:
    """The line of a command in `coach --help`, which stands there unimported, is the first line of its own help."""
    command = typer.main.get_command(import_module(f"sciatica_coach.cli.{MODULES.get(name, name)}").app)
    assert (command.help or "").strip().splitlines()[0] == COMMANDS[name]


def test_list_of_commands_is_complete() -> None:
    """`coach --help` names every command."""
    out = call("--help").out
    listed = [
        line.split()[0] for line in out.partition("Commands:")[2].split("\n\n")[0].splitlines() if line[2:3].strip()
    ]
    assert listed == list(COMMANDS)


def test_version() -> None:
    """`--version` is one line."""
    result = call("--version")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("sciatica-coach ")
    assert result.out.count("\n") == 1


@pytest.mark.parametrize("words", [("nosuch",), ("--nosuch",), ("log", "--nosuch")], ids=" ".join)
def test_unknown_command_or_option(words: tuple[str, ...]) -> None:
    """A command or an option that is not there is usage (2), told on standard error."""
    result = call(*words)
    assert (result.code, result.out) == (2, "")
    assert "No such" in result.err


@pytest.mark.parametrize(
    ("words", "nearest"), [(("lgo", "4"), "log"), (("histroy",), "history"), (("routines", "lst"), "list")]
)
def test_mistyped_command_names_the_nearest(words: tuple[str, ...], nearest: str) -> None:
    """What is mistyped is not guessed: the nearest command is named."""
    assert f"Did you mean '{nearest}'?" in call(*words).err


def test_help_as_a_word() -> None:
    """`coach help` and `coach help log` say what `--help` says, as with other programs."""
    assert call("help") == call("--help")
    assert call("help", "log") == call("log", "--help")
    assert "Did you mean 'log'?" in call("help", "lgo").err


def test_json_before_the_command_is_not_ignored() -> None:
    """A program that asked for JSON in the wrong place is told so, rather than given words."""
    result = call("--json", "log", "4")
    assert (result.code, result.out) == (2, "")
    assert "`coach log --json`" in result.err


def complete(line: str) -> list[str]:
    """What bash offers for the last word of a line."""
    words = line.split(" ")
    env = {"_COACH_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    result = call(env=env)
    assert (result.code, result.err) == (0, "")
    return result.out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("coach h", ["history"]),
        ("coach routines show gentle-", ["gentle-start"]),
        ("coach today --routine gentle-", ["gentle-start"]),
        ("coach exercises show figure-4-", ["figure-4-seated", "figure-4-supine"]),
        ("coach history --exercise figure-4-s", ["figure-4-seated", "figure-4-supine"]),
        ("coach log --furt", ["--furthest"]),
        ("coach routines show zzz", []),
    ],
)
def test_completion(line: str, expected: list[str]) -> None:
    """The shell completes commands, options, and the ids of routines and exercises."""
    assert complete(line) == expected


def test_completion_of_all_commands() -> None:
    """Without a beginning, every command is offered."""
    assert complete("coach ") == list(COMMANDS)


def test_completion_knows_the_users_own() -> None:
    """A routine of the user's own is completed too."""
    call("routines", "new", "zz-mine")
    assert complete("coach routines show zz") == ["zz-mine"]
