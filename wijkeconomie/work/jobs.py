"""Work on register and releases in a process of its own: started, followed, cancelled.

A job is a folder that outlives web servers: ``job.json`` says what and how it ended, ``log.jsonl``
what it told, and the results stand beside these.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wijkeconomie import settings
from wijkeconomie.errors import Refused, UnknownName
from wijkeconomie.work import processes

ENDED = ("done", "refused", "failed", "cancelled")
KEEP = 20
PATIENCE_S = 5.0
FOLDER = "{folder}"
STOPPED = "cancel"


@dataclass(frozen=True)
class Job:
    """Work by its folder: its kind, command lines, the upload it is about, state (running, done,
    refused, failed, cancelled, died), moments in UTC, and what it ended with."""

    folder: Path
    kind: str
    commands: list[list[str]]
    upload: str | None
    state: str
    started: datetime
    ended: datetime | None

    @property
    def job_id(self) -> str:
        """Name of the folder."""
        return self.folder.name

    def result(self, name: str) -> Path | None:
        """A file it made, when it did."""
        file = self.folder / name
        return file if file.is_file() else None


def start(kind: str, commands: list[list[str]], upload: str | None = None, lang: str = "nl") -> Job:
    """Starts command lines one after the other; ``{folder}`` in them is the folder of the job, and
    reports are in the language given. Refused while another job is at work.
    """
    with _alone():
        tidy()
        if running() is not None:
            raise Refused("Other work is going on: wait until it has finished, or cancel it.")
        job_id = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        folder = settings.jobs_dir() / job_id
        (folder / "tmp").mkdir(parents=True, mode=0o700)
        folder.chmod(0o700)
        lines = [[part.replace(FOLDER, str(folder)) for part in line] for line in commands]
        told = {"kind": kind, "commands": lines, "upload": upload, "started": _now()}
        processes.launch(folder, lang, lambda: write(folder, **told, state="running"))
        return find(job_id)


def every() -> list[Job]:
    """All jobs that are kept, newest first."""
    folders = sorted(settings.jobs_dir().glob("*/job.json"), reverse=True)
    read = (_read(file.parent) for file in folders)
    return [job for job in read if job is not None]


def find(job_id: str) -> Job:
    """The job with this id. Raises UnknownName."""
    found = next((job for job in every() if job.job_id == job_id), None)
    if found is None:
        raise UnknownName("Job {job} does not exist.", job=job_id)
    return found


def running() -> Job | None:
    """The job at work."""
    return next((job for job in every() if job.state == "running"), None)


def latest(kind: str, upload: str | None = None) -> Job | None:
    """The last job of a kind, about an upload when one is given."""
    known = (job for job in every() if job.kind == kind)
    return next((job for job in known if upload in (None, job.upload)), None)


def cancel(job: Job, patience_s: float = PATIENCE_S) -> None:
    """Ends the process of a job, its children too: first kindly, then by force."""
    if not processes.is_alive(job.folder):
        return
    (job.folder / STOPPED).touch(mode=0o600)
    processes.stop(job.folder, patience_s)


def log(job: Job) -> list[dict]:
    """What the job told, in order; a line that breaks off is left out."""
    file, told = job.folder / "log.jsonl", []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        with suppress(ValueError):
            told.append(json.loads(line))
    return told


def tidy() -> None:
    """Removes jobs beyond the last twenty, and what jobs that ended left to work with."""
    for number, job in enumerate(every()):
        if job.state != "running":
            shutil.rmtree(job.folder if number >= KEEP else job.folder / "tmp", ignore_errors=True)


def write(folder: Path, **changed: object) -> None:
    """Writes changes into ``job.json`` in one step."""
    file, beside = folder / "job.json", folder / "job.json.new"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    text = json.dumps(known | changed, ensure_ascii=False)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(text)
    os.replace(beside, file)


def _read(folder: Path) -> Job | None:
    """A job with its state now: one that never said how it ended was cancelled, or died."""
    lives = processes.is_alive(folder)
    try:
        told = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    state = told["state"]
    if state not in ENDED and not lives:
        state = "cancelled" if (folder / STOPPED).exists() else "died"
    ended = told.get("ended")
    return Job(
        folder=folder,
        kind=told["kind"],
        commands=told["commands"],
        upload=told["upload"],
        state=state,
        started=datetime.fromisoformat(told["started"]),
        ended=datetime.fromisoformat(ended) if ended else None,
    )


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()


@contextmanager
def _alone() -> Iterator[None]:
    """One who starts a job at a time."""
    settings.jobs_dir().mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.jobs_dir() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
