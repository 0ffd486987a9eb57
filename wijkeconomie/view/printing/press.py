"""The press: whoever wants something drawn or set waits for its turn at one process."""

import base64
import json
import logging
import subprocess
import sys
import threading
from typing import Any

from wijkeconomie import settings
from wijkeconomie.errors import CannotDraw
from wijkeconomie.view import words

LONGEST_S = 60
TRIES = 2
FAILED = words.mark("This cannot be drawn now: try again in a moment.")
_log = logging.getLogger(__name__)


class Press:
    """A process that starts when it is first asked, again when it ended, and ends with us."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.turn = threading.Lock()

    def start(self) -> None:
        """Has the process ready for who asks next: it gets ready by itself, and nobody waits."""
        if self.turn.acquire(blocking=False):
            try:
                self._running()
            finally:
                self.turn.release()

    def ask(self, job: str, **given: Any) -> Any:
        """What came of a job of ``worker``. Raises CannotDraw when it fails, also in a process
        that starts anew for it, or takes LONGEST_S."""
        line = json.dumps({"job": job, "given": given}, ensure_ascii=False, allow_nan=False)
        with self.turn:
            for _try in range(TRIES):
                told = self._told(line)
                answer = json.loads(told) if told else {"error": "the process ended"}
                if "done" in answer:
                    return answer["done"]
                _log.error("%s: %s", job, answer["error"])
                self._end()
        raise CannotDraw(FAILED)

    def _end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _told(self, line: str) -> str:
        """The line that is answered; nothing where the process ended."""
        process = self._running()
        into, out = process.stdin, process.stdout
        if into is None or out is None:
            return ""
        end = threading.Timer(LONGEST_S, process.kill)
        end.start()
        try:
            into.write(line + "\n")
            into.flush()
            return out.readline()
        except OSError:
            return ""
        finally:
            end.cancel()

    def _running(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "wijkeconomie.view.printing.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=settings.PROJECT,
                text=True,
                encoding="utf-8",
            )
        return self.process


_press = Press()


def start() -> None:
    """Lets the process get ready: for who will soon ask for something."""
    _press.start()


def drawn(specs: list[dict[str, Any]]) -> list[str]:
    """Charts as SVG."""
    return _press.ask("drawn", specs=specs)


def image(svg: str) -> bytes:
    """An SVG as PNG."""
    return base64.b64decode(_press.ask("image", svg=svg))


def sheet(content: dict[str, Any], specs: dict[str, Any], made_at: int) -> bytes:
    """A profile as PDF. ``content``: what ``content.told`` tells; ``specs``: its charts by name;
    ``made_at``: seconds since 1970."""
    return base64.b64decode(_press.ask("sheet", content=content, specs=specs, made_at=made_at))
