"""Every test has a home of its own, and a clock zone that does not depend on the machine."""

import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The first use on a new machine builds a table of characters, which takes a second.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

PROGRAMS = Path(__file__).parent / "programs"
"""Stand before the programs of the system, so that no test changes what the user has set up with them."""

# Started in the background of a script, this process ignores Ctrl-C, and every program that a test starts would too.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's data for this test; it is not there yet."""
    place = tmp_path / "home"
    monkeypatch.setenv("SCIATICA_COACH_HOME", str(place))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    for name in ("NO_COLOR", "ACCESSIBLE", "COLUMNS", "LINES", "PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)
    time.tzset()
    return place
