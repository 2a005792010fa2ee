"""The questions of `coach log` without a score. Enter leaves any of them out."""

from collections.abc import Callable

from sciatica_coach.cli.options import split
from sciatica_coach.cli.output import say
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.pain import LONGEST_NOTE, Furthest, PainSide
from sciatica_coach.model.text import clean, one_line
from sciatica_coach.terminal.questions import ask, ask_score

NOW = "How much does it hurt now?"


def ask_pain() -> Entry:
    """Ask for the two scores, and for more when there is pain."""
    say("0 is no pain, 10 is the worst that you can think of. Enter skips a question.")
    leg = ask_score("Pain in the leg now?")
    back = ask_score("Pain in the back now?")
    answers: Entry = {
        "leg": leg,
        "back": back,
        "furthest": None,
        "side": None,
        "feels": [],
        "triggers": [],
        "note": "",
    }
    if leg or back:
        answers |= _ask_more()
    note = ask("Anything to note? ", clean, "")
    answers["note"] = (note or "")[:LONGEST_NOTE]
    return answers


def ask_pain_now() -> Entry | None:
    """Pain before or after a session: leg, back and furthest point; nothing more when the first is left out."""
    leg = ask_score(f"{NOW} In the leg,")
    if leg is None:
        return None
    back = ask_score("In the back,")
    pain: Entry = {"score": max(leg, back or 0), "leg": leg, "back": back}
    return {**pain, "furthest": _ask_furthest() if pain["score"] else Furthest.NONE.value}


def _ask_furthest() -> str | None:
    places = ", ".join(Furthest)
    return ask(f"How far down does it go ({places})? ", _one_of(tuple(Furthest)), f"One of: {places}.")


def _ask_more() -> Entry:
    return {
        "furthest": _ask_furthest(),
        "side": ask("Which side (left, right, both)? ", _one_of(tuple(PainSide)), "left, right or both."),
        "feels": ask("How does it feel (for example tingling, burning, numb)? ", _words, "") or [],
        "triggers": ask("What set it off (for example sitting, lifting)? ", _words, "") or [],
    }


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str | None]:
    def read(answer: str) -> str | None:
        found = [choice for choice in choices if choice.startswith(one_line(answer).lower())]
        return str(found[0]) if len(found) == 1 or answer in choices else None

    return read


def _words(answer: str) -> list[str]:
    return split([answer])
