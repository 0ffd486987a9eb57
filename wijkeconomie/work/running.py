"""What happens inside the process of a job: commands run, and what they tell is written down.

Sentences are kept with their details, so that a page can tell them in its own language.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any

from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.view import words
from wijkeconomie.work import jobs

NICE = 10
OF_A_ROW = ("line", "value")
Command = Callable[[list[str]], object]


class Cancelled(BaseException):
    """The process is asked to end: what was begun is cleared away on the way out."""


def run(job: jobs.Job, command: Command, finish: Callable[[], None]) -> None:
    """Runs the command lines of a job until one refuses; how it ended goes into its folder.

    ``finish`` runs after the last of them. Nothing is raised: nobody is there to hear it.
    """
    os.umask(0o077)
    os.nice(NICE)
    signal.signal(signal.SIGTERM, _cancel)
    state = "failed"
    try:
        with _written(job.folder):
            for line in job.commands:
                command(line)
            finish()
        state = "done"
    except Cancelled:
        state = "cancelled"
    except Refused as refused:
        _append(job.folder, _told(refused))
        state = "refused"
    except OSError as error:
        _append(job.folder, _told(terminal.refusal(error)))
        state = "refused"
    except Exception as error:  # noqa: BLE001
        if (job.folder / jobs.STOPPED).exists():  # DuckDB hides Cancelled in an error of its own
            state = "cancelled"
        else:
            _append(job.folder, {"error": _where(error)})
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        ended = datetime.now(UTC).replace(microsecond=0).isoformat()
        jobs.write(job.folder, state=state, ended=ended)


def _cancel(_number: int, _frame: object) -> None:
    raise Cancelled


def _told(refused: Refused) -> dict[str, object]:
    return {"message": refused.message, "details": refused.details, "refused": True}


def _where(error: Exception) -> str:
    """Type of an error and where it was; its message may hold what stood in a row."""
    frames = [f"{Path(f.filename).name}:{f.lineno}" for f in extract_tb(error.__traceback__)]
    return " < ".join([type(error).__name__, *reversed(frames[-6:])])


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Writes down what the command line tells within the block."""

    def hear(line: dict[str, object]) -> None:
        _append(folder, line)

    terminal.listeners.append(hear)
    try:
        yield
    finally:
        terminal.listeners.remove(hear)


def _append(folder: Path, line: dict[str, Any]) -> None:
    known = line.get("details", {}).items()
    details = {key: "…" if key in OF_A_ROW else _plain(value) for key, value in known}
    moment = datetime.now(UTC).replace(microsecond=0).isoformat()
    kept = {**line, **({"details": details} if "message" in line else {}), "at": moment}
    descriptor = os.open(folder / "log.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as stream:
        stream.write(json.dumps(kept, ensure_ascii=False) + "\n")


def _plain(value: object) -> object:
    """A detail as JSON holds it: files by their names, messages without what stood in a row."""
    if isinstance(value, Path):
        return value.name
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    if isinstance(value, words.Said):
        return value.as_dict()
    if isinstance(value, list):
        return [_plain(part) for part in value]
    message = getattr(value, "message", None)
    if message is not None:
        return {"message": message, "value": "…"}
    return str(value)
