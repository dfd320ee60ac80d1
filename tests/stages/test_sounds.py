"""One name in two scripts sounds alike, two names don't."""

from __future__ import annotations

import pytest

from bisum.stages.lexicon import SAME_NAME
from bisum.stages.sounds import likeness


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
