"""Sentences, quotations and speakers find their English, or it is said that they don't."""

from __future__ import annotations

import msgspec
import pytest

from bisum.model.article import Article, Marked, Paragraph, Passage, Segments, Sentence
from bisum.model.bitext import EnglishPassage, NameForm, Piece, RenderingStatus, Translation
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind, Quotes, Speaker
from bisum.model.span import Span
from bisum.stages.align import Align
from bisum.stages.alignment import carry

ARABIC = "قال الوزير سامي النحاس إن الاتفاق «خطوة مهمة»."
ENGLISH = "Minister Sami al-Nahhas said the agreement was “an important step.”"


def span_of(text: str, part: str) -> Span:
    """Give the place of a part of paragraph 0."""
    start = text.index(part)
    return Span(paragraph=0, start=start, end=start + len(part))


def dossier(
    arabic: str, english: str | None, quoted: tuple[str, ...], *, pieces: int = 1, speaker: str | None = None
) -> Dossier:
    """Give an article of one sentence with its marked quotations and its English."""
    article = Article(id="a", paragraphs=(Paragraph(text=arabic),))
    spans = [span_of(arabic, part) for part in quoted]
    marked = tuple(Marked(spans=(span,), opening="«", closing="»") for span in spans)
    who = Speaker(name=speaker, span=span_of(arabic, speaker)) if speaker else None
    quotes = Quotes(
        marked=tuple(
            Quote(kind=QuoteKind.PARTIAL, text=part, spans=(span,), speaker=who)
            for part, span in zip(quoted, spans, strict=True)
        )
    )
    passage = Passage(sentences=(Sentence(start=0, end=len(arabic)),))
    step = len(english or "") // pieces
    cut = tuple(
        Piece(start=n * step, end=len(english or "") if n == pieces - 1 else (n + 1) * step)
        for n in range(pieces)
    )
    translation = Translation(
        paragraphs=(
            EnglishPassage(english=english, pieces=cut if english else (), is_by_sentence=pieces == 1),
        ),
        names=(NameForm(arabic=speaker, english="Sammy Nahas"),) if speaker else (),
    )
    return (
        Dossier(article)
        .with_product(Segments(paragraphs=(passage,), marked=marked))
        .with_product(quotes)
        .with_product(translation)
    )


def align(given: Dossier):
    """Align one article."""
    (alignment,) = Align().run([given])
    return alignment


def test_kept_marks_give_the_words_between_them():
    """The analyst quotes exactly these words."""
    (rendering,) = align(dossier(ARABIC, ENGLISH, ("خطوة مهمة",))).quotes[0]

    assert rendering.status is RenderingStatus.KEPT
    assert ENGLISH[rendering.start : rendering.end] == "an important step."


def test_marks_in_another_order_follow_their_words():
    """English often turns the clauses round: marks paired by count would swap two people's words."""
    arabic = "«السلام» هدفنا، و«الحرب» عدونا."
    english = "“War” is our enemy, and “peace” our aim."
    alignment = align(dossier(arabic, english, ("السلام", "الحرب")))
    found = [english[quote[0].start : quote[0].end] for quote in alignment.quotes]

    assert found == ["peace", "War"]


def test_without_english_a_quotation_is_lost_and_says_so():
    """The gap must show."""
    alignment = align(dossier(ARABIC, None, ("خطوة مهمة",)))

    assert alignment.quotes[0][0].status is RenderingStatus.LOST
    assert alignment.paragraphs == ((),)


def test_one_sentence_takes_all_its_pieces():
    """A filed paragraph of one Arabic sentence has one bead, however the English is cut."""
    alignment = align(dossier(ARABIC, ENGLISH, ("خطوة مهمة",), pieces=2))

    assert [(bead.source, bead.target) for bead in alignment.paragraphs[0]] == [((0,), (0, 1))]


def test_the_head_of_a_mention_counts_behind_its_preposition():
    """A source in the army isn't the army: «لمصدر عسكري» begins inside its first word."""
    arabic = "اللقاء «خطوة مهمة» وفقا لمصدر عسكري سوري."
    english = "The meeting was “an important step”, according to a Syrian military source."
    (rendering,) = align(dossier(arabic, english, ("خطوة مهمة",), speaker="مصدر عسكري سوري")).quotes[0]

    assert rendering.speaker == "a Syrian military source"


def test_the_speaker_is_named_as_the_english_text_names_him():
    """One page must not call one person by two names."""
    (rendering,) = align(dossier(ARABIC, ENGLISH, ("خطوة مهمة",), speaker="سامي النحاس")).quotes[0]

    assert rendering.speaker == "Sami al-Nahhas"


def test_the_name_alone_stands_in_where_the_text_has_none():
    """A translation that dropped the name must not leave the words without a speaker."""
    english = "It said the agreement was “an important step.”"
    (rendering,) = align(dossier(ARABIC, english, ("خطوة مهمة",), speaker="سامي النحاس")).quotes[0]

    assert rendering.speaker == "Sammy Nahas"


def test_a_name_is_whole_although_half_of_it_sounds_like_nothing():
    """«Lora» alone, of «Lora Chou», is not how an analyst may name a source."""
    arabic = "قالت المديرة لورا شياو إن الاتفاق «خطوة مهمة»."
    english = "Director Lora Hendricks said the agreement was “an important step.”"
    (rendering,) = align(dossier(arabic, english, ("خطوة مهمة",), speaker="لورا شياو")).quotes[0]

    assert rendering.speaker == "Lora Hendricks"


def test_a_hyphenated_name_is_not_cut_in_two():
    """Han Soo is somebody else than Han Soo-yeon."""
    arabic = "قالت المديرة هان سو-يون إن الاتفاق «خطوة مهمة»."
    english = "Director Han Soo-yeon said the agreement was “an important step.”"
    (rendering,) = align(dossier(arabic, english, ("خطوة مهمة",), speaker="هان سو-يون")).quotes[0]

    assert rendering.speaker == "Han Soo-yeon"


def test_a_description_in_other_words_is_the_only_subject_that_speaks():
    """«بلاغ» is a communique, a statement or a report: no link says so, the sentence does."""
    arabic = "وجاء في البلاغ أن الاتفاق «خطوة مهمة»."
    english = "The communique said the agreement was “an important step.”"
    given = dossier(arabic, english, ("خطوة مهمة",), speaker="البلاغ")
    nameless = given.with_product(msgspec.structs.replace(given[Translation], names=()))

    assert align(nameless).quotes[0][0].speaker == "the communique"


def test_a_flood_of_reports_is_shown_with_whole_sentences() -> None:
    """Each report is looked for among all words of its sentence; a hostile page has thousands of them."""
    one = dossier(ARABIC, ENGLISH, ("خطوة مهمة",))
    report = Quote(kind=QuoteKind.INDIRECT, text="إن الاتفاق", spans=(span_of(ARABIC, "إن الاتفاق"),))
    flooded = one.with_product(Quotes(marked=one[Quotes].marked, indirect=(report,) * 151))
    (alignment,) = Align().run([flooded])

    assert len(alignment.indirect) == 151
    (found,) = alignment.indirect[0]
    assert found.status is RenderingStatus.APPROXIMATE
    assert ENGLISH[found.start : found.end] == ENGLISH.rstrip("”")
    assert alignment.quotes == Align().run([one])[0].quotes


def test_a_surname_elsewhere_names_whom_a_missing_space_hides():
    """A name that runs into the next word has no link of its own; the article says it again."""
    arabic = "قال سامي فرنجيةإن الاتفاق «خطوة مهمة»، وأضاف فرنجية أن العمل بدأ."
    english = "The agreement was “an important step,” he said. Frangieh added that work had begun."
    given = dossier(arabic, english, ("خطوة مهمة",), speaker="سامي فرنجية")
    nameless = msgspec.structs.replace(given[Translation], names=())

    (rendering,) = align(given.with_product(nameless)).quotes[0]

    assert rendering.speaker == "Frangieh"


@pytest.mark.parametrize(
    ("speaker", "english"),
    [
        ("رئيس اللجنة المالية", "The finance committee said the agreement was “an important step.”"),
        ("المدير الفني للمنارة", "Manara said the agreement was “an important step.”"),
    ],
)
def test_a_body_does_not_stand_for_its_head(speaker, english):
    """Words of a person given to a club or a committee are words in the wrong mouth."""
    given = dossier(f"قال {speaker} إن الاتفاق «خطوة مهمة».", english, ("خطوة مهمة",), speaker=speaker)
    nameless = msgspec.structs.replace(given[Translation], names=())

    (rendering,) = align(given.with_product(nameless)).quotes[0]

    assert rendering.speaker is None


@pytest.mark.parametrize(
    ("speaker", "english", "expected"),
    [
        (
            'صحيفة "الضفة" اللبنانية',
            "The Lebanese newspaper “Al-Daffa” said",
            "The Lebanese newspaper Al-Daffa",
        ),
        ("المدرب", "The coach Will Hadley said", "the coach Will Hadley"),
        ("العديد من النصائح", "Lots of advice went by: it would “pass,” and", "advice"),
    ],
)
def test_a_description_is_whole(speaker, english, expected):
    """«Women», «the newspaper» or «experts» name somebody else, or nobody whom an analyst could quote."""
    arabic = f"قال {speaker} إن الاتفاق «خطوة مهمة»."
    given = dossier(
        arabic, f"{english} the agreement was “an important step.”", ("خطوة مهمة",), speaker=speaker
    )
    nameless = msgspec.structs.replace(given[Translation], names=())

    (rendering,) = align(given.with_product(nameless)).quotes[0]

    assert rendering.speaker == expected


def test_a_name_that_the_arabic_gives_to_another_is_not_taken_for_an_office():
    """«The coach» and the player whom he talks about are two people."""
    arabic = "قال المدرب إن سامي النحاس «لاعب كبير»."
    english = "About the player the coach Sami al-Nahhas heard “a great player.”"
    given = dossier(arabic, english, ("لاعب كبير",), speaker="المدرب")
    nameless = msgspec.structs.replace(given[Translation], names=())

    (rendering,) = align(given.with_product(nameless)).quotes[0]

    assert rendering.speaker == "the coach"


def test_endless_english_is_not_searched_for_a_quotation(monkeypatch) -> None:
    """Each stretch of its words would get points: thousands of words took half a minute of one sentence."""
    searched = []
    monkeypatch.setattr(carry, "project", lambda texts, *_: searched.append(len(texts.english)))
    plain = ENGLISH.replace("“", "").replace("”", "")
    status = [
        align(dossier(ARABIC, f"{plain} {'and ' * n}".strip(), ("خطوة مهمة",))).quotes[0][0].status
        for n in (100, 600)
    ]

    assert len(searched) == 1
    assert status == [RenderingStatus.APPROXIMATE] * 2
