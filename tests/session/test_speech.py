"""What is said aloud: enough to follow a session by ear alone, in time, and no more than fits."""

from pathlib import Path

import pytest
from tests.fakes import RecordingScreen, Script, ScriptedPacer, exercise, plan_of

from sciatica_coach.files.library import Library
from sciatica_coach.files.places import find_content
from sciatica_coach.model.exercise import Category, Equipment, Exercise, Position, Side, Sides
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.value import replace
from sciatica_coach.session.keys import Key
from sciatica_coach.session.loop import run
from sciatica_coach.session.player import Player
from sciatica_coach.session.speech import NUMBERS, Speech, seconds_to_say
from sciatica_coach.session.timeline import Step, StepKind, expand

Said = list[tuple[float, str]]


def heard(plan: Plan, script: Script = (), *, attended: bool = True, hushed: list[float] | None = None) -> Said:
    """All sentences of a session, each with the second at which it begins."""
    pacer, said = ScriptedPacer(script), []
    speech = Speech(
        lambda text: said.append((round(pacer.passed, 2), text)),
        lambda: hushed.append(pacer.passed) if hushed is not None else None,
    )
    player = Player(plan, expand(plan, attended=attended), is_too_much=lambda score: score > 5)
    list(run(player, pacer, RecordingScreen(), speech))
    return said


def texts(said: Said) -> list[str]:
    """The sentences without their times."""
    return [text for _, text in said]


FIGURE_4 = exercise(
    "Figure-4 stretch, lying",
    hold=30,
    move_in=3,
    move_out=3,
    sides=Sides.EACH,
    side_seconds=8,
    side_words={Side.LEFT: "Left ankle on right thigh", Side.RIGHT: "Right ankle on left thigh"},
    position=Position.SUPINE,
    equipment=(Equipment.MAT,),
    steps=("Lie on your back.",),
    feel="a stretch in the buttock",
)
GLIDE = exercise(
    "Nerve glide",
    category=Category.NERVE_GLIDE,
    beats=[("Toes up", 2), ("Toes away", 2)],
    reps=3,
    position=Position.SUPINE,
)


def test_session_can_be_followed_by_ear_alone() -> None:
    """Which exercise, position and side, when to begin, what now, how long, when to change, when it is over."""
    assert heard(plan_of(FIGURE_4, GLIDE)) == [
        (
            0,
            (
                "First: Figure-4 stretch. Lie on your back. First side: Left ankle on right thigh. "
                "Space pauses. Press h if it hurts."
            ),
        ),
        (10, "In."),
        (13, "Hold. 30 seconds. Stop if pain travels further down the leg. You should feel a stretch in the buttock."),
        (28, "Half-way. 15 to go."),
        (40, "Three"),
        (41, "Two"),
        (42, "One"),
        (43, "Out."),
        (46, "Change sides. Right ankle on left thigh."),
        (51, "Three"),
        (52, "Two"),
        (53, "One"),
        (54, "In."),
        (57, "Hold. 30 seconds."),
        (72, "Half-way. 15 to go."),
        (84, "Three"),
        (85, "Two"),
        (86, "One"),
        (87, "Out."),
        (90, "Last: Nerve glide. 3 times."),
        (95, "One. Toes up."),
        (97, "Toes away."),
        (99, "Two. Toes up."),
        (101, "Toes away."),
        (103, "Last one. Toes up."),
        (105, "Toes away."),
        (107, "The session is over."),
    ]


def test_reps_by_turns_name_the_side_and_count_once() -> None:
    """By turns, the number comes with the first side, and the side is said where the cue does not name it."""
    sway = exercise("Sway", beats=[("Lean", 3)], reps=2, sides=Sides.ALTERNATE, position=Position.STANDING)
    named = exercise("Roll", beats=[("Left or right, over", 3)], sides=Sides.ALTERNATE)
    assert texts(heard(plan_of(sway)))[1:-1] == ["Left: Lean.", "Right: Lean.", "Last one. Left, Lean.", "Right, Lean."]
    assert texts(heard(plan_of(named)))[1:-1] == ["Left or right, over."] * 2


def test_sets_and_rests_are_told() -> None:
    """A rest says how long it is, and which set follows."""
    press = exercise("Press", beats=[("Up", 4)], sets=2, rest=20)
    assert (9, "Rest. 20 seconds. Then set 2 of 2.") in heard(plan_of(press))


def test_at_ones_own_pace_the_dose_and_the_key_are_told() -> None:
    """Without a clock one hears how often, and how to say that it is done."""
    stand = exercise("Stand up", beats=[("Up", 4)], reps=8, self_paced=True)
    assert texts(heard(plan_of(stand), [(20, Key.ENTER)]))[-2:] == [
        "Up. 8 times, at your own pace. Press Enter when done.",
        "The session is over.",
    ]


PAUSES: dict[str, tuple[Key, str]] = {
    "asked": (Key.SPACE, "Paused. Press space to go on."),
    "another key": (Key.OTHER, "Paused: a key was pressed. Press space to go on."),
    "a bump": (Key.BUMP, "Paused: several keys at once. Press space to go on."),
    "away": (
        Key.AWAY,
        "Paused: the computer was asleep or the program was stopped. Press space to go on.",
    ),
    "it hurts": (Key.HURTS, "You did the right thing by stopping. 1: it hurts here. 2: it goes down your leg."),
    "choosing": (Key.GO, "Which exercise? Type its number, then Enter."),
    "help": (Key.HELP, "Paused. Space pauses and goes on. h: it hurts."),
}


def test_answer_to_what_hurts_is_acknowledged() -> None:
    """Who said what hurts hears that it was noted, that this exercise is over, and how to go on to which one."""
    plan = plan_of(exercise("One", hold=20), exercise("Two", hold=20))
    said = texts(heard(plan, [(12, Key.HURTS), (3, Key.DIGIT_2), (5, Key.QUIT)]))
    assert said[-2] == "Noted. That exercise is over for today. Next: Two. Press space to go on."


@pytest.mark.parametrize(("key", "words"), PAUSES.values(), ids=PAUSES.keys())
def test_pause_says_why_and_what_to_press(key: Key, words: str) -> None:
    """Who did not look at the screen hears why it stands still, and how it goes on."""
    said = texts(heard(plan_of(exercise(hold=20)), [(12, key), (5, Key.QUIT)]))
    assert said[-2].startswith(words)
    assert said[-1] == "Stopped."


def test_going_on_says_what_is_left() -> None:
    """After a pause one hears that it goes on, and for how long."""
    said = heard(plan_of(exercise(hold=20)), [(12, Key.SPACE), (5, Key.SPACE)])
    assert (17, "Go on. 13 seconds left.") in said


def test_after_a_long_pause_one_is_led_back_into_position() -> None:
    """The way back has its words, and the hold begins anew with its own."""
    said = heard(plan_of(FIGURE_4), [(20, Key.SPACE), (100, Key.SPACE)])
    place = texts(said).index("Back into position. Lie on your back. Left ankle on right thigh. 10 seconds.")
    assert texts(said)[place + 1 : place + 5] == ["Three", "Two", "One", "In."]


def test_exercise_that_waits_in_a_pause_is_named_and_told_when_it_begins() -> None:
    """`n` in a pause names the exercise that waits; space then tells it as always, once."""
    said = texts(heard(plan_of(FIGURE_4, GLIDE), [(20, Key.SPACE), (1, Key.NEXT), (5, Key.SPACE)]))
    place = said.index("Paused. Next: Nerve glide. Press space to go on.")
    assert said[place + 1].startswith("Last: Nerve glide.")
    assert said[place + 2] == "One. Toes up."


def test_next_exercise_after_pain_is_told_once() -> None:
    """Space after `h` begins the next exercise, whose words are not cut off by others of the same moment."""
    said = texts(heard(plan_of(FIGURE_4, GLIDE), [(20, Key.HURTS), (4, Key.SPACE)]))
    place = next(number for number, text in enumerate(said) if text.startswith("You did the right thing"))
    assert said[place + 1 : place + 3] == ["Last: Nerve glide. 3 times.", "One. Toes up."]


def test_added_time_is_confirmed() -> None:
    """Who asks for more hears that it was given."""
    assert (12, "10 seconds more.") in heard(plan_of(exercise(hold=20)), [(12, Key.ADD)])


def test_mute_ends_the_sentence_and_all_that_follow() -> None:
    """`m` hushes at once; what comes while it is off is not made up for."""
    hushed: list[float] = []
    said = heard(plan_of(exercise(hold=20)), [(6, Key.MUTE), (17, Key.MUTE)], hushed=hushed)
    assert hushed[0] == 6
    assert [text for at, text in said if at > 6] == ["Two", "One", "The session is over."]


def test_what_is_over_is_not_said_late() -> None:
    """When a wait overran by several steps, only the step at hand is told."""
    plan = plan_of(exercise("Quick", beats=[("One thing", 1), ("Another", 1), ("A third", 1)]))
    said: list[str] = []
    pacer = ScriptedPacer(late=[0, 0, 0, 1.5])
    speech = Speech(said.append, lambda: None)
    list(run(Player(plan, expand(plan)), pacer, RecordingScreen(), speech))
    assert "One thing." not in said
    assert "Another." in said


def test_routine_of_ones_own_speaks_too() -> None:
    """Words come from the exercise: names and cues that nobody here has thought of are said as they are written."""
    own = exercise("Doorway lean", beats=[("Lean in a little", 4), ("Come back", 4)], steps=("Stand in a doorway.",))
    said = " ".join(texts(heard(plan_of(own))))
    assert "Now: Doorway lean. Stand." in said
    assert "Lean in a little." in said


LIBRARY = Library(shipped=find_content(), own=Path("/nonexistent"))
TIMED = (StepKind.BEAT, StepKind.MOVE)


def _plan(one: Exercise) -> Plan:
    return replace(plan_of(one), lead_in=LIBRARY.lead_in())


def _said_by_step(plan: Plan) -> list[tuple[Step, str]]:
    """What is said at the beginning of each step."""
    steps = expand(plan, attended=False)
    said = dict(heard(plan, attended=False))
    begins, at = [], 0.0
    for step in steps:
        begins.append((step, said.get(round(at, 2), "")))
        at += step.seconds
    return begins


@pytest.mark.parametrize("exercise_id", LIBRARY.exercise_ids)
def test_every_shipped_exercise_is_said_in_time(exercise_id: str) -> None:
    """The cue of each beat is over before the beat is; nothing is cut off in the middle of a movement."""
    for step, text in _said_by_step(_plan(LIBRARY.exercise(exercise_id))):
        if step.kind in TIMED and text not in NUMBERS:
            assert seconds_to_say(text) <= step.seconds, text


@pytest.mark.parametrize("exercise_id", LIBRARY.exercise_ids)
def test_no_beat_of_a_shipped_exercise_is_silent_the_first_time(exercise_id: str) -> None:
    """In the first rep each beat says what to do, so that nobody has to look."""
    for step, text in _said_by_step(_plan(LIBRARY.exercise(exercise_id))):
        if step.kind in TIMED and step.rep == 1 and step.seconds >= 1.5:
            assert text, step.cue
