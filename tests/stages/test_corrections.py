"""Corrections: what a person put right comes back in the next run, in its place and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum.config import Config, TranslateSettings
from bisum.errors import ArticleError, ConfigError
from bisum.model.article import Article, Paragraph
from bisum.model.bitext import Translation
from bisum.model.correction import Correction, CorrectionKind
from bisum.model.dossier import Dossier
from bisum.model.finding import Findings
from bisum.model.quote import Quotes
from bisum.model.span import Span
from bisum.pipeline.assembly.assemble import assemble
from bisum.pipeline.assembly.runner import Pipeline
from bisum.store.run.corrections import CorrectionBook

FIRST = "زار الوزير كمال صباغ المدينة مع المهندسة ليلى قسيس أمس."
SECOND = "وقال صباغ: «سنبني الجسر قبل الشتاء». وانتهت الزيارة مساء."
QUOTED = "سنبني الجسر قبل الشتاء"


def article(name: str = "a", *, title: str | None = None) -> Article:
    return Article(
        id=name,
        title=Paragraph(text=title) if title else None,
        paragraphs=(Paragraph(text=FIRST), Paragraph(text=SECOND)),
    )


def correction(kind: CorrectionKind, becomes: str | None, of: Article, **fields: object) -> Correction:
    start = SECOND.index(QUOTED)
    place = Span(paragraph=1, start=start, end=start + len(QUOTED))
    whole = {"place": place, "arabic": QUOTED, "was": None, **fields}
    return Correction(
        number=0,
        kind=kind,
        article=of.id,
        digest=of.text_digest,
        becomes=becomes,
        author="Nadia",
        made_at="2026-11-21T10:00:00+00:00",
        **whole,
    )


def pipeline(path: Path, *corrections: Correction) -> Pipeline:
    book = CorrectionBook(path / "book.sqlite")
    for one in corrections:
        book.add(one)
    settings = TranslateSettings(engine="fake")
    return assemble(Config(translate=settings, corrections=str(book.path) if corrections else None)).pipeline


def finished(made: Pipeline, *articles: Article) -> list[Dossier]:
    found = made.run(articles)
    assert not any(isinstance(one, ArticleError) for one in found), found
    return found


def test_a_corrected_speaker_comes_back(tmp_path: Path) -> None:
    """The analyst named another speaker: the ledger holds that mention, where the article prints it."""
    there = article()
    made = pipeline(tmp_path, correction(CorrectionKind.SPEAKER, "ليلى قسيس", there))
    (found,) = finished(made, there)
    (quote,) = found[Quotes].marked
    note = next(one for one in found[Findings].findings if one.code == "corrected")

    assert quote.speaker.name == "ليلى قسيس"
    assert there.text_of(quote.speaker.span) == "ليلى قسيس"
    assert (quote.rule, quote.confidence) == ("person", 1.0)
    assert "ليلى قسيس" in [form.arabic for form in found[Translation].names]
    assert (note.paragraph, note.severity.value) == (1, "note")
    assert "put right by Nadia on 2026-11-21" in note.message


def test_a_speaker_whom_the_article_does_not_name_is_taken_away(tmp_path: Path) -> None:
    """A wrong name is worse than none."""
    made = pipeline(tmp_path, correction(CorrectionKind.SPEAKER, None, article()))
    (found,) = finished(made, article())

    assert found[Quotes].marked[0].speaker is None


def test_a_corrected_sentence_comes_back_in_its_place(tmp_path: Path) -> None:
    """The sentences around it keep their English, and offsets their words."""
    there = article()
    end = SECOND.index("»") + 2
    sentence = Span(paragraph=1, start=0, end=end)
    right = correction(
        CorrectionKind.TRANSLATION,
        "Sabbagh said:  “We will build the bridge before winter.”",
        there,
        place=sentence,
        arabic=SECOND[:end],
    )
    (plain,) = finished(pipeline(tmp_path), there)
    (found,) = finished(pipeline(tmp_path, right), there)
    before, after = plain[Translation].paragraphs[1], found[Translation].paragraphs[1]
    texts = [[one.english[piece.start : piece.end] for piece in one.pieces] for one in (before, after)]

    assert texts[1] == ["Sabbagh said: “We will build the bridge before winter.”", texts[0][1]]
    assert [one.code for one in found[Findings].findings if (one.paragraph, one.sentence) == (1, 0)][
        -1
    ] == "corrected"
    assert found[Translation].paragraphs[0] == plain[Translation].paragraphs[0]


def test_only_the_corrected_article_is_made_again(tmp_path: Path) -> None:
    """One correction must not cost a night of translation, and never touch another text of the same id."""
    there, other = article(), article("b", title="عنوان آخر")
    plain = pipeline(tmp_path)
    made = pipeline(tmp_path, correction(CorrectionKind.SPEAKER, "ليلى قسيس", there))

    assert made.signature_of(there) != plain.signature_of(there)
    assert made.signature_of(other) == plain.signature_of(other)


def test_a_changed_text_is_left_alone(tmp_path: Path) -> None:
    """The newspaper moved a sentence: the correction's place now holds other words."""
    there = article()
    changed = Article(id="a", paragraphs=(*there.paragraphs, Paragraph(text="تصحيح.")))
    made = pipeline(tmp_path, correction(CorrectionKind.SPEAKER, None, there))
    (found,) = finished(made, changed)

    assert found[Quotes].marked[0].speaker is not None


def test_a_name_that_the_article_does_not_print_fails_that_article(tmp_path: Path) -> None:
    """Passed over in silence, the wrong speaker would stand again."""
    made = pipeline(tmp_path, correction(CorrectionKind.SPEAKER, "شخص آخر", article()))
    (found,) = made.run([article()])

    assert isinstance(found, ArticleError)
    assert "'شخص آخر'" in str(found)


def test_a_paragraph_translated_as_a_whole_says_that_it_takes_no_correction(tmp_path: Path) -> None:
    """The analyst must learn that the old English still stands."""
    there = article()
    filed = tmp_path / "filed.tsv"
    filed.write_text(f"{FIRST}\tThe first.\n{SECOND}\tSabbagh spoke. The visit ended.\n", encoding="utf-8")
    end = SECOND.index("»") + 2
    book = CorrectionBook(tmp_path / "book.sqlite")
    place = Span(paragraph=1, start=0, end=end)
    book.add(correction(CorrectionKind.TRANSLATION, "Other words.", there, place=place, arabic=SECOND[:end]))
    settings = TranslateSettings(engine="filed", path=str(filed))
    made = assemble(Config(translate=settings, corrections=str(book.path))).pipeline
    (found,) = finished(made, there)
    finding = next(one for one in found[Findings].findings if one.code == "correction-unused")

    assert found[Translation].paragraphs[1].english == "Sabbagh spoke. The visit ended."
    assert finding.severity.value == "warning"


def test_a_book_that_is_not_there_stops_the_run(tmp_path: Path) -> None:
    """A misspelt path would drop a week of corrections."""
    with pytest.raises(ConfigError, match="no such book of corrections"):
        assemble(Config(translate=TranslateSettings(engine="fake"), corrections=str(tmp_path / "none")))
