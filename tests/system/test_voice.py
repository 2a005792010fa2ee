"""Finds what speaks on each system; the text is never part of the command."""

import pytest

from sciatica_coach.system.voice import Engine, find_voice

PLACES = {name: f"/usr/bin/{name}" for name in ("spd-say", "espeak-ng", "espeak", "say", "powershell")}
FOUND = {
    "Linux with espeak-ng": ("linux", ("spd-say", "espeak-ng", "espeak"), "espeak-ng", "--stdin"),
    "Linux with an old espeak": ("linux", ("spd-say", "espeak"), "espeak", "--stdin"),
    "Linux with a speech daemon alone": ("linux", ("spd-say",), "spd-say", "--pipe-mode"),
    "macOS": ("darwin", ("say",), "say", "-"),
    "Windows": ("win32", ("powershell",), "SAPI", "$v.Volume = 50; $v.Speak([Console]::In.ReadToEnd())"),
}


@pytest.mark.parametrize(("platform", "there", "name", "reads"), FOUND.values(), ids=FOUND.keys())
def test_system_voice_reads_its_standard_input(platform: str, there: tuple[str, ...], name: str, reads: str) -> None:
    """The best that is there is taken, by its whole path, and told to read the text from its input."""
    engine = find_voice(platform=platform, find=lambda program: PLACES[program] if program in there else None)
    assert engine is not None
    assert engine.name == name
    assert engine.words[0] in PLACES.values()
    assert any(word.endswith(reads) for word in engine.words)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_machine_without_a_voice_has_none(platform: str) -> None:
    """Nothing is taken where nothing is there."""
    assert find_voice(platform=platform, find=lambda _: None) is None


def test_own_command_wins_and_is_not_replaced() -> None:
    """The user's command is taken as its words; where it is missing, nothing speaks in its place."""
    own = ("piper", "--model", "a b; rm -rf /")
    assert find_voice(own, find=lambda _: "/opt/piper") == Engine(name="piper", words=("/opt/piper", *own[1:]))
    assert find_voice(own, find=lambda name: None if name == "piper" else f"/usr/bin/{name}") is None


@pytest.mark.parametrize(("volume", "espeak", "daemon"), [(0, "0", "-100"), (50, "100", "0"), (100, "200", "100")])
def test_volume_of_the_profile_is_that_of_the_voice(volume: int, espeak: str, daemon: str) -> None:
    """The middle of the scale is what the engine does by itself."""
    with_espeak = find_voice(volume=volume, platform="linux", find=lambda name: name)
    with_daemon = find_voice(volume=volume, platform="linux", find=lambda name: name if name == "spd-say" else None)
    assert with_espeak is not None
    assert with_daemon is not None
    assert espeak in with_espeak.words
    assert with_daemon.words[-1] == daemon
