"""``bisum export`` from outside."""

from pathlib import Path

import pytest
import typer
from tests.reader import invented
from typer.testing import CliRunner

from bisum.cli import console
from bisum.cli.export import export
from bisum.errors import ConfigError
from bisum.store.files.slugs import slug
from bisum.store.run.folder import RunFolder


@pytest.fixture
def bisum():
    """Run the command and give its outcome."""
    app = typer.Typer()
    app.command()(export)
    return lambda *given: CliRunner().invoke(app, [str(word) for word in given])


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of three articles."""
    path = tmp_path / "run"
    with RunFolder(path) as folder:
        folder.commit(invented.all_articles())
        folder.write_report(b"{}")
    return path


def test_a_run_is_exported_and_the_place_is_said(bisum, run: Path, tmp_path: Path) -> None:
    """Standard output is for results; where they lie is said beside it."""
    done = bisum(run, "--to", "tmx", "--output", tmp_path / "run.tmx")

    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "3 articles exported" in done.stderr.replace("\n", " ")
    assert (tmp_path / "run.tmx").is_file()


def test_a_long_export_tells_how_far_it_is(
    bisum, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of Word documents take minutes."""
    monkeypatch.setattr(console, "PLAIN_EVERY_S", 0.0)
    done = bisum(run, "--to", "md", "--output", tmp_path / "md")

    assert "exported: 2 of 3 articles" in done.stderr


def test_only_the_articles_asked_for_are_exported(bisum, run: Path, tmp_path: Path) -> None:
    """One article for one colleague."""
    done = bisum(run, "--to", "md", "--output", tmp_path / "md", "--only", "bare", "--only", "storks")

    assert done.exit_code == 0, done.output
    names = {path.name for path in (tmp_path / "md").iterdir()}
    assert names == {f"{slug('bare')}.md", f"{slug('storks')}.md"}


def test_an_unknown_article_stops_the_export(bisum, run: Path, tmp_path: Path) -> None:
    """Leaving it out silently would look like an article without quotations."""
    done = bisum(run, "--to", "md", "--output", tmp_path / "md", "--only", "bare", "--only", "nobody")

    assert isinstance(done.exception, ConfigError)
    assert "'nobody'" in str(done.exception)
    assert not (tmp_path / "md").exists()


def test_what_is_no_run_is_said(bisum, tmp_path: Path) -> None:
    """A folder of articles is easily mistaken for one."""
    done = bisum(tmp_path, "--to", "csv", "--output", tmp_path / "csv")

    assert "no run.json" in str(done.exception)
