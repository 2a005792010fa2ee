"""The hour at which a day begins, out of the profile, without YAML as long as it stands there in a line of its own."""

import re
from pathlib import Path

from sciatica_coach.errors import CoachError
from sciatica_coach.files.plain import read_plain
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR

_KEY = b"day_begins"
_LINE = rb"(?m)^day_begins: ([0-9]|1[0-2])\r?$"


def read_day_begins(profile: Path) -> int:
    """The hour that a profile names; four in the morning where it names none, or cannot be read.

    Every command has days, and most have no other use for the profile.
    """
    try:
        raw = read_plain(profile)
        if _KEY not in raw:
            return DAY_BEGINS_AT_HOUR
        found = re.findall(_LINE, raw)
        if len(found) == raw.count(_KEY) == 1:
            return int(found[0])
        from sciatica_coach.files.profile import load_profile

        return load_profile(profile).day_begins
    except (OSError, CoachError):
        return DAY_BEGINS_AT_HOUR
