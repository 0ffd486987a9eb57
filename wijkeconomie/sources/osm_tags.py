"""Which objects of OpenStreetMap are a hub or third place, and what their tags tell."""

import re
from collections.abc import Mapping

CATEGORIES = {
    ("amenity", "coworking_space"): "coworking",
    ("office", "coworking"): "coworking",
    ("leisure", "hackerspace"): "makerspace",
    ("amenity", "library"): "library",
    ("amenity", "community_centre"): "community_centre",
    ("amenity", "social_centre"): "community_centre",
    ("amenity", "arts_centre"): "cultural_centre",
}
SELECTED = (
    '["amenity"~"^(coworking_space|library|community_centre|social_centre|arts_centre|studio)$"]',
    '["amenity"="cafe"]["internet_access"]',
    '["amenity"="cafe"]["coworking"]',
    '["office"="coworking"]',
    '["leisure"="hackerspace"]',
    '["craft"]',
)
ONLINE = {"yes", "wlan", "wifi", "wired", "terminal"}
SHARED = re.compile(
    r"broedplaats|ateliergebouw|verzamelgebouw|maakplaats|makers? ?space|fab ?lab|gedeelde? werk"
    r"|open werkplaats|co-?working|shared (studio|workshop)|creative hub",
    re.IGNORECASE,
)
CLOSED = {"private", "no", "members", "permit"}
OPEN = {"yes", "public", "permissive", "customers"}
HOMES = {"house", "detached", "semidetached_house", "terrace", "bungalow", "houseboat"}
FIELDS = {
    "name": ("name", "name:nl"),
    "operator": ("operator",),
    "opening_hours": ("opening_hours",),
    "url": ("website", "contact:website", "url"),
    "capacity": ("capacity:desks", "desks", "capacity"),
    "opened_on": ("opening_date", "start_date"),
    "closed_on": ("end_date",),
}


def category(tags: Mapping[str, str]) -> str | None:
    """The category that tags tell, None when it is none of ours: see
    docs/decisions/hubs-and-third-places.md."""
    if _is_not_for_all(tags):
        return None
    for tag, found in CATEGORIES.items():
        if tags.get(tag[0]) == tag[1]:
            return found
    if tags.get("amenity") == "cafe":
        is_work_space = tags.get("internet_access") in ONLINE or tags.get("coworking") == "yes"
        return "cafe" if is_work_space else None
    if tags.get("amenity") == "studio" and _is_shared(tags):
        return "creative_incubator"
    return "makerspace" if "craft" in tags and _is_shared(tags) else None


def _is_not_for_all(tags: Mapping[str, str]) -> bool:
    """Whether a place is closed, for some only, or in a home not said to be open to all."""
    access = tags.get("access")
    is_home = tags.get("building") in HOMES and access not in OPEN
    return access in CLOSED or is_home or tags.get("disused") in ("yes", "true")


def _is_shared(tags: Mapping[str, str]) -> bool:
    """Whether tags say that a workshop or studio is used by several: most are of one business."""
    told = " ".join(tags.get(key, "") for key in ("name", "description", "operator"))
    is_told = "yes" in (tags.get("coworking"), tags.get("shared"))
    return is_told or SHARED.search(told) is not None


def fields(tags: Mapping[str, str]) -> dict[str, str]:
    """What tags tell, by the fields of a list of places."""
    told = {f: next((tags[t] for t in keys if tags.get(t)), "") for f, keys in FIELDS.items()}
    return told | {"category": category(tags) or ""}
