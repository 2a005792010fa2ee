"""How numbness and weakness go, by options: `coach log --nerves numbness=better --nerves examined=yes`."""

from collections.abc import Iterable

from sciatica_coach.cli.options import choose
from sciatica_coach.errors import UsageError
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.nerve_signs import CHANGED, SINCE, Change, Complaint
from sciatica_coach.model.text import one_line
from sciatica_coach.model.when import parse_date

EXAMPLE = "Write for example `coach log --nerves numbness=better --nerves since=2026-11-01 --nerves examined=yes`."
YES_OR_NO = {"yes": True, "no": False}
NAMES = {f"{Complaint.NUMBNESS}{CHANGED}": "numbness", f"{Complaint.WEAKNESS}{CHANGED}": "weakness", SINCE: "since"}


def read_nerves(answers: Iterable[str]) -> Entry:
    """The entry of what was said; each answer is `key=value`.

    Raises:
        UsageError: an answer cannot be read, comes twice, or neither complaint is named.
    """
    found: Entry = {}
    for answer in answers:
        key, _, value = (one_line(part) for part in answer.partition("="))
        name, read = _read(key, value)
        if name in found:
            raise UsageError(f"--nerves has `{key}` twice.", "Say each once.")
        found[name] = read
    if not any(f"{one}{CHANGED}" in found for one in Complaint):
        raise UsageError("--nerves needs numbness or weakness.", EXAMPLE)
    return {"type": EntryType.MEASURE.value, **found}


def words_of_nerves(entry: Entry) -> str:
    """What was said, in a line."""
    said = [f"{name} {entry[key]}" for key, name in NAMES.items() if entry.get(key)]
    seen = {True: ["looked at by a clinician"], False: ["not looked at by a clinician"]}
    return ", ".join(said + seen.get(entry.get("examined") or False, []) if "examined" in entry else said)


def _read(key: str, value: str) -> tuple[str, str | bool]:
    if key in tuple(Complaint):
        change = choose(value, Change, f"--nerves {key}")
        return f"{key}{CHANGED}", str(change)
    if key == "since":
        return SINCE, parse_date(value, "--nerves since").isoformat()
    if key == "examined" and value in YES_OR_NO:
        return key, YES_OR_NO[value]
    raise UsageError(f"--nerves cannot read `{key}={value}`.", EXAMPLE)
