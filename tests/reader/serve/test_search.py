"""Search of the whole text, in both languages, as the pages' own search reads words."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reader import hostile, invented
from tests.reader.serve.served import opened, write_run

from bisum.reader.serve.desk import Desk
from bisum.reader.serve.pages import best_sentences
from bisum.reader.serve.search import INDEX_NAME, Query, SearchIndex, words_of


def found(desk: Desk, **conditions: object) -> list[str]:
    return [row.id for row in desk.index.find(Query(**conditions)).articles]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["water-2026-03", "storks", "bare"]),
        ({"words": "الصنبور العادل"}, ["water-2026-03"]),
        ({"words": "صُنبورُ"}, ["water-2026-03"]),
        ({"words": "المياة"}, ["water-2026-03"]),
        ({"words": "FIELDS canals"}, ["water-2026-03"]),
        ({"words": "fields storks"}, []),
        ({"words": "ولا ما"}, ["water-2026-03"]),
        ({"words": "٤٢٠٠"}, ["storks"]),
        ({"words": '"'}, []),
        ({"words": "x' OR 1=1 --"}, []),
        ({"words": "a* NEAR(b) ^c -d"}, []),
        ({"speaker": "barghouth"}, ["water-2026-03"]),
        ({"speaker": "القيسى"}, ["storks"]),
        ({"source": "Nakhl Today"}, ["storks"]),
        ({"from_day": "2026-03-01"}, ["water-2026-03"]),
        ({"until_day": "2026-03-01"}, ["storks"]),
        ({"is_serious": True}, ["water-2026-03"]),
        ({"limit": 1, "offset": 1}, ["storks"]),
    ],
)
def test_the_whole_text_is_searched(desk: Desk, conditions: dict[str, object], expected: list[str]) -> None:
    """Words deep in an article, any spelling of the Arabic, parts of words; signs are only signs."""
    assert found(desk, **conditions) == expected


@settings(deadline=None, max_examples=50)
@given(words=st.text(max_size=30))
def test_no_words_break_the_search(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    """FTS5 has a language of its own; nothing that is typed may be read as it."""
    index = SearchIndex(tmp_path_factory.mktemp("index") / INDEX_NAME)

    assert index.find(Query(words=words)).total == 0


def test_the_index_follows_the_run(tmp_path: Path) -> None:
    """A run goes on while it is served: what is new is found, what is gone or changed is not."""
    desk = opened(tmp_path)
    first = desk.n_indexed
    desk.close()
    water = invented.water()
    provenance = msgspec.structs.replace(water.provenance, signature="new")
    changed = msgspec.structs.replace(
        water, title="عنوان جديد", title_english="A new headline", provenance=provenance
    )
    write_run(tmp_path / "run", [changed, invented.bare()])
    again = Desk(tmp_path / "run")

    assert (first, again.n_indexed) == (3, 1)
    assert found(again) == ["water-2026-03", "bare"]
    assert found(again, words="new headline") == ["water-2026-03"]
    assert found(again, words="stork") == []
    again.close()


def test_an_index_of_another_version_is_made_anew(desk: Desk) -> None:
    """An update of bisum must not search in tables that it misreads."""
    path = desk.folder / INDEX_NAME
    with desk.index._open() as base:
        base.execute("PRAGMA user_version = 77")
    SearchIndex(path)

    assert SearchIndex(path).find(Query()).total == 0


def test_the_best_sentences_are_shown() -> None:
    """What was looked for stands in what is shown, with its address."""
    sentences = best_sentences(invented.water(), words_of("canals fields water"))

    assert [one.place for one in sentences] == ["p0s0", "p1s2"]


@pytest.mark.parametrize("text", hostile.INJECTIONS[:12])
def test_hostile_words_are_only_words(desk: Desk, text: str) -> None:
    """The search's own field is text from outside as well."""
    assert desk.index.find(Query(words=text, speaker=text, source=text)).total == 0
