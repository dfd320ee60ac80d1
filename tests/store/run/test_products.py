"""What a model made is found again under the same key, and only there."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bisum.store.run.products import KeptProduct, Products


def kept(article: str, key: str, text: str = "x") -> KeptProduct:
    return KeptProduct(
        id=article, stage="translate", key=key, product=msgspec.Raw(msgspec.json.encode({"t": text}))
    )


def keep(folder: Path, *products: KeptProduct) -> None:
    shelf = Products(folder)
    shelf.keep(products)
    shelf.close()


def find(folder: Path, article: str, key: str, stage: str = "translate") -> bytes | None:
    shelf = Products(folder)
    try:
        return shelf.find(article, stage, key)
    finally:
        shelf.close()


def test_a_product_is_found_under_its_own_key_alone(tmp_path: Path) -> None:
    """Other settings, another article or another stage must never get this translation."""
    assert find(tmp_path, "a", "k1") is None
    keep(tmp_path, kept("a", "k1", "one"), kept("b", "k1", "two"))

    assert find(tmp_path, "a", "k1") == b'{"t":"one"}'
    assert find(tmp_path, "b", "k1") == b'{"t":"two"}'
    assert find(tmp_path, "a", "k2") is None
    assert find(tmp_path, "c", "k1") is None
    assert find(tmp_path, "a", "k1", "summarise") is None


def test_the_later_of_two_counts_and_the_other_goes(tmp_path: Path) -> None:
    """Changed settings must not let the file grow for ever."""
    keep(tmp_path, kept("a", "k1", "old"), kept("b", "k1"))
    keep(tmp_path, kept("a", "k2", "new"))
    shelf = Products(tmp_path)
    assert shelf.find("a", "translate", "k1") is None
    shelf.compact()

    assert shelf.find("a", "translate", "k2") == b'{"t":"new"}'
    assert (tmp_path / "products.jsonl").read_bytes().count(b"\n") == 2
    shelf.close()


@pytest.mark.parametrize("n_cut", range(1, 60, 7))
def test_a_line_that_was_cut_off_is_as_good_as_none(tmp_path: Path, n_cut: int) -> None:
    """A kill in the middle of a write costs one translation and not the run."""
    keep(tmp_path, kept("a", "k1"), kept("b", "k1"))
    path = tmp_path / "products.jsonl"
    path.write_bytes(path.read_bytes()[:-n_cut])

    assert find(tmp_path, "a", "k1") == b'{"t":"x"}'
    assert find(tmp_path, "b", "k1") is None
    keep(tmp_path, kept("b", "k1", "again"))
    assert find(tmp_path, "a", "k1") == b'{"t":"x"}'
    assert find(tmp_path, "b", "k1") == b'{"t":"again"}'


def test_a_damaged_line_is_as_good_as_none(tmp_path: Path) -> None:
    """What can be made again is no reason to stop."""
    keep(tmp_path, kept("a", "k1"), kept("b", "k1"), kept("c", "k1"))
    path = tmp_path / "products.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[0] = b"\xff" + lines[0][1:]
    lines[1] = lines[1].replace(b'{"t"', b'{"t')
    path.write_bytes(b"".join(lines))

    assert [find(tmp_path, article, "k1") for article in "abc"] == [None, None, b'{"t":"x"}']


def test_nothing_is_made_where_nothing_is_kept(tmp_path: Path) -> None:
    """A run with nothing to do touches nothing."""
    shelf = Products(tmp_path)
    shelf.keep([])
    shelf.compact()
    shelf.close()

    assert list(tmp_path.iterdir()) == []
