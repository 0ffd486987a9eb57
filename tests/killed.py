"""Work in a child process that is killed at a step, or has no room on its disk."""

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from wijkeconomie.errors import Refused

DONE, REFUSED, BROKEN = 0, 3, 4
SECONDS = 60


def run(work: Callable[[], object]) -> int:
    """Exit status of work in a child: done, refused in a sentence, or broken by another error;
    below zero the signal it was killed by."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os._exit(_status(work))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _status(work: Callable[[], object]) -> int:
    try:
        work()
    except (Refused, OSError):
        return REFUSED
    except BaseException:  # noqa: BLE001
        with suppress(OSError):
            sys.__stderr__.write(traceback.format_exc())
        return BROKEN
    return DONE


def die() -> None:
    """Ends this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def with_room(most: int, work: Callable[[], object]) -> Callable[[], object]:
    """Work on a disk where no file can grow beyond ``most`` bytes."""

    def limited() -> object:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return work()

    return limited
