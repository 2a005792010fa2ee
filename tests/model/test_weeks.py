"""Weeks for the report, computed by hand."""

from datetime import timedelta

from tests.programme import NOW, RESPONSE_RULES, ago, entry, pain, session

from sciatica_coach.model.entry import Entry
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.weeks import Week, joined, pain_change, place_change, weeks_of
from sciatica_coach.model.when import day_of

TODAY = day_of(NOW)


def weeks(days: int, *entries: Entry) -> tuple[Week, ...]:
    """The weeks of so many days up to today."""
    ordered = sorted(entries, key=lambda one: str(one["at"]))
    return weeks_of(ordered, TODAY - timedelta(days=days - 1), TODAY, RESPONSE_RULES)


def test_median_of_the_highest_scores() -> None:
    """Days of 2, 4, 6 and 7 have the median 5; the lower of two scores of a day does not count."""
    (week,) = weeks(7, pain(0, 2), pain(1, 4), pain(2, 6), pain(3, 7), pain(3.1, 1))
    assert week.pain == 5


def test_too_few_days_are_a_gap() -> None:
    """With entries on three days there is no median."""
    (week,) = weeks(7, *(pain(day, 5, furthest="calf") for day in range(3)))
    assert (week.pain, week.furthest) == (None, None)


def test_furthest_point_between_two_places_is_the_lower_one() -> None:
    """Back, back, calf, foot: between back and calf it is the calf."""
    (week,) = weeks(7, *(pain(day, 1, furthest=place) for day, place in enumerate(("back", "back", "calf", "foot"))))
    assert week.furthest is Furthest.CALF


def test_weeks_end_today_and_the_first_may_be_short() -> None:
    """Ten days are three and seven."""
    assert [(week.last - week.first).days + 1 for week in weeks(10)] == [3, 7]


def test_done_and_planned() -> None:
    """Two of seven days done; an excused and a withheld day and the running day are not planned."""
    found = weeks(
        7, session(1), session(2, outcome="stopped"), session(3, outcome="withheld"), entry("excused", ago(4))
    )
    assert [(week.done, week.planned) for week in found] == [(2, 4)]


def test_an_excused_day_with_a_session_counts() -> None:
    """What was done is never taken away."""
    found = weeks(7, session(4), entry("excused", ago(4)))
    assert [(week.done, week.planned) for week in found] == [(1, 6)]


def test_words_of_a_change() -> None:
    """Down 2, up 2, down 30 % and at least 1, and less than that, each in the words of its rule."""
    for before, after, words in (
        (6, 4, "Down 2: a change that people usually notice."),
        (4, 6, "Up 2: a change that people usually notice."),
        (3, 2, "Down 1: a change that people usually notice."),
        (6, 5, "A smaller change than people usually notice."),
    ):
        found = weeks(14, *(pain(day, after) for day in range(4)), *(pain(day, before) for day in range(7, 11)))
        assert pain_change(found, RESPONSE_RULES) == words


def test_one_week_is_no_change() -> None:
    """With one median nothing is compared."""
    found = weeks(14, *(pain(day, 4, furthest="calf") for day in range(4)))
    assert pain_change(found, RESPONSE_RULES) == place_change(found) == "Not enough entries yet to compare weeks."


def test_words_of_a_place() -> None:
    """From foot to thigh is up, and the other way down."""
    for this, last, words in (
        ("thigh", "foot", "Moved up the leg."),
        ("foot", "thigh", "Moved further down the leg."),
        ("calf", "calf", "The same place."),
    ):
        places = [*((day, this) for day in range(4)), *((day, last) for day in range(7, 11))]
        assert place_change(weeks(14, *(pain(day, 1, furthest=place) for day, place in places))) == words


def test_weeks_as_one() -> None:
    """Five weeks two by two, from the latest: one alone, then the medians of 2 and 4, and of 6 and a gap."""
    scores = {0: 6, 14: 4, 21: 2, 28: 1}  # the second week from the end has no entries
    entries = [pain(first + day, score) for first, score in scores.items() for day in range(4)]
    found = joined(weeks(35, *entries, session(1), session(2), session(8)), 2)
    assert [((week.last - week.first).days + 1, week.pain) for week in found] == [(7, 1), (14, 3), (14, 6)]
    assert [week.done for week in found] == [0, 0, 2]  # days a week: 2 and 1 are 1.5
    assert joined((), 2) == ()
