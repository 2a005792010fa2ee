"""The words in which a session is told, the same on the screen and in the lines of `--plain`."""

from sciatica_coach.model.exercise import Exercise, Position, Sides
from sciatica_coach.model.text import plural
from sciatica_coach.session.events import PauseReason
from sciatica_coach.session.player import Mode, Player
from sciatica_coach.session.timeline import Step, StepKind

FOOTER = "Sore is fine. Sharp, spreading or new weakness is not: stop."

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
    PauseReason.CHOOSING: "Which exercise?",
    PauseReason.HELP: "The keys",
}


def get_ready(exercise: Exercise) -> str:
    """What to do in the lead-in: the position, and what is needed."""
    needed = ", ".join(word.replace("_", " ") for word in exercise.equipment)
    return POSITION_WORDS[exercise.position] + (f". You need: {needed}" if needed else "")


def side_line(exercise: Exercise, step: Step) -> str:
    """Which side, in words: `Left ankle on right thigh`. Empty for an exercise without sides."""
    if step.side is None:
        return ""
    if exercise.sides is Sides.ALTERNATE:
        return f"{step.side.capitalize()} side"
    return exercise.say_side(step.side)


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
