"""The one loop of a session: show, wait, and let the player make events of it. One thread, no polling."""

from collections.abc import Iterator

from sciatica_coach.session.events import Event
from sciatica_coach.session.keys import Key
from sciatica_coach.session.player import Player
from sciatica_coach.session.ports import Pacer, Screen, Sounds, Tick


def run(player: Player, pacer: Pacer, screen: Screen, sounds: Sounds) -> Iterator[Event]:
    """Run a session to its end.

    Yields:
        Each event when it happens, before it is shown: what the screen says is done has been kept.
        The time that the caller takes to write it down is part of the next wait, so that nothing drifts.
    """
    screen.show(player, ())  # the first picture waits for nothing, not even for a voice to begin
    events = player.begin()
    while True:
        _sound(events, player, sounds)
        yield from events
        stays_true = screen.show(player, events)
        if player.ended:
            return
        events = _take(player, pacer.wait(min(player.until_next(), stays_true)))


def _sound(events: tuple[Event, ...], player: Player, sounds: Sounds) -> None:
    if player.muted:
        sounds.hush()
        return
    for event in events:
        sounds.play(event, player)


def _take(player: Player, tick: Tick) -> tuple[Event, ...]:
    events = player.advance(tick.elapsed)
    if tick.key is Key.AWAY:
        return events + player.away(tick.away)
    if tick.key is not None:
        return events + player.press(tick.key)
    return events
