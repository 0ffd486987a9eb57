"""The report of an import as a file: JSON for programs, CSV and XLSX for people."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from wijkeconomie.commands import surprises, terminal
from wijkeconomie.errors import Refused
from wijkeconomie.formulas import neutral_frame
from wijkeconomie.register.validation import Report
from wijkeconomie.sources.lists.reasons import ListReport
from wijkeconomie.view import words

ENDINGS = (".json", ".csv", ".xlsx")
UNUSED = words.mark("Not used: {columns}.")
WIDTHS = (14, 8, 24, 30, 100)


def refuse_unknown(target: Path | None, *inputs: Path | None) -> None:
    """Raises Refused when a report would have no known format, or be written over the delivery."""
    if target is None:
        return
    if target.suffix.lower() not in ENDINGS:
        raise Refused(
            "Report {file} has no format that is known: let its name end with .json, .csv or "
            ".xlsx.",
            file=target,
        )
    if target.resolve() in [file.resolve() for file in inputs if file]:
        raise Refused(
            "The report would be written over {file}: give --report another name.", file=target
        )


def write(made: Report | ListReport, target: Path) -> None:
    """Writes a report in the format of its name, readable by its owner only."""
    writer = {".json": _json, ".csv": _csv, ".xlsx": _xlsx}[target.suffix.lower()]
    written(target, lambda beside: writer(made, beside))


def write_json(content: dict[str, Any], target: Path) -> None:
    """Writes content as JSON, readable by its owner only."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    written(target, lambda beside: beside.write_text(text, encoding="utf-8"))


def told(made: Report | ListReport) -> dict[str, Any]:
    """A report with its sentences, in the language of the terminal."""
    return {
        "accepted": made.accepted,
        "replaced": made.replaced,
        "refused": made.refused,
        "placed_by": made.placed_by,
        "use_from": made.use_from,
        "is_addition": made.is_addition,
        "is_check": made.is_check,
        "rules": [
            {
                "rule": rule.rule,
                "severity": rule.severity,
                "rows": rule.rows,
                "sentence": terminal.why(rule.reason),
                "message": rule.reason.message,
                "examples": [{"row": row, "value": value} for row, value in rule.examples],
            }
            for rule in made.rules
        ],
        "unused": list(getattr(made, "unused", ())),
        "surprises": [asdict(s) | _sentence(s) for s in made.surprises],
    }


def _sentence(surprise: surprises.Surprise) -> dict[str, Any]:
    """A surprise as a sentence, and as a message with details for who speaks another language."""
    details = surprises.details(surprise)
    message = surprises.MESSAGES[surprise.kind]
    sentence = terminal.translate(message, **details)
    return {"sentence": sentence} | words.Said(message, details).as_dict()


def _json(made: Report | ListReport, target: Path) -> None:
    target.write_text(json.dumps(told(made), ensure_ascii=False, indent=1), encoding="utf-8")


def _csv(made: Report | ListReport, target: Path) -> None:
    _table(made).to_csv(target, sep=";", index=False, encoding="utf-8-sig")


def _xlsx(made: Report | ListReport, target: Path) -> None:
    table = _table(made)
    with target.open("wb") as stream, pd.ExcelWriter(stream, engine="xlsxwriter") as book:
        table.to_excel(book, index=False, freeze_panes=(1, 0))
        for number, width in enumerate(WIDTHS):
            book.sheets["Sheet1"].set_column(number, number, width)


def _table(made: Report | ListReport) -> pd.DataFrame:
    """One row per line of the report: what, rows, first rows and values, and a sentence."""
    imported, replaced = words.mark("imported"), words.mark("replaced")
    lines = [(terminal.translate(imported), n, "", "", day) for day, n in made.accepted.items()]
    lines += [(terminal.translate(replaced), n, "", "", day) for day, n in made.replaced.items()]
    for rule in told(made)["rules"]:
        rows = ", ".join(dict.fromkeys(str(example["row"]) for example in rule["examples"]))
        values = " | ".join(dict.fromkeys(e["value"] for e in rule["examples"] if e["value"]))
        severity = terminal.translate(terminal.SEVERITIES[rule["severity"]])
        lines.append((severity, rule["rows"], rows, values, rule["sentence"]))
    if unused := told(made)["unused"]:
        columns = ", ".join(unused)
        not_used = terminal.translate(UNUSED, columns=columns)
        lines += [(terminal.translate(words.mark("not used")), None, "", "", not_used)]
    look = terminal.translate(words.mark("look again"))
    lines += [(look, None, "", "", _sentence(s)["sentence"]) for s in made.surprises]
    titles = [
        words.mark("what"),
        words.mark("rows"),
        words.mark("first rows"),
        words.mark("values"),
        words.mark("sentence"),
    ]
    table = pd.DataFrame(lines, columns=[terminal.translate(title) for title in titles])
    counts = table.columns[1]
    return neutral_frame(table.assign(**{counts: table[counts].astype("Int64")}))


def written(target: Path, write_to: Callable[[Path], object]) -> None:
    """Writes a file beside and puts it in place, readable by its owner only."""
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.new")
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        write_to(beside)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
