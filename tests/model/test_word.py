"""Words out of a fixed set: all that the program expects of a `StrEnum`."""

import copy
import json
import pickle
from enum import StrEnum
from typing import Any

import pytest

from sciatica_coach.model.exercise import Side
from sciatica_coach.model.word import Word


class Fruit(Word):
    """Words of the program's kind."""

    PEAR = "pear"
    RED_APPLE = "red-apple"

    @property
    def is_red(self) -> bool:
        """A property of a word."""
        return self is Fruit.RED_APPLE


class Model(StrEnum):
    """The same words of the standard library's kind."""

    PEAR = "pear"
    RED_APPLE = "red-apple"

    @property
    def is_red(self) -> bool:
        """A property of a word."""
        return self is Model.RED_APPLE


@pytest.fixture(params=[Fruit, Model], ids=["ours", "the model"])
def fruit(request: pytest.FixtureRequest) -> Any:
    """Both kinds: what is asked of ours holds for the model."""
    return request.param


def test_words_come_in_their_order(fruit: Any) -> None:
    """A set is gone through in the order in which it is written, and has a length."""
    assert [word.value for word in fruit] == ["pear", "red-apple"]
    assert [word.name for word in fruit] == ["PEAR", "RED_APPLE"]
    assert (len(fruit), fruit.PEAR in fruit) == (2, True)


def test_text_becomes_its_word(fruit: Any) -> None:
    """A text, or a word, gives the one word that there is of it."""
    assert fruit("red-apple") is fruit.RED_APPLE
    assert fruit(fruit.PEAR) is fruit.PEAR
    assert fruit("pear").is_red is False


@pytest.mark.parametrize("wrong", ["plum", "PEAR", "", 1, None, ["pear"]], ids=repr)
def test_what_is_no_word_is_refused(fruit: Any, wrong: Any) -> None:
    """A text that is none of them, and what is no text, is a ValueError that names it."""
    with pytest.raises(ValueError, match="is not a valid"):
        fruit(wrong)


def test_word_is_its_text(fruit: Any) -> None:
    """A word is equal to its text, is found by it, and is written as it."""
    assert fruit.PEAR == "pear"
    assert {fruit.PEAR: 1}["pear"] == 1
    assert f"{fruit.PEAR}, {fruit.RED_APPLE!s}" == "pear, red-apple"
    assert json.dumps([fruit.PEAR]) == '["pear"]'
    assert type(str(fruit.PEAR)) is str
    assert sorted([fruit.RED_APPLE, fruit.PEAR]) == ["pear", "red-apple"]
    assert isinstance(fruit.PEAR, fruit)


def test_copy_is_the_word_itself(fruit: Any) -> None:
    """There is only one of each word, so that `is` can be asked."""
    assert copy.copy(fruit.PEAR) is copy.deepcopy(fruit.PEAR) is fruit.PEAR
    assert pickle.loads(pickle.dumps(Side.LEFT)) is Side.LEFT  # noqa: S301 - our own bytes


def test_word_cannot_be_changed(fruit: Any) -> None:
    """Neither its name nor its text."""
    with pytest.raises(AttributeError):
        fruit.PEAR.value = "plum"


def test_word_tells_what_it_is(fruit: Any) -> None:
    """Where a word of a failed test is shown, its set and its text are named."""
    assert repr(fruit.PEAR) == f"<{fruit.__name__}.PEAR: 'pear'>"
