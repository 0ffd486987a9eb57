"""What jobs told and made, in the words of the visitor."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wijkeconomie.view import words
from wijkeconomie.work.jobs import Job, log

KINDS = {
    "columns": words.mark("Looking at the columns"),
    "check": words.mark("Checking the file"),
    "import": words.mark("Importing the register"),
    "areas": words.mark("Loading the boundaries"),
    "figures": words.mark("Loading the figures"),
    "places": words.mark("Loading the places"),
    "release": words.mark("Making a release"),
    "compare": words.mark("Comparing releases"),
    "publish": words.mark("Putting a release to use"),
    "forget": words.mark("Taking a date out of the register"),
}
STATES = {
    "running": words.mark("at work"),
    "done": words.mark("finished"),
    "refused": words.mark("refused"),
    "failed": words.mark("failed"),
    "cancelled": words.mark("cancelled"),
    "died": words.mark("broken off"),
}
ENDINGS = {
    "failed": words.mark(
        "Something went wrong that nobody foresaw. Nothing has changed; tell the makers what the "
        "log says."
    ),
    "cancelled": words.mark("Cancelled: nothing has changed."),
    "died": words.mark(
        "The work was broken off, by the machine or for want of memory. Nothing has changed: start "
        "it again."
    ),
}
IN_REPORT = (
    "{date}: {rows} establishments imported.",
    "{date}: {rows} establishments added.",
    "{date}: {rows} establishments can be imported; nothing is changed.",
    "{severity}: {rows} rows. {why}",
    "{rows} refused rows are in {file}.",
)


@dataclass(frozen=True)
class Detail:
    """A detail of a sentence that is a message itself."""

    message: str
    value: object


def sentences(lang: str, job: Job) -> list[str]:
    """What a job told, and how it ended when that was not well."""
    told = [sentence(lang, line) for line in log(job) if "message" in line]
    ending = ENDINGS.get(job.state, "")
    return [*told, *filter(None, [words.translate(lang, ending)])]


def notes(lang: str, job: Job) -> list[str]:
    """What a job that is done told beside the figures of its report."""
    known = [line for line in log(job) if line.get("message", IN_REPORT[0]) not in IN_REPORT]
    return [sentence(lang, line) for line in known if not line["message"].startswith("Look again:")]


def lines(lang: str, job: Job) -> list[str]:
    """The log of a job, a moment before each line."""
    found = []
    for line in log(job):
        text = sentence(lang, line) if "message" in line else line.get("error") or _step(line)
        moment = datetime.fromisoformat(line["at"]).astimezone()
        found.append(f"{moment:%H:%M:%S}  {text}")
    return found


def progress(job: Job) -> tuple[int, int] | None:
    """Steps done and steps in all, of a job that tells them."""
    steps = [line for line in log(job) if "step" in line]
    return (steps[-1]["step"] - 1, steps[-1]["total"]) if steps else None


def read(job: Job | None, name: str) -> Any:
    """A result of a job from JSON; None when there is none."""
    file = job.result(name) if job else None
    return json.loads(file.read_text(encoding="utf-8")) if file else None


def sentence(lang: str, line: dict[str, Any]) -> str:
    """A line of a log that is a sentence with details."""
    details = {
        key: Detail(**value) if isinstance(value, dict) else value
        for key, value in (line.get("details") or {}).items()
    }
    message = line["message"]
    return words.translate(lang, message, **details)


def _step(line: dict[str, Any]) -> str:
    return f"{line.get('step')}/{line.get('total')} {line.get('name', '')}"
