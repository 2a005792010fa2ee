"""Keys as a terminal sends them: only the few that are named do anything but pause."""

import pytest
from tests.stories.person import Person

WITHOUT_MEANING = {
    "another letter": "x",
    "a capital": "Q",
    "a digit": "3",
    "minus": "-",
    "tab": "\t",
    "backspace": "\x7f",
    "escape": "\x1b",
    "alt and a letter": "\x1bn",
    "an arrow": "\x1b[A",
    "an arrow with Ctrl": "\x1b[1;5C",
    "page up": "\x1b[5~",
    "F1": "\x1bOP",
    "a click": "\x1b[<0;10;10M",
    "something pasted": "\x1b[200~now quit\x1b[201~",
    "Ctrl-A": "\x01",
    "Ctrl-D": "\x04",
    "an accent": "é",
    "another script": "漢",
    "an elbow": "qnh",
}
GO_ON = "Space: go on."


def test_any_other_key_pauses(person: Person, routine: str) -> None:
    """A heel, an elbow or a baby can pause a session, and can neither skip, nor quit, nor go on."""
    with person:
        person.starts("today", "--no-questions", "--quiet", "--routine", routine)
        person.sees("Hold long")
        for name, keys in WITHOUT_MEANING.items():
            person.types(keys)
            person.waits_for(lambda: GO_ON in person.screen, f"a pause after {name}")
            person.types("xyz")
            person.looks(0.1)
            assert GO_ON in person.screen, name
            person.types(" ")
            person.waits_for(lambda: GO_ON not in person.screen, f"the session to go on after {name}")
        assert "Exercise 2 of 3" in person.screen
        person.types("q")
        assert person.sees_the_end() == (0, "same")


@pytest.mark.parametrize(
    ("keys", "shows"), [("nx", "Exercise 3 of 3"), ("nn", "Session done."), ("vv", "Exercise 2 of 3")]
)
def test_two_keys_at_once_are_two_keys(person: Person, routine: str, keys: str, shows: str) -> None:
    """Only more than two different keys within 50 ms are a bump: somebody who types fast is taken at her word."""
    with person:
        person.starts("today", "--no-questions", "--quiet", "--routine", routine)
        person.sees("Hold long")
        person.types(keys)
        person.sees(shows)
