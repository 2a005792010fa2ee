"""The reference cards on disk: Markdown with a few keys at the head."""

from pathlib import Path

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.content import FaultyContentError, FileFault
from sciatica_coach.files.places import reason
from sciatica_coach.files.yaml_nodes import LARGEST_FILE_BYTES, parse
from sciatica_coach.model.card import Card, read_card
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.text import clean

_FENCE = "---\n"


def card_ids(folder: Path) -> list[str]:
    """The ids of all cards, sorted."""
    return sorted(path.stem for path in folder.glob("*.md"))


def cards_for(folder: Path, exercise_id: str) -> list[Card]:
    """The cards that an exercise belongs to."""
    cards = (load_card(folder / f"{name}.md") for name in card_ids(folder))
    return [card for card in cards if exercise_id in card.exercises]


def load_card(path: Path) -> Card:
    """A card from its file.

    Raises:
        FaultyContentError: its head or its text has faults.
        UnreadableError: it cannot be opened.
    """
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(LARGEST_FILE_BYTES)
    except (OSError, UnicodeDecodeError) as error:
        words = reason(error) if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UnreadableError(f"{path} cannot be read: {words}.") from error
    empty, _, rest = text.partition(_FENCE)
    head, fence, body = rest.partition("\n" + _FENCE)
    faults = [] if fence and not empty else [Fault(line=1, message="The head must stand between lines `---`.")]
    node, syntax = parse("\n" + head)
    faults += syntax
    card = read_card(node, faults, path.stem, clean(body).strip()) if isinstance(node, Mapping) else None
    if faults or card is None:
        faults = faults or [Fault(line=1, message="The head must have keys, such as `title: Sleep`.")]
        raise FaultyContentError([FileFault(file=path, fault=fault) for fault in faults])
    return card
