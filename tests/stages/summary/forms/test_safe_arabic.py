"""Whose words an Arabic sentence says they are."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bisum.model.quote import Cue, Quote, QuoteKind, Speaker
from bisum.model.span import Span
from bisum.stages.summary.forms.safe_arabic import safe_arabic

NAME = "هالة عبدالرحمن"


def quote(text: str, words: str, cue: str, *, kind: QuoteKind, **more: Any) -> Quote:
    """Give an entry whose speaker is named in another paragraph."""

    def span(part: str) -> Span:
        at = text.index(part)
        return Span(paragraph=1, start=at, end=at + len(part))

    mention = more.get("mention")
    return Quote(
        kind=kind,
        text=words,
        confidence=more.get("confidence", 1.0),
        spans=(span(words),),
        speaker=Speaker(
            name=NAME,
            span=Span(paragraph=0, start=0, end=len(NAME)),
            mention=span(mention) if mention else None,
        ),
        cue=Cue(text=cue, span=span(cue), lemma="أكد"),
    )


def test_a_verb_with_a_subject_before_it_gets_no_other():
    """«ما حدث يؤكد أن …» is nobody's speech: a name after the verb would make it somebody's."""
    text = "ويرى الخبراء أن ما أطلقه التنظيم يؤكد أنها تسعى إلى العودة."
    reported = quote(text, "أنها تسعى إلى العودة", "يؤكد", kind=QuoteKind.INDIRECT)
    place = Span(paragraph=1, start=0, end=len(text))

    found = safe_arabic(text, place, (), (reported,), follows=False)

    assert found is not None
    assert found.text == text


def test_a_verb_that_begins_gets_its_subject():
    """«وأكدت أن …» alone names nobody."""
    text = "وأكدت أن العودة ممكنة بعد عام."
    reported = quote(text, "أن العودة ممكنة بعد عام", "وأكدت", kind=QuoteKind.INDIRECT)
    place = Span(paragraph=1, start=0, end=len(text))

    found = safe_arabic(text, place, (), (reported,), follows=False)

    assert found is not None
    assert found.text == f"وأكدت {NAME} أن العودة ممكنة بعد عام."


@pytest.mark.parametrize("kind", [QuoteKind.DIRECT, QuoteKind.INDIRECT])
def test_no_unsure_name_is_put_in(kind):
    """A name that stands in the sentence is the writer's; one that we put there is a claim of ours."""
    text = "وأكدت أن العودة ممكنة بعد عام."
    entry = quote(text, "العودة ممكنة بعد عام", "وأكدت", kind=kind, confidence=0.6)
    ledger = ((entry,), ()) if entry.is_marked else ((), (entry,))
    place = Span(paragraph=1, start=0, end=len(text))

    assert safe_arabic(text, place, *ledger, follows=False) is None


def test_an_unsure_speaker_who_is_described_stays_described():
    """«وأكدت الطبيبة أن …» says whose words they are, whatever her name."""
    text = "وأكدت الطبيبة أن العودة ممكنة بعد عام."
    entry = quote(
        text, "العودة ممكنة بعد عام", "وأكدت", kind=QuoteKind.INDIRECT, mention="الطبيبة", confidence=0.6
    )

    found = safe_arabic(text, Span(paragraph=1, start=0, end=len(text)), (), (entry,), follows=False)

    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    ("verb", "text", "summary"),
    [
        ("وأضافت", "وأضافت أن العودة ممكنة بعد عام.", f"وذكرت {NAME} أن العودة ممكنة بعد عام."),
        ("وأضافت", "وأضافت: «العودة ممكنة بعد عام».", f"وقالت {NAME}: «العودة ممكنة بعد عام»."),
        ("وتابعت", "وتابعت: «العودة ممكنة بعد عام».", f"وقالت {NAME}: «العودة ممكنة بعد عام»."),
    ],
)
def test_nobody_adds_to_what_is_left_out(verb, text, summary):
    """«وأضافت» shows the reader a gap; behind the sentence that it leans on it stays."""
    kind = QuoteKind.DIRECT if "«" in text else QuoteKind.INDIRECT
    entry = quote(text, "العودة ممكنة بعد عام", verb, kind=kind)
    ledger = ((entry,), ()) if entry.is_marked else ((), (entry,))
    place = Span(paragraph=1, start=0, end=len(text))
    alone, after = (safe_arabic(text, place, *ledger, follows=follows) for follows in (False, True))

    assert alone is not None
    assert after is not None
    assert alone.text == summary
    assert verb in after.text


def test_what_adds_no_words_stays():
    """«وأضافت الشركة فرعا» is no speech: «وقالت الشركة فرعا» would be none."""
    text = "وأضافت الشركة فرعا، وأكدت أن العودة ممكنة بعد عام."
    entry = quote(text, "العودة ممكنة بعد عام", "وأكدت", kind=QuoteKind.INDIRECT)

    found = safe_arabic(text, Span(paragraph=1, start=0, end=len(text)), (), (entry,), follows=False)

    assert found is not None
    assert found.text.startswith("وأضافت الشركة")


def test_another_spelling_becomes_the_name():
    """«هالة عبد الرحمان (هالة عبدالرحمن)» says the same twice."""
    text = "وقالت هالة عبدالرحمان: «العودة ممكنة بعد عام»."
    marked = quote(text, "العودة ممكنة بعد عام", "وقالت", kind=QuoteKind.DIRECT, mention="هالة عبدالرحمان")
    place = Span(paragraph=1, start=0, end=len(text))

    found = safe_arabic(text, place, (marked,), (), follows=False)

    assert found is not None
    assert found.text == f"وقالت {NAME}: «العودة ممكنة بعد عام»."


def test_an_inner_quotation_needs_its_speaker_outside_the_outer_one():
    """A name that somebody says is a word of his, and no word of ours about who speaks."""
    outer = "قالت هالة عبدالرحمن «لن نعود» قبل عام"
    text = f"وأضاف سامي النحاس: «{outer}»."
    whole = Span(paragraph=1, start=text.index("«") + 1, end=text.rindex("»"))
    inner = Span(paragraph=1, start=text.index("لن نعود"), end=text.index("لن نعود") + 7)
    said = Span(paragraph=1, start=text.index("سامي"), end=text.index("سامي") + 10)
    at = text.index(NAME)
    heard = Span(paragraph=1, start=at, end=at + len(NAME))
    ledger = (
        Quote(
            kind=QuoteKind.DIRECT, text=outer, spans=(whole,), speaker=Speaker(name="سامي النحاس", span=said)
        ),
        Quote(
            kind=QuoteKind.DIRECT,
            text="لن نعود",
            spans=(inner,),
            speaker=Speaker(name=NAME, span=heard),
            parent=0,
        ),
    )
    found = safe_arabic(text, Span(paragraph=1, start=0, end=len(text)), ledger, (), follows=False)

    assert found is not None
    assert found.quotes == (0,)
    assert found.text == "وأضاف سامي النحاس: «قالت هالة عبدالرحمن لن نعود قبل عام»."


def test_a_speaker_stands_without_marks():
    """A name in marks reads like a word of somebody else's."""
    text = f"وقالت «{NAME}»: «العودة ممكنة بعد عام»."
    marked = quote(text, "العودة ممكنة بعد عام", "وقالت", kind=QuoteKind.DIRECT, mention=NAME)
    at = text.index(NAME)
    term = Quote(kind=QuoteKind.TERM, text=NAME, spans=(Span(paragraph=1, start=at, end=at + len(NAME)),))
    place = Span(paragraph=1, start=0, end=len(text))

    found = safe_arabic(text, place, (term, marked), (), follows=False)

    assert found is not None
    assert found.text == f"وقالت {NAME}: «العودة ممكنة بعد عام»."


@pytest.mark.parametrize(
    ("name", "text", "mention", "summary"),
    [
        ("نديم الحاج شاهين", "وأكد الحاج شاهين أن", "شاهين", "وأكد نديم الحاج شاهين أن"),
        ("وزارة الصحة", "وأكدت الوزارة أن", "الوزارة", "وأكدت وزارة الصحة أن"),
        ("سالم النجار", "وأكد الوزير أن", "الوزير", "وأكد الوزير سالم النجار أن"),
        ("سالم النجار", "وأكد الوزير السابق أن", "الوزير", "وأكد الوزير (سالم النجار) السابق أن"),
        ("سالم النجار", "وأكد الرجل أن", "الرجل", "وأكد الرجل (سالم النجار) أن"),
    ],
)
def test_a_mention_gives_the_name_its_place(name: str, text: str, mention: str, summary: str):
    """«الحاج نديم الحاج شاهين» says half of a name twice; brackets are where the grammar has no room."""
    text += " «العودة ممكنة بعد عام»."
    entry = quote(text, "العودة ممكنة بعد عام", text.split()[0], kind=QuoteKind.DIRECT, mention=mention)
    elsewhere = Span(paragraph=0, start=0, end=len(name))
    speaker = Speaker(
        name=name, span=elsewhere, role="وزير الري", mention=entry.speaker and entry.speaker.mention
    )
    entry = msgspec.structs.replace(entry, speaker=speaker)

    found = safe_arabic(text, Span(paragraph=1, start=0, end=len(text)), (entry,), (), follows=False)

    assert found is not None
    assert found.text == summary + " «العودة ممكنة بعد عام»."
