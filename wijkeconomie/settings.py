"""Where things are: folders, files and switches, from the environment."""

import os
import re
from pathlib import Path

from platformdirs import user_config_path

from wijkeconomie.errors import Refused

PROJECT = Path(__file__).resolve().parents[1]
QUERIES = PROJECT / "queries"
SHIPPED = PROJECT / "data"
LOCALES = PROJECT / "locales"
ASSETS = PROJECT / "assets"
SITE = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?")


def data_dir() -> Path:
    """Folder with the municipality's own data: ``WIJKECONOMIE_DATA``, else ``data/``."""
    return Path(os.environ.get("WIJKECONOMIE_DATA") or SHIPPED).absolute()


def register_file() -> Path:
    """The restricted register: one row per establishment and reference date."""
    return data_dir() / "register.duckdb"


def release_file() -> Path:
    """The release in use: the only file the web application opens."""
    return data_dir() / "economy.duckdb"


def internal_file() -> Path:
    """The internal edition, with exact figures: opened only for visitors with the role."""
    return data_dir() / "internal.duckdb"


def role_claim() -> str:
    """The claim of a login that holds roles: ``WIJKECONOMIE_ROLE_CLAIM``, else ``roles``."""
    return os.environ.get("WIJKECONOMIE_ROLE_CLAIM") or "roles"


def internal_role() -> str | None:
    """The role that may see the internal edition: ``WIJKECONOMIE_INTERNAL_ROLE``; none unless
    set, and then nobody may."""
    return os.environ.get("WIJKECONOMIE_INTERNAL_ROLE") or None


def steward_role() -> str | None:
    """The role that may manage data: ``WIJKECONOMIE_STEWARD_ROLE``; none unless set."""
    return os.environ.get("WIJKECONOMIE_STEWARD_ROLE") or None


def is_local_steward() -> bool:
    """Whether who sits at this computer may manage data: ``WIJKECONOMIE_LOCAL_STEWARD=yes``."""
    return os.environ.get("WIJKECONOMIE_LOCAL_STEWARD") == "yes"


def uploads_dir() -> Path:
    """Folder with files a data steward sent, until they are imported."""
    return data_dir() / "uploads"


def jobs_dir() -> Path:
    """Folder with work a data steward started, its log and its results."""
    return data_dir() / "jobs"


def releases_dir() -> Path:
    """Folder with the releases kept."""
    return data_dir() / "releases"


def spill_dir() -> Path:
    """Folder where work on the register may put what does not fit in memory, for as long."""
    return data_dir() / ".spill"


def raw_dir() -> Path:
    """Folder with prepared outside data: areas and the sample."""
    return data_dir() / "raw"


def secret_file() -> Path:
    """The protection secret: ``WIJKECONOMIE_SECRET_FILE``, else in the user's configuration."""
    named = os.environ.get("WIJKECONOMIE_SECRET_FILE")
    return Path(named).absolute() if named else user_config_path("wijkeconomie") / "secret"


def fingerprints_file() -> Path:
    """Which secret each release was made with, by fingerprint."""
    return data_dir() / "secret-fingerprints.csv"


def basemap() -> str:
    """``pdok`` for the Dutch government's background map, or ``none``."""
    return os.environ.get("WIJKECONOMIE_BASEMAP", "none").lower()


def frame_ancestors() -> tuple[str, ...]:
    """Sites that may show pages in a frame: ``WIJKECONOMIE_FRAME_ANCESTORS``, with spaces between.

    Raises Refused for what is no address of a site, which would open pages to more than meant.
    """
    name = "WIJKECONOMIE_FRAME_ANCESTORS"
    sites = os.environ.get(name, "").split()
    for site in sites:
        if not SITE.fullmatch(site):
            raise Refused(
                "{name} holds '{site}': give addresses of sites such as https://www.example.nl or "
                "https://*.example.nl, with spaces between.",
                name=name,
                site=site,
            )
    return tuple(sites)


def site_url() -> str:
    """Address of this site for references to it: ``WIJKECONOMIE_URL``; empty unless set.

    Raises Refused for what is no address of a site.
    """
    name = "WIJKECONOMIE_URL"
    url = os.environ.get(name, "").rstrip("/")
    if url and ("*" in url or not SITE.fullmatch(url)):
        raise Refused(
            "{name} is '{value}': give the address of this site, such as https://www.example.nl.",
            name=name,
            value=url,
        )
    return url


def whole_number(name: str, default: int, highest: int) -> int:
    """A whole number from 1 from the environment. Raises Refused for anything else."""
    written = os.environ.get(name) or str(default)
    if not re.fullmatch("[0-9]{1,9}", written) or not 1 <= int(written) <= highest:
        raise Refused(
            "{name} is '{value}': give a whole number from 1 to {highest}.",
            name=name,
            value=written,
            highest=highest,
        )
    return int(written)


def query(name: str) -> str:
    """SQL text of ``queries/{name}.sql``, such as ``read/areas_by_level``."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
