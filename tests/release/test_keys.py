"""The secret: made once, for its owner only."""

import pytest

from wijkeconomie.errors import Refused
from wijkeconomie.release import keys


def test_made_on_first_use_and_kept(tmp_path):
    path = tmp_path / "deep" / "secret"
    secret = keys.load(path)
    assert len(secret) == keys.LENGTH
    assert path.stat().st_mode & 0o777 == 0o600
    assert keys.load(path) == secret


def test_two_secrets_differ(tmp_path):
    assert keys.load(tmp_path / "one") != keys.load(tmp_path / "two")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666])
def test_refused_when_others_can_read_it(tmp_path, mode):
    path = tmp_path / "secret"
    keys.load(path)
    path.chmod(mode)
    with pytest.raises(Refused, match="chmod 600"):
        keys.load(path)


def test_refused_when_too_short(tmp_path):
    path = tmp_path / "secret"
    path.touch(mode=0o600)
    with pytest.raises(Refused, match="too short"):
        keys.load(path)
