"""The hour at which a day begins: read out of a profile, however it is written there."""

from pathlib import Path

import pytest

from sciatica_coach.files.day_begins import read_day_begins
from sciatica_coach.files.profile import load_profile, to_yaml
from sciatica_coach.model.profile import Profile


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("side: left\n", 4),
        ("day_begins: 0\n", 0),
        ("side: left\nday_begins: 12\n", 12),
        ("day_begins: 5\r\nside: left\r\n", 5),
        ("{side: left, day_begins: 6}\n", 6),
        ('"day_begins": 7 # up late\n', 7),
        ("# day_begins: 5\n", 4),
        ("day_begins: 13\n", 4),
        ("day_begins: 5\nday_begins: 6\n", 4),
        ("day_begins: late\n", 4),
        ("day_begins: [\n", 4),
    ],
)
def test_hour_of_a_profile(tmp_path: Path, text: str, hour: int) -> None:
    """In a line of its own or anywhere else that YAML allows; what cannot be read, or be, is four."""
    path = tmp_path / "profile.yaml"
    path.write_bytes(text.encode())
    assert read_day_begins(path) == hour


@pytest.mark.parametrize("hour", range(13))
def test_hour_as_the_program_writes_it(tmp_path: Path, hour: int) -> None:
    """What `coach setup` writes is read the same here and by the reader of the whole profile."""
    path = tmp_path / "profile.yaml"
    path.write_text(to_yaml(Profile(day_begins=hour)))
    assert read_day_begins(path) == load_profile(path).day_begins == hour


def test_no_profile(tmp_path: Path) -> None:
    """Without a file, and where a folder stands in its place, a day begins at four."""
    assert read_day_begins(tmp_path / "none.yaml") == read_day_begins(tmp_path) == 4
