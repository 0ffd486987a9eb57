"""The secret over time: where it may lie, that a change is seen, and how it is changed."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from tests import cities
from tests.conftest import SECRET
from wijkeconomie import __main__ as cli
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.release import fingerprints, keys, publish, rotation


def run(*arguments: object, **more: object):
    """What a command says, and the refusal it ends with, if any."""
    result = CliRunner().invoke(cli.cli, [str(a) for a in arguments], env={"LC_ALL": "C"}, **more)
    assert result.exception is None or isinstance(result.exception, Refused | SystemExit)
    return " ".join(result.output.split()), result.exception


def release_city(folder: Path) -> None:
    run("areas", cities.areas_file(folder), "--municipality", "GM9999")
    rows = [cities.row(i, full=i % 9 + 1, sbi=f"{10 + i % 80}11") for i in range(400)]
    run("import", cities.register_file(folder, rows), "--layout", "lisa")
    told, refused = run("release")
    assert refused is None, refused
    assert "another secret" not in told


@pytest.fixture
def released(empty_folder, prepared) -> Path:
    """Vierkantstad with a release; returns its secret file."""
    prepared(release_city)
    return settings.secret_file()


def in_use() -> str:
    return next(r.release_id for r in publish.releases() if r.is_used)


# --- where it may lie


@pytest.mark.parametrize("where", ["data", "project", "git"])
@pytest.mark.parametrize("linked", [False, True])
def test_refused_where_files_are_shared(empty_folder, tmp_path, monkeypatch, where, linked):
    place = {"data": empty_folder / "deep", "project": tmp_path / "app", "git": tmp_path / "repo"}
    folder = place[where]
    folder.mkdir()
    monkeypatch.setattr(settings, "PROJECT", tmp_path / "app")
    if where == "git":
        (folder / ".git").touch()
    path = folder / "secret"
    if linked:
        keys.make(path)
        path = tmp_path / "link"
        path.symlink_to(folder / "secret")
    with pytest.raises(Refused, match="is shared or kept in git"):
        keys.load(path)
    assert linked or not path.exists()


@pytest.mark.parametrize(("mode", "fine"), [(0o700, True), (0o755, True), (0o1777, True)])
@pytest.mark.parametrize("linked", [False, True])
def test_its_folder_may_be_read(tmp_path, mode, fine, linked):
    assert keys.load(secret_in(tmp_path, mode, linked)) == SECRET


@pytest.mark.parametrize("mode", [0o770, 0o777, 0o757, 0o722])
@pytest.mark.parametrize("linked", [False, True])
def test_refused_when_others_can_replace_it(tmp_path, mode, linked):
    with pytest.raises(Refused, match="chmod go-w"):
        keys.load(secret_in(tmp_path, mode, linked))


def secret_in(tmp_path: Path, mode: int, linked: bool) -> Path:
    """A secret in a folder of a mode, or in another folder with a link to it there."""
    folder = tmp_path / "open"
    folder.mkdir()
    path = folder / "secret"
    real = tmp_path / "closed" if linked else path
    real.write_bytes(SECRET)
    real.chmod(0o600)
    if linked:
        path.symlink_to(real)
    folder.chmod(mode)
    return path


def test_a_link_to_a_folder_where_others_write_is_refused(tmp_path):
    (tmp_path / "link").symlink_to(secret_in(tmp_path, 0o777, linked=False))
    with pytest.raises(Refused, match="chmod go-w"):
        keys.load(tmp_path / "link")


# --- a change is seen


def test_a_fingerprint_tells_secrets_apart_and_nothing_else():
    one, other = fingerprints.of(SECRET), fingerprints.of(SECRET[::-1])
    assert one != other
    assert len(one) == fingerprints.DIGITS
    assert SECRET.hex() not in one


def test_the_fingerprint_is_remembered_with_the_first_release(released):
    assert fingerprints.known() == {in_use(): fingerprints.of(SECRET)}


def change(secret: Path) -> None:
    secret.write_bytes(SECRET[::-1])


@pytest.mark.parametrize(
    ("happens", "told"), [(Path.unlink, "is gone"), (change, "has fingerprint")]
)
def test_a_secret_that_is_lost_or_changed_is_never_silent(released, happens, told):
    before = settings.release_file().read_bytes()
    happens(released)
    _said, refused = run("release")
    assert told in str(refused)
    assert "--new-secret" in str(refused)
    assert settings.release_file().read_bytes() == before
    assert told in run("doctor")[0].replace("│ │ ", "")
    assert happens is change or not released.exists()
    said, refused = run("release", "--new-secret")
    assert refused is None
    assert "drawn with another secret than the one before" in said
    assert fingerprints.latest() == fingerprints.of(keys.load(released))
    said, refused = run("release")
    assert refused is None


def test_a_file_made_elsewhere_needs_the_same_secret(released, tmp_path):
    change(released)
    _said, refused = run("release", "--out", tmp_path / "elsewhere.duckdb")
    assert "has fingerprint" in str(refused)
    assert not (tmp_path / "elsewhere.duckdb").exists()


def test_a_secret_put_back_is_fine(released):
    before = in_use()
    change(released)
    run("release")
    released.write_bytes(SECRET)
    assert run("release")[1] is None
    assert in_use() == before


# --- how it is changed


def test_rotation_keeps_the_old_one_until_told_otherwise(released):
    before = in_use()
    said, refused = run("secret", "rotate", "--yes")
    assert refused is None
    (old,) = rotation.kept()
    assert str(old) in said.replace(" ", "")
    assert old.read_bytes() == SECRET
    assert keys.load(released) != SECRET
    for file in (old, released):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert f"{datetime.now(UTC):%Y%m%d}" in old.name
    assert "1 old kept" in run("doctor")[0]
    said, refused = run("release")
    assert refused is None
    assert in_use() != before
    assert "drawn with another secret than the one before" in said
    run("secret", "discard", input="n\n")
    assert old.exists()
    assert str(old) in run("secret", "discard", "--yes")[0].replace(" ", "")
    assert rotation.kept() == []
    assert keys.load(released) != SECRET


def test_rotation_asks_first_and_counts_what_it_changes(released):
    said, _refused = run("secret", "rotate", input="n\n")
    assert released.read_bytes() == SECRET
    assert rotation.kept() == []
    told = rotation.account()
    with duckdb.connect(settings.release_file(), read_only=True) as con:
        shown, hidden = con.execute(
            "select count(*) filter (where establishments > 0), count(*) filter (where flag = 'c')"
            " from activity"
        ).fetchall()[0]
    assert (told.shown, told.hidden, told.releases) == (shown, hidden, 1)
    assert f"Of the {shown} counts" in said
    assert f"the {hidden} hidden" in said
    assert "4 possible values are left of 9" in said


def test_what_rotation_says_of_counts_is_so(released, monkeypatch):
    """Some differ, by five, and nothing else about them changes."""
    monkeypatch.setattr(keys.secrets, "token_bytes", lambda length: bytes(range(7, 7 + length)))
    run("secret", "rotate", "--yes")
    run("release")
    found = rotation.difference()
    assert found.counts > 50
    assert 0 < found.differing < found.counts / 2
    files = [r.file for r in publish.releases()]
    with duckdb.connect(files[0], read_only=True) as con:
        con.execute(f"attach '{files[1]}' as other (read_only)")
        apart = con.execute(
            "select distinct abs(a.establishments - b.establishments) from activity as a"
            " inner join other.activity as b using (area_code, year, sector, size_class, premises)"
            " where a.establishments > 0 and b.establishments > 0"
        ).fetchall()
    assert {difference for (difference,) in apart} == {0, 5}


def test_rotation_of_a_link_changes_what_it_points_to(released, tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(released)
    monkeypatch.setenv("WIJKECONOMIE_SECRET_FILE", str(tmp_path / "link"))
    rotation.rotate()
    assert (tmp_path / "link").is_symlink()
    assert released.read_bytes() != SECRET
    assert [old.parent for old in rotation.kept()] == [released.parent]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["secret", "rotate", "--yes"], "There is no secret yet"),
        (["secret", "discard"], "No old secret is kept"),
    ],
)
def test_without_a_secret(empty_folder, arguments, told):
    settings.secret_file().unlink()
    said, refused = run(*arguments)
    assert told in f"{said} {refused}"
    assert not settings.secret_file().exists()


@pytest.mark.parametrize("content", [None, "rubbish\n", "release_id,fingerprint\nx,y\n"])
@pytest.mark.parametrize("command", ["release", "secret rotate --yes", "doctor"])
def test_a_lost_memory_of_secrets_is_never_silent(released, content, command):
    """Else a lost secret beside it would be replaced without a word."""
    released.unlink()
    settings.fingerprints_file().unlink()
    if content:
        settings.fingerprints_file().write_text(content)
    told, refused = run(*command.split())
    assert "refused" in told or "it cannot be told with which secret" in str(refused)
    assert not released.exists()


def test_a_release_of_an_old_secret_is_used_with_a_warning(released):
    first = in_use()
    run("secret", "rotate", "--yes")
    run("release")
    assert in_use() != first
    assert "two draws of every figure" in run("releases", "use", first)[0]
    assert in_use() == first


def test_a_changed_secret_is_not_rotated_away(released):
    change(released)
    assert "has fingerprint" in str(run("secret", "rotate", "--yes")[1])
    assert rotation.kept() == []
