"""``bisum models`` from outside."""

from __future__ import annotations


def test_a_name_without_its_owner_is_refused_before_the_hub_is_asked(bisum, tmp_path) -> None:
    """The hub was asked for a minute and then said to be out of reach; the owner was missing."""
    done = bisum("models", "fetch", "opus-mt-ar-en", "--to", tmp_path / "models")

    assert done.returncode == 2
    assert "did you mean 'Helsinki-NLP/opus-mt-ar-en'" in done.stderr
    assert "Retrying" not in done.stderr
    assert not (tmp_path / "models").exists()
