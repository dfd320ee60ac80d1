"""The Markdown summary, read back by a Markdown parser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.reader import hostile, invented
from tests.reader.golden import check_golden
from tests.reader.outline import Outline

from bisum.reader.markdown import escape, summary_page
from bisum.text import neutral

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def outline(markdown: str) -> Outline:
    return Outline(PARSER.render(markdown))


@pytest.mark.parametrize("text", hostile.INJECTIONS)
def test_hostile_text_changes_nothing_but_words(text: str) -> None:
    """Whatever an article says, the summary has the same headings, lists, cells and links."""
    expected = outline(summary_page(hostile.everywhere(hostile.BENIGN)))
    found = outline(summary_page(hostile.everywhere(text)))

    assert found.shape == expected.shape
    assert "a" not in {tag for tag, _ in found.shape}


@pytest.mark.parametrize("text", hostile.INJECTIONS)
def test_text_reads_as_it_stands(text: str) -> None:
    """Escaping is for the parser; the reader sees the words."""
    flat = " ".join(neutral(text).split())

    assert outline(f"- {escape(text)}").text.strip() == flat


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_text_is_one_plain_list_entry(text: str) -> None:
    """No string at all may end its line, start a block or open markup."""
    flat = " ".join(neutral(text).split())
    found = outline(f"- {escape(text)}")

    assert [tag for tag, _ in found.shape] == (["ul", "li"])
    assert " ".join(found.text.split()) == " ".join(flat.split())


def test_no_bare_address_is_left_to_be_linked() -> None:
    """GitHub links bare addresses by itself; a hostile one must stay text."""
    safe = escape("see https://evil.example/ or www.evil.example or me@evil.example")

    assert not re.search(r"(?<!\\)(://|@)|www\.", safe)


def test_every_summary_carries_the_caution_first() -> None:
    """A file is passed on alone."""
    assert summary_page(invented.water()).startswith("> **Caution:** This small model")


def test_the_original_may_be_linked() -> None:
    """The one link there is leads to the article."""
    found = outline(summary_page(invented.water()))

    assert found.values("href") == ["https://almeena.example/2026/03/water"]


@pytest.mark.parametrize("name", ["water", "one_block", "bare"])
def test_summaries_look_as_agreed(name: str) -> None:
    """Any change of the written form is seen whole, in review."""
    check_golden(f"summary-{name}.md", summary_page(getattr(invented, name)()))
