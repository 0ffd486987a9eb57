"""Every word a visitor reads is translated, and fits where it is used."""

import ast
import importlib.util
import re
import string
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from wijkeconomie import settings, shipped
from wijkeconomie.register.validation import Reason
from wijkeconomie.view import words


def _updater():
    spec = importlib.util.spec_from_file_location("update", settings.LOCALES / "update.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


UPDATER = _updater()
MESSAGES = sorted(UPDATER.messages())
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


EARLIER = {row["english"]: row["dutch"] for row in shipped.rows("earlier_texts")}


@pytest.mark.parametrize("message", EARLIER)
def test_what_a_kept_release_says_is_told_in_dutch(message):
    assert message not in MESSAGES, "it is said again: take it out of earlier_texts.csv"
    assert names(EARLIER[message]) == names(message)
    assert words.translate("nl", message) == EARLIER[message]
    assert words.translate("en", message) == message


def test_what_tables_no_longer_say_is_kept(tmp_path):
    """Of a table in data/ alone: what pages say is of no release."""
    old = Catalog(locale="nl")
    old.add("Used", "Gebruikt", locations=[("data/columns.csv", 0)])
    old.add("Worded anew", "Anders gezegd", locations=[("data/columns.csv", 0)])
    old.add("On a page", "Op een pagina", locations=[("pages/overview.py", 0)])
    file = tmp_path / "earlier_texts.csv"
    file.write_text("english,dutch\nZ,Z\n")
    for _turn in range(2):
        UPDATER.keep_earlier(old, {"Used"}, file)
        assert file.read_text() == "english,dutch\nWorded anew,Anders gezegd\nZ,Z\n"


SINGULARS = {row["several"]: row["one"] for row in shipped.rows("singulars")}
COUNTING = re.compile(
    r"\{(count|rows|wijken|seconds|km|holds|fails|untestable)\} (?:[\w-]+ )?"
    r"(?!is\b|was\b)(?:[a-z-]+s|wijken|buurten|more|are|hold|do|cannot)\b"
)
# Of which one cannot come, is a bound that is always larger, or has words of its own by ``counted``.
NEVER_ONE = re.compile(
    r"home-based establishments|fifth of the|inhabitants|areas: \{value|residential areas|sector gro"
    r"|municipalities: |municipalities and wijken|at least|fewer than|\d+ rows|Excel sheet|larger than"
    r"|requests came|matches$|only select|claims|more than half|too many|would take the place|values|characters|The first|Dots of|checks"
    r"|establishments on \{date\}|P10|six, |and \{count\} more|could reach|about \{count\}"
    r"|buurten loaded|^\{count\} (rows|hubs|places|third places|workplaces|more)$"
)


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("several", SINGULARS)
def test_one_is_told_as_one(lang, several):
    one = SINGULARS[several]
    counted = names(several) - names(one)
    assert len(counted) == 1
    assert several in MESSAGES
    details = dict.fromkeys(names(several), "7")
    alone = details | dict.fromkeys(counted, "1")
    told = catalog(lang).get(one).string if lang == "nl" else one
    assert words.translate(lang, several, **alone) == told.format(**details)
    assert words.translate(lang, several, **details) != told.format(**details)


def test_what_is_counted_has_words_for_one():
    counting = [m for m in {*MESSAGES} - {*SINGULARS.values()} if COUNTING.search(m)]
    assert len(counting) > 50
    assert [m for m in counting if m not in SINGULARS and not NEVER_ONE.search(m)] == []


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
