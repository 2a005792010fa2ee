"""A desktop of a session bus alone: a screen saver that writes down who asks it to wait, and who lets it go."""

import sys
from pathlib import Path

from jeepney import MessageType, new_method_return
from jeepney.bus_messages import MatchRule, message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.ScreenSaver"


def main() -> None:
    """Serve until the bus is gone."""
    diary = Path(sys.argv[1])
    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    gone = MatchRule(type="signal", sender="org.freedesktop.DBus", member="NameOwnerChanged")
    connection.send_and_get_reply(message_bus.AddMatch(gone))
    note(diary, "ready")
    asked = ""
    while True:
        message = connection.receive()
        fields = {field.name: value for field, value in message.header.fields.items()}
        member = fields.get("member")
        if message.header.message_type is MessageType.method_call and member in ("Inhibit", "UnInhibit"):
            asked = fields["sender"]
            note(diary, member)
            reply = ("u", (7,)) if member == "Inhibit" else ("", ())
            connection.send(new_method_return(message, *reply))
        elif member == "NameOwnerChanged" and message.body[0] == asked and not message.body[2]:
            note(diary, "gone")


def note(diary: Path, line: str) -> None:
    """Write a line down."""
    with diary.open("a") as file:
        file.write(f"{line}\n")


if __name__ == "__main__":
    main()
