"""Each bad input fails alone, with its place and what to do."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import re
from pathlib import Path

import pytest
import zstandard

from bisum.model.article import Article
from bisum.model.record import Failure
from bisum.store.articles import Reader, compressed, json_lines
from bisum.store.articles.draft import MAX_ARTICLE_CHARS, MAX_PARAGRAPH_CHARS, MAX_PARAGRAPHS

GOOD = json.dumps({"id": "good", "text": "نص سليم"}, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("line", "article_id", "reason"),
    [
        (b'{"id": "a", "text": "\xd9\x86\xd8', None, r"byte 0xd8 at offset 23 of the line isn't UTF-8"),
        (
            '{"id": "a", "text": "نص'.encode(),
            None,
            r"JSON ends before its object does: .*write this article out",
        ),
        (
            b'{"text": "\xd9\x86\xd8\xb5"}',
            None,
            r"field 'id' is missing or empty; found fields: text; add an id",
        ),
        (b'{"id": null, "text": "x"}', None, r"field 'id' is missing"),
        (b'{"id": "a"}', "a", r"field 'text' \(or 'paragraphs'\) is missing"),
        (b'{"id": "a", "text": 5}', "a", r"field 'text' is '5', expected a string; correct the field"),
        (b'{"id": "a", "text": "x", "title": ["y"]}', "a", r"field 'title' is .*expected a string"),
        (
            b'{"id": "a", "text": "x", "source": {}}',
            "a",
            r"field 'source' is .*expected a string or a number",
        ),
        (b'{"id": "a", "paragraphs": "x"}', "a", r"field 'paragraphs' is .*expected a list of strings"),
        (
            b'{"id": "a", "paragraphs": ["x", null]}',
            "a",
            r"field 'paragraphs' is .*expected a list of strings",
        ),
        (b'{"id": ["a"], "text": "x"}', None, r"field 'id' is .*expected a string or a number"),
        (b'{"id": "a", "text": "\\ud800"}', None, r"escape stands without its other half"),
        (b'["a"]', None, r"expected a JSON object with fields, found"),
        (b'{"id": "a", "text": NaN}', None, r"invalid character.*expected one whole JSON object"),
        (b'{"id": "a", "x": ' + b"[" * 100_000, None, r"nested too deeply"),
        (b'{"id": "a", "text": " \\n \\u200b"}', "a", r"holds no text but white space"),
        (b'{"id": "a", "paragraphs": []}', "a", r"holds no text but white space"),
        (
            '{"id": "a", "text": "<!DOCTYPE html>\\n<p>نص</p>"}'.encode(),
            "a",
            r"source of a web page \(it has '<!DOCTYPE html'\).*take the article's text out",
        ),
        ('{"id": "a", "text": "<p>نص</p><p>نص</p><p>نص</p>"}'.encode(), "a", r"source of a web page"),
        (
            b'{"id": "a", "text": "English only, 2026."}',
            "a",
            r"0 of its 11 letters are Arabic.*Arabic articles only",
        ),
        (
            b'{"id": " ", "text": "\xd9\x86\xd8\xb5"}',
            None,
            r"more than white space.*give the article another id",
        ),
        (b'{"id": "a\\u0000b", "text": "\xd9\x86\xd8\xb5"}', None, r"no control characters, got 'a\\x00b'"),
        (b'{"id": "' + b"a" * 513 + b'", "text": "\xd9\x86\xd8\xb5"}', None, r"1 to 512 bytes.*got 513"),
        (
            json.dumps({"id": "a", "text": "ن" * (MAX_PARAGRAPH_CHARS + 1)}).encode(),
            "a",
            r"paragraph 0 has 200001 characters, at most 200000 are taken",
        ),
        (
            json.dumps({"id": "a", "title": "ن" * (MAX_PARAGRAPH_CHARS + 1), "text": "ن"}).encode(),
            "a",
            r"title has 200001 characters",
        ),
        (
            json.dumps({"id": "a", "paragraphs": ["ن" * 1000] * (MAX_ARTICLE_CHARS // 1000 + 1)}).encode(),
            "a",
            r"it has 2001000 characters, at most 2000000 are taken; cut it",
        ),
        (
            json.dumps({"id": "a", "paragraphs": ["ن"] * (MAX_PARAGRAPHS + 1)}).encode(),
            "a",
            r"it has 20001 paragraphs, at most 20000 are taken; cut it",
        ),
    ],
)
def test_a_bad_line_fails_alone(tmp_path: Path, line: bytes, article_id: str | None, reason: str) -> None:
    """The articles before and after it are read, and the failure says where to look."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf\n" + line + b"\r\n" + GOOD)

    failure, good = Reader([path])

    assert isinstance(failure, Failure)
    assert (failure.stage, failure.place) == ("read", f"{path}:2")
    assert failure.id == (article_id or f"{path}:2")
    with pytest.raises(ValueError, match=reason):
        raise ValueError(failure.reason)
    assert isinstance(good, Article)
    assert good.id == "good"


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (b"", "", "the file is empty; expected an article"),
        (b"\xef\xbb\xbf\n \n", "", "holds no text but white space"),
        ("ا\nنص".encode() + b"\xd8 x", ":2", "byte 0xd8 at offset 4 of the line isn't UTF-8"),
        ("نص".encode("utf-16"), ":1", "save it as UTF-8"),
        (("ن" * 500_000).encode(), "", "paragraph 0 has 500000 characters"),
        (b"just English", "", "Arabic articles only"),
    ],
)
def test_a_bad_text_file_fails_under_its_stem(
    tmp_path: Path, content: bytes, place: str, reason: str
) -> None:
    """Its id is known whatever it holds."""
    path = tmp_path / "bad.txt"
    path.write_bytes(content)

    (failure,) = Reader([path])

    assert isinstance(failure, Failure)
    assert (failure.id, failure.place) == ("bad", f"{path}{place}")
    assert reason in failure.reason


@pytest.mark.parametrize(
    ("name", "content", "place", "reason"),
    [
        ("a.jsonl", b"", "", "the file is empty"),
        ("a.json", b" ", "", "the file is empty"),
        ("a.json", b"[]", "", "the list is empty"),
        ("a.json", b'[{"id": 1}, ', "", "the list isn't whole JSON"),
        ("a.json", b'\xff{"id": 1}', ":1", "isn't UTF-8"),
        ("a.csv", b"", "", "the file is empty; expected a header and rows"),
        ("a.csv", b"name,words\nx,y\n", "", "expected a header with id and text"),
        ("a.csv", b"id,text,id\nx,y,z\n", "", "each field once"),
        ("a.csv", b"id,text\n", "", "a header but no rows"),
        ("a.parquet", b"PAR1 but no more", "", "not a whole Parquet file"),
    ],
)
def test_a_file_without_articles_fails_as_a_whole(
    tmp_path: Path, name: str, content: bytes, place: str, reason: str
) -> None:
    """An empty delivery shows among the failures and doesn't pass for a quiet day."""
    path = tmp_path / name
    path.write_bytes(content)

    (failure,) = Reader([path])

    assert isinstance(failure, Failure)
    assert (failure.id, failure.place) == (f"{path}{place}", f"{path}{place}")
    assert reason in failure.reason


def test_bad_rows_of_a_table_fail_alone(tmp_path: Path) -> None:
    """A stray quotation mark or byte costs its own row."""
    path = tmp_path / "a.csv"
    rows = ["id,text", "a,نص", "b,نص,more", 'c,"نص"!', "d,\udcff نص", "e,نص", ",نص"]
    path.write_bytes("\n".join(rows).encode("utf-8", "surrogateescape"))

    outcomes = list(Reader([path]))

    assert [(type(o).__name__, o.id.removeprefix(str(tmp_path))) for o in outcomes] == [
        ("Article", "a"),
        ("Failure", "/a.csv:3"),
        ("Failure", "/a.csv:4"),
        ("Failure", "/a.csv:5"),
        ("Article", "e"),
        ("Failure", "/a.csv:7"),
    ]
    reasons = [o.reason for o in outcomes if isinstance(o, Failure)]
    assert "the row has 3 fields and the header 2" in reasons[0]
    assert "look at its quotation marks" in reasons[1]
    assert "byte 0xff" in reasons[2]
    assert "'id' is missing or empty" in reasons[3]


@pytest.mark.parametrize("suffix", [".gz", ".xz", ".zst"])
def test_a_packed_file_that_is_cut_off_says_so(tmp_path: Path, suffix: str) -> None:
    """Half a download must not pass for the whole; what came before the cut counts."""
    pack = {".gz": gzip.compress, ".xz": lzma.compress, ".zst": zstandard.compress}[suffix]
    path = tmp_path / f"a.jsonl{suffix}"
    noise = json.dumps({"id": "b", "text": os.urandom(500_000).hex()}).encode()
    path.write_bytes(pack(GOOD + b"\n" + noise)[:-40])
    other = tmp_path / f"b.txt{suffix}"
    other.write_bytes(b"not packed at all")

    reader = Reader([tmp_path])
    good, cut, damaged = reader

    assert isinstance(good, Article)
    assert isinstance(cut, Failure)
    assert cut.id == str(path)
    assert "damaged or cut off" in cut.reason
    assert isinstance(damaged, Failure)
    assert damaged.id == "b"
    assert reader.finished == []
    assert reader.estimate() == 3


def test_a_decompression_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file must not fill the memory or keep a run busy for hours."""
    monkeypatch.setattr(compressed, "_RATIO_FREE_BYTES", 1 << 16)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(GOOD + b"\n" * (1 << 22)))
    (tmp_path / "b.txt").write_bytes("نص\n".encode() + b"\n" * (1 << 17))

    good, bomb, plain = Reader([tmp_path])

    assert isinstance(good, Article)
    assert isinstance(bomb, Failure)
    assert "a decompression bomb" in bomb.reason
    assert isinstance(plain, Article)


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays bounded, and the line after it counts from the right place."""
    monkeypatch.setattr(json_lines, "MAX_LINE_BYTES", 100)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * 99 + b"\n" + b"y" * 100 + b"\n" + b"z" * 1000 + b"\n" + GOOD)

    outcomes = list(Reader([path]))

    assert [o.place.removeprefix(f"{path}:") for o in outcomes] == ["1", "2", "3", "4"]
    assert isinstance(outcomes[3], Article)
    assert ["too many for one article" in getattr(o, "reason", "") for o in outcomes] == [
        False,
        True,
        True,
        False,
    ]


def test_file_names_that_are_not_text_fail_alone(tmp_path: Path) -> None:
    """A name in an old encoding can't be written into a record."""
    name = os.fsencode(tmp_path) + b"/\xe3.txt"
    try:
        Path(os.fsdecode(name)).write_text("نص", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")

    (outcome,) = Reader([tmp_path])

    assert outcome.id == "\\udce3"
    assert outcome.place.encode() == os.fsencode(tmp_path) + b"/\\udce3.txt"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (b"id,titl\xd2e,text", "the first line .* isn't UTF-8; save the file as UTF-8"),
        (b"id,title\xd2,te\rxt", "isn't UTF-8"),
        (b"id,text,\xd8\xae\rx", "expected a header with id and text"),
    ],
)
def test_a_header_that_cannot_be_read_fails_its_file_alone(
    tmp_path: Path, header: bytes, reason: str
) -> None:
    """Found by fuzzing: it ended the whole run as a bug."""
    (tmp_path / "a.csv").write_bytes(header + b"\n1,\xd9\x86\xd8\xb5,x\n")
    (tmp_path / "b.jsonl").write_bytes(GOOD + b"\n")
    bad, good = Reader([tmp_path])

    assert isinstance(bad, Failure)
    assert re.search(reason, bad.reason)
    assert bad.place.endswith("a.csv")
    assert isinstance(good, Article)
