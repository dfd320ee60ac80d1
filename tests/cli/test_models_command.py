"""``bisum models`` from outside."""

from __future__ import annotations

import json


def test_a_name_without_its_owner_is_refused_before_the_hub_is_asked(bisum, tmp_path) -> None:
    """The hub was asked for a minute and then said to be out of reach; the owner was missing."""
    done = bisum("models", "fetch", "opus-mt-ar-en", "--to", tmp_path / "models")

    assert done.returncode == 2
    assert "did you mean 'Helsinki-NLP/opus-mt-ar-en'" in done.stderr
    assert "Retrying" not in done.stderr
    assert not (tmp_path / "models").exists()


def test_every_known_model_is_listed_with_its_licence(bisum) -> None:
    """The list is where one learns what may be used for money, and what is on this machine already."""
    shown = bisum("models").stdout
    told = json.loads(bisum("models", "--format", "json").stdout)

    assert told["cached"] == []
    assert "Nothing is kept on this machine yet." in shown
    assert len(told["known"]) > 5
    for model in told["known"]:
        line = next(line for line in shown.splitlines() if line.startswith(model["name"]))
        assert model["licence"] in line


def test_a_folder_that_fetch_never_made_is_not_called_whole(bisum, tmp_path) -> None:
    """Beside the net, this command is all that stands between a damaged copy and a wrong translation."""
    done = bisum("models", "verify", tmp_path)

    assert done.returncode == 2
    assert "is whole" not in done.stdout
    assert str(tmp_path) in done.stderr


def test_a_folder_that_is_not_there_is_no_folder_without_hashes(bisum, tmp_path) -> None:
    """Whoever mistyped a path looks for hashes otherwise."""
    done = bisum("models", "verify", tmp_path / "nowhere")

    assert done.returncode == 2
    assert "nowhere': no such folder; name one that" in done.stderr


def test_a_pin_without_a_revision_is_refused(bisum, tmp_path) -> None:
    """Whoever writes «@» wants one revision; the newest would be fetched instead, unasked."""
    done = bisum("models", "fetch", "a/b", "c/d@", "--to", tmp_path / "models")

    assert done.returncode == 2
    assert "no revision stands behind the @" in done.stderr


def test_a_memory_that_is_not_there_is_not_made_by_asking(bisum, tmp_path) -> None:
    """A mistyped name must not leave an empty memory behind that a run would then fill."""
    done = bisum("models", "memory", tmp_path / "memory.sqlite")

    assert done.returncode == 2
    assert "no translation memory is there" in done.stderr
    assert not (tmp_path / "memory.sqlite").exists()
