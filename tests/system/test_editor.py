"""The user's editor: the words that start it, and a file that is private and gone afterwards."""

from pathlib import Path

import pytest

from sciatica_coach.errors import CannotWriteError, UsageError
from sciatica_coach.system.editor import edit_text, usual_editor, wanted_editor


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, []),
        ({"EDITOR": ""}, []),
        ({"EDITOR": "nano"}, ["nano"]),
        ({"EDITOR": "nano", "VISUAL": "code --wait"}, ["code", "--wait"]),
        ({"EDITOR": "'/opt/my editor/ed' -x"}, ["/opt/my editor/ed", "-x"]),
    ],
)
def test_editor_of_the_environment(environ: dict[str, str], words: list[str]) -> None:
    """VISUAL before EDITOR, split as a shell does."""
    assert wanted_editor(environ) == words


def test_editor_that_cannot_be_read() -> None:
    """A quotation mark that does not end is told."""
    with pytest.raises(UsageError, match="cannot be read"):
        wanted_editor({"EDITOR": "'nano"})


def test_usual_editor_is_one_that_is_there(tmp_path: Path) -> None:
    """The first of the usual ones on the path; none is none."""
    assert usual_editor({"PATH": str(tmp_path)}) == []
    program = tmp_path / "nano"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    assert usual_editor({"PATH": str(tmp_path)}) == ["nano"]


def script(folder: Path, body: str) -> list[str]:
    """An editor that is a shell script; the file is its `$1`."""
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return [str(path)]


def test_text_comes_back_changed_and_the_file_goes(tmp_path: Path) -> None:
    """What the editor saved is the text; while it runs, only the owner can read it."""
    editor = script(
        tmp_path, 'stat -c %a "$1" > mode; cat "$1" > seen; echo new > "$1"'.replace("> ", f"> {tmp_path}/", 2)
    )
    path = tmp_path / "edit-a.json"
    assert edit_text("old\n", path, editor) == "new\n"
    assert (tmp_path / "mode").read_text(encoding="utf-8") == "600\n"
    assert (tmp_path / "seen").read_text(encoding="utf-8") == "old\n"
    assert not path.exists()


@pytest.mark.parametrize(("body", "says"), [("exit 3", "ended with 3"), ("kill -9 $$", "ended with -9")])
def test_editor_that_fails(tmp_path: Path, body: str, says: str) -> None:
    """Nothing is to be changed, and the file is gone."""
    with pytest.raises(UsageError, match=says):
        edit_text("old", tmp_path / "edit-a.json", script(tmp_path, body))
    assert not (tmp_path / "edit-a.json").exists()


def test_editor_that_is_not_there(tmp_path: Path) -> None:
    """It is named, with another way."""
    with pytest.raises(UsageError, match="`nosuch` cannot be started"):
        edit_text("old", tmp_path / "edit-a.json", ["nosuch"])


def test_editor_that_removes_the_file(tmp_path: Path) -> None:
    """Told in a sentence: the entry stays as it is."""
    with pytest.raises(CannotWriteError, match="no such file"):
        edit_text("old", tmp_path / "edit-a.json", script(tmp_path, 'rm "$1"'))
