"""References are read whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bisum.errors import ConfigError
from bisum.evaluation.inputs.references import load

SAMPLES = Path(__file__).parents[3] / "samples"


def test_the_samples_references_load():
    """They are what the documentation points to."""
    found = load([SAMPLES / "references.jsonl"])

    assert len(found.by_id) == 12
    assert all(one.english and len(one.summary_english) == 2 for one in found.by_id.values())
    assert all(len(one.summary_arabic) == 1 for one in found.by_id.values())
    assert sum(len(one.quotes or ()) for one in found.by_id.values()) == 134


def test_bare_annotations_are_references_too():
    """Gold sets come as one quotation a line."""
    found = load([SAMPLES / "quotes.jsonl"])

    assert sum(len(one.quotes or ()) for one in found.by_id.values()) == 134
    assert all(one.english is None for one in found.by_id.values())


def test_files_are_put_together(write_references):
    """Translations from one person, annotations from another."""
    one = write_references([{"id": "a", "english": ["E."]}], name="one.jsonl")
    other = write_references(
        [{"article": "a", "paragraph": 0, "text": "x", "kind": "term"}], name="two.jsonl"
    )
    found = load([one, other])

    assert found.by_id["a"].english == ("E.",)
    assert found.by_id["a"].quotes is not None
    assert found.sha256 == load([other, one]).sha256


def test_a_number_is_an_id_as_it_is_in_articles(write_references):
    """An article `{"id": 17}` is read as "17"; its reference must find it."""
    annotated = {"article": 17, "paragraph": 0, "text": "س", "kind": "direct"}
    found = load([write_references([{"id": 17, "english": ["E."]}, annotated])])

    assert found.by_id.keys() == {"17"}
    assert found.by_id["17"].quotes is not None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ('{"english": []}', "expected an object with an id"),
        ('{"id": "a"}', "nothing but an id"),
        ('{"id": "a", "english": "E."}', "english is one text; expected a list"),
        ('[{"id": "a", "english": ["E."]}]', "a list; expected JSON Lines"),
        ('{"id": "a", "quotes": [{"text": "x"}]}', "missing required field"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, message):
    """A reference that is dropped in silence raises a score in silence."""
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"id": "ok", "english": ["E."]}) + "\n" + line + "\n")

    with pytest.raises(ConfigError, match=message) as fault:
        load([path])
    assert "r.jsonl:2" in str(fault.value)


def test_a_field_that_was_perhaps_misspelt_is_told_of(write_references):
    """Left alone in silence, it takes BLEU out of the table and nobody knows why."""
    rows = [
        {"id": "a", "englsh": ["E."], "quotes": [], "title_english": "T"},
        {"id": "b", "englsh": [], "quotes": []},
    ]
    [told] = load([write_references(rows)]).doubts

    assert "'englsh' (2 lines)" in told
    assert "'english'" in told
    assert (
        load([write_references([{"id": "a", "title_english": "T", "english": [], "source": "S"}])]).doubts
        == ()
    )


def test_the_same_field_twice_is_an_error(write_references):
    """Nobody knows which of two translations was meant."""
    path = write_references([{"id": "a", "english": ["One."]}, {"id": "a", "english": ["Two."]}])

    with pytest.raises(ConfigError, match="english of article 'a' was given before"):
        load([path])


def test_a_missing_file_says_what_to_do(tmp_path):
    """The commonest mistake of all."""
    with pytest.raises(ConfigError, match="name a JSON Lines file"):
        load([tmp_path / "none.jsonl"])
