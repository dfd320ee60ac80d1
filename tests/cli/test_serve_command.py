"""``bisum serve`` and ``bisum corrections`` from outside, and what the next run makes of corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bisum.reader.serve.correcting import Wish, correction_of
from bisum.store.holdings import record_of
from bisum.store.run.corrections import BOOK_NAME, CorrectionBook


@pytest.fixture
def ran(bisum, fake_config, write_articles, tmp_path) -> Path:
    out = tmp_path / "out"
    done = bisum("run", fake_config, "--input", write_articles(3), "--output", out)
    assert done.returncode == 0, done.stderr
    return out


def put_right(out: Path) -> None:
    """Correct the first article's speaker and his name's spelling, as the server would."""
    book = CorrectionBook(out / BOOK_NAME)
    record = record_of(out, "a0")
    for wish in (
        Wish(kind="speaker", place="q0", becomes="سامر الخطيب المكتبة", author="Nadia"),
        Wish(kind="name", place="q0", becomes="Samir Khateeb", name_kind="person", author="Nadia"),
        Wish(kind="translation", place="p0s0", becomes="The mayor opened library 0.", author="Nadia"),
    ):
        book.add(correction_of(record, wish))


def test_the_next_run_honours_what_people_put_right(
    bisum, fake_config, write_articles, tmp_path, ran
) -> None:
    """Speaker, sentence and spelling come back; the other articles aren't made again."""
    put_right(ran)
    again = bisum(
        "run",
        fake_config,
        "--input",
        write_articles(3),
        "--output",
        ran,
        "--set",
        f"corrections={ran / BOOK_NAME}",
    )
    record = record_of(ran, "a0")
    names = [json.loads(line) for line in (ran / "names.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = {
        path.name[:2]: path.read_text(encoding="utf-8") for path in (ran / "site" / "articles").iterdir()
    }

    assert again.returncode == 0, again.stderr
    assert "1 done" in again.stderr
    assert "2 kept" in again.stderr
    assert (record.quotes[0].speaker, record.quotes[0].rule) == ("سامر الخطيب المكتبة", "person")
    assert record.paragraphs[0].english == "The mayor opened library 0."
    assert "Samir Khateeb" in [row["english"] for row in names if row["origin"] == "glossary"]
    assert "put right by Nadia" in pages["a0"]
    assert "put right by Nadia" not in pages["a1"]
    assert str(ran) not in "".join(path.read_text(encoding="utf-8") for path in ran.glob("site/*.html"))


def test_corrections_are_handed_over(bisum, tmp_path, ran) -> None:
    """A glossary for other runs, gold for evaluations."""
    put_right(ran)
    done = bisum("corrections", ran, "--output", tmp_path / "mine")
    gold = [json.loads(line) for line in (tmp_path / "mine" / "gold-quotes.jsonl").read_text().splitlines()]

    assert done.returncode == 0, done.stderr
    assert "3 corrections" in done.stderr
    assert (
        (tmp_path / "mine" / "names.csv").read_text(encoding="utf-8").startswith("arabic,english,kind,note\n")
    )
    assert [line["speaker"] for line in gold] == ["سامر الخطيب المكتبة"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["serve", "."], "no run.json there"),
        (["corrections", ".", "--output", "x"], "no run.json there"),
    ],
)
def test_only_a_run_is_served(bisum, words: list[str], why: str) -> None:
    """Before anything listens."""
    done = bisum(*words)

    assert done.returncode == 2
    assert why in done.stderr


@pytest.mark.parametrize(
    ("token", "why"), [("short", "found 5 letters"), ("with a space and long", "no spaces")]
)
def test_a_weak_token_is_refused(bisum, tmp_path, ran, token: str, why: str) -> None:
    """Who listens for others must not do so behind a word that can be guessed."""
    path = tmp_path / "token"
    path.write_text(token)
    done = bisum("serve", ran, "--host", "192.0.2.1", "--token-file", path)

    assert done.returncode == 2
    assert why in done.stderr
