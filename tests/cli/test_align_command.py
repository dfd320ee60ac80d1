"""``bisum align`` from outside."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ARABIC = """أعلنت الحكومة خطة جديدة لإصلاح 12 ميناء في الشمال. وقال الوزير سامر الخطيب إن العمل يبدأ في مارس.
ولم يذكر الوزير كلفة الخطة.
"""
ENGLISH = """The government announced a new plan to reform 12 ports in the north.

Minister Samer al-Khatib said that work will begin in March. The minister did not mention the plan's cost.
"""


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    arabic, english = tmp_path / "a.txt", tmp_path / "e.txt"
    arabic.write_text(ARABIC, encoding="utf-8")
    english.write_text(ENGLISH, encoding="utf-8")
    return arabic, english


def test_sentences_are_paired_over_other_paragraphs(bisum, texts) -> None:
    """A translator's paragraphs are seldom the newspaper's."""
    done = bisum("align", *texts)
    beads = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0, done.stderr
    assert [(len(bead["arabic"]), len(bead["english"])) for bead in beads] == [(1, 1)] * 3
    assert beads[1]["english"][0]["paragraph"] == 1
    assert beads[1]["english_text"].startswith("Minister Samer")


def test_a_memory_holds_the_pairs(bisum, texts, tmp_path) -> None:
    """Translators' tools read TMX and nothing of ours."""
    path = tmp_path / "memory.tmx"
    done = bisum("align", *texts, "--format", "tmx", "--output", path)
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own file

    assert done.returncode == 0, done.stderr
    assert (root.tag, root.get("version"), len(root.findall("body/tu"))) == ("tmx", "1.4", 3)
    assert all(len(unit.findall("tuv/seg")) == 2 for unit in root.iter("tu"))


def test_a_missing_or_empty_text_says_what_was_expected(bisum, texts, tmp_path) -> None:
    """The two arguments are easily mixed up or misspelt."""
    empty = tmp_path / "empty.txt"
    empty.write_text("\n", encoding="utf-8")
    missing, blank = bisum("align", texts[0], tmp_path / "no.txt"), bisum("align", texts[0], empty)

    assert (missing.returncode, blank.returncode) == (2, 2)
    assert "no.txt" in missing.stderr
    assert "empty" in blank.stderr
