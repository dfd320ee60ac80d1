"""Spoken Arabic is told from the standard language."""

from __future__ import annotations

import pytest

from bisum.stages.checks.article.language import dialect_words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انا مش عارف ايه اللي حصل ده", "Egyptian"),
        ("شو بدك هلق ليش هيك", "Levantine"),
        ("أعلنت الحكومة أمس خطة جديدة", None),
    ],
)
def test_dialects_are_told_from_the_standard_language(text, name):
    """A public model fell to 9 BLEU on dialect without a sign of it."""
    assert dialect_words(text)[0] == name
