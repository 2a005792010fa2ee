"""Values: made by keyword, compared by content, never changed."""

import pytest

from sciatica_coach.model.value import Value, replace


class Point(Value):
    """A value for these tests."""

    across: float
    up: float = 0.0

    @property
    def total(self) -> float:
        """Something that is worked out."""
        return self.across + self.up


class Place(Value):
    """Another one, with the same names."""

    across: float
    up: float = 0.0


def test_value_is_made_by_keyword() -> None:
    """What is not said takes its default."""
    point = Point(across=2.0)
    assert (point.across, point.up, point.total) == (2.0, 0.0, 2.0)


def test_value_without_a_default_must_be_given() -> None:
    """A name that has no default and is not given is told."""
    with pytest.raises(TypeError, match="Point: across missing, nothing unknown"):
        Point(up=1.0)  # type: ignore[call-arg]


def test_value_refuses_an_unknown_name() -> None:
    """A slip in a name never goes unnoticed."""
    with pytest.raises(TypeError, match="Point: nothing missing, upp unknown"):
        Point(across=1.0, upp=1.0)  # type: ignore[call-arg]


def test_value_cannot_be_changed() -> None:
    """A value stays what it is, known names and new ones alike."""
    point = Point(across=1.0)
    with pytest.raises(AttributeError, match=r"Point\.up cannot be changed"):
        point.up = 3.0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        point.other = 3.0


def test_values_are_compared_by_content() -> None:
    """Two values of one kind with one content are equal, and one in a set."""
    assert Point(across=1.0) == Point(across=1.0, up=0.0)
    assert Point(across=1.0) != Point(across=1.0, up=2.0)
    assert len({Point(across=1.0), Point(across=1.0), Point(across=2.0)}) == 2


def test_values_of_two_kinds_are_never_equal() -> None:
    """The kind is part of what a value is."""
    assert Point(across=1.0) != Place(across=1.0)


def test_replace_changes_some_names() -> None:
    """Another value is made, and the first one stays."""
    first = Point(across=1.0, up=2.0)
    assert replace(first, up=5.0) == Point(across=1.0, up=5.0)
    assert first.up == 2.0
    with pytest.raises(TypeError, match="left unknown"):
        replace(first, left=1.0)


def test_value_shows_what_it_is() -> None:
    """A failing test shows the content."""
    assert repr(Point(across=1.0)) == "Point(across=1.0, up=0.0)"


def test_value_is_matched_by_its_names() -> None:
    """Events are taken apart by `match`."""
    match Point(across=1.0, up=4.0):
        case Place():
            pytest.fail("a point is no place")
        case Point(up=up):
            assert up == 4.0


def test_names_in_their_order() -> None:
    """Readers learn the known keys of a file from the value that it becomes."""
    assert Point.value_names == ("across", "up")
