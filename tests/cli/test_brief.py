"""``bisum brief``: page, Markdown and JSON of a run's folder."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from bisum.cli.brief import BriefForm, brief
from bisum.errors import ConfigError
from bisum.store.run.folder import RunFolder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run's folder with the records that the reader's tests invented."""
    for folder in ("reader", "reader/brief"):
        monkeypatch.syspath_prepend(Path(__file__).parents[1] / folder)
    ferry = importlib.import_module("ferry")
    with RunFolder(tmp_path / "run") as folder:
        folder.commit(ferry.run())
        folder.write_report(b"{}")
    return tmp_path / "run"


def test_the_page_goes_into_the_site_and_standard_output_stays_empty(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard output carries results; the page's place is a message."""
    brief(run)
    told = capsys.readouterr()

    assert told.out == ""
    assert str(run / "site" / "brief.html") in told.err.replace("\n", "")
    assert "ناصر الحلواني" in (run / "site" / "brief.html").read_text(encoding="utf-8")


def test_json_and_markdown_go_to_standard_output_or_to_a_file(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are for other programs, in a pipe or beside the run."""
    brief(run, BriefForm.JSON)
    printed = json.loads(capsys.readouterr().out)
    brief(run, BriefForm.MD, tmp_path / "brief.md")

    assert printed["version"] == 1
    assert [len(event["articles"]) for event in printed["events"]] == [5]
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").count("\n## ") == 2
    assert capsys.readouterr().out == ""
    assert not (run / "site" / "brief.html").exists()


@pytest.mark.parametrize("form", BriefForm)
def test_what_cannot_be_read_or_written_is_said(form: BriefForm, run: Path, tmp_path: Path) -> None:
    """The message names the folder and what to do."""
    with pytest.raises(ConfigError, match=r"no run\.json there"):
        brief(tmp_path, form)
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="give another --output"):
        brief(run, form, tmp_path / "file" / "brief")
