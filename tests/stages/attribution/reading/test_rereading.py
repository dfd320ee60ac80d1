"""Where the rules are not sure who speaks, a model is asked; where they are, it isn't."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from tests.stages.ledgers import read

from bisum.engines.ports import SpeakerQuestion
from bisum.model.quote import Quotes
from bisum.stages.quotes import FindQuotes

TWO_AND_A_QUOTATION = (
    "زار الوزير سامر الحلواني مصنع النسيج في حلوان صباح أمس.",
    "واستقبلته مديرة المصنع ليلى عبد الهادي عند الباب مع العاملات.",
    "«لم نقبض رواتبنا منذ ثلاثة أشهر والآلات متوقفة».",
)
A_PLAIN_REPORT = ("قال الوزير سامر الحلواني: «لن نغلق المصنع».",)


class Chooses:
    """Is sure of the candidates of whom some mention holds a word; notes what it was asked."""

    signature = "chooses"

    def __init__(self, word: str) -> None:
        self._word = word
        self.asked: list[tuple[str, SpeakerQuestion]] = []

    def rank(self, text: str, questions: Sequence[SpeakerQuestion]) -> list[list[float]]:
        self.asked += [(text, question) for question in questions]
        return [
            [
                0.0 if any(self._word in text[a:b] for a, b in mentions) else -50.0
                for mentions in question.candidates
            ]
            for question in questions
        ]


def ledger(paragraphs: Sequence[str], ranker: Chooses | None, title: str | None = None) -> Quotes:
    """Write the ledger of an article."""
    return read(*paragraphs, title=title, ranker=ranker)[1]


@pytest.mark.parametrize(("word", "speaker"), [("ليلى", "ليلى عبد الهادي"), ("سامر", "سامر الحلواني")])
def test_a_quotation_that_stands_alone_goes_to_whom_the_model_reads(word: str, speaker: str) -> None:
    """The rules have nothing but who was named nearest; the model reads what is said."""
    quote = ledger(TWO_AND_A_QUOTATION, Chooses(word)).marked[0]
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


def test_where_a_clause_names_the_speaker_the_model_is_not_asked() -> None:
    """«قال الوزير: «…»» needs no reading, and the model would cost time and could only do harm."""
    ranker = Chooses("nobody")
    assert ledger(A_PLAIN_REPORT, ranker) == ledger(A_PLAIN_REPORT, None)
    assert not ranker.asked


def test_a_newspaper_that_the_clause_names_keeps_what_it_says() -> None:
    """«بحسب صحيفة …» given to somebody else would shame whoever quotes it, however unsure the weights are."""
    article = (
        "التقى الوزير سامر الحلواني رئيس النقابة كمال الطويل في حلوان.",
        "وطالب كمال الطويل بالرواتب. وبحسب صحيفة «مرافئ»، ستدفع الوزارة 500 جنيه لكل عامل ولن تغلق المصنع.",
    )
    assert ledger(article, Chooses("كمال")) == ledger(article, None)


def test_a_woman_whom_the_verb_means_is_not_exchanged_for_a_man() -> None:
    """«وأضافت» says who speaks not by name, but surely by gender, which the model doesn't weigh."""
    article = (
        "استقبلت مديرة المصنع ليلى عبد الهادي العاملات عند الباب صباح أمس.",
        "وكان الوزير سامر الحلواني قد وعد بالرواتب وزار سامر الحلواني المصنع. وأضافت: «الآلات متوقفة».",
    )
    ranker = Chooses("سامر")
    quote = ledger(article, ranker).marked[0]
    assert ranker.asked
    assert quote.speaker is not None
    assert quote.speaker.name == "ليلى عبد الهادي"


def test_where_the_article_names_nobody_the_model_names_nobody() -> None:
    """A speaker that isn't there is the worst guess."""
    article = (
        "تجمع العشرات أمام البلدية، وكان سامر الحلواني غائبا. وقال كمال الطويل إن سامر الحلواني مريض.",
        "ورفع المحتجون، وأغلبهم نساء وأطفال، شعارات من قبيل «الماء حق لنا»، فيما حمل بعضهم قناني فارغة.",
    )
    assert ledger(article, None).marked[0].speaker is None
    assert ledger(article, Chooses("سامر")).marked == ledger(article, None).marked


def test_a_speaker_against_the_rules_bears_that_as_its_rule_and_a_modest_confidence() -> None:
    """Whoever checks the ledger sees who decided; two who disagree are not sure together."""
    ours = ledger(TWO_AND_A_QUOTATION, None).marked[0]
    other = "سامر" if ours.speaker and "ليلى" in ours.speaker.name else "ليلى"
    theirs = ledger(TWO_AND_A_QUOTATION, Chooses(other)).marked[0]
    assert theirs.rule == "reread"
    assert ours.rule != "reread"


def test_a_model_that_agrees_changes_nothing_but_the_confidence() -> None:
    """What both say is surer than what one says."""
    ours = ledger(TWO_AND_A_QUOTATION, None).marked[0]
    assert ours.speaker is not None
    both = ledger(TWO_AND_A_QUOTATION, Chooses(ours.speaker.name)).marked[0]
    assert (both.speaker, both.rule, both.cue) == (ours.speaker, ours.rule, ours.cue)
    assert both.confidence > ours.confidence


def test_the_model_reads_the_whole_article_and_finds_every_mention_in_it() -> None:
    """Offsets of paragraphs hold in the article's one text, behind its title."""
    ranker = Chooses("ليلى")
    ledger(TWO_AND_A_QUOTATION, ranker, title="رواتب متأخرة في حلوان")
    [(text, question)] = ranker.asked
    assert text == "رواتب متأخرة في حلوان\n" + "".join(f"{one}\n" for one in TWO_AND_A_QUOTATION)
    assert [text[a:b] for a, b in question.spans] == [TWO_AND_A_QUOTATION[2].strip("«».")]
    named = {text[a:b] for mentions in question.candidates for a, b in mentions}
    assert any("ليلى عبد الهادي" in one for one in named)
    assert () in question.candidates  # nobody


def test_the_signature_tells_whether_a_model_was_asked() -> None:
    """Records made without it are made anew where it is."""
    assert FindQuotes(ranker=Chooses("")).signature == FindQuotes().signature + "+chooses"


def test_a_headline_repeats_what_was_read_in_the_body() -> None:
    """The title's quotation goes to whom the body's goes, after the second reading."""
    quotes = ledger(TWO_AND_A_QUOTATION, Chooses("سامر"), title="«لم نقبض رواتبنا منذ ثلاثة أشهر»")
    assert quotes.title[0].speaker is not None
    assert quotes.marked[0].speaker is not None
    assert quotes.title[0].speaker.name == quotes.marked[0].speaker.name


def test_reported_speech_is_read_again_too() -> None:
    """«وأضاف أن …» leaves its subject out as a quotation does."""
    article = (
        "التقى الوزير سامر الحلواني رئيس النقابة كمال الطويل في حلوان.",
        "وكان كمال الطويل قد طالب بالرواتب، ورفض سامر الحلواني ذلك. وأضاف أن المصنع لن يغلق أبوابه.",
    )
    plain = ledger(article, None).indirect[0]
    other = "كمال" if plain.speaker and "سامر" in plain.speaker.name else "سامر"
    anew = ledger(article, Chooses(other)).indirect[0]
    assert anew.speaker is not None
    assert other in anew.speaker.name
    assert math.isfinite(anew.confidence)
