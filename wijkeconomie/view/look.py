"""Colours and shapes: the same on maps, in charts and in legends."""

from urllib.parse import quote

ACCENT = "#0b5a63"
CONTRAST = "#c5671b"
MUTED = "#8fa3a6"
MUTED_TEXT = "#5b6d70"
BAND = "#eef3e6"
TEXT = "#1c2b2d"
GRID = "#e3eaeb"
SEQUENTIAL = ("#dcecec", "#a9d0d0", "#6fb0b3", "#34888f", "#0b5a63")
DIVERGING = ("#9c4f12", "#e3b583", "#f2f2ee", "#93c4c7", "#0b5a63")
PLACES = {
    "business_centre": ("square", "#c5671b"),
    "creative_incubator": ("star", "#a8228a"),
    "coworking": ("circle", "#d94801"),
    "makerspace": ("hexagon", "#8c510a"),
    "entrepreneurs_house": ("house", "#b2182b"),
    "library": ("diamond", "#2f4ea1"),
    "cafe": ("triangle", "#5e3c99"),
    "community_centre": ("pentagon", "#1b6ca8"),
    "cultural_centre": ("drop", "#7a1fa2"),
    "other": ("cross", "#40516b"),
}
INITIATIVE = ("heart", "#1b6e2e")
SIZES = ((1, 16), (20, 20), (50, 25), (100, 31))
PATHS = {
    "square": "M3 3h14v14H3z",
    "circle": "M10 2a8 8 0 1 1 0 16a8 8 0 1 1 0-16z",
    "star": "M10 1l2.7 5.9 6.3.7-4.7 4.3 1.3 6.3L10 15l-5.6 3.2 1.3-6.3L1 7.6l6.3-.7z",
    "hexagon": "M6 2.5h8l4 7.5-4 7.5H6L2 10z",
    "house": "M10 1.5l8.5 7H16V18H4V8.500H1.500z",
    "diamond": "M10 1l9 9-9 9-9-9z",
    "triangle": "M10 2l8.500 15.500H1.500z",
    "pentagon": "M10 1.500l9 6.600-3.400 10.400H4.400L1 8.100z",
    "drop": "M10 1c3 4 6 7 6 11a6 6 0 0 1-12 0c0-4 3-7 6-11z",
    "heart": "M10 18C4.500 14.200 1 10.800 1 6.900 1 4.100 3.100 2 5.700 2 7.400 2 9 2.900 10 4.400"
    " 11 2.900 12.600 2 14.300 2 16.900 2 19 4.100 19 6.900c0 3.900-3.500 7.300-9 11.100z",
    "cross": "M7 2h6v5h5v6h-5v5H7v-5H2V7h5z",
}
BASEMAPS = {
    "pdok": {
        "url": "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/"
        "{z}/{x}/{y}.png",
        "attribution": "Kaartgegevens © Kadaster",
    }
}


def symbol(category: str, size: int = 18) -> str:
    """Image of a place category, or of an initiative, for legends and lists."""
    shape, colour = PLACES.get(category, INITIATIVE)
    return _image(f'<path d="{PATHS[shape]}" fill="{colour}"/>', size)


def dot(size: int, *, is_known: bool = True) -> str:
    """Image of a size of places; an outline for an unknown one."""
    fill = TEXT if is_known else "#fff"
    return _image(
        f'<circle cx="10" cy="10" r="8" fill="{fill}" stroke="{TEXT}" stroke-width="2"/>', size
    )


def _image(drawn: str, size: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{drawn}</svg>'
    return f'<img src="data:image/svg+xml,{quote(svg)}" width="{size}" height="{size}" alt="">'
