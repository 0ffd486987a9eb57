"""Commands that load public figures and addresses, from files or from services of others."""

from pathlib import Path

import click
import pandas as pd

from wijkeconomie.commands import terminal
from wijkeconomie.errors import Refused
from wijkeconomie.register import store, upkeep
from wijkeconomie.sources import addresses as addresses_source
from wijkeconomie.sources import areas as areas_source
from wijkeconomie.sources import bag as bag_source
from wijkeconomie.sources import cbs as cbs_source
from wijkeconomie.sources import figures as figures_source
from wijkeconomie.sources import kwb, location_files
from wijkeconomie.sources import locations as locations_source
from wijkeconomie.view import words

FILE = click.Path(path_type=Path)
SHOWN = 5
MAPS = (".geojson", ".json", ".gpkg", ".zip", ".shp")
LOADED = {
    "area": words.mark("The types of {rows} areas are loaded: {types}."),
    "sites": words.mark("{rows} polygons of work sites and centres are loaded: {types}."),
    "land_use": words.mark("{rows} polygons of land use are loaded: {types}."),
}


def municipality(written: str | None) -> str | None:
    """A municipality as its code: ``34`` and ``gm34`` are GM0034."""
    digits = (written or "").upper().removeprefix("GM")
    return f"GM{digits:0>4}" if digits.isdigit() else written


def need(file: Path | None, is_asked: bool, option: str) -> None:
    """Either a file or a service. Raises click.UsageError for both or none."""
    if (file is None) != is_asked:
        raise click.UsageError(f"Give either FILE or {option}.")


def has_own_register() -> bool:
    """Whether the register holds more than the sample."""
    return bool(store.exists() and not store.kept_dates()["is_sample"].all())


def tell_areas(read: pd.DataFrame) -> None:
    """Tells which areas are there now, of the municipalities and the year just read."""
    known = areas_source.load()
    codes, year = read["municipality_code"].unique(), int(read["boundary_year"].iloc[0])
    own = known[known["municipality_code"].isin(codes) & (known["boundary_year"] == year)]
    found = own["level"].value_counts()
    terminal.say(
        "{code} {year}: {wijken} wijken and {buurten} buurten loaded.",
        code=", ".join(codes[:SHOWN]) + (f" … ({len(codes)})" if len(codes) > SHOWN else ""),
        year=year,
        wijken=int(found.get("wijk", 0)),
        buurten=int(found.get("buurt", 0)),
    )


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--cbs", "is_asked", is_flag=True, help="Ask CBS instead of reading a file.")
@click.option("--municipality", "code", help="CBS code such as GM0034; else those loaded.")
@click.option("--year", type=int, help="Boundary year; that of the file or the areas unless given.")
def figures(file: Path | None, is_asked: bool, code: str | None, year: int | None) -> None:
    """Load CBS key figures, and fill them in on the areas of their boundary year."""
    need(file, is_asked, "--cbs")
    wanted = municipality(code)
    if file is not None:
        rows = kwb.read(file, year)
        rows = rows[rows["area_code"].str[2:6] == wanted[2:]] if wanted else rows
        if rows.empty:
            raise Refused(
                "File {file} holds no figures of {code}: take another file or municipality.",
                file=file,
                code=wanted,
            )
    else:
        rows = pd.concat([cbs_source.read(*asked) for asked in _asked(wanted, year)])
    figures_source.save(rows)
    terminal.say(
        "Figures of {count} areas of {years} are loaded.",
        count=len(rows),
        years=", ".join(str(known) for known in sorted(set(rows["boundary_year"]))),
    )
    _tell_matched(wanted)


def _asked(code: str | None, year: int | None) -> list[tuple[str, int]]:
    known = areas_source.load()[["municipality_code", "boundary_year"]].drop_duplicates()
    own = known[known["municipality_code"] == code] if code else known
    if own.empty and code and year:
        return [(code, year)]
    if own.empty:
        raise Refused(
            "The areas of {code} are not loaded: load them first, or add --year.", code=code
        )
    pairs = {(str(c), year or int(y)) for c, y in own.itertuples(index=False)}
    return sorted(pairs)


def _tell_matched(code: str | None) -> None:
    areas = areas_source.load()
    own = areas[areas["municipality_code"] == code] if code else areas
    without = figures_source.unmatched(own)
    terminal.say(
        "{count} of the {total} areas loaded have figures of their boundary year.",
        count=len(own) - len(without),
        total=len(own),
    )
    if without:
        terminal.say(
            "Without: {codes}. Load figures of the year of these boundaries.",
            codes=", ".join(without[:SHOWN]) + (" …" if len(without) > SHOWN else ""),
        )


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--rule",
    type=click.Choice(locations_source.RULES),
    required=True,
    help="What the file holds: types of areas, work sites and centres, or land use by CBS.",
)
@click.option("--type", "kind", help="Type of polygons that do not say theirs, with --rule sites.")
@click.option("--year", type=int, help="Boundary year of a list; else that in it, or every year.")
def locations(file: Path, rule: str, kind: str | None, year: int | None) -> None:
    """Load where living is and where work: a list of areas, work sites and centres, or land use."""
    areas = areas_source.load()
    if rule == "area":
        _refuse_map(file)
        new = location_files.read_list(file, year)
        own = new[new["area_code"].isin(areas["area_code"])]
    else:
        read = location_files.read_land_use
        polygons = location_files.read_sites(file, kind) if rule == "sites" else read(file)
        own = new = locations_source.cut(rule, polygons, areas)
    if own.empty:
        raise Refused(
            "File {file} holds nothing within the areas that are loaded: load those areas first, "
            "or take another file.",
            file=file,
        )
    is_placed = upkeep.use_locations(rule, new)
    counts = own["location_type"].value_counts().sort_index()
    told = [
        words.Said("{type} {count}", {"type": words.named("location_type", str(c)), "count": n})
        for c, n in counts.astype(object).items()
    ]
    terminal.say(LOADED[rule], rows=len(own), types=told)
    if is_placed and has_own_register():
        terminal.say("The register has its location types by this; make a release to publish them.")


def _refuse_map(file: Path) -> None:
    """Raises Refused when a file that should be a list is a map."""
    if file.suffix.lower() in MAPS:
        raise Refused(
            "File {file} is a map, and no list of areas: load it with --rule sites, or with "
            "--rule land_use when it is the land use of CBS.",
            file=file,
        )


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--bag", "is_asked", is_flag=True, help="Ask the BAG instead of reading a file.")
@click.option("--municipality", "code", help="CBS code such as GM0034, with --bag.")
def addresses(file: Path | None, is_asked: bool, code: str | None) -> None:
    """Load addresses, to place establishments and to know which stand in a home."""
    need(file, is_asked, "--bag")
    wanted = municipality(code)
    if file is not None:
        kind, rows = addresses_source.load_file(file)
    elif wanted is None:
        raise click.UsageError("Add --municipality, such as --municipality GM0034.")
    else:
        kind, rows = "objects", bag_source.load(wanted)
    if kind == "numbers":
        terminal.say("The buurt of {rows} addresses is loaded.", rows=rows)
    else:
        terminal.say("{rows} address objects with their use are loaded.", rows=rows)
    terminal.say("They are used when a register is imported; import it again to use them.")
