"""What is doubted stands wherever a quotation is passed on."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import msgspec
from tests.reader import invented
from tests.reader.brief import ferry
from tests.reader.facts import facts

from bisum.model.record import Record, RecordFinding
from bisum.reader.article.doubts import Doubts
from bisum.reader.article.quotations import quotations
from bisum.reader.brief.brief import brief_of
from bisum.reader.brief.listing import brief_markdown
from bisum.reader.brief.page import brief_html
from bisum.reader.export import Format, write
from bisum.reader.lists.overview import Overview
from bisum.reader.lists.pages import overview_files
from bisum.reader.markdown import summary_page
from bisum.reader.render import article_html


def finding(
    code: str,
    severity: str = "warning",
    *,
    paragraph: int | None = 1,
    sentence: int | None = 0,
    evidence: str = "",
) -> RecordFinding:
    """Give a finding; left to itself it is on the sentence of the quotation q1."""
    return RecordFinding(
        code=code,
        severity=severity,
        paragraph=paragraph,
        sentence=sentence,
        message="Look here.",
        evidence=evidence,
    )


def found(*findings: RecordFinding, of: Record | None = None) -> Record:
    return msgspec.structs.replace(of or invented.water(), findings=findings)


def signs(made: Record, key: str) -> list[str]:
    return [sign.text for one in quotations(made) if one.key == key for sign in one.signs]


DOUBTED = found(finding("low-confidence"), finding("numbers-changed", "serious"), finding("late", "note"))


def test_a_quotation_bears_the_doubts_of_its_sentence_the_worst_first() -> None:
    """Whoever copies the words may never see the sentence that the sign stands under."""
    assert signs(DOUBTED, "q1") == ["■ numbers-changed", "▲ low-confidence"]
    assert [sign.key for sign in Doubts(DOUBTED).signs(DOUBTED.quotes[1])] == ["f1", "f0"]
    assert signs(DOUBTED, "q2") == []


def test_a_kind_of_doubt_is_said_once() -> None:
    """Three names in one sentence are three findings, and one thing to be careful of."""
    thrice = found(*[finding("name-changed")] * 3, finding("name-changed", "serious"))

    assert signs(thrice, "q1") == ["■ name-changed", "▲ name-changed"]
    assert [sign.key for sign in Doubts(thrice).signs(thrice.quotes[1])] == ["f3", "f0"]


def test_a_doubt_about_a_speakers_name_stands_at_all_he_says_and_at_nothing_else() -> None:
    """It is written once an article, at the first of his words."""
    named = finding("name-transliterated", sentence=None, paragraph=0, evidence="هاني برغوث | Hany")

    assert signs(found(named), "q2") == ["▲ name-transliterated"]
    assert signs(found(named), "i0") == ["▲ name-transliterated"]
    assert signs(found(named), "q0") == []


def test_what_is_said_of_another_quotation_of_the_sentence_stays_there() -> None:
    """A sentence may quote two people, one of them unsure."""
    made = invented.water()
    inner = made.quotes[6].text
    unsure = finding("speaker-uncertain", paragraph=3, evidence=inner)

    assert signs(found(unsure), "q6") == ["▲ speaker-uncertain"]
    assert signs(found(unsure), "q5") == []
    assert signs(found(finding("negation-lost", paragraph=3, evidence=inner)), "q5") == ["▲ negation-lost"]


def test_what_the_row_says_already_is_not_said_again() -> None:
    """A sign too many teaches people to look past signs."""
    told = (
        finding(code) for code in ("quote-lost", "quote-approximate", "speaker-unknown", "speaker-unnamed")
    )

    assert signs(found(*told), "q1") == []


def test_sentences_that_share_their_english_share_its_doubts() -> None:
    """The finding stands at the first sentence of a bead, the quotation may stand in the second."""
    made = invented.water()
    first, second, *others = made.paragraphs[1].sentences
    joined = (first, msgspec.structs.replace(second, bead=first.bead), *others)
    paragraph = msgspec.structs.replace(made.paragraphs[1], sentences=joined)
    paragraphs = (made.paragraphs[0], paragraph, *made.paragraphs[2:])

    assert signs(found(finding("late"), of=msgspec.structs.replace(made, paragraphs=paragraphs)), "q2") == [
        "▲ late"
    ]


def test_the_titles_quotations_bear_the_titles_doubts_and_not_the_whole_articles() -> None:
    """What is said of the whole article stands at its head; at each quotation nobody would read it."""
    title = finding("word-changed", "serious", paragraph=None)
    whole = finding("often-unsure", paragraph=None, sentence=None)
    astray = finding("late", paragraph=99)

    assert signs(found(title, whole, astray), "tq0") == ["■ word-changed"]
    assert signs(found(title, whole, astray), "q1") == []


def test_a_copied_quotation_says_what_was_found() -> None:
    """What is pasted into a report has no page beside it."""
    cited = {one.key: one.citation.splitlines() for one in quotations(DOUBTED)}

    assert "Flagged by bisum: serious: numbers-changed; warning: low-confidence" in cited["q1"]
    assert not any("Flagged" in line for line in cited["q2"])


def test_the_list_and_the_margin_of_a_page_show_the_signs() -> None:
    """A green dot alone is read as «checked»."""
    page = article_html(DOUBTED)
    ledger = page.partition('<section class="ledger"')[2]
    row = ledger.partition('<a href="#q1">')[2].partition("</tr>")[0]
    note = page.partition('aria-label="q1: to these words in the English"')[2].partition("</li>")[0]

    assert re.findall(r'href="#(f\d)"[^>]*><[^>]*>(.)</span><[^>]*> (\w+):</span> ([\w-]+)</a>', row) == [
        ("f1", "■", "serious", "numbers-changed"),
        ("f0", "▲", "warning", "low-confidence"),
    ]
    assert re.findall(r'class="pin (\w+)"[^>]* href="#(f\d)"', note) == [("serious", "f1"), ("warning", "f0")]


def test_the_speakers_page_shows_the_signs() -> None:
    """It is read instead of the articles."""
    overview = Overview()
    overview.add(DOUBTED)
    page = dict(overview_files(overview, facts()))["speakers.html"]
    said = next(part for part in page.split("<li>") if "the reservoirs are" in part)

    assert re.findall(r'href="articles/[\w-]+\.html#(f\d)"', said) == ["f1", "f0"]
    assert re.search(r"■</span><span[^>]*> serious:</span> numbers-changed</a>", said)


def test_an_uncertain_speaker_is_said_to_be_one_once() -> None:
    """By the sign where the checks found it, in words where an older run's did not."""
    made = invented.water()
    unsure = msgspec.structs.replace(made.quotes[1], confidence=0.6)
    made = msgspec.structs.replace(made, quotes=(made.quotes[0], unsure, *made.quotes[2:]))
    for checked, words in ((found(of=made), "speaker uncertain"), (None, "speaker-uncertain")):
        overview = Overview()
        overview.add(checked or found(finding("speaker-uncertain", evidence=unsure.text), of=made))
        page = dict(overview_files(overview, facts()))["speakers.html"]
        said = next(part for part in page.split("<li>") if "the reservoirs are" in part)

        assert re.findall("speaker.uncertain", said) == [words]


def test_the_summary_in_markdown_shows_the_signs() -> None:
    """Of what is passed on as text, too."""
    line = next(line for line in summary_page(DOUBTED).splitlines() if line.startswith("| q1 "))

    assert line.endswith("| restored; ■ numbers-changed; ▲ low-confidence |")


def test_the_brief_shows_the_signs_of_the_english_it_shows() -> None:
    """Who briefs others from it has the articles at hand, and doesn't look."""
    first = ferry.first()
    doubted = found(finding("numbers-changed", "serious", paragraph=0, sentence=1), of=first)
    brief = brief_of(lambda: [doubted, ferry.second()])
    doubts = [
        doubt
        for event in brief.events
        for voice in event.voices
        for statement in voice.statements
        for wording in statement.wordings
        for doubt in wording.doubts
    ]

    assert {(doubt.severity, doubt.code, doubt.anchor) for doubt in doubts} == {
        ("serious", "numbers-changed", "f0")
    }
    assert {brief.events[0].articles[doubt.article].id for doubt in doubts} == {doubted.id}
    assert "; ■ numbers-changed)" in brief_markdown(brief)
    assert f'href="{brief.events[0].articles[doubts[0].article].page}#f0"' in brief_html(brief)


def test_the_table_of_quotations_has_the_findings(tmp_path: Path) -> None:
    """A table is sorted and cut, and the findings lie in another one."""
    write([DOUBTED], to=Format.CSV, output=tmp_path)
    with (tmp_path / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["quote"]: row for row in csv.DictReader(file)}

    assert (rows["q1"]["severity"], rows["q1"]["findings"]) == ("serious", "numbers-changed low-confidence")
    assert (rows["q2"]["severity"], rows["q2"]["findings"]) == ("", "")
