"""Where a speaker's name may stand in an Arabic sentence that doesn't give it."""

from __future__ import annotations

import pytest

from bisum.model.quote import Cue, Quote, QuoteKind, Speaker
from bisum.model.span import Span
from bisum.stages.summary.forms.safe_arabic import safe_arabic

NAME = "سلوى النجار"
WORDS = "الطريق طويل ولن نعود"


def given(text: str, cue: str, *, name: str = NAME, confidence: float = 0.9) -> str | None:
    """Give a sentence as a summary would, its speaker named in another paragraph."""

    def span(part: str) -> Span:
        return Span(paragraph=1, start=text.index(part), end=text.index(part) + len(part))

    quote = Quote(
        kind=QuoteKind.DIRECT,
        text=WORDS,
        spans=(span(WORDS),),
        speaker=Speaker(name=name, span=Span(paragraph=0, start=0, end=len(name))),
        cue=Cue(text=cue, span=span(cue), lemma="قال"),
        confidence=confidence,
    )
    found = safe_arabic(text, Span(paragraph=1, start=0, end=len(text)), (quote,), (), follows=True)
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        (f"«{WORDS}»، تقول.", "تقول", f"«{WORDS}»، تقول {NAME}."),
        (f"«{WORDS}»، تقول وهي تبتسم.", "تقول", f"«{WORDS}»، تقول {NAME} وهي تبتسم."),
        (f"«{WORDS}»، أضافت بنبرة هادئة.", "أضافت", f"«{WORDS}»، أضافت {NAME} بنبرة هادئة."),
        (f"«{WORDS}»، كما قالت في لقاء.", "كما قالت", f"«{WORDS}»، كما قالت {NAME} في لقاء."),
        (f"وأضافت ضاحكة: «{WORDS}».", "وأضافت ضاحكة", f"وأضافت {NAME} ضاحكة: «{WORDS}»."),
        (f"وقالت النجار لإذاعة محلية: «{WORDS}».", "وقالت", f"وقالت {NAME} لإذاعة محلية: «{WORDS}»."),
        (f"ويصرّ على أن «{WORDS}».", "ويصرّ", f"ويصرّ {NAME} على أن «{WORDS}»."),
        (f"وأقرّت مع ذلك بأن «{WORDS}».", "وأقرّت", f"وأقرّت {NAME} مع ذلك بأن «{WORDS}»."),
        (f"والأمر «{WORDS}»، على حد تعبيرها.", "على حد تعبيرها", f"والأمر «{WORDS}»، على حد تعبير {NAME}."),
    ],
)
def test_a_verb_a_surname_or_a_pronoun_gives_the_name_its_place(text: str, cue: str, expected: str):
    """Such quotations are the best of an article; without the name they can't be quoted at all."""
    assert given(text, cue) == expected


def test_a_participle_has_the_name_behind_its_words():
    """«مذكّرا بأن …» takes no subject, and the verb that has one is not where we look."""
    text = f"كما دعا السائقين إلى الحذر، مذكّرا بأن «{WORDS}»."

    assert given(text, "مذكّرا") == f"كما دعا السائقين إلى الحذر، مذكّرا بأن «{WORDS}» ({NAME})."
    assert given(text, "مذكّرا", confidence=0.6) is None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        (f"لكن موكلتها سوزان قالت وهي تغادر «{WORDS}».", "قالت"),  # her, not the ledger's
        (f"ورد حساب الشركة عليه: «{WORDS}».", "ورد"),
        (f"وسألت هيئة المحكمة: «{WORDS}».", "وسألت"),
        (f"وأقرّت مع ذلك الفريق بأن «{WORDS}».", "وأقرّت"),
    ],
)
def test_a_verb_with_somebody_else_beside_it_is_left_alone(text: str, cue: str):
    """There the ledger may be wrong, and a name put in would make the error look like the article's."""
    assert given(text, cue) is None
