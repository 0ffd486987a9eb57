"""Where things are: folders, files and switches, from the environment."""

import os
from pathlib import Path

from platformdirs import user_config_path

PROJECT = Path(__file__).resolve().parents[1]
QUERIES = PROJECT / "queries"
SHIPPED = PROJECT / "data"
LOCALES = PROJECT / "locales"
ASSETS = PROJECT / "assets"


def data_dir() -> Path:
    """Folder with the municipality's own data: ``WIJKECONOMIE_DATA``, else ``data/``."""
    return Path(os.environ.get("WIJKECONOMIE_DATA") or SHIPPED).resolve()


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


def releases_dir() -> Path:
    """Folder with the releases kept."""
    return data_dir() / "releases"


def raw_dir() -> Path:
    """Folder with prepared outside data: areas and the sample."""
    return data_dir() / "raw"


def secret_file() -> Path:
    """The protection secret: ``WIJKECONOMIE_SECRET_FILE``, else in the user's configuration."""
    named = os.environ.get("WIJKECONOMIE_SECRET_FILE")
    return Path(named).resolve() if named else user_config_path("wijkeconomie") / "secret"


def basemap() -> str:
    """``pdok`` for the Dutch government's background map, or ``none``."""
    return os.environ.get("WIJKECONOMIE_BASEMAP", "none").lower()


def query(name: str) -> str:
    """SQL text of ``queries/{name}.sql``, such as ``read/areas_by_level``."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
