"""Points of addresses from the Locatieserver of PDOK, asked one by one."""

import re
from collections.abc import Callable

import pandas as pd

from wijkeconomie.sources import calls
from wijkeconomie.sources.services import LOCATIESERVER, need, understood

FIELDS = "huisletter,huisnummertoevoeging,centroide_rd,adresseerbaarobject_id,nummeraanduiding_id"
POINT = re.compile(r"POINT\s*\(\s*([0-9.]+)\s+([0-9.]+)\s*\)")
COLUMNS = ["object_id", "number_id", "postcode", "house_number", "addition", "x", "y"]


Asking = Callable[[int, int], None]


def objects(asked: pd.DataFrame, asking: Asking) -> pd.DataFrame:
    """Address objects at addresses; x and y in EPSG:28992 (m). Answers are kept, so that asking
    goes on where it was broken off.

    ``asked``: postcode, house_number, each pair once. ``asking`` is told how many of how many are
    asked. Raises Refused when the service fails.
    """
    rows = []
    for done, address in enumerate(asked.to_dict("records"), start=1):
        rows += _ask(str(address["postcode"]), int(address["house_number"]))
        asking(done, len(asked))
    texts = dict.fromkeys(["object_id", "number_id", "postcode", "addition"], "string")
    numbers = {"house_number": "Int64", "x": "float64", "y": "float64"}
    return pd.DataFrame(rows, columns=COLUMNS).astype(texts | numbers)


@understood(LOCATIESERVER)
def _ask(postcode: str, number: int) -> list[dict[str, object]]:
    """Objects at one address; the answer itself says neither postcode nor number."""
    question = {
        "q": f"postcode:{postcode} AND huisnummer:{number}",
        "fq": "type:adres",
        "rows": "50",
        "fl": FIELDS,
    }
    answer = calls.ask(LOCATIESERVER, "free", question, needed="response/docs")
    return [
        {
            "object_id": found.get("adresseerbaarobject_id"),
            "number_id": found.get("nummeraanduiding_id"),
            "postcode": postcode,
            "house_number": number,
            "addition": " ".join(
                found[part] for part in ("huisletter", "huisnummertoevoeging") if found.get(part)
            ),
            "x": float(point[1]),
            "y": float(point[2]),
        }
        for found in need(LOCATIESERVER, answer, "response/docs")
        if (point := POINT.match(str(need(LOCATIESERVER, found, "centroide_rd"))))
    ]
