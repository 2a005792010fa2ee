"""Several ways to be heard, used together."""

from sciatica_coach.session.events import Event
from sciatica_coach.session.player import Player
from sciatica_coach.session.ports import Sounds


class Together:
    """Plays each event on all of them, in their order."""

    def __init__(self, *sounds: Sounds) -> None:
        self._sounds = sounds

    def play(self, event: Event, player: Player) -> None:
        """Play an event on all."""
        for sounds in self._sounds:
            sounds.play(event, player)

    def hush(self) -> None:
        """Silence all."""
        for sounds in self._sounds:
            sounds.hush()
