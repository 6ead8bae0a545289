"""Words are found alike by the pattern for plain text and by the one for every script."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from recto.words import words

PLAIN = st.text(st.sampled_from(string.ascii_letters[:4] + "01 _'-+#.\n"), max_size=20)


@given(PLAIN)
def test_a_letter_of_another_script_changes_no_word_of_plain_text(text: str) -> None:
    assert words(f"{text} é") == [*words(text), "é"]
