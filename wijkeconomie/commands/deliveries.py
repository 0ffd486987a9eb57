"""Commands about delivered registers: their columns, and importing them."""

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click
from rich.table import Column, Table

from wijkeconomie import settings
from wijkeconomie.commands import reports, terminal
from wijkeconomie.register import importing, layouts, preview
from wijkeconomie.register.validation import RefusedWhole, Report
from wijkeconomie.sources.lists import preview as lists_preview
from wijkeconomie.sources.lists.kinds import MAKERS

FILE = click.Path(path_type=Path)
LAYOUT = click.Choice(layouts.LAYOUTS)
ANY_LAYOUT = click.Choice([*layouts.LAYOUTS, *MAKERS])


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--layout", type=LAYOUT, required=True, help="Which names its columns have.")
@click.option("--mapping", type=FILE, help="TOML that names the columns of layout custom.")
@click.option(
    "--reference-date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of the rows; of a file with dates, the one to take.",
)
@click.option("--rejects", type=FILE, help="Where to write refused rows: .csv, or .xlsx for Excel.")
@click.option(
    "--report",
    "made_reports",
    type=FILE,
    multiple=True,
    help="Where to write the report: .json, .csv or .xlsx; can be given more than once.",
)
@click.option(
    "--locatieserver",
    "ask_outside",
    is_flag=True,
    help="Send addresses that cannot be placed otherwise to the Locatieserver of PDOK.",
)
@click.option(
    "--sbi-version",
    type=click.Choice(["2008", "2025"]),
    help="Of rows that do not say theirs; 2008 unless the name of the column says it.",
)
@click.option(
    "--add", "is_added", is_flag=True, help="Keep the rows of the date: these are of elsewhere."
)
@click.option("--check", "is_check", is_flag=True, help="Do everything but change the register.")
def import_register(  # noqa: PLR0913, PLR0917
    file: Path,
    layout: str,
    mapping: Path | None,
    reference_date: datetime | None,
    rejects: Path | None,
    made_reports: tuple[Path, ...],
    ask_outside: bool,
    sbi_version: str | None,
    is_added: bool,
    is_check: bool,
) -> None:
    """Import a register; its reference dates replace the same ones."""
    for target in made_reports:
        reports.refuse_unknown(target, file, rejects)
    refused = rejects or settings.raw_dir() / f"rejects-{file.stem}.csv"
    date = reference_date.date() if reference_date else None
    with terminal.counting() if ask_outside else nullcontext() as asking:
        told = (terminal.announce, terminal.why)
        options = importing.Options(mapping, is_check, sbi_version, asking, *told, is_added)
        try:
            made = importing.import_file(file, layout, date, refused, options)
        except RefusedWhole as whole:
            _tell_whole(whole.report, made_reports, refused)
            raise
    for target in made_reports:
        reports.write(made, target)
    terminal.report(made, refused)


def _tell_whole(made: Report, made_reports: tuple[Path, ...], refused: Path) -> None:
    """Writes why a delivery is refused, and tells where that is and where its rows are."""
    for target in made_reports:
        reports.write(made, target)
        terminal.say("What was found in the file is in {file}.", file=target)
    terminal.say("{rows} refused rows are in {file}.", rows=made.refused, file=refused)


@click.command()
@click.argument("file", type=FILE)
@click.option("--layout", type=ANY_LAYOUT, help="Guess fields of this layout or list only.")
@click.option("--json", "target", type=FILE, help="Write it here instead of showing it.")
def columns(file: Path, layout: str | None, target: Path | None) -> None:
    """Show the columns of a register or list, with examples and what they may hold."""
    wanted = (layout,) if layout else layouts.LAYOUTS
    is_list = layout in MAKERS
    found = lists_preview.preview(file, str(layout)) if is_list else preview.preview(file, wanted)
    if target:
        reports.write_json(found, target)
        terminal.say("Columns of {file} are in {target}.", file=file, target=target)
        return
    table = Table(Column("column", overflow="fold"), Column("examples", overflow="fold"), *wanted)
    for column in found["columns"]:
        guesses = [column["guess"][name] or "" for name in wanted]
        table.add_row(column["name"], " | ".join(column["examples"]), *guesses)
    terminal.out.print(table, markup=False)
