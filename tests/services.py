"""A local server that answers as the services of others do, faults included.

It knows Vierkantstad (see ``cities``) and a neighbour, and pages by few.
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import geopandas as gpd
import pandas as pd

from tests import cities

VARIABLES = {
    "PDOK": "pdok",
    "CBS": "cbs",
    "CBS_V3": "cbs3",
    "LOCATIESERVER": "locatieserver",
    "BAG": "bag",
    "OVERPASS": "overpass",
}
MEASURES = {
    "T001036": ("Aantal inwoners", "AantalInwoners_5"),
    "M000297": ("Woningvoorraad", "Woningvoorraad_35"),
    "M000111": ("Oppervlakte land", "OppervlakteLand_112"),
    "ST0001": ("Mate van stedelijkheid", "MateVanStedelijkheid_115"),
    "ST0003": ("Omgevingsadressendichtheid", "Omgevingsadressendichtheid_116"),
    "M000200_2": ("Bedrijfsvestigingen totaal", "BedrijfsvestigingenTotaal_95"),
    "1050010_2": ("Huishoudens totaal", "HuishoudensTotaal_28"),
}
CODES = ["GM9999", "WK999901", "WK999902", *cities.BUURTEN, "GM8888", "BU88880000"]


class Services:
    """What the services know, what they were asked, and the faults they have next."""

    page = 2
    slow = 0.0

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.faults: list[dict[str, Any]] = []
        self.waits: list[float] = []
        self.broken: set[str] = set()
        self.renamed: dict[str, str] = {}
        self.figures = {code: figures(i) for i, code in enumerate(CODES)}
        self.addresses: list[dict[str, Any]] = []
        self.objects: list[dict[str, Any]] = []
        self.places = [place(1, "library"), place(2, "cafe")]
        self.features = json.loads(square_features())

    def answer(self, path: str, query: dict[str, str]) -> dict[str, Any] | None:
        """The JSON object for a question, or None for what there is not."""
        service, _, rest = path.strip("/").partition("/")
        answers = {
            "pdok": self.pdok,
            "cbs": self.cbs,
            "cbs3": self.cbs3,
            "locatieserver": self.locatieserver,
            "bag": self.bag,
            "overpass": self.overpass,
            "kvk": self.kvk,
        }
        return answers[service](rest, query) if service in answers else None

    def pdok(self, rest: str, query: dict[str, str]) -> dict[str, Any] | None:
        found = re.fullmatch(r"wijken-en-buurten-(\d{4})/ogc/v1/collections/(\w+)/items", rest)
        if not found or found[1] not in self.features or query.get("f") != "json":
            return None
        features = self.features[found[1]].get(found[2], [])
        if "bbox" in query:
            box = [float(part) for part in query["bbox"].split(",")]
            features = [f for f in features if touches(f, box)]
        return self.paged(features, query, f"/pdok/{rest}")

    def paged(self, features: list, query: dict[str, str], path: str) -> dict[str, Any]:
        start = int(query.get("cursor", 0))
        links = [{"rel": "self", "href": "x"}]
        if start + self.page < len(features):
            more = "&".join(f"{k}={v}" for k, v in query.items() if k != "cursor")
            href = f"{self.url}{path}?{more}&cursor={start + self.page}"
            links.append({"rel": "next", "type": "application/geo+json", "href": href})
        shown = features[start : start + self.page]
        return {"type": "FeatureCollection", "links": links, "features": shown}

    def cbs(self, rest: str, query: dict[str, str]) -> dict[str, Any] | None:
        table, _, name = rest.partition("/")
        if name == "MeasureCodes":
            rows = [{"Identifier": c, "Title": title} for c, (title, _key) in MEASURES.items()]
        elif name == "Observations":
            starts = re.findall(r"startswith\(WijkenEnBuurten,'(\w+)'\)", query["$filter"])
            rows = [
                {"Measure": c, "WijkenEnBuurten": code, "Value": told.get(c), "StringValue": None}
                for code, told in self.figures.items()
                if code.startswith(tuple(starts))
                for c in MEASURES
            ]
        else:
            return None
        return self.rows(rows, query, ("@odata.nextLink", f"/cbs/{table}/{name}"), 20)

    def cbs3(self, rest: str, query: dict[str, str]) -> dict[str, Any] | None:
        table, _, name = rest.partition("/")
        if name == "DataProperties":
            rows = [{"Key": key, "Title": title} for title, key in MEASURES.values()]
            rows.insert(0, {"Key": "WijkenEnBuurten", "Title": "Wijken en buurten"})
        elif name == "TypedDataSet":
            start = re.fullmatch(r"startswith\(WijkenEnBuurten,'(\w+)'\)", query["$filter"])
            rows = [
                {"WijkenEnBuurten": f"{code:<10}"}
                | {key: told.get(c) for c, (_title, key) in MEASURES.items()}
                for code, told in self.figures.items()
                if start and code.startswith(start[1])
            ]
        else:
            return None
        return self.rows(rows, query, ("odata.nextLink", f"/cbs3/{table}/{name}"), 3)

    def rows(
        self, rows: list, query: dict[str, str], link: tuple[str, str], page: int
    ) -> dict[str, Any]:
        name, path = link
        start = int(query.get("$skip", 0))
        answer: dict[str, Any] = {"value": rows[start : start + page]}
        if start + page < len(rows):
            more = "&".join(f"{k}={v}" for k, v in query.items() if k != "$skip")
            answer[name] = f"{self.url}{path}?{more}&$skip={start + page}".replace(" ", "%20")
        return answer

    def locatieserver(self, rest: str, query: dict[str, str]) -> dict[str, Any] | None:
        found = re.fullmatch(r"postcode:(\w+) AND huisnummer:(\d+)", query.get("q", ""))
        if rest != "free" or not found:
            return None
        wanted = query["fl"].split(",")
        docs = [
            {k: v for k, v in address.items() if k in wanted or query["fl"] == "*"}
            for address in self.addresses
            if (address["postcode"], str(address["huisnummer"])) == found.groups()
        ]
        return {"response": {"numFound": len(docs), "start": 0, "docs": docs}}

    def bag(self, _rest: str, query: dict[str, str]) -> dict[str, Any] | None:
        if query.get("typeName") != "bag:verblijfsobject":
            return None
        west, south, east, north = (float(part) for part in query["bbox"].split(","))
        inside = [
            o
            for o in self.objects
            if west <= o["geometry"]["coordinates"][0] <= east
            and south <= o["geometry"]["coordinates"][1] <= north
        ]
        start, count = int(query["startIndex"]), int(query["count"])
        return {"type": "FeatureCollection", "features": inside[start : start + count]}

    def overpass(self, _rest: str, query: dict[str, str]) -> dict[str, Any] | None:
        if not query.get("data", "").startswith("[out:json]"):
            return None
        told = {"timestamp_osm_base": "2026-01-01T00:00:00Z", "copyright": "© OpenStreetMap"}
        return {"version": 0.6, "osm3s": told, "elements": self.places}

    def kvk(self, rest: str, _query: dict[str, str]) -> dict[str, Any] | None:
        found = re.fullmatch(r"api/v1/vestigingsprofielen/(\d{12})", rest)
        return {"vestigingsnummer": found[1], "kvkNummer": "12345678"} if found else None


class Handler(BaseHTTPRequestHandler):
    """One request: the next fault, else the answer."""

    services: Services
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.reply(address.path, parse_qs(address.query))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.reply(self.path, parse_qs(body))

    def reply(self, path: str, query: dict[str, list[str]]) -> None:
        known, asked = self.services, {name: values[0] for name, values in query.items()}
        known.asked.append((path, asked))
        is_broken = path.strip("/").split("/")[0] in known.broken
        fault = {"status": 500} if is_broken else known.faults.pop(0) if known.faults else {}
        content = known.answer(path, asked)
        text = json.dumps(content if content is not None else {"title": "Not Found"})
        for old, new in known.renamed.items():
            text = text.replace(f'"{old}"', f'"{new}"')
        time.sleep(fault.get("seconds", known.slow))
        self.send(fault.get("status", 200 if content is not None else 404), fault, text)

    def send(self, status: int, fault: dict[str, Any], text: str) -> None:
        body = fault.get("body", text).encode()
        self.send_response(status)
        for name, value in fault.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault.get("truncated"):
            self.close_connection = True
            body = body[: len(body) // 2]
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A server that says nothing of callers who hang up."""

    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Services]:
    """The services at work on a port of their own."""
    services = Services()
    handler = type("Bound", (Handler,), {"services": services})
    server = Server(("127.0.0.1", 0), handler)
    services.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()


@cache
def square_features() -> str:
    """Vierkantstad and a neighbour as PDOK gives them in 2024: three collections, in degrees."""
    with TemporaryDirectory() as folder:
        return json.dumps(_square_features(Path(folder)))


def _square_features(folder: Path) -> dict[str, dict[str, list]]:
    buurten = gpd.read_file(cities.areas_file(folder)).to_crs(4326).drop(columns="locatietype")
    outside = cities.collection(
        cities.feature("BU88880000", cities.square(2, 0), gemeentenaam="Zijdorp")
    )
    beside = gpd.read_file(cities.write(folder / "beside.geojson", outside)).to_crs(4326)
    rows = gpd.GeoDataFrame(pd.concat([buurten, beside], ignore_index=True), crs=4326)
    rows["wijkcode"] = "WK" + rows["buurtcode"].str[2:8]
    rows["gemeentecode"] = "GM" + rows["buurtcode"].str[2:6]
    rows["water"] = "NEE"
    found = {"buurten": rows.assign(jrstatcode="2024" + rows["buurtcode"])}
    found["wijken"] = rows.dissolve("wijkcode", as_index=False).drop(columns=["buurtcode"])
    found["gemeenten"] = rows.dissolve("gemeentecode", as_index=False).drop(
        columns=["buurtcode", "buurtnaam", "wijkcode"]
    )
    return {"2024": {k: json.loads(v.to_json())["features"] for k, v in found.items()}}


def figures(serial: int) -> dict[str, float]:
    """Figures of the area with a serial number, by measure."""
    return {
        "T001036": 1_000 + 5 * serial,
        "M000297": 400 + serial,
        "M000111": 90 + serial,
        "ST0001": 3,
        "ST0003": 1_200,
        "M000200_2": 55,
        "1050010_2": 1,
    }


def address(postcode: str, number: int, point: tuple[float, float], **more: Any) -> dict[str, Any]:
    """A document of the Locatieserver."""
    return {
        "postcode": postcode,
        "huisnummer": number,
        "centroide_rd": f"POINT({point[0]} {point[1]})",
        "buurtcode": "BU99990101",
        "adresseerbaarobject_id": f"9999010000{number:06d}",
    } | more


def building(number: str, point: tuple[float, float], use: Any, **more: Any) -> dict[str, Any]:
    """An address object of the BAG as a feature."""
    told = {"identificatie": number, "gebruiksdoel": use, "status": "Verblijfsobject in gebruik"}
    shape = {"type": "Point", "coordinates": list(point)}
    return {"type": "Feature", "properties": told | more, "geometry": shape}


def place(serial: int, amenity: str) -> dict[str, Any]:
    """An element of Overpass."""
    return {"type": "node", "id": serial, "lat": 52.3, "lon": 5.2, "tags": {"amenity": amenity}}


def touches(feature: dict[str, Any], box: list[float]) -> bool:
    """Whether the outline of a feature reaches into a box of degrees."""
    west, south, east, north = gpd.GeoDataFrame.from_features([feature]).total_bounds
    return west <= box[2] and east >= box[0] and south <= box[3] and north >= box[1]
