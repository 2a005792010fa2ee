"""Sessions that speak: followed by ear, and untouched by a voice that misbehaves."""

import itertools
import os
import signal
import subprocess
from functools import partial
from pathlib import Path

import pytest
from tests.stories.person import Person, Program, copy_program, entries_in, told
from tests.system.speakers import running, said, wait_for, write_speaker

from sciatica_coach.session.keys import Key

STARTED = ("today", "--no-questions", "--no-signs", "--routine")
DONE = ["one left done 1/1", "one right done 1/1", "two partial 0/1", "three done 1/1"]
BAD = {
    "hangs": "exec sleep 1000",
    "dies at once": "kill -9 $$",
    "floods its output": "exec yes",
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with lead-ins of 1.5 s: the voice begins with its first sentence, which must not be over by then."""
    return copy_program(tmp_path_factory.mktemp("program"), lead_in_seconds=1.5)


@pytest.fixture
def speaks(home: Path, tmp_path: Path) -> Path:
    """A profile with a voice that writes down what it says: its program, to be changed."""
    home.mkdir(mode=0o700)
    speaker = write_speaker(tmp_path)
    (home / "profile.yaml").write_text(f"voice_command: [{speaker}]\nsound: bell\n")
    return speaker


@pytest.fixture
def listener(program: Program, home: Path, tmp_path: Path) -> Person:
    """Somebody at a terminal on a machine with all programs; all that is started carries a mark."""
    more = {"PATH": os.environ["PATH"], "TEST_MARK": f"mark-of-{tmp_path}"}
    return Person(program, home, more=more)


def is_left(tmp_path: Path) -> bool:
    """Whether anything of the session is still there."""
    return bool(running(f"mark-of-{tmp_path}"))


def is_said(words: str, folder: Path) -> bool:
    """Whether the speaker said something that has these words."""
    return words in " / ".join(said(folder))


def test_session_is_told_aloud_with_its_keys(listener: Person, routine: str, speaks: Path) -> None:
    """On a real terminal one hears what happens and what one pressed, in its order, to the end."""
    folder = speaks.parent
    listener.direct = (*STARTED, routine)
    with listener:
        for text, sentence, key in (
            ("Hold long", "Hold long. 100 seconds. Stop if it hurts.", " "),
            ("Paused", "Paused. Press space to go on.", " "),
            ("Hold long", "Go on. ", "h"),
            ("What do you feel?", "You did the right thing by stopping.", " "),
        ):
            listener.sees(text)
            wait_for(partial(is_said, sentence, folder), "the sentence")
            listener.types(key)
        assert listener.waits_until_it_is_gone() == 0
        assert not is_left(folder)
    words = " / ".join(said(folder))
    for one, other in itertools.pairwise(STORY):
        assert words.index(one) < words.index(other), words
    assert words.endswith("The session is over.")


STORY = (
    "First: One.",
    "Next: Two.",
    "Hold long. 100 seconds. Stop if it hurts.",
    "Paused. Press space to go on.",
    "Go on. ",
    "You did the right thing by stopping.",
    "Last: Three.",
    "The session is over.",
)


@pytest.mark.parametrize("then", BAD.values(), ids=BAD.keys())
def test_voice_that_misbehaves_changes_nothing(
    listener: Person, routine: str, speaks: Path, tmp_path: Path, then: str
) -> None:
    """The session runs to its end with the same entry and the same exit, and leaves no process behind."""
    write_speaker(speaks.parent, then)
    with listener:
        listener.starts(*STARTED, routine)
        listener.sees("Hold long")
        wait_for(lambda: "Hold long. 100 seconds. Stop if it hurts." in said(tmp_path), "the words")
        listener.types(Key.NEXT.value)
        assert listener.sees_the_end() == (0, "same")
        assert (told(listener.session), listener.session["outcome"]) == (DONE, "completed")
        assert [record["seconds"] for record in listener.session["exercises"]][::3] == [0.3, 0.3]
    wait_for(lambda: not is_left(tmp_path), "all to end")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
def test_nothing_speaks_on_after_the_program_was_killed(
    listener: Person, routine: str, speaks: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """On every way out the sentence ends with the session."""
    write_speaker(speaks.parent, BAD["hangs"])
    listener.direct = (*STARTED, routine)
    with listener:
        listener.sees("Hold long")
        wait_for(lambda: "Hold long. 100 seconds. Stop if it hurts." in said(tmp_path), "the words")
        assert is_left(tmp_path)
        listener.sends(number)
        listener.waits_until_it_is_gone()
        wait_for(lambda: not is_left(tmp_path), "all to end")


def test_mute_ends_the_sentence(listener: Person, routine: str, speaks: Path, tmp_path: Path) -> None:
    """`m` ends what is being said; the program and its loudspeaker go on."""
    write_speaker(speaks.parent, BAD["hangs"])
    listener.direct = (*STARTED, routine)
    with listener:
        listener.sees("Hold long")
        wait_for(lambda: "Hold long. 100 seconds. Stop if it hurts." in said(tmp_path), "the words")
        listener.types("m")
        wait_for(lambda: len(running(f"mark-of-{tmp_path}")) == 2, "the sentence to end")
        listener.types("q")
        assert listener.waits_until_it_is_gone() == 0


SHORT = """\
name: Short
exercises:
  - {name: Sway, category: mobility, position: standing, steps: [Sway.], stop_if: it hurts,
     rep: [{cue: Up, seconds: 0.9}, {cue: Down, seconds: 0.9}]}
"""


def test_voice_speaks_without_a_terminal_when_asked(program: Program, home: Path, tmp_path: Path, speaks: Path) -> None:
    """In a pipe there is no voice by itself; `--voice` has one."""
    path = tmp_path / "short.yaml"
    path.write_text(SHORT)
    assert speaks.exists()
    for more, words in (
        ((), []),
        (("--voice",), ["Now: Sway. Stand. Space pauses. Press h if it hurts.", "Up.", "Down."]),
    ):
        done = subprocess.run(
            [*program.words, "today", "--no-save", "--routine", str(path), *more],
            env=program.environment(home, PATH=os.environ["PATH"]),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert said(tmp_path) == [*words, *(["The session is over."] if words else [])]
    assert entries_in(home) == []
