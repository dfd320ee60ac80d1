"""A summary is held to its article: words, speakers, numbers, names."""

from __future__ import annotations

import msgspec
import pytest

from bisum.evaluation.faithfulness.faithful import compression, findings, numbers_kept, summary_numbers
from bisum.evaluation.faithfulness.grounding import grounded, missing
from bisum.evaluation.faithfulness.quoting import beside_speaker, spoken_words, verbatim
from bisum.evaluation.inputs.references import load
from bisum.evaluation.inputs.runs import Case
from bisum.model.summary import Ground, SummarySentence


@pytest.fixture
def with_english(make_record):
    """Give a record whose English summary is one sentence."""

    def make(text, ground=0):
        record = make_record()
        sentence = SummarySentence(text=text, grounds=(Ground(paragraph=ground, sentence=0),))
        return msgspec.structs.replace(
            record, summary=msgspec.structs.replace(record.summary, english=(sentence,))
        )

    return make


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Sami Najjar said “we will open the bridge before 14 July”.", (1, 1)),
        ("Sami Najjar said “We will open the bridge,” and left.", (1, 1)),
        ("Sami Najjar said “we will close the bridge”.", (0, 1)),
        ("Sami Najjar said “we open the bridge”.", (0, 1)),
        ("Sami Najjar will open the bridge.", (0, 0)),
        ("Sami Najjar said “we will ‘open’ the bridge” and “perhaps”.", (1, 2)),
        ("Sami Najjar said “‘we will’ open the bridge”.", (1, 1)),
        ("Sami Najjar said “we will open ‘the bridge’”.", (1, 1)),
    ],
)
def test_words_in_marks_are_the_renderings_own(with_english, text, counts):
    """A paraphrase shown as a quotation is the error that costs an analyst's name."""
    assert verbatim(with_english(text), "english") == counts


def test_words_whose_place_is_only_guessed_may_not_stand_in_marks(with_english):
    """Approximate means that nobody knows where the quotation ends."""
    record = with_english("Sami Najjar said “we will open the bridge”.")
    row = msgspec.structs.replace(record.quotes[0], status="approximate")

    assert verbatim(msgspec.structs.replace(record, quotes=(row,)), "english") == (0, 1)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Najjar said “we will open the bridge before 14 July”.", (1, 1)),
        ("He said “we will open the bridge before 14 July”.", (0, 1)),
        ("Leila Haddad said “we will open the bridge before 14 July”.", (0, 1)),
        ("“Sami Najjar is late,” he said.", (0, 1)),
        ("Nothing was said.", (0, 0)),
    ],
)
def test_the_speaker_stands_in_the_same_sentence(with_english, text, counts):
    """A quotation cut out of a page carries its own sentence and no more."""
    assert beside_speaker(Case(record=with_english(text)), "english") == counts


@pytest.mark.parametrize(
    ("speaker", "english_speaker", "text", "counts"),
    [
        ("سامي النجار", "the minister", "The minister said “{}”.", (1, 1)),
        ("ليلى حداد", "Leila Haddad", "Leila Haddad said “{}”.", (0, 1)),
        ("ليلى حداد", "Leila Haddad", "Sami Najjar said “{}”.", (1, 1)),
    ],
)
def test_the_annotated_speaker_counts_where_there_is_one(
    with_english, make_record, make_reference, write_references, speaker, english_speaker, text, counts
):
    """A summary that follows a wrong ledger puts the words into the wrong mouth too."""
    record = with_english(text.format("we will open the bridge before 14 July"))
    row = msgspec.structs.replace(record.quotes[0], speaker=speaker, english_speaker=english_speaker)
    reference = load([write_references([make_reference(make_record())])]).get(record.id)

    case = Case(record=msgspec.structs.replace(record, quotes=(row,)), reference=reference)
    assert beside_speaker(case, "english") == counts


def test_a_term_is_nobodys_words_though_somebody_says_it_too(with_english):
    """«الجسر» as a name in marks needs no speaker because a minister spoke of the bridge."""
    record = with_english("The plan “open the bridge” was delayed.")
    term = msgspec.structs.replace(
        record.quotes[0], kind="term", speaker=None, english_text="Open the bridge", english_speaker=None
    )
    changed = msgspec.structs.replace(record, quotes=(*record.quotes, term))

    assert beside_speaker(Case(record=changed), "english") == (0, 0)
    assert beside_speaker(Case(record=record), "english") == (0, 1)


def test_a_name_inside_the_marks_names_no_speaker(with_english):
    """Who is spoken of is not who speaks."""
    record = with_english("He said “Najjar will open the bridge”.")
    row = msgspec.structs.replace(record.quotes[0], english_text="Najjar will open the bridge")

    changed = msgspec.structs.replace(record, quotes=(row,))
    assert beside_speaker(Case(record=changed), "english") == (0, 1)


def test_a_newspaper_named_in_marks_is_named(make_record):
    """«وصفت أسبوعية «الضفة» …» names who speaks; its marks are those of a title, and nobody's words."""
    record = make_record(statements=(0,))
    spoken = msgspec.structs.replace(record.quotes[0], speaker="أسبوعية «الضفة»")
    title = msgspec.structs.replace(
        spoken, kind="term", text="الضفة", speaker=None, english_text=None, english_speaker=None
    )
    said = "سنفتح الجسر قبل 14 يوليو"
    ground = (Ground(paragraph=0, sentence=0),)
    sentences = [
        SummarySentence(text=f"وكتبت أسبوعية «الضفة»: «{said}».", grounds=ground),
        SummarySentence(text=f"وكتبت أسبوعية: «{said}».", grounds=ground),
    ]
    summary = msgspec.structs.replace(record.summary, arabic=tuple(sentences))
    changed = msgspec.structs.replace(record, quotes=(spoken, title), summary=summary)

    assert beside_speaker(Case(record=changed), "arabic") == (1, 2)
    spoken = spoken_words(Case(record=changed), "arabic")
    assert [one.sentence for one, _, is_named in spoken if not is_named] == sentences[1:]


def test_marks_inside_marks_break_no_promise(with_english):
    """Somebody who quotes somebody is one quotation with one speaker."""
    record = with_english("Sami Najjar said “we will ‘open’ the bridge”.")
    row = msgspec.structs.replace(record.quotes[0], english_text="we will ‘open’ the bridge")

    changed = msgspec.structs.replace(record, quotes=(row,))
    assert beside_speaker(Case(record=changed), "english") == (1, 1)


def test_words_of_nobody_break_the_promise(with_english):
    """Marks say that somebody said so."""
    record = with_english("Sami Najjar spoke of “a bridge of gold”.")

    assert beside_speaker(Case(record=record), "english") == (0, 1)


def test_an_arabic_speaker_is_found_with_clitics(make_record):
    """«لسامي» names Sami."""
    record = make_record(statements=(0,))
    ground = (Ground(paragraph=0, sentence=0),)
    sentences = [
        SummarySentence(text="وفي تصريح للنجار «سنفتح الجسر قبل 14 يوليو».", grounds=ground),
        SummarySentence(text="وقال أيضا «سنفتح الجسر قبل 14 يوليو».", grounds=ground),
    ]
    summary = msgspec.structs.replace(record.summary, arabic=tuple(sentences))
    changed = msgspec.structs.replace(record, summary=summary)

    assert beside_speaker(Case(record=changed), "arabic") == (1, 2)
    assert verbatim(changed, "arabic") == (2, 2)


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Sami Najjar said the bridge will open before 14 July.", ()),
        ("Sami Najjar said the bridge will open before 15 July.", ("number 15",)),
        ("Sami Najjar said Rania will open the bridge before July.", ("name Rania",)),
        ("Prices of bread rose sharply while farmers waited in vain.", ("most of its words",)),
    ],
)
def test_what_the_grounds_do_not_hold_is_named(with_english, text, lacks):
    """Fluent models add elections that the article doesn't know."""
    record = with_english(text)

    assert missing(record, record.summary.english[0], "english") == lacks
    assert grounded(record, "english") == (not lacks, 1)


def test_a_ground_outside_the_article_bears_nothing_out(with_english):
    """A number that points nowhere must not count as a source."""
    record = with_english("Sami Najjar said so.", ground=9)

    assert grounded(record, "english") == (0, 1)


def test_numbers_must_survive_translation(make_record):
    """9,5 is 9.5; a number that changed on the way is the worst kind of fluent."""
    record = make_record(statements=(0, 2))
    changed = msgspec.structs.replace(
        record.paragraphs[0].sentences[0], english="Sami Najjar said they open on 16 July."
    )
    wrong = msgspec.structs.replace(
        record,
        paragraphs=(
            msgspec.structs.replace(record.paragraphs[0], sentences=(changed,)),
            record.paragraphs[1],
        ),
    )

    assert numbers_kept(record) == (2, 2)
    assert numbers_kept(wrong) == (1, 2)


def test_a_summarys_numbers_stand_in_its_grounds(with_english):
    """In the Arabic or in the English."""
    assert summary_numbers(with_english("It opens before 14 July, in 2 years.")) == (1, 2)


def test_lengths_and_findings_are_counted_by_words(make_record):
    """Counted by hand: 11 and 8 English words, 8 and 7 Arabic ones."""
    record = make_record()

    assert compression(record, "english") == (19, 19)
    assert findings(record) == (1, 15)
    assert findings(record, ("serious",)) == (0, 15)
