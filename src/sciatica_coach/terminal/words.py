"""The words in which a session is told, the same on the screen and in the lines of `--plain`."""

from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.text import ID, plural
from sciatica_coach.session.events import PauseReason
from sciatica_coach.session.player import Mode, Player
from sciatica_coach.session.timeline import Step, StepKind
from sciatica_coach.session.words import PAUSE_WORDS, POSITION_WORDS, get_ready, side_line

__all__ = [
    "FOOTER",
    "PAUSE_WORDS",
    "POSITION_WORDS",
    "SCORE_QUESTION",
    "after_pain",
    "coming",
    "cue",
    "easier_words",
    "get_ready",
    "part_name",
    "pause_hints",
    "place",
    "side_line",
    "stands_still",
]

FOOTER = "Sore is fine. Sharp, spreading or new weakness is not: stop."
SCORE_QUESTION = "How much does it hurt now? Type 0 to 10, or just go on."


def cue(player: Player) -> str:
    """What to do at this moment."""
    step = player.step
    if player.mode is Mode.RETURNING:
        return f"Back into position. {POSITION_WORDS[player.exercise.position]}"
    match step.kind:
        case StepKind.LEAD_IN:
            return f"Get ready. {get_ready(player.exercise)}"
        case StepKind.REST:
            return "Rest"
        case StepKind.SIDE_CHANGE:
            return "Change sides"
        case StepKind.OPEN:
            return f"{step.cue}. At your own pace; press Enter when done"
    return step.cue


def place(player: Player) -> str:
    """Where one is within the exercise: `rep 3 of 10`, with the set when there are several."""
    step, exercise = player.step, player.exercise
    parts = []
    reps = exercise.reps_for(step.side)
    if step.rep and reps > 1:
        parts.append(f"rep {step.rep} of {reps}")
    if step.kind is StepKind.OPEN:
        parts.append(plural(reps, "rep"))
    if step.set and exercise.sets > 1:
        parts.append(f"set {step.set} of {exercise.sets}")
    return ", ".join(parts)


def coming(player: Player) -> str:
    """What comes after this: the other side, and the next exercise."""
    step = player.step
    change = next(
        (
            later
            for later in player.steps[player.index + 1 :]
            if later.exercise == step.exercise and later.kind is StepKind.SIDE_CHANGE
        ),
        None,
    )
    after = player.next_exercise
    following = f"Next exercise: {after.name}." if after else "This is the last exercise."
    return f"Then the {change.side} side. {following}" if change else following


def pause_hints(player: Player) -> list[str]:
    """What can be done in this pause, a line each."""
    match player.pause_reason:
        case PauseReason.HURT:
            return [
                "This exercise is over for today. What do you feel?",
                "1      it hurts here",
                "2      it goes down my leg",
                "space  on to the next exercise",
                "r      it was a slip: this one again",
                "q      stop and save",
            ]
        case PauseReason.CHOOSING:
            return [f"Its number, then Enter: {player.typed}_", "Space: go on here."]
        case PauseReason.SCORE:
            return [
                f"0 is no pain, 10 the worst: {player.typed}_",
                "enter  note it and go on",
                "space  go on without it",
            ]
        case PauseReason.HIGH:
            return ["q: stop and save.   Space: go on."]
        case PauseReason.LEFT:
            return [*after_pain(player), f"Space: on to {player.exercise.name}.   q: stop and save."]
    return ["Space: go on.   q: stop and save."]


def after_pain(player: Player) -> list[str]:
    """What is said of the exercise that was left because it hurt: what was noted, and what may help another day."""
    if player.left is None:
        return []
    exercise, hurt = player.left
    easier = f" Easier, another day: {easier_words(exercise)}." if exercise.easier else ""
    if hurt is Hurt.DOWN_THE_LEG:
        return [f"{exercise.name}: it went down your leg. If your leg stays worse, stop for today.{easier}"]
    return [f"{exercise.name}: it hurt.{easier}"]


def easier_words(exercise: Exercise) -> str:
    """How an exercise is made easier, in words; of another exercise only its id is known."""
    easier = exercise.easier.rstrip(".")
    return easier.replace("-", " ") if ID.fullmatch(easier) else easier


def stands_still(player: Player, columns: int) -> str:
    """How to go on from a pause, and what is left of the step at hand, as far as it fits on a line."""
    if player.pause_reason is PauseReason.LEFT:
        return f"Space: on to {player.exercise.name}."
    if player.pause_reason is PauseReason.HIGH:
        return pause_hints(player)[0]
    go_on = "Space: go on."
    if player.is_open:
        return go_on
    left = f"{plural(round(player.seconds_left), 'second')} left"
    whole = ", ".join(part for part in (f"{part_name(player.step)}: {left}", place(player)) if part)
    fitting = (text for text in (f"{go_on}   {whole}.", f"{go_on}   {left}.") if len(text) <= columns)
    return next(fitting, go_on)


def part_name(step: Step) -> str:
    """What the running step is called beside its bar."""
    names = {
        StepKind.LEAD_IN: "Get ready",
        StepKind.REST: "Rest",
        StepKind.SIDE_CHANGE: "Change",
        StepKind.MOVE: "This move",
        StepKind.OPEN: "This set",
    }
    return names.get(step.kind, "This hold" if step.hold else "This move")
