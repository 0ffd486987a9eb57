"""The profile of an area as PDF: two A4 pages, tagged for who reads by ear."""

from wijkeconomie.view import query
from wijkeconomie.view.printing import content, press
from wijkeconomie.view.printing.seen import Seen


def pdf(seen: Seen, site: str = "") -> bytes:
    """The two pages, the same bytes for the same release. ``site``: where the page itself is."""
    press.start()
    told, specs = content.told(seen, site)
    return press.sheet(told, specs, made_at())


def made_at() -> int:
    """When the release was made, in seconds since 1970."""
    return int(query.release().made_at.timestamp())
