"""A made city with its neighbour over six years, and its register as rows of pandas."""

import duckdb
import pandas as pd

from tests import cities
from wijkeconomie import settings, shipped
from wijkeconomie.register import importing
from wijkeconomie.release import publish
from wijkeconomie.sources import areas

YEARS = range(2019, 2025)
BUURTEN = [f"BU99990{wijk}0{buurt}" for wijk in (1, 2) for buurt in (1, 2, 3)]
OTHER = "BU99980101"
CODES = [
    "0111",
    "1071",
    "4120",
    "4711",
    "5610",
    "4941",
    "6201",
    "7111",
    "8411",
    "8520",
    "8610",
    "9602",
]
USES = ("woonfunctie", "winkelfunctie", "woonfunctie", "kantoorfunctie", "")
KINDS = ("residential", "residential", "business_park", "residential", "centre", "office")


def make(folder) -> None:
    """Register and internal edition of the city: few people live in its last buurt, in no dwelling."""
    where = [*BUURTEN, OTHER]
    features = [
        cities.feature(
            code,
            cities.square(column, 0),
            buurtnaam=f"Buurt {column}",
            locatietype=(*KINDS, "residential")[column],
            gemeentenaam="Vierkantstad" if code in BUURTEN else "Elders",
            aantal_inwoners=90 if column == 5 else 400 + 100 * column,
            woningvoorraad=0 if column == 5 else 200 + 50 * column,
            water="NEE",
        )
        for column, code in enumerate(where)
    ]
    city = cities.write(folder / "city.geojson", cities.collection(*features))
    for code in ("GM9999", "GM9998"):
        areas.save(areas.read(city, code, None))
    for year in YEARS:
        rows = [_row(year, serial, where) for serial in range(1, 300) if _is_there(year, serial)]
        importing.import_file(cities.register_file(folder, rows, f"{year}.csv"), "lisa")
    publish.publish("internal", lambda _step: None)


def _is_there(year: int, serial: int) -> bool:
    """Each begins in some year, and some end in another."""
    begins, ends = 2017 + serial % 7, 2021 + serial % 11
    return begins <= year < ends and not (year == 2022 and serial % 17 == 3)


def _row(year: int, serial: int, where: list[str]) -> str:
    moved = 1 if serial % 13 == 0 and year >= 2022 else 0
    # The third buurt stays empty until 2023.
    column = (serial * 37 % 101 + moved) % len(where)
    column = 1 if column == 2 and year < 2023 else column
    return cities.row(
        serial,
        date=f"{year}-04-01",
        sbi=CODES[(serial * 7 + serial // 12) % len(CODES)],
        full=(0, 1, 1, 3, 12, 25)[serial % 6],
        part=(0, 1, 2)[serial % 3] or int(serial % 6 == 0),
        municipality="9998" if where[column] == OTHER else "9999",
        x=cities.X + 1_000 * column + 500,
        y=cities.Y + 500,
        use=USES[serial % 5],
    )


def register() -> pd.DataFrame:
    """Establishments with year, codes of their areas, and sector by ``data/sectors.csv``."""
    with duckdb.connect(settings.register_file(), read_only=True) as con:
        rows = con.execute("select * from establishment").df()
    groups = [r for r in shipped.rows("sectors") if r["parent_code"] == "*"]
    division = rows["sbi_code"].str[:2].astype(int)
    for group in groups:
        inside = division.between(int(group["first_division"]), int(group["last_division"]))
        rows.loc[inside, "sector"] = group["sector_code"]
    return rows
