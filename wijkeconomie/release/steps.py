"""The queries of a release in their order: what is prepared, and the tables made of it."""

from wijkeconomie.release import checklist, reach, survival

SHIPPED = ["sector", "claim", "programme", "indicator", "source"]
PREPARED = [
    "keyed",
    "located",
    "walked",
    "known",
    "counted",
    "member",
    "counted_dimension",
    "reach_dimension",
    "activity_exact",
    "location_exact",
    "event",
    "dynamics_exact",
    *survival.PREPARED,
    "dimension",
    *reach.PREPARED,
    "cell",
    "hexagon_exact",
]
TABLES = [
    "area",
    "area_shape",
    "area_location",
    "activity",
    "location",
    "dynamics",
    "survival",
    "hexagon",
    "place",
    *reach.TABLES,
    "initiative",
    "site",
    *checklist.TABLES,
    "address",
    "practice",
    *SHIPPED[1:],
    "series_break",
    "peer_group",
    "quality",
]
