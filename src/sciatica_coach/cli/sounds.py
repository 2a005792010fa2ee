"""What is heard in a session and in breaks: which voice, which tones, or the bell, by option, profile and place."""

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING

from sciatica_coach.cli.coach import Coach
from sciatica_coach.model.profile import SoundKind
from sciatica_coach.session.ports import Sounds
from sciatica_coach.session.signal import Signal

if TYPE_CHECKING:
    from sciatica_coach.system.loudspeaker import Loudspeaker
    from sciatica_coach.system.voice import Engine
    from sciatica_coach.terminal.keyboard import TerminalPacer
    from sciatica_coach.terminal.tty import Terminal

SECOND_RING_SECONDS = 0.25
LONGEST_TRIAL_SECONDS = 6.0
"""A tone or a sentence that is tried is waited for no longer."""


def find_voice(coach: Coach, asked: bool | None) -> "Engine | None":
    """What is to speak in a session, if anything is.

    By default there is no voice where a screen reader reads the lines, which would speak at the same time,
    and none over SSH, where it would be heard in the other place.
    """
    wanted = coach.profile.voice if asked is None else asked
    environ = os.environ
    if wanted is None:
        wanted = coach.attended and environ.get("ACCESSIBLE", "") in ("", "0") and not is_remote(environ)
    if not wanted:
        return None
    from sciatica_coach.system.voice import find_voice as find

    return find(coach.profile.voice_command, coach.profile.volume)


def open_loudspeaker(
    coach: Coach,
    stack: ExitStack,
    voice: bool | None,
    *,
    tones: bool,
) -> "Loudspeaker | None":
    """What speaks and plays, until the stack is closed; none where neither is wanted."""
    engine = find_voice(coach, voice)
    tones = tones and _plays_tones(coach.profile.sound)
    if engine is None and not tones:
        return None
    from sciatica_coach.system.loudspeaker import Loudspeaker

    return stack.enter_context(Loudspeaker(engine, tones=tones, volume=coach.profile.volume))


def all_sounds(
    coach: Coach, loudspeaker: "Loudspeaker | None", terminal: "Terminal | None", pacer: "TerminalPacer"
) -> Sounds:
    """All that is heard of a session, together."""
    from sciatica_coach.session.together import Together
    from sciatica_coach.terminal.bell import Bell, Silence

    rings = terminal is not None and coach.profile.sound is not SoundKind.OFF
    sounds: Sounds = Bell(terminal.ring, pacer.later) if terminal and rings else Silence()
    if loudspeaker is None:
        return sounds
    from sciatica_coach.session.speech import Speech
    from sciatica_coach.system.loudspeaker import Tones

    return Together(Tones(loudspeaker, sounds), Speech(loudspeaker.say, loudspeaker.hush))


def break_ring(coach: Coach, terminal: "Terminal", pacer: "TerminalPacer") -> Callable[[], None] | None:
    """What calls to a break: a tone where one can be heard, or else the bell, twice; none where nobody wants it."""
    sound, volume = coach.profile.sound, coach.profile.volume
    if sound is SoundKind.OFF:
        return None

    def ring() -> None:
        if _plays_tones(sound):
            from sciatica_coach.system.loudspeaker import play_once

            if play_once(Signal.START, volume):
                return
        terminal.ring()
        pacer.later(SECOND_RING_SECONDS, terminal.ring)

    return ring


def try_tones(coach: Coach) -> None:
    """Play the tones of a beginning and of an end, each to its end, as far as they can be played."""
    from sciatica_coach.system.loudspeaker import Loudspeaker

    with Loudspeaker(None, tones=True, volume=coach.profile.volume) as loudspeaker:
        if loudspeaker.can_play(LONGEST_TRIAL_SECONDS):
            for signal in (Signal.START, Signal.END):
                loudspeaker.play(signal)
                loudspeaker.wait_for("played", LONGEST_TRIAL_SECONDS)


def try_voice(coach: Coach, text: str) -> None:
    """Say a text to its end, whether or not the profile wants a voice."""
    from sciatica_coach.system.loudspeaker import Loudspeaker

    with Loudspeaker(find_voice(coach, asked=True), tones=False, volume=coach.profile.volume) as loudspeaker:
        loudspeaker.say(text)
        loudspeaker.wait_for("said", LONGEST_TRIAL_SECONDS)


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether this is the far end of an SSH connection, whose loudspeakers nobody here hears."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def _plays_tones(sound: SoundKind | None) -> bool:
    """Whether tones are wanted, and a program is there that could play them."""
    if sound is not SoundKind.TONES and (sound is not None or is_remote(os.environ)):
        return False
    from sciatica_coach.system.sound import find_players

    return bool(find_players())
