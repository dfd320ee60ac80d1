"""Brief: the invented run as values, page, Markdown and JSON."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from tests.reader import hostile
from tests.reader.brief import ferry
from tests.reader.golden import check_golden
from tests.reader.outline import Outline

from bisum.reader.brief.brief import brief_of
from bisum.reader.brief.contents import Brief
from bisum.reader.brief.listing import brief_markdown
from bisum.reader.brief.page import SHOWN, brief_html, write_page
from bisum.reader.lists.overview import RunFacts
from bisum.reader.render import Site, article_html
from bisum.store.files.slugs import slug

BRIEF = brief_of(ferry.run)
(EVENT,) = BRIEF.events
RECORDS = {record.id: record for record in ferry.run()}


def test_every_article_stands_in_the_brief_once() -> None:
    """A run that is briefed must not lose an article on the way."""
    shown = [member.id for event in BRIEF.events for member in event.articles]
    shown += [member.id for member in BRIEF.singles]

    assert sorted(shown) == sorted(RECORDS)
    assert BRIEF.n_articles == len(RECORDS)


def test_every_shown_line_stands_in_a_record() -> None:
    """Nothing here is generated: a sentence that no article has would be an invention."""
    for voice in EVENT.voices:
        for wording in (wording for statement in voice.statements for wording in statement.wordings):
            rows = [
                row
                for use in wording.uses
                for row in (
                    *RECORDS[EVENT.articles[use.article].id].quotes,
                    *RECORDS[EVENT.articles[use.article].id].indirect,
                )
            ]
            assert wording.arabic in [row.text for row in rows]
            assert (wording.english, wording.status) in [(row.english_text, row.status) for row in rows]
    for figure in (figure for difference in EVENT.differences for figure in difference.figures):
        for use in figure.uses:
            paragraphs = RECORDS[EVENT.articles[use.article].id].paragraphs
            assert any(figure.arabic in paragraph.arabic for paragraph in paragraphs)
        assert figure.arabic[figure.start : figure.end] == figure.number


def test_a_statement_that_three_articles_carry_stands_once_with_its_sources() -> None:
    """Three newspapers that print one sentence are not three statements."""
    chief = EVENT.voices[0]
    said = chief.statements[0]

    assert chief.arabic == "ناصر الحلواني"
    assert chief.forms == ("الحلواني",)
    assert len(chief.statements) == 2
    assert [len(wording.uses) for wording in said.wordings] == [3, 1]
    assert said.wordings[0].status == "kept"


def test_marks_stand_only_around_english_that_is_sure() -> None:
    """An approximate rendering in quotation marks would be a false quotation."""
    wordings = [
        wording for voice in EVENT.voices for statement in voice.statements for wording in statement.wordings
    ]

    assert {wording.status for wording in wordings if wording.is_marked} == {"kept", "restored"}
    assert {wording.status for wording in wordings if not wording.is_marked} == {"approximate"}
    assert "“{}”".format("we brought the flames under control within an hour") not in brief_html(BRIEF)


def test_the_doubts_behind_an_event_are_counted() -> None:
    """An analyst sees before reading how much of it is doubtful."""
    assert (EVENT.serious, EVENT.warnings, EVENT.notes) == (1, 1, 0)
    assert EVENT.n_independent == 3


def test_the_words_of_two_names_are_shown_as_disputed() -> None:
    """The same sentence under two names is the one thing an analyst must not miss."""
    other = ferry.copy()
    row = msgspec.structs.replace(other.quotes[0], speaker="سامي الدروبي", english_speaker="Sami al-Droubi")
    changed = msgspec.structs.replace(other, quotes=(row,))
    (event,) = brief_of(lambda: [ferry.first(), changed]).events

    assert {voice.arabic: voice.statements[0].others for voice in event.voices} == {
        "ناصر الحلواني": ("سامي الدروبي",),
        "سامي الدروبي": ("ناصر الحلواني",),
    }
    assert "under another name" in brief_html(brief_of(lambda: [ferry.first(), changed]))


def test_what_is_denied_is_said_to_be_denied_and_stands_apart() -> None:
    """The denying verb stands outside the words: without it «received a report» would be its opposite."""
    claim = ferry.first()
    denied = msgspec.structs.replace(claim.quotes[0], stance="denial", kind="indirect", english_marked=False)
    denial = msgspec.structs.replace(ferry.copy(), quotes=(denied,))
    brief = brief_of(lambda: [claim, denial])
    wordings = [w for event in brief.events for v in event.voices for s in v.statements for w in s.wordings]

    assert [wording.is_denied for wording in wordings] == [False, True]
    assert "- Denied: We brought the flames" in brief_markdown(brief)
    assert brief_html(brief).count("Denied:</strong> We brought") == 1


def test_an_article_that_vanished_between_the_readings_leaves_no_words() -> None:
    """Another process may work on the run's folder meanwhile."""
    readings = iter([[ferry.first(), ferry.second()], [ferry.first()]])
    (event,) = brief_of(lambda: next(readings)).events

    assert len(event.articles) == 2
    assert {
        use.article for voice in event.voices for one in voice.statements for use in one.wordings[0].uses
    } == {0}


def test_the_order_of_the_records_changes_nothing() -> None:
    """A resumed run writes its records in another order."""
    turned = brief_of(lambda: ferry.run()[::-1])

    assert brief_html(turned) == brief_html(BRIEF)


def test_an_empty_run_gives_a_page_that_says_so() -> None:
    """All articles may have failed."""
    page = brief_html(brief_of(list))

    assert "No two articles of this run seem to be on the same event." in page


def test_the_page_is_the_agreed_one() -> None:
    """Any change of the page is looked at before it is kept."""
    check_golden("brief.html", brief_html(BRIEF))
    check_golden("brief.md", brief_markdown(BRIEF))


def test_links_lead_to_addresses_that_the_articles_pages_have() -> None:
    """A quotation that can't be followed to its article is a rumour."""
    pages = {f"articles/{slug(key)}.html": Outline(article_html(record)) for key, record in RECORDS.items()}
    hrefs = [href for href in Outline(brief_html(BRIEF)).values("href") if href.startswith("articles/")]

    assert len(hrefs) > 10
    for href in hrefs:
        page, _, anchor = href.partition("#")
        assert page in pages
        assert not anchor or anchor in pages[page].values("id")


def test_the_page_runs_nothing_and_asks_nothing_of_the_outside() -> None:
    """It is opened from a file, beside material that nobody else may hear of."""
    page = Outline(brief_html(BRIEF))
    ids = page.values("id")

    assert not [tag for tag, _ in page.elements if tag == "script"]
    assert not [
        name for _, attrs in page.elements for name in attrs if name.startswith("on") or name == "style"
    ]
    assert not [href for href in page.values("href") if re.match(r"[a-z]+:|//", href)]
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)


@pytest.mark.parametrize("text", hostile.INJECTIONS)
def test_hostile_text_changes_nothing_but_words(text: str) -> None:
    """Titles, sources, names, sentences and models' words may say anything."""

    def shape(text: str) -> object:
        one, other = (hostile.everywhere(f"حريق في {text} نجمة الخليج", id=name) for name in ("one", "two"))
        found = brief_of(lambda: [one, other])
        assert len(found.events) == 1
        return Outline(brief_html(found)).shape

    assert shape(text) == shape(hostile.BENIGN)


def test_json_comes_back_as_the_same_brief() -> None:
    """Other programs read it."""
    assert msgspec.json.decode(msgspec.json.encode(BRIEF), type=Brief) == BRIEF


def test_a_page_written_elsewhere_still_leads_into_the_site(tmp_path: Path) -> None:
    """--output may name any folder; spaces and signs in it must not break a link."""
    site = tmp_path / "run #1" / "site"
    path = write_page(BRIEF, site, tmp_path / "for editors" / "brief.html")
    inside = write_page(BRIEF, site)

    assert 'href="../run%20%231/site/articles/' in path.read_text(encoding="utf-8")
    assert inside == site / "brief.html"
    assert inside.read_text(encoding="utf-8") == brief_html(BRIEF)
    assert (site / "static" / "brief.css").is_file()


def test_all_pages_of_the_site_show_the_link_once_there_is_a_brief(tmp_path: Path) -> None:
    """Articles' pages aren't written again for it; a brief that lies elsewhere, or went, is no target."""
    site = Site(tmp_path)
    sheet = tmp_path / "site" / "static" / "page.css"
    site.write_overview(ferry.run(), RunFacts(bisum="0.1.0"))
    bare = sheet.read_text(encoding="utf-8")
    write_page(BRIEF, tmp_path / "site", tmp_path / "elsewhere.html")
    elsewhere = sheet.read_text(encoding="utf-8")
    write_page(BRIEF, tmp_path / "site")
    write_page(BRIEF, tmp_path / "site")
    with_brief = sheet.read_text(encoding="utf-8")
    Site(tmp_path).write_overview(ferry.run(), RunFacts(bisum="0.1.0"))

    assert bare == elsewhere
    assert with_brief == bare + SHOWN
    assert sheet.read_text(encoding="utf-8") == bare
    assert not (tmp_path / "site" / "brief.html").exists()
