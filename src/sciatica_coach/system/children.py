"""What differs between systems in feeding and ending the programs that we start."""

import os
import signal
import sys

if sys.platform == "win32":
    KILL = signal.SIGTERM
    CHILD_ENDED = None
    NO_LINK = 0

    def do_not_wait(descriptor: int) -> None:
        """Make writes and reads return at once. Python has this for pipes of Windows from 3.12 on."""
        if sys.version_info >= (3, 12):
            os.set_blocking(descriptor, False)

    def signal_group(pid: int, number: int) -> None:
        """End a program. Windows has no groups of processes that a signal reaches."""
        os.kill(pid, number)

    def user_number() -> int:
        """The number of the user; Windows has none."""
        return 0
else:
    KILL = signal.SIGKILL
    CHILD_ENDED = signal.SIGCHLD
    NO_LINK = os.O_NOFOLLOW

    def do_not_wait(descriptor: int) -> None:
        """Make writes and reads return at once."""
        os.set_blocking(descriptor, False)

    def signal_group(pid: int, number: int) -> None:
        """Send a signal to a program and to all that it started."""
        os.killpg(pid, number)

    def user_number() -> int:
        """The number of the user."""
        return os.getuid()
