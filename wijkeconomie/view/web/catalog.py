"""The release as a catalogue of data: DCAT-AP 3 in JSON-LD, with all its context inside."""

from typing import Any

from wijkeconomie.view import query, words
from wijkeconomie.view.exports import citation, columns, formats, provenance, selection
from wijkeconomie.view.web import tables

MEDIA_TYPE = "application/ld+json"
PATH = "/api/v1/catalog.jsonld"
EU = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
# The national register of names, by the codes that CBS and PDOK use.
MUNICIPALITY = "https://identifier.overheid.nl/tooi/id/gemeente/"
FILE_TYPES = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "parquet": "PARQUET",
    "geojson": "GEOJSON",
    "gpkg": "GPKG",
    "gpx": "GPX",
    "zip": "ZIP",
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
ABOUT = words.mark(
    "Establishments, jobs, hubs and third places by neighbourhood, rounded and protected so that "
    "no single establishment can be recognised."
)
Node = dict[str, Any]


def document(lang: str, site: str) -> Node:
    """The catalogue of the release that is read: a dataset per table, a distribution per format.
    Catalogue and datasets are versions, named by their release, of those without one."""
    release, base = query.release(), site.rstrip("/")
    home = f"{base}/downloads?release={release.release_id}"
    return {
        "@context": CONTEXT,
        **_version(f"{base}{PATH}"),
        "@type": "dcat:Catalog",
        "dct:title": _in(lang, citation.title(lang)),
        "dct:description": _in(lang, words.translate(lang, ABOUT)),
        "dct:publisher": _agent(lang, base),
        "dct:language": _language(lang),
        "dct:issued": _date(release.made_at.date().isoformat()),
        "dct:modified": _date(release.made_at.date().isoformat()),
        "dct:spatial": _places(),
        "dct:license": _licence(lang),
        "dct:rights": _rights(lang),
        "foaf:homepage": {"@id": home, "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {"@id": f"{EU}/data-theme"},
        "dcat:service": _service(lang, base),
        "dcat:dataset": [_dataset(name, lang, base) for name in columns.tables()],
    }


def _dataset(name: str, lang: str, base: str) -> Node:
    told, release = columns.table(name), query.release()
    dates = release.reference_dates
    return {
        **_version(f"{base}{selection.PATH}/{name}"),
        "@type": "dcat:Dataset",
        "dct:identifier": f"{release.release_id}/{name}",
        "dct:title": _in(lang, words.translate(lang, told.title)),
        "dct:description": _in(lang, words.translate(lang, told.description)),
        "dct:publisher": {"@id": _agent(lang, base)["@id"]},
        "dct:language": _language(lang),
        "dct:issued": _date(release.made_at.date().isoformat()),
        "dct:spatial": _places(),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(dates[0]),
            "dcat:endDate": _date(dates[-1]),
        },
        "dct:accrualPeriodicity": {"@id": f"{EU}/frequency/ANNUAL"},
        "dct:accessRights": {"@id": f"{EU}/access-right/PUBLIC"},
        "dcat:theme": [{"@id": f"{EU}/data-theme/{theme}"} for theme in ("ECON", "REGI")],
        "dcat:landingPage": {"@id": _page(name, base), "@type": "foaf:Document"},
        "dct:provenance": _provenance(lang),
        "dct:source": [_source(each, lang) for each in _used(lang)],
        "dct:bibliographicCitation": citation.text(lang, selection.Selection(name), base),
        "dcat:distribution": [_file(name, ending, lang, base) for ending in tables.endings(name)],
    }


def _file(name: str, ending: str, lang: str, base: str) -> Node:
    kind = formats.FORMATS[ending]
    kept = {"release": [query.release().release_id]}
    media_type = kind.media_type.partition(";")[0]
    found: Node = {
        "@id": base + selection.address(name, ending, kept),
        "@type": "dcat:Distribution",
        "dct:title": _in(lang, words.translate(lang, kind.title)),
        "dcat:accessURL": {"@id": _page(name, base)},
        "dcat:downloadURL": {"@id": base + selection.address(name, ending, kept)},
        "dcat:mediaType": {"@id": f"{IANA}/{media_type}"},
        "dct:license": _licence(lang),
        "dct:rights": _rights(lang),
    }
    if ending in FILE_TYPES:
        found["dct:format"] = {"@id": f"{EU}/file-type/{FILE_TYPES[ending]}"}
    return found


def _service(lang: str, base: str) -> Node:
    return {
        "@id": f"{base}/api/v1",
        "@type": "dcat:DataService",
        "dct:title": _in(lang, words.translate(lang, "API")),
        "dcat:endpointURL": {"@id": f"{base}/api/v1/tables"},
        "dcat:endpointDescription": {"@id": f"{base}/api/v1/openapi.json"},
        "dcat:servesDataset": [
            {"@id": _of_release(f"{base}{selection.PATH}/{name}")} for name in columns.tables()
        ],
    }


def _version(whole: str) -> Node:
    """What is of this release of what has the address ``whole`` in every release."""
    release_id, own = query.release().release_id, _of_release(whole)
    return {
        "@id": own,
        "dcat:version": release_id,
        "dcat:isVersionOf": {"@id": whole, "dcat:hasVersion": {"@id": own}},
    }


def _of_release(whole: str) -> str:
    return f"{whole}?release={query.release().release_id}"


def _page(name: str, base: str) -> str:
    return f"{base}/downloads?table={name}&release={query.release().release_id}"


def _agent(lang: str, base: str) -> Node:
    """Who publishes: of a sample another one than of real figures."""
    name = _in(lang, citation.publisher(lang))
    part = "sample" if query.release().is_sample else "publisher"
    return {"@id": f"{base}/#{part}", "@type": "foaf:Agent", "foaf:name": name}


def _places() -> list[Node]:
    codes = query.release().municipality_codes
    return [{"@id": MUNICIPALITY + code.lower(), "@type": "dct:Location"} for code in codes]


def _licence(lang: str) -> Node:
    """The licence of the figures; where it is a sentence, that sentence."""
    of_figures = provenance.licence(lang)
    known = {"@id": of_figures.licence_url} if of_figures.licence_url else {}
    told = {"@type": "dct:LicenseDocument", "rdfs:label": _in(lang, of_figures.licence)}
    return known | told


def _rights(lang: str) -> Node:
    """Who is to be named: every source with its holder and licence."""
    told = [f"{s.title}, {s.holder}, {s.licence}" for s in _used(lang)]
    return {"@type": "dct:RightsStatement", "rdfs:label": _in(lang, "; ".join(told))}


def _provenance(lang: str) -> Node:
    told = words.translate(lang, query.release().protection)
    return {"@type": "dct:ProvenanceStatement", "rdfs:label": _in(lang, told)}


def _source(source: provenance.Source, lang: str) -> Node:
    known = {"@id": source.url} if source.url else {}
    return known | {"rdfs:label": _in(lang, f"{source.title}, {source.holder}")}


def _used(lang: str) -> list[provenance.Source]:
    return [each for each in provenance.sources(lang) if each.is_data]


def _in(lang: str, told: str) -> Node:
    return {"@value": told, "@language": lang}


def _date(day: str) -> Node:
    return {"@value": day, "@type": "xsd:date"}


def _language(lang: str) -> Node:
    return {"@id": f"{EU}/language/{ {'nl': 'NLD', 'en': 'ENG'}[lang] }"}
