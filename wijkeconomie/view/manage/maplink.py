"""A link to where something is on a map of others, which opens when the steward asks for it."""

from collections.abc import Mapping
from typing import Any

from wijkeconomie.view.ui import _

ADDRESS = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=19/{lat}/{lon}"


def written(row: Mapping[str, Any]) -> str:
    """The link as Markdown; ``row``: lat, lon (degrees)."""
    where = _("See on openstreetmap.org")
    return f"[{where}]({ADDRESS.format(lat=row['lat'], lon=row['lon'])})"
