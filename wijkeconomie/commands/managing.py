"""Commands that the page of the data steward runs, and what it asks."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from rich.table import Column, Table

from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.release import comparison
from wijkeconomie.release import status as now
from wijkeconomie.work import jobs, running, snapshot, uploads

OUT = click.Path(path_type=Path)
ONLY_LOOKS = ("columns", "check")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def status(as_json: bool) -> None:
    """Show which areas, reference dates and releases are in place."""
    found = _found()
    snapshot.write(found)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    table = Table("what", "which", Column("how many", justify="right"), "state")
    for area in found["areas"]:
        which = f"{area['municipality_code']} {area['name']} {area['boundary_year']}"
        table.add_row("areas", which, str(area["wijken"] + area["buurten"]), area["kind"])
    for known in found["locations"]:
        rows = str(sum(known["types"].values()))
        table.add_row("locations", known["rule"], rows, ", ".join(known["types"]))
    for date in found["register"]["dates"]:
        kind = "sample" if date["is_sample"] else ""
        table.add_row("register", date["date"], str(date["rows"]), kind)
    for row in _lists(found):
        table.add_row(*row)
    for kept in found["releases"]:
        state = "in use" if kept["is_used"] else "draft" if kept["is_draft"] else ""
        table.add_row("release", kept["release_id"], "", state)
    terminal.out.print(table)


def _lists(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Lists, and streets: what, which and how many."""
    kinds = ("places", "initiatives", "sites", "factors", "practices", "city_parts")
    rows = [
        (kind.replace("_", " "), source, str(n))
        for kind in kinds
        for source, n in found[kind].items()
    ]
    kilometres = found["streets_km"]
    return [*rows, ("streets", "", f"{kilometres} km")] if kilometres else rows


@click.command()
@click.argument("before", required=False)
@click.argument("after", required=False)
@click.option("--json", "target", type=OUT, help="Write it to this file as JSON; - for the screen.")
def compare(before: str | None, after: str | None, target: Path | None) -> None:
    """Show what differs between two releases: the one in use and the newest other, unless named."""
    found = comparison.compare(before, after)
    if target is not None:
        text = json.dumps(found.as_dict(), ensure_ascii=False)
        click.echo(text) if str(target) == "-" else target.write_text(text, encoding="utf-8")
        return
    terminal.say("From {before} to {after}:", before=found.before, after=found.after)
    if found.is_same:
        terminal.say("Nothing differs.")
        return
    for reason in found.reasons:
        message = reason["message"]
        terminal.say(message, **reason["details"])
    table = Table(
        "table", *(Column(n, justify="right") for n in ("rows", "new", "gone", "changed"))
    )
    for change in found.tables:
        numbers = (change.rows_after, change.new, change.gone, change.changed)
        table.add_row(change.table, *map(str, numbers))
    terminal.out.print(table)
    moved = Table("area", "year", *(Column(n, justify="right") for n in ("before", "after")))
    for row in [*found.totals, *found.moved, *found.since]:
        shown = ("" if row[n] is None else f"{row[n]:.0f}" for n in ("before", "after"))
        moved.add_row(f"{row['area_code']} {row['name']}", str(row["year"]), *shown)
    terminal.out.print(moved)


@click.command(hidden=True)
@click.argument("job_id")
def job(job_id: str) -> None:
    """Be the process of a job: the web application starts this."""
    work, main = jobs.find(job_id), click.get_current_context().find_root().command.main
    running.run(work, lambda line: main(line, standalone_mode=False), lambda: _finish(work))


def _finish(work: jobs.Job) -> None:
    """Removes the delivery that is in the register now, and writes down what is in place."""
    if work.upload and work.kind not in ONLY_LOOKS:
        uploads.remove(work.upload)
    with suppress(Refused):
        snapshot.write(_found())


def _found() -> dict[str, Any]:
    """What is in place, what its files were then, and which commands there are."""
    marks = snapshot.marks()
    group = click.get_current_context().find_root().command
    names = sorted(group.commands) if isinstance(group, click.Group) else []
    return now.of_now() | {"marks": marks, "commands": names}
