"""The questions of `coach log` without a score. Enter leaves any of them out."""

from sciatica_coach.cli.options import split
from sciatica_coach.cli.output import say
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.pain import LONGEST_NOTE, Furthest, PainSide
from sciatica_coach.model.text import clean
from sciatica_coach.terminal.questions import ask, ask_score, one_of

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
    return ask(f"How far down does it go ({places})? ", one_of(word.value for word in Furthest), f"One of: {places}.")


def _ask_more() -> Entry:
    return {
        "furthest": _ask_furthest(),
        "side": ask(
            "Which side (left, right, both)? ", one_of(word.value for word in PainSide), "left, right or both."
        ),
        "feels": ask("How does it feel (for example tingling, burning, numb)? ", _words, "") or [],
        "triggers": ask("What set it off (for example sitting, lifting)? ", _words, "") or [],
    }


def _words(answer: str) -> list[str]:
    return split([answer])
