"""One name in two scripts sounds alike, two names don't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.bilingual.lexicon import SAME_NAME
from bisum.stages.bilingual.sounds import is_alike, likeness, likeness_from


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد", "Mohammed"),
        ("تشرشل", "Churchill"),
        ("بوتفليقة", "Bouteflika"),
        ("فوتشكيتش", "Vučkić"),
        ("النحاس", "Nahhas"),
        ("هارينغتون", "Harington"),
        ("بالين", "Palin"),
        ("غوتيريش", "Guterres"),
        ("خالد", "Khalid"),
        ("الخياط", "Khayat"),
        ("ياب", "Jaap"),
        ("شيفون", "Siobhán"),
        ("خوان", "Juan"),
        ("خورخي", "Jorge"),
        ("فالتهاوس", "Walthaus"),
        ("ديفو", "Devaux"),
        ("رينو", "Renault"),
    ],
)
def test_spellings_of_one_name_sound_alike(arabic, latin):
    """A name is found in running English by its sound alone."""
    assert likeness(arabic, latin) >= SAME_NAME


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("بنزرت", "Guerdane"), ("كريم", "Vladislav"), ("ليلى", "Sarah"), ("", "Ali"), ("علي", "")],
)
def test_other_names_do_not(arabic, latin):
    """Words of one person must not go to another."""
    assert likeness(arabic, latin) < 0.5


@given(
    arabic=st.text("بتجحدرسشصطعغفقكلمنهوياةال", min_size=1, max_size=8),
    latin=st.text("abcdefghijklmnopqrstuvwxyzčš'", min_size=1, max_size=8)
    | st.sampled_from(["j", "ge", "w", "lth", "eaux", "a", "n"]).flatmap(
        lambda letters: st.text("abehlnrt", max_size=3).map(lambda rest: letters + rest)
    ),
    least=st.sampled_from([0.5, SAME_NAME, 0.8]),
)
def test_the_quick_look_drops_no_name(arabic, latin, least):
    """Whoever can't reach the likeness that counts needn't be compared; who can must be."""
    exact = likeness(arabic, latin)

    assert likeness_from(arabic, latin, least) == exact or exact < least
    assert is_alike(arabic, latin, least) is (exact >= least)
