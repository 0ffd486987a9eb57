"""Places in and near an area with whom they reach, and initiatives in it: for a page and for
paper alike."""

from collections.abc import Callable

import pandas as pd

from wijkeconomie.view import atlas, city_parts, places, points, profile, query, shapes
from wijkeconomie.view.reach import Reach

NEAR_M = 1500


def found(
    lang: str, area: str, year: int, rows: Callable[..., pd.DataFrame] = query.run
) -> tuple[pd.DataFrame, pd.Series]:
    """Places open in a year in an area or within NEAR_M of its centre, nearest first, as
    ``places.near`` tells them, of the newest year those opened since too; and per place what stands
    where it has no reach."""
    west, south, east, north = shapes.bounds(area)
    inside = profile.buurten_in(atlas.areas(), area)
    lon, lat = (west + east) / 2, (south + north) / 2
    near = rows("places_near", lon=lon, lat=lat, within_m=NEAR_M, areas=inside)
    asked = Reach(year)
    reached = rows("places_with_reach", **asked.parameters)
    release = query.release()
    is_gone = points.was_closed(reached, release.date_of(year))
    if year != release.years[0]:
        is_gone |= points.is_later(reached, release.date_of(year))
    near = near[~near["place_id"].isin(reached.loc[is_gone, "place_id"])].reset_index(drop=True)
    table = places.near(lang, near, reached, asked)
    told = places.missing(lang, reached.set_index("place_id").loc[near["place_id"]])
    return table, told.reset_index(drop=True).rename(table.columns[-1])


def initiatives(lang: str, area: str, year: int) -> pd.DataFrame:
    """Initiatives in an area by name, as ``places.initiatives`` tells them; of an earlier year
    without those that are known to have started later."""
    rows, release = query.run("table_initiative", area=city_parts.areas_of(area)), query.release()
    if year != release.years[0]:
        started = pd.to_datetime(rows["started_on"])
        rows = rows[~(started > pd.Timestamp(release.date_of(year)))]
    return places.initiatives(lang, rows.sort_values("name"))
