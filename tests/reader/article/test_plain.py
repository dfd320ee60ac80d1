"""Outside text made safe to show."""

import pytest
from tests.reader import hostile

from bisum.reader.article.plain import day, readable, shorten, spelled, web_address


@pytest.mark.parametrize(
    "url",
    [
        *hostile.INJECTIONS,
        "javascript:alert(1)",
        "ftp://example.org/",
        "//example.org/x",
        "http://",
        "https:///x",
        "https://exa mple.org/",
        "https://example.org/\u202egnp",
        "https://[::1",
        "https://example.org/" + "x" * 3000,
    ],
)
def test_no_address_but_plain_http_is_linked(url: str) -> None:
    """An article's url is whatever somebody wrote; one click must never run or fetch it."""
    assert web_address(url) is None


@pytest.mark.parametrize(
    "url", ["http://example.org", "https://example.org/خبر/1?a=b&c=d#e", "HTTPS://Example.org/"]
)
def test_a_web_address_is_linked_as_it_stands(url: str) -> None:
    """The way to the original must survive, Arabic path and all."""
    assert web_address(url) == url


def test_ids_that_differ_look_different() -> None:
    """Two ids that differ in an invisible sign are two articles."""
    assert spelled("a\u202eb") == r"a\u202eb"
    assert spelled("خبر 1") == "خبر 1"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-03-14T10:00:00Z", "2026-03-14"),
        (" 2026-03", "2026-03"),
        ("2026", "2026"),
        ("20260314", None),
        ("14/03/2026", "2026-03-14"),
        ("14.3.2026 10:00", "2026-03-14"),
        ("14/33/2026", None),
        ("14 March 2026", None),
        ("", None),
        (None, None),
    ],
)
def test_only_dates_that_can_be_sorted_are_sorted(published: str | None, expected: str | None) -> None:
    """Newspapers put the day first; any other form stays as the input says it, and out of the order."""
    assert day(published) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-11-20T18:45:00+03:00", "2026-11-20 18:45 +03:00"),
        ("2026-11-20T18:45:00.123Z", "2026-11-20 18:45 Z"),
        ("2026-11-20T18:45", "2026-11-20 18:45"),
        ("Friday T 18:45", "Friday T 18:45"),
    ],
)
def test_dates_with_time_are_shown_as_people_write_them(published: str, expected: str) -> None:
    """Nothing is computed: the clock and the zone are the newspaper's."""
    assert readable(published) == expected


def test_shortened_text_ends_at_a_word() -> None:
    """Half a word in an index is a misprint."""
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one  two", 9) == "one two"
