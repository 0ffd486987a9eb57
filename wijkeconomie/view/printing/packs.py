"""A pack for a workshop: the profiles of many areas in one zip, a part at a time."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from wijkeconomie.errors import UnknownName
from wijkeconomie.view import atlas, filters, query
from wijkeconomie.view.exports import file_names
from wijkeconomie.view.exports.streams import Outlet
from wijkeconomie.view.printing import seen
from wijkeconomie.view.printing import sheets as made

LEVEL = "wijk"
Files = Iterator[tuple[str, bytes]]


def areas(level: str = LEVEL, within: str = "") -> list[str]:
    """Codes of the areas of a level, of all municipalities or within one, in order. Raises
    UnknownName for a level or municipality that is not in the release."""
    filters.one_of("level", level, atlas.levels())
    if within and within not in query.release().municipality_codes:
        raise UnknownName("Municipality {code} is not in this release.", code=within[:40])
    known = atlas.areas()
    is_asked = known["level"] == level
    if within:
        is_asked &= known["municipality_code"] == within
    return sorted(known.index[is_asked])


def sheets(lang: str, areas: Iterable[str], year: int | None = None, site: str = "") -> Files:
    """File name and PDF of each area, made when it is asked for."""
    for area in areas:
        asked = seen.of(lang, area, year)
        yield f"{'-'.join(file_names.place(area))}.pdf", made.pdf(asked, site)


def parts(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A zip with files, part by part: no more than one file is held. PDFs are packed already."""
    out = Outlet()
    when = datetime.fromtimestamp(made.made_at(), UTC).timetuple()[:6]
    with ZipFile(out, "w", ZIP_STORED) as pack:
        for name, content in files:
            pack.writestr(ZipInfo(name, when), content)
            yield out.take()
    yield out.take()
