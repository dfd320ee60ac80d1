"""Which Arabic words are names."""

from __future__ import annotations

import pytest

from bisum.stages.checks.names.named_words import words_of_name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("نجيب ميقاتي", {"نجيب", "ميقاتي"}),
        ("وزير المالية", set()),
        ("مصدر أمني", set()),
        ("وزارة الموارد المائية العراقية", set()),
        ("خبراء", set()),
    ],
)
def test_a_description_is_no_persons_name(name, words):
    """«وزير المالية» elsewhere in the article is any finance minister, and no name that can go missing."""
    assert words_of_name(name) == words
