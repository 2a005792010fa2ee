"""`coach remind`: installed, listed, removed and fired, with schedulers that write down what they are told."""

import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.program import Result, call
from tests.programme import ZONE, talk, write_profile

ANY_HOUR = 'quiet_from: "00:00"\nquiet_until: "00:00"\n'
CRONTAB = """\
#!/bin/sh
case "$1" in
  -l) [ -f {folder}/crontab ] && cat {folder}/crontab || {{ echo "no crontab for you" >&2; exit 1; }} ;;
  -r) rm {folder}/crontab ;;
  -) cat > {folder}/crontab ;;
esac
"""
SYSTEMCTL = """\
#!/bin/sh
echo "$@" >> {folder}/told
[ ! -f {folder}/no-systemd ]
"""
NOTIFY = """\
#!/bin/sh
echo "$@" >> {folder}/shown
"""
PROGRAMS = {"crontab": CRONTAB, "systemctl": SYSTEMCTL, "notify-send": NOTIFY}


class Desk:
    """A desk with a crontab, a systemd and a desktop of its own: nothing of the machine's is touched."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.home = home
        self.env = {"PATH": f"{folder}/bin:/usr/bin:/bin", "XDG_CONFIG_HOME": str(folder / "config")}
        (folder / "bin").mkdir(parents=True)
        for name, text in PROGRAMS.items():
            (folder / "bin" / name).write_text(text.format(folder=folder))
            (folder / "bin" / name).chmod(0o755)
        write_profile(home, ANY_HOUR)

    def remind(self, *words: str) -> Result:
        """Run `coach remind` at this desk."""
        return call("remind", *words, env=self.env)

    def read(self, name: str) -> str:
        """A file of the desk; empty when it is not there."""
        path = self.folder / name
        return path.read_text() if path.exists() else ""

    @property
    def units(self) -> dict[str, str]:
        """The units of systemd by their names."""
        folder = self.folder / "config" / "systemd" / "user"
        return {path.name: path.read_text() for path in folder.glob("*")}


@pytest.fixture
def desk(tmp_path: Path, home: Path) -> Desk:
    """A desk on which systemd answers."""
    return Desk(tmp_path / "desk", home)


@pytest.fixture
def plain_desk(desk: Desk) -> Desk:
    """A desk on which systemd does not answer, so that cron is used."""
    (desk.folder / "no-systemd").touch()
    return desk


def test_systemd_is_preferred(desk: Desk) -> None:
    """Where the user's own systemd answers, its timer is used: shown first, then written and started."""
    result = desk.remind("install", "--at", "07:30", "--yes")
    assert (result.code, result.err) == (0, "")
    assert sorted(desk.units) == ["sciatica-coach-reminder.service", "sciatica-coach-reminder.timer"]
    assert all(text in result.out for text in desk.units.values())
    assert "OnCalendar=*-*-* 07:30:00\nOnCalendar=*-*-* 08:00:00\n" in desk.units["sciatica-coach-reminder.timer"]
    assert (
        f"ExecStart={sys.executable} -m sciatica_coach remind due --home {desk.home}\n"
        in (desk.units["sciatica-coach-reminder.service"])
    )
    assert "enable sciatica-coach-reminder.timer" in desk.read("told")
    assert desk.read("crontab") == ""


def test_cron_where_systemd_does_not_answer(plain_desk: Desk) -> None:
    """Otherwise it is the crontab, whose other lines stay."""
    (plain_desk.folder / "crontab").write_text("# mine\n")
    result = plain_desk.remind("install", "--at", "07:30", "--yes")
    assert (result.code, result.err) == (0, "")
    words = f"{sys.executable} -m sciatica_coach remind due --home {plain_desk.home}"
    block = f"# BEGIN sciatica-coach-reminder\n30 7 * * * {words}\n0 8 * * * {words}\n# END sciatica-coach-reminder\n"
    assert plain_desk.read("crontab") == f"# mine\n{block}"
    assert block in result.out
    assert plain_desk.units == {}


def test_twice_is_once(desk: Desk) -> None:
    """A second one takes the place of the first, of another scheduler too."""
    desk.remind("install", "--at", "07:30", "--with", "cron", "--yes")
    desk.remind("install", "--at", "18:00", "--with", "cron", "--yes")
    assert desk.read("crontab").count(" * * * ") == 2
    assert "0 18 * * *" in desk.read("crontab")
    desk.remind("install", "--at", "09:00", "--yes")
    assert desk.read("crontab") == ""
    rows = desk.remind("list", "--json").document["reminders"]
    assert [(row["scheduler"], row["at"]) for row in rows] == [("systemd", ["09:00", "09:30"])]


def test_list(desk: Desk) -> None:
    """What is installed is listed with its times and the next moment; nothing, and how to install one, before."""
    assert desk.remind("list").out == ("No reminder is installed. `coach remind install --at 07:30` installs one.\n")
    assert desk.remind("list", "--json").document == {"reminders": []}
    desk.remind("install", "--at", "00:00", "--yes")
    (row,) = desk.remind("list", "--json").document["reminders"]
    moment = datetime.fromisoformat(row["next"])
    assert 0 < (moment - datetime.now(tz=ZONE)).total_seconds() <= 86_400
    assert f"{moment:%H:%M}" in row["at"]
    assert f"Next: {moment:%a}" in desk.remind("list").out


def test_remove(desk: Desk) -> None:
    """All reminders are removed, and it says from where; a second time there is nothing to remove."""
    desk.remind("install", "--at", "07:30", "--yes")
    assert desk.remind("remove").out == "Removed the reminder from systemd.\n"
    assert desk.units == {}
    assert desk.remind("remove").out == "No reminder is installed.\n"
    assert desk.remind("remove", "--json").document == {"removed": []}


def test_nothing_is_written_unasked(desk: Desk) -> None:
    """Without somebody to ask it shows what it would write, writes nothing, and says how to go on (2)."""
    for words in ((), ("--no-questions",)):
        result = desk.remind("install", "--at", "07:30", *words)
        assert result.code == 2
        assert "ExecStart=" in result.out
        assert "Add --yes" in result.err
    result = desk.remind("install", "--at", "07:30", "--json")
    assert (result.code, result.document["installed"]) == (2, False)
    assert desk.units == {}


def test_json(desk: Desk) -> None:
    """`--json` is one document of what was written."""
    document: dict[str, Any] = desk.remind("install", "--at", "7:30", "--yes", "--json").document
    assert (document["scheduler"], document["at"], document["installed"]) == ("systemd", ["07:30", "08:00"], True)
    assert {Path(row["file"]).name: row["text"] for row in document["files"]} == desk.units


WRONG = {
    "no time": ((), "There is no time"),
    "hour 25": (("--at", "25:00"), "--at cannot read `25:00`"),
    "a word": (("--at", "morning"), "--at cannot read `morning`"),
    "empty": (("--at", ""), "--at cannot read"),
    "another scheduler": (("--at", "07:30", "--with", "corn"), "Did you mean cron?"),
    "escape": (("--at", "\x1b[31m"), "--at cannot read `\ufffd[31m`"),
}


@pytest.mark.parametrize(("words", "says"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use(desk: Desk, words: tuple[str, ...], says: str) -> None:
    """What cannot be is usage (2), and nothing is written."""
    result = desk.remind("install", *words, "--yes")
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert desk.units == {}


def test_quiet_hours_are_told(desk: Desk) -> None:
    """A time in the quiet hours is refused with the way to change them; one whose second time is in them comes once."""
    write_profile(desk.home, 'quiet_from: "21:00"\nquiet_until: "07:00"\n')
    result = desk.remind("install", "--at", "21:30", "--yes")
    assert (result.code, "--quiet-hours" in result.err) == (2, True)
    assert desk.remind("install", "--at", "20:45", "--yes", "--json").document["at"] == ["20:45"]


def test_no_scheduler(plain_desk: Desk) -> None:
    """Where no scheduler answers, one sentence says so (73)."""
    (plain_desk.folder / "bin" / "crontab").unlink()
    plain_desk.env["PATH"] = str(plain_desk.folder / "bin")
    result = plain_desk.remind("install", "--at", "07:30", "--yes")
    assert (result.code, result.out) == (73, "")
    assert result.err.startswith("No scheduler answers here (systemd, cron): nothing was installed.\n")
    assert plain_desk.remind("list").code == 0


def test_crontab_that_cannot_be_read(plain_desk: Desk) -> None:
    """A crontab that the user may not read is not written either, and its words are passed on (73)."""
    (plain_desk.folder / "bin" / "crontab").write_text("#!/bin/sh\necho 'you are not allowed' >&2; exit 1\n")
    result = plain_desk.remind("install", "--at", "07:30", "--yes")
    assert result.code == 73
    assert "you are not allowed" in result.err


def test_place_with_spaces_and_signs(tmp_path: Path) -> None:
    """A log in a folder with spaces and a `%` is named so that the scheduler's shell finds it again."""
    desk = Desk(tmp_path / "desk", tmp_path / "my log 50%")
    desk.env["SCIATICA_COACH_HOME"] = str(desk.home)
    assert desk.remind("install", "--at", "07:30", "--with", "cron", "--yes").code == 0
    assert f"--home '{tmp_path}/my log 50\\%'\n" in desk.read("crontab")


def test_asked_in_a_terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal it asks for the time and shows the files, and writes them after a yes only."""
    for name, value in desk.env.items():
        monkeypatch.setenv(name, value)
    no = talk("remind", "install", says=[("At what time", "7:45"), ("Install it?", "n")])
    assert (no.code, "Nothing was written." in no.text) == (0, True)
    assert desk.units == {}
    yes = talk("remind", "install", says=[("At what time", "7:45"), ("Install it?", "")])
    assert (yes.code, "Installed." in yes.text) == (0, True)
    assert ("would not be seen" in yes.text) == (shutil.which("notify-send", path=desk.env["PATH"]) is None)
    assert "OnCalendar=*-*-* 07:45:00" in desk.units["sciatica-coach-reminder.timer"]


def due(desk: Desk, *words: str) -> dict[str, Any]:
    """What `coach remind due` says of itself."""
    document: dict[str, Any] = desk.remind("due", "--json", *words).document
    return document


def test_due_is_shown(desk: Desk) -> None:
    """With nothing done today a notification comes, neutral in its words; without `--json` it says nothing itself."""
    result = desk.remind("due", "--home", str(desk.home))
    assert (result.code, result.out, result.err) == (0, "", "")
    assert desk.read("shown") == "--app-name=Coach Coach Time for your few minutes of today\n"


def test_due_looks_into_the_home_that_it_is_given(desk: Desk, tmp_path: Path) -> None:
    """The log is that of the one who installed it, whatever the scheduler's environment is."""
    other = tmp_path / "other"
    write_profile(other, ANY_HOUR)
    call("log", "--excused", "flare", env={"SCIATICA_COACH_HOME": str(other)})
    assert due(desk) == {"due": True, "silent": None, "shown": True}
    assert due(desk, "--home", str(other)) == {"due": False, "silent": "excused", "shown": False}


def test_due_in_quiet_hours(desk: Desk) -> None:
    """In quiet hours nothing comes."""
    now = datetime.now(tz=ZONE)
    write_profile(desk.home, f'quiet_from: "{now:%H}:00"\nquiet_until: "{(now.hour + 2) % 24:02}:00"\n')
    assert due(desk)["silent"] == "quiet hours"
    assert desk.read("shown") == ""


def test_due_with_a_warning_sign(desk: Desk) -> None:
    """While a warning sign withholds the sessions, nobody is told to exercise."""
    assert call("check", "--sign", "both-legs", env=desk.env).code in (0, 4)
    assert due(desk)["silent"] == "withheld"


def test_due_without_notifications(desk: Desk) -> None:
    """Where no notification can be shown, it ends well all the same, and `--json` says so."""
    (desk.folder / "bin" / "notify-send").write_text("#!/bin/sh\nexit 1\n")
    assert due(desk) == {"due": True, "silent": None, "shown": False}


def test_forget_takes_the_reminder_with_it(plain_desk: Desk) -> None:
    """`coach forget` leaves no reminder behind, and no other line of the crontab is touched."""
    (plain_desk.folder / "crontab").write_text("# mine\n")
    plain_desk.remind("install", "--at", "07:30", "--yes")
    result = call("forget", "--yes", "--json", env=plain_desk.env)
    assert result.document["reminders"] == ["cron"]
    assert plain_desk.read("crontab") == "# mine\n"
