"""The figures on the page: paths that stay within their frame, in words as well, and mirrored by side."""

import re

import pytest
from tests.programme import EXERCISES

from sciatica_coach.model.exercise import Side
from sciatica_coach.sharing.drawings import Drawing, drawing_of

NUMBER = r"-?\d+(?:\.\d)?"
LINE = re.compile(rf"M({NUMBER}) ({NUMBER})L({NUMBER}) ({NUMBER})")
RING = re.compile(rf"M({NUMBER}) ({NUMBER})a({NUMBER}) \3 0 1 0 ({NUMBER}) 0a\3 \3 0 1 0 -\4 0")


def lines(drawing: Drawing) -> list[tuple[float, ...]]:
    """Every line: from where to where."""
    return [tuple(map(float, found)) for layer in drawing.layers for found in LINE.findall(layer.path)]


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_can_be_drawn(name: str) -> None:
    """Paths that SVG knows, within the frame, with the working part on top of the rest."""
    drawing = drawing_of(EXERCISES[name], Side.LEFT)
    wide, high = float(drawing.width), float(drawing.height)
    for layer in drawing.layers:
        assert RING.sub("", LINE.sub("", layer.path)) == ""
        assert float(layer.thick) >= 1.2
    for x0, y0, x1, y1 in lines(drawing):
        assert min(x0, x1) >= -0.1
        assert max(x0, x1) <= wide + 0.1
        assert min(y0, y1) >= -0.1
        assert max(y0, y1) <= high + 0.1
    order = ["room", "far", "body", "working"]
    inks = [layer.ink for layer in drawing.layers]
    assert inks == sorted(inks, key=order.index)
    assert drawing.words.startswith(f"{EXERCISES[name].name}, ")


def test_other_side_is_the_mirror_image() -> None:
    """Where one side follows the other, the right one is the left one mirrored, frame by frame."""
    left, right = (drawing_of(EXERCISES["figure-4-supine"], side) for side in (Side.LEFT, Side.RIGHT))
    step = (float(left.width) + 6) / 2

    def mirrored(line: tuple[float, ...]) -> list[tuple[float, ...]]:
        x0, y0, x1, y1 = line
        frame = min(1, int(max(x0, x1) // step))
        flip = 2 * frame * step + step - 6
        return sorted([(flip - x0, y0), (flip - x1, y1)])

    there = [sorted([line[:2], line[2:]]) for line in lines(right)]
    assert len(there) == len(lines(left))
    for line in lines(left):
        assert any(_near(mirrored(line), other) for other in there), line


def _near(one: list[tuple[float, ...]], other: list[tuple[float, ...]]) -> bool:
    pairs = zip(sum(one, ()), sum(other, ()), strict=True)
    return all(abs(here - there) < 0.3 for here, there in pairs)


def test_words_of_a_held_exercise() -> None:
    """The place, the positions by their cues, and which side is drawn."""
    words = drawing_of(EXERCISES["figure-4-supine"], Side.RIGHT).words
    assert words == (
        "Figure-4 stretch, lying, on the back: start, then let the knee open. "
        "Drawn on the right side; the left side is its mirror image."
    )


def test_words_of_sides_in_turn() -> None:
    """The cue names the side that is drawn."""
    words = drawing_of(EXERCISES["bird-dog"], Side.LEFT).words
    assert ": start, then left leg back" in words
    assert words.endswith("Drawn on the left side; the sides take turns.")


def test_same_position_is_drawn_once() -> None:
    """A beat that comes back to the start needs no third figure; three are the most."""
    drawing = drawing_of(EXERCISES["clam"], Side.LEFT)
    assert drawing.words.count(", then ") == 1
    assert max(drawing_of(one, Side.LEFT).words.count(", then ") for one in EXERCISES.values()) == 2
