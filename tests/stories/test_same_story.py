"""The same stories twice: on the scripted pacer, where no time goes by, and on a real terminal."""

import re
from math import inf
from pathlib import Path

import pytest
from tests.fakes import RecordingSounds, ScriptedPacer, plan_of
from tests.stories.person import COLUMNS, ROWS, Person, Program, told

from sciatica_coach.files.library import Library
from sciatica_coach.model.value import replace
from sciatica_coach.session.events import Event
from sciatica_coach.session.keys import Key
from sciatica_coach.session.loop import run
from sciatica_coach.session.player import Player
from sciatica_coach.session.summary import session_entry, summarise
from sciatica_coach.session.timeline import expand
from sciatica_coach.terminal.picture import Pictures, stays_true_for

Story = tuple[list[tuple[str, Key]], str, list[str]]
ONE = ["one left done 1/1", "one right done 1/1"]
TWO, THREE = "two partial 0/1", "three done 1/1"

STORIES: dict[str, Story] = {
    "next, and all is gone through": ([("Hold long", Key.NEXT)], "completed", [*ONE, TWO, THREE]),
    "another key pauses, space goes on": (
        [("Hold long", Key.OTHER), ("Paused: a key was pressed.", Key.SPACE), ("Hold long", Key.NEXT)],
        "completed",
        [*ONE, TWO, THREE],
    ),
    "a bump pauses, Enter goes on": (
        [("Hold long", Key.BUMP), ("Paused: several keys at once.", Key.ENTER), ("Hold long", Key.QUIT)],
        "stopped",
        [*ONE, TWO, "three skipped 0/1"],
    ),
    "back takes nothing away": (
        [("Hold long", Key.BACK), ("Exercise 1 of 3", Key.QUIT)],
        "stopped",
        [*ONE, TWO, "three skipped 0/1"],
    ),
    "it goes down the leg": (
        [("Hold long", Key.HURTS), ("What do you feel?", Key.DIGIT_2), ("Noted.", Key.SPACE)],
        "completed",
        [*ONE, "two stopped-for-pain 0/1", THREE],
    ),
    "it was a slip": (
        [
            ("Hold long", Key.HURTS),
            ("What do you feel?", Key.RESTART),
            ("Paused. Take your time.", Key.SPACE),
            ("Hold long", Key.QUIT),
        ],
        "stopped",
        [*ONE, TWO, "three skipped 0/1"],
    ),
    "go to an exercise by its number": (
        [("Hold long", Key.GO), ("Which exercise?", Key.DIGIT_3), ("Enter: 3_", Key.ENTER)],
        "completed",
        [*ONE, TWO, THREE],
    ),
    "the keys are explained": (
        [("Hold long", Key.HELP), ("go to an exercise", Key.SPACE), ("Hold long", Key.QUIT)],
        "stopped",
        [*ONE, TWO, "three skipped 0/1"],
    ),
    "the large view and back": (
        [("Hold long", Key.VIEW), ("\u2588" * 12, Key.VIEW), ("Exercise 2 of 3", Key.QUIT)],
        "stopped",
        [*ONE, TWO, "three skipped 0/1"],
    ),
    "Ctrl-C stops": ([("Hold long", Key.STOP)], "stopped", [*ONE, TWO, "three skipped 0/1"]),
}
BYTES = {
    Key.SPACE: " ",
    Key.ENTER: "\r",
    Key.OTHER: "x",
    Key.BUMP: "fgh",
    Key.STOP: "\x03",
}
stories = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())


class DrawnScreen:
    """The picture of the session as text, at the size of the terminal of the other tests."""

    def __init__(self) -> None:
        self.text = ""

    def show(self, player: Player, events: tuple[Event, ...]) -> float:  # noqa: ARG002 - the port has it
        """Draw."""
        if player.ended:
            return inf
        lines = Pictures().draw(player, COLUMNS, ROWS)
        self.text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(lines))
        return inf if player.paused else stays_true_for(player)


@stories
def test_story_on_the_scripted_pacer(story: Story, routine: str, program: Program, home: Path) -> None:
    """With these keys the session ends so, and the entry says what was done."""
    script, outcome, records = story
    library = Library(shipped=program.root / "routines", own=home / "routines")
    exercises = library.routine_file(Path(routine)).exercises
    plan = replace(plan_of(*exercises), lead_in=library.lead_in())
    screen, steps = DrawnScreen(), expand(plan)
    pacer = ScriptedPacer(script, sees=lambda: screen.text, reacts_after=0.2)
    events = list(run(Player(plan, steps), pacer, screen, RecordingSounds()))
    entry = session_entry(summarise(plan, steps, events), plan.routine, entry_id="x", at="", ended_at="")
    assert pacer.is_over
    assert (told(entry), entry["outcome"]) == (records, outcome)


@stories
def test_story_on_a_real_terminal(story: Story, routine: str, person: Person) -> None:
    """The same keys at a real terminal leave the same entry, exit 0, and the terminal as it was."""
    script, outcome, records = story
    with person:
        person.starts("today", "--no-questions", "--routine", routine)
        for text, key in script:
            person.sees(text)
            person.types(BYTES.get(key, key.value))
        code, terminal = person.sees_the_end()
        assert (code, terminal, person.cursor_is_hidden) == (0, "same", False)
        assert (told(person.session), person.session["outcome"]) == (records, outcome)
        head = "Session done." if outcome == "completed" else "Session stopped."
        assert head in person.screen
