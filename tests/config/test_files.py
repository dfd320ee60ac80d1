"""What a person wrote is read, or it is said what to do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum.config.files import read_text
from bisum.errors import ConfigError


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    """Editors of Windows write one; a key that begins with it is unknown, and nobody sees why."""
    (tmp_path / "names.csv").write_bytes(b"\xef\xbb\xbfarabic,english\r\n")

    assert read_text(tmp_path / "names.csv", what="the glossary", instead="") == "arabic,english\r\n"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (None, r"names\.csv: the glossary can't be read: No such file or directory; name a CSV file"),
        (b"\xe3\xd1", r"names\.csv: byte 0 is not UTF-8; save the glossary as UTF-8"),
        (b"12345", r"names\.csv: 5 bytes, the glossary has at most 4; is this the right file\?"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_named_with_its_remedy(
    tmp_path: Path, raw: bytes | None, told: str
) -> None:
    """The person who named it must know which of several files is meant, and what to do."""
    file = tmp_path / "names.csv"
    if raw is not None:
        file.write_bytes(raw)

    with pytest.raises(ConfigError, match=told):
        read_text(file, what="the glossary", instead="name a CSV file", most_bytes=4)
