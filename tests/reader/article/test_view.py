"""What the article's page holds, before any HTML."""

import msgspec
import pytest
from tests.reader import invented

from bisum.model.record import Record
from bisum.model.span import Span
from bisum.model.summary import Ground, SummarySentence
from bisum.reader.article.quotations import quotations
from bisum.reader.article.summarised import summary_rows
from bisum.reader.article.view import ArticlePage, article_page


def page() -> ArticlePage:
    return article_page(invented.water())


def test_every_quotation_is_on_the_page_once() -> None:
    """A quotation that is in the ledger and not on the page would be lost to the analyst."""
    found = page()

    assert [quotation.key for quotation in found.quotations] == [
        "tq0", "q0", "q1", "q2", "q3", "q4", "q5", "q6", "i0",
    ]  # fmt: skip
    noted = [note.key for block in found.blocks for row in block.rows for note in row.notes]

    assert noted == ["q0", "q1", "q2", "q4", "q5", "q6"]


def test_every_finding_stands_somewhere() -> None:
    """Also one whose place the page does not have."""
    record = invented.water()
    astray = [
        msgspec.structs.replace(record.findings[0], paragraph=p, sentence=s)
        for p, s in ((None, None), (99, 0), (0, 99), (4, 0))
    ]
    found = article_page(msgspec.structs.replace(record, findings=(*record.findings, *astray)))
    placed = [flag.key for flag in found.general_flags]
    placed += [flag.key for block in found.blocks for row in block.rows for flag in row.flags]

    assert sorted(placed) == sorted(flag.key for flag in found.flags)


def test_furniture_is_a_block_of_its_own() -> None:
    """«Show more» is not the article, and not nothing either."""
    assert [(block.is_furniture, block.n_paragraphs) for block in page().blocks] == [(False, 4), (True, 2)]


def test_only_restored_marks_are_added() -> None:
    """Where the translation has its own marks the page adds none, where the words are unsure neither."""
    runs = [
        run
        for block in page().blocks
        for row in block.rows
        for part in row.english or ()
        for run in part.runs
    ]

    assert [run.keys for run in runs if run.opens] == [("q1",)]
    assert [run.keys for run in runs if run.closes] == [("q1",)]


def test_what_was_lost_is_said_in_its_place() -> None:
    """The Arabic stands where the English is missing."""
    wordless = [quotation for block in page().blocks for row in block.rows for quotation in row.wordless]

    assert [(quotation.key, quotation.status.word) for quotation in wordless] == [("q4", "lost")]


def test_summary_sentences_pair_by_their_grounds() -> None:
    """An English sentence beside another one's Arabic would be a false translation."""
    record = invented.water()

    def line(text: str, sentence: int) -> SummarySentence:
        return SummarySentence(text=text, grounds=(Ground(paragraph=0, sentence=sentence),))

    summary = msgspec.structs.replace(
        record.summary,
        english=(line("a", 0), line("only English", 1)),
        arabic=(line("only Arabic", 7), line("A", 0)),
    )
    record = msgspec.structs.replace(record, summary=summary)
    long = msgspec.structs.replace(record.paragraphs[0], sentences=record.paragraphs[0].sentences * 4)
    rows = summary_rows(msgspec.structs.replace(record, paragraphs=(long,)))

    assert [(row.english, row.arabic) for row in rows] == [
        (None, "only Arabic"),
        ("a", "A"),
        ("only English", None),
    ]


def test_the_citation_says_all_that_an_editor_asks() -> None:
    """What is pasted into a report must carry its source and its doubt with it."""
    cited = {quotation.key: quotation.citation for quotation in page().quotations}

    assert cited["q1"].splitlines() == [
        "“the reservoirs are 85 percent full and there is no reason for any family to worry”",
        "Arabic original:",
        "«الخزانات ممتلئة إلى 85 في المئة، ولا سبب يدعو أي أسرة إلى القلق»",
        "Speaker: Salma al-Droubi (سلمى الدروبي)",
        "In: “Mayor: “We will not raise water prices” before summer”",
        "«رئيسة البلدية: «لن نرفع أسعار المياه» قبل الصيف»",
        "صحيفة الميناء, 2026-03-14",
        "https://almeena.example/2026/03/water",
        (
            "Machine-translated by gemma-3-270m with ar-en-gemma on 2026-11-21T09:30:00Z, bisum 0.1.0; "
            "English wording: restored."
        ),
        invented.CAUTION,
        "Article water-2026-03, quotation q1.",
    ]
    assert cited["q4"].startswith("(No English words were found for this quotation.)")
    assert cited["q2"].startswith("Near: a short truce")
    assert "passed on by هاني برغوث" in cited["q5"]


def half_marked(confidence: float) -> Record:
    """An article whose translation opens a quotation and never closes it."""
    return invented.record(
        id="half",
        paragraphs=[
            invented.Para(["قالت {s0:هند}: «{q0:وصلنا}»."], ["Hind said: “{q0:We have arrived}."]),
        ],
        quotes=[
            {
                "kind": "direct",
                "speaker": "هند",
                "cue": "قالت",
                "status": "kept",
                "english_speaker": "Hind",
                "confidence": confidence,
            }
        ],
    )


def test_what_the_office_names_is_not_said_twice() -> None:
    """The margin is narrow, and a repeated word reads like a second fact."""
    record = half_marked(0.9)
    row = msgspec.structs.replace(record.quotes[0], role="المتحدثة باسم الوزارة", affiliation="الوزارة")
    other = msgspec.structs.replace(row, affiliation="السودان")
    bare = msgspec.structs.replace(row, role=None)
    pages = [article_page(msgspec.structs.replace(record, quotes=(one,))) for one in (row, other, bare)]

    assert [page.speech[0].about for page in pages] == [
        ("المتحدثة باسم الوزارة",),
        ("المتحدثة باسم الوزارة", "السودان"),
        ("الوزارة",),
    ]


def test_no_mark_is_doubled() -> None:
    """Only the side that the translation left open gets one of ours."""
    page = article_page(half_marked(0.9))
    runs = [run for part in page.blocks[0].rows[0].english or () for run in part.runs]
    shown = "".join(f"{'[“]' if run.opens else ''}{run.text}{'[”]' if run.closes else ''}" for run in runs)

    assert shown == "Hind said: “We have arrived[”]."


@pytest.mark.parametrize(("confidence", "is_doubtful"), [(0.74, True), (0.75, False)])
def test_a_speaker_who_is_a_guess_is_shown_as_one(confidence: float, *, is_doubtful: bool) -> None:
    """On the page and in what is pasted elsewhere: words in the wrong mouth cost an analyst's name."""
    (quotation,) = article_page(half_marked(confidence)).speech

    assert (quotation.doubt is not None) == is_doubtful
    assert ("uncertain" in quotation.citation) == is_doubtful
    assert ("uncertain: right in about 74 % of such cases" in quotation.citation) == is_doubtful


def test_a_citation_says_of_a_term_that_nobody_said_it() -> None:
    """A word in marks, pasted with a name beside it, would be put into a mouth."""
    record = half_marked(0.9)
    term = msgspec.structs.replace(record.quotes[0], kind="term", speaker=None, english_speaker=None)
    [found] = quotations(msgspec.structs.replace(record, quotes=(term,)))

    assert "A term in quotation marks; nobody's speech." in found.citation
    assert "Speaker" not in found.citation


def test_places_that_the_english_has_not_light_nothing() -> None:
    """Records may be edited by hand; a place outside its text must not end the page."""
    record = half_marked(0.9)
    there = record.quotes[0].english_spans
    last = len(record.paragraphs[0].english or "")
    astray = (Span(paragraph=1, start=0, end=1), Span(paragraph=0, start=0, end=last + 1))
    row = msgspec.structs.replace(record.quotes[0], english_spans=(*there, *astray))
    bare = msgspec.structs.replace(record.paragraphs[0], english=None)
    [found] = quotations(msgspec.structs.replace(record, quotes=(row,)))
    [lost] = quotations(msgspec.structs.replace(record, quotes=(row,), paragraphs=(bare,)))

    assert (found.english_places, lost.english_places) == (there, ())


def test_each_paragraph_lights_its_own_piece_of_a_quotation() -> None:
    """A quotation over two paragraphs begins in one and ends in the other."""
    record = half_marked(0.9)
    pieces = (Span(paragraph=0, start=0, end=2), Span(paragraph=1, start=1, end=3))
    row = msgspec.structs.replace(record.quotes[0], spans=pieces)
    [found] = quotations(msgspec.structs.replace(record, quotes=(row,)))
    [first], [second] = found.marks(0), found.marks(1)

    assert (first.start, first.end, first.is_first, first.is_last) == (0, 2, True, False)
    assert (second.start, second.end, second.is_first, second.is_last) == (1, 3, False, True)
    assert found.marks(2) == ()
