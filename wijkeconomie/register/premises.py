"""In what kind of building an establishment is, when the delivery does not say so."""

import json
from collections import Counter

import pandas as pd
from pyarrow import dataset

from wijkeconomie.register import store
from wijkeconomie.register.store import Connection
from wijkeconomie.sources import addresses

NONE = {"row_number": "int64", "use": "string", "use_from": "string"}


def fill(con: Connection, *, has_address: bool) -> None:
    """Completes ``use`` of ``typed`` from the address objects that are kept: by their number,
    else by address. Makes the temporary table ``building_use``; needs ``address``."""
    kept = addresses.kept("objects")
    if kept is None or not has_address:
        empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in NONE.items()})
        store.give(con, building_use=empty)
        return
    store.give(con, object=dataset.dataset(kept))
    store.run(con, "building_use")
    store.run(con, "used_rows")


def matched(con: Connection) -> pd.DataFrame:
    """How the rows that are taken were placed and their building found, per reference date:
    reference_date, place and use, each a JSON object of rows per method."""
    rows = store.frame(con, "matches")
    by_date = {
        (date, subject): json.dumps(dict(zip(group["method"], group["row_count"], strict=True)))
        for (date, subject), group in rows.astype({"row_count": object}).groupby(
            ["reference_date", "subject"]
        )
    }
    return pd.Series(by_date).unstack().rename_axis("reference_date").reset_index()


def together(matched: pd.Series) -> dict[str, int]:
    """Rows per method over all dates, most first; ``matched``: a column of ``matched``."""
    return dict(sum((Counter(json.loads(rows)) for rows in matched), Counter()).most_common())
