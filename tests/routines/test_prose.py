"""The reading grade is a rough measure, and rough in the right places."""

import pytest
from tests.routines.prose import grade, syllables

WORDS = {
    1: "the knee eased breathe whole toes nerve stretched",
    2: "buttock little muscle tilted circles rises people tension lying",
    3: "exercise area side-lying stretching-out",
    4: "piriformis exercises",
    6: "physiotherapist",
}


@pytest.mark.parametrize(("word", "count"), [(word, count) for count, words in WORDS.items() for word in words.split()])
def test_syllables_of_words_that_the_content_uses(word: str, count: int) -> None:
    """The guess is right for the kinds of words that stand in the files."""
    assert syllables(word) == count


def test_plain_words_are_easy_and_long_ones_hard() -> None:
    """Short sentences of short words are for a child, and a specialist's sentence is for nobody else."""
    assert grade(["Lie on your back.", "Bend your knees. Rest one foot on the floor."]) < 2
    assert grade(["Neurodynamic mobilisation necessitates individualised symptomatic differentiation."]) > 20


def test_grade_follows_its_formula() -> None:
    """Ten words of one syllable in two sentences make 0.39 * 5 + 11.8 * 1 - 15.59; each text ends a sentence."""
    assert grade(["Sit on the chair. Put both feet on the", "ground"]) == pytest.approx(0.39 * 10 / 3 + 11.8 - 15.59)
    assert grade(["Sit on the chair. Put both feet on the ground"]) == pytest.approx(0.39 * 5 + 11.8 - 15.59)
