"""Every word a visitor reads is translated, and fits where it is used."""

import ast
import importlib.util
import re
import string
from functools import cache

import pytest
from babel.messages.pofile import read_po

from wijkeconomie import settings, shipped
from wijkeconomie.register.validation import Reason
from wijkeconomie.view import words


def _updater():
    spec = importlib.util.spec_from_file_location("update", settings.LOCALES / "update.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MESSAGES = sorted(_updater().messages())
SOURCES = [*settings.PROJECT.glob("pages/*.py"), *settings.PROJECT.glob("wijkeconomie/**/*.py")]


@cache
def catalog(lang: str):
    with (settings.LOCALES / lang / "LC_MESSAGES" / "wijkeconomie.po").open("rb") as stream:
        return read_po(stream, locale=lang)


def names(text: str) -> set[str]:
    return {name.split(":")[0] for _t, name, _f, _c in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("message", MESSAGES)
def test_translated_with_the_same_names(message):
    found = catalog("nl").get(message)
    assert found is not None, "run make words"
    assert found.string, "not translated"
    assert names(found.string) == names(message)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_catalogues_hold_nothing_unused(lang):
    unused = {m.id for m in catalog(lang) if m.id} - set(MESSAGES)
    assert unused == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(settings.PROJECT)))
def test_no_words_hide_in_format_strings(path):
    """A message inside an f-string is not found by the extractor, so it stays English."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.JoinedStr):
            calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
            spoken = [c for c in calls if getattr(c.func, "id", "") == "_"]
            literal = [c for c in spoken if c.args and isinstance(c.args[0], ast.Constant)]
            assert not literal, f"line {node.lineno}"


@pytest.mark.parametrize("path", sorted(settings.PROJECT.glob("pages/*.py")), ids=lambda p: p.stem)
def test_pages_show_no_bare_words(path):
    """What a page writes goes through gettext."""
    shown = {"title", "header", "subheader", "markdown", "write", "caption", "metric", "info"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in shown and node.args:
            first = node.args[0]
            bare = isinstance(first, ast.Constant) and re.search("[a-z]{2}", str(first.value))
            assert not bare, f"line {node.lineno}: {first.value}"


def test_details_are_filled_in_and_translated_too():
    why = Reason("sbi_wrong", "x1")
    told = words.translate("nl", "{severity}: {rows} rows. {why}", severity="s", rows=3, why=why)
    assert told.startswith("s: 3 rijen. 'x1' is geen SBI-code")


@pytest.mark.parametrize(
    ("wanted", "spoken"), [("en", "en"), ("nl", "nl"), ("fr", "nl"), (None, "nl")]
)
def test_dutch_unless_we_speak_what_is_asked(wanted, spoken):
    assert words.language(wanted) == spoken


@pytest.mark.parametrize(
    ("locale", "spoken"), [("nl_NL.UTF-8", "nl"), ("C.UTF-8", "en"), ("", "en")]
)
def test_language_of_the_terminal(monkeypatch, locale, spoken):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert words.terminal_language() == spoken


def test_every_code_has_a_name():
    for row in shipped.rows("categories"):
        assert words.label("en", row["dimension"], row["code"]) == row["name"]


def test_nothing_translates_to_nothing():
    assert words.translate("nl", "") == ""


@pytest.mark.parametrize(
    ("text", "plain"),
    [("A*b_c", r"A\*b\_c"), ("![x](y)", r"\!\[x\]\(y\)"), ("De Werven", "De Werven")],
)
def test_plain_text_shows_marks_as_they_are(text, plain):
    assert words.plain(text) == plain
