"""When ``bisum run`` writes pages."""

from __future__ import annotations

import shutil


def test_a_run_that_changes_nothing_writes_no_page_again(
    bisum, fake_config, write_articles, tmp_path
) -> None:
    """Over 100,000 articles the overview alone takes minutes; but what is gone must come back."""
    articles, out = write_articles(3), tmp_path / "out"
    bisum("run", fake_config, "--input", articles, "--output", out)
    index = out / "site" / "index.html"
    before = {path: path.stat().st_mtime_ns for path in (index, out / "names.jsonl")}
    bisum("run", fake_config, "--input", articles, "--output", out)
    assert before == {path: path.stat().st_mtime_ns for path in before}

    index.unlink()
    bisum("run", fake_config, "--input", articles, "--output", out)
    assert index.is_file()
    bisum("run", fake_config, "--input", write_articles(4), "--output", out)
    assert "رقم 3" in index.read_text(encoding="utf-8") + "".join(
        path.read_text(encoding="utf-8") for path in (out / "site" / "data").glob("*.js")
    )


def test_pages_that_were_taken_away_come_back(bisum, fake_config, write_articles, tmp_path) -> None:
    """Who deletes ``site/`` to have it anew would get an index whose every link is dead."""
    articles, out = write_articles(3), tmp_path / "out"
    bisum("run", fake_config, "--input", articles, "--output", out)
    pages = {path: path.read_bytes() for path in (out / "site").rglob("*.html")}
    summary = next((out / "summaries").iterdir())
    shutil.rmtree(out / "site")
    summary.unlink()
    bisum("run", fake_config, "--input", articles, "--output", out)

    assert summary.is_file()
    assert {path.name for path in pages} == {path.name for path in (out / "site").rglob("*.html")}
    assert all(path.read_bytes() == pages[path] for path in pages if path.parent.name == "articles")
