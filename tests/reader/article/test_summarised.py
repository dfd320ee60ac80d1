"""A summary as pages show it."""

from __future__ import annotations

import re

import msgspec
import pytest
from tests.reader.invented import water

from bisum.model.record import Record, RecordFinding
from bisum.model.summary import Ground, SummarySentence
from bisum.reader.article.summarised import line_row, summary_rows
from bisum.reader.markdown import summary_page
from bisum.reader.render import article_html


@pytest.mark.parametrize(("words", "is_shown"), [("one two three four five", False), ("one two three", True)])
def test_a_line_that_only_says_the_sentence_below_again_is_not_shown(words, is_shown):
    """Who reads the same words twice doubts that the page was made with care."""
    made = water()
    grounds = made.summary.english[0].grounds
    sentence = SummarySentence(text="one two three four five six", grounds=grounds)
    line = SummarySentence(text=words, grounds=grounds)
    summary = msgspec.structs.replace(
        made.summary, english=(sentence,), arabic=(), line_english=line, line_arabic=None
    )

    assert (line_row(msgspec.structs.replace(made, summary=summary)) is not None) == is_shown


def doubted(*findings: tuple[str, str, int | None]) -> Record:
    """Give an article whose summary is paragraph 1's first sentence, with findings on that paragraph."""
    made = water()
    summary = msgspec.structs.replace(
        made.summary,
        english=(SummarySentence(text="Words.", grounds=(Ground(paragraph=1, sentence=0),)),),
        arabic=(),
    )
    found = tuple(
        RecordFinding(code=code, severity=severity, paragraph=1, sentence=n, message=code, evidence="")
        for code, severity, n in findings
    )
    return msgspec.structs.replace(made, summary=summary, findings=found)


def test_a_sentence_of_the_summary_bears_the_doubts_of_what_it_stands_on():
    """Who quotes the summary may never look at the sentence below that the sign stands beside."""
    made = doubted(
        ("quote-restored", "note", 0), ("name-changed", "warning", 0), ("numbers-changed", "serious", 0)
    )

    assert summary_rows(made)[0].doubts == (2, 1)
    assert "- Words. (¶1.0; ■ numbers-changed; ▲ name-changed)" in summary_page(made)
    summary = article_html(made).partition('<section class="summary"')[2].partition("</section>")[0]
    assert re.findall(r'class="pin (\w+)"[^>]* href="#(f\d)"', summary) == [
        ("serious", "f2"),
        ("warning", "f1"),
    ]


def test_a_doubt_about_a_speakers_name_stands_where_the_summary_names_him():
    """The name may be our own guess at its spelling, and who quotes the summary quotes the guess."""
    made = doubted(("name-transliterated", "warning", None))
    row = msgspec.structs.replace(made.quotes[0], english_speaker="Words")
    finding = msgspec.structs.replace(made.findings[0], evidence=f"{row.speaker} | Wards")
    named = msgspec.structs.replace(made, quotes=(row, *made.quotes[1:]), findings=(finding,))
    elsewhere = msgspec.structs.replace(row, english_speaker="Somebody Else")

    assert summary_rows(named)[0].doubts == (0,)
    assert summary_rows(msgspec.structs.replace(named, quotes=(elsewhere,)))[0].doubts == ()


def test_a_doubt_about_another_sentence_stays_there():
    """A sign too many teaches people to look past signs."""
    made = doubted(("name-changed", "warning", 1), ("name-transliterated", "warning", None))
    astray = msgspec.structs.replace(made.findings[0], paragraph=99, sentence=0)
    made = msgspec.structs.replace(made, findings=(*made.findings, astray))

    assert summary_rows(made)[0].doubts == ()


def test_sentences_that_share_their_english_share_its_doubts():
    """The finding stands at the first of a bead, the summary may stand on the second."""
    made = doubted(("name-changed", "warning", 1))
    first, second, *others = made.paragraphs[1].sentences
    shared = (first, msgspec.structs.replace(second, bead=first.bead), *others)
    paragraphs = list(made.paragraphs)
    paragraphs[1] = msgspec.structs.replace(paragraphs[1], sentences=shared)

    assert summary_rows(msgspec.structs.replace(made, paragraphs=tuple(paragraphs)))[0].doubts == (0,)
