"""The tables that ship in ``data/``: vocabulary, metadata and facts."""

from functools import cache

import pandas as pd

from wijkeconomie.settings import SHIPPED


def table(name: str) -> pd.DataFrame:
    """Rows of ``data/{name}.csv``, every column text, empty text where nothing is known."""
    return _read(name).copy()


def rows(name: str) -> list[dict[str, str]]:
    """Rows of ``data/{name}.csv`` as dictionaries, in order."""
    return [{str(k): str(v) for k, v in row.items()} for row in _read(name).to_dict("records")]


@cache
def _read(name: str) -> pd.DataFrame:
    return pd.read_csv(SHIPPED / f"{name}.csv", dtype="string", keep_default_na=False)
