"""A reference card: what its head must have, and which cards some words find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.reading import read

from sciatica_coach.model.card import Card, found, read_card

HEAD = "title: Rolling over in bed\nabout: [bed, night]\nexercises: [log-roll]\nsources: [S3]\n"


def card_and_faults(head: str = HEAD, body: str = "Bend your knees.") -> tuple[Card, list[str]]:
    """A card, and what is wrong with it."""
    return read(head, lambda node, faults: read_card(node, faults, "rolling", body))


def card(card_id: str, title: str, about: tuple[str, ...] = ("x",), body: str = "Text.") -> Card:
    """A card that is whole."""
    return Card(id=card_id, title=title, about=about, exercises=(), sources=("S1",), body=body)


def test_every_key_is_read() -> None:
    """Title, search words, exercises, sources and text arrive in their places."""
    assert card_and_faults() == (
        Card(
            id="rolling",
            title="Rolling over in bed",
            about=("bed", "night"),
            exercises=("log-roll",),
            sources=("S3",),
            body="Bend your knees.",
        ),
        [],
    )


FAULTS = {
    "no title": (HEAD.replace("title: Rolling over in bed\n", ""), "Text.", "1: `title` is missing"),
    "no search words": (HEAD.replace("about: [bed, night]\n", ""), "Text.", "1: `about` is missing"),
    "empty search words": (HEAD.replace("[bed, night]", "[]"), "Text.", "2: `about` has 0 entries; it must have 1"),
    "no sources": (HEAD.replace("sources: [S3]\n", ""), "Text.", "1: `sources` is missing"),
    "unknown key": (HEAD.replace("about", "abuot"), "Text.", "2: A card has no key `abuot`. Did you mean about?"),
    "long title": (HEAD.replace("Rolling", "R" * 70), "Text.", "1: `title` is 82 characters long; at most 80"),
    "no text": (HEAD, " \n ", "1: The card has no text below its head."),
}


@pytest.mark.parametrize(("head", "body", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_of_a_card(head: str, body: str, message: str) -> None:
    """What a card lacks is named with its line."""
    _, faults = card_and_faults(head, body)
    assert [fault for fault in faults if fault.startswith(message)], faults


CARDS = [
    card("heat-and-cold", "Heat and cold", ("ice", "warm"), "Wrap the pack in a towel."),
    card("sleep", "Sleep", ("night", "pillow"), "Warmth may help. A cold room too."),
    card("driving", "Sitting and driving", ("car",), "Stop now and then."),
]
SEARCHES = {
    "a word of the title": ("heat", ["heat-and-cold"]),
    "capitals do not matter": ("HEAT", ["heat-and-cold"]),
    "a search word": ("pillow", ["sleep"]),
    "a part of a word": ("driv", ["driving"]),
    "the id": ("heat-and", ["heat-and-cold"]),
    "a word of the text": ("towel", ["heat-and-cold"]),
    "all words must be there": ("heat car", []),
    "title before text": ("cold", ["heat-and-cold", "sleep"]),
    "words of title and text": ("warm cold", ["heat-and-cold", "sleep"]),
    "nothing": ("purple", []),
    "no word is in every card": ("", ["heat-and-cold", "sleep", "driving"]),
}


@pytest.mark.parametrize(("words", "ids"), SEARCHES.values(), ids=SEARCHES.keys())
def test_search(words: str, ids: list[str]) -> None:
    """All words must be there; those in the title or the search words come before those in the text."""
    assert [one.id for one in found(CARDS, words)] == ids


@given(st.text(max_size=30))
def test_any_words_can_be_searched_for(words: str) -> None:
    """No search fails, and what is found is one of the cards."""
    assert all(one in CARDS for one in found(CARDS, words))
