"""`coach learn`: the reference cards."""

import sys
from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, complete_cards, new_app
from sciatica_coach.cli.output import say_json
from sciatica_coach.cli.reading import read_out
from sciatica_coach.errors import UsageError
from sciatica_coach.files.cards import card_ids, load_card
from sciatica_coach.model.card import Card, found
from sciatica_coach.model.text import did_you_mean, one_line
from sciatica_coach.terminal.wrap import broken

app = new_app()


@app.command(
    epilog="Examples: `coach learn` lists the cards; `coach learn rolling-in-bed`; `coach learn heat` searches."
)
def learn(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CARD]", help="A card, or words to search for.", autocompletion=complete_cards),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read the reference cards: daily movement, flare-ups, when to get help."""
    coach = Coach()
    folder = coach.library.shipped / "cards"
    ids = card_ids(folder)
    card = " ".join(words or ()) or None
    named = card.lower().replace(" ", "-") if card else ""
    if named in ids:
        _show(coach, load_card(folder / f"{named}.md"), as_json=as_json)
        return
    cards = [load_card(folder / f"{name}.md") for name in ids]
    if card is not None:
        cards = _search(cards, card, ids)
        if len(cards) == 1 and not as_json:
            _show(coach, cards[0], as_json=False)
            return
    if as_json:
        say_json([{"id": one.id, "title": one.title, "about": one.about} for one in cards])
        return
    wide = max((len(one.id) for one in cards), default=0)
    lines = [f"{one.id:<{wide}}  {one.title}" for one in cards]
    if coach.attended:  # a script gets a card a line
        lines.append(f"`coach learn {cards[0].id}` shows the first of them.")
    read_out(coach, "\n".join(lines))


def _search(cards: list[Card], words: str, ids: list[str]) -> list[Card]:
    matches = found(cards, words)
    if not matches:
        hint = did_you_mean(words, tuple(ids)) or "`coach learn` lists them all."
        raise UsageError(f"There is no card about `{one_line(words)}`.", hint)
    return matches


def _show(coach: Coach, card: Card, *, as_json: bool) -> None:
    sources = coach.library.sources
    if as_json:
        say_json(
            {
                "id": card.id,
                "title": card.title,
                "about": card.about,
                "exercises": card.exercises,
                "sources": {name: sources.get(name, name) for name in card.sources},
                "text": card.body,
            }
        )
        return
    lines = [f"Exercises: {', '.join(card.exercises)}"] if card.exercises else []
    lines += [f"Source {name}: {sources.get(name, name)}" for name in card.sources]
    below = broken("\n".join(lines), sys.stdout)
    read_out(coach, _rendered(f"# {card.title}\n\n{card.body}\n") + below, is_laid_out=True)


def _rendered(markdown: str) -> str:
    """Markdown for the terminal; as it is written where there is none."""
    if not sys.stdout.isatty():
        return markdown
    from sciatica_coach.terminal.card_page import card_page
    from sciatica_coach.terminal.size import size

    return card_page(markdown, size()[0])
