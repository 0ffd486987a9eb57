"""Profiles of the KVK in JSON (vestigingsprofielen, basisprofielen), one row per establishment."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wijkeconomie.errors import Refused

MOST_BYTES = 2 << 30
GROUPS = ("vestigingsprofielen", "basisprofielen", "vestigingen", "resultaten")
COLUMNS = [
    "vestigingsnummer",
    "sbi",
    "voltijdWerkzamePersonen",
    "deeltijdWerkzamePersonen",
    "totaalWerkzamePersonen",
    "indAfgeschermd",
    "postcode",
    "huisnummer",
    "huisletter",
    "huisnummerToevoeging",
    "adresseerbaarObjectId",
    "rijksdriehoekX",
    "rijksdriehoekY",
    "gpsLatitude",
    "gpsLongitude",
    "datumAanvang",
    "datumEinde",
]
Profile = dict[str, Any]


def is_json(path: Path) -> bool:
    """Whether a file starts as an object, or a list of objects, in JSON."""
    with path.open("rb") as stream:
        start = stream.read(4096).removeprefix(b"\xef\xbb\xbf").split()
    joined = b"".join(start)
    return joined[:1] == b"{" or joined[:2] in (b"[{", b"[]")


def flatten(path: Path, target: Path) -> list[str]:
    """Writes the establishments to ``target``, a CSV whose first column is the number of the
    object (of the line, in lines of JSON); returns its columns. Only an address to visit is a
    place. Raises Refused when the file is no JSON, or holds no profiles."""
    taken = 0
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            stream.write("\n")
            out = csv.writer(stream, lineterminator="\n")
            for number, profile in _profiles(path):
                taken += 1
                out.writerow([number, *map(_text, _row(profile))])
    except (ValueError, RecursionError, MemoryError) as error:
        raise Refused(
            "File {file} is no readable JSON, or it breaks off: ask for it again.", file=path
        ) from error
    if not taken:
        raise Refused(
            "File {file} holds no establishments: deliver vestigingsprofielen or basisprofielen of "
            "the KVK, as a list, an object or a line each.",
            file=path,
        )
    return COLUMNS


def _profiles(path: Path) -> Iterator[tuple[int, Profile]]:
    """Establishments with the number of what they stand in."""
    with path.open(encoding="utf-8-sig") as stream:
        first = stream.readline(1 << 20)
        if _is_whole(first):
            stream.seek(0)
            for number, line in enumerate(stream, start=1):
                for profile in _within(json.loads(line) if line.strip() else []):
                    yield number, profile
            return
    if path.stat().st_size > MOST_BYTES:
        raise Refused(
            "File {file} is too large to read at once: deliver it with one profile a line.",
            file=path,
        )
    found = _within(json.loads(path.read_text(encoding="utf-8-sig")))
    yield from enumerate(found, start=1)


def _is_whole(line: str) -> bool:
    if not line.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _within(content: object) -> Iterator[Profile]:
    if isinstance(content, list):
        for item in content:
            yield from _within(item)
    elif isinstance(content, dict):
        groups = [content[name] for name in GROUPS if isinstance(content.get(name), list)]
        main = _part(_part(content, "_embedded"), "hoofdvestiging")
        if groups:
            for group in groups:
                yield from _within(group)
        elif main:
            yield {"sbiActiviteiten": content.get("sbiActiviteiten")} | main
        elif "vestigingsnummer" in content:
            yield content


def _row(profile: Profile) -> list[object]:
    visited = [a for a in _parts(profile, "adressen") if a.get("type") == "bezoekadres"]
    address = visited[0] if visited else {}
    place, dates = _part(address, "geoData"), _part(profile, "materieleRegistratie")
    marks = [a.get("indAfgeschermd") for a in visited] + [profile.get("indAdresAfgeschermd")]
    shielded = next((m for m in marks if m not in (None, "", "Nee")), "Nee")
    postcode = str(address.get("postcode") or "").replace(" ", "")
    is_located = bool(place.get("rijksdriehoekX")) and bool(place.get("rijksdriehoekY"))
    is_measured = bool(place.get("gpsLatitude")) and bool(place.get("gpsLongitude"))
    return [
        profile.get("vestigingsnummer"),
        _activity(profile),
        *(profile.get(name) for name in COLUMNS[2:5]),
        shielded,
        postcode,
        *(address.get(name) for name in COLUMNS[7:10]),
        place.get("addresseerbaarObjectId") or place.get("adresseerbaarObjectId"),
        *(place.get(name) if is_located else None for name in COLUMNS[11:13]),
        *(place.get(name) if is_measured else None for name in COLUMNS[13:15]),
        dates.get("datumAanvang"),
        dates.get("datumEinde"),
    ]


def _activity(profile: Profile) -> object:
    """Code of the main activity; of the only one when none is marked."""
    activities = _parts(profile, "sbiActiviteiten")
    main = [a for a in activities if a.get("indHoofdactiviteit") == "Ja"] or activities
    return main[0].get("sbiCode") if len(main) == 1 else None


def _part(whole: Profile, name: str) -> Profile:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _parts(whole: Profile, name: str) -> list[Profile]:
    parts = whole.get(name)
    return [p for p in parts if isinstance(p, dict)] if isinstance(parts, list) else []


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).replace("\0", "")
