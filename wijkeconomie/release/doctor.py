"""Whether everything is in place: folder, areas, register, secret, release."""

import os
import stat
from dataclasses import dataclass

from wijkeconomie import __version__, settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import store
from wijkeconomie.release import checks, fingerprints, keys, publish, rotation
from wijkeconomie.sources import areas, duplicates, keeping, streets


@dataclass(frozen=True)
class Finding:
    """The state of one thing, and what to do when it is not right."""

    subject: str
    state: str
    remedy: str = ""


def examine() -> list[Finding]:
    """What is found, in the order in which it is needed; nothing is changed."""
    return [
        Finding("software", __version__),
        _folder(),
        _areas(),
        _register(),
        _places(),
        _streets(),
        _secret(),
        _release(),
        _internal(),
    ]


def is_behind() -> bool:
    """Whether the internal edition has other reference dates than the release in use."""
    files = (settings.release_file(), settings.internal_file())
    if not all(file.exists() for file in files):
        return False
    public, internal = (checks.info(file)["reference_dates"].tolist() for file in files)
    return public != internal


def _folder() -> Finding:
    folder = settings.data_dir()
    if not folder.exists():
        return Finding("data folder", f"{folder}: not there yet", "the first command makes it")
    if os.access(folder, os.W_OK):
        return Finding("data folder", str(folder))
    return Finding("data folder", f"{folder}: not writable", "allow it, or set WIJKECONOMIE_DATA")


def _areas() -> Finding:
    known = areas.load()
    kind, year = known["boundary_kind"].iloc[-1], known["boundary_year"].iloc[-1]
    remedy = "areas FILE" if kind == "schematic" else ""
    return Finding("areas", f"{len(known)}, {kind}, {year}", remedy)


def _register() -> Finding:
    if not store.exists():
        return Finding("register", "none", "import FILE --layout lisa")
    try:
        store.verify()
    except Refused as refused:
        return Finding("register", "unreadable", str(refused))
    return Finding("register", f"{settings.register_file().stat().st_size / 1e6:.1f} MB")


def _places() -> Finding:
    known, undecided = keeping.sources("places"), duplicates.undecided()
    if not known:
        return Finding("places", "none of your own", "places FILE, or places --overpass")
    shown = ", ".join(f"{count} of {source}" for source, count in known.items())
    remedy = f"{undecided} pairs may be one and the same: duplicates" if undecided else ""
    return Finding("places", shown, remedy)


def _streets() -> Finding:
    known = streets.kilometres()
    return (
        Finding("streets", f"{known} km") if known else Finding("streets", "none", "streets FILE")
    )


def _secret() -> Finding:
    path = settings.secret_file()
    try:
        fingerprints.confirm(path)
        if not path.exists():
            return Finding("secret", "none yet", "release makes one")
        found = fingerprints.of(keys.load(path))
    except Refused as refused:
        return Finding("secret", "refused", str(refused))
    old = len(rotation.kept())
    remedy = f"{old} old kept: secret discard" if old else ""
    return Finding("secret", f"{path}: fingerprint {found}, for its owner only", remedy)


def _release() -> Finding:
    file = settings.release_file()
    if not file.exists():
        return Finding("release", "none", "release")
    try:
        checks.expect(file, "public")
        broken = checks.breaches(file)
    except Refused as refused:
        return Finding("release", "not to be served", f"release; {refused}")
    if broken:
        return Finding("release", f"breaks {broken[0].check}", "release")
    return Finding(
        "release", next((r.release_id for r in publish.releases() if r.is_used), "in use")
    )


def _internal() -> Finding:
    file = settings.internal_file()
    if not file.exists():
        return Finding("internal edition", "none")
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding("internal edition", f"{file}: others can read it", f"chmod 600 {file}")
    try:
        is_good = checks.edition(file) == "internal" and not checks.breaches(file)
    except Refused:
        is_good = False
    if not is_good:
        return Finding("internal edition", "breaks a rule", "release --edition internal")
    if is_behind():
        return Finding("internal edition", "older than the release", "release --edition internal")
    return Finding("internal edition", f"{file}: readable by its owner only")
