"""Whatever a title holds, its slug is one that a record of addresses may hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recto.slugs import RESERVED, is_slug, slug_of

MARKS = st.sampled_from("\u00ad\u200d\u0301\u0345\u3099\u1161\ufe0f")
TITLES = st.lists(st.one_of(st.characters(codec="utf-8"), MARKS), max_size=100).map("".join)


@given(TITLES)
def test_a_slug_that_is_made_can_be_recorded(title: str) -> None:
    slug = slug_of(title)
    assert not slug or is_slug(slug) or slug in RESERVED
