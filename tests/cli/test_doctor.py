"""`coach doctor`: what there is, what was noticed, and what to do; kept only when somebody answered."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from tests.program import call, environment
from tests.system.speakers import said, write_speaker

from sciatica_coach.files.profile import load_profile
from sciatica_coach.model.profile import Profile, SoundKind

QUIET_MACHINE = {"SSH_CONNECTION": "", "SSH_TTY": "", "TMUX": "", "DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": ""}


def test_json_names_what_there_is_and_asks_nothing(home: Path, tmp_path: Path) -> None:
    """For scripts: the terminal, the sound, the voice and what to do; nothing is written."""
    result = call("doctor", "--json", env={**QUIET_MACHINE, "PATH": str(tmp_path), "TERM": "xterm"})
    document = result.document
    assert result.code == 0
    assert set(document) == {"files", "terminal", "sound", "voice", "awake", "advice"}
    assert document["terminal"]["attended"] is False
    assert (document["terminal"]["colours"], document["terminal"]["unicode"]) == (True, True)
    assert document["sound"] == {"players": [], "chosen": None, "volume": 50}
    assert document["voice"] == {"engine": None, "chosen": None}
    assert not home.exists()


ADVICE: dict[str, tuple[dict[str, str], str]] = {
    "tmux": ({"TMUX": "/tmp/tmux-0/default,1,0"}, "`tmux set -g bell-action any`"),  # noqa: S108 - not opened
    "SSH": (
        {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"},
        "Over SSH the tones and the voice would be heard at the other",
    ),
    "no player": ({}, "`apt install pulseaudio-utils`"),
    "no voice": ({}, "`apt install espeak-ng`"),
    "no desktop": ({}, "The screen may go dark in a session"),
    "no terminal": ({}, "Run `coach doctor` in a terminal"),
}


@pytest.mark.parametrize(("more", "says"), ADVICE.values(), ids=ADVICE.keys())
def test_what_is_missing_comes_with_a_way_to_mend_it(tmp_path: Path, more: dict[str, str], says: str) -> None:
    """Each thing that fails is told with what to do about it."""
    result = call("doctor", env={**QUIET_MACHINE, "PATH": str(tmp_path), "LANG": "C.UTF-8", **more})
    assert result.code == 0
    assert says in result.out


def test_missing_command_of_the_profile_is_named(home: Path) -> None:
    """A voice that the profile names and that is gone is told by its name."""
    home.mkdir()
    (home / "profile.yaml").write_text("voice_command: [/nonexistent/voice, --fast]\n")
    assert "`voice_command` of your profile is not there: /nonexistent/voice." in call("doctor").out


@pytest.fixture
def examined(home: Path, tmp_path: Path) -> "Callable[..., Profile]":
    """Goes through the trials with these answers, on a machine with a player and a voice: the profile after it."""
    tools = tmp_path / "bin"
    tools.mkdir()
    write_speaker(tools, name="voice")
    (tools / "aplay").write_text("#!/bin/sh\nexit 0\n")
    (tools / "aplay").chmod(0o755)
    home.mkdir(mode=0o700)
    (home / "profile.yaml").write_text(f"voice_command: [{tools / 'voice'}]\nminutes: 9\n")

    def go_through(*answers: str) -> Profile:
        env = environment(
            **QUIET_MACHINE, TERM="xterm", LANG="C.UTF-8", PATH=f"{tools}{os.pathsep}{os.environ['PATH']}"
        )
        words = ["-m", "sciatica_coach", "doctor"]
        doctor = pexpect.spawn(sys.executable, words, env=env, encoding="utf-8", timeout=20, dimensions=(30, 90))
        doctor.delaybeforesend, doctor.delayafterclose = None, 0.0
        for answer in answers:
            doctor.expect("Did you notice it|Shall it flash")
            doctor.sendline(answer)
        doctor.expect("In your profile")
        doctor.expect(pexpect.EOF)
        doctor.close()
        assert doctor.exitstatus == 0
        return load_profile(home / "profile.yaml")

    return go_through


ANSWERS = {
    "all is noticed, and no flash wished": ("yyyyn", SoundKind.TONES, True, False),
    "all is noticed, and all wished": ("yyyyy", SoundKind.TONES, True, True),
    "all is noticed, and the flash left open": ("yyyy.", SoundKind.TONES, True, None),
    "the flash is not noticed": ("yyyn", SoundKind.TONES, True, None),
    "tones alone": ("nynn", SoundKind.TONES, False, None),
    "the bell alone": ("ynnn", SoundKind.BELL, False, None),
    "nothing is heard": ("nnny", SoundKind.OFF, False, True),
    "nothing is answered": ("....", None, None, None),
}


@pytest.mark.parametrize(("answers", "sound", "voice", "flash"), ANSWERS.values(), ids=ANSWERS.keys())
def test_what_was_noticed_is_kept(
    examined: "Callable[..., Profile]",
    answers: str,
    sound: SoundKind | None,
    voice: bool | None,  # noqa: FBT001 - values of the table
    flash: bool | None,  # noqa: FBT001 - the same
) -> None:
    """The best sound that came through, whether the voice did, and the flash where nothing did or where wished."""
    profile = examined(*answers.replace(".", " "))
    assert (profile.sound, profile.voice, profile.flash, profile.minutes) == (sound, voice, flash, 9)


def test_voice_is_heard_in_its_trial(examined: "Callable[..., Profile]", tmp_path: Path) -> None:
    """What the question is about was really said."""
    examined("n", "n", "y", "n")
    assert said(tmp_path / "bin") == ["This is the voice of your coach."]
