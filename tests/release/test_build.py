"""A release holds every published table, nothing else, and the same for the same inputs."""

import duckdb
import pytest

from tests import cities
from tests.conftest import SECRET
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing
from wijkeconomie.release import build, publish
from wijkeconomie.sources import areas

CONTRACT = {
    "release_info": "release_id edition made_at municipality_codes reference_dates sample "
    "protection software_version",
    "area": "area_code level name parent_code municipality_code boundary_year location_type "
    "population dwellings land_ha urbanity boundary_kind from_year until_year same_since city_part",
    "area_shape": "area_code boundary_year detail geojson",
    "area_location": "area_code boundary_year rule location_type land_share",
    "activity": "area_code year sector size_class premises establishments jobs jobs_full_time flag",
    "location": "area_code year rule location_type size_class premises establishments jobs "
    "jobs_full_time flag",
    "dynamics": "area_code year sector premises openings closures moved_in moved_out flag",
    "survival": "area_code year years_after establishments flag",
    "hexagon": "h3 municipality_code year premises establishments flag",
    "place": "place_id name kind category lon lat area_code capacity operator theme "
    "opening_hours url opened_on closed_on checked_on source sample",
    "place_reach": "place_id year radius_m distance who sector_set establishments flag",
    "reach": "area_code year radius_m distance kind who establishments flag",
    "initiative": "initiative_id name theme area_code lon lat url started_on expires_on source "
    "sample",
    "site": "site_id name kind lon lat area_code floor_m2 url checked_on source sample",
    "factor": "factor_id area_code factor value unit measured_on source sample",
    "factor_definition": "factor position theme title question indicator direction needed "
    "source_id",
    "address": "postcode house_number lon lat",
    "practice": "practice_id position themes title_nl title_en place area_codes period summary_nl "
    "summary_en text_nl text_en url source_id own",
    "claim": "claim_id position about about_code is_local quote statement figure unit source_id "
    "published reading query switches judged bound tolerance told untestable",
    "programme": None,
    "indicator": None,
    "source": None,
    "series_break": "area_code year kind before after",
    "quality": "measure table_name level value",
    "area_feature": "area_code year feature value scaled",
    "similar_area": "area_code preset position similar_code distance",
    "area_group": "level group_code area_code",
    "area_group_trait": "level group_code feature mean scaled",
    "peer_group": "municipality_code kind city_code city_name city_km cores largest_core",
}


@pytest.fixture(scope="module")
def con(sample_folder):
    with duckdb.connect(sample_folder / "economy.duckdb", read_only=True) as connection:
        yield connection


def test_tables_and_columns(con):
    found = {
        table: " ".join(con.table(table).columns)
        for (table,) in con.execute("show tables").fetchall()
    }
    assert found.keys() == CONTRACT.keys()
    assert {t: c for t, c in found.items() if CONTRACT[t]} == {
        t: c for t, c in CONTRACT.items() if c
    }


@pytest.mark.parametrize("table", [table for table in CONTRACT if table != "address"])
def test_every_table_has_rows(con, table):
    assert con.table(table).aggregate("count(*)").fetchall()[0][0] > 0


def test_each_dimension_alone_at_every_level_and_crosses_from_wijk_up(con):
    rows = con.execute(
        """
        select level,
            (sector <> '*')::int + (size_class <> '*')::int + (premises <> '*')::int as dimensions,
            count(distinct (sector, size_class, premises)) as combinations
        from activity inner join area using (area_code)
        group by all order by all
        """
    ).fetchall()
    sectors, sections, sizes, sets, premises = 12, 12, 6, 3, 3
    crosses = (sectors + sections) * (sizes + premises) + (sizes + sets) * premises
    wide = [(0, 1), (1, sectors + sections + sizes + sets + premises), (2, crosses)]
    narrow = [(0, 1), (1, sectors + sizes + sets + premises)]
    expected = [("buurt", *pair) for pair in narrow]
    expected += [("municipality", *pair) for pair in wide] + [("wijk", *pair) for pair in wide]
    assert rows == expected


def test_hexagons_never_overlap(con):
    """A coarse hexagon counts only those of its fine ones that are not shown."""
    shown = con.execute("select sum(establishments) from hexagon where year = 2025").fetchall()[0][
        0
    ]
    total = con.execute(
        "select establishments from activity where area_code = 'GM0034' and year = 2025"
        " and premises = 'home' and sector = '*' and size_class = '*'"
    ).fetchall()[0][0]
    assert 0.8 * total < shown <= total


def test_first_year_of_dynamics_is_unknown(con):
    rows = con.execute(
        "select distinct flag, openings, closures, moved_in, moved_out from dynamics where year = 2016"
    ).fetchall()
    assert rows == [("u", None, None, None, None)]


def test_stocks_and_flows_agree(con):
    """Openings minus closures of the municipality are its growth, within rounding."""
    rows = con.execute(
        """
        select t.establishments - b.establishments - (d.openings - d.closures)
        from activity as t
        inner join activity as b on t.area_code = b.area_code and t.year = b.year + 1
        inner join dynamics as d on t.area_code = d.area_code and t.year = d.year
        where t.area_code = 'GM0034' and t.sector = '*' and t.size_class = '*' and t.premises = '*'
            and b.sector = '*' and b.size_class = '*' and b.premises = '*'
            and d.sector = '*' and d.premises = '*'
        """
    ).fetchall()
    assert len(rows) == 9
    assert all(abs(difference) <= 20 for (difference,) in rows)


def test_the_sbi_break_is_told(con):
    assert con.execute("from series_break").fetchall() == [("*", 2025, "sbi", "2008", "2025")]


def test_reach_grows_with_the_radius(con):
    shrinking = con.execute(
        """
        select near.place_id from place_reach as near inner join place_reach as far
            using (place_id, year, distance, who, sector_set)
        where near.radius_m < far.radius_m and near.establishments > far.establishments + 5
        """
    ).fetchall()
    assert shrinking == []


@pytest.fixture
def city(empty_folder, tmp_path):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    rows = [cities.row(i, x=cities.X + 40 * i, full=1 + i % 7) for i in range(40)]
    rows += [cities.row(i, date="2025-04-01", y=cities.Y + 20 * i) for i in range(20, 70)]
    importing.import_file(cities.register_file(tmp_path, rows), "lisa")
    return tmp_path


def content(file) -> dict[str, list]:
    with duckdb.connect(file, read_only=True) as con:
        return {
            table: con.execute(f"from {table} order by all").fetchall()
            for table in CONTRACT
            if table != "release_info"
        }


def test_identical_for_equal_inputs_and_another_for_another_secret(city):
    made = []
    for secret in (SECRET, SECRET, SECRET[::-1]):
        settings.secret_file().write_bytes(secret)
        file = city / f"release-{len(made)}.duckdb"
        made_id = publish.publish("public", lambda _step: None, file, is_new_secret=True)
        made.append((made_id, content(file)))
    assert made[0] == made[1]
    assert made[0][0] != made[2][0]
    assert made[0][1]["activity"] != made[2][1]["activity"]


def test_a_real_register_brings_no_sample_places(city):
    publish.publish("public", lambda _step: None)
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        assert con.execute("select sample from release_info").fetchall() == [(False,)]
        assert con.execute("select count(*) from place").fetchall() == [(0,)]
        assert con.execute("select count(*) from initiative").fetchall() == [(0,)]


def test_the_file_never_held_an_establishment(city):
    """Not even in pages that were freed: numbers are not in its bytes."""
    publish.publish("public", lambda _step: None)
    held = settings.release_file().read_bytes()
    assert all(f"{i:012d}".encode() not in held for i in range(70))


def test_no_register(empty_folder):
    with pytest.raises(Refused, match="There is no register in"):
        build.build(empty_folder / "x.duckdb", "public", lambda _step: None)
