"""The process that speaks and plays: nothing waits for it, and it leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.fakes import RecordingSounds, exercise, plan_of
from tests.program import environment
from tests.system.speakers import running, said, wait_for, write_speaker

from sciatica_coach.session.events import PartEnded, StepBegan
from sciatica_coach.session.player import Player
from sciatica_coach.session.signal import Signal
from sciatica_coach.session.timeline import expand
from sciatica_coach.system.loudspeaker import Loudspeaker, Tones, play_once
from sciatica_coach.system.sound import samples_of
from sciatica_coach.system.voice import Engine, find_voice

HANGS = "exec sleep 1000"


@pytest.fixture
def mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A text in the environment of all that this test starts, to find it again."""
    monkeypatch.setenv("TEST_MARK", f"mark-of-{tmp_path}")
    return f"mark-of-{tmp_path}"


@contextmanager
def speaking(program: Path | str, *words: str) -> Iterator[Loudspeaker]:
    """A loudspeaker that speaks with a program."""
    with Loudspeaker(Engine(name="test", words=(str(program), *words)), tones=False, volume=50) as loudspeaker:
        yield loudspeaker


def test_sentences_are_said_in_their_order(tmp_path: Path) -> None:
    """Each text reaches the program whole, with every letter, on one line."""
    texts = ["Toes up.", 'Gr\u00fc\u00dfe, "$HOME" `id` --help', "-!- Toes away!", "Two\nlines", "Say [[volm 0]] it"]
    with speaking(write_speaker(tmp_path)) as loudspeaker:
        for text in texts:
            loudspeaker.say(text)
            assert loudspeaker.wait_for("said", 20) == 0
    assert said(tmp_path) == [*texts[:2], " Toes away!", "Two lines", "Say [ [volm 0]] it"]


def test_newer_sentence_cuts_off_an_older_one(tmp_path: Path, mark: str) -> None:
    """The program of the older sentence is ended, even one that would not end by itself."""
    with speaking(write_speaker(tmp_path, f"trap '' TERM; {HANGS}")) as loudspeaker:
        for number in (1, 2, 3):
            loudspeaker.say(f"Sentence {number}")
            wait_for(lambda number=number: len(said(tmp_path)) == number, "the sentence")  # type: ignore[misc]
        wait_for(lambda: len(running(mark)) == 2, "one speaker and the loudspeaker")
    assert running(mark) == []


def test_hush_ends_the_sentence(tmp_path: Path, mark: str) -> None:
    """After it nothing speaks any more."""
    with speaking(write_speaker(tmp_path, HANGS)) as loudspeaker:
        loudspeaker.say("A long story")
        wait_for(lambda: said(tmp_path) == ["A long story"], "the sentence")
        loudspeaker.hush()
        wait_for(lambda: len(running(mark)) == 1, "the speaker to end")


BAD = {
    "hangs": HANGS,
    "dies at once": "kill -9 $$",
    "floods its output": "exec yes",
    "floods its errors": "exec yes >&2",
    "leaves children": "sleep 1000 & sleep 1000 & wait",
}


@pytest.mark.parametrize("then", BAD.values(), ids=BAD.keys())
def test_program_that_misbehaves_takes_no_time_and_leaves_nothing(tmp_path: Path, mark: str, then: str) -> None:
    """A hundred sentences go out without waiting, the last of them is said, and nothing is left at the end."""
    with speaking(write_speaker(tmp_path, then)) as loudspeaker:
        for number in range(100):
            loudspeaker.say(f"Sentence {number}")
        wait_for(lambda: said(tmp_path)[-1:] == ["Sentence 99"], "the last sentence")
    assert running(mark) == []


def test_program_that_reads_nothing_is_no_trouble(mark: str) -> None:
    """A program that never takes its text is cut off like any other."""
    with speaking("/bin/sleep", "1000") as loudspeaker:
        for _ in range(50):
            loudspeaker.say("x" * 5000)
        wait_for(lambda: len(running(mark)) > 1, "the program")
    assert running(mark) == []


def test_process_begins_with_the_first_order(tmp_path: Path, mark: str) -> None:
    """The first picture waits for no process; who is never to be heard has none."""
    with speaking(write_speaker(tmp_path)) as loudspeaker:
        assert running(mark) == []
        loudspeaker.hush()
        assert running(mark) == []
        loudspeaker.say("Hello")
        assert len(running(mark)) == 1
    assert running(mark) == []


def test_missing_program_is_no_trouble() -> None:
    """Nothing is said, and the next sentence is tried again."""
    with speaking("/nonexistent/voice") as loudspeaker:
        for _ in range(2):
            loudspeaker.say("Hello")
            assert loudspeaker.wait_for("said", 20) == 127


def test_nothing_is_waited_for_when_the_process_itself_hangs(tmp_path: Path, mark: str) -> None:
    """Orders to a process that takes none are dropped, and it is killed at the end."""
    with speaking(write_speaker(tmp_path)) as loudspeaker:
        loudspeaker.listen()
        (process,) = running(mark)
        os.kill(process, signal.SIGSTOP)
        for _ in range(2000):
            loudspeaker.say("x" * 1000)
    assert running(mark) == []
    assert said(tmp_path) == []


def test_process_that_was_killed_is_no_trouble(tmp_path: Path, mark: str) -> None:
    """Whatever killed it, the session goes on in silence."""
    with speaking(write_speaker(tmp_path)) as loudspeaker:
        loudspeaker.listen()
        (process,) = running(mark)
        os.kill(process, signal.SIGKILL)
        for _ in range(10):
            loudspeaker.say("Hello")
            loudspeaker.listen()
        loudspeaker.finish(5, disturbed=lambda: False)
    assert running(mark) == []


def test_finish_lets_the_last_words_be_heard(tmp_path: Path) -> None:
    """At the end what was begun comes to its end."""
    with speaking(write_speaker(tmp_path, f'sleep 0.3; echo heard >> "{tmp_path}/said"')) as loudspeaker:
        loudspeaker.say("The session is over.")
        loudspeaker.finish(20, disturbed=lambda: False)
        assert said(tmp_path) == ["The session is over.", "heard"]


def test_finish_gives_up_when_disturbed(tmp_path: Path, mark: str) -> None:
    """A signal cuts the last words off."""
    with speaking(write_speaker(tmp_path, HANGS)) as loudspeaker:
        loudspeaker.say("The session is over.")
        loudspeaker.finish(1000, disturbed=lambda: bool(said(tmp_path)))
    assert running(mark) == []


SPEAK_AND_HANG = """
import sys, time
from sciatica_coach.system.loudspeaker import Loudspeaker
from sciatica_coach.system.voice import Engine
with Loudspeaker(Engine(name="test", words=(sys.argv[1],)), tones=False, volume=50) as loudspeaker:
    loudspeaker.say("Hello")
    time.sleep(1000)
"""


def test_killed_program_leaves_nothing_that_speaks(tmp_path: Path, mark: str) -> None:
    """After SIGKILL, which nobody can catch, the loudspeaker ends its program and itself."""
    speaker = write_speaker(tmp_path, HANGS)
    with subprocess.Popen([sys.executable, "-c", SPEAK_AND_HANG, str(speaker)], env=environment()) as program:
        wait_for(lambda: said(tmp_path) == ["Hello"], "the sentence")
        program.kill()
    wait_for(lambda: running(mark) == [], "all to end")


def test_text_is_in_no_command_line_and_in_no_file(tmp_path: Path, mark: str) -> None:
    """What is said can be read neither from the list of processes nor from their environment, nor on the disk."""
    words = "Private words about a body"
    place = tmp_path / "home"
    with speaking(write_speaker(tmp_path, HANGS)) as loudspeaker:
        loudspeaker.say(words)
        wait_for(lambda: said(tmp_path) == [words], "the sentence")
        assert len(running(mark)) == 2
        assert running(words) == []
    assert not place.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"speaker", "said"}


needs_espeak = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")


@needs_espeak
def test_real_voice_speaks_into_a_file(tmp_path: Path) -> None:
    """espeak-ng makes a sound of the sentence, longer for a longer one."""
    lengths = []
    for number, text in enumerate(("Toes up.", "Change sides. Right ankle on left thigh.")):
        file = tmp_path / f"{number}.wav"
        engine = find_voice()
        assert engine is not None
        with speaking(engine.words[0], *engine.words[1:], "-w", str(file)) as loudspeaker:
            loudspeaker.say(text)
            assert loudspeaker.wait_for("said", 20) == 0
        with wave.open(str(file)) as sound:
            samples = sound.readframes(sound.getnframes())
            lengths.append(sound.getnframes() / sound.getframerate())
        assert any(samples)
    assert 0.5 < lengths[0] < lengths[1] < 6


SOUND_FILE = """
pcm.!default {{ type file slave.pcm {{ type null }} file "{file}" format "raw" }}
"""


@pytest.mark.skipif(not shutil.which("aplay"), reason="aplay is not installed")
def test_real_player_plays_the_tone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's player is found by a silent trial, and what it plays is the tone."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "aplay").symlink_to(str(shutil.which("aplay")))
    sound, config = tmp_path / "sound.raw", tmp_path / "asound.conf"
    config.write_text(SOUND_FILE.format(file=sound))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    with Loudspeaker(None, tones=True, volume=50) as loudspeaker:
        assert loudspeaker.can_play(20)
        assert loudspeaker.player == "aplay"
        loudspeaker.play(Signal.START)
        assert loudspeaker.wait_for("played", 20) == 0
    assert samples_of(Signal.START, 50).tobytes() in sound.read_bytes()


def write_player(folder: Path, script: str) -> None:
    """A machine on which `aplay` is this script, and nothing else plays."""
    (folder / "bin").mkdir()
    path = folder / "bin" / "aplay"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def heard_of_two(loudspeaker: Loudspeaker, sounds: Tones, player: Player) -> None:
    """Play the beginning of a hold twice, the second time when it is known how the first went."""
    sounds.play(StepBegan(step=1), player)
    if loudspeaker.player:
        loudspeaker.wait_for("played", 20)
    sounds.play(StepBegan(step=1), player)


PLAYERS = {
    "none": ("exit 1", ["sound StepBegan"] * 2),
    "one that works": ("exit 0", []),
    "one that fails after the trial": (
        'read x < /dev/null; [ -e "$0.used" ] && exit 1; : > "$0.used"',
        ["sound StepBegan"],
    ),
}


@pytest.mark.parametrize(("script", "rung"), PLAYERS.values(), ids=PLAYERS.keys())
def test_bell_takes_the_place_of_tones_that_cannot_be_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, rung: list[str]
) -> None:
    """Where no program can play, or the one that could fails, the bell rings; where one can, it does not."""
    write_player(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    bell, plan = RecordingSounds(), plan_of(exercise())
    player = Player(plan, expand(plan))
    with Loudspeaker(None, tones=True, volume=50) as loudspeaker:
        assert loudspeaker.can_play(20) == (script != "exit 1")
        heard_of_two(loudspeaker, Tones(loudspeaker, bell), player)
    assert bell.diary == rung


def test_event_without_a_signal_has_no_tone(tmp_path: Path) -> None:
    """Nothing is played, and no bell is rung, for an event that has no sound."""
    bell, plan = RecordingSounds(), plan_of(exercise())
    with speaking(write_speaker(tmp_path)) as loudspeaker:
        Tones(loudspeaker, bell).play(PartEnded(exercise=0), Player(plan, expand(plan)))
    assert bell.diary == []


@pytest.mark.parametrize(("script", "can"), [("exit 0", True), ("exit 1", False)])
def test_one_tone_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, script: str, *, can: bool) -> None:
    """A program without a session plays one tone, learns whether it could, and leaves nothing behind."""
    write_player(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert play_once(Signal.START, 50) is can
    assert running(mark) == []
