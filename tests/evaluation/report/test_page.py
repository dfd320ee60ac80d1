"""The report is one file that runs nothing and shows hostile text as text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import msgspec
import pytest

from bisum.evaluation.comparing import compare
from bisum.evaluation.evaluate import evaluate
from bisum.evaluation.inputs.references import load
from bisum.evaluation.inputs.runs import Run
from bisum.evaluation.report.page import comparison_page, evaluation_page
from bisum.text import n_arabic_letters

HOSTILE = "<script>alert(1)</script>\u202e&amp;"


class Tags(HTMLParser):
    """Collects what a page holds."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


@pytest.fixture(params=["evaluation", "comparison", "bare"])
def page(request, make_record, make_reference, write_references):
    """A report over articles with hostile ids, sources and texts."""
    records = [make_record(HOSTILE + str(n), statements=(n, n + 1), source=HOSTILE) for n in range(6)]
    other = [
        make_record(HOSTILE + str(n), statements=(n, n + 1), shuffled=True, source=HOSTILE) for n in range(6)
    ]
    silent = [msgspec.structs.replace(paragraph, english=HOSTILE) for paragraph in other[0].paragraphs]
    other[0] = msgspec.structs.replace(other[0], paragraphs=tuple(silent))
    references = load([write_references(map(make_reference, records))])
    runs = Run(name=HOSTILE, records=tuple(records)), Run(name="b", records=tuple(other))
    if request.param == "evaluation":
        return evaluation_page(evaluate(runs[1], references))
    if request.param == "comparison":
        return comparison_page(compare(*runs, references))
    return comparison_page(compare(*runs, None))


def test_nothing_in_it_runs_or_is_fetched(page):
    """It goes to people by mail; it must open anywhere and tell nobody."""
    found = Tags(page)

    assert not {"script", "img", "link", "iframe", "form"} & set(found.tags)
    assert not [value for name, value in found.attributes if name in {"src", "href", "style", "onload"}]
    assert "\u202e" not in page


def test_its_policy_allows_its_own_style_alone(page):
    """The policy names the style by its digest, so that no injected style counts either."""
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page


def test_arabic_stands_in_elements_that_say_so(page):
    """Without lang and dir a browser guesses, and guesses wrong beside English."""
    arabic = re.findall(r'<p lang="ar" dir="rtl">([^<]*)', page)
    other = re.findall(r'<p lang="en" dir="ltr">([^<]*)', page)

    assert any("سنفتح الجسر" in text for text in arabic)
    assert not any(n_arabic_letters(text) for text in other)


def test_arabic_inside_an_english_line_keeps_to_itself(page):
    """Else «speaker A, expected B» reads with A and B exchanged, and the finding accuses the wrong one."""
    notes = re.findall(r"<small>(.*?)</small>", page)
    outside = [re.sub(r'<bdi lang="ar" dir="rtl">[^<]*</bdi>', "", note) for note in notes]

    assert any("سامي" in note for note in notes)
    assert not any(n_arabic_letters(note) for note in outside)
    assert any(re.search(r'<bdi lang="ar"[^>]*>[^<]*</bdi>.*<bdi lang="ar"', note) for note in notes)


def test_plots_are_drawn_in_the_page(page):
    """A table of forty figures hides what one look at a plot shows."""
    assert '<svg viewBox="0 0 860' in page
    assert 'class="whisker"' in page


def test_the_axes_say_whole_numbers(page):
    """Nobody reads a difference off an axis that says -14.3, -7.14, 0."""
    ticks = [float(found) for found in re.findall(r'class="tick">([^<]+)<', page)]

    assert len(ticks) == 5
    assert all(tick.is_integer() for tick in ticks)
