"""Which English words render the mention of a speaker, from links between words."""

from __future__ import annotations

import numpy as np
import pytest

from bisum.stages.alignment.mentions import mention_in
from bisum.stages.bilingual.links import Bilingual
from bisum.stages.bilingual.words import arabic_words, english_words


def linked(arabic: str, english: str, links: dict[tuple[str, str], float]) -> Bilingual:
    """Give two texts whose words have these links and no others."""
    source, target = arabic_words(arabic), english_words(english)
    grid = np.zeros((len(source), len(target)))
    for row, one in enumerate(source):
        for column, other in enumerate(target):
            grid[row, column] = links.get((one.text, other.text), 0.0)
    return Bilingual(
        arabic_text=arabic, english_text=english, arabic=source, english=target, grid=grid, agreed=grid
    )


@pytest.mark.parametrize(
    ("arabic", "n_words", "english", "links", "expected"),
    [
        (
            "خبراء صينيون زاروا الصين",
            2,
            "Chinese experts came to China",
            {
                ("خبراء", "experts"): 0.7,
                ("صينيون", "Chinese"): 0.3,
                ("الصين", "China"): 0.9,
                ("الصين", "Chinese"): 0.35,
            },
            "Chinese experts",
        ),
        (
            "بيان الحرس الثوري",
            3,
            "A late statement issued by the Revolutionary Guards",
            {("بيان", "statement"): 0.3, ("الحرس", "Guards"): 0.9, ("الثوري", "Revolutionary"): 0.9},
            "statement issued by the Revolutionary Guards",
        ),
        (
            "الخبراء الصينيون والأمريكيون",
            3,
            "Some Chinese and U.S. experts",
            {
                ("الخبراء", "experts"): 0.54,
                ("الصينيون", "Chinese"): 0.33,
                ("والأمريكيون", "U"): 0.2,
                ("والأمريكيون", "S"): 0.15,
            },
            "Chinese and U.S. experts",
        ),
    ],
)
def test_weak_links_still_make_a_description_whole(arabic, n_words, english, links, expected):
    """Half of a description is somebody else: «experts» without «Chinese», «Guards» without a statement."""
    assert mention_in(linked(arabic, english, links), 0, n_words) == expected


@pytest.mark.parametrize(
    ("english", "link"),
    [("The lawyer Najla al-Tayloul said", "Najla"), ("The lawyer Nasma al-Taweel said", "Taweel")],
)
def test_a_name_is_taken_whole_over_its_article(english, link):
    """Half a name of which the other half is wrong looks right, and the wrong half stays in the text."""
    word = {"Najla": "نجلاء", "Taweel": "الطويل"}[link]
    texts = linked("قالت المحامية نجلاء الطويل", english, {(word, link): 0.9, ("المحامية", "lawyer"): 0.9})

    assert mention_in(texts, 2, 4) == " ".join(english.split()[2:4])
