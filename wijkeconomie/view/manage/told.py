"""What jobs told and made, in the words of the visitor."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from wijkeconomie.view import numbers, words
from wijkeconomie.view.manage import kinds
from wijkeconomie.work.jobs import Job, log

KINDS = {
    "columns": words.mark("Looking at the columns"),
    "check": words.mark("Checking the file"),
    "import": words.mark("Importing the register"),
    "areas": words.mark("Loading the boundaries"),
    "figures": words.mark("Loading the figures"),
    "addresses": words.mark("Loading the addresses"),
    "locations": words.mark("Loading the location types"),
    "city-parts": words.mark("Loading the city parts"),
    "places": words.mark("Loading the places"),
    "initiatives": words.mark("Loading the initiatives"),
    "sites": words.mark("Loading the vacant spaces"),
    "factors": words.mark("Loading the factors"),
    "practices": words.mark("Loading the practices"),
    "buildings": words.mark("Looking for buildings"),
    "decide": words.mark("Keeping decisions"),
    "pairs": words.mark("Keeping decisions about pairs"),
    "undo-pair": words.mark("Taking a decision about a pair back"),
    "undo": words.mark("Taking a decision back"),
    "streets": words.mark("Loading the streets"),
    "release": words.mark("Making a release"),
    "compare": words.mark("Comparing releases"),
    "publish": words.mark("Putting a release to use"),
    "forget": words.mark("Taking something out"),
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
HERE = {
    "Building {building} is not among those found: run buildings to see which are.": words.mark(
        "Building {building} is not among those found any more: look at the list again."
    ),
    "File {file} does not say of which year its boundaries are: add --year, such as "
    "--year 2025.": words.mark(
        "File {file} does not say of which year its boundaries are: fill in the year."
    ),
    "File {file} does not say of which year its figures are: add --year, such as "
    "--year 2024.": words.mark(
        "File {file} does not say of which year its figures are: fill in the year."
    ),
    "File {file} holds {count} municipalities: name one, such as --municipality {code}.": (
        words.mark(
            "File {file} holds {count} municipalities: fill in the code of yours, such as {code}."
        )
    ),
    "PDOK has no wijken en buurten of {year}: give another --year, or load a file with "
    "areas FILE.": words.mark(
        "PDOK has no wijken en buurten of {year}: choose another year, or send a file."
    ),
    "File {file} would take the place of {count} establishments of {code} on {date}, and "
    "holds {new} of them on {new_date}: when that is right, run forget --reference-date "
    "{date} first; when the file is of another municipality, add --add.": words.mark(
        "File {file} would take the place of {count} establishments of {code} on {date}, and "
        "holds {new} of them on {new_date}. When that is right, first take {date} out, under step "
        "1. When the file is of another municipality, say so under step 3."
    ),
    "File {file} holds several reference dates in {year}, and a year has one: pick it with "
    "--reference-date.": words.mark(
        "File {file} holds several reference dates in {year}, and a year has one: choose it under "
        "step 3."
    ),
    "File {file} does not say of which type its polygons are; it has {columns}. Name a column "
    "locatietype, or add --type, such as --type business_park.": words.mark(
        "File {file} does not say of which type its outlines are; it has {columns}. Choose the "
        "type."
    ),
    "File {file} is a map, and no list of areas: load it with --rule sites, or with --rule "
    "land_use when it is the land use of CBS.": words.mark(
        "File {file} is a map, and no list of areas: choose outlines, or the land use of CBS."
    ),
    "File {file} lacks a column for {fields}; it has {columns}. Name its columns such as {such}, "
    "or say which they are in a file for --mapping.": words.mark(
        "File {file} lacks a column for {fields}; it has {columns}. Name its columns such as "
        "{such}."
    ),
    "Pairs of places that may be one and the same: {count}. The first of each is shown until you "
    "decide (duplicates).": words.mark(
        "Pairs of places that may be one and the same: {count}. The first of each is shown until "
        "you decide."
    ),
    "The name '{source}' is taken for another source: give this list another with --source.": (
        words.mark("The name '{source}' is taken for another source: give the file another name.")
    ),
    "File {file} has no column peildatum: add --reference-date, such as "
    "--reference-date 2025-04-01.": words.mark(
        "File {file} does not hold its reference date: give it under step 3."
    ),
}
WHOLE = ("What was found in the file is in {file}.", "{rows} refused rows are in {file}.")
IN_LIST = (*WHOLE, "{severity}: {rows} rows. {why}", "First rows: {which}.")

COUNTS = ("rows", "kept", "count", "total", "before", "now", "wijken", "buurten", "done")
NONE: Mapping[str, object] = {}
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def sentences(lang: str, job: Job) -> list[str]:
    """What a job told, and how it ended when that was not well."""
    found = (read(job, "report.json") or {}).get("rules", [])
    values = {r["message"]: r["examples"][0]["value"] for r in found if r["examples"]}
    left_out = IN_LIST if job.kind in kinds.LISTS and found else WHOLE
    lines = (line for line in log(job) if line.get("message", WHOLE[0]) not in left_out)
    told = [sentence(lang, line, values) for line in lines]
    ending = ENDINGS.get(job.state, "")
    return [*told, *filter(None, [words.translate(lang, ending)])]


def notes(lang: str, job: Job) -> list[str]:
    """What a job that is done told beside the figures of its report."""
    known = (line for line in log(job) if "message" in line and not line.get("is_in_report"))
    return [sentence(lang, line) for line in known]


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


def sentence(lang: str, line: dict[str, Any], values: Mapping[str, object] = NONE) -> str:
    """A line of a log that is a sentence with details, as said on this page. ``values`` gives an
    example by message, which a log does not hold."""
    known = (line.get("details") or {}).items()
    details = {key: _detail(lang, key, value, values) for key, value in known}
    message = str(line["message"])
    said = HERE.get(message, message)
    return words.translate(lang, said, **details)


def _detail(lang: str, key: str, value: Any, values: Mapping[str, object] = NONE) -> object:
    """A detail in the notation of the visitor."""
    if isinstance(value, list):
        return ", ".join(str(_detail(lang, key, each, values)) for each in value)
    if isinstance(value, dict):
        message = str(value["message"])
        parts = value.get("details", {"value": values.get(message, value.get("value"))})
        known = {name: _detail(lang, name, part, values) for name, part in parts.items()}
        return words.translate(lang, message, **known)
    if isinstance(value, float) and key == "share":
        return numbers.percent(lang, value)
    if isinstance(value, int) and key in COUNTS:
        return numbers.number(lang, value)
    if isinstance(value, str) and DATE.fullmatch(value):
        return numbers.day(lang, date.fromisoformat(value))
    return value


def _step(line: dict[str, Any]) -> str:
    return f"{line.get('step')}/{line.get('total')} {line.get('name', '')}"
