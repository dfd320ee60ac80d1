"""The translation memory, read back by XML parsers that know nothing of bisum."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reader import hostile, invented

from bisum.model.record import Record
from bisum.reader.export import Format, write
from bisum.text import neutral

etree = pytest.importorskip("lxml.etree", reason="lxml reads the memory back")

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The elements that we use, as the specification of TMX 1.4b has them.
FORM = etree.DTD(
    StringIO("""
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED creationdate CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED creationdate CDATA #IMPLIED creationtool CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
""")
)


def memory(path: Path, records: Iterable[Record]):
    write(records, to=Format.TMX, output=path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.parse(path, parser).getroot()
    assert FORM.validate(root), FORM.error_log
    return root


def segments(unit) -> dict[str, str]:
    return {tuv.get(XML_LANG): tuv.findtext("seg") for tuv in unit.findall("tuv")}


def properties(unit) -> dict[str, str]:
    return {prop.get("type"): prop.text for prop in unit.findall("prop")}


def test_a_unit_is_a_bead_with_english(tmp_path: Path) -> None:
    """Half a bead beside its whole English would teach a tool a wrong pair."""
    [unit] = memory(tmp_path / "run.tmx", [invented.bare()]).iter("tu")

    assert segments(unit) == {
        "ar": "هطل المطر على القرية طوال الليل. وفي الصباح فتح السوق أبوابه كالعادة.",
        "en": "Rain fell on the village all night and in the morning the market opened as usual.",
    }
    assert unit.findtext("note") == "Article bare, paragraph 0, sentences 0-1"
    assert properties(unit)["x-engine"] == "causal"
    assert properties(unit)["x-log-probability"] == "-0.4000"


def test_the_head_says_which_side_is_the_source(tmp_path: Path) -> None:
    """Tools look the direction up in the header."""
    root = memory(tmp_path / "run.tmx", [invented.water()])

    assert root.find("header").get("srclang") == "ar"
    assert root.find("body/tu").get("creationdate") == "20261121T093000Z"
    assert segments(root.find("body/tu"))["en"].startswith("Mayor: ")


def test_doubtful_units_say_so(tmp_path: Path) -> None:
    """A memory spreads its mistakes: what was flagged must be easy to leave out."""
    units = memory(tmp_path / "run.tmx", [invented.water()]).iter("tu")
    flagged = {properties(unit).get("x-finding"): segments(unit)["en"] for unit in units}

    assert flagged["number-added"] == "None of the council's 16 members answered the question."


def test_ids_are_unique_over_a_run(tmp_path: Path) -> None:
    """Tools put the second unit of an id in the first one's place."""
    ids = [unit.get("tuid") for unit in memory(tmp_path / "r.tmx", invented.all_articles()).iter("tu")]

    assert len(ids) > 20
    assert len(set(ids)) == len(ids)
    assert not any(set(key) & set(" \t\n") for key in ids)


def test_hostile_text_is_text(tmp_path: Path) -> None:
    """Whatever an article says, the memory is valid and has the same units."""
    texts = [*hostile.INJECTIONS, "&amp;", "]]>", "a\x00b\x0bc\ufffe\ud800", "a\r\nb\tc"]
    records = [
        hostile.everywhere(text, id=f"{n}{text}".replace("\ud800", "")) for n, text in enumerate(texts)
    ]
    units = list(memory(tmp_path / "run.tmx", records).iter("tu"))

    assert len(units) == 2 * len(texts)
    found = [segments(unit)["en"].split() for unit in units[::2]]
    assert found == [neutral(text).split() for text in texts]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(min_size=1, max_size=20))
def test_any_text_gives_a_valid_memory(text: str, tmp_path: Path) -> None:
    """No string at all may break the file: it holds a whole run."""
    memory(tmp_path / "run.tmx", [hostile.everywhere(text, id="a")])


def test_no_document_type_is_named(tmp_path: Path) -> None:
    """Some parsers fetch what it names, and bisum's outputs ask nothing of the outside."""
    path = tmp_path / "run.tmx"
    memory(path, [invented.water()])

    assert b"<!DOCTYPE" not in path.read_bytes()
