"""Documents with other paragraphs still find each other, and lose no sentence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bisum.stages.documents import align_documents

ARABIC = [
    "أعلنت الحكومة خطة جديدة لإصلاح الموانئ. وقال الوزير سامي النحاس إن الخطة تكلف 25 مليون دولار.",
    "ورفضت نقابة العمال الخطة. وطالبت برفع الأجور.",
]
ENGLISH = [
    "The government announced a new plan to reform ports.",
    "Minister Sami al-Nahhas said it would cost $25 million. The union rejected it and wants more pay.",
]


def test_other_paragraphs_and_a_joined_sentence_are_found():
    """Translations made elsewhere keep nobody's paragraphs."""
    beads = align_documents(ARABIC, ENGLISH)

    assert [(len(bead.arabic), len(bead.english)) for bead in beads] == [(1, 1), (1, 1), (2, 1)]
    assert beads[1].english_text.startswith("Minister Sami")


@settings(deadline=None, max_examples=30)
@given(
    arabic=st.lists(st.sampled_from([*ARABIC, "", "كلام."]), max_size=4),
    english=st.lists(st.sampled_from([*ENGLISH, "", "Words."]), max_size=4),
)
def test_each_sentence_is_in_one_bead(arabic, english):
    """A sentence that falls out of the alignment is lost to the translation memory too."""
    beads = align_documents(arabic, english)

    assert " ".join(bead.arabic_text for bead in beads if bead.arabic) == " ".join(
        text for text in arabic if text
    )
    assert " ".join(bead.english_text for bead in beads if bead.english) == " ".join(t for t in english if t)
