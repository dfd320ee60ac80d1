"""What the reader makes of good inputs, and of two at once."""

from __future__ import annotations

import gzip
import json
import lzma
import os
from collections.abc import Iterator
from pathlib import Path

import datasets
import msgspec
import pyarrow as pa
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from bisum.errors import ConfigError
from bisum.model.article import Article
from bisum.model.record import Failure
from bisum.store.articles import Reader
from bisum.text import normalise

TEXT = "وصل الوفد إلى المدينة\n\n \nوقالت الناطقة: «سنبدأ غدا»\n"


def read(*inputs: Path | str) -> list[Article | Failure]:
    return list(Reader(inputs))


def write_lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_text_file_is_an_article_named_by_its_stem(tmp_path: Path) -> None:
    """The simplest input is a folder of text files: lines that hold something are paragraphs."""
    path = tmp_path / "port.strike.txt"
    path.write_text("\ufeff" + TEXT, encoding="utf-8")

    (article,) = read(path)

    assert isinstance(article, Article)
    assert (article.id, article.title, article.place) == ("port.strike", None, str(path))
    assert [p.text for p in article.paragraphs] == ["وصل الوفد إلى المدينة", "وقالت الناطقة: «سنبدأ غدا»"]
    assert [p.original for p in article.paragraphs] == [None, None]


def test_the_text_as_it_came_in_is_kept_where_it_was_changed(tmp_path: Path) -> None:
    """An analyst can go back to the letter of the source."""
    path = tmp_path / "a.txt"
    path.write_text("قـــال\u00a0الوزير\nثم خرج", encoding="utf-8")

    (article,) = read(path)

    assert isinstance(article, Article)
    assert [(p.text, p.original) for p in article.paragraphs] == [
        ("قال الوزير", "قـــال\u00a0الوزير"),
        ("ثم خرج", None),
    ]


def test_a_json_line_keeps_every_field(tmp_path: Path) -> None:
    """Fields that bisum has no name for travel along, word for word and in a fixed order."""
    row = {
        "id": 12,
        "title": "عنوان",
        "text": TEXT,
        "published": "2026-01-02",
        "source": "وكالة",
        "url": "https://example.org/?a=<b>",
        "tags": ["ا", {"z": 1.50, "a": None}],
        "body": None,
    }

    (article,) = read(write_lines(tmp_path / "a.jsonl", row))

    assert isinstance(article, Article)
    assert (article.id, article.place) == ("12", f"{tmp_path / 'a.jsonl'}:1")
    assert article.title is not None
    assert article.title.text == "عنوان"
    assert (article.published, article.source, article.url) == (
        "2026-01-02",
        "وكالة",
        "https://example.org/?a=<b>",
    )
    assert article.extra == '{"body":null,"tags":["ا", {"z": 1.5, "a": null}]}'


def test_given_paragraphs_keep_their_numbers(tmp_path: Path) -> None:
    """Quotations are cited by paragraph number, so a blank one mustn't shift the rest."""
    rows = {"id": "a", "paragraphs": ["اول", " ", "سطر\nوسطر"], "text": "نص آخر"}

    (article,) = read(write_lines(tmp_path / "a.jsonl", rows))

    assert isinstance(article, Article)
    assert [p.text for p in article.paragraphs] == ["اول", "", "سطر وسطر"]
    assert article.paragraphs[2].original == "سطر\nوسطر"
    assert json.loads(article.extra) == {"text": "نص آخر"}


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.text("ابتثج «»\u200b\tx", min_size=1), st.none() | st.text("عنوان ", min_size=1)),
        max_size=4,
    )
)
def test_what_json_lines_say_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[str, str | None]]
) -> None:
    """No article is lost, swapped or changed beyond what ``normalise`` does."""
    path = tmp_path_factory.mktemp("r") / "a.jsonl"
    rows = [
        {"id": f"n{n}", "title": title, "paragraphs": ["ابجد", text]}
        for n, (text, title) in enumerate(pieces)
    ]

    outcomes = read(write_lines(path, *rows))

    if not rows:
        assert isinstance(outcomes[0], Failure)
        return
    for row, article in zip(rows, outcomes, strict=True):
        assert isinstance(article, Article)
        assert article.id == row["id"]
        assert [p.text for p in article.paragraphs] == [normalise(str(p)) for p in row["paragraphs"] or ()]
        assert [p.original or p.text for p in article.paragraphs] == row["paragraphs"]
        assert (article.title.text if article.title else "") == normalise(str(row["title"] or ""))


def test_a_json_file_holds_one_article_or_a_list_or_lines(tmp_path: Path) -> None:
    """All three stand under this suffix on the web."""
    (tmp_path / "one.json").write_text(json.dumps({"text": TEXT}, indent=2), encoding="utf-8")
    (tmp_path / "list.json").write_text(
        json.dumps([{"id": "l1", "text": TEXT}, {"id": "l2"}, {"id": "l3", "text": TEXT}], indent=1),
        encoding="utf-8",
    )
    write_lines(tmp_path / "lines.json", {"id": "j1", "text": TEXT}, {"id": "j2", "text": TEXT})

    outcomes = read(tmp_path / "one.json", tmp_path / "list.json", tmp_path / "lines.json")

    assert [(o.id, type(o).__name__, o.place.removeprefix(str(tmp_path))) for o in outcomes] == [
        ("one", "Article", "/one.json"),
        ("l1", "Article", "/list.json:2"),
        ("l2", "Failure", "/list.json:6"),
        ("l3", "Article", "/list.json:9"),
        ("j1", "Article", "/lines.json:1"),
        ("j2", "Article", "/lines.json:2"),
    ]


@pytest.mark.parametrize("suffix", [".gz", ".xz", ".zst"])
def test_compressed_files_read_like_plain_ones(tmp_path: Path, suffix: str) -> None:
    """Archives come packed; ids must not change with the packing."""
    pack = {".gz": gzip.compress, ".xz": lzma.compress, ".zst": zstandard.compress}[suffix]
    (tmp_path / f"a.txt{suffix}").write_bytes(pack(TEXT.encode()) + pack(TEXT.encode()))
    (tmp_path / f"b.jsonl{suffix}").write_bytes(pack(json.dumps({"id": "b", "text": TEXT}).encode()))

    first, second = read(tmp_path)

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, second.id) == ("a", "b")
    assert (len(first.paragraphs), len(second.paragraphs)) == (4, 2)


def test_a_folder_is_read_by_name_and_the_rest_is_listed(tmp_path: Path) -> None:
    """The same input gives the same order on every machine, and nothing is passed over in silence."""
    for name in ("b.txt", "a/z.txt", "a/y.TXT", "C.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / ".git").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "run.json").write_text("{}")
    (tmp_path / "out" / "records.jsonl").write_text("{}\n")

    reader = Reader([tmp_path])
    outcomes = list(reader)

    assert [o.id for o in outcomes] == ["C", "y", "z", "b"]
    assert [(s.place.removeprefix(f"{tmp_path}/"), s.reason.split(";")[0]) for s in reader.skipped] == [
        (".git", "hidden"),
        ("notes.pdf", "of no known kind"),
        ("out", "the output folder of a run"),
    ]
    assert reader.estimate() == 4
    assert [o.id for o in reader] == [o.id for o in outcomes]


def test_a_file_found_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder and a file in it, a link and its target, are one article and no duplicate."""
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    Path("d/a.txt").write_text(TEXT, encoding="utf-8")
    Path("d/b.txt").symlink_to("a.txt")
    Path("d/round").symlink_to("../d")

    outcomes = read("d/a.txt", "d", tmp_path / "d" / "a.txt")

    assert [(type(o).__name__, o.id, o.place) for o in outcomes] == [("Article", "a", "d/a.txt")]


def test_the_second_of_two_ids_fails_and_names_both_places(tmp_path: Path) -> None:
    """Which of two articles a record is of must never be in doubt."""
    a = write_lines(tmp_path / "a.jsonl", {"id": "x", "text": TEXT}, {"id": "x", "text": "نص ثان"})
    (tmp_path / "x.txt").write_text("نص ثالث", encoding="utf-8")

    first, second, third = read(tmp_path)

    assert isinstance(first, Article)
    assert isinstance(second, Failure)
    assert (second.id, second.place) == (f"{a}:2", f"{a}:2")
    assert f"{a}:1" in second.reason
    assert isinstance(third, Failure)
    assert third.id == str(tmp_path / "x.txt")
    assert f"{a}:1" in third.reason
    # It may be a correction: to take out the new one would keep what is wrong.
    assert "whichever is out of date" in third.reason


def test_an_article_that_comes_again_word_for_word_counts_once(tmp_path: Path) -> None:
    """Dumps of a day overlap; a failure for each repeat would hide the true ones."""
    one, two = ({"id": name, "title": "عنوان", "text": TEXT} for name in "xy")
    write_lines(tmp_path / "a.jsonl", one, two, one)
    b = write_lines(tmp_path / "b.jsonl", two, {**one, "title": "عنوان آخر"}, one)
    reader = Reader([tmp_path])

    outcomes = list(reader)

    assert [outcome.id for outcome in outcomes if isinstance(outcome, Article)] == ["x", "y"]
    assert [outcome.place for outcome in outcomes if isinstance(outcome, Failure)] == [f"{b}:2"]
    assert [(Path(one.place).name, one.message.split(";")[0]) for one in reader.notices] == [
        ("a.jsonl", f"repeats 1 article(s) word for word, the last from {tmp_path / 'a.jsonl'}:1"),
        ("b.jsonl", f"repeats 2 article(s) word for word, the last from {tmp_path / 'a.jsonl'}:1"),
    ]


def test_no_id_is_given_out_twice_even_by_a_hostile_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids that look like places can't hide a failure."""
    monkeypatch.chdir(tmp_path)
    write_lines(
        Path("a.jsonl"), {"id": "a.jsonl:2", "text": TEXT}, {"no": 1}, {"id": "b"}, {"id": "b", "text": TEXT}
    )
    Path("b.jsonl").write_text("{\n{\n")
    write_lines(Path("c.jsonl"), {"id": "b.jsonl:1", "text": TEXT}, {"id": "../../<script>", "text": TEXT})

    outcomes = read("a.jsonl", "b.jsonl", "c.jsonl")

    ids = [o.id for o in outcomes]
    assert len(outcomes) == 8
    assert len(set(ids)) == 8
    assert [o.id for o in outcomes if isinstance(o, Article)] == ["a.jsonl:2", "../../<script>"]


def test_tables_keep_ids_and_words_as_they_stand(tmp_path: Path) -> None:
    """A guess at types would turn the id 007 into 7 and the source NA into nothing."""
    path = tmp_path / "a.csv"
    path.write_text(
        'id,title,text,source,year\n007,NA,"سطر أول\nسطر ""ثان""، نعم",NA,2026\n8,,نص,,\n', encoding="utf-8"
    )

    first, second = read(path)

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.source, first.extra, first.place) == ("007", "NA", '{"year":"2026"}', f"{path}:2")
    assert [p.text for p in first.paragraphs] == ["سطر أول", 'سطر "ثان"، نعم']
    assert (second.id, second.title, second.source, second.place) == ("8", None, None, f"{path}:4")


@pytest.mark.parametrize(("name", "mark"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.csv", "\t")])
def test_tables_with_other_separators_are_read(tmp_path: Path, name: str, mark: str) -> None:
    """Spreadsheets write semicolons in half of the world."""
    (tmp_path / name).write_text(f"id{mark}text\r\na{mark}نص, وآخر\r\n", encoding="utf-8")

    (article,) = read(tmp_path)

    assert isinstance(article, Article)
    assert article.paragraphs[0].text == "نص, وآخر"


@pytest.mark.parametrize("pack", [False, True])
def test_parquet_files_are_read_row_by_row(tmp_path: Path, pack: bool) -> None:
    """Numbers, lists and dates come as the JSON that they would be."""
    path = tmp_path / "a.parquet"
    columns = {
        "id": [1, 2, 3],
        "paragraphs": [["نص", "آخر"], ["نص"], []],
        "published": pa.array([0, None, None], pa.timestamp("s")),
        "share": [0.5, float("nan"), None],
    }
    parquet.write_table(pa.table(columns), path)
    if pack:
        (tmp_path / "a.parquet.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
        path = tmp_path / "a.parquet.gz"

    first, second, third = read(path)

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.published, first.extra) == ("1", "1970-01-01T00:00:00", '{"share":0.5}')
    assert [p.text for p in first.paragraphs] == ["نص", "آخر"]
    assert (second.id, second.published, second.extra) == ("2", None, '{"share":null}')
    assert isinstance(third, Failure)
    assert (third.id, third.place) == ("3", f"{path}:3")


def test_a_missing_input_stops_before_anything_is_read(tmp_path: Path) -> None:
    """A mistyped folder must not pass for an empty one."""
    with pytest.raises(ConfigError, match=r"'nowhere' doesn't exist; give a file"):
        read(tmp_path, "nowhere")


def test_a_data_set_that_cannot_be_had_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to do instead, and the name's parts reach the hub as they should."""
    asked = []

    def refuse(*names: object, **options: object) -> None:
        asked.append((names, options))
        msg = "no route"
        raise ConnectionError(msg)

    monkeypatch.setattr(datasets, "load_dataset", refuse)

    with pytest.raises(ConfigError, match=r"hub:o/n:c@test.*no route.*give its files as input"):
        read("hub:o/n:c@test")
    assert asked == [(("o/n", "c"), {"split": "test", "streaming": True})]


def test_a_data_set_is_read_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows have places too, and a single split needs no naming."""
    rows = [{"id": "a", "text": "نص", "image": object()}, {"id": "b", "text": None}]
    monkeypatch.setattr(datasets, "load_dataset", lambda *_, **__: {"train": rows})

    reader = Reader(["hub:o/n"])
    first, second = reader

    assert isinstance(first, Article)
    assert (first.place, first.extra) == ("hub:o/n:1", '{"image":"<object>"}')
    assert isinstance(second, Failure)
    assert (second.id, second.place) == ("b", "hub:o/n:2")
    assert reader.estimate() is None


def test_several_splits_must_be_chosen_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test split is not to slip into a run by default."""
    monkeypatch.setattr(datasets, "load_dataset", lambda *_, **__: {"train": [], "test": []})

    with pytest.raises(ConfigError, match=r"splits train, test; say which"):
        read("hub:o/n")


def test_a_data_set_that_breaks_off_keeps_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection may go after a thousand rows: they stay, and the end is told with what to do."""

    def rows(*_: object, **__: object) -> Iterator[dict[str, object]]:
        yield {"id": "a", "text": "نص"}
        msg = "connection reset"
        raise ConnectionError(msg)

    monkeypatch.setattr(datasets, "load_dataset", rows)
    first, last = read("hub:o/n@train")

    assert isinstance(first, Article)
    assert isinstance(last, Failure)
    assert "connection reset" in last.reason
    assert "run again to go on" in last.reason


def test_a_data_set_without_rows_is_no_silent_success(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing read and nothing said would pass for a finished run."""
    monkeypatch.setattr(datasets, "load_dataset", lambda *_, **__: [])
    (only,) = read("hub:o/n@train")

    assert isinstance(only, Failure)
    assert "no rows" in only.reason


@pytest.mark.parametrize("name", ["hub:", "hub:o/n@"])
def test_a_name_that_is_no_data_set_is_told_the_form(name: str) -> None:
    """What the hub would answer to it helps nobody."""
    with pytest.raises(ConfigError, match=r"names no data set; write hub:owner/name"):
        read(name)


def test_articles_are_counted_without_being_taken(tmp_path: Path) -> None:
    """`bisum check` says how long a run will take; a broken line counts as the failure that it will be."""
    write_lines(tmp_path / "a.jsonl", {"id": "1", "text": TEXT}, {"id": "2"})
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.csv").write_text("id,text\n3,نص\n4,نص\n", encoding="utf-8")
    (tmp_path / "d.parquet").write_bytes(b"no table")

    assert Reader([tmp_path]).estimate() == len(read(tmp_path)) == 6


def test_reading_holds_one_article_at_a_time(tmp_path: Path) -> None:
    """An archive of any size can be read; nothing is opened before it is asked for."""
    write_lines(tmp_path / "a.jsonl", *({"id": n, "text": TEXT} for n in range(50)))
    reader = Reader([tmp_path, "/dev/null/never"])
    with pytest.raises(ConfigError):
        next(iter(reader))
    outcomes = iter(Reader([tmp_path]))

    assert next(outcomes).id == "0"
    os.truncate(tmp_path / "a.jsonl", 0)
    assert isinstance(next(outcomes), Article)  # what was read ahead
    assert msgspec.json.decode(msgspec.json.encode(next(outcomes)), type=Article).id == "2"
