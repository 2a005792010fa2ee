"""Words that are both shown and spoken in a session: positions, sides, and why it stands still."""

from collections.abc import Iterable

from sciatica_coach.model.exercise import Exercise, Position, Sides
from sciatica_coach.model.text import listed, with_article
from sciatica_coach.session.events import PauseReason
from sciatica_coach.session.timeline import Step

POSITION_WORDS = {
    Position.SUPINE: "Lie on your back",
    Position.SIDE_LYING: "Lie on your side",
    Position.PRONE: "Lie on your front",
    Position.ALL_FOURS: "On your hands and knees",
    Position.HALF_KNEELING: "Kneel on one knee",
    Position.SEATED: "Sit",
    Position.STANDING: "Stand",
    Position.WALL: "Stand by a wall",
    Position.ANY: "Stay as you are",
}

PAUSE_WORDS = {
    PauseReason.ASKED: "Paused. Take your time.",
    PauseReason.OTHER_KEY: "Paused: a key was pressed.",
    PauseReason.BUMP: "Paused: several keys at once.",
    PauseReason.AWAY: "Paused: the computer was asleep or the program was stopped.",
    PauseReason.HURT: "You did the right thing by stopping.",
    PauseReason.LEFT: "Noted. That exercise is over for today.",
    PauseReason.CHOOSING: "Which exercise?",
    PauseReason.HELP: "Paused. The keys, and how it is done.",
    PauseReason.SCORE: "How much does it hurt now?",
    PauseReason.HIGH: "That is a lot. Better to stop here.",
}


def needed(things: Iterable[str]) -> str:
    """The things that an exercise needs, in a sentence without its end; empty for none."""
    words = tuple(with_article(thing) for thing in things)
    return f"You need {listed(words)}" if words else ""


def get_ready(exercise: Exercise) -> str:
    """What to do in the lead-in: the position, and what is needed."""
    words = needed(exercise.equipment)
    return POSITION_WORDS[exercise.position] + (f". {words}" if words else "")


def in_words(exercise: Exercise) -> str:
    """What the figure of an exercise shows, in one sentence: `Sit: toes up; toes away.`."""
    side = next(iter(exercise.side_order), None)
    cues = [beat.cue.replace("{side}", side or "").strip() for beat in exercise.rep]
    doing = "; ".join(cue[:1].lower() + cue[1:].rstrip(".") for cue in cues if cue)
    sides = f", {exercise.say_side(side)[:1].lower()}{exercise.say_side(side)[1:]} first" if side else ""
    return f"{POSITION_WORDS[exercise.position]}{sides}: {doing}."


def side_line(exercise: Exercise, step: Step) -> str:
    """Which side, in words: `Left ankle on right thigh`. Empty for an exercise without sides."""
    if step.side is None:
        return ""
    if exercise.sides is Sides.ALTERNATE:
        return f"{step.side.capitalize()} side"
    return exercise.say_side(step.side)


def first_clause(text: str) -> str:
    """The beginning of a text, to its first comma or full stop: `Hold, keep breathing` is `Hold`."""
    for mark in (",", ".", ";"):
        text = text.partition(mark)[0]
    return text.strip()


def short_cue(text: str) -> str:
    """The least of a cue that still says what to do; a clause that only names a side keeps what follows it."""
    clause = first_clause(text)
    return text if clause.lower() in ("left", "right", "out", "in") else clause
