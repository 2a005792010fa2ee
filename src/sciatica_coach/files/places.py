"""Where things are on this machine: the user's data, and the content that came with the program."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.late_patterns import patterns_compiled_when_used
from sciatica_coach.model.value import Value

HOME_VARIABLE = "SCIATICA_COACH_HOME"
PRIVATE_DIRECTORY = 0o700
PRIVATE_FILE = 0o600


class Home(Value):
    """The folder of the user's data, and the places in it."""

    root: Path

    @property
    def log(self) -> Path:
        """The journal."""
        return self.root / "log.json"

    @property
    def backup(self) -> Path:
        """The journal as it was before the last save."""
        return self.root / "log.json.bak"

    @property
    def lock(self) -> Path:
        """The file that is locked while the journal is written; it also holds the journal's stamp."""
        return self.root / ".coach.lock"

    @property
    def profile(self) -> Path:
        """What the user told about herself or himself."""
        return self.root / "profile.yaml"

    @property
    def routines(self) -> Path:
        """The user's own routines, with their own exercises below."""
        return self.root / "routines"

    @property
    def backups(self) -> Path:
        """Daily copies of the journal."""
        return self.root / "backups"

    @property
    def replaced(self) -> Path:
        """Old versions of entries that were corrected, taken back, or lost in a merge."""
        return self.backups / "replaced.jsonl"

    def backup_of(self, day: date) -> Path:
        """The copy of the journal of a day."""
        return self.backups / f"log-{day.isoformat()}.json.gz"

    @property
    def daily_backups(self) -> list[Path]:
        """The copies of days that are there, the newest first; none in a folder that cannot be looked through."""
        try:
            names = os.listdir(self.backups)  # noqa: PTH208 - a pattern of pathlib takes 0.3 ms, before every session
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return []
        found = [name for name in names if name.startswith("log-") and name.endswith(".json.gz")]
        return [self.backups / name for name in sorted(found, reverse=True)]

    def draft(self, entry_id: str) -> Path:
        """The crash file of a command that is about to save an entry."""
        return self.root / f"draft-{entry_id}.jsonl"

    @property
    def drafts(self) -> list[Path]:
        """The crash files that are there, in order; none in a folder that cannot be looked through."""
        try:
            return sorted(self.root.glob("draft-*.jsonl"))
        except OSError:
            return []

    def make(self) -> None:
        """Make the folder, readable by its owner alone.

        Raises:
            CannotWriteError: it is not there and cannot be made, or is not a folder.
        """
        try:
            missing = [folder for folder in (self.root, *self.root.parents) if not folder.is_dir()]
            for folder in reversed(missing):
                folder.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
                folder.chmod(PRIVATE_DIRECTORY)  # whatever the umask took away
        except OSError as error:
            raise CannotWriteError(
                f"The folder {self.root} cannot be made: {reason(error)}.",
                f"Set {HOME_VARIABLE} to a folder that you may write to.",
            ) from error


def find_home(environ: Mapping[str, str]) -> Home:
    """The home that the environment asks for, or the one that the system keeps for user data."""
    wanted = environ.get(HOME_VARIABLE, "")
    if wanted:
        return Home(root=Path(os.path.abspath(os.path.expanduser(wanted))))  # noqa: PTH100, PTH111 - keeps links, never raises
    with patterns_compiled_when_used():
        from platformdirs import user_data_path

    try:
        return Home(root=user_data_path("sciatica-coach", appauthor=False))
    except RuntimeError as error:
        raise CannotWriteError(
            "This user has no home folder, so that nothing can be kept.",
            f"Set {HOME_VARIABLE} to a folder that you may write to.",
        ) from error


def find_content() -> Path:
    """The folder of the shipped routines: inside the installed package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "routines"
    return inside if inside.is_dir() else package.parent.parent / "routines"


def is_copy_of(journal: Path, path: Path) -> bool:
    """Whether a name beside the journal is that of a copy, as sync programs and people make them: `log (1).json`."""
    stem, name = journal.stem, path.name
    return (
        name != journal.name
        and name.startswith(stem)
        and name.endswith(journal.suffix)
        and not (name[len(stem)] == "_" or name[len(stem)].isalnum())
    )


def reason(error: OSError) -> str:
    """The system's own words for an error, in small letters, without numbers and paths."""
    return (error.strerror or str(error)).lower()
