"""`coach doctor`: explains the state of the files, and mends them with `--repair`."""

import stat
from pathlib import Path

import pexpect
import pytest
from tests.faults.injection import unprivileged
from tests.faults.journals import drafts, fill, ids, pain, saved, three
from tests.program import call, coach, environment, run

from sciatica_coach.files.journal_text import whole


def tear(home: Path) -> bytes:
    """A journal of three entries of which the end is gone, with its backup of two."""
    fill(home, *three())
    raw = (home / "log.json").read_bytes()[:-30]
    (home / "log.json").write_bytes(raw)
    return raw


def test_nothing_yet() -> None:
    """Before the first entry all is well."""
    result = call("doctor")
    assert (result.code, result.err) == (0, "")
    assert "none yet" in result.out
    assert "!" not in result.out


def test_whole_log(home: Path) -> None:
    """A sound log is told with its entries."""
    fill(home, *three())
    result = call("doctor")
    assert result.code == 0
    assert "Log      3 entries" in result.out
    assert call("doctor", "--json").document["files"]["entries"] == 3


def test_broken_log_is_explained_and_left_alone(home: Path) -> None:
    """Without `--repair` a broken log is explained, with its line, and 65; nothing changes."""
    raw = tear(home)
    before = sorted(path.name for path in home.iterdir())
    result = call("doctor")
    assert result.code == 65
    assert f"{home / 'log.json'}:4: the log cannot be read" in result.out
    assert "2 entries in it can still be read" in result.out
    assert "coach doctor --repair" in result.err
    assert (home / "log.json").read_bytes() == raw
    assert sorted(path.name for path in home.iterdir()) == before


def test_broken_log_in_json(home: Path) -> None:
    """`--json` says the same in one document."""
    tear(home)
    result = call("doctor", "--json")
    assert result.code == 65
    files = result.document["files"]
    assert (files["entries"], files["repair_needed"], files["newer"]) == (2, True, False)
    assert "log.json:4" in files["fault"]
    assert files["sources"] == [{"file": str(home / "log.json.bak"), "entries": 2, "missing": 0}]


def test_normal_commands_name_the_way_out(home: Path) -> None:
    """A command that meets a broken log names `coach doctor --repair`."""
    tear(home)
    for words in (("history",), ("log", "4"), ()):
        result = call(*words)
        assert result.code == 65
        assert "coach doctor --repair" in result.err


def test_repair_unattended(home: Path) -> None:
    """Without anybody to ask, `--repair` does what it was called for, and shows before and after."""
    raw = tear(home)
    assert call("log", "9").code == 65
    result = call("doctor", "--repair")
    assert (result.code, result.err) == (0, "")
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "Before 2 entries" in lines
    assert any(line.startswith("After 3 entries") for line in lines)
    assert ids(home)[:2] == ["kept-0", "kept-1"]
    assert saved(home)[2]["score"] == 9
    assert drafts(home) == []
    (kept,) = home.glob("log.json.broken-*")
    assert kept.read_bytes() == raw
    assert str(kept) in result.out
    assert call("history").code == 0


def test_repair_in_json(home: Path) -> None:
    """`--repair --json` prints one document on standard output, and its words on standard error."""
    tear(home)
    result = call("doctor", "--repair", "--json")
    assert result.code == 0
    document = result.document
    assert (document["repaired"], document["before"], document["after"]) == (True, 2, 2)
    assert Path(document["kept"]).exists()
    assert "Before" in result.err


def test_second_repair_has_nothing_to_do(home: Path) -> None:
    """After a repair there is nothing to repair."""
    tear(home)
    call("doctor", "--repair")
    result = call("doctor", "--repair")
    assert result.code == 0
    assert "Nothing was changed" in result.out
    assert len(list(home.glob("log.json.broken-*"))) == 1


@pytest.mark.parametrize(("answer", "code", "count"), [("y", 0, 2), ("", 0, 2), ("n", 65, 0)])
def test_repair_asks(home: Path, answer: str, code: int, count: int) -> None:
    """At a terminal it shows before and after, asks, and does what was answered."""
    raw = tear(home)
    command, *words = coach("doctor", "--repair")
    child = pexpect.spawn(command, words, env=environment(TERM="xterm"), timeout=20)
    child.expect("Before")
    child.expect("After")
    child.expect_exact("[Y/n]")
    assert (home / "log.json").read_bytes() == raw
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    if count:
        assert len(ids(home)) == count
    else:
        assert (home / "log.json").read_bytes() == raw
        assert not list(home.glob("log.json.broken-*"))


def test_no_questions_asks_nothing(home: Path) -> None:
    """`--no-questions` repairs at a terminal too without asking."""
    tear(home)
    command, *words = coach("doctor", "--repair", "--no-questions")
    child = pexpect.spawn(command, words, env=environment(TERM="xterm"), timeout=20)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert len(ids(home)) == 2


def test_copy_beside_a_sound_log(home: Path) -> None:
    """A sync copy with entries that the log lacks is told, and brought in by `--repair` (F38)."""
    fill(home, *three())
    (home / "log.sync-conflict-1.json").write_bytes(whole([pain("other")], {}))
    result = call("doctor")
    assert result.code == 0
    assert "log.sync-conflict-1.json: 1 entry that the log lacks" in result.out
    assert call("doctor", "--repair").code == 0
    assert "other" in ids(home)
    assert not list(home.glob("log.json.broken-*"))


def test_newer_log_is_explained(home: Path) -> None:
    """A newer version's log is told as such; it is not repaired."""
    home.mkdir()
    (home / "log.json").write_text('{"schema":99,"entries":[]}')
    raw = (home / "log.json").read_bytes()
    result = call("doctor")
    assert result.code == 0
    assert "newer version" in result.out
    repair = call("doctor", "--repair")
    assert repair.code == 65
    assert "Update sciatica-coach" in repair.err
    assert (home / "log.json").read_bytes() == raw


def test_wide_permissions(home: Path) -> None:
    """Files that others may read are told, and `--repair` takes that away (F42)."""
    fill(home, *three())
    (home / "log.json").chmod(0o644)
    assert f"others may read: {home / 'log.json'}" in call("doctor").out
    assert call("doctor", "--repair", "--json").document["made_private"] == [str(home / "log.json")]
    assert stat.S_IMODE((home / "log.json").stat().st_mode) == 0o600


def test_log_that_its_owner_may_not_read(home: Path) -> None:
    """A log without permissions is told with 65; `--repair` gives them back, and nothing else is needed."""
    fill(home, *three())
    (home / "log.json").chmod(0o000)
    result = run("doctor", prefix=unprivileged())
    assert result.code == 65
    assert "permission denied" in result.out
    assert run("doctor", "--repair", prefix=unprivileged()).code == 0
    assert ids(home) == ["kept-0", "kept-1", "kept-2"]


def test_folder_in_place_of_the_log(home: Path) -> None:
    """A folder that is named log.json is refused in words."""
    (home / "log.json").mkdir(parents=True)
    result = call("doctor", "--repair")
    assert result.code == 65
    assert "is a folder" in result.err
    assert call("doctor").code == 65


def test_repair_that_cannot_be_written(home: Path) -> None:
    """Where nothing may be written the repair says so, with 73, and the log is as it was."""
    raw = tear(home)
    result = run("doctor", "--repair", prefix=["prlimit", "--fsize=100"])
    assert result.code == 73
    assert "file too large" in result.err
    assert not list(home.glob("log.json.broken-*"))
    assert (home / "log.json").read_bytes() == raw
