"""What hinders and stimulates small businesses in areas: as it was loaded, or the fictitious."""

import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.sources import keeping

COLUMNS = ["area_code", "factor", "value", "unit", "measured_on", "source", "sample"]


def load(*, is_sample: bool) -> pd.DataFrame:
    """One row per area, factor, unit, day and source: factor_id, COLUMNS (value a number, date as
    YYYY-MM-DD, source as the municipality told it, else the name of its list). ``is_sample``: of
    a register that is the sample."""
    known = keeping.stored("factors")
    if known is None:
        return sample() if is_sample else sample().iloc[:0]
    told = known["told_source"].fillna(known["source"])
    return pd.DataFrame(known.assign(source=told))[["factor_id", *COLUMNS]]


def sample() -> pd.DataFrame:
    """The fictitious rows that come with the sample; see ``load``."""
    told = shipped.table("almere/sample_factors")
    source = pd.Series(pd.NA, told.index, dtype="string")
    made = told.assign(value=told["value"].astype("Float64"), source=source, sample=True)
    return made[["factor_id", *COLUMNS]]
