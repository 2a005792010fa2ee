"""`coach learn`: the reference cards, listed, found and read."""

import pytest
from tests.program import call
from tests.programme import LIBRARY, ROUTINES, talk

from sciatica_coach.files.cards import card_ids, load_card

FOLDER = ROUTINES / "cards"
IDS = card_ids(FOLDER)


def test_list() -> None:
    """Each card is a line: its id and its title."""
    result = call("learn")
    assert (result.code, result.err) == (0, "")
    rows = [line.split(maxsplit=1) for line in result.out.splitlines()]
    assert rows == [[name, load_card(FOLDER / f"{name}.md").title] for name in IDS]


def test_list_as_json() -> None:
    """One document: a list of ids, titles and search words."""
    document = call("learn", "--json").document
    assert [row["id"] for row in document] == IDS
    assert all(set(row) == {"id", "title", "about"} and row["about"] for row in document)


@pytest.mark.parametrize("name", IDS)
def test_every_card_can_be_read(name: str) -> None:
    """A card shows its title, all of its text, the exercises that it belongs to, and its sources in full."""
    card = load_card(FOLDER / f"{name}.md")
    result = call("learn", name)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"# {card.title}\n")
    assert card.body in result.out
    for source in card.sources:
        assert f"Source {source}: {LIBRARY.sources[source]}" in result.out
    assert (f"Exercises: {', '.join(card.exercises)}" in result.out) == bool(card.exercises)


def test_card_as_json() -> None:
    """One document with the text and with what each source stands for."""
    document = call("learn", "rolling-in-bed", "--json").document
    assert set(document) == {"id", "title", "about", "exercises", "sources", "text"}
    assert document["id"] == "rolling-in-bed"
    assert "log-roll" in document["exercises"]
    assert all(text and text != name for name, text in document["sources"].items())


def test_search_that_finds_one_shows_it() -> None:
    """Words that only one card has open it at once."""
    assert call("learn", "kerb").out.startswith("# Sciatica or the sacroiliac joint\n")


@pytest.mark.parametrize("words", ["Getting up", "getting-up", "getting up"])
def test_card_by_its_words(words: str) -> None:
    """A card opens by the words of its name, with or without hyphens."""
    assert call("learn", *words.split()).out.startswith("# Getting up from a chair or couch\n")


def test_list_at_a_terminal_says_how_to_read_one() -> None:
    """Below the list stands the command that shows its first card."""
    assert "`coach learn heat-and-cold` shows the first of them." in talk("learn", "heat", says=[]).text


def test_search_that_finds_several_lists_them() -> None:
    """Words of several cards list these, the nearest first; --json always lists."""
    lines = call("learn", "heat").out.splitlines()
    assert lines[0].split() == ["heat-and-cold", "Heat", "and", "cold"]
    assert 1 < len(lines) < len(IDS)
    document = call("learn", "heat", "--json").document
    assert [row["id"] for row in document] == [line.split()[0] for line in lines]
    assert [row["id"] for row in call("learn", "kerb", "--json").document] == ["sciatica-or-sacroiliac"]


@pytest.mark.parametrize(
    ("words", "says"),
    [("rolling-in-bad", "Did you mean rolling-in-bed"), ("xyzzy", "`coach learn` lists them all."), ("\x1b[31m", "�")],
    ids=["a slip", "nothing like it", "an escape code"],
)
@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["text", "json"])
def test_unknown_card(words: str, says: str, as_json: tuple[str, ...]) -> None:
    """What no card is about is a usage error that helps on; nothing is printed on standard output."""
    result = call("learn", words, *as_json)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert "\x1b" not in result.err


@pytest.mark.parametrize("words", ["../sources", "../rules/safety", "/etc/passwd", ".", ""], ids=str)
def test_card_is_no_way_to_other_files(words: str) -> None:
    """A card is one of the list, whatever its name looks like."""
    result = call("learn", words)
    assert "root:" not in result.out
    assert "signs:" not in result.out
    assert result.code in (0, 2)


def test_card_at_a_terminal() -> None:
    """At a terminal the Markdown is laid out: no marks are left, and no line is wider than 80."""
    spoken = talk("learn", "sciatica-or-sacroiliac", says=[])
    assert spoken.code == 0
    assert "This cannot tell you which one you have." in spoken.text
    assert "**" not in spoken.text
    assert "|---" not in spoken.text
    assert "\x1b[1m" in spoken.text


def test_exercise_leads_to_its_cards() -> None:
    """The page of an exercise names the cards that it belongs to."""
    shown = call("exercises", "show", "log-roll").out
    assert "coach learn rolling-in-bed" in shown
