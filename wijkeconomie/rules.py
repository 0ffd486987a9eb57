"""What a rule found in a delivery, and why, for registers and lists alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Reason:
    """One reason, by its code, with the value it is about; ``SENTENCES`` by code."""

    code: str
    value: object = ""
    SENTENCES: ClassVar[Mapping[str, str]] = {}

    @property
    def message(self) -> str:
        """The sentence, with ``{value}`` to fill: the key of its translation."""
        return self.SENTENCES[self.code]

    def __str__(self) -> str:
        return self.message.format(value=self.value)


@dataclass(frozen=True)
class Rule:
    """What a rule found: severity (error, warning or left_out), number of rows, and the first of
    them as pairs of row number and value of the field it is about."""

    rule: str
    severity: str
    rows: int
    examples: list[tuple[int, str]]
    REASON: ClassVar[type[Reason]] = Reason

    @property
    def reason(self) -> Reason:
        """The sentence of the rule, with the first value."""
        return self.REASON(self.rule, self.examples[0][1] if self.examples else "")
