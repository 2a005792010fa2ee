"""A reference card: a page to read, with the words that find it and the exercises that it belongs to."""

from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.value import Value

CARD_KEYS = frozenset({"title", "about", "exercises", "sources"})


class Card(Value):
    """A card. The body is Markdown, already cleaned for a terminal."""

    id: str
    title: str
    about: tuple[str, ...]
    exercises: tuple[str, ...]
    sources: tuple[str, ...]
    body: str


def read_card(mapping: Mapping, faults: list[Fault], card_id: str, body: str) -> Card:
    """A card from the keys at the head of its file and the text below them."""
    fields = Fields(mapping, faults, CARD_KEYS, "A card")
    for key, example in (("title", "Rolling over in bed"), ("about", "[bed, night]"), ("sources", "[S3]")):
        fields.require(key, example)
    if not body.strip():
        fields.fault(mapping.line, "The card has no text below its head.")
    return Card(
        id=card_id,
        title=fields.text("title", card_id, longest=80),
        about=fields.texts("about", at_least=1),
        exercises=fields.texts("exercises"),
        sources=fields.texts("sources"),
        body=body,
    )


def found(cards: list[Card], words: str) -> list[Card]:
    """The cards that match all of some words: in the title or the search words first, then in the text."""
    wanted = words.lower().split()
    scored = [(_score(card, wanted), card) for card in cards]
    return [card for score, card in sorted(scored, key=lambda row: -row[0]) if score]


def _score(card: Card, wanted: list[str]) -> int:
    head = f"{card.id} {card.title} {' '.join(card.about)}".lower()
    body = card.body.lower()
    if all(word in head for word in wanted):
        return 2
    return int(all(word in head or word in body for word in wanted))
