"""Each finding stands at the place where the reader must look."""

from __future__ import annotations

import pytest

from bisum.model.article import Article, Marked, Paragraph, Passage, Segments, Sentence
from bisum.model.bitext import Alignment, Bead, EnglishPassage, NameForm, Piece, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Findings, Severity
from bisum.model.quote import Quote, QuoteKind, Quotes, Speaker
from bisum.model.record import EngineCard
from bisum.model.span import Span
from bisum.stages.align import Align
from bisum.stages.check import Check
from bisum.stages.checks.sentence.doubt import Confidence

GOOD = "أعلنت الحكومة أمس خطة جديدة لإصلاح الموانئ في شمال البلاد."
ENGLISH = "The government yesterday announced a new plan to reform ports in the north."


def check(
    *pairs: tuple[str, str | None],
    quotes: Quotes | None = None,
    marked=(),
    archive=None,
    names=(),
    chance: float | None = None,
) -> Findings:
    """Check an article of one sentence a paragraph."""
    article = Article(id="a", paragraphs=tuple(Paragraph(text=arabic) for arabic, _ in pairs))
    segments = Segments(
        paragraphs=tuple(Passage(sentences=(Sentence(start=0, end=len(arabic)),)) for arabic, _ in pairs),
        marked=marked,
    )
    translation = Translation(
        paragraphs=tuple(
            EnglishPassage(
                english=english,
                pieces=() if english is None else (Piece(start=0, end=len(english), log_probability=chance),),
            )
            for _, english in pairs
        ),
        names=names,
    )
    dossier = (
        Dossier(article).with_product(segments).with_product(quotes or Quotes()).with_product(translation)
    )
    dossier = dossier.with_product(Align().run([dossier])[0])
    (findings,) = Check(archive, confidence=Confidence(is_measured=chance is not None)).run([dossier])
    return findings


def codes(findings: Findings) -> list[tuple[str, int | None, int | None]]:
    """Give code, paragraph and sentence of each finding."""
    return [(one.code, one.paragraph, one.sentence) for one in findings.findings]


def test_a_good_article_has_no_findings():
    """An analyst trusts flags only while they are rare."""
    assert codes(check((GOOD, ENGLISH), (GOOD, ENGLISH))) == []


def test_a_fault_is_reported_in_its_paragraph_and_sentence():
    """The reader page jumps there."""
    assert ("untranslated", 1, 0) in codes(
        check((GOOD, ENGLISH), (GOOD, "The الحكومة yesterday announced a new plan"))
    )


def test_a_missing_translation_is_reported_once_for_its_paragraph():
    """Not once more for each check that finds nothing to look at."""
    assert codes(check((GOOD, None))) == [("translation-missing", 0, None)]


def test_an_article_in_another_script_is_reported():
    """A misread encoding or a French article gives fluent nonsense."""
    assert codes(check(("Le gouvernement a annoncé", "Le gouvernement a annoncé"))) == [
        ("not-arabic", None, None)
    ]


def quoted(*, closed: bool = True) -> tuple[str, dict]:
    """Give a sentence with one quotation of nobody's."""
    text = "قال إن الخطة «خطوة مهمة للبلاد كلها» في هذا العام."
    span = Span(paragraph=0, start=text.index("«") + 1, end=text.index("»"))
    quote = Quote(kind=QuoteKind.PARTIAL, text=span.cut(text), spans=(span,), closed=closed)
    return text, {
        "quotes": Quotes(marked=(quote,)),
        "marked": (Marked(spans=(span,), opening="«", closing="»"),),
    }


def test_a_quotation_whose_marks_are_gone_is_reported():
    """Marks vanish in one of ten quoting sentences of a common model."""
    text, rest = quoted()
    found = codes(check((text, "He said nothing that anyone would have wanted to write down."), **rest))

    assert ("quote-approximate", 0, 0) in found


def test_a_quotation_without_english_is_lost():
    """The Arabic is all there is to quote."""
    text, rest = quoted()

    assert ("quote-lost", 0, 0) in codes(check((text, ""), **rest))


def test_speech_without_a_speaker_and_an_unclosed_mark_are_reported():
    """Both leave the analyst with half a quotation."""
    text, rest = quoted(closed=False)
    found = codes(
        check((text, "He said the plan is “an important step for all the country” this year."), **rest)
    )

    assert ("speaker-unknown", 0, 0) in found
    assert ("quote-unclosed", 0, 0) in found


def test_another_speaker_in_english_is_reported():
    """Words in a stranger's mouth are the worst fault there is."""
    text = "قال الوزير سامي النحاس إن الخطة «خطوة مهمة للبلاد كلها» في هذا العام."
    span = Span(paragraph=0, start=text.index("«") + 1, end=text.index("»"))
    who = Span(paragraph=0, start=text.index("سامي"), end=text.index(" إن"))
    quote = Quote(
        kind=QuoteKind.PARTIAL, text="x", spans=(span,), speaker=Speaker(name="سامي النحاس", span=who)
    )
    english = (
        "Minister Vladislav Petrenko said the plan is “an important step for all the country” this year."
    )
    found = codes(
        check(
            (text, english),
            quotes=Quotes(marked=(quote,)),
            marked=(Marked(spans=(span,), opening="«", closing="»"),),
            names=(NameForm(arabic="سامي النحاس", english="Vladislav Petrenko"),),
        )
    )

    assert ("speaker-changed", 0, 0) in found


def test_a_speaker_of_another_office_is_reported_at_the_quotation():
    """The words of an adviser are no statement by the director, and it may stand a paragraph before."""
    first, second = "وصل المستشار سامي النحاس أمس.", "قال إن الخطة «خطوة مهمة للبلاد كلها» في هذا العام."
    span = Span(paragraph=1, start=second.index("«") + 1, end=second.index("»"))
    who = Span(paragraph=0, start=first.index("المستشار"), end=first.index(" أمس"))
    speaker = Speaker(name="المستشار سامي النحاس", span=who)
    findings = check(
        (first, "Director Sami Nahas arrived yesterday."),
        (second, "He said the plan is “an important step for all the country” this year."),
        quotes=Quotes(marked=(Quote(kind=QuoteKind.PARTIAL, text="x", spans=(span,), speaker=speaker),)),
        marked=(Marked(spans=(span,), opening="«", closing="»"),),
    )

    changed = [one for one in findings.findings if one.code == "role-changed"]
    assert [(one.paragraph, one.severity) for one in changed] == [
        (0, Severity.SERIOUS),
        (1, Severity.SERIOUS),
    ]


def test_an_often_unsure_model_is_reported_once():
    """Under every sentence it would be read under none, and nowhere it would be an error that nobody sees."""
    found = codes(check(*[(GOOD, ENGLISH)] * 4, chance=-0.8))

    assert found == [("often-unsure", None, None)]


@pytest.mark.parametrize(("n", "chance"), [(2, -0.8), (4, -0.2)])
def test_a_model_that_was_seldom_unsure_is_left_alone(n, chance):
    """Two sentences are no habit."""
    assert codes(check(*[(GOOD, ENGLISH)] * n, chance=chance)) == []


def test_an_article_in_dialect_is_reported_once():
    """The whole article is doubtful, not this sentence or that."""
    found = codes(check(("انا مش عارف ايه اللي حصل ده كله", "I don't know what it is that happened at all")))

    assert [code for code, *_ in found].count("dialect") == 1


def test_arabic_filed_twice_is_reported():
    """The first counts, and the analyst must know that there is another."""

    class Shelf:
        signature = "shelf"
        card = EngineCard(engine="filed", model="shelf")
        arithmetic = ("cpu", None)

        def find(self, arabic: str) -> str | None:
            """Nothing is looked up here."""
            return arabic if arabic == "" else None

        def has_variants(self, arabic: str) -> bool:
            """One text was filed twice."""
            return arabic == GOOD

    assert ("filed-twice", 0, 0) in codes(check((GOOD, ENGLISH), archive=Shelf()))


def test_english_that_renders_nothing_is_reported():
    """An added sentence is somebody's invention."""
    article = Article(id="a", paragraphs=(Paragraph(text=GOOD),))
    passage = Passage(sentences=(Sentence(start=0, end=len(GOOD)),))
    translation = Translation(
        paragraphs=(EnglishPassage(english=f"{ENGLISH} More.", pieces=(Piece(start=0, end=5),)),)
    )
    dossier = Dossier(article).with_product(Segments(paragraphs=(passage,))).with_product(Quotes())
    dossier = dossier.with_product(translation).with_product(
        Alignment(paragraphs=((Bead(source=(), target=(0,), score=0.0),),))
    )

    assert codes(Check().run([dossier])[0]) == [("added", 0, None)]


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_speaker_who_is_a_guess_is_a_finding_too(*, is_marked):
    """The margin says so, but lists of doubts and summaries show findings, of reported speech too."""
    quote = Quote(
        kind=QuoteKind.DIRECT if is_marked else QuoteKind.INDIRECT,
        text="عدنا",
        spans=(Span(paragraph=0, start=12, end=16),),
        speaker=Speaker(name="كريم", span=Span(paragraph=0, start=4, end=8)),
        confidence=0.28,
    )
    quotes = Quotes(marked=(quote,)) if is_marked else Quotes(indirect=(quote,))
    findings = check(("قال كريم: «عدنا»", "Karim said: “We are back”"), quotes=quotes)

    (found,) = [one for one in findings.findings if one.code == "speaker-uncertain"]
    assert (found.severity, found.paragraph, "28 %" in found.message) == (Severity.WARNING, 0, True)


def test_a_quotation_that_no_longer_denies_is_serious():
    """Its sentence denies as often in both languages; the words that will be quoted don't."""
    arabic = "قال كريم إن الخطوة «غير كافية»، وإنه لن يقبلها"
    quote = Quote(
        kind=QuoteKind.PARTIAL,
        text="غير كافية",
        spans=(Span(paragraph=0, start=20, end=29),),
        speaker=Speaker(name="كريم", span=Span(paragraph=0, start=4, end=8)),
    )
    english = "Karim said that the step was “in the right direction,” and that he would not take it"

    assert ("negation-lost", 0, 0) in codes(check((arabic, english), quotes=Quotes(marked=(quote,))))
