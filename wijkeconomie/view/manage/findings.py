"""Reports of deliveries and comparisons of releases as tables, in the words of the visitor."""

from typing import Any

import pandas as pd

from wijkeconomie.view import numbers, words
from wijkeconomie.view.manage import told

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
        return told.sentence(lang, each)
    sentence = str(each.get("sentence", ""))
    return words.translate(lang, sentence)
