"""Both languages lose the same, or the English stays whole."""

from __future__ import annotations

from bisum.model.bitext import Rendering, RenderingStatus
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind, Quotes
from bisum.model.span import Span
from bisum.stages.summary.choice.cut_pairs import shortenings_of
from bisum.stages.summary.cuts.arabic import arabic_cuts
from bisum.stages.summary.cuts.cut import Cut, CutKind
from bisum.stages.summary.extract import Extract
from bisum.stages.summary.forms.carried import Carried
from bisum.stages.summary.forms.safe_english import safe_english
from bisum.stages.summary.forms.units import units_of

ARABIC = (
    "وقال رئيس الاتحاد سامي النحاس، الذي كان يتحدث في القاهرة، "
    "إن الاتحاد استمع إلى 118 عاملا وزار الميناء أربع مرات."
)
ENGLISH = (
    "The head of the union, Sami Nahas, who was speaking in Cairo, said that the union had heard 118 workers "
    "and visited the port four times."
)


def test_an_aside_goes_from_both_and_is_told(bilingual):
    """A reader of either language must be able to see what the article has and the summary hasn't."""
    (summary,) = Extract().run([bilingual((ARABIC, ENGLISH))])
    (arabic,), (english,) = summary.arabic, summary.english

    assert arabic.left_out == ("الذي كان يتحدث في القاهرة",)
    assert english.left_out == ("who was speaking in Cairo",)
    assert english.text == (
        "The head of the union, Sami Nahas, said that the union had heard 118 workers and visited the port "
        "four times."
    )
    assert "القاهرة" not in arabic.text


def test_english_without_a_sure_partner_stays_whole(bilingual):
    """What is cut in one language must never take something else along in the other."""
    whole = "Sami Nahas, head of the union, spoke in Cairo of 118 workers who were heard and four visits."
    (summary,) = Extract().run([bilingual((ARABIC, whole))])

    assert summary.english[0].text == whole
    assert summary.english[0].left_out == ()
    assert summary.arabic[0].left_out


def test_no_quotation_that_stays_loses_its_speaker(bilingual):
    """«السائق، الذي يدعى …» may be all that says whose words they are."""
    arabic = "«لن نعود إلى الميناء»، قال السائق، الذي يدعى سامي النحاس، في المدينة بعد يوم طويل من العمل."
    english = "“We will not go back to the port,” said the driver, who is called Sami Nahas, in the city."
    made = bilingual((arabic, english))
    (unit,) = units_of(made)
    (quote,) = made[Quotes].marked
    assert quote.speaker is not None
    start = quote.speaker.span.start
    quoted = [(0, arabic.index("»") + 1)]

    assert any(cut.start <= start < cut.end for cut in arabic_cuts(arabic, quoted))
    assert not any(cut.start <= start < cut.end for cut in shortenings_of(made, unit).usual.arabic)


def test_who_is_reported_keeps_the_name_too(bilingual):
    """«The doctor [Sami Nahas] said», with the name among what is left out, reads wrongly."""
    arabic = "الطبيب، الألماني سامي النحاس الذي يعمل في المدينة، قال إن الصور أظهرت تمزقا في العضلة."
    english = (
        "The doctor, the German Sami Nahas, who works in the city, said the scans had shown a torn muscle."
    )
    (summary,) = Extract().run([bilingual((arabic, english), names={"سامي النحاس": "Sami Nahas"})])

    assert not any("Nahas" in left for left in summary.english[0].left_out)
    assert "[" not in summary.english[0].text


def test_a_further_statement_goes_only_from_both(bilingual):
    """One language would else say more than the other."""
    arabic = "وأكد سامي النحاس أن الميناء جاهز، وأن العمال عادوا إلى المدينة."
    alike = "Sami Nahas stressed that the port was ready, and that the workers had returned to the city."
    other = "That the workers had returned to the city and the port was ready was stressed by Sami Nahas."
    found = [
        shortenings_of(made, units_of(made)[0])
        for made in (bilingual((arabic, alike)), bilingual((arabic, other)))
    ]

    assert [len(one.further) for one in found] == [1, 0]


def left_out(made: Dossier, *, is_news: bool = False) -> tuple[list[str], list[list[str]]]:
    """Give what may go from the Arabic of a sentence in any case, and what besides, one after the other."""
    (unit,) = units_of(made)
    text = made.article.text_of(unit.arabic)
    found = shortenings_of(made, unit, is_news=is_news)
    usual, *further = [
        [text[cut.start : cut.end].strip("، ") for cut in cuts.arabic]
        for cuts in (found.usual, *found.further)
    ]
    return usual, further


def test_the_shortest_statement_goes_first_and_what_is_by_the_way_with_it(bilingual):
    """Room is won with the least that is lost."""
    arabic = "وأكد سامي النحاس، الذي كان يتحدث في القاهرة، أن الميناء جاهز للعمل منذ اليوم، وأن العمال عادوا"
    english = (
        "Sami Nahas, who was speaking in Cairo, stressed that the port was ready for work as of today, "
        "and that the workers had returned"
    )
    more, others = (
        "، وأن السفن ستصل قبل نهاية الأسبوع",
        ", and that ships would come before the end of the week",
    )
    usual, further = left_out(bilingual((f"{arabic}{more}.", f"{english}{others}.")))

    assert usual == ["الذي كان يتحدث في القاهرة"]
    assert further == [
        [*usual, "وأن السفن ستصل قبل نهاية الأسبوع"],
        [*usual, f"وأن العمال عادوا{more}"],
    ]


def test_the_news_keeps_its_occasion_and_what_is_told_last(bilingual):
    """That the storyteller was the last of his kind is why his death is news; elsewhere it is an aside."""
    occasion = bilingual(
        (
            "وقال سامي النحاس في مؤتمر صحافي إن العمال عادوا إلى الميناء بعد الظهر.",
            "Sami Nahas said in a press conference that workers had returned to the port after noon.",
        )
    )
    last = bilingual(
        (
            "توفي الحكواتي سامي النحاس أمس في مدينة صور، وهو آخر من كان يروي السيرة في المقاهي.",
            "The storyteller Sami Nahas died yesterday in Sur, who was the last to tell the epic in cafés.",
        )
    )
    aside = bilingual((ARABIC, ENGLISH))

    assert left_out(occasion) == (["في مؤتمر صحافي"], [])
    assert left_out(last) == (["وهو آخر من كان يروي السيرة في المقاهي"], [])
    assert left_out(occasion, is_news=True) == left_out(last, is_news=True) == ([], [])
    assert left_out(aside, is_news=True) == left_out(aside) == (["الذي كان يتحدث في القاهرة"], [])


def test_words_that_bring_their_speaker_along_stay(bilingual):
    """His name is put in beside his words; without them “He accused the union” is of whoever spoke before."""
    made = bilingual(
        ("وأكد رئيس الوفد سامي النحاس أن الميناء سيفتح غدا.", "Sami Nahas, head of it, said it would open."),
        (
            "واتهم الاتحاد بالكذب على العمال، قائلا: «لن نعود إلى الميناء أبدا».",
            "He accused the union of lying to workers, saying: “We will never go back to the port.”",
        ),
        names={"سامي النحاس": "Sami Nahas"},
    )  # fmt: skip

    assert not any(shortenings_of(made, unit).further for unit in units_of(made))


def test_a_sentence_that_ends_with_a_quotation_keeps_one_stop():
    """The comma inside the marks has nothing to wait for once the rest is gone."""
    english = "She said it “was taken in an hour,” adding: “We looked for one book.”"
    start = english.index(" adding")
    cut = Cut(start, len(english), CutKind.FURTHER)
    place = Span(paragraph=0, start=0, end=len(english))
    quote = Quote(kind=QuoteKind.TERM, text="x", spans=(Span(paragraph=0, start=0, end=1),))
    words = Rendering(
        status=RenderingStatus.KEPT, paragraph=0, start=english.index("was"), end=english.index("”")
    )
    found = safe_english(english, place, [Carried(0, quote, (words,))], follows=False, cuts=(cut,))

    assert found is not None
    assert found.text == "She said it “was taken in an hour.”"


def test_a_line_says_the_news_in_few_words(bilingual):
    """An index has room for one sentence."""
    second = (
        "وأضاف أن العمل سيستمر في الميناء حتى نهاية هذا العام.",
        "He added that work would go on until the end of this year.",
    )
    (summary,) = Extract().run([bilingual((ARABIC, ENGLISH), second)])

    assert summary.line_english is not None
    assert summary.line_english.text == summary.english[0].text
    assert summary.line_arabic is not None
    assert summary.line_arabic.grounds == summary.line_english.grounds
