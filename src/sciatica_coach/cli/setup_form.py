"""The questions of `coach setup`. Enter keeps what is there."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from sciatica_coach.cli.options import meant, split
from sciatica_coach.cli.output import say
from sciatica_coach.cli.setup_options import BIRTH_WORDS, LONGEST_NUMBER, NONE, STAGE_WORDS, THING_WORDS, can_be_called
from sciatica_coach.errors import UsageError
from sciatica_coach.model.condition import Condition, ConditionRule
from sciatica_coach.model.exercise import Equipment
from sciatica_coach.model.pain import PainSide
from sciatica_coach.model.profile import AVOIDABLE, FirstSide, Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth
from sciatica_coach.model.text import one_line
from sciatica_coach.model.value import replace
from sciatica_coach.model.when import parse_date
from sciatica_coach.model.word import Word
from sciatica_coach.terminal.pages import pages
from sciatica_coach.terminal.questions import ask, one_of, read_yes

E = TypeVar("E", bound=Word)
T = TypeVar("T")

LONGEST_DAY_MINUTES = 120
FIRST = "Which side first in an exercise (left, right, sore: the one that hurts, other: the one that does not)"
POSITION_WORDS = {"floor": "whatever is done down there", "prone": "on your front", "supine": "on your back"}
"""What the words for positions mean, where they are no everyday words."""


def ask_profile(profile: Profile, conditions: tuple[ConditionRule, ...]) -> Profile:
    """Ask for every part of the profile that matters at the stage."""
    say("Enter keeps what is there. Nothing leaves this computer.")
    stage = _pick("Where are you now", StageKind, profile.stage, STAGE_WORDS)
    profile = replace(profile, stage=stage)
    if stage is StageKind.PREGNANCY:
        profile = replace(profile, due=_date("When is it due", profile.due))
    if stage is StageKind.POSTPARTUM:
        profile = replace(
            profile,
            born=_date("When was the birth", profile.born),
            birth=ask_birth(profile),
        )
    profile = replace(
        profile,
        cleared=_yes("Has a clinician said that you may exercise (y/n)", default=profile.cleared),
        side=_pick_or_none("Which side hurts", PainSide, profile.side),
        first=_answer(FIRST, profile.first, _one_of(FirstSide, {}), f"One of {', '.join(FirstSide)}."),
    )
    profile = replace(profile, conditions=ask_conditions(profile, conditions))
    return _ask_means(profile)


def ask_birth(profile: Profile) -> Birth | None:
    """Ask for the kind of birth; Enter keeps what is there."""
    return _pick_or_none("Which kind of birth", Birth, profile.birth, BIRTH_WORDS)


def ask_conditions(profile: Profile, rules: tuple[ConditionRule, ...]) -> tuple[Condition, ...]:
    """Ask which conditions apply at the stage; what is kept is shown by its numbers."""
    listed = {str(number): rule for number, rule in enumerate((r for r in rules if profile.stage in r.stages), start=1)}
    say("Some exercises are left out, or come later, with one of these:")
    chosen: dict[str, None] = {}
    left = [number for number, rule in listed.items() if rule.id in profile.conditions]
    for page in pages([f"{number:>3}. {rule.ask}" for number, rule in listed.items()]):
        say("\n".join(page))
        here = {line.split(".")[0].strip() for line in page}
        kept = tuple(number for number in left if number in here)
        words = _answer(
            "Which of them apply (the numbers, or none)", kept, _numbers(len(listed)), f"1 to {len(listed)}, or none."
        )
        chosen |= dict.fromkeys(words)
    return tuple(listed[word].id for word in chosen)


def _ask_means(profile: Profile) -> Profile:
    """Time, equipment, positions, and whom to call."""
    things, positions = ", ".join(Equipment), ", ".join(sorted(AVOIDABLE))
    all_of_it = "" if profile.equipment is not None else "; Enter: all of it"
    explained = ", ".join(
        f"{word} ({POSITION_WORDS[word]})" if word in POSITION_WORDS else word for word in sorted(AVOIDABLE)
    )
    return replace(
        profile,
        minutes=_answer("How many minutes a day", profile.minutes, _minutes, f"1 to {LONGEST_DAY_MINUTES}."),
        equipment=_answer(
            f"What do you have, furniture too ({things}, or none{all_of_it})",
            profile.equipment,
            _things,
            f"Of {things}.",
        ),
        avoid=_answer(
            f"Which positions do you avoid: {explained}, or none",
            profile.avoid,
            _avoidable,
            f"Of {positions}.",
        ),
        emergency_number=_answer(
            "Your emergency number (Enter: 999, 112 or 911)",
            profile.emergency_number,
            _number,
            f"A number, of at most {LONGEST_NUMBER} characters.",
        ),
    )


def _answer(question: str, default: T, read: Callable[[str], T | None], again: str) -> T:
    """The answer to a question; the default, shown, for an empty one."""
    shown = ", ".join(default) if isinstance(default, tuple) else default
    found = ask(f"{question}{_offered(shown)}: ", read, again)
    return default if found is None else found


def _offered(default: object) -> str:
    """What Enter keeps, in brackets; nothing where there is nothing yet."""
    return "" if default in (None, "") else f" [{default}]"


def _pick(question: str, choices: type[E], default: E, also: Mapping[str, E] | None = None) -> E:
    words = ", ".join(choices)
    return _answer(f"{question} ({words})", default, _one_of(choices, also or {}), f"One of {words}.")


def _pick_or_none(question: str, choices: type[E], default: E | None, also: Mapping[str, E] | None = None) -> E | None:
    words = ", ".join(choices)
    found = ask(f"{question} ({words}){_offered(default)}: ", _one_of(choices, also or {}), f"One of {words}.")
    return default if found is None else found


def _one_of(choices: type[E], also: Mapping[str, E]) -> Callable[[str], E | None]:
    """Reads a choice by another word for it, or by any beginning that fits only one of them."""
    begins = one_of(choices)
    return lambda answer: meant(answer, choices, also) or begins(answer)


def _date(question: str, default: date | None) -> date | None:
    def read(answer: str) -> date | None:
        try:
            return parse_date(answer, question)
        except UsageError:
            return None

    shown = default.isoformat() if default else ""
    how = "year-month-day, such as 2026-11-22"
    found = ask(f"{question} ({how}){_offered(shown)}: ", read, f"Write it as {how}.")
    return default if found is None else found


def _yes(question: str, *, default: bool | None) -> bool | None:
    shown = {True: "y", False: "n", None: ""}[default]
    found = ask(f"{question}{_offered(shown)}: ", read_yes, "y or n.")
    return default if found is None else found


def _minutes(answer: str) -> int | None:
    fits = answer.isascii() and answer.isdecimal() and len(answer) < len(str(LONGEST_DAY_MINUTES)) + 1
    return int(answer) if fits and 1 <= int(answer) <= LONGEST_DAY_MINUTES else None


def _things(answer: str) -> tuple[Equipment, ...] | None:
    words = split([answer])
    if words == [NONE]:
        return ()
    found = [thing for word in words if (thing := meant(word, Equipment, THING_WORDS))]
    return tuple(dict.fromkeys(found)) if words and len(found) == len(words) else None


def _numbers(most: int) -> Callable[[str], tuple[str, ...] | None]:
    def read(answer: str) -> tuple[str, ...] | None:
        words = [word for part in split([answer]) for word in part.split()]
        if words == [NONE]:
            return ()
        known = words and all(word in {str(number) for number in range(1, most + 1)} for word in words)
        return tuple(words) if known else None

    return read


def _avoidable(answer: str) -> tuple[str, ...] | None:
    words = split([answer])
    if words == [NONE]:
        return ()
    return tuple(words) if words and all(word in AVOIDABLE for word in words) else None


def _number(answer: str) -> str | None:
    number = one_line(answer)
    return number if len(number) <= LONGEST_NUMBER and can_be_called(number) else None
