"""The connection of the web process reads the release and nothing else."""

import duckdb
import pytest

from wijkeconomie import settings
from wijkeconomie.view import query

FORBIDDEN = [
    "attach '{folder}/other.duckdb'",
    "attach '{folder}/register.duckdb' (read_only)",
    "from read_csv('{folder}/table.csv')",
    "from read_text('/etc/passwd')",
    "from '{folder}/table.csv'",
    "from glob('{folder}/*')",
    "copy release.area to '{folder}/copied.csv'",
    "export database '{folder}/copied'",
    "install spatial",
    "load httpfs",
    "from read_csv('https://other.example/x.csv')",
    "create table release.planted as select 1 as x",
    "update release.area set name = 'x'",
    "drop table release.area",
    "set enable_external_access = true",
    "set memory_limit = '8GB'",
    "set lock_configuration = false",
    "reset enable_external_access",
    "set temp_directory = '{folder}/copied'",
    "set secret_directory = '{folder}/copied'",
    "create persistent secret s (type s3)",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_it_can_do_nothing_else(sample_release, tmp_path, statement):
    (tmp_path / "table.csv").write_text("x\n1\n")
    query.release()
    before = settings.release_file().read_bytes()
    with query._current().connection.cursor() as cursor:
        cursor.execute("use release")
        with pytest.raises(duckdb.Error) as refused:
            cursor.execute(statement.format(folder=tmp_path)).fetchall()
    assert not isinstance(refused.value, duckdb.ParserException)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["table.csv"]
    assert settings.release_file().read_bytes() == before
