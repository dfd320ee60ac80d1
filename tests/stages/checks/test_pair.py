"""What a check is given to see."""

from __future__ import annotations

import pytest

from bisum.stages.bilingual.words import arabic_words
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "named", "is_speaker"),
    [
        ("ونجيب", "نجيب", True),
        ("وليامسون", "ويليامسون", True),
        ("ويليامسن", "ويليامسون", True),
        ("ميقاتيه", "ميقاتي", True),
        ("وينيامسن", "ويليامسون", False),
        ("حمداني", "حمدان", False),
    ],
)
def test_a_speakers_name_is_known_with_a_letter_more_or_less(
    arabic: str, named: str, is_speaker: bool
) -> None:
    """A long name is spelt in two ways in one article; of short ones, a letter makes another's."""
    (word,) = arabic_words(arabic)

    assert Pair(arabic=arabic, english="", named=frozenset((named,))).is_of_speaker(word) is is_speaker
