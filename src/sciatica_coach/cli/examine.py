"""Examines the terminal, the sounds and the voice: what there is, what was noticed, and how to mend the rest."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import say
from sciatica_coach.cli.sounds import find_voice, is_remote, try_tones, try_voice
from sciatica_coach.files.profile import save_profile
from sciatica_coach.model.profile import SoundKind
from sciatica_coach.model.value import replace
from sciatica_coach.terminal.panel import ROOMY_COLUMNS
from sciatica_coach.terminal.picture import ROOMY_ROWS, SMALLEST_COLUMNS, SMALLEST_ROWS
from sciatica_coach.terminal.size import size

FULL_COLUMNS, FULL_ROWS = 80, 24
SPOKEN = "This is the voice of your coach."


@dataclass(slots=True)
class Findings:
    """What was found; `advice` says how to mend what is missing, a sentence each."""

    terminal: dict[str, Any] = field(default_factory=dict)
    sound: dict[str, Any] = field(default_factory=dict)
    voice: dict[str, Any] = field(default_factory=dict)
    awake: dict[str, Any] = field(default_factory=dict)
    advice: list[str] = field(default_factory=list)

    @property
    def document(self) -> dict[str, Any]:
        """All of it, for `--json`."""
        return {
            "terminal": self.terminal,
            "sound": self.sound,
            "voice": self.voice,
            "awake": self.awake,
            "advice": self.advice,
        }


def examine(coach: Coach, *, asks: bool, as_json: bool) -> Findings:
    """Look at the machine, try what somebody can notice if there is somebody to ask, and keep what works.

    Args:
        coach: the run of the program.
        asks: whether there is somebody to ask.
        as_json: whether the findings are printed by the caller.
    """
    found = Findings()
    _look_at_terminal(coach, found, os.environ)
    with_tones = _look_at_sound(coach, found)
    _look_at_voice(coach, found)
    _look_at_awake(found)
    if not as_json:
        say("\n".join(_page(found)))
    if asks:
        _try_all(coach, found, with_tones=with_tones)
    if not as_json:
        advice = "\n".join(f"  - {advice}" for advice in found.advice)
        say(f"\nWhat to do:\n{advice}" if advice else "\nNothing is missing.")
    return found


# What there is


def _look_at_terminal(coach: Coach, found: Findings, environ: Mapping[str, str]) -> None:
    columns, rows = size()
    encoding = (sys.stdout.encoding if sys.stdout else None) or "unknown"
    found.terminal = {
        "attended": coach.attended,
        "redraws": coach.redraws,
        "columns": columns if coach.attended else None,
        "rows": rows if coach.attended else None,
        "colours": _has_colours(environ),
        "unicode": encoding.lower().replace("-", "").startswith("utf"),
        "tmux": bool(environ.get("TMUX")),
        "ssh": is_remote(environ),
    }
    checks: tuple[tuple[bool, str], ...] = (
        (not coach.attended, "Run `coach doctor` in a terminal to try the sounds and the screen."),
        (coach.attended and not coach.redraws, _why_lines(environ)),
        (coach.attended and (columns < ROOMY_COLUMNS or rows < ROOMY_ROWS), _small(columns, rows)),
        (not found.terminal["unicode"], "Letters and lines will be plain: set `LANG=C.UTF-8` for blocks and charts."),
        (
            found.terminal["tmux"],
            "In tmux the bell may be kept from you: `tmux set -g bell-action any`, `tmux set -g visual-bell off`.",
        ),
        (
            found.terminal["ssh"],
            (
                "Over SSH the tones and the voice would be heard at the other machine: the bell is "
                "used, and comes to you. `coach today --voice` speaks there all the same."
            ),
        ),
    )
    found.advice.extend(advice for applies, advice in checks if applies)


def _has_colours(environ: Mapping[str, str]) -> bool:
    return not environ.get("NO_COLOR") and environ.get("TERM", "dumb") not in ("", "dumb")


def _why_lines(environ: Mapping[str, str]) -> str:
    if environ.get("ACCESSIBLE", "") not in ("", "0"):
        return "ACCESSIBLE is set: sessions are told in lines. Unset it for the painted screen."
    return "TERM says that this terminal cannot be painted over: sessions are told in lines. Try `TERM=xterm-256color`."


def _small(columns: int, rows: int) -> str:
    worst = columns < SMALLEST_COLUMNS or rows < SMALLEST_ROWS
    what = "too small for more than one line" if worst else "small"
    return f"The terminal is {what} ({columns}x{rows}): {FULL_COLUMNS}x{FULL_ROWS} shows all of a session."


def _look_at_sound(coach: Coach, found: Findings) -> bool:
    from sciatica_coach.system.sound import find_players

    players = [player.name for player in find_players()]
    kind = coach.profile.sound
    found.sound = {"players": players, "chosen": kind.value if kind else None, "volume": coach.profile.volume}
    if not players:
        found.advice.append(
            "Nothing here plays tones: the bell is used. On Debian or Ubuntu, `apt install pulseaudio-utils` or "
            "`alsa-utils`."
        )
    return bool(players)


def _look_at_voice(coach: Coach, found: Findings) -> None:
    profile, engine = coach.profile, find_voice(coach, asked=True)
    found.voice = {"engine": engine.name if engine else None, "chosen": profile.voice}
    if engine is None and profile.voice_command:
        found.advice.append(f"The `voice_command` of your profile is not there: {profile.voice_command[0]}.")
    elif engine is None:
        found.advice.append("Nothing here speaks. On Debian or Ubuntu, `apt install espeak-ng`.")


def _look_at_awake(found: Findings) -> None:
    from sciatica_coach.system.awake import can_stay_awake

    found.awake = {"possible": can_stay_awake(os.environ)}
    if not found.awake["possible"]:
        found.advice.append("The screen may go dark in a session: there is no desktop to ask. Set it to stay on.")


def _page(found: Findings) -> list[str]:
    terminal, sound, voice = found.terminal, found.sound, found.voice
    shape = f"{terminal['columns']}x{terminal['rows']}" if terminal["attended"] else "none"
    return [
        (
            f"terminal: {shape}, colours {_yes(terminal['colours'])}, Unicode {_yes(terminal['unicode'])}, "
            f"tmux {_yes(terminal['tmux'])}, SSH {_yes(terminal['ssh'])}"
        ),
        (
            f"tones: {', '.join(sound['players']) or 'nothing plays them'}; volume {sound['volume']} of 100; "
            f"chosen: {sound['chosen'] or 'not yet'}"
        ),
        f"voice: {voice['engine'] or 'none'}; chosen: {_chosen(voice['chosen'])}",
        f"screen stays on: {_yes(found.awake['possible'])}",
    ]


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _chosen(value: bool | None) -> str:
    return "not yet" if value is None else _yes(value)


# What is noticed


def _try_all(coach: Coach, found: Findings, *, with_tones: bool) -> None:
    """Play bell, tones, voice and flash one after the other, ask about each, and keep the answers in the profile."""
    from sciatica_coach.terminal import trial

    say("\nShort trials, one after the other. Answer y or n; Enter leaves things as they are.")
    bell = _noticed("a bell", trial.ring)
    tones = _noticed("two pairs of tones, one up and one down", lambda: try_tones(coach)) if with_tones else False
    said = f"a voice: {SPOKEN.rstrip('.')}"
    voice = _noticed(said, lambda: try_voice(coach, SPOKEN)) if found.voice["engine"] else None
    flash = _noticed("a line that flashes", trial.flash) if found.terminal["redraws"] else None
    wanted = _flash_wanted(coach, heard=bool(bell or tones), seen=flash)
    sound = _sound(bell, tones) or coach.profile.sound
    changed = replace(
        coach.profile,
        sound=sound,
        voice=coach.profile.voice if voice is None else voice,
        flash=wanted,
    )
    found.terminal["flash"], found.voice["noticed"] = flash, voice
    found.sound |= {"bell": bell, "tones": tones if with_tones else None}
    if changed != coach.profile:
        save_profile(coach.home, changed)
    say(
        f"\nIn your profile: sound {sound or 'not chosen'}, voice {_chosen(changed.voice)}, flash "
        f"{_yes(changed.flashes)}."
    )
    _advise(found, with_tones=with_tones)


def _flash_wanted(coach: Coach, *, heard: bool, seen: bool | None) -> bool | None:
    """Whether the line is to flash: where nothing is heard, if it was seen; beside sounds only if it is wished."""
    from sciatica_coach.terminal.questions import ask, read_yes

    if seen is None or (heard and not seen):
        return coach.profile.flash
    if not heard:
        return seen
    wished = ask("Shall it flash in a session too, beside the sounds? y or n: ", read_yes, "Please answer y or n.")
    return coach.profile.flash if wished is None else wished


def _sound(bell: bool | None, tones: bool | None) -> SoundKind | None:
    """The best that was noticed; off when nothing was; none when that is not known."""
    if tones:
        return SoundKind.TONES
    if bell:
        return SoundKind.BELL
    return SoundKind.OFF if bell is tones is False else None


def _advise(found: Findings, *, with_tones: bool) -> None:
    bell, tones, voice = found.sound["bell"], found.sound["tones"], found.voice["noticed"]
    checks = (
        (
            bell is False and not tones,
            (
                "No sound came through: look at the volume of the machine, and at the bell in the settings of your "
                "terminal, since some have it off at first."
            ),
        ),
        (
            with_tones and tones is False and bool(bell),
            "The tones were not heard: look at the machine's volume and its output. The bell takes their place.",
        ),
        (
            voice is False,
            (
                "The voice was not heard. `voice_command` in your profile can name another program, which reads a "
                "text from its standard input."
            ),
        ),
    )
    found.advice.extend(advice for applies, advice in checks if applies)


def _noticed(what: str, perform: Callable[[], None]) -> bool | None:
    """Perform a trial, and ask about it; none when that is left open."""
    from sciatica_coach.terminal.questions import ask, read_yes

    say(f"\nNow comes {what}.")
    perform()
    return ask("Did you notice it? y or n: ", read_yes, "Please answer y or n.")
