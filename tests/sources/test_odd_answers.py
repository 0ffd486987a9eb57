"""Answers of any other shape end in a refusal or in areas and figures, never in a fault."""

import json
import random

import pandas as pd
import pytest

from tests import cities
from tests import services as servers
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.sources import areas, bag, cbs, locatieserver, pdok

ODD = [None, "x", 7, [], {}, [None], {"x": 1}, -99997, "POINT(1 1)"]
ROUNDS = 8
POINT = (cities.X + 500, cities.Y + 500)


def addresses() -> None:
    asked = pd.DataFrame({"postcode": ["1234AB"], "house_number": [12]})
    locatieserver.objects(asked, lambda _done, _total: None)


READERS = {
    "pdok": lambda: pdok.read("GM9999", 2024),
    "cbs": lambda: cbs.read("GM9999", 2024),
    "bag": lambda: bag.load("GM9999"),
    "locatieserver": addresses,
}


def spoilt(content: dict, rng: random.Random) -> dict:
    """A copy of an answer of which one value, at any depth, is something else."""
    copy = json.loads(json.dumps(content))
    here, key = {"": copy}, ""
    while rng.random() < 0.8 and isinstance(here[key], dict | list) and here[key]:
        here = here[key]
        key = rng.choice([*here] if isinstance(here, dict) else range(len(here)))
    here[key] = rng.choice(ODD)
    return copy


@pytest.mark.parametrize("name", READERS)
def test_an_answer_of_another_shape_is_refused_in_a_sentence(services, tmp_path, name, monkeypatch):
    areas.save(areas.read(cities.areas_file(tmp_path), None, None))
    services.page = 20
    services.addresses = [servers.address("1234AB", 12, POINT)]
    services.objects = [servers.building("9999010000000001", POINT, "woonfunctie")]
    rng, answer = random.Random(3), services.answer  # noqa: S311
    services.answer = lambda *asked: (
        spoilt(answer(*asked), rng) if rng.random() < 0.5 else answer(*asked)
    )
    refused = 0
    for _round in range(ROUNDS):
        (settings.raw_dir() / "answers.sqlite").unlink(missing_ok=True)
        try:
            READERS[name]()
        except Refused:
            refused += 1
    assert 0 < refused < ROUNDS
