"""What jobs told and made, in the words of the visitor."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from wijkeconomie.jobs import Job, log
from wijkeconomie.view import numbers, words

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
TABLES = {
    "activity": words.mark("Establishments and jobs"),
    "location": words.mark("Establishments and jobs by location type"),
    "dynamics": words.mark("Openings, closures and moves"),
    "hexagon": words.mark("Home-based establishments by hexagon"),
    "area": words.mark("Areas"),
    "area_shape": words.mark("Shapes of areas"),
    "place": words.mark("Hubs and third places"),
    "place_reach": words.mark("Reach of hubs and third places"),
    "series_break": words.mark("Breaks in series"),
}
IN_REPORT = (
    "{date}: {rows} establishments imported.",
    "{date}: {rows} establishments added.",
    "{date}: {rows} establishments can be imported; nothing is changed.",
    "{severity}: {rows} rows. {why}",
    "{rows} refused rows are in {file}.",
)
OF_RULES = (words.mark("What was found"), words.mark("Weight"), words.mark("Rows"))
OF_CHANGES = {
    "rows_after": words.mark("Rows"),
    "new": words.mark("New"),
    "gone": words.mark("Gone"),
    "changed": words.mark("Changed"),
}
SEVERITIES = {
    "error": words.mark("refused"),
    "warning": words.mark("remark"),
    "left_out": words.mark("left out"),
}


@dataclass(frozen=True)
class Detail:
    """A detail of a sentence that is a message itself."""

    message: str
    value: object


def sentences(lang: str, job: Job) -> list[str]:
    """What a job told, and how it ended when that was not well."""
    told = [_sentence(lang, line) for line in log(job) if "message" in line]
    ending = ENDINGS.get(job.state, "")
    return [*told, *filter(None, [words.translate(lang, ending)])]


def notes(lang: str, job: Job) -> list[str]:
    """What a job that is done told beside the figures of its report."""
    known = [line for line in log(job) if line.get("message", IN_REPORT[0]) not in IN_REPORT]
    return [
        _sentence(lang, line) for line in known if not line["message"].startswith("Look again:")
    ]


def lines(lang: str, job: Job) -> list[str]:
    """The log of a job, a moment before each line."""
    found = []
    for line in log(job):
        text = _sentence(lang, line) if "message" in line else line.get("error") or _step(line)
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


def rules(lang: str, report: dict[str, Any]) -> pd.DataFrame:
    """Per rule of a report: what it says, how severe it is, how many rows."""
    found, weight, rows = (words.translate(lang, title) for title in OF_RULES)
    told = [
        {
            found: rule_sentence(lang, rule),
            weight: _named(lang, SEVERITIES, rule["severity"]),
            rows: numbers.number(lang, rule["rows"]),
        }
        for rule in report.get("rules", [])
    ]
    return pd.DataFrame(told)


def rule_sentence(lang: str, rule: dict[str, Any]) -> str:
    """What a rule says, of no value in particular."""
    sentence = rule["sentence"]
    return words.translate(lang, sentence).replace("{value}", "…")


def examples(lang: str, rule: dict[str, Any]) -> pd.DataFrame:
    """Examples of a rule: row in the file, and the value it is about."""
    row, value = words.translate(lang, "Row"), words.translate(lang, "Value")
    known = rule.get("examples") or []
    return pd.DataFrame([{row: e.get("row"), value: str(e.get("value") or "")} for e in known])


def surprises(lang: str, report: dict[str, Any]) -> list[str]:
    """What differs more than expected from the year before."""
    return [_surprise(lang, each) for each in report.get("surprises") or []]


def changes(lang: str, comparison: dict[str, Any]) -> pd.DataFrame:
    """Per table: rows in the new release, and how many are new, gone and changed."""
    rows = comparison["tables"]
    names = [_named(lang, TABLES, r["table"]) for r in rows]
    index = pd.Index(names, name=words.translate(lang, "Table"))
    told = {
        words.translate(lang, title): [numbers.number(lang, r[key]) for r in rows]
        for key, title in OF_CHANGES.items()
    }
    return pd.DataFrame(told, index=index)


def moved(lang: str, comparison: dict[str, Any]) -> pd.DataFrame:
    """Per wijk and year: establishments in the release in use, in the new one, and between."""
    rows = comparison["moved"]
    before, after = words.translate(lang, "In use"), words.translate(lang, "New")
    names = [f"{r['name']}, {int(r['year'])}" for r in rows]
    index = pd.Index(names, name=words.translate(lang, "Wijk and year"))
    told = {
        before: [numbers.number(lang, r["before"]) for r in rows],
        after: [numbers.number(lang, r["after"]) for r in rows],
    }
    return pd.DataFrame(told, index=index)


def _named(lang: str, names: dict[str, str], code: str) -> str:
    name = names.get(code, code)
    return words.translate(lang, name)


def _surprise(lang: str, each: object) -> str:
    if not isinstance(each, dict):
        return str(each)
    if "message" in each:
        return _sentence(lang, each)
    sentence = str(each.get("sentence", ""))
    return words.translate(lang, sentence)


def _sentence(lang: str, line: dict[str, Any]) -> str:
    details = {
        key: Detail(**value) if isinstance(value, dict) else value
        for key, value in (line.get("details") or {}).items()
    }
    message = line["message"]
    return words.translate(lang, message, **details)


def _step(line: dict[str, Any]) -> str:
    return f"{line.get('step')}/{line.get('total')} {line.get('name', '')}"
