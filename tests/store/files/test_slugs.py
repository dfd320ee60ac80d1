"""Any id becomes a file name that stays in its folder."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bisum.store.files.slugs import slug


@settings(deadline=None)
@given(st.text())
def test_a_slug_is_a_safe_file_name(article_id: str) -> None:
    """Ids are untrusted: none may leave its folder, hide, or be a device."""
    name = slug(article_id)

    assert re.fullmatch(r"[a-z0-9_][a-z0-9_-]*-[0-9a-f]{16}", name)
    assert len(name) <= 77


@settings(deadline=None)
@given(st.lists(st.text(), unique=True))
def test_two_ids_never_share_a_slug(ids: list[str]) -> None:
    """One article's page must not take another's place."""
    assert len({slug(article_id) for article_id in ids}) == len(ids)


def test_ids_that_differ_in_case_or_length_alone_differ() -> None:
    """Some disks don't tell cases apart, and long ids are cut."""
    names = [
        slug(i)
        for i in ("Port", "port", "PORT", "a" * 500, "a" * 501, "ميناء", "مينا", "..", ".", "con", "../con")
    ]

    assert len({name.lower() for name in names}) == len(names)
    assert slug("Port strike").startswith("port-strike-")
    assert slug("../../etc/passwd").startswith("etc-passwd-")
