"""One row of a list, read field by field: what is not as it should is noted, or refuses the row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wijkeconomie.sources.lists import values
from wijkeconomie.sources.lists.reasons import Notes, NotTaken

LONGEST = 120
LONGEST_PROSE = 20_000
MOST = 1_000_000


@dataclass(frozen=True)
class Line:
    """A row: its number, what stands in each field, and where to note what is mended."""

    row: int
    fields: Mapping[str, str]
    notes: Notes

    def written(self, field: str) -> str:
        """What stands in a field, empty when there is nothing."""
        return self.fields.get(field, "").strip()

    def text(self, field: str, most: int = LONGEST) -> str | None:
        """Text of at most ``most`` characters; a remark tells when it was longer."""
        whole = values.text(self.written(field), LONGEST * 100)
        if len(whole) > most:
            self.notes.remark("name_long", self.row, whole)
        return whole[:most].strip() or None

    def prose(self, field: str) -> str | None:
        """Text of several lines, in Markdown; remarks tell when it is too long, or holds what is
        not shown."""
        whole = values.prose(self.written(field))
        if len(whole) > LONGEST_PROSE:
            self.notes.remark("text_long", self.row, whole)
        if values.MARKUP.search(whole):
            self.notes.remark("text_markup", self.row)
        return whole[:LONGEST_PROSE].strip() or None

    def own_number(self) -> str:
        """The number that the list itself gives a row, empty without one."""
        return self.text("id", 60) or ""

    def name(self) -> str:
        """The name, which has a letter or a digit. Raises NotTaken when there is none."""
        name = self.text("name")
        if name is None or not any(c.isalnum() for c in name):
            raise NotTaken("name_none")
        return name

    def day(self, field: str) -> str | None:
        """A date as YYYY-MM-DD."""
        written = self.written(field)
        if not written:
            return None
        found, is_whole = values.day(written)
        if found is None:
            self.notes.remark("date_wrong_here", self.row, written)
        elif not is_whole:
            code = "date_short" if values.is_short(written) else "date_read"
            self.notes.remark(code, self.row, written)
        return found.isoformat() if found else None

    def past(self, field: str, today: date) -> str | None:
        """A date until today."""
        found = self.day(field)
        if found is not None and found > today.isoformat():
            self.notes.remark("date_wrong_here", self.row, self.written(field))
            return None
        return found

    def ending(self, field: str, today: date) -> str | None:
        """A date; a remark tells when it is before today. Raises NotTaken for what is no date: it
        would never end."""
        written = self.written(field)
        if written and values.day(written)[0] is None:
            raise NotTaken("expiry_wrong", written)
        found = self.day(field)
        if found is not None and found < today.isoformat():
            self.notes.remark("expired", self.row, found)
        return found

    def number(self, field: str, most: int = MOST) -> int | None:
        """A whole number from 1."""
        written = self.written(field)
        if not written:
            return None
        found, is_plain = values.number(written, most)
        if found is None:
            self.notes.remark("number_wrong", self.row, written)
        elif not is_plain:
            self.notes.remark("number_read", self.row, written)
        return found

    def url(self) -> str | None:
        """A web address."""
        written = self.written("url")
        found = values.address(written) if written else None
        if written and found is None:
            self.notes.remark("url_wrong", self.row, written)
        return found

    def yes(self, field: str, otherwise: str = "public_wrong") -> bool | None:
        """Yes or no, None when it is not told. Raises NotTaken for anything else, and when one
        column about it says yes and another no."""
        written = [text for name, text in self.fields.items() if name.partition(":")[0] == field]
        try:
            answers = {values.yes(text) for text in written} - {None}
        except ValueError as error:
            raise NotTaken(otherwise, str(error)) from None
        if len(answers) > 1:
            raise NotTaken("answers_differ")
        return answers.pop() if answers else None
