"""Notifications: which program shows them, what it is told, and that nothing ever waits for it."""

import os
from pathlib import Path

import pytest

from sciatica_coach.system.notification import NOTICES, Notice, Notifier, find_notice, with_session_bus

TEXT = 'Time to "move", it\'s 10:30'


def recorder(folder: Path, name: str, ending: str = "") -> Path:
    """A program that writes down its words and its standard input."""
    path = folder / name
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {folder}/words\ncat > {folder}/script\n{ending}\n')
    path.chmod(0o755)
    return path


def test_linux_words() -> None:
    """notify-send gets a neutral name and the text, as words of their own."""
    assert NOTICES["linux"].words(TEXT) == ("notify-send", "--app-name=Coach", "Coach", TEXT)


def test_mac_script() -> None:
    """Osascript reads the text from its standard input, with its quotation marks."""
    notice = NOTICES["darwin"]
    assert notice.words(TEXT) == ("osascript", "-")
    assert notice.script(TEXT) == 'display notification "Time to \\"move\\", it\'s 10:30" with title "Coach"\n'


def test_windows_script() -> None:
    """PowerShell reads a toast from its standard input; a quotation mark in the text cannot end it."""
    notice = NOTICES["win32"]
    assert TEXT not in " ".join(notice.words(TEXT))
    assert "CreateTextNode('Time to \"move\", it''s 10:30')" in notice.script(TEXT)
    assert "{" not in notice.script(TEXT).replace("{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}", "")


@pytest.mark.parametrize("platform", NOTICES)
def test_words_tell_nothing_about_health(platform: str) -> None:
    """What others may read in the list of processes does not name this program, nor what it is for."""
    words = " ".join(NOTICES[platform].words("Time to move")).lower()
    assert not [word for word in ("sciatica", "pain", "exercise", "back", "pregnan") if word in words]


def test_found_where_its_program_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system whose program is not there has no notifications; nor has a system that nobody knows."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_notice("linux") is None
    recorder(tmp_path, "notify-send")
    assert find_notice("linux") is NOTICES["linux"]
    assert find_notice("plan9") is None


def test_shown(tmp_path: Path) -> None:
    """The program runs with its words and its script, and its end is known."""
    program = recorder(tmp_path, "show")
    notifier = Notifier(Notice(words=lambda text: (str(program), text), script=lambda text: f"<{text}>"), os.environ)
    notifier.notify(TEXT)
    assert notifier.finish()
    assert (tmp_path / "words").read_text() == f"{TEXT}\n"
    assert (tmp_path / "script").read_text() == f"<{TEXT}>"


def test_program_that_fails(tmp_path: Path) -> None:
    """A program that fails, or is not there, or no program at all, is no fault; nothing was shown."""
    failing = recorder(tmp_path, "fail", "exit 3")
    for notice in (
        Notice(words=lambda _: (str(failing),), script=lambda _: ""),
        Notice(words=lambda _: (str(tmp_path / "none"),), script=lambda _: ""),
        None,
    ):
        notifier = Notifier(notice, os.environ)
        notifier.notify(TEXT)
        assert not notifier.finish()


def test_program_that_hangs_is_given_up_at_the_next(tmp_path: Path) -> None:
    """A program that hangs keeps nobody waiting, and does not stay when the next notification comes."""
    program = tmp_path / "hang"
    program.write_text(f"#!/bin/sh\necho $$ >> {tmp_path}/pids\nexec sleep 300\n")
    program.chmod(0o755)
    notifier = Notifier(Notice(words=lambda _: (str(program),), script=lambda _: ""), os.environ)
    notifier.notify("one")
    first = notifier._running  # noqa: SLF001 - the process itself is what this is about
    assert first is not None
    notifier.notify("two")
    second = notifier._running  # noqa: SLF001 - the same
    assert first.poll() is not None
    assert second is not None
    assert second.poll() is None
    second.kill()
    second.wait()


def test_bus_of_the_desktop_is_found(tmp_path: Path) -> None:
    """A scheduler that does not pass on the address of the desktop gets the usual one, if there is one."""
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert "DBUS_SESSION_BUS_ADDRESS" not in with_session_bus(environ)
    (tmp_path / "bus").touch()
    assert with_session_bus(environ)["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path={tmp_path}/bus"
    given = {**environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/elsewhere"}
    assert with_session_bus(given) == given
