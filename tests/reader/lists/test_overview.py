"""Rows across a run: who said what, what is doubtful, in which order."""

import json
from collections.abc import Sequence

import msgspec
from tests.reader import hostile, invented

from bisum.model.name import NameRow, Variant
from bisum.model.record import Record
from bisum.reader.lists.overview import Overview, RunFacts
from bisum.reader.lists.pages import PAGE_ENTRIES, SHARD_ROWS, overview_files
from bisum.reader.lists.rows import Said, SpeakerEntry
from bisum.store.files.slugs import slug


def overview(records: list[Record]) -> Overview:
    found = Overview()
    for record in records:
        found.add(record)
    return found


def speakers(found: Overview, names: Sequence[NameRow] = ()) -> list[tuple[SpeakerEntry, list[Said]]]:
    found.sort_speakers(names)
    return [(entry, list(said)) for entry, said in found.speakers()]


def test_one_name_in_two_spellings_is_one_entry() -> None:
    """Vowel marks and hamza forms are spelling, not people."""
    record = invented.water()
    other = msgspec.structs.replace(
        record,
        id="other",
        quotes=(
            msgspec.structs.replace(record.quotes[0], speaker="سَلمى الدروبى", english_speaker="Selma Drubi"),
        ),
    )
    entry, said = next(
        (entry, said)
        for entry, said in speakers(overview([record, other]))
        if entry.english == "Salma al-Droubi"
    )

    assert (entry.n_said, len(said)) == (3, 3)
    assert entry.variants == ("Selma Drubi",)


def test_what_the_translations_called_a_speaker_is_told() -> None:
    """The page shows one form; the analyst must still find the others, and see that they disagree."""
    variants = (
        Variant(english="Salma al-Droubi", n_mentions=3, n_articles=2, is_reliable=True),
        Variant(english="Selma Bouzid", n_mentions=1, n_articles=1, is_reliable=False),
    )
    row = NameRow(
        arabic="سلمى الدروبي",
        forms=("سَلمى الدروبي",),
        english="Salma al-Droubi",
        origin="run",
        variants=variants,
        is_conflict=True,
    )
    found = speakers(overview([invented.water()]), [row])
    entry = next(entry for entry, _ in found if entry.arabic == "سلمى الدروبي")
    pages = dict(overview_files(overview([invented.water()]), RunFacts(bisum="0.1.0", names=(row,))))

    assert (entry.variants, entry.is_conflict) == (("Selma Bouzid",), True)
    assert "Selma Bouzid</bdi> too" in pages["speakers.html"]
    assert "differ by more than spelling" in pages["speakers.html"]


def test_nobody_is_invented_for_unnamed_speech() -> None:
    """A quotation whose speaker the article doesn't name stands apart, under no name."""
    found = overview([invented.one_block()])

    assert [said.key for said in found.unnamed()] == ["q5"]
    assert all(entry.arabic for entry, _ in speakers(found))


def test_the_worst_comes_first() -> None:
    """Nobody scrolls past a thousand notes to the one serious doubt."""
    found = overview(invented.all_articles()).findings()

    assert [doubt.severity.word for doubt in found] == ["serious", "warning", "note", "note"]


def test_the_newest_come_first_and_undated_last() -> None:
    """The order of the index before anybody touches it."""
    found = overview([invented.bare(), invented.one_block(), invented.water()])

    assert [row.id for row in found.by_date()] == ["water-2026-03", "storks", "bare"]


def test_shards_hold_every_article_once() -> None:
    """What isn't in the index can't be found."""
    records = [msgspec.structs.replace(invented.bare(), id=f"a{n}") for n in range(SHARD_ROWS + 3)]
    files = dict(overview_files(overview(records), RunFacts(bisum="0")))
    shards = [files[name] for name in sorted(files) if name.startswith("data/")]
    rows = [json.loads(shard.split(", ", 1)[1].removesuffix(");\n")) for shard in shards]

    assert [len(shard) for shard in rows] == [SHARD_ROWS, 3]
    assert {row[0] for shard in rows for row in shard} == {slug(record.id) for record in records}


def test_no_page_grows_without_end() -> None:
    """A speaker with a thousand quotations fills several pages, each of them readable."""
    records = [hostile.everywhere("كلمة", id=f"a{n}") for n in range(400)]
    files = dict(overview_files(overview(records), RunFacts(bisum="0")))
    sizes = {name: page.count("<li>") for name, page in files.items() if name.endswith(".html")}

    assert sum(n for name, n in sizes.items() if name.startswith("speakers")) == 400 * 4
    assert max(n for name, n in sizes.items() if name.startswith("speakers")) <= PAGE_ENTRIES
