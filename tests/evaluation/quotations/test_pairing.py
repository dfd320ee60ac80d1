"""Two quotations are one, and two mentions one speaker, by the limits that the guidelines set."""

from __future__ import annotations

import msgspec
import pytest

from bisum.evaluation.inputs.references import GoldQuote
from bisum.evaluation.quotations.pairing import overlap, pair, same_speaker


def gold(text="كلمة", paragraph=3, speaker=None, accept=()):
    return GoldQuote(
        article="a", paragraph=paragraph, text=text, kind="direct", speaker=speaker, accept=accept
    )


@pytest.fixture
def row(make_record):
    """Make a row of a ledger with a text of one's own."""
    first = make_record().quotes[0]

    def make(text, paragraph=3):
        return msgspec.structs.replace(first, text=text, paragraph=paragraph)

    return make


@pytest.mark.parametrize(("paragraph", "is_one"), [(1, False), (2, True), (3, True), (4, True), (5, False)])
def test_a_quotation_may_be_a_paragraph_off_and_no_more(row, paragraph, is_one):
    """Annotators and readers count a dateline differently; the same words later are another quotation."""
    assert pair([gold()], [row("كلمة", paragraph)]) == ({0: 0} if is_one else {})


@pytest.mark.parametrize(
    ("text", "found", "share"),
    [
        ("واحد اثنان ثلاثة أربعة خمسة", "واحد اثنان ثلاثة أربعة ستة", 0.8),
        ("واحد اثنان ثلاثة أربعة", "واحد اثنان ثلاثة أربعة خمسة", 0.8),
        ("واحد اثنان ثلاثة أربعة", "واحد اثنان ثلاثة أربعة خمسة ستة", 4 / 6),
        ("واحد اثنان ثلاثة أربعة خمسة ستة", "واحد اثنان ثلاثة أربعة", 4 / 6),
        ("كلمة كلمة", "كلمة", 0.5),
        ("…", "…", 0.0),
    ],
)
def test_four_fifths_of_the_longer_text_make_it_the_same(row, text, found, share):
    """A part of a quotation is not the quotation, whichever of the two is cut short."""
    assert overlap(text, found) == pytest.approx(share)
    assert pair([gold(text)], [row(found)]) == ({0: 0} if share >= 0.8 else {})


def test_the_best_pair_comes_first_and_nothing_is_paired_twice(row):
    """Of two nearly equal quotations each gets its own, or a missed one would count as found."""
    whole, cut = "واحد اثنان ثلاثة أربعة خمسة", "واحد اثنان ثلاثة أربعة"

    assert pair([gold(cut), gold(whole)], [row(whole), row(cut)]) == {0: 1, 1: 0}
    assert pair([gold(cut), gold(whole)], [row(whole)]) == {1: 0}
    assert pair([gold(whole)], [row(cut), row(whole)]) == {0: 1}


@pytest.mark.parametrize(
    ("speaker", "accept", "found", "is_right"),
    [
        ("سامي النجار", (), "الوزير النجار", True),
        ("سامي النجار", (), "الوزير سامي", True),
        ("سامي النجار", (), "وزير المالية النجار", False),
        ("سامي النجار", ("وزير المالية",), "وزير المالية", True),
        ("سامي النجار", (), None, False),
        (None, (), "سامي النجار", False),
        (None, (), None, True),
    ],
)
def test_half_of_a_mentions_words_make_the_speaker(speaker, accept, found, is_right):
    """A speaker made up is as wrong as one left out."""
    assert same_speaker(gold(speaker=speaker, accept=accept), found) is is_right
