"""The Word documents, read back by python-docx and as the XML that they are."""

import re
import sys
import unicodedata
import zipfile
from pathlib import Path

import msgspec
import pytest
from tests.reader import hostile, invented

from bisum.errors import ConfigError
from bisum.model.record import Record
from bisum.reader.export import Format, write
from bisum.reader.export.word_pieces import linkable

docx = pytest.importorskip("docx", reason="python-docx reads the documents back")
etree = pytest.importorskip("lxml.etree", reason="lxml reads the documents back")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(path: Path, *records: Record):
    write(records, to=Format.DOCX, output=path)
    return docx.Document(path)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(path: Path):
    return etree.fromstring(parts(path)["word/document.xml"])


def words(element) -> str:
    return "".join(element.itertext(f"{W}t"))


def has(element, *path: str) -> bool:
    return element.find("/".join(W + name for name in path)) is not None


@pytest.fixture
def water(tmp_path: Path) -> Path:
    """The document of the article that has everything."""
    path = tmp_path / "water.docx"
    document(path, invented.water())
    return path


def test_the_caution_comes_first(water: Path) -> None:
    """A document is passed on alone."""
    first = docx.Document(water).paragraphs[0]

    assert first.text == f"Caution: {invented.CAUTION}"
    assert first.style.name == "Bisum Caution"


def test_an_article_reads_in_its_order(water: Path) -> None:
    """Headings are what a screen reader and the navigation pane walk along."""
    headings = [p.text for p in docx.Document(water).paragraphs if p.style.name.lower().startswith("heading")]

    assert [heading.replace("\u200e", "") for heading in headings] == [
        "Mayor: “We will not raise water prices”\u00a0tq0 before summer",
        "Summary",
        "The whole text",
        "Quotations",
        "Reported speech without quotation marks",
        "Findings",
        "How this was made",
    ]


def test_a_doubtful_sentence_of_the_summary_says_so(tmp_path: Path) -> None:
    """People copy the summary of a document and leave the findings at its end behind."""
    record = invented.water()
    ground = record.summary.english[0].grounds[0]
    doubt = msgspec.structs.replace(
        record.findings[0],
        code="name-changed",
        severity="warning",
        paragraph=ground.paragraph,
        sentence=ground.sentence,
    )
    document(tmp_path / "a.docx", msgspec.structs.replace(record, findings=(doubt,)))

    assert "▲ name-changed" in words(body(tmp_path / "a.docx")).partition("The whole text")[0]


def test_a_doubtful_quotation_says_so_in_its_row(tmp_path: Path) -> None:
    """A row of the list is copied alone; the sign leads to what was found."""
    record = invented.water()
    place = record.quotes[1].spans[0].paragraph
    doubt = msgspec.structs.replace(
        record.findings[0], code="numbers-changed", severity="serious", paragraph=place, sentence=0
    )
    document(tmp_path / "a.docx", msgspec.structs.replace(record, findings=(doubt,)))
    ledger = words(body(tmp_path / "a.docx")).partition("The whole text")[2].partition("Findings")[0]

    assert "◐\N{NO-BREAK SPACE}restored■ numbers-changed" in ledger
    assert ledger.count("■ numbers-changed") == 1


def test_the_two_languages_stand_side_by_side(water: Path) -> None:
    """Each paragraph faces its original."""
    text = docx.Document(water).tables[0]

    assert [cell.text for cell in text.rows[0].cells] == ["¶", "English", "Arabic"]
    assert text.rows[1].cells[0].text == "¶0"
    assert text.rows[1].cells[1].text.startswith("Marsa al-Inab - Port Agency: Salma al-Droubi")
    assert text.rows[1].cells[2].text.startswith("مرسى العنب - وكالة الميناء")
    assert len(text.rows) == 1 + len(invented.water().paragraphs)


def test_every_quotation_stands_with_its_speaker(water: Path) -> None:
    """What bisum is for."""
    rows = {
        row.cells[0].text: [cell.text for cell in row.cells] for row in docx.Document(water).tables[1].rows
    }

    assert list(rows) == ["No.", "tq0", "q0", "q1", "q2", "q4", "q5", "q6"]
    assert rows["q0"][1:3] == [
        "“will not raise water prices before the end of summer”",
        "«لن يرفع أسعار المياه قبل نهاية الصيف»",
    ]
    assert rows["q0"][3].splitlines()[:2] == ["Salma al-Droubi", "سلمى الدروبي"]
    assert rows["q0"][4:] == ["أعلنت", "●\u00a0kept"]


def test_only_sure_english_stands_in_quotation_marks(water: Path) -> None:
    """A paraphrase in quotation marks is the mistake that costs a name."""
    rows = {row.cells[0].text: row.cells[1] for row in docx.Document(water).tables[1].rows}

    assert rows["q2"].text == "a short truce with thirst of the kind the fields know"
    assert rows["q2"].paragraphs[0].runs[0].style.name == "Bisum Approximate Words"
    assert rows["q4"].text == "no English words"
    assert rows["q1"].text.startswith("“")


def test_marks_that_bisum_put_back_can_be_told(water: Path) -> None:
    """The reader sees which marks the translation itself had."""
    added = [
        words(run)
        for run in body(water).iter(f"{W}r")
        if any(style.get(f"{W}val") == "AddedMark" for style in run.iter(f"{W}rStyle"))
    ]

    assert added == ["“", "”"]


@pytest.mark.parametrize("name", ["water", "one_block", "bare"])
def test_arabic_runs_from_right_to_left_and_nothing_else_does(name: str, tmp_path: Path) -> None:
    """Without the marks Word sets commas, brackets and Latin names on the wrong side."""
    path = tmp_path / "a.docx"
    document(path, getattr(invented, name)())
    seen = set()
    for run in body(path).iter(f"{W}r"):
        kinds = {unicodedata.bidirectional(sign) for sign in words(run)}
        is_rtl = has(run, "rPr", "rtl")
        seen.add(is_rtl)
        assert not (kinds & {"AL", "R"} and not is_rtl)
        assert not (kinds & {"L"} and is_rtl)
        assert is_rtl == has(run, "rPr", "lang")
    assert seen == {True, False}


def test_arabic_paragraphs_begin_at_the_right(water: Path) -> None:
    """A paragraph's direction is where it begins and where its last stop stands."""
    for paragraph in body(water).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        if style.endswith("Arabic") and words(paragraph):
            assert has(paragraph, "pPr", "bidi"), words(paragraph)
        if style in {"English", "Summary", "Finding", "Caution"}:
            assert not has(paragraph, "pPr", "bidi")


def test_every_style_in_use_has_a_name_to_change(water: Path) -> None:
    """An office sets its own fonts by name; an unknown style would silently be Normal."""
    all_parts = parts(water)
    styles = etree.fromstring(all_parts["word/styles.xml"])
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    used = {
        use.get(f"{W}val") for name in ("pStyle", "rStyle", "tblStyle") for use in body(water).iter(W + name)
    }

    assert used <= known
    assert {"Summary", "Arabic", "QuotationTable", "Finding", "Heading1"} <= used
    assert not list(body(water).iter(f"{W}rFonts", f"{W}sz", f"{W}color"))


def test_every_font_has_a_substitute(water: Path) -> None:
    """A program left to its own choice may take Arabic letters from one font and «» from another."""
    all_parts = parts(water)
    styles = etree.fromstring(all_parts["word/styles.xml"])
    table = etree.fromstring(all_parts["word/fontTable.xml"])
    named = {name for fonts in styles.iter(f"{W}rFonts") for name in fonts.attrib.values()}

    assert named == {font.get(f"{W}name") for font in table if has(font, "altName")}
    assert "Noto Naskh Arabic" in named


def test_numbers_lead_from_the_words_to_the_list_and_back(tmp_path: Path) -> None:
    """Links that lead nowhere, or two of one name, are worse than none."""
    path = tmp_path / "run.docx"
    document(path, *invented.all_articles())
    places = [mark.get(f"{W}name") for mark in body(path).iter(f"{W}bookmarkStart")]
    targets = {link.get(f"{W}anchor") for link in body(path).iter(f"{W}hyperlink")} - {None}

    assert len(set(places)) == len(places)
    assert targets <= set(places)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", place) for place in places)
    assert {"a1_q0_row", "a1_q0_en", "a2"} <= targets


def test_several_articles_begin_with_a_list_of_them(tmp_path: Path) -> None:
    """A run of forty articles without one is a heap."""
    path = tmp_path / "run.docx"
    found = document(path, invented.water(), invented.one_block(), invented.bare())

    assert [p.text for p in found.paragraphs[:5]] == [
        "3 articles",
        f"Caution: {invented.CAUTION}",
        "Mayor: “We will not raise water prices” before summer",
        "The storks of Nakhl Island arrive early",
        found.paragraphs[4].text,
    ]
    assert len(list(body(path).iter(f"{W}pageBreakBefore"))) == 3


def test_the_only_way_out_is_the_original(water: Path, tmp_path: Path) -> None:
    """Opening a document must ask nothing of the outside, and an odd address is no link."""
    path = tmp_path / "hostile.docx"
    document(path, hostile.everywhere("javascript:window.pwned=1"))

    assert _addresses(water) == ["https://almeena.example/2026/03/water"]
    assert _addresses(path) == []


def _addresses(path: Path) -> list[str]:
    found = []
    for name, part in parts(path).items():
        if name.endswith(".rels"):
            relations = etree.fromstring(part)
            found += [r.get("Target") for r in relations if r.get("TargetMode") == "External"]
    return found


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (None, None),
        ("https://news.example/a?b=1&c=%20#d", "https://news.example/a?b=1&c=%20#d"),
        ('https://news.example/"<x>|ا', "https://news.example/%22%3Cx%3E%7C%D8%A7"),
        ("https://أخبار.example/", None),
        ("https://news.example:99999/", None),
    ],
)
def test_a_link_is_written_so_that_word_opens_the_file(address: str | None, expected: str | None) -> None:
    """Word calls a whole document damaged for one bad address."""
    assert linkable(address) == expected


def test_hostile_text_is_text(tmp_path: Path) -> None:
    """Whatever an article says, the document has the same paragraphs, tables and links."""
    texts = [*hostile.INJECTIONS, "</w:t></w:r>", "a\x00\x0b\ufffe", "a\nb\rc\td"]
    document(tmp_path / "benign.docx", *[hostile.everywhere(hostile.BENIGN) for _ in texts])
    document(tmp_path / "hostile.docx", *map(hostile.everywhere, texts))

    assert _shape(tmp_path / "hostile.docx") == _shape(tmp_path / "benign.docx")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", words(body(tmp_path / "hostile.docx")))


def _shape(path: Path) -> list[str]:
    """Give the elements of the articles; the list at the head holds each caution once."""
    # Runs are cut by direction, and a line break stays one, so these may differ.
    free = {f"{W}{name}" for name in ("r", "rPr", "rStyle", "rtl", "lang", "t", "br")}
    tags = [element.tag for element in body(path).iter() if element.tag not in free]
    return tags[tags.index(f"{W}pageBreakBefore") :]


def test_properties_name_the_article(water: Path) -> None:
    """A search over an office's files finds it by title."""
    properties = docx.Document(water).core_properties

    assert properties.title == "Mayor: “We will not raise water prices” before summer"
    assert properties.author == "bisum"
    assert properties.created.isoformat().startswith("2026-11-21T09:30:00")


def test_a_missing_package_is_said_with_what_to_do(tmp_path: Path, monkeypatch) -> None:
    """The extra is optional; a traceback is no way to say so."""
    for name in [name for name in sys.modules if name.split(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)

    with pytest.raises(ConfigError, match=r'pip install "bisum\[docx\]"'):
        write([invented.bare()], to=Format.DOCX, output=tmp_path / "a.docx")
    assert not list(tmp_path.iterdir())
