"""A file is the old one or the new one, never half of either."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum.store.files.atomic import replacing, write_text


def test_a_text_is_written_as_it_stands(tmp_path: Path) -> None:
    """Arabic, bidi marks and line ends arrive byte for byte."""
    path = tmp_path / "a.md"

    write_text(path, "قال\r\n\u200f«نعم»\n")

    assert path.read_bytes() == "قال\r\n\u200f«نعم»\n".encode()
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_writer_that_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    """A page that breaks halfway must not replace one that works."""
    path = tmp_path / "a.md"
    write_text(path, "old")

    def break_off() -> None:
        with replacing(path) as file:
            file.write(b"ne")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
