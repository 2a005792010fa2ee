"""What the commands share: how each is made, options of several of them, and how lists and choices are read."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from sciatica_coach.errors import UsageError
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.pain import HIGHEST_SCORE, LOWEST_SCORE, Furthest
from sciatica_coach.model.text import did_you_mean, one_line
from sciatica_coach.model.word import Word

if TYPE_CHECKING:
    from sciatica_coach.files.library import Library

E = TypeVar("E", bound=Word)
_WHOLE = r"[0-9]{1,9}"

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Plain = Annotated[bool, typer.Option("--plain", help="Words alone, line by line; nothing is redrawn.")]
NoQuestions = Annotated[bool, typer.Option("--no-questions", help="Ask nothing.")]
Signs = Annotated[
    list[str] | None,
    typer.Option("--sign", metavar="ID", help="A warning sign that you have: `coach check --list` names them."),
]
Unchanged = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="One of these signs that a clinician has seen, and that is not worse since."),
]
NoSigns = Annotated[bool, typer.Option("--no-signs", help="You have no warning sign.")]


def new_app(**more: Any) -> typer.Typer:
    """What a module hangs its command on: plain help, which `-h` shows too.

    Args:
        more: of a group of commands, its help and its example.
    """
    names = {"help_option_names": ["-h", "--help"]}
    return typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=names, **more)


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """Reads an option that is a whole number, and says which numbers there are when it is not one of them."""

    def read(text: str) -> int:
        words = text.strip()
        if not re.fullmatch(_WHOLE, words) or not lowest <= int(words) <= highest:
            raise typer.BadParameter(f"`{one_line(text)}` is not a whole number from {lowest} to {highest}.")
        return int(words)

    return read


SCORE = whole(LOWEST_SCORE, HIGHEST_SCORE)


def read_pain(text: str) -> Entry:
    """Pain as an option says it: a score, or `leg=4,back=2,furthest=calf`, of which the larger one is the score."""
    if "=" not in text:
        return {"score": SCORE(text)}
    found: Entry = {}
    for part in split([text]):
        key, _, value = (word.strip() for word in part.partition("="))
        if key in found or key not in ("leg", "back", "furthest"):
            raise typer.BadParameter(f"`{part}`: write for example leg=4,back=2,furthest=calf, each once.")
        found[key] = choose(value, Furthest, "furthest") if key == "furthest" else SCORE(value)
    scores = [found[key] for key in ("leg", "back") if key in found]
    if not scores:
        raise typer.BadParameter("There is no score: write for example leg=4,furthest=calf.")
    return {"score": max(scores), "leg": None, "back": None, "furthest": None, **found}


def split(values: list[str] | None) -> list[str]:
    """The words of an option that may be given several times, or once with commas; each counts once."""
    words = (one_line(word) for value in values or [] for word in value.split(","))
    return [word for word in dict.fromkeys(words) if word]


def choose(word: str | None, choices: type[E], option: str, also: Mapping[str, E] | None = None) -> E | None:
    """A word out of a fixed set.

    Args:
        word: as it was typed.
        choices: the words that there are.
        option: which option it was given to.
        also: other words that people use for them, in small letters with spaces.

    Raises:
        UsageError: it is not one of them; the nearest is named.
    """
    if word is None:
        return None
    found = meant(word, choices, also or {})
    if found is not None:
        return found
    hint = did_you_mean(word, tuple(choices)) or f"Use one of {', '.join(choices)}."
    raise UsageError(f"{option} does not know `{one_line(word)}`.", hint)


def meant(word: str, choices: type[E], also: Mapping[str, E]) -> E | None:
    """The choice that a word stands for: itself, in any letters, or another word for it."""
    plain = one_line(word).strip().lower()
    if plain in tuple(choices):
        return choices(plain)
    return also.get(re.sub(r"[-_ ]+", " ", plain))


def complete_exercises(incomplete: str) -> list[str]:
    """The ids of exercises that begin as typed, for the shell."""
    return [name for name in _library().exercise_ids if name.startswith(incomplete)]


def complete_routines(incomplete: str) -> list[str]:
    """The ids of routines that begin as typed, for the shell."""
    return [name for name in _library().routine_ids if name.startswith(incomplete)]


def complete_cards(incomplete: str) -> list[str]:
    """The ids of reference cards that begin as typed, for the shell."""
    from sciatica_coach.files.cards import card_ids

    return [name for name in card_ids(_library().shipped / "cards") if name.startswith(incomplete)]


def _library() -> "Library":
    from sciatica_coach.cli.coach import Coach

    return Coach().library
