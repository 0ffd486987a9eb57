"""What the profile of an area says, in words and rows: for a page and for paper alike."""

from wijkeconomie.view.profile.naming import (
    area_label,
    buurten_in,
    known_label,
    place_in_the_world,
)

__all__ = ["area_label", "buurten_in", "known_label", "place_in_the_world"]
