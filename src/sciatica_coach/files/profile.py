"""The user's profile on disk: a small YAML file that can be changed by hand."""

import os
from contextlib import suppress
from datetime import time
from pathlib import Path

from sciatica_coach.errors import CannotWriteError, UnreadableError
from sciatica_coach.files.content import read_content
from sciatica_coach.files.durable import write_new
from sciatica_coach.files.places import Home, reason
from sciatica_coach.files.system_calls import replace, sync_directory
from sciatica_coach.model.node import Mapping
from sciatica_coach.model.profile import Profile, read_profile
from sciatica_coach.model.word import Word

_HEAD = "# What sciatica-coach knows about you. Change it here, or with `coach setup`.\n"


def load_profile(path: Path) -> Profile:
    """The user's profile, or the default one when there is no file.

    Raises:
        FaultyContentError: the file has faults.
        UnreadableError: it cannot be opened.
    """
    try:
        is_there = path.exists()
    except OSError as error:
        raise UnreadableError(
            f"{path} cannot be read: {reason(error)}.", "Check the permissions of its folder."
        ) from error
    return read_content(path, read_profile) if is_there else Profile()


def line_of_key(path: Path, key: str) -> int:
    """On which line of the profile a key stands; the first where it is not there."""
    from sciatica_coach.files.yaml_nodes import read_yaml

    node, _ = read_yaml(path)
    pairs = node.pairs if isinstance(node, Mapping) else ()
    return next((name.line for name, _ in pairs if name.text == key), 1)


def save_profile(home: Home, profile: Profile) -> None:
    """Write the profile: whole, or not at all.

    Raises:
        CannotWriteError: it could not be written; the old one is still there.
    """
    home.make()
    temporary = home.profile.with_name(f"{home.profile.name}.{os.urandom(6).hex()}.tmp")
    try:
        write_new(temporary, to_yaml(profile).encode())
        replace(temporary, os.path.realpath(home.profile))
        sync_directory(home.root)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CannotWriteError(
            f"The profile {home.profile} could not be written: {reason(error)}.",
            "The old one is untouched.",
        ) from error


def to_yaml(profile: Profile) -> str:
    """The profile as its file has it; what is not known is left out. Nothing at hand is not the same as unknown."""
    untouched = vars(Profile())
    said = ((name, value) for name, value in vars(profile).items() if value or value not in (None, "", untouched[name]))
    return _HEAD + "".join(f"{name}: {_value(value)}\n" for name, value in said)


def _value(value: object) -> str:  # noqa: PLR0911 - one answer for each kind of value
    match value:
        case bool():
            return "true" if value else "false"
        case Word():
            return str(value.value)
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return f"[{', '.join(_value(part) for part in value)}]"
        case float():
            return f"{value:g}"
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
