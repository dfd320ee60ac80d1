"""Where a run may write: not where it would spoil what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum.errors import ConfigError
from bisum.store.outputs import require_apart
from bisum.store.run.folder import RunFolder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("given", "output"),
    [("in", "in"), ("in/", "in"), ("in/a.txt", "in/a.txt"), ("link", "in"), ("in", "link")],
)
def test_an_input_is_no_output(articles: Path, given: str, output: str) -> None:
    """However it is spelt: a link to a folder is that folder."""
    there = articles.parent
    (there / "link").symlink_to("in")
    with pytest.raises(ConfigError, match="is an input too"):
        require_apart([f"{there}/{given}"], f"{there}/{output}")


def test_an_input_in_a_store_is_no_output() -> None:
    """There nobody asks the store: the addresses say it."""
    with pytest.raises(ConfigError, match="is an input too"):
        require_apart(["s3://bucket/day/"], "s3://bucket/day")
    require_apart(["s3://bucket/day/"], "s3://bucket/day-run")


@pytest.mark.parametrize("given", ["site", "summaries/more", "records.jsonl"])
def test_what_a_run_writes_is_not_its_input(tmp_path: Path, given: str) -> None:
    """Summaries and pages of no article are taken away, so would be articles that lie there."""
    with pytest.raises(ConfigError, match="lies among what a run into"):
        require_apart([str(tmp_path / "out" / given)], str(tmp_path / "out"))


def test_other_things_in_a_folder_are_left_alone(articles: Path) -> None:
    """Somebody's folder with a ``site`` of its own would lose pages; what to name instead is said."""
    with pytest.raises(ConfigError, match=r"holds other things and no run \('a.txt', for one\).*in/run'"):
        require_apart([], str(articles))


def test_a_folder_of_its_own_among_the_articles_will_do(articles: Path) -> None:
    """`--input . --output out` is at hand, and a run's output is left out of the input."""
    require_apart([str(articles)], str(articles / "out"))
    require_apart([str(articles)], str(articles.parent / "in-run"))


@pytest.mark.parametrize("has_records", [True, False])
def test_a_run_goes_on_where_it_was(tmp_path: Path, has_records: bool) -> None:
    """Killed in its first second, or put together by hand of others' records, it is a run all the same."""
    if has_records:
        (tmp_path / "records.jsonl").write_text("")
    else:
        RunFolder(tmp_path).close()
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "notes.txt").write_text("")

    require_apart([str(tmp_path / "articles")], str(tmp_path))


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """Hidden files, as desktops leave them, count for nothing."""
    (tmp_path / ".directory").write_text("")

    require_apart([], str(tmp_path))
