"""The book of corrections forgets nothing and lets nothing stand that can't be read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bisum.errors import ConfigError
from bisum.model.correction import Correction, CorrectionKind, standing, text_digest
from bisum.model.span import Span
from bisum.store.run.corrections import CorrectionBook


def speaker(becomes: str | None, *, start: int = 3, author: str = "Nadia") -> Correction:
    return Correction(
        number=0,
        kind=CorrectionKind.SPEAKER,
        article="a",
        digest=text_digest(None, ["نص"]),
        place=Span(paragraph=None, start=start, end=start + 4),
        arabic="كلام",
        was="هو",
        becomes=becomes,
        author=author,
        made_at="2026-11-21T10:00:00+00:00",
    )


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """A place in the title has no paragraph, and an unnamed speaker no name: both must come back so."""
    book = CorrectionBook(tmp_path / "book.sqlite")
    added = [book.add(speaker("سامر")), book.add(speaker(None, start=9))]

    assert [one.number for one in added] == [1, 2]
    assert list(CorrectionBook(book.path).all()) == added
    assert [one.becomes for one in added] == ["سامر", None]


def test_the_last_word_about_a_quotation_counts(tmp_path: Path) -> None:
    """An analyst who errs corrects the correction; what was withdrawn counts no more."""
    book = CorrectionBook(tmp_path / "book.sqlite")
    for name in ("سامر", "ليلى", "هند"):
        book.add(speaker(name))
    is_withdrawn = book.withdraw(3)
    again = book.withdraw(3)

    assert (is_withdrawn, again) == (True, False)
    assert [one.becomes for one in standing(book.all())] == ["ليلى"]
    assert len(book.all()) == 3


def test_a_book_that_nobody_wrote_in_is_empty(tmp_path: Path) -> None:
    """Looking must not make files."""
    book = CorrectionBook(tmp_path / "none.sqlite")

    assert book.all() == ()
    assert not book.withdraw(1)
    assert not book.path.exists()


def test_another_file_is_refused(tmp_path: Path) -> None:
    """A config that names the wrong file must say so before anything is translated."""
    path = tmp_path / "book.sqlite"
    path.write_text("no database at all, and long enough to be told from an empty one " * 20)

    with pytest.raises(ConfigError, match=r"book\.sqlite: can't be used as a book of corrections"):
        CorrectionBook(path).all()


def test_a_newer_book_is_refused(tmp_path: Path) -> None:
    """Half understood, a correction would be put in another place."""
    path = tmp_path / "book.sqlite"
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()

    with pytest.raises(ConfigError, match="of form 99, this bisum reads up to 1"):
        CorrectionBook(path).all()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"place": None}, "has a place exactly where"),
        ({"arabic": None}, "wrong Arabic"),
        ({"author": " "}, "names its author"),
        ({"kind": CorrectionKind.TRANSLATION, "becomes": None}, "says what is right"),
    ],
)
def test_half_a_correction_is_none(fields: dict[str, object], why: str) -> None:
    """It would be put nowhere, or by nobody."""
    whole = {name: getattr(speaker("سامر"), name) for name in Correction.__struct_fields__}

    with pytest.raises(ValueError, match=why):
        Correction(**{**whole, **fields})
