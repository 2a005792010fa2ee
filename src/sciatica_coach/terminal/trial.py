"""What `coach doctor` lets somebody notice of a session: the bell and the flash, once each."""

import sys
import time

from sciatica_coach.terminal.size import size


def ring() -> None:
    """Ring the bell."""
    sys.stdout.write("\a")
    sys.stdout.flush()


def flash() -> None:
    """Light up a line for as long as in a session, and take it away."""
    from sciatica_coach.terminal.screen import FLASH_SECONDS

    columns, _ = size()
    sys.stdout.write(f"\x1b[1;7m{' ' * (columns - 1)}\x1b[0m")
    sys.stdout.flush()
    time.sleep(FLASH_SECONDS)
    sys.stdout.write("\r\x1b[K")
    sys.stdout.flush()
