"""The words in which a session is told, the same on the screen and in the lines of `--plain`."""

from sciatica_coach.model.text import plural
from sciatica_coach.session.events import PauseReason
from sciatica_coach.session.player import Mode, Player
from sciatica_coach.session.timeline import Step, StepKind
from sciatica_coach.session.words import PAUSE_WORDS, POSITION_WORDS, get_ready, side_line

__all__ = [
    "FOOTER",
    "PAUSE_WORDS",
    "POSITION_WORDS",
    "coming",
    "cue",
    "get_ready",
    "part_name",
    "pause_hints",
    "place",
    "side_line",
]

FOOTER = "Sore is fine. Sharp, spreading or new weakness is not: stop."


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
            return [f"Its number, then Enter: {player.typed}_   (space: go on here)"]
    return ["Space: go on.   q: stop and save."]


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
