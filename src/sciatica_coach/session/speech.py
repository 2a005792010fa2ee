"""What is said aloud in a session, so that it can be followed by ear alone. Pure: from an event to a sentence.

Every sentence is made to fit into the time that it has: what must be known comes first, and the rest is
left out where there is no room, since a newer sentence cuts off an older one.
"""

from collections.abc import Callable

from sciatica_coach.model.exercise import Category, Exercise, Position, Sides
from sciatica_coach.model.text import plural
from sciatica_coach.session.course import COUNTED_DOWN_FROM_SECONDS, SHORTEST_COUNTED_WAIT_SECONDS
from sciatica_coach.session.events import (
    Ended,
    EndReason,
    Event,
    HalfWay,
    LastSeconds,
    Paused,
    PauseReason,
    Resumed,
    StepBegan,
    TimeAdded,
)
from sciatica_coach.session.player import Mode, Player
from sciatica_coach.session.timeline import Step, StepKind
from sciatica_coach.session.words import PAUSE_WORDS, POSITION_WORDS, first_clause, needed, short_cue, side_line

COUNT_SECONDS = 3.0
LONG_HOLD_SECONDS = 15.0
NUMBERS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
SPACE_GOES_ON = "Press space to go on."
KEYS = "Space pauses. Press h if it hurts."
ALL_KEYS = (
    "Space pauses and goes on. h: it hurts. n: the next exercise. b: back. r: this one again, with its words. "
    "Plus: ten seconds more. m: sound off. q: stop and save."
)
SCORE = "Type 0 to 10, then Enter. Space: go on without it."
SCORE_ASKED = "How is the pain now? Type 0 to 10"
HURT = "1: it hurts here. 2: it goes down your leg. Space: on to the next exercise. r: it was a slip. q: stop and save."


class Speech:
    """Says what happens in a session.

    Args:
        say: begins to say a sentence, which cuts off an older one; never waits.
        hush: ends the sentence that is being said.
    """

    def __init__(self, say: Callable[[str], None], hush: Callable[[], None]) -> None:
        self._say = say
        self.hush = hush
        self._said: tuple[str, int, float] | None = None

    def play(self, event: Event, player: Player) -> None:
        """Say an event, if there is something to say; not twice for two events of one moment."""
        text = sentence(event, player)
        said = (text, player.index, player.elapsed)
        if text and (said != self._said or player.paused):
            self._say(text)
            self._said = said


def seconds_to_say(text: str) -> float:
    """About how long it takes to say a text, on the long side: measured on espeak-ng at its usual speed."""
    stops = sum(text.count(mark + " ") for mark in (".", ":"))
    return 0.45 + 0.058 * len(text) + 0.3 * stops


def sentence(event: Event, player: Player) -> str:  # noqa: PLR0911 - one answer for each event
    """What is said for an event; empty when nothing is."""
    match event:
        case StepBegan(step=place):
            # What is already over, or waits in a pause, is not said.
            return "" if place != player.index or player.mode is not Mode.RUNNING else _step(player)
        case HalfWay():
            return f"Half-way. {round(player.seconds_left)} to go."
        case LastSeconds(seconds=seconds):
            return NUMBERS[seconds] if _may_count(player) else ""
        case Paused(reason=reason):
            return _pause(reason, player)
        case Resumed():
            return _go_on(event, player)
        case TimeAdded(seconds=seconds):
            return f"{seconds:g} seconds more."
        case Ended(reason=reason):
            return "The session is over." if reason is EndReason.COMPLETED else "Stopped."
    return ""


def _may_count(player: Player) -> bool:
    """Whether the last seconds are counted aloud: not while something that must be known is being said."""
    if player.mode is Mode.RETURNING:
        return True
    return seconds_to_say(_step(player)) <= player.step_seconds - COUNT_SECONDS


def _pause(reason: PauseReason, player: Player) -> str:
    words = {
        PauseReason.HURT: f"{PAUSE_WORDS[PauseReason.HURT]} {HURT}",
        PauseReason.CHOOSING: "Which exercise? Type its number, then Enter.",
        PauseReason.HELP: f"Paused. {ALL_KEYS}",
        PauseReason.HIGH: f"{PAUSE_WORDS[PauseReason.HIGH]} q: stop and save. Space: go on.",
        PauseReason.SCORE: f"{PAUSE_WORDS[PauseReason.SCORE]} {SCORE}",
        PauseReason.ASKED: "Paused.",
    }.get(reason, PAUSE_WORDS[reason])
    waits_at_start = reason in (PauseReason.ASKED, PauseReason.LEFT)
    if player.step.kind is StepKind.LEAD_IN and not player.elapsed and waits_at_start:
        words = f"{words} Next: {first_clause(player.exercise.name)}."
    says_how = reason in (PauseReason.HURT, PauseReason.CHOOSING, PauseReason.SCORE, PauseReason.HIGH)
    return words if says_how else f"{words} {SPACE_GOES_ON}"


def _go_on(event: Resumed, player: Player) -> str:
    if player.ended:
        return ""
    if event.led_back and player.mode is Mode.RETURNING:
        parts = (
            "Back into position",
            POSITION_WORDS[player.exercise.position],
            side_line(player.exercise, player.step),
        )
        return f"{_joined(parts)} {round(player.seconds_left)} seconds."
    if not player.elapsed:
        return _step(player)
    left = round(player.seconds_left)
    if player.is_open or left < SHORTEST_COUNTED_WAIT_SECONDS:
        return "Go on."
    return f"Go on. {left} seconds left."


def _step(player: Player) -> str:
    """What is said when the step at hand begins."""
    match player.step.kind:
        case StepKind.LEAD_IN:
            return _lead_in(player)
        case StepKind.REST:
            return _rest(player)
        case StepKind.SIDE_CHANGE:
            return _side_change(player)
        case StepKind.OPEN:
            return _open(player)
    return _beat(player)


def _lead_in(player: Player) -> str:
    """Name, position, side and dose; the keys at the very first; the rest as far as there is time.

    The rest is what is needed, the question about the pain, and how it is done.
    """
    exercise, step = player.exercise, player.step
    before = player.plan.exercises[step.exercise - 1] if step.exercise else None
    must = [f"{_ordinal(player)}: {first_clause(exercise.name)}", *_position(exercise, before)]
    must += [_first_side(exercise, step), "" if before else KEYS]
    may = [*_equipment(exercise, before), SCORE_ASKED if player.asks_score else ""]
    if not _is_held_long(exercise):
        may.append(_stop_rule(exercise))
    may.extend(exercise.steps)
    # How often is worth more than the count of the last seconds, which gives way when there is time for one only.
    told = _fitted(must, [_dose(player)], player.step_seconds)
    return _fitted([told], may, player.step_seconds - COUNT_SECONDS)


def _is_held_long(exercise: Exercise) -> bool:
    """Whether there is time within its hold to say when to stop."""
    return any(beat.hold and beat.seconds >= LONG_HOLD_SECONDS for beat in exercise.rep)


def _ordinal(player: Player) -> str:
    place, count = player.step.exercise, len(player.plan.exercises)
    if count == 1:
        return "Now"
    return "First" if place == 0 else "Last" if place == count - 1 else "Next"


def _position(exercise: Exercise, before: Exercise | None) -> list[str]:
    """The position to take; nothing where one is in it already."""
    same = exercise.position is Position.ANY or (before is not None and before.position is exercise.position)
    return [] if same else [POSITION_WORDS[exercise.position]]


def _equipment(exercise: Exercise, before: Exercise | None) -> list[str]:
    had = before.equipment if before else ()
    words = needed(thing for thing in exercise.equipment if thing not in had)
    return [words] if words else []


def _first_side(exercise: Exercise, step: Step) -> str:
    if step.side is None:
        return ""
    if exercise.sides is Sides.ALTERNATE:
        return f"{step.side.capitalize()} side first, then by turns"
    return f"First side: {exercise.say_side(step.side)}"


def _dose(player: Player) -> str:
    """How often and how long: `30 seconds, 2 times on each side`."""
    exercise, side = player.exercise, player.step.side
    reps = exercise.reps_for(side)
    hold = _seconds(exercise.hold_seconds) if exercise.hold_seconds else ""
    times = "" if reps == 1 and hold else "once" if reps == 1 else f"{reps} times"
    each = "on each side" if exercise.side_order else ""
    sets = f"in {exercise.sets} sets" if exercise.sets > 1 else ""
    return " ".join(part for part in (f"{hold}," if hold and times else hold, times, each, sets) if part)


def _seconds(count: float) -> str:
    return "1 second" if count == 1 else f"{count:g} seconds"


def _stop_rule(exercise: Exercise) -> str:
    return f"Stop if {exercise.stop_if.rstrip('.')}" if exercise.stop_if else ""


def _rest(player: Player) -> str:
    exercise, step = player.exercise, player.step
    following = player.steps[player.index + 1]
    seconds = f"{round(player.step_seconds)} seconds" if player.step_seconds >= SHORTEST_COUNTED_WAIT_SECONDS else ""
    starts_set = exercise.sets > 1 and following.rep <= 1
    coming = f"Then set {step.set} of {exercise.sets}" if starts_set else ""
    side = f"Then {step.side}" if exercise.sides is Sides.ALTERNATE and step.side else ""
    return _fitted(["Rest"], [seconds, side, coming], player.step_seconds)


def _side_change(player: Player) -> str:
    exercise, step = player.exercise, player.step
    turn = "Roll over" if exercise.position is Position.SIDE_LYING else ""
    stop = "" if _is_held_long(exercise) else _stop_rule(exercise)
    return _fitted(["Change sides", side_line(exercise, step)], [turn, stop], player.step_seconds - COUNT_SECONDS)


def _open(player: Player) -> str:
    exercise, step = player.exercise, player.step
    which = f"Set {step.set} of {exercise.sets}" if exercise.sets > 1 else ""
    reps = plural(exercise.reps_for(step.side), "time")
    return _joined((which, step.cue, f"{reps}, at your own pace", "Press Enter when done"))


def _beat(player: Player) -> str:
    """A cue, counted on the first beat of a rep; whole the first time, short from then on, and never too long."""
    step, seconds = player.step, player.step_seconds
    whole = _counted(player, step.cue, whole=True)
    if step.hold and seconds >= COUNTED_DOWN_FROM_SECONDS:
        return _fitted([whole], [f"{seconds:g} seconds", *_while_holding(player)], seconds / 2)
    short = _counted(player, short_cue(step.cue), whole=False)
    wanted = (whole, short, _number(player)) if step.rep == 1 else (short, _number(player))
    return next((f"{text}." for text in wanted if text and seconds_to_say(f"{text}.") <= seconds), "")


def _while_holding(player: Player) -> tuple[str, ...]:
    """When to stop and what to feel, in the first long hold of an exercise."""
    exercise, step = player.exercise, player.step
    is_first = step.rep == step.set == 1 and step.side in (None, player.plan.first_side)
    if not is_first or player.step_seconds < LONG_HOLD_SECONDS:
        return ()
    return (_stop_rule(exercise), f"You should feel {exercise.feel.rstrip('.')}" if exercise.feel else "")


def _counted(player: Player, cue: str, *, whole: bool) -> str:
    """A cue with the number of its rep before it, and with its side where the cue does not name it."""
    step, number = player.step, _number(player)
    by_turns = player.exercise.sides is Sides.ALTERNATE and step.side is not None
    if by_turns and _begins_rep(player) and step.side and step.side not in cue.lower():
        cue = f"{step.side.capitalize()}: {cue}" if whole else f"{step.side.capitalize()}, {cue}"
    return f"{number}. {cue}" if number else cue


def _number(player: Player) -> str:
    """The number of a rep, said on its first beat: always in a nerve glide, otherwise from the second rep on."""
    exercise, step = player.exercise, player.step
    if not _begins_rep(player) or exercise.reps_for(step.side) == 1:
        return ""
    if step.rep == 1 and exercise.category is not Category.NERVE_GLIDE:
        return ""
    if exercise.sides is Sides.ALTERNATE and step.side is not player.plan.first_side:
        return ""
    if step.rep == exercise.reps_for(step.side):
        return "Last one"
    return NUMBERS[step.rep] if step.rep < len(NUMBERS) else str(step.rep)


def _begins_rep(player: Player) -> bool:
    step, before = player.step, player.steps[player.index - 1] if player.index else None
    return before is None or (before.side, before.set, before.rep) != (step.side, step.set, step.rep)


def _fitted(must: list[str], may: list[str], seconds: float) -> str:
    """All of `must`, and of `may` in its order as many as can be said in the time; none after one that cannot."""
    text = _joined(must)
    for part in filter(None, may):
        longer = f"{text} {part.rstrip('.')}."
        if seconds_to_say(longer) > seconds:
            break
        text = longer
    return text


def _joined(parts: "tuple[str, ...] | list[str]") -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
