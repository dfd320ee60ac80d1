"""A record as its run shows it."""

from __future__ import annotations

import pytest
from tests.pipeline.filed_records import record

from bisum.model.name import GlossaryRow
from bisum.pipeline.names.naming import name_rows
from bisum.pipeline.names.shown import Names

SAID = "قال سامر البرقاوي إن «الجسر مغلق منذ أمس»."


@pytest.fixture(scope="module")
def records():
    """Two that say one name alike, and one that says it otherwise."""
    return [
        record("a", (SAID, "Samer Barqawi said that “the bridge has been closed since yesterday.”")),
        record("b", (SAID, "Samer Barqawi said that “the bridge has been closed since yesterday.”")),
        record("c", (SAID, "Samir al-Barkawi said that “the bridge has been closed since yesterday.”")),
    ]


def shown(*records, glossary=()):
    """Give records as a run of them shows them."""
    names = Names(name_rows(records, glossary))
    return [names.shown(one) for one in records]


def codes(one) -> list[str]:
    """Give the codes of its findings."""
    return [finding.code for finding in one.findings]


def test_quotes_summaries_and_text_give_one_form(records):
    """Else one man speaks as two on the same page."""
    texts = [(one.quotes[0].english_speaker, one.paragraphs[0].english) for one in shown(*records)]

    assert len(set(texts)) == 1
    assert texts[0][0] == "Samer Barqawi"


def test_the_words_of_a_quotation_stay_the_same(records):
    """Offsets move with the names before them."""
    before, after = records[2], shown(*records)[2]
    (span,) = after.quotes[0].english_spans

    assert after.quotes[0].english_text == before.quotes[0].english_text
    assert span.cut(after.paragraphs[0].english) == after.quotes[0].english_text
    assert after.paragraphs[0].sentences[0].english == after.paragraphs[0].english


def test_what_was_changed_carries_a_finding(records):
    """A reader who compares with the model's own words must know who changed them."""
    assert "name-unified" in codes(shown(*records)[2])
    assert "name-unified" not in codes(shown(*records)[0])


def test_a_name_that_the_glossary_overrules_is_marked_as_put_right():
    """«Put right» is a claim of ours, not of the model."""
    given = GlossaryRow(arabic="سامر البرقاوي", english="Samer Berkaoui")
    wrong = record("w", (SAID, "Zied Hamdouni said that “the bridge has been closed since yesterday.”"))
    (one,) = shown(wrong, glossary=(given,))

    assert one.quotes[0].english_speaker == "Samer Berkaoui"
    assert "name-put-right" in codes(one)


def test_a_spelling_of_the_users_is_called_theirs():
    """«As elsewhere in this run» sends somebody to look for a spelling that no translation has."""
    given = GlossaryRow(arabic="سامر البرقاوي", english="Samer Berkaoui")
    other = record("o", (SAID, "Samer Barqawi said that “the bridge has been closed since yesterday.”"))
    (one,) = shown(other, glossary=(given,))
    (found,) = [
        finding for finding in one.findings if finding.code == "name-unified" and finding.sentence is None
    ]

    assert "as your glossary or a correction spells it" in found.message


def test_a_known_town_that_became_another_is_put_right():
    """Bizerte is no Ben Guerdane, and nothing but the Arabic tells."""
    wrong = record("t", ("انطلقت الرحلة من بنزرت أمس.", "The flight left Ben Guerdane yesterday."))
    (one,) = shown(wrong)

    assert one.paragraphs[0].english == "The flight left Bizerte yesterday."
    assert {"name-changed", "name-put-right"} <= set(codes(one))


def test_a_name_in_the_summary_is_put_right_to_its_end():
    """«Najla al-Taweel al-Tayloul» is a woman whom nobody named."""
    lawyer = (
        "وقالت المحامية نجلاء الطويل: «موكلي لم يسرق شيئاً، وسنطالب بتعويض».",
        "The lawyer Najla al-Tayloul said: “My client stole nothing, and we will demand compensation.”",
    )
    (one,) = shown(record("l", lawyer))

    assert one.quotes[0].english_speaker in one.summary.english[0].text
    assert "Tayloul" not in one.summary.english[0].text


def test_a_record_without_names_is_the_same():
    """Nothing is rewritten that needn't be."""
    plain = record("p", ("افتتحت المكتبة أمس.", "The library was opened yesterday."))

    assert shown(plain) == [plain]


def test_a_name_that_the_summary_puts_for_a_pronoun_has_the_form_too(records):
    """The text says «he»; the name that stands for it comes from the speaker's row, and may be another."""
    added = "وأضاف أن العمل في إصلاح الجسر القديم يبدأ صباح يوم الاثنين المقبل."
    other = record(
        "d",
        (SAID, "Samir al-Barkawi said that “the bridge has been closed since yesterday.”"),
        (added, "He added that work to repair the old bridge begins next Monday morning."),
    )
    texts = [sentence.text for sentence in shown(*records[:2], other)[-1].summary.english]

    assert any("Samer Barqawi added" in text for text in texts), texts
    assert not any("Barkawi" in text for text in texts), texts
