"""Long sentences are cut where a reader would pause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.generation.clauses import split_long

TEXTS = st.lists(
    st.sampled_from(["قال", "، ", "؛ ", " و", " ", "وزير", ".", "« ", "»"]), min_size=1, max_size=40
).map("".join)


def words(text: str) -> int:
    return len(text.split())


@given(text=TEXTS.filter(lambda text: text.strip() != ""), limit=st.integers(1, 12))
def test_only_white_space_is_lost(text: str, limit: int) -> None:
    """A lost word could be the «not»."""
    parts = split_long(text, n_tokens=len, limit=limit)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= limit or len(part) == 1 for part in parts)


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("قال الوزير إن العمل مستمر؛ وأضاف، أمس، أنه يعود غدا", 2),
        ("وصل الوفد إلى المدينة صباحا، بينما بقي الآخرون في المطار", 2),
    ],
)
def test_the_strongest_boundary_near_the_middle_is_taken(sentence: str, parts: int) -> None:
    """A cut inside a clause costs the translation its subject."""
    found = split_long(sentence, n_tokens=words, limit=6)

    assert len(found) == parts
    assert found[0].endswith(("؛", "،"))


def test_a_sentence_that_fits_stays_whole() -> None:
    """Splitting costs context."""
    assert split_long("قال، أمس، لا", n_tokens=words, limit=3) == ("قال، أمس، لا",)


def test_a_word_without_spaces_is_cut_all_the_same() -> None:
    """A page's garbage mustn't stop the run."""
    assert split_long("ا" * 10, n_tokens=len, limit=3) == ("اا", "ااا", "اا", "ااا")
