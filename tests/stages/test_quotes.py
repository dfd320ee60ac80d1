"""Who said what: each test is one way in which newspapers attribute words."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.ledgers import read

from bisum.engines.ports import FoundName
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment


def told(*paragraphs: str) -> list[tuple[str | None, str | None]]:
    """Give speaker and cue of each marked text."""
    return [(who(quote), quote.cue and quote.cue.text) for quote in read(*paragraphs)[1].marked]


def who(quote: Quote) -> str | None:
    """Give the speaker's name."""
    return quote.speaker and quote.speaker.name


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ('وقال سامر الحداد: "سنعود غداً إلى العمل".', "سامر الحداد", "وقال"),
        ('سامر الحداد قال إن "الأمر انتهى تماماً".', "سامر الحداد", "قال"),
        ('"سنعود غداً إلى العمل"، قال سامر الحداد.', "سامر الحداد", "قال"),
        ('"سنعود غداً إلى العمل"، كما قالت ليلى منصور.', "ليلى منصور", "كما قالت"),
        ('قال منسق اللجنة العليا، سامر الحداد، إن "الأمر انتهى تماماً".', "سامر الحداد", "قال"),
        ('قالت ليلى منصور مديرة المركز إن "الأمر انتهى تماماً".', "ليلى منصور", "قالت"),
        ('وصف سامر الحداد القرار بأنه "خطأ كبير لا يغتفر".', "سامر الحداد", "وصف"),
        ('وتقول الرسالة: "لن نقصر معهم بما يحتاجون".', "الرسالة", "وتقول"),
        ('بحسب سامر الحداد، فإن الأمر "انتهى ولن يعود أبداً".', "سامر الحداد", "بحسب"),
        ('ونقلت الوكالة عن سامر الحداد قوله: "سنعود غداً إلى العمل".', "سامر الحداد", "ونقلت"),
    ],
)
def test_the_ways_of_naming_a_speaker(text: str, speaker: str, cue: str) -> None:
    """Verb before or after, apposition before or after, formulae, texts and agencies."""
    found = told(text)[-1]

    assert found[0] == speaker
    assert found[1] is not None
    assert cue in found[1] or found[1] == "قوله"


def test_an_utterance_of_several_sentences_belongs_to_the_clause_after_it() -> None:
    """Its sentences are translated one by one, but they are one person's words."""
    assert told('"سنعود غداً. لن نتوقف"، قال سامر الحداد.') == [("سامر الحداد", "قال")]
    assert told('"هل نعود؟ لا أحد يعلم"، تساءلت ليلى منصور.') == [("ليلى منصور", "تساءلت")]


def test_an_utterance_over_paragraphs_belongs_to_the_clause_after_its_end() -> None:
    """Nothing before the first paragraph says who speaks; the end of the last one does."""
    assert told('"سنعود غداً إلى العمل.', 'لن نتوقف قبل النهاية"، قال سامر الحداد.') == [
        ("سامر الحداد", "قال")
    ]


def test_a_verb_without_subject_goes_on_from_the_last_speaker() -> None:
    """«وأضاف» is the commonest verb of all, and names nobody."""
    found = told('قال سامر الحداد: "بدأنا العمل أمس".', 'وأضاف: "لن نتوقف قبل النهاية".')

    assert [name for name, _ in found] == ["سامر الحداد", "سامر الحداد"]


def test_going_on_agrees_in_gender() -> None:
    """Two speakers in one article: the verb's ending says which of them goes on."""
    found = told(
        "قالت ليلى منصور إن العمل بدأ أمس.",
        "ورد سامر الحداد بأن الوقت لم يحن بعد.",
        'وأضافت: "لن نتوقف قبل النهاية".',
    )

    assert found[0][0] == "ليلى منصور"


def test_a_short_form_is_joined_to_the_full_name() -> None:
    """The mention that names best is asked for, wherever it stands."""
    found = told("وصل سامر الحداد أمس إلى المدينة.", 'وقال الحداد: "بدأنا العمل أمس".')

    assert found[0][0] == "سامر الحداد"


def test_a_title_points_back_to_its_holder() -> None:
    """«الوزير» is the minister named before."""
    found = told("دعا وزير الدفاع سامر الحداد إلى الهدوء.", 'وقال الوزير: "بدأنا العمل أمس".')

    assert found[0][0] == "سامر الحداد"


def test_the_relay_is_named_apart() -> None:
    """An agency passes on words that aren't its own."""
    quote = read('ونقلت وكالة الأنباء عن سامر الحداد قوله: "سنعود غداً إلى العمل".')[1].marked[0]

    assert who(quote) == "سامر الحداد"
    assert quote.relay is not None
    assert "وكالة" in quote.relay.name


def test_nobody_is_guessed() -> None:
    """A wrong name costs an analyst's; none costs a minute."""
    assert told("ويقال في مثل هذه الحال: «من صبر ظفر بما يريد».")[0][0] is None


@pytest.mark.parametrize(
    "text",
    [
        'وصل مراسل صحيفة "الأفق" إلى المدينة.',
        "أعلن تنظيم «داعش» عن وجوده.",
        'يعرض فيلم "ظل البحر" غداً.',
        'قالت لـ"المنبر" إنها ستعود.'.replace("ـ", ""),
    ],
)
def test_names_in_marks_are_terms(text: str) -> None:
    """A paper's name is nobody's speech."""
    assert read(text)[1].marked[0].kind is QuoteKind.TERM


def test_an_utterance_cut_by_its_clause_has_one_speaker() -> None:
    """Both halves are the same person's."""
    found = told('"لن نتراجع عن مطالبنا"، قال سامر الحداد، "وسنبقى في الشارع".')

    assert [name for name, _ in found] == ["سامر الحداد", "سامر الحداد"]


def test_reported_speech_without_marks_has_content_speaker_and_cue() -> None:
    """Most of what newspapers report stands in no marks."""
    quote = read("وقالت ليلى منصور إن العمل بدأ أمس في المدينة.")[1].indirect[0]

    assert quote.text == "العمل بدأ أمس في المدينة"
    assert (who(quote), quote.cue and quote.cue.text) == ("ليلى منصور", "وقالت")


def test_a_report_ends_where_the_next_begins() -> None:
    """Two reports of one sentence are two rows."""
    found = read("قال سامر الحداد إن العمل بدأ، مشيراً إلى أن النتائج ستظهر قريباً.")[1].indirect

    assert [quote.text for quote in found] == ["العمل بدأ", "النتائج ستظهر قريباً"]


def test_an_office_in_a_title_is_who_says_the_words_in_the_body() -> None:
    """«الوزير» in a headline may be anybody; the words say which."""
    _, quotes = read(
        'قال وزير النقل سامر الحداد: "لن نتراجع عن مطالبنا العادلة".',
        'ورأى الوزير السابق نديم العازار أن "المطالب غير واقعية".',
        title='الوزير: "لن نتراجع عن مطالبنا"',
    )

    assert who(quotes.title[0]) == "سامر الحداد"


def test_a_name_in_a_title_counts_for_more_than_the_same_words_in_the_body() -> None:
    """Two people may say the same; the headline says whose it means."""
    _, quotes = read(
        'قال سامر الحداد: "لن نتراجع عن مطالبنا".',
        'وقال نديم العازار أيضاً: "نحن معه في كل ما يطلبه".',
        title='نديم العازار: "لن نتراجع عن مطالبنا"',
    )

    assert who(quotes.title[0]) == "نديم العازار"


def test_title_quotes_echo_the_body() -> None:
    """Headlines quote without saying whom."""
    _, quotes = read('قال سامر الحداد: "لن نتراجع عن مطالبنا العادلة".', title='"لن نتراجع عن مطالبنا"')

    assert who(quotes.title[0]) == "سامر الحداد"


WORDS = [
    *("قال", "وأضافت", "الوزير", "سامر", "الحداد", "إن", "أن:", '"لن', 'نعود"', "«نعم»", "،", "."),
    *("الصحيفة", "بحسب", "مؤكدا", "كما", "عن", "هو"),
]
ARTICLES = st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_the_ledger_keeps_its_promises(paragraphs: list[str]) -> None:
    """Texts are their spans, speakers and cues stand in the article, one row a pair of marks."""
    article, quotes = read(*paragraphs)
    segmented = Segment().run([Dossier(article)])[0]

    assert [quote.spans for quote in quotes.marked] == [pair.spans for pair in segmented.marked]  # type: ignore[union-attr]  # never an error here
    for quote in (*quotes.marked, *quotes.indirect):
        assert quote.text == "\n".join(article.text_of(span) for span in quote.spans)
        assert 0 <= quote.confidence <= 1
        for speaker in (quote.speaker, quote.relay):
            if speaker is not None:
                assert speaker.name == article.text_of(speaker.span)
        if quote.cue is not None:
            assert quote.cue.text == article.text_of(quote.cue.span)


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_a_last_sentence_without_quotes_changes_no_other_row(paragraphs: list[str]) -> None:
    """What comes later and says nothing must not move an attribution."""
    _, before = read(*paragraphs)
    _, after = read(*paragraphs, "هطل المطر ليلاً.")

    assert after.marked == before.marked


SCENE = [
    "أعلنت وزيرة المياه ليلى منصور، أمس الأحد، بدء العمل في السد.",
    'وقالت منصور: "لن ننتظر الشتاء". وأضافت أن "كل يوم تأخير خسارة".',
    'من جهته، وصف سامر الحداد، رئيس نقابة المزارعين، القرار بأنه "هدنة قصيرة".',
    '"الماء لا ينتظر أحداً"، قال الحداد. "والأرض لا تنتظر"',
    'وبحسب بيان للنقابة، فإن السد "قديم". ونقلت صحيفة "المساء" عنه قوله: "سنعود غداً".',
]


@pytest.mark.parametrize("place", range(len(SCENE) + 1))
@pytest.mark.parametrize("sentence", ["هطل المطر ليلاً.", "وتبعد القرية ثلاثين كيلومتراً عن الساحل."])
def test_a_sentence_without_quotes_changes_no_other_row_wherever_it_stands(place: int, sentence: str) -> None:
    """A line of weather between two statements mustn't cost either its speaker."""

    def ledger(*paragraphs: str) -> list[tuple[str, str, str | None, str | None]]:
        marked = read(*paragraphs)[1].marked
        return [(quote.text, quote.kind.value, who(quote), quote.cue and quote.cue.text) for quote in marked]

    assert ledger(*SCENE[:place], sentence, *SCENE[place:]) == ledger(*SCENE)


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_rows_overlap_only_by_nesting(paragraphs: list[str]) -> None:
    """A row inside another one lies in it whole, and names it as its parent."""
    _, quotes = read(*paragraphs)
    reach = [
        ((quote.spans[0].paragraph, quote.spans[0].start), (quote.spans[-1].paragraph, quote.spans[-1].end))
        for quote in quotes.marked
    ]
    for one, (begin, end) in enumerate(reach):
        for other, (start, stop) in enumerate(reach[:one]):
            apart = stop <= begin or end <= start
            inside = start <= begin and end <= stop
            assert apart or inside
            if quotes.marked[one].parent == other:
                assert inside


@pytest.mark.parametrize(
    "piece",
    [
        'قال "نعم" ',
        "قال الوزير إن ",
        "سامر الحداد ",
        "«نعم» و",
        "مشيرا، ",
        "قال الوزير، الذي تابع، ",
        "أعلن وجود خطة، ",
        "بحسب الوزير، ",
        '"هل نعود؟ لا"، ',
        "وأن «نعم»، وأن ",
        "(نعم) و",
    ],
)
def test_an_endless_sentence_takes_linear_time(piece: str) -> None:
    """One hostile article must not hold up a run."""

    def seconds(n: int) -> float:
        began = time.process_time()
        read(piece * n)
        return time.process_time() - began

    seconds(50)
    limit = 12 * max(min(seconds(120) for _ in range(2)), 0.005)
    assert any(seconds(480) < limit for _ in range(2))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ('اكتفى سامر الحداد بالقول: "لن نعود غداً".', "بالقول"),
        ('خاطب سامر الحداد الحضور قائلاً: "لن نعود غداً".', "قائلاً"),
        ('صرح سامر الحداد لوسائل الإعلام قائلاً: "لن نعود غداً".', "صرح"),
        ('وأضاف قائلاً: "لن نعود غداً".', "وأضاف قائلاً"),
        ('نقلت الوكالة عن سامر الحداد قوله: "لن نعود غداً".', "قوله"),
        ('ختم سامر الحداد كلامه بعبارة قصيرة: "لن نعود غداً".', "ختم"),
        ('واكتفى سامر الحداد بعبارة قصيرة: "لن نعود غداً".', "بعبارة"),
        ('ندد سامر الحداد بما سمّاه "مجزرة بحق العمال".', "سمّاه"),
        ('قال سامر الحداد إن العمل بدأ، داعياً السكان إلى "الصبر والهدوء أياماً".', "داعياً"),
        ('قالت ليلى منصور إن العمل بدأ، داعية السكان إلى "الصبر والهدوء أياماً".', "داعية"),
        ('"كل شيء في المدينة تغير منذ الصيف"، سخر أحد المارة.', "سخر"),
        ('قالت ليلى منصور في ردها على سؤال إن "العمل لن يتوقف قبل النهاية".', "قالت"),
        ('أكد سامر الحداد أنه سيبلغ المجلس بأن "العمل لن يتوقف قبل النهاية".', "أكد"),
    ],
)
def test_the_cue_is_the_word_that_reports(text: str, cue: str) -> None:
    """Of several words the one nearest to what is said, unless it only echoes the verb."""
    assert told(text)[0][1] == cue


def test_the_second_half_of_an_utterance_keeps_the_cue() -> None:
    """«…»، قال فلان. «…»: one reporting clause stands between both halves."""
    found = told('"سنعود غداً إلى العمل"، قال سامر الحداد. "لن نتوقف قبل النهاية".')

    assert found == [("سامر الحداد", "قال"), ("سامر الحداد", "قال")]


def test_the_writer_who_asks_is_nobody_the_article_names() -> None:
    """«سألناه» must not put the question into the last speaker's mouth."""
    found = told('قال سامر الحداد إن العمل بدأ. سألناه: "ومتى ينتهي هذا العمل؟".')

    assert found == [(None, "سألناه")]


def test_naming_is_no_speech() -> None:
    """«سمّت ابنتها» gives a name, nobody's words."""
    assert read('سمّت ليلى منصور ابنتها "زهرة".')[1].marked[0].kind is QuoteKind.TERM


def test_marks_side_by_side_are_all_read() -> None:
    """A closing mark that is the next one's opening mark too must not hide the first text."""
    rules = [quote.rule for quote in read('بدأ "الأمس" ، سلمت نفسها" ثم "غادر"، قال سامر الحداد.')[1].marked]

    assert "unread" not in rules


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ('فتح سامر الحداد الظرف، كما طلب صاحبه، وقرأ بصوت عال: "لا تقيموا لي تمثالاً".', "وقرأ"),
        ('رفضت ليلى منصور القراءة، مستشهدة بالمثل القديم: "الدين لا يموت أبداً".', "مستشهدة"),
        ('"كان يصرخ في البيت كله"، تقول ليلى منصور ضاحكة، "عليّ وعلى القطة".', "تقول"),
        ('في الثانية الأخيرة صاح مدير المهمة: "إنه البحر!".', "صاح"),
        ('وكانت امرأة تدعى ليلى قد كتبت على "فيسبوك": "ابني في المستشفى منذ أمس".', "كتبت"),
        ('وأفاد سامر الحداد، في بيان تلقت "المساء" نسخة منه، بأن "العمل لن يتوقف".', "وأفاد"),
    ],
)
def test_the_cue_is_the_verb_whose_words_follow(text: str, cue: str) -> None:
    """Other verbs stand between it and what is said, or before it."""
    assert told(text)[-1][1] == cue


def test_these_words_belong_to_whom_the_next_sentence_names() -> None:
    """«بهذه الكلمات افتتح فلان …» stands after the words that open an article."""
    found = told('"لن نعود إلى الوراء أبداً".', "بهذه الكلمات افتتح سامر الحداد اللقاء أمس.")

    assert found == [("سامر الحداد", "بهذه الكلمات")]


class Sees:
    """A finder that sees given words as persons' names."""

    signature = "sees"

    def __init__(self, *words: str) -> None:
        self._words = words

    def find(self, texts: Sequence[str]) -> list[tuple[FoundName, ...]]:
        """Give each word where it stands first."""
        return [
            tuple(
                FoundName(start=text.index(word), end=text.index(word) + len(word), kind="person")
                for word in self._words
                if word in text
            )
            for text in texts
        ]


def test_a_model_of_names_sharpens_the_rules() -> None:
    """«زهور الوادي» are flowers of the valley to the rules, and a woman to the model."""
    found = read(
        "زارت زهور الوادي المدرسة أمس.",
        'وقالت زهور إن "الأطفال كانوا هنا".',
        finder=Sees("زهور الوادي"),
    )

    assert who(found[1].marked[0]) == "زهور الوادي"
    assert FindQuotes(Sees()).signature != FindQuotes().signature
