"""Why a row of a list of places is not taken, or what is mended in it, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wijkeconomie import rules

SHOWN = 5
ERRORS = {
    "row_broken": "The row does not have the columns of the header: mend its separators or quotes.",
    "name_none": "The row has no name: fill it in.",
    "category_none": "The row has no category: use business_centre, creative_incubator, coworking, "
    "makerspace, entrepreneurs_house, library, cafe, community_centre, cultural_centre or other.",
    "category_wrong": "'{value}' is no category that is known: use business_centre, "
    "creative_incubator, coworking, makerspace, entrepreneurs_house, library, cafe, "
    "community_centre, cultural_centre or other.",
    "public_no": "The place is not public, so it is not kept: only places that are announced to "
    "everyone belong here.",
    "public_wrong": "'{value}' does not say whether the place is public, or a home: write yes or "
    "no.",
    "home_private": "The place is also somebody's home, so it is not kept: write yes under public "
    "when who lives there wants it shown.",
    "consent_wrong": "What stands under consent is neither yes nor no, so the row is not kept: "
    "write yes once they have given consent.",
    "answers_differ": "One column says yes and another no to whether the place is public, a home, "
    "or agreed to be shown, so the row is not kept: make them the same.",
    "point_none": "The row has no point and no address: fill in x and y, latitude and longitude, "
    "or postcode and house number.",
    "point_wrong": "'{value}' is no point: fill in RD coordinates in metres, or latitude and "
    "longitude in degrees.",
    "point_outside": "The point {value} lies in none of the areas that are loaded, but in the sea, "
    "on water or elsewhere: correct it, or load its areas first.",
    "list_address_unknown": "The address {value} is not among the addresses that are loaded: "
    "correct it, load addresses, or fill in a point.",
    "area_wrong": "'{value}' is no code of an area that is loaded, such as WK003401, nor the name "
    "of just one: fill in its code, or a point.",
    "area_none": "The row has no area and no point: fill in the code of an area, such as WK003401, "
    "or a point.",
    "closed_early": "The place closed ({value}) before it opened: correct one of the dates.",
    "consent_none": "Nobody gave consent to show this, so it is not kept: write yes under consent "
    "once they have.",
    "expiry_wrong": "'{value}' does not tell until when consent is given, so the row is not kept: "
    "write a date such as 2030-01-01.",
    "factor_incomplete": "The row is not complete: fill in the area, the factor, the value, its "
    "unit and the date.",
    "factor_wrong": "'{value}' is no factor of the checklist: use space, housing, mixing, "
    "guidance, organisation, visibility, cooperation, climate, rules, networks or meeting.",
    "factor_area": "'{value}' is no area that is loaded: fill in its code, such as WK003401, or a "
    "name that one area only has.",
    "factor_private": "The row says that it is not public, so it is not kept.",
    "value_wrong": "'{value}' is no number: write it in digits, such as 12 or 3,5.",
    "value_two_ways": "'{value}' can be read in two ways: write it without a mark for thousands, "
    "or with another number of decimals.",
    "members_wrong": "'{value}' is no number of members: write a whole number.",
    "measured_wrong": "'{value}' is no date until today: write when it was measured, such as "
    "2025-04-01.",
    "theme_none": "The row has no theme: write one or more of climate, organisation, housing, "
    "guidance, mixing, starting, visibility, cooperation, civic, regions, learning or meeting.",
    "theme_wrong": "'{value}' is no theme that is known: use climate, organisation, housing, "
    "guidance, mixing, starting, visibility, cooperation, civic, regions, learning or meeting.",
    "summary_none": "The row has no summary: say in a sentence what it is about.",
    "twice": "The row stands in the file already, in row {value}: remove one of the two.",
    "list_id_twice": "Number '{value}' stands in the file already: give each row its own.",
}
WARNINGS = {
    "name_long": "The text '{value}' is longer than can be shown: it is cut off.",
    "text_long": "The text is longer than 20,000 characters: it is cut off.",
    "text_markup": "The text holds a picture or HTML: a picture is left out, and HTML is shown as "
    "plain text.",
    "point_swapped": "The coordinates {value} are exchanged: they are taken the other way round.",
    "point_rd": "The coordinates {value} are metres (RD) where degrees were told: they are taken "
    "as RD.",
    "point_degrees": "The coordinates {value} are degrees where metres (RD) were told: they are "
    "taken as degrees.",
    "address_near": "The addition of {value} is not among the addresses: the point is that of its "
    "house number.",
    "number_read": "'{value}' is no plain number: what it most likely means is taken.",
    "number_wrong": "'{value}' is no number: it is left out.",
    "url_wrong": "'{value}' is no web address that starts with http or https: it is left out.",
    "date_read": "'{value}' is no full date: its first day is taken.",
    "date_short": "'{value}' has a year of two digits: it is read as day, month and year, 00 to 69 "
    "as 2000 to 2069.",
    "percent_part": "{value} percent is less than one: if it is a share, write 43 instead of 0,43.",
    "expired": "The initiative has expired ({value}): it is kept, and not shown.",
    "place_several": "Several areas are called '{value}': fill in the code of one, so that its "
    "profile shows this.",
    "date_wrong_here": "'{value}' is no date such as 2025-04-01: it is left out.",
}
PRIVATE = {"public_no", "home_private", "consent_none", "consent_wrong", "answers_differ"}
PRIVATE |= {"factor_private"}


class Reason(rules.Reason):
    """Why a row of a list is refused or mended."""

    SENTENCES = ERRORS | WARNINGS


class Rule(rules.Rule):
    """What a rule found in a list."""

    REASON = Reason


class NotTaken(Exception):
    """A row that is refused."""

    def __init__(self, code: str, value: object = "") -> None:
        self.reason = Reason(code, value)
        super().__init__(code)


@dataclass
class Notes:
    """What is noted while a list is read: per rule the rows and values, and why each row that is
    refused is."""

    found: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    refused: dict[int, Reason] = field(default_factory=dict)

    def remark(self, code: str, row: int, value: object = "") -> None:
        """Notes a row that is taken."""
        self.found.setdefault(code, []).append((row, str(value)[:80]))

    def add(self, other: "Notes") -> None:
        """Adds what was noted apart."""
        for code, rows in other.found.items():
            self.found.setdefault(code, []).extend(rows)

    def refuse(self, row: int, reason: Reason) -> None:
        """Notes a row that is not taken; of one that must stay private no value."""
        value = "" if reason.code in PRIVATE else str(reason.value)[:80]
        self.refused[row] = Reason(reason.code, value)
        self.found.setdefault(reason.code, []).append((row, value))

    def rules(self) -> list[Rule]:
        """What each rule found, refusals first."""
        order = [*ERRORS, *WARNINGS]
        return [
            Rule(code, "error" if code in ERRORS else "warning", len(dict(rows)), rows[:SHOWN])
            for code, rows in sorted(self.found.items(), key=lambda each: order.index(each[0]))
        ]


@dataclass(frozen=True)
class ListReport:
    """What became of a list: rows taken, rows of its source they replace, rows refused, what each
    rule found, and columns that are not used. What else a report of a register tells is empty."""

    accepted: Mapping[str, int]
    replaced: Mapping[str, int]
    refused: int
    rules: list[Rule]
    unused: Sequence[str] = ()
    is_check: bool = False
    is_addition: bool = False
    placed_by: Mapping[str, int] = field(default_factory=dict)
    use_from: Mapping[str, int] = field(default_factory=dict)
    surprises: tuple = ()
