"""The tones are soft, short, told apart, and as loud as asked for."""

import io
import wave
from itertools import combinations, pairwise

import pytest

from sciatica_coach.session.signal import Signal
from sciatica_coach.system.sound import LOUDEST, RATE, TONES, Form, encoded, find_players, samples_of, silence

EVERY = pytest.mark.parametrize("signal", Signal)


@pytest.mark.parametrize(("one", "other"), list(combinations(Signal, 2)))
def test_tones_are_told_apart(one: Signal, other: Signal) -> None:
    """No two signals have the same pitches in the same rhythm."""
    shapes = [[(round(note.at, 2), round(note.pitch)) for note in TONES[signal]] for signal in (one, other)]
    assert shapes[0] != shapes[1]


@EVERY
def test_tone_swells_and_fades_softly(signal: Signal) -> None:
    """It begins and ends in silence, and never jumps as a click does."""
    samples = samples_of(signal, 100)
    assert samples[0] == 0
    assert abs(samples[-1]) < 50
    loudest = max(map(abs, samples))
    assert loudest <= LOUDEST * 32_768
    assert max(abs(after - before) for before, after in pairwise(samples)) < 0.5 * loudest


@EVERY
def test_tone_is_short(signal: Signal) -> None:
    """None takes longer than a second and a half; those that may come each second take much less."""
    seconds = len(samples_of(signal, 50)) / RATE
    assert seconds <= (0.2 if signal in (Signal.BEAT, Signal.LAST_SECOND) else 1.5)


def test_volume_goes_from_silence_to_its_most() -> None:
    """More volume is louder, and none is silence."""
    loudest = [max(map(abs, samples_of(Signal.START, volume))) for volume in (0, 25, 50, 75, 100)]
    assert loudest == sorted(set(loudest))
    assert loudest[0] == 0


def test_file_is_what_a_player_expects() -> None:
    """As a file the samples have a head that says what they are; raw, they are the samples alone."""
    samples = samples_of(Signal.END, 50)
    with wave.open(io.BytesIO(encoded(samples, Form.WAV))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.getnframes() == len(samples)
        assert file.readframes(len(samples)) == encoded(samples, Form.RAW)


def test_silence_is_silent() -> None:
    """What a player is tried with cannot be heard."""
    assert set(silence()) == {0}


def test_players_of_each_system() -> None:
    """Only what is there is tried, by its whole path, in the order of trust."""
    there = {"aplay": "/usr/bin/aplay", "play": "/usr/bin/play", "afplay": "/usr/bin/afplay"}
    assert [(player.name, player.words[0]) for player in find_players(platform="linux", find=there.get)] == [
        ("aplay", "/usr/bin/aplay"),
        ("sox", "/usr/bin/play"),
    ]
    assert [player.name for player in find_players(platform="darwin", find=there.get)] == ["afplay"]
    assert find_players(platform="linux", find=lambda _: None) == ()
