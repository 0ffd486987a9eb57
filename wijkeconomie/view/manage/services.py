"""What can be asked of services of others, so that no file is needed: a row each."""

from dataclasses import dataclass

from wijkeconomie.view import words


@dataclass(frozen=True)
class Service:
    """What can be asked of others: its title, what is asked and sent, the option of its command,
    and whether it takes a name or a choice of the municipalities that are loaded."""

    title: str
    about: str
    option: str
    takes_name: bool = False


SERVICES = {
    "areas": Service(
        words.mark("Boundaries from PDOK"),
        words.mark("Wijken and buurten of a municipality, by its name or code."),
        "--pdok",
        takes_name=True,
    ),
    "figures": Service(
        words.mark("Figures from CBS"),
        words.mark("Inhabitants, dwellings and urbanity of the areas that are loaded."),
        "--cbs",
    ),
    "addresses": Service(
        words.mark("Address objects from the BAG"),
        words.mark(
            "For a register without coordinates, or that does not tell which buildings are homes. "
            "This can take half an hour for a large city."
        ),
        "--bag",
    ),
    "places": Service(
        words.mark("Hubs and third places from OpenStreetMap"),
        words.mark(
            "Libraries, coworking spaces, community centres and cafés with work space, as "
            "volunteers drew them. They come beside your own list."
        ),
        "--overpass",
    ),
}
