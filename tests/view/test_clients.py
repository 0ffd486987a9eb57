"""Files in the hands of the programs they are for: real ones, on real files."""

import json
import shutil
import subprocess
import zipfile
from hashlib import sha256

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pyogrio
import pytest
import shapely
from csvw.metadata import CSVW
from frictionless import Package
from pyjstat import pyjstat

from tests.view.test_exports import FORMULAS
from wijkeconomie.view import query
from wijkeconomie.view.exports import columns, formats, outlines, reader, rows, selection
from wijkeconomie.view.exports.selection import Selection

MAPPED = [table for table in columns.tables() if outlines.fits(table)]
CUBES = [table for table in columns.tables() if columns.table(table).is_cube]
NETHERLANDS = {4326: (3, 50, 8, 54), 28992: (0, 300_000, 300_000, 630_000)}


def taken(table: str, **given: str) -> Selection:
    return selection.parse(table, {name: [value] for name, value in given.items()})


def written(folder, asked: Selection, ending: str):
    path = folder / f"{asked.table}.{ending}"
    with path.open("wb") as stream:
        stream.writelines(formats.make(ending, asked))
    return path


@pytest.mark.parametrize("dialect", ["standard", "nl"])
def test_pandas_reads_types(sample_release, tmp_path, dialect):
    asked = taken("area", dialect=dialect)
    notation = {"sep": ";", "decimal": ",", "encoding": "utf-8-sig"} if dialect == "nl" else {}
    read = pd.read_csv(written(tmp_path, asked, "csv"), **notation)
    wanted = rows.frame(asked)
    assert read["land_ha"].tolist() == wanted["land_ha"].tolist()
    assert read["population"].dropna().tolist() == wanted["population"].dropna().tolist()


def test_duckdb_guesses_the_types_of_csv_and_has_those_of_parquet(sample_release, tmp_path):
    asked = taken("activity", level="wijk", year="2025")
    csv, parquet = (written(tmp_path, asked, ending) for ending in ("csv", "parquet"))
    with duckdb.connect() as con:
        guessed = con.read_csv(str(csv)).project("* exclude (citation)")
        typed = con.read_parquet(str(parquet))
        kinds = dict(zip(typed.columns, map(str, typed.types), strict=True))
        assert kinds["area_code"] == kinds["flag"] == "VARCHAR"
        assert kinds["jobs"] in ("INTEGER", "BIGINT")
        assert guessed.except_(typed).fetchall() == typed.except_(guessed).fetchall() == []
        assert len(typed) == selection.count(asked)


@pytest.mark.parametrize(("ending", "code"), [("geojson", 4326), ("gpkg", 28992)])
@pytest.mark.parametrize("table", MAPPED)
def test_gdal_reads_every_shape(sample_release, tmp_path, table, ending, code):
    asked = taken(table, limit="400")
    path = written(tmp_path, asked, ending)
    read = pyogrio.read_dataframe(path)
    assert pyogrio.list_layers(path)[0][0] == table
    assert len(read) == selection.count(asked)
    assert read.crs.to_epsg() == code
    located = read.geometry.dropna()
    assert len(located) == len(read), "every row of the sample is somewhere"
    assert located.is_valid.all()
    west, south, east, north = NETHERLANDS[code]
    x, y, right, top = located.total_bounds
    assert west < x <= right < east
    assert south < y <= top < north


@pytest.mark.parametrize("table", MAPPED)
def test_both_maps_are_of_the_same_ground(sample_release, tmp_path, table):
    asked = taken(table, limit="30")
    degrees, metres = (
        pyogrio.read_dataframe(written(tmp_path, asked, ending)) for ending in ("geojson", "gpkg")
    )
    moved = metres.to_crs(4326)
    apart = shapely.hausdorff_distance(degrees.geometry.array, moved.geometry.array)
    assert apart.max() < 1e-5
    gap = (degrees.to_crs(28992).area - metres.area).abs() / metres.area.clip(lower=1)
    assert gap.max() < 1e-4


SQUARE = '{"type":"Polygon","coordinates":[[[5,52],[5.1,52],[5.1,52.1],[5,52.1],[5,52]]]}'
REDRAWN = (
    f"update area_shape set geojson = '{SQUARE}' where boundary_year = 2020",
    "update area set until_year = 2020 where boundary_year = 2020",
    "update area set from_year = 2021 where boundary_year = 2025",
    "update release_info set release_id = 'redrawn'",
)


@pytest.fixture(scope="module")
def redrawn(sample_folder, tmp_path_factory):
    """The sample with an area that had other boundaries until 2020."""
    folder = tmp_path_factory.mktemp("redrawn")
    shutil.copyfile(sample_folder / "economy.duckdb", folder / "economy.duckdb")
    with duckdb.connect(folder / "economy.duckdb") as con:
        for table in ("area", "area_shape"):
            con.execute(
                f"insert into {table} select * replace (2020 as boundary_year) from {table} "
                "where area_code = 'BU00340101'"
            )
        for change in REDRAWN:
            con.execute(change)
    return folder


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_shapes_are_those_of_the_boundaries_of_the_year(redrawn, tmp_path, monkeypatch, ending):
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(redrawn))
    asked = taken("activity", area="BU00340101", sector="*", size_class="*", premises="*")
    read = pyogrio.read_dataframe(written(tmp_path, asked, ending)).to_crs(28992)
    km2 = (read.area / 1e6).round().tolist()
    assert read["year"].tolist() == [*range(2016, 2026)]
    assert km2[:5] == [76] * 5
    assert set(km2[5:]) == {0}
    of_areas = pyogrio.read_dataframe(written(tmp_path, taken("area", area="BU00340101"), ending))
    assert (of_areas.to_crs(28992).area / 1e6).round().tolist() == [76, 0]


def test_outlines_go_round_as_the_standard_says(sample_release, tmp_path):
    found = json.loads(written(tmp_path, taken("area"), "geojson").read_bytes())["features"]
    shapes = [shapely.from_geojson(json.dumps(each["geometry"])) for each in found]
    rings = [part.exterior for shape in shapes for part in shapely.get_parts(shape)]
    assert shapely.is_ccw(rings).all()


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="ogrinfo is not installed")
def test_ogrinfo_tells_what_a_geopackage_is(sample_release, tmp_path):
    path = written(tmp_path, taken("place", lang="en"), "gpkg")
    told = subprocess.run(
        ["ogrinfo", "-so", "-al", "-ro", path], capture_output=True, text=True, check=True
    ).stdout
    for part in (
        "Layer name: place",
        "Geometry: Point",
        "Count: 51",
        "TITLE=Hubs and third places",
    ):
        assert part in told
    assert query.release().release_id in told


@pytest.mark.filterwarnings("ignore:Shouldn't use this function")
@pytest.mark.parametrize("table", CUBES)
def test_pyjstat_reads_cubes(sample_release, tmp_path, table):
    asked = taken(table, dialect="stat", limit="150")
    text = written(tmp_path, asked, "json").read_text()
    read = pyjstat.Dataset.read(text).write("dataframe", naming="id")
    cube, wanted = json.loads(text), rows.frame(asked)
    measures = [c.name for c in columns.of(table) if c.role == "measure"]
    keys = [name for name in cube["id"] if name != "measure"]
    found = read.dropna(subset=["value"]).set_index([*keys, "measure"])["value"].to_dict()
    known = {
        (*(str(row[key]) for key in keys), name): row[name]
        for row in wanted.to_dict("records")
        for name in measures
        if pd.notna(row[name])
    }
    assert found == known
    labels = cube["dimension"]["measure"]["category"]["label"]
    assert list(labels) == measures


def test_flags_of_cubes_are_of_their_own_figures(sample_release, tmp_path):
    asked = taken("activity", area="WK003426", year="2025", dialect="stat")
    cube = json.loads(written(tmp_path, asked, "json").read_text())
    size = len(cube["dimension"]["measure"]["category"]["index"])
    told = {(int(at) % size, flag) for at, flag in cube["status"].items()}
    measures = list(cube["dimension"]["measure"]["category"]["index"])
    distorted = {measures[at] for at, flag in told if flag.startswith("n")}
    assert distorted == {"jobs", "jobs_full_time"}
    assert {measures[at] for at, flag in told if flag == "c"} == {*measures}
    protected = {at for at, flag in cube["status"].items() if flag == "c"}
    assert protected
    assert not protected & set(cube["value"])


@pytest.mark.parametrize("table", columns.tables())
def test_the_package_is_what_it_says(sample_release, tmp_path, table):
    """Frictionless, CSV on the Web and sha256sum agree about what is in the zip."""
    asked = taken(table, limit="200")
    with zipfile.ZipFile(written(tmp_path, asked, "zip")) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    made = {path.name for path in tmp_path.iterdir()}
    assert {"LEESMIJ.md", "README.md", "datapackage.json", f"{table}.csv"} < made
    assert (tmp_path / f"{table}.csv").read_bytes() == b"".join(formats.make("csv", asked))
    for line in (tmp_path / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    checked = Package(str(tmp_path / "datapackage.json")).validate()
    assert checked.valid, checked.flatten(["note", "message"])
    described = CSVW(str(tmp_path / f"{table}.csv-metadata.json"), validate=True)
    assert described.is_valid
    assert not described.warnings
    has_flags = any(column.role == "flag" for column in columns.of(table))
    assert ("Geheim" in (tmp_path / "LEESMIJ.md").read_text()) == has_flags


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_dutch_csv_and_the_workbook(sample_release, tmp_path, monkeypatch):
    """And runs nothing of what somebody wrote in a name."""
    asked = taken("activity", area="WK003426", year="2025", limit="400")
    places = taken("place", columns="place_id,lon,opened_on,sample,capacity")
    dutch = written(tmp_path, selection.parse("activity", asked.given | {"dialect": ["nl"]}), "csv")
    # With "quoted field as text" ticked: a CSV cannot say that size class 0 is no number.
    convert(tmp_path, [dutch], ["--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1043,true"])
    assert sheet(tmp_path / "out" / "activity.xlsx") == shown(asked)
    hostile = tmp_path / "hostile.csv"
    found = pa.RecordBatch.from_pydict({"name": [text for text in FORMULAS if "\x00" not in text]})
    with monkeypatch.context() as patch:
        patch.setattr(reader, "batches", lambda *_given: iter([found]))
        hostile.write_bytes(b"".join(formats.make("csv", taken("place", columns="name"))))
    books = [written(tmp_path, each, "xlsx") for each in (asked, places)]
    convert(tmp_path, [*books, hostile], [])
    cells = openpyxl.load_workbook(tmp_path / "out" / "hostile.xlsx").worksheets[0]["A"][1:]
    assert len(cells) == len(found)
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet(tmp_path / "out" / "activity.xlsx") == shown(asked)
    assert sheet(tmp_path / "out" / "place.xlsx") == shown(places)


def convert(folder, files: list, more: list[str]) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, *more, "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, folder / "out", *files], check=True, capture_output=True)


def sheet(path) -> list[tuple]:
    found = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    header, *cells = found
    kept = [position for position, name in enumerate(header) if name != "citation"]
    return [tuple(plain(row[position]) for position in kept) for row in (header, *cells)]


def shown(asked: Selection) -> list[tuple]:
    frame = rows.frame(asked).astype(object)
    cells = frame.where(frame.notna(), None).itertuples(index=False, name=None)
    return [tuple(frame.columns), *(tuple(map(plain, row)) for row in cells)]


def plain(value: object) -> object:
    """A cell as it was; LibreOffice writes a yes or no as a formula."""
    if value in ("=TRUE()", "=FALSE()"):
        return value == "=TRUE()"
    if isinstance(value, str):
        return value.replace("–", "-")
    return str(value)[:10] if hasattr(value, "year") else value
