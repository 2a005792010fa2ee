"""Short tones, made here and told apart by pitch and pattern, and the system's programs that can play them."""

import io
import math
import sys
from array import array
from collections.abc import Callable
from shutil import which

from sciatica_coach.model.value import Value, replace
from sciatica_coach.model.word import Word
from sciatica_coach.session.signal import Signal

RATE = 22_050
LOUDEST = 0.5
"""Half of what a sample can hold, at volume 100: gentle in a quiet room."""
ATTACK_SECONDS = 0.02
_G4, _C5, _E5, _G5, _C6 = 392.0, 523.25, 659.26, 783.99, 1046.5


class Form(Word):
    """How a program takes what it is to play."""

    WAV = "wav"
    RAW = "raw"
    FILE = "file"


class Note(Value):
    """One note: when it begins, its pitch in hertz, and how long it takes to fade, in seconds."""

    at: float
    pitch: float
    seconds: float
    strength: float = 1.0


def _notes(gap: float, seconds: float, *pitches: float, strength: float = 1.0) -> tuple[Note, ...]:
    return tuple(
        Note(at=place * gap, pitch=pitch, seconds=seconds, strength=strength) for place, pitch in enumerate(pitches)
    )


TONES: dict[Signal, tuple[Note, ...]] = {
    Signal.START: _notes(0.18, 0.35, _C5, _G5),  # up: begin
    Signal.HALF_WAY: _notes(0.2, 0.3, _E5, _E5),  # the same twice
    Signal.LAST_SECOND: _notes(0, 0.15, _C5, strength=0.6),  # one short low one
    Signal.BEAT: _notes(0, 0.12, _G5, strength=0.5),  # one short high one, the softest
    Signal.END: _notes(0.18, 0.4, _G5, _C5),  # down: it is over
    Signal.SIDE_CHANGE: _notes(0.2, 0.3, _C5, _G4, _C5, _G4),  # to and fro
    Signal.SESSION_END: _notes(0.22, 0.6, _C5, _E5, _G5, _C6),  # a chord, upwards
    Signal.GO_ON: _notes(0, 0.25, _E5),  # one in the middle
}


def silence() -> "array[int]":
    """A twentieth of a second of nothing, to learn whether a program can play at all."""
    return array("h", bytes(2 * (RATE // 20)))


def samples_of(signal: Signal, volume: int) -> "array[int]":
    """The samples of a signal's tones: they swell and fade softly, and never exceed half of the range.

    Args:
        signal: what to sound.
        volume: from 0 to 100.
    """
    notes = TONES[signal]
    length = max(round((note.at + note.seconds) * RATE) for note in notes)
    mixed = [0.0] * length
    for note in notes:
        start = round(note.at * RATE)
        for place, value in enumerate(_sound(note)):
            mixed[start + place] += value
    peak = max(1.0, *map(abs, mixed))
    scale = LOUDEST * 32_767 * (volume / 100) ** 2 / peak  # squared: the ear hears loudness so
    return array("h", [round(value * scale) for value in mixed])


def _sound(note: Note) -> list[float]:
    """One note with a little of its octave, so that small loudspeakers carry it too."""
    turn, count = math.tau * note.pitch / RATE, round(note.seconds * RATE)
    attack = ATTACK_SECONDS * RATE
    return [
        note.strength
        * min(1.0, place / attack)
        * (1 - place / count) ** 2
        * (math.sin(turn * place) + 0.25 * math.sin(2 * turn * place))
        for place in range(count)
    ]


def encoded(samples: "array[int]", form: Form) -> bytes:
    """The samples as a program takes them: 16 bits, one channel, with or without the head of a WAV file."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    if form is Form.RAW:
        return samples.tobytes()
    import wave

    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return file.getvalue()


class Playing(Value):
    """A program that plays: from its standard input, or from a file that is named last."""

    name: str
    words: tuple[str, ...]
    form: Form = Form.WAV


_PACAT = ("pacat", "--playback", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=50")
_LINUX = (
    Playing(name="pacat", words=_PACAT, form=Form.RAW),
    Playing(name="aplay", words=("aplay", "--quiet", "-")),
    Playing(name="pw-play", words=("pw-play",), form=Form.FILE),
    Playing(name="sox", words=("play", "-q", "-t", "wav", "-")),
)
_MACOS = (Playing(name="afplay", words=("afplay",), form=Form.FILE),)


def find_players(*, platform: str = sys.platform, find: Callable[[str], str | None] = which) -> tuple[Playing, ...]:
    """The programs that are there and may play a tone, the best first; which of them can is learned by trying.

    The system's own players, and no library: they follow the user's choice of output, what they are given needs
    no code compiled for one sound system, and a player that hangs or crashes does it in a process of its own.
    """
    known = {"darwin": _MACOS}.get(platform, _LINUX)
    found = ((player, find(player.words[0])) for player in known)
    return tuple(replace(player, words=(path, *player.words[1:])) for player, path in found if path)
