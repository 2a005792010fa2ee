"""What a session needs of the world: something to wait with, to show on, and to be heard with."""

from typing import Protocol

from sciatica_coach.model.value import Value
from sciatica_coach.session.events import Event
from sciatica_coach.session.keys import Key
from sciatica_coach.session.player import Player


class Tick(Value):
    """What a wait brought.

    Attributes:
        elapsed: seconds that count as session time, more than was asked for when a wait was late.
        key: the key that ended the wait, if any.
        away: seconds beyond `elapsed` in which the machine slept or the program was stopped.
    """

    elapsed: float
    key: Key | None = None
    away: float = 0.0


class Pacer(Protocol):
    """Clock and keyboard in one, since waiting for "a key or the next moment" is one call."""

    def wait(self, seconds: float) -> Tick:
        """Wait until the time is over or a key is pressed; `inf` waits for a key alone."""


class Screen(Protocol):
    """Shows how the session stands."""

    def show(self, player: Player, events: tuple[Event, ...]) -> float:
        """Show the player, and what happened since the last time.

        Returns:
            The seconds for which the picture stays true; `inf` when only an event can change it.
        """


class Sounds(Protocol):
    """Makes what happens heard."""

    def play(self, event: Event, player: Player) -> None:
        """Sound an event, if it has a sound. Never waits."""

    def hush(self) -> None:
        """End what is being said or played, since it was turned off. Never waits."""
