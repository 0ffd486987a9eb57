"""Stands in for the branch with deliveries until it is merged: to be removed then."""

import csv
import json
import tomllib
from pathlib import Path

import click

from wijkeconomie import terminal
from wijkeconomie.register import importing, layouts, validation
from wijkeconomie.register.delivery import opened

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--layout", default="lisa")
@click.option("--json", "target", type=FILE)
def columns(file: Path, layout: str, target: Path) -> None:
    """Show the columns of a file, and what they seem to be."""
    with opened(file) as delivery:
        with delivery.path.open(encoding="utf-8-sig", newline="") as stream:
            rows = [
                row for row, _ in zip(csv.reader(stream, delimiter=delivery.separator), range(500))
            ]
        guess = {}
        plain = {layouts._plain(c): c for c in delivery.columns}
        for row in layouts._spellings("lisa"):
            column = next((plain[s] for s in row["spellings"].split() if s in plain), None)
            if column:
                guess[column] = row["field"]
        found = []
        for position, name in enumerate(delivery.columns):
            values = sorted({r[position] for r in rows[1:] if position < len(r) and r[position]})
            found.append(
                {
                    "name": name,
                    "examples": values[:5],
                    "guess": {"lisa": guess.get(name), "kvk": None},
                }
            )
    fields = [
        {"field": r["field"], "required": r["required"] == "yes"}
        for r in layouts._spellings("lisa")
    ]
    target.write_text(
        json.dumps(
            {
                "file": file.name,
                "rows": None,
                "columns": found,
                "fields": {"lisa": fields, "kvk": fields},
            }
        )
    )


def imported(file, layout, date, target, mapping, check, report) -> None:  # noqa: ANN001
    """Imports with a mapping, or only checks."""
    taken = tomllib.loads(mapping.read_text())["columns"] if mapping else None
    try:
        made = importing.import_file(file, layout, date, target, taken, check)
    except importing.Checked as checked:
        made = checked.args[0]
    terminal.report(made, target)
    if report:
        rules = [
            {
                "rule": rule,
                "severity": "error" if rule in validation.ERRORS else "warning",
                "rows": rows,
                "sentence": (validation.ERRORS | validation.WARNINGS)[rule],
                "examples": [{"row": 2, "value": "x"}],
            }
            for rule, rows in made.reasons.items()
        ]
        report.write_text(
            json.dumps(
                {
                    "accepted": made.accepted,
                    "refused": made.refused,
                    "rules": rules,
                    "surprises": [],
                    "placed_by": {},
                }
            )
        )
