"""The shipped reference cards: whole, linked, honest about what they are, and covering what they must."""

import re
from pathlib import Path

import pytest
from tests.program import ROOT
from tests.programme import EXERCISES, LIBRARY, ROUTINES

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.cards import card_ids, cards_for, load_card
from sciatica_coach.files.yaml_nodes import read_yaml
from sciatica_coach.model.card import found
from sciatica_coach.model.node import Mapping, Scalar

FOLDER = ROUTINES / "cards"
CARDS = {name: load_card(FOLDER / f"{name}.md") for name in card_ids(FOLDER)}
each_card = pytest.mark.parametrize("name", CARDS)


@each_card
def test_card_is_whole(name: str) -> None:
    """Each card has a title, search words, a text, and sources that stand in sources.yaml."""
    card = CARDS[name]
    assert len(card.body) > 200
    assert card.sources
    assert set(card.sources) <= set(LIBRARY.sources)
    assert set(card.exercises) <= set(EXERCISES)


@each_card
def test_card_is_found_by_its_own_words(name: str) -> None:
    """Who types the title, the id or a search word of a card finds it."""
    card = CARDS[name]
    for words in (card.title, card.id, *card.about):
        assert card in found(list(CARDS.values()), words), words


@each_card
def test_card_names_only_what_there_is(name: str) -> None:
    """A routine or an exercise in bold letters, or a command, is one that there is."""
    for word in re.findall(r"`coach ([a-z]+)", CARDS[name].body):
        assert word in ("today", "log", "history", "routines", "exercises", "check", "learn", "setup", "move", "report")
    for name_of_card in re.findall(r"`coach learn ([a-z-]+)`", CARDS[name].body):
        assert name_of_card in CARDS
    for exercise in re.findall(r"`coach exercises show ([a-z0-9-]+)`", CARDS[name].body):
        assert exercise in EXERCISES


SUBJECTS = {
    "posture without blame": "posture",
    "daily movement": "daily-movement",
    "getting off the couch": "getting-up",
    "rolling in bed": "rolling-in-bed",
    "carrying and feeding": "carrying-and-feeding",
    "heat and cold": "heat-and-cold",
    "ball and roller": "ball-and-roller",
    "pelvic floor": "pelvic-floor",
    "flare-up plan": "flare-up",
    "sciatica or sacroiliac": "sciatica-or-sacroiliac",
    "look-alikes": "look-alikes",
    "what a clinician may offer": "what-a-clinician-may-offer",
    "what to expect": "what-to-expect",
    "sources": "sources",
}


def test_there_is_a_card_for_every_subject() -> None:
    """Each subject of education and self-care has its card."""
    assert {name for name in SUBJECTS.values() if name not in CARDS} == set()


SENTENCES = {
    "sciatica-or-sacroiliac": "This cannot tell you which one you have. They overlap and a clinician uses several",
    "heat-and-cold": "Do not put heat or cold on numb skin",
}


@pytest.mark.parametrize(("name", "sentence"), SENTENCES.items(), ids=SENTENCES.keys())
def test_card_begins_with_what_matters_most(name: str, sentence: str) -> None:
    """The line that nobody may miss is the first one."""
    assert CARDS[name].body.startswith(sentence)


@pytest.mark.parametrize("name", ["ball-and-roller", "heat-and-cold"])
def test_card_on_the_calf_warns_of_a_clot(name: str) -> None:
    """Where a calf could be rolled or warmed the hot, red, swollen one is named."""
    assert re.search(r"hot, red, swollen or tender", CARDS[name].body)


def test_medicines_are_a_question_for_others() -> None:
    """The card on medicines advises none: it says whom to ask, and to say that one is pregnant or breastfeeding."""
    body = CARDS["medicines"].body.lower()
    assert "pharmacist" in body
    assert "pregnant" in body
    assert "breastfe" in body
    assert not re.search(r"\b\d+ ?mg\b|\btake (an |some )?(ibuprofen|paracetamol|naproxen)", body)


def test_what_a_clinician_may_offer_recommends_nothing() -> None:
    """Weak evidence is called that, for what guidance advises against."""
    body = CARDS["what-a-clinician-may-offer"].body
    assert "evidence" in body.lower()
    for offer in ("TENS", "cupuncture", "tape"):
        assert offer in body


def test_no_percentage_promises_anything() -> None:
    """No card prints how many in a hundred get well."""
    assert {
        name for name, card in CARDS.items() if re.search(r"\d+ ?(%|percent|per cent|in (10|100))", card.body)
    } == set()


def test_every_exercise_of_a_card_leads_back_to_it() -> None:
    """The cards of an exercise are those that name it; and some exercise has a card."""
    for exercise in EXERCISES:
        assert [card.id for card in cards_for(FOLDER, exercise)] == [
            name for name, card in CARDS.items() if exercise in card.exercises
        ]
    assert cards_for(FOLDER, "log-roll")


# The list of what answers each item of the articles

ANSWERS = r"(exercise|card|question|reminder|rule|left out)\b"
QUESTIONS = {
    *("pain score", "furthest point", "feels", "triggers", "side", "warning signs", "weekly activities"),
    *(
        "moves less",
        "after a session",
        "numbness and weakness",
        "morning after",
        "stage",
        "clearance",
        "minutes",
        "equipment",
    ),
}
REMINDERS = {"movement break", "daily reminder"}
RULES_IN_WORDS = {"warning-signs", "dose", "stage", "D5"}


def coverage() -> dict[str, list[str]]:
    """The answers to each item."""
    node, faults = read_yaml(ROUTINES / "coverage.yaml")
    assert faults == []
    assert isinstance(node, Mapping)
    found_answers = {}
    for key, row in node.pairs:
        assert isinstance(row, Mapping), key.text
        values = {name.text: value.text for name, value in row.pairs if isinstance(value, Scalar)}
        assert set(values) == {"item", "answer"}, key.text
        found_answers[key.text] = values["answer"].split("; ")
    return found_answers


COVERAGE = coverage()


@pytest.mark.parametrize("item", COVERAGE)
def test_every_answer_names_something_that_there_is(item: str) -> None:
    """An item is answered by exercises, cards, questions, reminders or rules that there are, or is left out plainly."""
    for answer in COVERAGE[item]:
        kind, _, name = answer.partition(": " if answer.startswith("left out") else " ")
        known: dict[str, set[str]] = {
            "exercise": set(EXERCISES),
            "card": set(CARDS),
            "question": QUESTIONS,
            "reminder": REMINDERS,
            "rule": RULES_IN_WORDS | set(re.findall(r"\b[A-Z]{2}\d[a-z]?\b", name)),
            "left out": {name},
        }
        assert kind in known, answer
        assert name in known[kind], answer
        assert name, answer


@pytest.mark.parametrize("rule", sorted({word[5:] for row in COVERAGE.values() for word in row if word[:5] == "rule "}))
def test_every_rule_that_answers_is_in_the_program(rule: str) -> None:
    """A rule that is named as an answer stands in the source or in the files of rules, by its name."""
    if rule in RULES_IN_WORDS:
        return
    files = [*(ROOT / "src").rglob("*.py"), *(ROUTINES / "rules").glob("*.yaml")]
    assert [path.name for path in files if re.search(rf"\b{rule}\b", path.read_text(encoding="utf-8"))]


def test_every_item_is_there() -> None:
    """The items of section A are all in the list: 57 exercises, and every other letter without a gap."""
    counts = {"E": 57, "U": 13, "M": 13, "H": 11, "F": 11, "Y": 16, "P": 8, "K": 23}
    assert sorted(COVERAGE) == sorted(
        f"{letter}{number:02}" for letter, count in counts.items() for number in range(1, count + 1)
    )


# Files that are none


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Only text.\n", "1: The head must stand between lines `---`."),
        ("---\ntitle: X\n", "1: The head must stand between lines `---`."),
        ("---\ntitle: X\nabout: [a]\nsources: [S1]\n---\n", "The card has no text below its head."),
        ("---\ntitle: [\n---\nText.\n", ":"),
        ("---\n- a\n---\nText.\n", "1: The head must have keys, such as `title: Sleep`."),
        ("", "1: The head must stand between lines `---`."),
        (
            "---\ntitle: X\nabout: [a]\nsource: [S1]\n---\nText.\n",
            "4: A card has no key `source`. Did you mean sources",
        ),
    ],
    ids=["no head", "an open head", "no text", "syntax", "a list", "empty", "an unknown key"],
)
def test_card_with_faults(tmp_path: Path, text: str, says: str) -> None:
    """A card that cannot be read is named with the line of each fault."""
    path = tmp_path / "card.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError) as error:
        load_card(path)
    assert str(path) in error.value.message
    assert says in error.value.message


def test_card_that_is_no_text(tmp_path: Path) -> None:
    """Bytes that are no text, and a file that is not there, are told in a sentence."""
    path = tmp_path / "card.md"
    path.write_bytes(b"---\n\xff\xfe")
    with pytest.raises(UnreadableError, match="it is not UTF-8 text"):
        load_card(path)
    with pytest.raises(UnreadableError, match="no such file"):
        load_card(tmp_path / "gone.md")


def test_card_cannot_command_a_terminal(tmp_path: Path) -> None:
    """Escape codes in a card are replaced."""
    path = tmp_path / "card.md"
    path.write_text("---\ntitle: X\nabout: [a]\nsources: [S1]\n---\nRed \x1b[31m text.\n", encoding="utf-8")
    assert "\x1b" not in load_card(path).body
