"""Where the user's data and the shipped content are."""

import os
import stat
from pathlib import Path

import pytest

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.files.places import Home, find_content, find_home, reason


def test_variable_puts_everything_under_its_folder(tmp_path: Path) -> None:
    """All places of the contract are under the folder that the variable names."""
    home = find_home({"SCIATICA_COACH_HOME": str(tmp_path)})
    assert home == Home(root=tmp_path)
    places = (home.log, home.lock, home.profile, home.routines, home.backups, home.draft("ab12"))
    assert [str(place.relative_to(tmp_path)) for place in places] == [
        "log.json",
        ".coach.lock",
        "profile.yaml",
        "routines",
        "backups",
        "draft-ab12.jsonl",
    ]


def test_tilde_is_the_home_folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~` is expanded, since a shell does not do so everywhere."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_home({"SCIATICA_COACH_HOME": "~/pain"}).root == tmp_path / "pain"


def test_relative_folder_counts_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative folder is made whole at once, so that it stays the same folder."""
    monkeypatch.chdir(tmp_path)
    assert find_home({"SCIATICA_COACH_HOME": "diary/../pain"}).root == tmp_path / "pain"


def test_user_that_does_not_exist_is_no_error() -> None:
    """A `~name` that nobody has stays a folder's name."""
    assert find_home({"SCIATICA_COACH_HOME": "/x/~nobody-here"}).root == Path("/x/~nobody-here")
    assert find_home({"SCIATICA_COACH_HOME": "~nobody-here/y"}).root.name == "y"


@pytest.mark.parametrize("environ", [{}, {"SCIATICA_COACH_HOME": ""}], ids=["unset", "empty"])
def test_without_the_variable_the_system_decides(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unset and empty are the same: the system's folder for user data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert find_home(environ).root.name == "sciatica-coach"
    assert find_home(environ).root != Path.cwd()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_folder_is_made_for_its_owner_alone(tmp_path: Path, umask: int) -> None:
    """The folder is 0700 under any umask."""
    home = Home(root=tmp_path / "home")
    before = os.umask(umask)
    try:
        home.make()
    finally:
        os.umask(before)
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700


def test_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    """A folder deep below one that is not there yet can be asked for, twice; all of them are its owner's alone."""
    home = Home(root=tmp_path / "a" / "b" / "c")
    before = os.umask(0)
    try:
        home.make()
        home.make()
    finally:
        os.umask(before)
    made = (home.root, home.root.parent, home.root.parent.parent)
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in made] == [0o700] * 3


def test_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """A folder that the user made is not changed behind the user's back."""
    root = tmp_path / "shared"
    root.mkdir()
    root.chmod(0o750)
    Home(root=root).make()
    assert stat.S_IMODE(root.stat().st_mode) == 0o750


@pytest.mark.parametrize("kind", ["a file", "below a file", "a name too long"])
def test_folder_that_cannot_be_made(tmp_path: Path, kind: str) -> None:
    """What stands in the way is told, with what to do about it, and exits with 73."""
    (tmp_path / "file").write_text("x")
    root = {
        "a file": tmp_path / "file",
        "below a file": tmp_path / "file" / "a",
        "a name too long": tmp_path / ("x" * 300),
    }
    with pytest.raises(CannotWriteError, match=r"^The folder .* cannot be made: ") as told:
        Home(root=root[kind]).make()
    assert told.value.exit_code == 73
    assert "SCIATICA_COACH_HOME" in told.value.hint


def test_content_of_a_checkout_is_beside_the_source() -> None:
    """In a checkout the shipped content is the folder at its top."""
    assert (find_content() / "gentle-start.yaml").is_file()
    assert (find_content() / "exercises" / "clam.yaml").is_file()


def test_reason_is_the_systems_own_words() -> None:
    """An error of the system is told in small letters, without numbers and paths."""
    assert reason(FileNotFoundError(2, "No such file or directory", "/secret")) == "no such file or directory"
    assert reason(OSError("Something Else")) == "something else"
