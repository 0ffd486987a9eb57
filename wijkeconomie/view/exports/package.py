"""A zip that explains itself: the CSV with its description for programs and for people."""

from collections.abc import Iterator
from dataclasses import replace

from wijkeconomie.view import words
from wijkeconomie.view.exports import about, card, citation, csv_file, descriptors, json_text
from wijkeconomie.view.exports.archive import Archive
from wijkeconomie.view.exports.selection import Selection

CARDS = {"nl": "LEESMIJ.md", "en": "README.md"}


def make(asked: Selection) -> Iterator[bytes]:
    """A zip with the CSV as it comes by itself, its metadata for CSV on the Web, a Frictionless
    data package, a data card in Dutch and in English, how to refer to it (CITATION.cff), and the
    SHA-256 of each. It is made as it is sent."""
    plain = replace(asked, dialect="")
    told = {lang: about.of(replace(plain, lang=lang)) for lang in words.LANGUAGES}
    mine, rows, cited = told[asked.lang], csv_file.make(plain), citation.cff(asked.lang, asked)
    name = f"{asked.table}.csv"

    def parts() -> Iterator[bytes]:
        archive = Archive(mine.release.made_at)
        yield from archive.add(name, rows, is_large=True)
        size, digest = archive.made[name]
        package = descriptors.package(mine, name, size, digest)
        files = {
            f"{name}-metadata.json": json_text.dumped(descriptors.csvw(mine, name), indent=2),
            "datapackage.json": json_text.dumped(package, indent=2),
            **{CARDS[lang]: card.text(each, name) for lang, each in told.items()},
            "CITATION.cff": cited,
        }
        for other, text in files.items():
            yield from archive.add(other, iter([text.encode()]))
        sums = "".join(f"{digest}  {made}\n" for made, (_, digest) in archive.made.items())
        yield from archive.add("SHA256SUMS", iter([sums.encode()]))
        yield archive.end()

    return parts()
