"""Charts as SVG that a page can hold: no script and no style of their own, with a title and a description.

Imports pygal, which the extra `report` brings. What it draws is styled by the page alone, so that it can be light,
dark or on paper.
"""

from typing import Any
from xml.etree import ElementTree as ET

import pygal

from sciatica_coach.model.daily import DAYS_IN_WEEK, FURTHEST
from sciatica_coach.model.pain import HIGHEST_SCORE, LOWEST_SCORE
from sciatica_coach.model.text import plural
from sciatica_coach.model.value import Value
from sciatica_coach.model.weeks import Week, joined
from sciatica_coach.model.when import day_words

SVG = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT = 340, 190
DROPPED = frozenset({"script", "style", "defs", "title", "desc"})
MOST_LABELS, MOST_LONG_LABELS = 6, 3
MOST_VALUES = 12
"""More numbers beside the points than these would cover each other."""
MOST_POINTS = 132
"""More points than these would cover each other: then some weeks are drawn as one."""


class Chart(Value):
    """A chart: its name within the page, its title, what it shows in words, and its SVG."""

    name: str
    title: str
    words: str
    svg: str


def charts_of(weeks: tuple[Week, ...]) -> tuple[Chart, ...]:
    """Pain, furthest point, and sessions, each by week."""
    return (_pain(weeks), _furthest(weeks), _sessions(weeks))


def _pain(weeks: tuple[Week, ...]) -> Chart:
    points, each = _points(weeks)
    drawn = pygal.Line(**_options(points), range=(LOWEST_SCORE, HIGHEST_SCORE), y_labels=[0, 2, 4, 6, 8, 10])
    drawn.add("Pain", [week.pain for week in points], allow_interruptions=True)
    words = _in_words(weeks, [None if week.pain is None else f"{week.pain:g}" for week in weeks])
    return _chart("pain", f"Pain, 0 to 10: median of each {each}", words, drawn, weeks)


def _furthest(weeks: tuple[Week, ...]) -> Chart:
    points, each = _points(weeks)
    places = [None if week.furthest is None else FURTHEST.index(week.furthest) for week in points]
    labels = [{"value": place, "label": name.value} for place, name in enumerate(FURTHEST)]
    drawn = pygal.Line(**{**_options(points), "print_values": False}, range=(0, len(FURTHEST) - 1), y_labels=labels)
    drawn.add("Furthest point", places, allow_interruptions=True)
    words = _in_words(weeks, [week.furthest.value if week.furthest else None for week in weeks])
    return _chart("furthest", f"Furthest point down the leg: median of each {each}", words, drawn, weeks)


def _sessions(weeks: tuple[Week, ...]) -> Chart:
    points, _ = _points(weeks)
    drawn = pygal.StackedBar(**_options(points), range=(0, DAYS_IN_WEEK), y_labels=range(DAYS_IN_WEEK + 1))
    drawn.add("Done", [week.done or None for week in points])
    drawn.add("Planned, not done", [max(0, week.planned - week.done) or None for week in points])
    words = _in_words(weeks, [f"{week.done} of {week.planned}" for week in weeks])
    return _chart("sessions", "Days with a session: filled done, open planned only", words, drawn, weeks)


def _points(weeks: tuple[Week, ...]) -> tuple[tuple[Week, ...], str]:
    """The points that are drawn, and what each of them stands for."""
    count = -(-len(weeks) // MOST_POINTS)
    return (joined(weeks, count), plural(count, "week")) if count > 1 else (weeks, "week")


def _options(weeks: tuple[Week, ...]) -> dict[str, Any]:
    """What all charts share; `js` empty, since pygal otherwise names a script on the network."""
    is_long = bool(weeks) and weeks[0].first.year < weeks[-1].last.year - 1  # then a day without its year is no date
    every = -(-len(weeks) // (MOST_LONG_LABELS if is_long else MOST_LABELS))
    labels = [day_words(week.last, year=is_long) for week in weeks]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "margin": 12,
        "margin_right": 32 if is_long else 12,
        "show_legend": False,
        "js": [],
        "print_values": len(weeks) <= MOST_VALUES,
        "print_zeroes": False,
        "dots_size": 4 if len(weeks) <= MOST_VALUES else 1.5,
        "x_labels": labels,
        "x_labels_major": labels[::-1][::every],
        "show_minor_x_labels": every == 1,
        "truncate_label": -1,
        "no_data_text": "Not enough entries yet",
        "value_formatter": lambda value: f"{value:g}",
    }


def _in_words(weeks: tuple[Week, ...], values: list[str | None]) -> str:
    """The values in a sentence: of each week, or of the first and the last where there are many."""
    told = list(zip(weeks, values, strict=True))
    if len(told) > MOST_VALUES:
        told = [told[0], told[-1]]
    parts = (f"week to {day_words(week.last)} {value or 'too few entries'}" for week, value in told)
    return f"{plural(len(weeks), 'week')}: {'; '.join(parts)}."


def _chart(name: str, title: str, words: str, drawn: Any, weeks: tuple[Week, ...]) -> Chart:
    root: ET.Element = drawn.render_tree()
    _strip(root)
    width, height = (WIDTH, HEIGHT) if weeks else (0, 0)
    root.attrib.clear()
    root.attrib.update({"xmlns": SVG, "viewBox": f"0 0 {width} {height}", "class": "chart", "role": "img"})
    root.set("aria-labelledby", f"{name}-title {name}-words")
    for place, (tag, text) in enumerate((("title", title), ("desc", words))):
        part = ET.Element(tag, {"id": f"{name}-{'words' if place else 'title'}"})
        part.text = text
        root.insert(place, part)
    return Chart(name=name, title=title, words=words, svg=ET.tostring(root, encoding="unicode"))


def _strip(element: ET.Element) -> None:
    """Take out what is not drawn: scripts, styles, comments, and the texts of pointers that hover."""
    for child in list(element):
        hovers = "tooltip" in child.get("class", "").replace("tooltip-trigger", "")
        if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in DROPPED or hovers:
            element.remove(child)
        else:
            child.attrib.pop("style", None)
            _strip(child)
