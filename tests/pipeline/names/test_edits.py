"""Replaced words move all offsets behind them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bisum.pipeline.names.edits import Edits, whole_words


@given(
    parts=st.lists(st.tuples(st.text("ab ", max_size=5), st.text("xy", min_size=1, max_size=5)), max_size=4)
)
def test_what_is_kept_is_found_where_the_offsets_say(parts):
    """Else a quotation's English is cut in the wrong place."""
    text, replaced, kept = "", [], []
    for keep, drop in parts:
        if keep:
            kept.append((len(text), len(text) + len(keep)))
        text += keep
        replaced.append((len(text), len(text) + len(drop), "NEW"))
        text += drop
    edits = Edits(text, replaced)

    assert [edits.text[edits.start_of(s) : edits.end_of(e)] for s, e in kept] == [text[s:e] for s, e in kept]


def test_a_border_inside_replaced_words_moves_to_their_edge():
    """Half a name would be quoted."""
    edits = Edits("said Zied Hamdi today", [(5, 15, "Samer Barqawi")])

    assert edits.text[edits.start_of(5) : edits.end_of(9)] == "Samer Barqawi"


def test_a_form_that_stands_already_is_left_alone():
    """«al-al-Khatib» is no name."""
    assert whole_words("Khatib met al-Khatib.", {"Khatib": "al-Khatib"}) == "al-Khatib met al-Khatib."


def test_a_full_name_is_not_put_behind_a_given_name():
    """«Dr. Ishraqa Eshraqa al-Tayeb» is two people."""
    changes = {"al-Tayeb": "Eshraqa al-Tayeb", "al-Abed": "Mazen al-Aboud"}

    assert whole_words("Dr. Ishraqa al-Tayeb said so.", changes) == "Dr. Ishraqa al-Tayeb said so."
    assert whole_words("Colonel Mansour al-Abed said so.", changes) == "Colonel Mansour al-Abed said so."
    assert whole_words("Dr. al-Tayeb said so.", changes) == "Dr. Eshraqa al-Tayeb said so."
    assert whole_words("It was said by al-Tayeb.", changes) == "It was said by Eshraqa al-Tayeb."
