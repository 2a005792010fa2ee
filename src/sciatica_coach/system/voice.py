"""Finds what can speak on this machine. The text always goes in by standard input, never as an argument."""

import sys
from collections.abc import Callable
from shutil import which

from sciatica_coach.model.value import Value

USUAL_VOLUME = 50

_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$v = New-Object System.Speech.Synthesis.SpeechSynthesizer; $v.Volume = {volume}; "
    "$v.Speak([Console]::In.ReadToEnd())"
)


class Engine(Value):
    """A program that reads a text from its standard input, says it, and ends.

    Attributes:
        name: as it is called in words.
        words: the program and its arguments.
    """

    name: str
    words: tuple[str, ...]


def find_voice(
    own: tuple[str, ...] = (),
    volume: int = USUAL_VOLUME,
    *,
    platform: str = sys.platform,
    find: Callable[[str], str | None] = which,
) -> Engine | None:
    """What is to speak: the user's own command, or what the system has; none where nothing can.

    Args:
        own: the user's command, as words; it is never given to a shell.
        volume: from 0 to 100; 50 is the engine's usual one.
        platform: as `sys.platform` has it.
        find: where a program is, if it is there at all.
    """
    candidates = {"own": own} if own else _engines(platform, volume)
    for name, (program, *arguments) in candidates.items():
        path = find(program)
        if path:
            return Engine(name=program if own else name, words=(path, *arguments))
    return None


def _engines(platform: str, volume: int) -> dict[str, tuple[str, ...]]:
    """What may be there, the best first.

    espeak-ng before spd-say: it begins within 30 ms, and ends at once when it is killed; spd-say leaves the sound
    to a daemon. Its usual priority `text` lets a newer text cut off an older one, so that it serves where it is alone.
    """
    if platform == "darwin":
        return {"say": ("say", "-f", "-")}
    if platform == "win32":
        script = _SAPI.replace("{volume}", str(volume))
        return {"SAPI": ("powershell", "-NoProfile", "-NonInteractive", "-Command", script)}
    espeak = ("-v", "en", "-a", str(volume * 2), "--stdin")
    return {
        "espeak-ng": ("espeak-ng", *espeak),
        "espeak": ("espeak", *espeak),
        "spd-say": ("spd-say", "--wait", "--pipe-mode", "--language", "en", "--volume", str(volume * 2 - 100)),
    }
