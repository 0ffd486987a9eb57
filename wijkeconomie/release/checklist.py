"""The checklist of what hinders and stimulates: its factors, and what was measured of them."""

import pandas as pd

from wijkeconomie import shipped
from wijkeconomie.sources import factors

TABLES = ["factor", "factor_definition"]


def frames(*, is_sample: bool) -> dict[str, pd.DataFrame]:
    """``factor``: see ``factors.load``; ``checklist``: data/factors.csv."""
    return {"factor": factors.load(is_sample=is_sample), "checklist": shipped.table("factors")}
