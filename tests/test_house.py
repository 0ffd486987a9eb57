"""The house keeps its shape: short files, short functions, queries that say what a row is."""

import ast
import itertools

import pytest

from wijkeconomie import settings, shipped
from wijkeconomie.__main__ import cli

PROJECT = settings.PROJECT
CODE = [
    *PROJECT.glob("wijkeconomie/**/*.py"),
    *PROJECT.glob("pages/*.py"),
    PROJECT / "app.py",
]
QUERIES = sorted(settings.QUERIES.glob("*/*.sql"))


def name(path) -> str:
    return str(path.relative_to(PROJECT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_files_are_short(path):
    limit = 60 if path.name == "app.py" else 120 if path.parent.name == "pages" else 200
    assert len(path.read_text().splitlines()) <= limit


@pytest.mark.parametrize("path", CODE, ids=name)
def test_functions_are_short(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 40, node.name


ONLY = {
    "streamlit": "app.py pages/ wijkeconomie/view/ui.py wijkeconomie/view/choices.py wijkeconomie/view/telling.py "
    "wijkeconomie/view/texts.py "
    "wijkeconomie/view/show.py wijkeconomie/view/login.py wijkeconomie/view/comparing/ wijkeconomie/view/hubs/ "
    "wijkeconomie/view/learning/ wijkeconomie/view/manage/ wijkeconomie/view/profiles/ "
    "wijkeconomie/view/taking/",
    "streamlit_folium": "wijkeconomie/view/show.py",
    "folium": "wijkeconomie/view/maps.py wijkeconomie/view/marks.py",
    "duckdb": "wijkeconomie/view/query.py wijkeconomie/view/opening.py wijkeconomie/view/exports/reader.py wijkeconomie/register/store.py wijkeconomie/register/loading.py wijkeconomie/release/",
    "wijkeconomie.sources": "wijkeconomie/__main__.py wijkeconomie/commands/ wijkeconomie/register/ "
    "wijkeconomie/release/ wijkeconomie/sources/",
    "wijkeconomie.register": "wijkeconomie/__main__.py wijkeconomie/commands/ "
    "wijkeconomie/register/ wijkeconomie/release/",
    "wijkeconomie.release": "wijkeconomie/__main__.py wijkeconomie/commands/ wijkeconomie/release/",
}


def imported(path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", CODE, ids=name)
def test_libraries_and_rooms_are_imported_where_they_may(path):
    for module in imported(path):
        for guarded, places in ONLY.items():
            if module == guarded or module.startswith(f"{guarded}."):
                assert name(path).startswith(tuple(places.split())), module


@pytest.mark.parametrize("path", QUERIES, ids=name)
def test_queries_are_short_and_start_with_what_a_row_is(path):
    lines = path.read_text().splitlines()
    assert len(lines) <= 60
    told = list(itertools.takewhile(lambda line: line.startswith("-- "), lines))
    assert told
    assert told[-1].endswith(".")


@pytest.mark.parametrize("path", QUERIES, ids=name)
def test_every_query_is_used(path):
    if path.parent.name in ("checks",) or path.stem.startswith("table_"):
        return
    if path.stem in {row["query"] for row in shipped.rows("claims")}:
        return
    used = "\n".join(p.read_text() for p in CODE)
    stem = path.stem.removeprefix("macro_").removeprefix("create_")
    assert f'"{stem}"' in used or f"/{stem}" in used or f'"{path.stem}"' in used


@pytest.mark.parametrize("path", [p for p in CODE if p.parent.name == "pages"], ids=name)
def test_pages_have_no_sql(path):
    text = path.read_text().lower()
    assert "select " not in text
    assert "duckdb" not in text


@pytest.mark.parametrize("path", [p for p in CODE if p.parent.name == "pages"], ids=name)
def test_parts_of_pages_ask_anew_who_the_visitor_is(path):
    """A part that runs by itself reads the public edition unless ``ui.fragment`` says otherwise."""
    assert "st.fragment" not in path.read_text()


def test_documentation_names_every_command():
    readme = (PROJECT / "README.md").read_text()
    for command in ("make run", "make test", *cli.commands):
        assert command in readme


def test_every_environment_variable_is_in_the_readme():
    used = set()
    for path in CODE:
        used |= {
            node.value
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.startswith("WIJKECONOMIE_")
        }
    readme = (PROJECT / "README.md").read_text()
    assert {variable for variable in used if variable not in readme} == set()
