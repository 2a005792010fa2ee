"""Which voice a session has: by option, by profile, and by where it runs."""

from pathlib import Path

import pytest

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.sounds import find_voice


class Attended(Coach):
    """A run with somebody at its terminal."""

    attended = True


Case = tuple[str, dict[str, str], bool | None, bool]
"""The profile, the environment, what was asked for by option, and whether there is a voice."""
CASES: dict[str, Case] = {
    "by default": ("", {}, None, True),
    "with --no-voice": ("voice: true", {}, False, False),
    "with voice: false": ("voice: false", {}, None, False),
    "with --voice against the profile": ("voice: false", {}, True, True),
    "for a screen reader": ("", {"ACCESSIBLE": "1"}, None, False),
    "for a screen reader with --voice": ("", {"ACCESSIBLE": "1"}, True, True),
    "for a screen reader with voice: true": ("voice: true", {"ACCESSIBLE": "1"}, None, True),
    "over SSH": ("", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, None, False),
    "over SSH with voice: true": ("voice: true", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, None, True),
}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is not the far end of anything."""
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_voice_of_a_session(home: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """The option wins over the profile, the profile over the place; nobody hears two voices at once."""
    profile, environ, asked, speaks = case
    home.mkdir()
    (home / "profile.yaml").write_text(f"voice_command: [/bin/cat]\n{profile}\n")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert (find_voice(Attended(), asked) is not None) is speaks


def test_nobody_is_spoken_to_unasked(home: Path) -> None:
    """Without a terminal there is no voice by default, and one when it is asked for."""
    home.mkdir()
    (home / "profile.yaml").write_text("voice_command: [/bin/cat]\n")
    assert find_voice(Coach(), None) is None
    assert find_voice(Coach(), asked=True) is not None


def test_voice_that_is_not_there_is_none(home: Path) -> None:
    """A command of the profile that is gone is silence, and no fault."""
    home.mkdir()
    (home / "profile.yaml").write_text("voice_command: [/nonexistent/voice]\n")
    assert find_voice(Attended(), asked=True) is None
