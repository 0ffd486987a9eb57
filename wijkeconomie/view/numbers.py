"""Numbers and dates in the notation of a language."""

from datetime import date
from math import isnan

from babel.dates import format_date
from babel.numbers import format_decimal

DASH = "–"
MINUS = "−"
LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def number(lang: str, value: float | None, decimals: int = 0) -> str:
    """``34000`` as 34.000 (nl) or 34,000 (en); a dash for nothing."""
    if value is None or isnan(value):
        return DASH
    zeros = "0" * decimals
    pattern = f"#,##0.{zeros}" if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=LOCALES[lang]).replace("-", MINUS)


def percent(lang: str, share: float | None, decimals: int = 1) -> str:
    """``0.43`` as 43,0 % (nl) or 43.0% (en)."""
    if share is None or isnan(share):
        return DASH
    return number(lang, share * 100, decimals) + ("\N{NO-BREAK SPACE}%" if lang == "nl" else "%")


def signed(lang: str, value: float | None, decimals: int = 0) -> str:
    """A change with its sign: +1.200 or −35."""
    if value is None or isnan(value):
        return DASH
    return ("+" if value > 0 else "") + number(lang, value, decimals)


def day(lang: str, when: date) -> str:
    """A date in words: 1 april 2025."""
    return format_date(when, format="d MMMM y", locale=LOCALES[lang])
