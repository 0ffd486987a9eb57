"""Utility: protected figures stay close to the exact ones, as promised."""

import duckdb
import pytest


@pytest.fixture(scope="module")
def con(sample_folder):
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sample_folder}/register.duckdb' as register (read_only)")
        connection.execute(f"attach '{sample_folder}/economy.duckdb' as release (read_only)")
        yield connection


def test_municipal_totals(con):
    rows = con.execute(
        """
        select t.year, t.establishments - count(*), t.jobs / sum(e.jobs) - 1
        from release.activity as t inner join register.establishment as e
            on t.area_code = e.municipality_code and t.year = e.year
        where t.sector = '*' and t.size_class = '*' and t.premises = '*'
        group by t.year, t.establishments, t.jobs
        """
    ).fetchall()
    assert len(rows) == 10
    assert all(abs(error) <= 5 for _year, error, _share in rows)
    assert all(abs(share) <= 0.005 for _year, _error, share in rows)


def test_median_error_of_a_buurt_count(con):
    error = con.execute(
        """
        with exact as (
            select buurt_code, year, count(*) as n
            from register.establishment where buurt_code is not null group by all
        )
        select median(abs(t.establishments - exact.n))
        from release.activity as t inner join exact
            on t.area_code = exact.buurt_code and t.year = exact.year
        where t.sector = '*' and t.size_class = '*' and t.premises = '*' and t.flag <> 'c'
        """
    ).fetchall()[0][0]
    assert error <= 2


def test_the_sample_bears_out_the_claim_in_its_first_year(con):
    """43 percent of the jobs before protection, and close to it after."""
    exact = con.execute(
        "select sum(jobs) filter (where location_type = 'residential') / sum(jobs)"
        " from register.establishment where year = 2016"
    ).fetchall()[0][0]
    published = con.execute(
        "select r.jobs / t.jobs from release.location as r inner join release.activity as t"
        " on r.area_code = t.area_code and r.year = t.year and t.sector = '*'"
        " and t.size_class = '*' and t.premises = '*' where r.location_type = 'residential'"
        " and r.area_code = 'GM0034' and r.year = 2016 and r.size_class = '*' and r.premises = '*'"
    ).fetchall()[0][0]
    assert exact == pytest.approx(0.43, abs=0.001)
    assert published == pytest.approx(0.43, abs=0.005)


def test_the_share_grows(con):
    shares = con.execute(
        "select sum(jobs) filter (where location_type = 'residential') / sum(jobs)"
        " from register.establishment group by year order by year"
    ).fetchall()
    assert shares == sorted(shares)
