"""Services of others: where they are, how often they may be asked, what is wrong with them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from shapely.errors import ShapelyError

from wijkeconomie.errors import Refused
from wijkeconomie.sources import answers

ODD = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    ShapelyError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Service:
    """A service: its name, the variable that holds its address, its usual address, how many
    requests a second it may get, and how many days an answer is kept."""

    name: str
    variable: str
    usual: str
    per_second: float = 0
    days: int = 7

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end. Raises Refused for what is no address."""
        url = (os.environ.get(self.variable) or self.usual).rstrip("/")
        if not url.startswith(("https://", "http://")):
            raise Refused(
                "{name} is '{value}': give an address such as {usual}.",
                name=self.variable,
                value=url,
                usual=self.usual,
            )
        return url


PDOK = Service("PDOK", "WIJKECONOMIE_PDOK_URL", "https://api.pdok.nl/cbs")
CBS = Service("CBS", "WIJKECONOMIE_CBS_URL", "https://datasets.cbs.nl/odata/v1/CBS")
CBS_OLDER = Service("CBS", "WIJKECONOMIE_CBS_V3_URL", "https://opendata.cbs.nl/ODataApi/odata")
LOCATIESERVER = Service(
    "Locatieserver",
    "WIJKECONOMIE_LOCATIESERVER_URL",
    "https://api.pdok.nl/bzk/locatieserver/search/v3_1",
    per_second=10,
    days=answers.LONGEST_DAYS,
)
BAG = Service("BAG", "WIJKECONOMIE_BAG_URL", "https://service.pdok.nl/kadaster/bag/wfs/v2_0")
OVERPASS = Service(
    "Overpass", "WIJKECONOMIE_OVERPASS_URL", "https://overpass-api.de/api/interpreter"
)


class ServiceRefused(Refused):
    """A service that gives no usable answer; ``status`` is that of its answer, 0 without one."""

    status = 0


def need(service: Service, answer: dict[str, Any], field: str) -> Any:
    """A field of an answer, or one within (``response/docs``). Raises ServiceRefused, naming it,
    when the answer lacks it."""
    outer, _, inner = field.partition("/")
    if inner and isinstance(answer.get(outer), dict):
        return need(service, answer[outer], inner)
    if outer not in answer or inner:
        raise ServiceRefused(
            "{service} answers without '{field}', so the service has changed: load a file instead, "
            "and update this software.",
            service=service.name,
            field=field,
        )
    return answer[outer]


@contextmanager
def understood(service: Service) -> Iterator[None]:
    """Turns what goes wrong in reading an answer of another shape into a ServiceRefused."""
    try:
        yield
    except ODD as error:
        raise ServiceRefused(
            "{service} answers in a shape that is not known ({why}): load a file instead, and "
            "update this software.",
            service=service.name,
            why=type(error).__name__,
        ) from error
