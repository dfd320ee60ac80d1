"""`bisum quotes` as a table: for eyes, so English first and nothing cut or read as markup."""

import json


def test_quotes_table_of_a_run_shows_english_over_arabic(
    bisum, fake_config, write_articles, tmp_path
) -> None:
    """Who reads no Arabic takes the README's table at its word, so it must hold the English too."""
    out = tmp_path / "out"
    bisum("run", fake_config, "--input", write_articles(1), "--output", out)
    row = json.loads(bisum("quotes", out).stdout)

    table = bisum("quotes", out, "--format", "table").stdout

    assert row["english_speaker"] in table
    assert row["text"] in table
    assert row["english_text"] in table
    assert (f"“{row['english_text']}”" in table) == (row["status"] in {"kept", "restored"})


def test_quotes_table_takes_brackets_of_an_article_literally(bisum, tmp_path) -> None:
    """An article's text is only ever text: square brackets neither vanish nor end the command."""
    article = tmp_path / "brackets.txt"
    article.write_text("قال الوزير: «لن نغلق [bold] الباب [/red] أبدا».\n", encoding="utf-8")

    table = bisum("quotes", article, "--format", "table")

    assert table.returncode == 0, table.stderr
    assert "[bold]" in table.stdout
    assert "[/red]" in table.stdout
