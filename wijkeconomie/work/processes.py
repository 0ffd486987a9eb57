"""The process of a job: it holds a lock in the folder of the job for as long as it lives.

So a process id that is used again is never taken for it, and it is found again by whoever looks.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from wijkeconomie import settings

LOCK = "alive"


def launch(folder: Path, lang: str, announce: Callable[[], None]) -> None:
    """Starts the process in a session of its own, so that it outlives the web server. It gets the
    lock from us; ``announce`` runs once that is held, so that nobody sees the job without one."""
    own = {
        "WIJKECONOMIE_DATA": str(settings.data_dir()),
        "WIJKECONOMIE_SECRET_FILE": str(settings.secret_file()),
        "TMPDIR": str(folder / "tmp"),
        "LC_ALL": f"{lang}.UTF-8",
        "PYTHONUTF8": "1",
    }
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        announce()
        process = subprocess.Popen(
            [sys.executable, "-m", "wijkeconomie", "job", folder.name],
            cwd=settings.PROJECT,
            env=os.environ | own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[lock.fileno()],
            start_new_session=True,
        )
        lock.write(str(process.pid))


def is_alive(folder: Path) -> bool:
    """Whether the process of a job holds its lock."""
    try:
        with (folder / LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def stop(folder: Path, patience_s: float) -> None:
    """Ends the process and its children: first kindly, after a while by force."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if not is_alive(folder):
            return
        with suppress(ProcessLookupError, ValueError):
            os.killpg(int((folder / LOCK).read_text()), sign)
        until = time.monotonic() + patience_s
        while is_alive(folder) and time.monotonic() < until:
            time.sleep(0.05)
