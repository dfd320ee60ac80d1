"""Windows-1256 is taken only where a whole file was meant as that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bisum.model.article import Article
from bisum.model.record import Failure
from bisum.store.articles import Reader
from bisum.store.articles.encoding import decode

NEWS = (
    "أعلنت وزيرة الطاقة في بلاد الجبال، ليلى الصافي، أن المحطة الجديدة ستعمل ابتداء من يوم الأحد.\n"
    "وقالت: «لن ينقطع التيار هذا الصيف»، مضيفة أن الكلفة بلغت 3.5 مليون دولار – أي 12% أقل من المقدر.\n"
    "ونقلت وكالة BBC عن مصدر قوله إن الشركة énergie du Sud شاركت في المشروع؟ نعم!\n"
)


@pytest.mark.parametrize("text", [NEWS, NEWS[:40], "قال «نعم»", NEWS * 50])
def test_arabic_in_windows_1256_is_read(text: str) -> None:
    """Old archives of newspapers are in it."""
    assert decode(text.encode("windows-1256")) == (text, "windows-1256")


@pytest.mark.parametrize("text", [NEWS, "English", "", "\ufeff" + NEWS])
def test_utf8_is_always_taken_for_utf8(text: str) -> None:
    """The mark at its start is no letter of the text."""
    assert decode(text.encode()) == (text.removeprefix("\ufeff"), None)


@pytest.mark.parametrize(
    "raw",
    [
        NEWS.encode()[:-3],
        NEWS.encode() + b"\xff",
        NEWS.encode().replace("و".encode(), b"\xd9", 1),
        NEWS.encode() + NEWS.encode("windows-1256")[:60],
        NEWS.encode("windows-1256") + NEWS.encode(),
        NEWS.replace("–", "-").replace("é", "e").replace("«", '"').replace("»", '"').encode("iso-8859-6"),
        NEWS.encode("utf-16"),
        "Правительство объявило о новой станции".encode("windows-1251"),
        "L'état a décidé, après la fête, où aller: là où ça coûte".encode("windows-1252"),
        "État, École, Égalité".encode("windows-1252"),
        NEWS.encode("windows-1256").replace(b" ", b" \x00"),
        NEWS.encode("windows-1256") * 50 + "نعم\n".encode(),
        bytes(range(256)),
    ],
)
def test_nothing_else_passes_for_windows_1256(raw: bytes) -> None:
    """It gives every byte a meaning, so a damaged file would turn into well-formed nonsense."""
    with pytest.raises(UnicodeDecodeError):
        decode(raw)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv"])
def test_the_record_and_the_log_say_that_it_was_taken(tmp_path: Path, name: str) -> None:
    """A guess, however good, is not to pass for a fact."""
    wholes = {
        "a.txt": NEWS,
        "a.jsonl": "\n".join(json.dumps({"id": f"a{n}", "text": NEWS}, ensure_ascii=False) for n in range(3)),
        "a.json": json.dumps({"text": NEWS}, ensure_ascii=False),
        "a.csv": f'id,text\na,"{NEWS}"\n',
    }
    (tmp_path / name).write_bytes(wholes[name].encode("windows-1256"))

    reader = Reader([tmp_path])
    articles = list(reader)

    for article in articles:
        assert isinstance(article, Article)
        assert "\n".join(p.text for p in article.paragraphs) == NEWS.strip()
        assert json.loads(article.extra) == {"bisum.encoding": "windows-1256"}
    assert [(n.place, "windows-1256" in n.message) for n in reader.notices] == [(str(tmp_path / name), True)]


def test_one_such_line_among_others_fails_alone(tmp_path: Path) -> None:
    """A file of JSON Lines is one encoding or the other, never guessed line by line."""
    rows = [json.dumps({"id": n, "text": NEWS}, ensure_ascii=False) for n in range(3)]
    for at in range(3):
        path = tmp_path / f"{at}.jsonl"
        path.write_bytes(
            b"\n".join(r.encode("windows-1256" if n == at else "utf-8") for n, r in enumerate(rows))
        )

        outcomes = list(Reader([path]))

        assert [isinstance(o, Failure) for o in outcomes] == [n == at for n in range(3)]
        assert outcomes[at].place == f"{path}:{at + 1}"
