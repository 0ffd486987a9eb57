"""Files spoilt at random, each by its seed: ``python -m tests.register.fuzz 10000 [first seed]``.

Whatever comes of one, it is taken or refused in a sentence, in time, and the register is whole.
"""

import io
import json
import random
import signal
import sys
import tempfile
import tomllib
import zipfile
from collections import Counter
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from tests import cities
from tests.conftest import environment
from tests.register.test_formats import frame, profile, workbook
from tests.register.test_mappings import FIELDS, NAMES
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.register import importing
from wijkeconomie.register.taking import Options
from wijkeconomie.sources import areas

SECONDS = 60
ROWS = [cities.row(i, sbi=["4711", "0111", "62010"][i % 3], full=i % 9 + 1) for i in range(1, 9)]
TOKENS = [
    b'"', b'""', b";", b",", b"\t", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf",
    b"=cmd|' /C calc'!A0", b"-", b"9" * 400, b"1e999", b"NaN", b"[" * 3000, b"{" * 3000, b"{}", b"[]",
    b"null", b"\\", b"\\ud800", b"'", b"%s%n", b"{value}", b"{0}", b"../../x", b"sep=;\n", b"]]>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", "é€漢".encode(), "\u202e".encode(), b" " * 5000,
]  # fmt: skip
VALUES = [None, True, -1, 0, 10**30, 1e308, "", "x" * 9000, [], {}, [[]], {"a": 1}, "\ud800", "=1"]
BOM = b"\xef\xbb\xbf"


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Content with a few bytes flipped, parts cut out, doubled or replaced by tokens."""
    data = bytearray(content)
    for _change in range(chance.choice([1, 1, 2, 3, 8])):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice([1, 1, 4, 40, 400]))
        kind = chance.randrange(6)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at:end]
        elif kind == 2:
            data[at:at] = data[at:end]
        elif kind == 3:
            data[at:end] = chance.choice(TOKENS)
        elif kind == 4:
            data[at:at] = chance.choice(TOKENS)
        elif chance.random() < 0.3:
            del data[at:]
    return bytes(data)


def spoilt_tree(node: object, chance: random.Random) -> object:
    """A tree of JSON with some of its values replaced."""
    if chance.random() < 0.03:
        return chance.choice(VALUES)
    if isinstance(node, dict):
        return {key: spoilt_tree(value, chance) for key, value in node.items()}
    return [spoilt_tree(item, chance) for item in node] if isinstance(node, list) else node


def csv_file(chance: random.Random) -> tuple[bytes, str]:
    text = "\n".join([cities.HEADER, *ROWS]) + "\n"
    if chance.random() < 0.3:
        rows = [row.split(";") for row in text.splitlines()]
        for _cell in range(5):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(TOKENS).decode("latin-1")
        text = "\n".join(map(";".join, rows))
    encoding = chance.choice(["utf-8", "utf-8", "cp1252", "utf-16", "utf-8-sig"])
    return spoilt(text.encode(encoding, "replace"), chance), "register.csv"


def xlsx_file(chance: random.Random) -> tuple[bytes, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "good.xlsx", ROWS, typed=chance.random() < 0.5)
        content = path.read_bytes()
    if chance.random() < 0.3:
        return spoilt(content, chance), "register.xlsx"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        wanted = chance.choice([n for n in names if n.endswith("xml")])
        for name in names:
            part = old.read(name)
            new.writestr(name, spoilt(part, chance) if name == wanted else part)
    return stream.getvalue(), "register.xlsx"


def parquet_file(chance: random.Random) -> tuple[bytes, str]:
    stream = io.BytesIO()
    frame(ROWS).to_parquet(stream)
    return spoilt(stream.getvalue(), chance), "register.parquet"


def json_file(chance: random.Random) -> tuple[bytes, str]:
    profiles: object = [profile(i) for i in range(1, 6)]
    if chance.random() < 0.5:
        text = json.dumps(spoilt_tree(profiles, chance)).encode()
        return (text if chance.random() < 0.5 else spoilt(text, chance)), "kvk.json"
    return spoilt(json.dumps(profiles).encode(), chance), "kvk.json"


def areas_file(chance: random.Random) -> tuple[bytes, str]:
    with tempfile.TemporaryDirectory() as folder:
        tree = json.loads(cities.areas_file(Path(folder)).read_text())
    if chance.random() < 0.5:
        return json.dumps(spoilt_tree(tree, chance)).encode(), "areas.geojson"
    return spoilt(json.dumps(tree).encode(), chance), "areas.geojson"


def mapping_file(chance: random.Random) -> tuple[bytes, str]:
    lines = [f'{field} = "{column}"' for field, column in FIELDS.items()]
    text = "\n".join(['decimal = ","', "[columns]", *lines, "[values.use]", 'W = "home"'])
    return spoilt(text.encode(), chance), "mapping.toml"


KINDS = [csv_file] * 8 + [xlsx_file] * 3 + [json_file] * 3 + [parquet_file] * 3
KINDS += [areas_file] * 2 + [mapping_file]


def attempt(seed: int, folder: Path) -> str:
    """Imports the file of a seed; returns what came of it, and raises for anything else."""
    chance = random.Random(seed)  # noqa: S311
    make = chance.choice(KINDS)
    content, name = make(chance)
    path = folder / name
    path.write_bytes(content)
    try:
        with limited():
            _use(make, path, folder)
    except Refused as refused:
        done = "refused" if str(refused) else "in silence"
    else:
        done = "taken"
    _expect_whole(folder)
    return f"{make.__name__} {done}"


def _use(make: object, path: Path, folder: Path) -> None:
    rejects = folder / "rejects.csv"
    if make is areas_file:
        areas.read(path, None, None)
    elif make is mapping_file:
        own = folder / "own.csv"
        own.write_text("\n".join([";".join(NAMES.values()), *ROWS]) + "\n")
        importing.import_file(own, "custom", None, rejects, Options(path))
    else:
        layout = "kvk" if make is json_file else "lisa"
        importing.import_file(path, layout, date(2024, 4, 1), rejects)
    rejects.unlink(missing_ok=True)


def _expect_whole(folder: Path) -> None:
    with duckdb.connect(settings.register_file(), read_only=True) as con:
        kept = con.execute("select count(*), count(distinct establishment_id) from delivered")
        rows, numbers = kept.fetchall()[0]
    assert rows == numbers > 0
    left = [p.name for f in (folder, settings.data_dir()) for p in f.glob("*.new*")]
    assert not left
    for mapping in settings.data_dir().glob("mappings/*.toml"):
        tomllib.loads(mapping.read_text(encoding="utf-8-sig"))


@contextmanager
def limited():
    """Ends what takes too long."""

    def hang(*_signal: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, hang)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


@contextmanager
def prepared(folder: Path):
    """A data folder in use with Vierkantstad and a register of one date."""
    data = folder / "data"
    data.mkdir()
    with environment(WIJKECONOMIE_DATA=data):
        areas.save(areas.read(cities.areas_file(folder), None, None))
        importing.import_file(cities.register_file(folder, ROWS), "lisa")
        yield


def main(count: int, first: int = 0) -> None:
    """Tries seeds one after the other and prints what came of them."""
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name, prepared(Path(name)):
        for seed in range(first, first + count):
            try:
                found[attempt(seed, Path(name))] += 1
            except BaseException as error:
                found["FAILED"] += 1
                sys.stdout.write(f"seed {seed}: {type(error).__name__}: {str(error)[:300]}\n")
                if isinstance(error, KeyboardInterrupt):
                    raise
            if seed % 100 == 99:
                sys.stdout.write(f"{seed + 1}: {dict(found)}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{dict(sorted(found.items()))}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
