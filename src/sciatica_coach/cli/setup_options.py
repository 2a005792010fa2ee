"""The options of `coach setup`: what each may be, and how its words become a value of the profile."""

from collections.abc import Callable
from datetime import time
from typing import Annotated, Any, TypeVar

import typer

from sciatica_coach.cli.options import choose, split, whole
from sciatica_coach.errors import UsageError
from sciatica_coach.model.condition import Condition
from sciatica_coach.model.exercise import Equipment
from sciatica_coach.model.pain import PainSide
from sciatica_coach.model.profile import AVOIDABLE, LATEST_DAY_BEGIN, FirstSide, SoundKind
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth
from sciatica_coach.model.text import did_you_mean, one_line
from sciatica_coach.model.when import parse_date, time_of_day

T = TypeVar("T")
MOST_MINUTES = 120
LONGEST_NUMBER = 40
NONE = "none"

Stage = Annotated[str | None, typer.Option(help="general, pregnancy or postpartum.")]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="The due date.")]
Born = Annotated[str | None, typer.Option(metavar="DATE", help="The day of the birth.")]
BirthKind = Annotated[str | None, typer.Option(help="vaginal or caesarean.")]
Side = Annotated[str | None, typer.Option(help="What hurts: left, right or both.")]
Minutes = Annotated[int | None, typer.Option(parser=whole(1, MOST_MINUTES), metavar="N", help="Minutes a day.")]
Things = Annotated[list[str] | None, typer.Option(help="What you have: mat,chair,wall …, or none.")]
Avoid = Annotated[list[str] | None, typer.Option(help="To avoid: floor,prone,all-fours …, or none.")]
Conditions = Annotated[
    list[str] | None, typer.Option(help="What some exercises do not go with: painful-pelvic-joint …, or none.")
]
Cleared = Annotated[
    bool | None, typer.Option("--cleared/--not-cleared", help="A clinician said that you may exercise.")
]
First = Annotated[str | None, typer.Option(help="The first side: left, right, sore or other.")]
EmergencyNumber = Annotated[str | None, typer.Option(metavar="NUMBER", help="Whom to call.")]
MoveHours = Annotated[
    str | None, typer.Option(metavar="FROM-UNTIL", help="When `coach move` may remind you: 08:00-20:00.")
]
QuietHours = Annotated[
    str | None, typer.Option(metavar="FROM-UNTIL", help="When no daily reminder comes: 22:00-06:00.")
]
DayBegins = Annotated[
    int | None,
    typer.Option(
        parser=whole(0, LATEST_DAY_BEGIN), metavar="HOUR", help="The hour at which your day begins; usually 4."
    ),
]
SoundOf = Annotated[str | None, typer.Option("--sound", help="What is heard: tones, bell or off.")]
Voice = Annotated[bool | None, typer.Option("--voice/--no-voice", help="Speak in a session.")]
Flash = Annotated[bool | None, typer.Option("--flash/--no-flash", help="A line that flashes with each sound.")]
AskDuring = Annotated[
    bool | None,
    typer.Option("--ask-during/--no-ask-during", help="Ask about the pain between two positions of a session."),
]
NoticeRead = Annotated[bool, typer.Option("--notice-read", help="You have read what this program is and is not.")]
Show = Annotated[bool, typer.Option("--show", help="Show the profile and change nothing.")]


def read_options(**words: Any) -> dict[str, Any]:
    """The values of the profile that the options name; what was not given is not among them.

    Raises:
        UsageError: a word that an option does not know; the nearest one is named.
    """
    move, quiet = words.pop("move_hours", None), words.pop("quiet_hours", None)
    given = {key: READERS[key](word) if key in READERS else word for key, word in words.items()}
    given |= {**_hours(move, "--move-hours", "move"), **_hours(quiet, "--quiet-hours", "quiet")}
    return {key: value for key, value in given.items() if value is not None}


def _listed(words: list[str], read: Callable[[str], T]) -> tuple[T, ...] | None:
    """The values of an option that lists; nothing for the one word `none`, and no value when it was not given."""
    if words == [NONE]:
        return ()
    return tuple(dict.fromkeys(read(word) for word in words)) or None


def _hours(text: str | None, option: str, key: str) -> dict[str, time]:
    """The two keys of the profile that hours such as `08:00-20:00` fill; none when the option was not given."""
    if text is None:
        return {}
    begin, _, end = text.partition("-")
    start, stop = time_of_day(begin.strip()), time_of_day(end.strip())
    if start is None or stop is None:
        raise UsageError(f"{option} cannot read `{one_line(text)}`.", f"Write for example `{option} 08:00-20:00`.")
    return {f"{key}_from": start, f"{key}_until": stop}


def _number(text: str | None) -> str | None:
    number = one_line(text) if text else None
    if number and len(number) > LONGEST_NUMBER:
        raise UsageError(f"--emergency-number is {len(number)} characters long.", f"Use at most {LONGEST_NUMBER}.")
    if number and not can_be_called(number):
        raise UsageError(f"--emergency-number `{number}` cannot be called.", "Give a number, such as 112.")
    return number


def can_be_called(number: str) -> bool:
    """Whether there is a number in it."""
    return any(character.isdecimal() for character in number)


def _equipment(word: str) -> Equipment:
    found = choose(word, Equipment, "--equipment", THING_WORDS)
    assert found is not None  # noqa: S101 - a word always gives a choice or an error
    return found


def _condition(word: str) -> Condition:
    found = choose(word, Condition, "--conditions")
    assert found is not None  # noqa: S101 - a word always gives a choice or an error
    return found


def _avoidable(word: str) -> str:
    if word not in AVOIDABLE:
        hint = did_you_mean(word, AVOIDABLE) or f"Use {', '.join(sorted(AVOIDABLE))}."
        raise UsageError(f"--avoid does not know `{word}`.", hint)
    return word


STAGE_WORDS = {
    **dict.fromkeys(("pregnant", "in pregnancy", "expecting", "prenatal", "antenatal"), StageKind.PREGNANCY),
    **dict.fromkeys(("after birth", "after the birth", "after a birth", "birth", "postnatal"), StageKind.POSTPARTUM),
    **dict.fromkeys(("post natal", "post partum", "new mother", "newborn", "new baby"), StageKind.POSTPARTUM),
    **dict.fromkeys(("none", "neither", "usual", "not pregnant"), StageKind.GENERAL),
}
BIRTH_WORDS = {
    **dict.fromkeys(("c section", "csection", "cs", "section", "cesarean", "cesarian"), Birth.CAESAREAN),
    **dict.fromkeys(("caesarian", "caesarean section", "cesarean section"), Birth.CAESAREAN),
}
THING_WORDS = {
    **dict.fromkeys(("yoga mat", "exercise mat", "carpet", "rug"), Equipment.MAT),
    **dict.fromkeys(("big ball", "gym ball", "exercise ball", "birth ball", "birthing ball"), Equipment.BALL),
    **dict.fromkeys(("swiss ball", "pezzi ball"), Equipment.BALL),
    **dict.fromkeys(("tennis ball", "massage ball"), Equipment.SMALL_BALL),
    **dict.fromkeys(("cushion", "pillows", "cushions"), Equipment.PILLOW),
    **dict.fromkeys(("foot stool", "footstool", "step"), Equipment.STOOL),
    **dict.fromkeys(("counter", "kitchen counter", "countertop"), Equipment.WORKTOP),
    **dict.fromkeys(("foam roller", "foam roll"), Equipment.ROLLER),
    **dict.fromkeys(("massage stick", "roller stick"), Equipment.STICK),
    **dict.fromkeys(("exercise band", "resistance band", "elastic band"), Equipment.BAND),
    **dict.fromkeys(("swimming pool",), Equipment.POOL),
}
"""What people type; what is kept is always the one word."""


READERS: dict[str, Callable[[Any], Any]] = {
    "stage": lambda word: choose(word, StageKind, "--stage", STAGE_WORDS),
    "due": lambda word: parse_date(word, "--due") if word else None,
    "born": lambda word: parse_date(word, "--born") if word else None,
    "birth": lambda word: choose(word, Birth, "--birth", BIRTH_WORDS),
    "side": lambda word: choose(word, PainSide, "--side"),
    "equipment": lambda words: _listed(split(words), _equipment),
    "avoid": lambda words: _listed(split(words), _avoidable),
    "conditions": lambda words: _listed(split(words), _condition),
    "sound": lambda word: choose(word, SoundKind, "--sound"),
    "first": lambda word: choose(word, FirstSide, "--first"),
    "emergency_number": _number,
}
"""How the words of an option are read; the others are values already."""
