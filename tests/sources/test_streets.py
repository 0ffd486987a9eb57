"""Streets of every format, and of files that are none."""

import json
import zlib
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from click.testing import CliRunner
from pyproj import Transformer

from tests import cities
from wijkeconomie.__main__ import cli
from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, streets

TO_DEGREES = Transformer.from_crs(areas.RD, "EPSG:4326", always_xy=True)
POINTS = {1: (100, 500), 2: (900, 500), 3: (900, 1_300), 4: (100, 1_300), 5: (1_800, 500)}
WAYS: dict[int, tuple[list[int], dict[str, str]]] = {
    11: ([1, 2], {"highway": "residential"}),
    12: ([2, 3], {"highway": "footway"}),
    13: ([3, 4], {"highway": "motorway"}),
    14: ([4, 1], {"highway": "path", "foot": "no"}),
    15: ([1, 3], {"highway": "service", "access": "private"}),
    16: ([2, 5], {"highway": "service", "access": "private", "foot": "yes"}),
    17: ([4, 2], {"waterway": "canal"}),
    18: ([3, 5], {"highway": "secondary", "foot": "use_sidepath"}),
}
WALKED = 800 + 800 + 900


@pytest.fixture(scope="module")
def square(tmp_path_factory) -> gpd.GeoDataFrame:
    return areas.read(cities.areas_file(tmp_path_factory.mktemp("areas")), None, None)


def degrees(point: tuple[float, float]) -> tuple[float, float]:
    return TO_DEGREES.transform(cities.X + point[0], cities.Y + point[1])


def xml(file: Path) -> Path:
    """An extract as OpenStreetMap writes it."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    for number, point in POINTS.items():
        lon, lat = degrees(point)
        lines.append(f'<node id="{number}" lat="{lat:.7f}" lon="{lon:.7f}"/>')
    for number, (ends, tags) in WAYS.items():
        refs = "".join(f'<nd ref="{end}"/>' for end in ends)
        told = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        lines.append(f'<way id="{number}">{refs}{told}</way>')
    file.write_text("\n".join([*lines, "</osm>"]))
    return file


def varint(value: int) -> bytes:
    low, rest = value & 127, value >> 7
    return bytes([low | 128]) + varint(rest) if rest else bytes([low])


def field(number: int, value: int | bytes) -> bytes:
    """A number or a text of a message in protocol buffers."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def blob(kind: bytes, content: bytes) -> bytes:
    body = field(2, len(content)) + field(3, zlib.compress(content))
    head = field(1, kind) + field(3, len(body))
    return len(head).to_bytes(4, "big") + head + body


def pbf(file: Path) -> Path:
    """The same extract in the binary format."""
    words = [""]
    groups = b""
    for number, point in POINTS.items():
        lon, lat = (zigzag(round(value * 1e7)) for value in degrees(point))
        groups += field(1, field(1, zigzag(number)) + field(8, lat) + field(9, lon))
    ways = b""
    for number, (ends, tags) in WAYS.items():
        words += [word for word in [*tags, *tags.values()] if word not in words]
        keys, values = (
            b"".join(varint(words.index(w)) for w in ws) for ws in (tags, tags.values())
        )
        steps = [ends[0], *(b - a for a, b in pairwise(ends))]
        refs = b"".join(varint(zigzag(step)) for step in steps)
        ways += field(3, field(1, number) + field(2, keys) + field(3, values) + field(8, refs))
    table = field(1, b"".join(field(1, word.encode()) for word in words))
    block = table + field(2, groups) + field(2, ways)
    header = field(4, b"OsmSchema-V0.6")
    file.write_bytes(blob(b"OSMHeader", header) + blob(b"OSMData", block))
    return file


def lines(file: Path) -> Path:
    """The same as lines with a highway each, in any format of maps."""
    known = {k: v for k, v in WAYS.items() if k in (11, 12, 13, 16)}
    shapes = [shapely.LineString([degrees(POINTS[e]) for e in ends]) for ends, _ in known.values()]
    told = [tags["highway"] for _, tags in known.values()]
    gpd.GeoDataFrame({"highway": told}, geometry=shapes, crs="EPSG:4326").to_file(file)
    return file


FILES = {"x.osm": xml, "x.osm.pbf": pbf, "x.geojson": lines, "x.gpkg": lines}


@pytest.mark.parametrize("name", FILES)
def test_streets_one_may_walk_are_read(name, square, tmp_path):
    pieces = streets.read(FILES[name](tmp_path / name), square)
    assert pieces["is_osm"].all()
    assert pieces["length_m"].sum() == pytest.approx(WALKED, abs=2)
    assert pieces["length_m"].max() <= streets.STEP_M + 0.02
    nodes, start, end = streets.nodes(pieces)
    assert len(nodes) == len(pieces) + 1, "streets meet where they share a point"
    assert set(start) | set(end) == set(range(len(nodes)))


TAGGED = [
    ({"highway": "footway"}, True),
    ({"highway": "footway", "access": "private", "foot": "no"}, False),
    ({"highway": "service", "access": "private"}, False),
    ({"highway": "service", "access": "private", "foot": "yes"}, True),
    ({"highway": "path", "foot": "no"}, False),
    ({"highway": "secondary", "other_tags": '"foot"=>"use_sidepath"'}, False),
    ({"highway": "primary", "motorroad": "yes"}, False),
    ({"fclass": "motorway"}, False),
    ({"fclass": "track_grade2"}, True),
    ({"FCLASS": "residential", "ACCESS": "no"}, False),
    ({"soort": "weg", "access": "private"}, False),
    ({"soort": "weg"}, True),
]


@pytest.mark.parametrize(("told", "may_walk"), TAGGED)
def test_columns_of_lines_tell_which_one_may_walk(told, may_walk, square, tmp_path):
    file = tmp_path / "x.gpkg"
    shape = shapely.LineString([degrees(POINTS[1]), degrees(POINTS[2])])
    columns = {name: [value] for name, value in told.items()}
    gpd.GeoDataFrame(columns, geometry=[shape], crs="EPSG:4326").to_file(file)
    if may_walk:
        assert streets.read(file, square)["is_osm"].all() == ("soort" not in told)
    else:
        with pytest.raises(Refused, match="no streets that"):
            streets.read(file, square)


def test_streets_are_kept_and_replaced(empty_folder, square, tmp_path):
    assert streets.load() is None
    pieces = streets.read(xml(tmp_path / "x.osm"), square)
    for kept in (pieces, pieces.iloc[:3]):
        streets.save(kept)
        assert streets.load().equals(kept)


def test_streets_are_told_and_taken_away(empty_folder, square, tmp_path):
    areas.save(square)

    def run(*arguments) -> str:
        done = CliRunner().invoke(cli, [str(a) for a in arguments], env={"LANG": "C"})
        return done.output + (str(done.exception) if done.exit_code else "")

    assert "No streets are loaded" in run("forget", "--streets")
    assert "2 kilometres" in run("streets", xml(tmp_path / "x.osm"))
    lines = [run(name).splitlines() for name in ("status", "doctor")]
    assert all(any("streets" in line and "2 km" in line for line in told) for told in lines)
    assert "Give one of" in run("forget", "--streets", "--places", "hubs")
    assert "2 kilometres of streets and paths are taken away" in run("forget", "--streets")
    assert streets.load() is None
    assert "streets" not in run("status")
    assert json.loads(run("status", "--json"))["streets_km"] == 0


def moved(file: Path) -> Path:
    far = shapely.LineString([(6.5, 53.2), (6.52, 53.2)])
    gpd.GeoDataFrame(geometry=[far], crs="EPSG:4326").to_file(file)
    return file


def bit(file: Path) -> Path:
    x, y = cities.X + 100, cities.Y + 100
    short = shapely.LineString([(x, y), (x + 300, y)])
    gpd.GeoDataFrame(geometry=[short], crs=areas.RD).to_file(file)
    return file


def cut(file: Path, keep: float = 0.6) -> Path:
    whole = FILES[file.name](file).read_bytes()
    file.write_bytes(whole[: int(len(whole) * keep)])
    return file


def written(content: bytes):
    def write(file: Path) -> Path:
        file.write_bytes(content)
        return file

    return write


BROKEN = {
    "a text cut off": ("x.osm", cut, "breaks off"),
    "a text without its end": ("x.osm", lambda file: cut(file, 0.995), "breaks off"),
    "a binary file cut off": ("x.osm.pbf", cut, "breaks off"),
    "no extract at all": ("x.osm", written(b"hello"), "breaks off"),
    "noise": ("x.pbf", written(bytes(range(256))), "breaks off"),
    "empty": ("x.osm.pbf", written(b""), "breaks off"),
    "an extract of nothing": ("x.osm", written(b"<osm version='0.6'></osm>"), "no streets that"),
    "outlines": (
        "x.geojson",
        lambda file: cities.areas_file(file.parent).rename(file),
        "no streets that",
    ),
    "elsewhere": ("x.gpkg", moved, "in or near the areas"),
    "a bit that leads nowhere": ("x.gpkg", bit, "in or near the areas"),
    "not there": ("x.osm", lambda file: file, "does not exist"),
    "no map": ("x.geojson", written(b"{"), "is no readable"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_holds_no_streets_is_refused(what, square, tmp_path):
    name, make, told = BROKEN[what]
    with pytest.raises(Refused, match=told):
        streets.read(make(tmp_path / name), square)
