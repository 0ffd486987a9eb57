"""Delivered files are opened whatever their encoding and separator, or refused."""

import pytest

from wijkeconomie.errors import Refused
from wijkeconomie.register.delivery import opened

TEXT = "vestigingsnummer;sbi;naam\n000000000001;4711;Café Één\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encodings_and_separators(tmp_path, encoding, found, separator):
    path = tmp_path / "delivery.csv"
    path.write_bytes(TEXT.replace(";", separator).encode(encoding))
    with opened(path) as delivery:
        assert (delivery.encoding, delivery.separator) == (found, separator)
        assert delivery.columns == ["vestigingsnummer", "sbi", "naam"]
        assert "Café Één" in delivery.path.read_text(encoding="utf-8-sig")


def test_copy_does_not_outlive_the_block(tmp_path):
    path = tmp_path / "delivery.csv"
    path.write_bytes(TEXT.encode("utf-16"))
    with opened(path) as delivery:
        copy = delivery.path
        assert copy != path
    assert not copy.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "does not exist"),
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b"PK\x03\x04rest of a workbook", "no readable Excel workbook"),
        (b"vestigingsnummer\n1\n", "has one column only"),
        (b"sbi;sbi\n1;2\n", "two columns named 'sbi'"),
        (b"a;b\n", "a header and no rows"),
        (b"sep=;\na;b\n", "a header and no rows"),
        (b'a;"b\n1;2\n', "a stray quote"),
        (b"PAR1nothing", "no readable Parquet"),
        (b'{"a": ', "no readable JSON"),
        (b"[]", "holds no establishments"),
        (b'{"vestigingen": 1}', "holds no establishments"),
        (b"[" * 5, "one column only"),
        (b"a;b\n\x81\x8d\xff;\x90\n", "no text in UTF-8"),
    ],
)
def test_refused(tmp_path, content, sentence):
    path = tmp_path / "delivery.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as refused, opened(path):
        pass
    assert sentence in str(refused.value)
    assert str(path) in str(refused.value)
